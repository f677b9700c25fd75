internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing
@testable internal import HarvestStore

/// How the journal makes room, and what it knows of what may go.
@Suite struct JournalSpaceTests {
    /// Small segments under a cap; the disk's reserve is 100,000 bytes.
    private func settings(cap: Int = 1 << 30) -> JournalSettings {
        var settings = JournalSettings()
        settings.segmentBytes = 2_000
        settings.maximumBytes = cap
        settings.reserveBytes = 100_000
        settings.reserveShare = 1
        return settings
    }

    /// Appends until the journal takes no more, and gives the number of the last record.
    private func fill(_ journal: SegmentedJournal) async throws -> UInt64 {
        var last: UInt64 = 0
        let error = await #expect(throws: JournalError.self) {
            for record in JournalSamples.records(2_000, seed: 12) { last = try await journal.append(record) }
        }
        #expect(error?.kind == .full)
        return last
    }

    @Test func appendingKeepsTheReserveByDeletingWhatTheStoreHas() async throws {
        try await TemporaryDirectory.with { directory in
            let disk = SmallDisk(150_000)
            let record = JournalSamples.records(1, seed: 5)[0]
            try await JournalSamples.with(directory.path, settings(), disk: disk) { journal in
                let last = try await fill(journal)
                let segments = try await journal.status().segments
                await journal.noteStored(before: last - 5)
                #expect(try await journal.append(record) == last + 1)
                // No more goes than has to.
                #expect(try await journal.status().segments >= segments - 1)
                #expect((disk.space(of: directory.path)?.available ?? 0) >= 100_000)
                let kept = try JournalSamples.read(directory.path, from: last - 5)
                #expect(kept.records.map(\.sequence) == Array((last - 5)...(last + 1)))
            }
        }
    }

    @Test func trimmingGivesOthersTheReserveBack() async throws {
        try await TemporaryDirectory.with { directory in
            let disk = SmallDisk(150_000)
            try await JournalSamples.with(directory.path, settings(), disk: disk) { journal in
                let last = try await fill(journal)
                disk.setOthers(20_000)
                #expect(try await journal.trim().segments == 0)
                await journal.noteStored(before: last - 5)
                let trim = try await journal.trim()
                #expect((19_000...24_000).contains(trim.bytes), "\(trim.bytes)")
                #expect((disk.space(of: directory.path)?.available ?? 0) >= 100_000)
                #expect(try await journal.trim().segments == 0)
                // What the store does not have stays, however little space there is.
                disk.setOthers(140_000)
                try await journal.trim()
                let kept = try JournalSamples.read(directory.path, from: last - 5)
                #expect(kept.records.map(\.sequence) == Array((last - 5)...last))
            }
        }
    }

    @Test func aFullJournalTakesHowAProcessBeginsAndNothingElse() async throws {
        try await TemporaryDirectory.with { directory in
            let other = JournalSamples.records(1, seed: 5)[0]
            try await JournalSamples.with(directory.path, settings(cap: 20_000)) { journal in
                let last = try await fill(journal)
                for (index, kind) in [RecordKind.opened, RecordKind.settings].enumerated() {
                    let record = JournalRecord(kind, at: other.at, uptime: .zero)
                    #expect(try await journal.append(record) == last + 1 + UInt64(index))
                }
                #expect(try await journal.status().isDegraded)
                let error = await #expect(throws: JournalError.self) { try await journal.append(other) }
                #expect(error?.kind == .full)
            }
        }
    }

    @Test func tryingAFullDiskLeavesNoFilesBehind() async throws {
        try await TemporaryDirectory.with { directory in
            let disk = SmallDisk(1 << 30)
            let records = JournalSamples.records(4, seed: 5)
            let opened = JournalRecord(RecordKind.opened, at: records[0].at, uptime: .zero)
            try await JournalSamples.with(directory.path, settings(), disk: disk) { journal in
                _ = try await journal.append(records[0])
                try await journal.sync()
                disk.setFull(true)
                for _ in 0..<5 {
                    let error = await #expect(throws: JournalError.self) { try await journal.append(opened) }
                    #expect(error?.kind == .full)
                }
                #expect(try JournalSamples.segments(directory.path).count == 1)
                #expect(try await journal.status().segments == 1)
                disk.setFull(false)
                for record in records[1...] { _ = try await journal.append(record) }
            }
            #expect(try JournalSamples.read(directory.path).records == JournalSamples.numbered(records))
        }
    }

    @Test func aProcessThatCannotAskTheStoreKnowsWhatMayGo() async throws {
        try await TemporaryDirectory.with { directory in
            let record = JournalSamples.records(1, seed: 5)[0]
            let last = try await JournalSamples.with(directory.path, settings(cap: 20_000)) { journal in
                let last = try await fill(journal)
                await journal.noteStored(before: last)
                return last
            }
            try await JournalSamples.with(directory.path, settings(cap: 20_000)) { journal in
                #expect(try await journal.append(record) == last + 1)
                // The store turns out to have less, because it comes from a backup.
                await journal.noteStored(before: 2)
                _ = try await fill(journal)
            }
            #expect(JournalMark.read(from: JournalFolder(path: directory.path)) == 2)
        }
    }

    @Test(arguments: ["9", "1 ", "", "x\n", "-1\n", "99999999999999999999999999999999999\n", "9\n"])
    func aMarkThatCannotBeRightIsNotBelieved(_ text: String) async throws {
        try await TemporaryDirectory.with { directory in
            try JournalSamples.plant(Array(text.utf8), named: "stored", in: directory.path)
            let records = JournalSamples.records(400, seed: 6)
            try await JournalSamples.with(directory.path, settings(cap: 20_000)) { journal in
                // The journal is empty, so the store cannot have eight records of it.
                _ = try await fill(journal)
            }
            // Nor can it when there are that many again.
            _ = try await JournalSamples.with(directory.path, settings(cap: 20_000)) { journal in
                await #expect(throws: JournalError.self) { try await journal.append(records[0]) }
            }
            #expect(try JournalSamples.read(directory.path).records.first?.sequence == 1)
        }
    }

    @Test func aMarkThatCannotBeWrittenKeepsNothingFromGoing() async throws {
        try await TemporaryDirectory.with { directory in
            let events = EventRecorder()
            var calls = 0
            for name in ["count", "fail"] {
                // Behind all the calls of filling, and the removal of a draft: the draft cannot be made.
                let turns = name == "fail" ? (calls + 2)..<(calls + 3) : 0..<0
                let disk = FailingDisk(failing: turns, with: .full)
                let path = directory.file(name)
                try await JournalSamples.with(path, settings(cap: 20_000), events: events, disk: disk) {
                    let last = try await fill($0)
                    calls = disk.calls
                    await $0.noteStored(before: last)
                    #expect(try await $0.append(JournalSamples.records(1, seed: 5)[0]) == last + 1)
                }
            }
            #expect(events.recorder.facts.map(\.name).filter { $0 == "JournalMarkFailed" }.count == 1)
            #expect(JournalMark.read(from: JournalFolder(path: directory.file("fail"))) == nil)
        }
    }

    @Test func aMarkThatCouldNotBeWrittenIsWrittenAtTheNextLook() async throws {
        try await TemporaryDirectory.with { directory in
            let disk = SmallDisk(1 << 30)
            let folder = JournalFolder(path: directory.path)
            try await JournalSamples.with(directory.path, settings(), disk: disk) { journal in
                for record in JournalSamples.records(9, seed: 5) { _ = try await journal.append(record) }
                await journal.noteStored(before: 9)
                // The store comes back from a backup while the disk is full.
                disk.setFull(true)
                await journal.noteStored(before: 2)
                #expect(JournalMark.read(from: folder) == 9)
                disk.setFull(false)
                await journal.noteStored(before: 2)
                #expect(JournalMark.read(from: folder) == 2)
            }
        }
    }

    @Test func segmentsThatAPersonRemovedAreForgotten() async throws {
        try await TemporaryDirectory.with { directory in
            let clock = ManualClock()
            let events = EventRecorder()
            let record = JournalSamples.records(1, seed: 5)[0]
            let settings = settings(cap: 20_000)
            try await JournalSamples.with(directory.path, settings, clock: clock, events: events) {
                let last = try await fill($0)
                for name in try JournalSamples.segments(directory.path).prefix(3) {
                    try FileManager.default.removeItem(atPath: directory.file(name))
                }
                // They make room although the store does not have them, as far as anybody knows.
                #expect(try await $0.append(record) == last + 1)
                await $0.noteStored(before: last)
                clock.advance(by: .days(8))
                for name in try JournalSamples.segments(directory.path).prefix(2) {
                    try FileManager.default.removeItem(atPath: directory.file(name))
                }
                #expect(try await $0.trim().segments > 0)
                #expect(try await $0.status().segments == JournalSamples.segments(directory.path).count)
            }
            let missing = events.recorder.facts.map(\.name).filter { $0 == "JournalSegmentMissing" }
            #expect(missing.count == 5)
        }
    }

    @Test func whatNoSyncReachedSurvivesTheRemovalOfItsSegment() async throws {
        try await TemporaryDirectory.with { directory in
            let records = JournalSamples.records(6, seed: 5, bodyBytes: 20)
            try await JournalSamples.with(directory.path, settings()) { journal in
                for record in records.prefix(3) { _ = try await journal.append(record) }
                for name in try JournalSamples.segments(directory.path) {
                    try FileManager.default.removeItem(atPath: directory.file(name))
                }
                try await journal.trim()
                for record in records.suffix(3) { _ = try await journal.append(record) }
            }
            #expect(try JournalSamples.read(directory.path).records == JournalSamples.numbered(records))
        }
    }
}
