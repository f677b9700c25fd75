import Foundation
import Testing

/// The words that kernels compare with stand in the code as hexadecimal numbers; here they are read as text.
struct WireConstantTests {
    /// The texts of a file's constants in their order, `…` for those that are no text.
    private static func texts(_ name: String) throws -> [String] {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let file = root.appending(path: "Sources/HarvestCore/Decode/\(name).swift")
        let source = try String(contentsOf: file, encoding: .utf8)
        return source.matches(of: /(?:== |!= |, |= )0x([0-9A-F_]{4,})/).compactMap { match in
            let digits = match.1.replacing("_", with: "")
            guard digits.count % 2 == 0, let word = UInt64(digits, radix: 16) else { return nil }
            let bytes = (0..<digits.count / 2).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
            guard bytes.allSatisfy({ 0x20..<0x7F ~= $0 }) else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test func theKernelsWordsAreWhatTheyStandFor() throws {
        #expect(
            try Self.texts("LevelKernel") == [
                "[]", "[{\"price", "\"},{\"pri", "\"}", "ice\":\"0.", "\",\"size\"", "\"size\":\"",
            ])
    }

    @Test func theStreamsWordsAreWhatTheyStandFor() throws {
        #expect(
            try Self.texts("StreamParser+Compact") == [
                "\"},{", "\"}]", "{\"asset_", "et_id\":\"", "\",\"price", "ice\":\"0.", "\",\"size\"",
                "\",\"size\"", "\"size\":\"", "\",\"side\"", "\"side\":\"", "BUY", "SELL", "\",\"hash\"",
                "\"hash\":\"",
                "bid\":\"0.", "ask\":\"0.", "\",\"best_",
            ])
    }
}
