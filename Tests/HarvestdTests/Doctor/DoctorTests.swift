import HarvestCore
import HarvestSources
import HarvestStore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct DoctorTests {
    private let clock = ManualClock()
    /// Where the database would be: a directory that this user may write, whoever runs the tests and where.
    private let scratch: Scratch
    private let good = StoreReport(
        engine: "Test 1", schemaVersion: 1, expectedVersion: 1, isWritable: true, durability: "full",
        now: ManualClock().now, warnings: [])

    init() throws { scratch = try Scratch() }

    private func transport() -> ScriptedTransport {
        let transport = ScriptedTransport(clock: clock)
        transport.reply(
            to: "https://gamma-api.polymarket.com/events/keyset?limit=1",
            with: .status(200, headers: ["Date": "Thu, 15 Jan 2026 12:00:00 GMT"], "[]"))
        transport.reply(to: "https://clob.polymarket.com/time", with: .json("1768478400"))
        transport.reply(to: "https://xtracker.polymarket.com/api/users/elonmusk", with: .json("{}"))
        return transport
    }

    private func examine(
        _ variables: [String: String] = [:], transport: (any HTTPTransport)?,
        inspect: (@Sendable () async throws -> StoreReport)? = nil
    ) async throws -> DoctorReport {
        let report = try Rehearsal(variables).report(
            "doctor", "--data-dir", scratch.path, "--status-address", "off")
        return await Doctor(report: report, clock: clock, inspect: inspect, transport: transport).examine()
    }

    private func status(_ report: DoctorReport, _ name: String) -> DoctorCheck.Status? {
        report.checks.first { $0.name == name }?.status
    }

    @Test func nothingToFindEndsWellAndAsksEachServiceOnce() async throws {
        let transport = transport()
        let report = try await examine(transport: transport) { good }
        #expect(report.count(.failed) == 0)
        #expect(report.exitCode == .success)
        #expect(transport.requests.count == 3)
        #expect(report.checks.count { $0.group == "clock" } == 2)
    }

    @Test(arguments: [
        (ScriptedReply.failure(.dns), "E1101"), (.failure(.tlsExpired), "E1105"),
        (.failure(.tlsUntrusted), "E1107"),
        (.failure(.refused), "E1102"), (.failure(.connectTimeout), "E1103"), (.status(403), "E1203"),
        (.status(429), "E1229"), (.status(503), "E1250"), (.status(418), "E1200"),
    ])
    func anUpstreamFailureIsOneFindingWithItsCode(_ reply: ScriptedReply, _ code: String) async throws {
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: "https://", with: .json("{}"))
        transport.reply(to: "https://clob.", with: reply)
        let report = try await examine(transport: transport) { good }
        #expect(report.checks.filter { $0.status == .failed }.map(\.code) == [code])
        #expect(report.checks.first { $0.status == .failed }?.fix != nil)
        #expect(report.exitCode == .finding)
    }

    @Test func anAccountNobodyKnowsIsNamed() async throws {
        let transport = transport()
        transport.reply(to: "https://xtracker.polymarket.com/api/users/nobody", with: .status(404))
        let report = try await examine(["POLARIS_DEFAULT_HANDLES": "nobody"], transport: transport) { good }
        #expect(report.checks.first { $0.status == .failed }?.fix == "correct --handle")
    }

    @Test(
        arguments: [
            (0, DoctorCheck.Status.ok), (2, .ok), (4, .warning), (-4, .warning), (60, .failed),
            (-60, .failed),
        ] as [(Int64, DoctorCheck.Status)])
    func aClockThatIsOffIsNoticed(_ offset: Int64, _ expected: DoctorCheck.Status) async throws {
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: "https://", with: .json("{}"))
        transport.reply(to: "https://clob.", with: .json("\(1_768_478_400 + offset)"))
        let report = try await examine(transport: transport) { good }
        #expect(status(report, "against clob") == expected)
    }

    @Test func aSlowServiceIsWorthAThought() async throws {
        let transport = ScriptedTransport(clock: clock) { request in
            request.url.hasPrefix("https://clob.")
                ? ScriptedReply.json("1768478400").after(.seconds(5)) : .json("{}")
        }
        async let report = examine(transport: transport) { good }
        try await clock.waitForSleepers()
        clock.advance(by: .seconds(5))
        #expect(status(try await report, "clob") == .warning)
    }

    @Test func theDatabaseIsJudgedByWhatItSays() async throws {
        func found(_ version: Int?, _ isWritable: Bool, _ durability: String) async throws -> [String] {
            let report = StoreReport(
                engine: "Test 1", schemaVersion: version, expectedVersion: 2, isWritable: isWritable,
                durability: durability, now: nil, warnings: ["w"])
            return try await examine(transport: transport()) { report }.checks
                .filter { $0.group == "database" && $0.status != .ok }.map { "\($0.name) \($0.status)" }
        }
        #expect(try await found(2, true, "full") == ["note warning"])
        // A file of ours is made by the first harvest, so that it is not there yet is no trouble.
        #expect(try await found(0, true, "full") == ["schema warning", "note warning"])
        #expect(try await found(1, true, "full") == ["schema failed", "note warning"])
        #expect(try await found(3, true, "full") == ["schema failed", "note warning"])
        #expect(try await found(nil, true, "full") == ["schema warning", "note warning"])
        #expect(
            try await found(2, false, "off") == ["writable failed", "durability warning", "note warning"])
    }

    @Test func aDeadDatabaseDoesNotHideTheRest() async throws {
        let report = try await examine(transport: transport()) {
            throw StoreError.unreachable("postgresql://u@h/d", cause: "refused")
        }
        #expect(report.checks.filter { $0.status == .failed }.map(\.code) == ["E3001"])
        #expect(status(report, "clob") == .ok)
        #expect(report.exitCode == .finding)
    }

    @Test func aWrongKeyIsFoundBeforeAnythingIsAsked() async throws {
        let transport = transport()
        let report = try await examine(["POLARIS_CLOB_RATES": "1"], transport: transport) { good }
        #expect(report.exitCode == .configuration)
        #expect(report.checks.first?.fix == "did you mean POLARIS_CLOB_RATE?")
        #expect(transport.requests.isEmpty)
    }

    @Test func offlineNobodyIsAsked() async throws {
        let report = try await examine(transport: nil)
        #expect(
            report.checks.filter { $0.status == .skipped }.map(\.group).dropLast() == [
                "database", "upstream", "upstream", "upstream",
            ])
        #expect(report.exitCode == .success)
    }

    @Test(
        arguments: [
            (nil, DoctorCheck.Status.warning), (50_000_000, .failed), (500_000_000, .warning),
            (5_000_000_000, .ok),
        ] as [(Int?, DoctorCheck.Status)])
    func littleSpaceIsNoticed(_ free: Int?, _ expected: DoctorCheck.Status) {
        #expect(DiskExamination.space("x", free: free).status == expected)
    }

    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"), ("Sun, 06 Nov 1994 08:49:37 CET", nil),
            ("Sun, 31 Feb 2026 08:49:37 GMT", nil), ("1994-11-06", nil), ("", nil),
        ] as [(String, String?)])
    func datesOfAnswersAreRead(_ text: String, _ moment: String?) {
        #expect(HTTPDate.parse(text)?.description == moment)
    }
}
