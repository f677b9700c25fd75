import Foundation
import HarvestCore
import Testing

/// The reader against Foundation's: both take and refuse the same bytes, and read the same values.
struct JSONAgreementTests {
    /// Compares verdicts and values, but for what Foundation takes against RFC 8259 and what it cannot hold.
    static func agree(on bytes: [UInt8], seed: UInt64) {
        // Silence is right: the comparison is about refusal, whatever its reason.
        let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
        // Silence is right here as well.
        let ours = try? JSONDocument(parsing: bytes, from: JSONDocumentTests.endpoint)
        let text = String(decoding: bytes, as: UTF8.self)
        switch (theirs, ours) {
        case (let theirs?, let ours?): #expect(JSONRandom.isEqual(ours.root, theirs), "seed \(seed): \(text)")
        case (nil, nil): break
        case (_?, nil): #expect(endsWithComma(bytes), "seed \(seed): only Foundation takes \(text)")
        case (nil, let ours?):
            #expect(JSONRandom.overflows(ours.root), "seed \(seed): Foundation does not take \(text)")
        }
    }

    /// Foundation takes a comma before a closing bracket, which RFC 8259 has not.
    private static func endsWithComma(_ bytes: [UInt8]) -> Bool {
        do throws(DecodeError) {
            _ = try JSONDocument(parsing: bytes, from: JSONDocumentTests.endpoint)
            return false
        } catch {
            guard let offset = error.byteOffset, offset < bytes.count, [0x5D, 0x7D].contains(bytes[offset])
            else { return false }
            return bytes[..<offset].last { $0 > 0x20 } == UInt8(ascii: ",")
        }
    }

    @Test(arguments: JSONCases.accepted + JSONCases.refused.map(\.0))
    func bothAgreeOnTheTable(text: String) {
        // Foundation steps over a byte order mark; RFC 8259 lets a reader refuse it.
        guard !text.hasPrefix("\u{FEFF}") else { return }
        Self.agree(on: Array(text.utf8), seed: 0)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func bothAgreeOnRandomDocuments(seed: UInt64) {
        var random = JSONRandom(seed: seed)
        for _ in 0..<100 { Self.agree(on: Array(random.document().utf8), seed: seed) }
    }

    @Test(arguments: 100..<120 as Range<UInt64>)
    func bothAgreeOnBrokenDocuments(seed: UInt64) {
        var random = JSONRandom(seed: seed)
        for _ in 0..<200 { Self.agree(on: random.broken(Array(random.document().utf8)), seed: seed) }
    }
}
