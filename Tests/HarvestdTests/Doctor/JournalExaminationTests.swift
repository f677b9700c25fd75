import HarvestCore
import HarvestStore
import HarvestTestSupport
import Testing

@testable import harvestd

/// What the doctor says of the journal.
@Suite struct JournalExaminationTests {
    private let scratch: Scratch
    private let now = ManualClock().now
    private let bounds: JournalSettings = {
        var bounds = JournalSettings()
        bounds.maximumBytes = 8 << 30
        return bounds
    }()

    init() throws { scratch = try Scratch() }

    private func checks(_ words: String...) throws -> [DoctorCheck] {
        let line = ["run", "--data-dir", scratch.path] + words
        let invocation = try CommandLineParser().parse(line)
        let report = ConfigurationLoader.load(invocation, in: Rehearsal().surroundings)
        return JournalExamination.checks(try report.configuration(), now: now)
    }

    private func found(_ bytes: Int, oldest: Duration? = nil, ended: Duration? = nil) -> JournalInspection {
        var found = JournalInspection()
        found.bytes = bytes
        found.segments = 2
        found.oldestAt = oldest.map { now - $0 }
        found.oldestEndedAt = ended.map { now - $0 }
        return found
    }

    @Test func aJournalThatIsNotThereYetIsFineAndIsNotMade() throws {
        let checks = try checks()
        #expect(checks.map(\.name) == ["directory", "size", "space", "age"])
        #expect(checks.filter { $0.status == .failed }.isEmpty)
        #expect(checks[0].detail.hasSuffix("does not exist yet and can be made"))
        #expect(try scratch.names().isEmpty)
    }

    /// The journal lies on this machine also when the rows do not.
    @Test func itIsLookedAtWhenTheRowsGoToAServer() throws {
        let dsn = try scratch.write("dsn", "postgresql://u@127.0.0.1:1/d\n")
        #expect(try checks("--dsn-file", dsn).count == 4)
    }

    @Test func whoWritesItIsSeenAndNotDisturbed() async throws {
        try await withSegmentedJournal(
            directory: scratch.path + "/journal", clock: ManualClock(), events: SilentSink()
        ) { journal in
            _ = try await journal.append(JournalRecord("opened", at: now, uptime: .zero))
            try await journal.sync()
            let checks = try checks()
            #expect(checks[0].detail.hasSuffix("can be written; a process writes there"))
            #expect(checks[1].detail == "0 MiB in 1 files, 8 GiB at most")
            #expect(checks[3].detail == "the oldest file is of 2026-01-15T12Z, what is older than 7 d goes")
            _ = try await journal.append(JournalRecord("opened", at: now, uptime: .zero))
        }
        #expect(try checks()[0].detail.hasSuffix("can be written; nobody writes there now"))
    }

    @Test func aFileInItsPlaceIsNamed() throws {
        try scratch.write("journal", "not a directory")
        let checks = try checks()
        #expect(checks.map(\.status) == [.failed])
        #expect(checks[0].code == "E3504")
    }

    @Test func whatIsSwitchedOffIsSaidSo() throws {
        try scratch.write("env", "POLARIS_JOURNAL=false\n")
        let checks = try checks("--env-file", scratch.path + "/env")
        #expect(checks.map(\.status) == [.ok])
        #expect(checks[0].detail.hasPrefix("switched off"))
    }

    @Test(arguments: [(8 << 30, DoctorCheck.Status.ok), (8 << 30 + 1, .warning)])
    func aSizeAboveTheBoundIsNoticed(_ bytes: Int, _ status: DoctorCheck.Status) {
        #expect(JournalExamination.size(found(bytes), bounds).status == status)
    }

    /// Free, in all and used, in MiB. Of a disk of 100 GiB, 512 MiB are left to others; of one of 1 GiB, a
    /// twentieth.
    @Test(
        arguments: [
            (511, 102_400, 0, .failed), (8_192, 102_400, 0, .warning), (9_216, 102_400, 0, .ok),
            (600, 102_400, 8_192, .ok), (300, 102_400, 213, .warning), (300, 102_400, 212, .failed),
            (51, 1_024, 0, .failed), (52, 1_024, 8_192, .ok),
        ] as [(Int, Int, Int, DoctorCheck.Status)])
    func theDiskMustHaveRoomForTheReserveAndForGrowth(
        _ free: Int, _ total: Int, _ used: Int, _ status: DoctorCheck.Status
    ) {
        let check = JournalExamination.space(found(used << 20), bounds, (free << 20, total << 20))
        #expect(check.status == status, "\(check.detail)")
        #expect(check.code == (status == .failed ? "E3502" : nil))
    }

    @Test(
        arguments: [
            (nil, nil, DoctorCheck.Status.ok), (.days(30), nil, .ok), (.days(30), .days(7), .ok),
            (.days(30), .days(8), .warning),
        ] as [(Duration?, Duration?, DoctorCheck.Status)])
    func whatShouldHaveGoneIsNoticed(_ oldest: Duration?, _ ended: Duration?, _ status: DoctorCheck.Status) {
        let check = JournalExamination.age(found(1, oldest: oldest, ended: ended), bounds, now: now)
        #expect(check.status == status, "\(check.detail)")
    }
}
