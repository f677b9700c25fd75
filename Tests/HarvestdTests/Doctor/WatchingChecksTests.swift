import HarvestCore
import HarvestSources
import HarvestTestSupport
import Testing

@testable import harvestd

/// What the doctor says about watching: port, data, limits, sandbox.
@Suite struct WatchingChecksTests {
    private let clock = ManualClock()

    @Test func aFreePortMeansThatNoServiceRuns() async throws {
        let port = try await StatusBench.serving { $0.port }
        let address = StatusAddress(host: "127.0.0.1", port: port)
        let check = await StatusExamination.check(address, by: nil)
        #expect(check == .ok("status", "port", "\(address) is free: no service runs"))
        #expect(await StatusExamination.check(nil, by: nil).detail == "switched off")
    }

    @Test func whoIsOnThePortIsAsked() async throws {
        let other = try LoopbackServer { try $0.waitForClose() }
        defer { other.stop() }
        let address = StatusAddress(host: "127.0.0.1", port: UInt16(other.port))
        func check(_ reply: ScriptedReply) async -> DoctorCheck {
            let transport = ScriptedTransport(clock: clock)
            transport.reply(to: "http://127.0.0.1", with: reply)
            return await StatusExamination.check(address, by: transport)
        }
        var report = StatusSample.report
        #expect(await check(.json(report.json.line)).detail == "runs at \(address) and is degraded")
        report.verdict.findings = []
        #expect(await check(.json(report.json.line)).status == .ok)
        let stranger = await check(.json("{}"))
        #expect(stranger.status == .warning)
        #expect(stranger.fix?.contains("POLARIS_STATUS_ADDRESS") == true)
        #expect(await check(.status(500)).status == .warning)
        #expect(await check(.failure(.firstByteTimeout)).status == .warning)
        #expect(await StatusExamination.check(address, by: nil).status == .ok, "offline nobody is asked")
    }

    @Test(
        arguments: [
            (nil, "none yet", DoctorCheck.Status.ok), (.seconds(60), "60 s old", .ok),
            (.seconds(61), "61 s old, 60 s at most while the service runs", .warning),
        ] as [(Duration?, String, DoctorCheck.Status)])
    func oldDataIsWorthAThought(_ age: Duration?, _ detail: String, _ status: DoctorCheck.Status) throws {
        let newest = age.map { [JobName.quoteTopSync: clock.now - $0] } ?? [:]
        let checks = DataExamination.checks(newest, try StatusBench.configuration(), now: clock.now)
        #expect(checks.map(\.name) == ["newest book", "newest count"])
        #expect(checks[0].detail == detail)
        #expect(checks[0].status == status)
    }

    @Test func everyBoundIsListedWhenAskedFor() throws {
        let configuration = try StatusBench.configuration()
        #expect(LimitsExamination.checks(configuration, isFull: false).count == 1)
        let all = LimitsExamination.checks(configuration, isFull: true)
        #expect(all.count >= 35)
        #expect(Set(all.map(\.name)).count == all.count)
        let batches = all.first { $0.name == "batches that wait" }
        #expect(batches?.detail == "\(BatchChannel().capacity), then collectors wait")
        let names = Set(all.map(\.name))
        let promised = [
            "size of the journal", "age of the journal", "space left to others", "time to store at the end",
            "time of a run", "heartbeat", "answers kept for an outage", "time of a statement",
        ]
        #expect(names.isSuperset(of: promised), "\(Set(promised).subtracting(names))")
        let details = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.detail) })
        #expect(details["time of a statement"]?.hasPrefix("15 s in run, 60 s once") == true)
        #expect(details["silence of the server"]?.hasPrefix("5 s in run, 10 s once") == true)
        let alone = LimitsExamination.database(isBridged: false)
        #expect(alone.first?.1.hasPrefix("60 s, ") == true)
        #expect(all.first { $0.name == "size of the journal" }?.detail == "8 GiB in files of 64 MiB")
        #expect(all.first { $0.name == "time to store at the end" }?.detail.hasPrefix("60 s") == true)
    }

    @Test(
        arguments: [(nil, DoctorCheck.Status.ok), (1_024, .ok), (1_023, .warning)]
            as [(Int?, DoctorCheck.Status)])
    func fewOpenFilesAreNoticed(_ most: Int?, _ status: DoctorCheck.Status) {
        #expect(LimitsExamination.files(most).status == status)
    }

    @Test(
        arguments: [
            ("x\n→ Overall exposure level for polaris-harvest.service: 1.8 OK :-)\n", 1.8),
            ("→ Overall exposure level for cron.service: 9.6 UNSAFE 😨\n", 9.6), ("nothing", nil), ("", nil),
        ] as [(String, Double?)])
    func theScoreIsRead(_ output: String, _ score: Double?) {
        #expect(SandboxExamination.score(in: output) == score)
    }

    @Test(
        arguments: [(nil, DoctorCheck.Status.skipped), (2.0, .ok), (2.1, .warning)]
            as [(Double?, DoctorCheck.Status)])
    func anOpenSandboxIsNoticed(_ score: Double?, _ status: DoctorCheck.Status) {
        #expect(SandboxExamination.check(score).status == status)
    }
}
