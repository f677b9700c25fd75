internal import HarvestCore
internal import HarvestTestSupport
internal import Testing
@testable internal import HarvestStore

/// Torn and damaged segments: no crash, no false record, nothing lost that is before the damage.
@Suite struct JournalDamageTests {
    /// Small records of a segment, its bytes, and how long the file was when each append had returned.
    private struct Specimen {
        var records: [JournalRecord] = []
        var bytes: [UInt8] = []
        var lengths: [Int] = []
        var name = ""
    }

    private func specimen(in directory: String) async throws -> Specimen {
        var specimen = Specimen()
        let records = JournalSamples.numbered(JournalSamples.records(9, seed: 77, bodyBytes: 40))
        specimen.records = records
        try await JournalSamples.with(directory) { journal in
            for record in records {
                _ = try await journal.append(record)
                if record.sequence % 3 == 0 { try await journal.sync() }
                specimen.name = try JournalSamples.segments(directory)[0]
                specimen.lengths.append(try JournalSamples.bytes("\(directory)/\(specimen.name)").count)
            }
        }
        specimen.bytes = try JournalSamples.bytes("\(directory)/\(specimen.name)")
        return specimen
    }

    @Test func aTornTailIsCutAndNothingBeforeItIsLost() async throws {
        try await TemporaryDirectory.with { directory in
            let specimen = try await specimen(in: directory.file("whole"))
            let extra = JournalSamples.records(1, seed: 4)[0]
            for length in 0...specimen.bytes.count {
                let torn = directory.file("torn-\(length)")
                try JournalSamples.plant(Array(specimen.bytes[..<length]), named: specimen.name, in: torn)
                let promised = specimen.lengths.filter { $0 <= length }.count
                let before = try JournalSamples.read(torn).records
                #expect(before.count >= promised && before == Array(specimen.records[..<before.count]))
                let number = try await JournalSamples.with(torn) { try await $0.append(extra) }
                #expect(number == UInt64(before.count + 1), "cut at \(length)")
                let after = try JournalSamples.read(torn)
                #expect(after.records == JournalSamples.numbered(before + [extra]), "cut at \(length)")
            }
        }
    }

    @Test func whatAnOpenMendsIsAWholeFileForOtherPrograms() async throws {
        try await TemporaryDirectory.with { directory in
            let specimen = try await specimen(in: directory.file("whole"))
            for (index, length) in specimen.lengths.enumerated() {
                let torn = directory.file("torn-\(index)")
                try JournalSamples.plant(Array(specimen.bytes[..<length]), named: specimen.name, in: torn)
                let events = EventRecorder()
                try await JournalSamples.with(torn, events: events) { _ in }
                #expect(events.recorder.facts == [])
                #expect(try JournalSamples.run(["gzip", "-t", "\(torn)/\(specimen.name)"]).status == 0)
                try JournalSamples.plant(
                    Array(specimen.bytes[..<length]) + [9, 9, 9], named: specimen.name, in: torn)
                try await JournalSamples.with(torn, events: events) { _ in }
                #expect(events.recorder.facts.first?.name == "JournalTailCut")
                #expect(try JournalSamples.read(torn).records == Array(specimen.records[...index]))
                #expect(try JournalSamples.run(["gzip", "-t", "\(torn)/\(specimen.name)"]).status == 0)
            }
        }
    }

    @Test func aFlippedBitCostsNothingBeforeItAndIsNeverBelieved() async throws {
        try await TemporaryDirectory.with { directory in
            let specimen = try await specimen(in: directory.file("whole"))
            let damaged = directory.file("damaged")
            var generator = SeededGenerator(seed: 11)
            for place in specimen.bytes.indices {
                var bytes = specimen.bytes
                bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
                try JournalSamples.plant(bytes, named: specimen.name, in: damaged)
                let found = try JournalSamples.read(damaged)
                #expect(found.records.allSatisfy(specimen.records.contains), "flip at \(place)")
                let whole = specimen.lengths.filter { $0 <= place }.count
                #expect(found.records.starts(with: specimen.records[..<whole]), "flip at \(place)")
                // The members behind the damaged one are found again.
                let next = specimen.lengths.indices.first { $0 % 3 == 2 && specimen.lengths[$0] > place }
                let later = specimen.records[((next ?? 8) + 1)...]
                #expect(found.records.suffix(later.count) == later, "flip at \(place)")
            }
        }
    }

    @Test func anOpenOfADamagedSegmentKeepsWhatIsBeforeTheDamage() async throws {
        try await TemporaryDirectory.with { directory in
            let specimen = try await specimen(in: directory.file("whole"))
            for place in specimen.bytes.indices {
                var bytes = specimen.bytes
                bytes[place] ^= 0x10
                let damaged = directory.file("damaged-\(place)")
                try JournalSamples.plant(bytes, named: specimen.name, in: damaged)
                let before = try JournalSamples.read(damaged).records
                try await JournalSamples.with(damaged) { _ = try await $0.append(specimen.records[0]) }
                #expect(try JournalSamples.read(damaged).records.starts(with: before), "flip at \(place)")
            }
        }
    }

    @Test func hostileBytesAreNoRecords() async throws {
        try await TemporaryDirectory.with { directory in
            var generator = SeededGenerator(seed: 21)
            let name = "20261120T17Z-0000000000000001.jnl.gz"
            let deflater = try GzipDeflater()
            var samples: [[UInt8]] = [
                [], [0x1F], Array(repeating: 0x1F, count: 70_000),
                Array(repeating: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], count: 500).flatMap(\.self),
            ]
            let heads = [
                "00000000 {\"seq\":1,\"kind\":\"k\",\"at\":\"2026-01-01\",\"uptime_us\":0,\"bytes\":",
                String(repeating: "x", count: 200_000), "\n\n\n", "00000000 {}\n",
            ]
            for number in ["-1", "99999999999999999999", "167772161", "1000000", "1e9"] {
                samples.append(
                    try deflater.flush(Array((heads[0] + number + "}\nabc\n").utf8)) + deflater.finish())
            }
            for head in heads { samples.append(try deflater.flush(Array(head.utf8)) + deflater.finish()) }
            for _ in 0..<50 {
                let length = Int.random(in: 0...3_000, using: &generator)
                samples.append((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
            }
            for (index, sample) in samples.enumerated() {
                let planted = directory.file("hostile-\(index)")
                try JournalSamples.plant(sample, named: name, in: planted)
                #expect(try JournalSamples.read(planted).records == [], "sample \(index)")
                try await JournalSamples.with(planted) { _ = try await $0.sync() }
            }
        }
    }
}
