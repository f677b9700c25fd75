internal import HarvestCore
internal import HarvestTestSupport
internal import Testing
@testable internal import HarvestStore

/// What is appended comes back, and where it is kept.
@Suite struct SegmentedJournalTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func everythingComesBackAsItWas(seed: UInt64) async throws {
        try await TemporaryDirectory.with { directory in
            let records = JournalSamples.records(60, seed: seed, bodyBytes: seed == 1 ? 200_000 : 2_000)
            var settings = JournalSettings()
            settings.memberBytes = 5_000
            settings.segmentBytes = 20_000
            try await JournalSamples.with(directory.path, settings) { journal in
                for (index, record) in records.enumerated() {
                    #expect(try await journal.append(record) == UInt64(index + 1))
                    if index % 7 == 3 { try await journal.sync() }
                }
            }
            let found = try JournalSamples.read(directory.path)
            #expect(found.records == JournalSamples.numbered(records), "seed \(seed)")
            #expect(found.damages == [])
            let late = try JournalSamples.read(directory.path, from: 41)
            #expect(late.records == Array(JournalSamples.numbered(records)[40...]))
        }
    }

    @Test func aRecordIsReadableWhenAppendHasReturned() async throws {
        try await TemporaryDirectory.with { directory in
            let records = JournalSamples.numbered(JournalSamples.records(30, seed: 5))
            let cursor: JournalCursor? = try await JournalSamples.with(directory.path) { journal in
                let cursor = try JournalCursor(directory: directory.path)
                for record in records {
                    _ = try await journal.append(record)
                    #expect(try await cursor.next() == record)
                    #expect(try await cursor.next() == nil)
                    // The bytes on disk are those that a kill would leave.
                    #expect(try JournalSamples.read(directory.path).records.last == record)
                }
                return cursor
            }
            #expect(try await cursor?.next() == nil)
            #expect(await cursor?.damages().count == 0)
        }
    }

    @Test func aSegmentEndsBySizeAndByHour() async throws {
        try await TemporaryDirectory.with { directory in
            let clock = ManualClock(now: try #require(Timestamp(parsing: "2026-11-20T17:30:00Z")))
            var settings = JournalSettings()
            settings.segmentBytes = 700
            let body = JournalSamples.records(1, seed: 3)[0].body
            let record = JournalRecord("frame", at: clock.now, uptime: .zero, body: body)
            try await JournalSamples.with(directory.path, settings, clock: clock) { journal in
                for _ in 0..<2 { _ = try await journal.append(record) }
                clock.advance(by: .hours(1))
                _ = try await journal.append(record)
                clock.jumpWallClock(by: .hours(-3))
                for record in JournalSamples.records(20, seed: 4) { _ = try await journal.append(record) }
            }
            let names = try JournalSamples.segments(directory.path)
            #expect(names.first == "20261120T17Z-0000000000000001.jnl.gz")
            #expect(names[1] == "20261120T18Z-0000000000000003.jnl.gz")
            #expect(names[2] == "20261120T18Z-0000000000000004.jnl.gz")
            #expect(names.count > 3)
            #expect(names == names.sorted())
            #expect(try JournalSamples.read(directory.path).records.map(\.sequence) == Array(1...23))
        }
    }

    @Test func oneProcessWritesAJournal() async throws {
        try await TemporaryDirectory.with { directory in
            try await JournalSamples.with(directory.path) { _ in
                let error = await #expect(throws: JournalError.self) {
                    try await JournalSamples.with(directory.path) { _ in }
                }
                #expect(error?.kind == .locked)
                #expect(error?.advice == .stop)
                #expect(error?.remedy != nil)
            }
            try await JournalSamples.with(directory.path) { _ in }
        }
    }

    @Test func whatDoesNotFitIsRefusedAndLeavesNoHole() async throws {
        try await TemporaryDirectory.with { directory in
            let sound = JournalSamples.records(2, seed: 9)
            try await JournalSamples.with(directory.path) { journal in
                _ = try await journal.append(sound[0])
                let long = JournalRecord(
                    String(repeating: "k", count: 70_000), at: sound[0].at, uptime: .zero)
                let timeless = JournalRecord("k", at: Timestamp(microseconds: .max), uptime: .zero)
                for record in [long, timeless] {
                    let error = await #expect(throws: JournalError.self) { try await journal.append(record) }
                    #expect(error?.kind == .oversized)
                }
                #expect(try await journal.append(sound[1]) == 2)
            }
            #expect(try JournalSamples.read(directory.path).records == JournalSamples.numbered(sound))
        }
    }

    @Test func numbersGoOnAfterAnotherOpenAndMayBeAdvanced() async throws {
        try await TemporaryDirectory.with { directory in
            let record = JournalSamples.records(1, seed: 2)[0]
            for expected in [1, 2, 3] as [UInt64] {
                let number = try await JournalSamples.with(directory.path) { try await $0.append(record) }
                #expect(number == expected)
            }
            let number = try await JournalSamples.with(directory.path) { journal in
                await journal.advance(past: 9)
                return try await journal.append(record)
            }
            #expect(number == 10)
            let found = try JournalSamples.read(directory.path)
            #expect(found.records.map(\.sequence) == [1, 2, 3, 10])
            #expect(found.damages.map(\.missing) == [4..<10])
        }
    }
}
