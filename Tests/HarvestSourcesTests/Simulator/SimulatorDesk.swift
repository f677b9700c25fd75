internal import Foundation
internal import HarvestCore

@testable import HarvestSimulator

/// Asks a simulator questions without a network and reads its answers with Foundation's parser, which shares
/// nothing with the writer under test.
struct SimulatorDesk {
    /// A Friday afternoon in New York's winter time, in the middle of several windows.
    static let moment = Timestamp(seconds: 1_795_190_400)

    let simulator: Simulator

    init(
        seed: UInt64 = 7, marketCount: Int = 200, at moment: Timestamp = Self.moment,
        adjust: (inout SimulatorConfiguration) -> Void = { _ in }
    ) {
        var configuration = SimulatorConfiguration(
            seed: seed, marketCount: marketCount, time: .frozen(moment))
        configuration.gammaStaleness = .zero
        adjust(&configuration)
        simulator = Simulator(configuration: configuration, clock: StandingClock())
    }

    func ask(_ target: String, method: String = "GET", body: String = "") -> PreparedAnswer {
        var request = SimulatedRequest(method: method, target: target)
        request.body = Array(body.utf8)
        return simulator.answer(request)
    }

    func text(_ target: String) -> String { String(decoding: ask(target).body, as: UTF8.self) }

    func json(_ target: String, method: String = "GET", body: String = "") throws -> Any {
        try Self.parsed(ask(target, method: method, body: body).body)
    }

    func object(_ target: String) throws -> [String: Any] { try json(target) as? [String: Any] ?? [:] }

    func rows(_ target: String) throws -> [[String: Any]] { try json(target) as? [[String: Any]] ?? [] }

    /// The `data` of one of the tracker's envelopes.
    func data(_ target: String) throws -> Any { try object(target)["data"] ?? NSNull() }

    /// Books of tokens by one question.
    func books(_ tokens: [String]) throws -> [[String: Any]] {
        let body = "[" + tokens.map { "{\"token_id\":\"\($0)\"}" }.joined(separator: ",") + "]"
        return try json("/clob/books", method: "POST", body: body) as? [[String: Any]] ?? []
    }

    /// Open tweet events of the first account, with all their markets.
    func tweetEvents() throws -> [[String: Any]] {
        try rows("/gamma/events?tag_id=282&closed=false&limit=100")
            .filter { ($0["slug"] as? String ?? "").contains("of-tweets") }
    }

    static func parsed(_ bytes: [UInt8]) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    /// The texts of an array that is packed into a text, as Gamma has it.
    static func unpacked(_ value: Any?) throws -> [String] {
        try parsed(Array((value as? String ?? "[]").utf8)) as? [String] ?? []
    }
}
