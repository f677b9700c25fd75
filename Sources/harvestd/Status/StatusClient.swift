internal import HarvestCore
internal import HarvestSources

/// Asks a running service how it is.
enum StatusClient {
    /// What came of it.
    enum Answer: Sendable {
        /// The service answered.
        case running(StatusReport)
        /// Nobody answered, or somebody else; why, in a phrase.
        case silent(String)
    }

    /// Connecting, the first byte and everything: a service on this machine answers at once or not at all.
    static let deadlines = RequestDeadlines(
        connect: .seconds(1), firstByte: .seconds(2), total: .seconds(3))

    /// Asks at an address.
    static func ask(_ address: StatusAddress, by transport: any HTTPTransport) async -> Answer {
        var request = HTTPRequest.get("http://\(address)/status.json")
        request.limits = ResponseLimits(wireBytes: 1 << 20, decodedBytes: 1 << 20)
        request.deadlines = deadlines
        let response: HTTPResponse
        do { response = try await transport.response(to: request) } catch {
            let failure = RecordedFailure(error)
            return .silent("nothing answers at \(address) (\(failure))")
        }
        let endpoint = Endpoint(source: "harvestd", name: "status.json")
        // Whatever it is that does not parse, it is not our report, and that is said.
        let document = try? JSONDocument(parsing: response.body, from: endpoint)
        guard response.status == 200, let document, let report = StatusReport(document.root) else {
            return .silent("what answers at \(address) is not harvestd")
        }
        return .running(report)
    }
}
