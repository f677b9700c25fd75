import HarvestCore
import HarvestSources
import Testing

/// Recorded answers cut short and altered: never taken for whole, never a crash.
@Suite(.enabled(if: RecordedPayloads.areThere, "recorded payloads are not beside this checkout"))
struct DamagedPayloadTests {
    /// Answers up to this length are cut at every byte, longer ones at `cutCount` places.
    static let smallLength = 4_000
    static let cutCount = 500
    static let mutationCount = 300
    /// Bytes decoded for a file at most, so that long files take fewer turns.
    static let mutationBytes = 2_000_000

    /// Where to cut: most cuts of a long body lie near its start, because a cut costs what is before it.
    static func cuts(of length: Int) -> [Int] {
        guard length > smallLength else { return Array(0..<length) }
        var generator = SplitMix64(seed: UInt64(length))
        return (0..<cutCount).map { round in
            let reach = round % 50 == 0 ? length : round % 10 == 0 ? 60_000 : smallLength
            return Int.random(in: 0..<min(reach, length), using: &generator)
        }
    }

    static func firstBody(of file: RecordedFile) throws -> [UInt8] {
        let body = try #require(try file.bodies(try RecordedPayloads.bytes(file.path)).first)
        // Blanks after the document belong to no value: without them nothing is missing.
        return Array(body.prefix(through: body.lastIndex { $0 > 0x20 } ?? 0))
    }

    @Test(arguments: RecordedFile.all)
    func aBodyCutShortIsNeverTakenForAWholeOne(file: RecordedFile) throws {
        let body = try Self.firstBody(of: file)
        for cut in Self.cuts(of: body.count) {
            let error = #expect(throws: DecodeError.self, "cut at \(cut)") {
                try file.decode(RecordedPayloads.frame(Array(body[..<cut])))
            }
            #expect(["E2001", "E2005"].contains(error?.code), "cut at \(cut)")
        }
    }

    @Test(arguments: RecordedFile.all)
    func anAlteredByteIsAValueOrAnErrorWithItsPlace(file: RecordedFile) throws {
        let body = try Self.firstBody(of: file)
        let seed = UInt64(body.count) &+ 1
        var generator = SplitMix64(seed: seed)
        for _ in 0..<max(5, min(Self.mutationCount, Self.mutationBytes / body.count)) {
            var altered = body
            let place = Int.random(in: 0..<body.count, using: &generator)
            altered[place] = UInt8.random(in: 0...255, using: &generator)
            do {
                let outcome = try file.decode(RecordedPayloads.frame(altered))
                let ranges = outcome.rejected.map(\.byteRange)
                #expect(ranges.allSatisfy { $0.upperBound <= body.count }, "seed \(seed), byte \(place)")
            } catch let error as DecodeError {
                let offset = try #require(error.byteOffset, "seed \(seed), byte \(place)")
                #expect((0...body.count).contains(offset), "seed \(seed), byte \(place)")
            }
        }
    }
}
