internal import Glibc
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing
@testable internal import HarvestStore

/// Disks that fail, at every call in turn.
@Suite struct JournalFaultTests {
    private let settings = {
        var settings = JournalSettings()
        settings.segmentBytes = 3_000
        settings.unsyncedBytes = 2_000
        return settings
    }()

    /// Appends all records with a sync now and then; a refused one is tried again. Gives what was
    /// acknowledged.
    private func write(
        _ records: [JournalRecord], to path: String, on disk: FailingDisk
    ) async throws -> [JournalRecord] {
        var acknowledged: [JournalRecord] = []
        try await JournalSamples.with(path, settings, disk: disk) { journal in
            for (index, record) in records.enumerated() {
                for _ in 0..<9 {
                    do {
                        var kept = record
                        kept.sequence = try await journal.append(record)
                        acknowledged.append(kept)
                        break
                    } catch let error as JournalError {
                        #expect([.disk, .full].contains(error.kind))
                    }
                }
                if index % 5 == 4 {
                    // A sync that fails promises nothing; the records are still the journal's to keep.
                    try? await journal.sync()
                }
            }
        }
        return acknowledged
    }

    @Test(
        arguments: [(.full, ENOSPC), (.short, ENOSPC), (.broken, EIO), (.interrupted, EINTR)]
            as [(FailingDisk.Fault, Int32)])
    func aSmallFileThatCannotBeReplacedSaysWhyAndStays(_ fault: FailingDisk.Fault, code: Int32) async throws {
        try await TemporaryDirectory.with { directory in
            let folder = JournalFolder(path: directory.path)
            try JournalMark.write(4, to: folder, on: SystemDisk())
            // The third call writes.
            let disk = FailingDisk(failing: 3..<4, with: fault)
            let error = #expect(throws: DiskFault.self) { try JournalMark.write(123, to: folder, on: disk) }
            #expect(error?.code == code)
            #expect(JournalMark.read(from: folder) == 4)
            try JournalMark.write(123, to: folder, on: disk)
            #expect(JournalMark.read(from: folder) == 123)
        }
    }

    /// A reader may have opened the empty file before it went, and passes over another of its name.
    @Test func theNameOfASegmentThatWasRemovedIsNotGivenAgain() async throws {
        try await TemporaryDirectory.with { directory in
            let records = JournalSamples.records(2, seed: 3)
            let disk = SmallDisk(1 << 30)
            try await JournalSamples.with(directory.path, disk: disk) { journal in
                disk.setFull(true)
                await #expect(throws: JournalError.self) { try await journal.append(records[0]) }
                disk.setFull(false)
                for record in records { _ = try await journal.append(record) }
            }
            let name = try #require(try JournalFolder(path: directory.path).names().first)
            // Two attempts of the first append came before it.
            #expect(name.sequence == 1 && name.repetition == 2)
            #expect(try JournalSamples.read(directory.path).records == JournalSamples.numbered(records))
        }
    }

    @Test(arguments: FailingDisk.Fault.allCases, [1, 2, 4])
    func noFaultLosesWhatWasAcknowledged(_ fault: FailingDisk.Fault, length: Int) async throws {
        let records = JournalSamples.records(40, seed: 31)
        try await TemporaryDirectory.with { directory in
            let count = FailingDisk()
            _ = try await write(records, to: directory.file("sound"), on: count)
            #expect(count.calls > 60)
            for turn in 1...count.calls {
                let path = directory.file("\(turn)")
                let disk = FailingDisk(failing: turn..<(turn + length), with: fault)
                var acknowledged: [JournalRecord] = []
                do { acknowledged = try await write(records, to: path, on: disk) } catch is JournalError {
                    // Opening or closing met the fault and said so.
                    continue
                }
                let found = try JournalSamples.read(path).records
                #expect(acknowledged.count == records.count)
                #expect(acknowledged.allSatisfy(found.contains), "\(fault) at \(turn)")
                #expect(Set(found.map(\.sequence)).count == found.count)
            }
        }
    }

    @Test func aFullDiskIsWaitedForAndNothingIsWritten() async throws {
        try await TemporaryDirectory.with { directory in
            let disk = FailingDisk(space: JournalSpace(available: 600 << 20, total: 100 << 30))
            let events = EventRecorder()
            let records = JournalSamples.records(3, seed: 8)
            try await JournalSamples.with(directory.path, events: events, disk: disk) { journal in
                _ = try await journal.append(records[0])
                disk.set(JournalSpace(available: 512 << 20, total: 100 << 30))
                let bytes = try await journal.status().bytes
                let error = await #expect(throws: JournalError.self) { try await journal.append(records[1]) }
                #expect(error?.kind == .full)
                #expect(error?.advice == .retry(after: .seconds(1)))
                #expect(try await journal.status().isDegraded)
                #expect(try await journal.status().bytes == bytes)
                disk.set(JournalSpace(available: 600 << 20, total: 100 << 30))
                #expect(try await journal.append(records[1]) == 2)
                #expect(try await journal.status().isDegraded == false)
            }
            #expect(events.recorder.facts.map(\.name) == ["JournalRefusedRecord", "JournalResumed"])
        }
    }

    @Test func trimmingKeepsWhatTheStoreDoesNotHave() async throws {
        try await TemporaryDirectory.with { directory in
            let clock = ManualClock()
            var settings = JournalSettings()
            settings.maximumBytes = 20_000
            settings.segmentBytes = 2_000
            let records = JournalSamples.records(400, seed: 6)
            try await JournalSamples.with(directory.path, settings, clock: clock) { journal in
                var last: UInt64 = 0
                let error = await #expect(throws: JournalError.self) {
                    for record in records { last = try await journal.append(record) }
                }
                #expect(error?.kind == .full)
                await journal.noteStored(before: 1)
                #expect(try await journal.trim().segments == 0)
                // The store catches up; the append makes room itself.
                await journal.noteStored(before: last - 5)
                #expect(try await journal.append(records[0]) == last + 1)
                let kept = try JournalSamples.read(directory.path, from: last - 5)
                #expect(kept.records.map(\.sequence) == Array((last - 5)...(last + 1)))
                #expect(kept.damages == [])
                clock.advance(by: .days(8))
                _ = try await journal.append(records[1])
                #expect(try await journal.trim().segments > 0)
                let old = try JournalSamples.read(directory.path, from: last - 5)
                #expect(old.records.first?.sequence == last - 5)
                let status = try await journal.status()
                #expect(status.newestSequence == last + 2)
                #expect((status.oldestSequence ?? 0) <= last - 5)
            }
        }
    }
}
