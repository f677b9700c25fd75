/// The language of a post as far as its script tells it; `unknown` for scripts that many languages share.
public enum LanguageGuess {
    private static let scripts: [(range: ClosedRange<UInt32>, language: String)] = [
        (0x3040...0x30FF, "ja"), (0xAC00...0xD7AF, "ko"), (0x4E00...0x9FFF, "zh"), (0x0590...0x05FF, "he"),
        (0x0370...0x03FF, "el"), (0x0E00...0x0E7F, "th"), (0x0900...0x097F, "hi"), (0x0600...0x06FF, "ar"),
    ]

    /// Letters of Ukrainian that Russian has not.
    private static let ukrainian = Set("іїєґІЇЄҐ".unicodeScalars)

    /// The two-letter code of the language, or `unknown`.
    public static func language(of text: String) -> String {
        var counts: [String: Int] = [:]
        for scalar in text.unicodeScalars {
            if ukrainian.contains(scalar) { counts["uk", default: 0] += 1 }
            for script in scripts where script.range.contains(scalar.value) {
                counts[script.language, default: 0] += 1
            }
        }
        // Japanese mixes kana with Chinese characters, so any kana decides.
        if counts["ja"] != nil { return "ja" }
        let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
        return best?.key ?? "unknown"
    }
}
