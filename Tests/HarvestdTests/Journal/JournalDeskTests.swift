import Foundation
import HarvestCore
import HarvestTestSupport
import Testing

@testable import HarvestStore
@testable import harvestd

/// How a process begins and keeps a journal that has no room.
@Suite struct JournalDeskTests {
    private let clock = ManualClock()
    private let events = EventRecorder()

    private func record(bodyBytes: Int = 300) -> JournalRecord {
        // Noise, because a record that compresses would take a long time to fill anything.
        var generator = SeededGenerator(seed: 7)
        let body = (0..<bodyBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return JournalRecord(RecordKind.frame, at: clock.now, uptime: clock.uptime, body: body)
    }

    /// Lends a journal of at most 20,000 bytes with the configuration of a shell in its directory.
    private func withJournal(
        _ body: (SegmentedJournal, Configuration, String) async throws -> Void
    ) async throws {
        let scratch = try Scratch()
        let shell = try Rehearsal(["POLARIS_DATA_DIR": scratch.path]).shell("run")
        let configuration = try shell.context(shell.configurationReport()).configuration
        var settings = JournalSettings()
        settings.maximumBytes = 20_000
        settings.segmentBytes = 2_000
        try await withSegmentedJournal(
            directory: configuration.journalDirectory, settings: settings, clock: clock, events: events
        ) { try await body($0, configuration, configuration.journalDirectory) }
    }

    /// Appends until the journal takes not even small records, and gives the number of the last one.
    private func fill(_ files: SegmentedJournal) async throws -> UInt64 {
        var last: UInt64 = 0
        for bytes in [300, 0] {
            let error = await #expect(throws: JournalError.self) {
                while true { last = try await files.append(record(bodyBytes: bytes)) }
            }
            try #require(error?.kind == .full)
        }
        return last
    }

    @Test func aFullJournalThatIsStoredMakesRoomAtTheStart() async throws {
        try await withJournal { files, configuration, directory in
            let last = try await fill(files)
            let store = MemoryStore(clock: clock)
            _ = try await store.migrate()
            let found = Watermark(commit: 3, from: last, settings: last - 1)
            _ = try await store.commit([found.batch(updatedAt: clock.now)])
            _ = try await JournalDesk(files, configuration, store: store, clock: clock, seed: 0)
            #expect(try await files.append(record()) == last + 3)
            #expect(try await files.status().isDegraded == false)
            // What holds at the first record that is needed is kept with it.
            let kept = try JournalReader(JournalFolder(path: directory), from: last - 1).next()
            #expect(kept?.sequence == last - 1)
        }
    }

    @Test func aFullJournalThatIsNotStoredLetsTheProcessBegin() async throws {
        try await withJournal { files, configuration, _ in
            let last = try await fill(files)
            let desk = try await JournalDesk(files, configuration, store: nil, clock: clock, seed: 0)
            #expect(try await files.status().newestSequence == last + 2)
            await #expect(throws: JournalError.self) { try await files.append(record()) }
            // Catching up is what makes room again.
            await desk.files.noteStored(before: last)
            #expect(try await files.append(record()) == last + 3)
        }
    }

    @Test func aStartWithoutAnyRoomWaits() async throws {
        try await withJournal { files, configuration, _ in
            var attempts = 0
            let told = Recorder<JournalError>()
            let clock = clock
            async let passing: Void = {
                for count in 1...2 {
                    try await told.wait(for: count)
                    try await clock.waitForSleepers()
                    clock.advance(by: JournalDesk.roomInterval)
                }
            }()
            _ = try await JournalDesk.waitingForRoom(clock: clock, tell: { told.record($0) }) {
                attempts += 1
                if attempts < 3 { throw JournalError.full("here", "write: No space left on device") }
                return try await JournalDesk(files, configuration, store: nil, clock: clock, seed: 0)
            }
            try await passing
            #expect(told.count == 2)
            let error = await #expect(throws: JournalError.self) {
                try await JournalDesk.waitingForRoom(clock: clock, tell: { told.record($0) }) {
                    throw JournalError.unusable("here", "mkdir: Read-only file system")
                }
            }
            #expect(error?.kind == .unusable)
        }
    }

    @Test func aStoreThatWasAwayAtTheStartIsLookedForOnceAMinute() async throws {
        try await withJournal { files, configuration, _ in
            let last = try await fill(files)
            let desk = try await JournalDesk(files, configuration, store: nil, clock: clock, seed: 0)
            let needed = Locked<UInt64?>(nil)
            try await keeping(desk, { needed.withLock { $0 } }) {
                await #expect(throws: JournalError.self) { try await files.append(record()) }
                #expect(clock.nextDeadline == clock.uptime + .minutes(1))
                needed.withLock { $0 = last }
                clock.advance(by: .minutes(1))
                try await clock.waitForSleepers()
                #expect(clock.nextDeadline == clock.uptime + .minutes(1))
                #expect(try await files.append(record()) > last)
            }
        }
    }

    @Test func whatFailsIsReportedAndDoneAgainAtTheNextLook() async throws {
        try await withJournal { files, configuration, directory in
            let last = try await fill(files)
            let desk = try await JournalDesk(files, configuration, store: nil, clock: clock, seed: 0)
            clock.advance(by: .days(8))
            // A directory in the place of a file cannot be unlinked.
            let name = try #require(JournalFolder(path: directory).names().first).text
            try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
            try FileManager.default.createDirectory(
                atPath: "\(directory)/\(name)", withIntermediateDirectories: false)
            try await keeping(desk, { last }) {
                #expect(events.recorder.facts.map(\.name).last == "JournalUpkeepFailed")
                try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
                clock.advance(by: JournalUpkeep.interval)
                try await clock.waitForSleepers()
                #expect(events.recorder.facts.map(\.name).last == "JournalStatusNoted")
                #expect(try await files.status().segments < 4)
            }
        }
    }

    /// Looks after a journal while `body` runs, which begins behind the first look.
    private func keeping(
        _ desk: JournalDesk, _ needed: @escaping @Sendable () -> UInt64?, _ body: () async throws -> Void
    ) async throws {
        let upkeep = JournalUpkeep(desk, needed: needed, clock: clock, events: events)
        try await withThrowingTaskGroup { group in
            group.addTask { [clock] in
                do { try await upkeep.run() } catch is CancellationError {} catch {
                    Issue.record(error, "the upkeep ended")
                    // The test waits for sleepers, and is to fail rather than hang.
                    try await clock.sleep(for: .days(1))
                }
            }
            try await clock.waitForSleepers()
            try await body()
            group.cancelAll()
        }
    }
}
