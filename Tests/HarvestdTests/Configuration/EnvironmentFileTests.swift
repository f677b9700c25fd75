import Testing

@testable import harvestd

@Suite struct EnvironmentFileTests {
    @Test(
        arguments: [
            ("A=1", "1"), ("A = 1 ", "1"), ("export A=1", "1"), ("export\tA=1", "1"), ("\tA=1", "1"),
            ("A=", ""),
            ("A=1\r", "1"), ("A=a b c", "a b c"), ("A=a#b", "a#b"), ("A=a #b", "a"), ("A=#b", ""),
            ("A='a #b'", "a #b"),
            ("A=\"a #b\" # c", "a #b"), ("A='$HOME'", "$HOME"), ("A=$HOME", "$HOME"),
            ("A=\"${HOME}\"", "${HOME}"),
            ("A=`id`", "`id`"), ("A=$(id)", "$(id)"), ("A='a\\n'", "a\\n"),
            ("A=\"a\\nb\\t\\\"\\\\\"", "a\nb\t\"\\"),
            ("A=\"\\d\"", "\\d"), ("A=x=y", "x=y"), ("A='it''", nil), ("A=it's", "it's"), ("A=é", "é"),
            (
                "A=postgresql+asyncpg://u:p%40w@h:5432/d?ssl=require",
                "postgresql+asyncpg://u:p%40w@h:5432/d?ssl=require"
            ),
        ] as [(String, String?)])
    func aLineIsReadLiterally(_ line: String, _ value: String?) {
        let file = EnvironmentFile(parsing: Array(line.utf8))
        #expect(file.entries.map(\.value) == (value.map { [$0] } ?? []))
        #expect(file.faults.count == (value == nil ? 1 : 0))
    }

    @Test(arguments: ["", "#A=1", "  # x", "\r", "   ", "\u{FEFF}", "\u{FEFF}#"])
    func nothingIsReadFromNothing(_ text: String) {
        let file = EnvironmentFile(parsing: Array(text.utf8))
        #expect(file.entries.isEmpty)
        #expect(file.faults.isEmpty)
    }

    @Test func aFileOfAnEditorOnWindowsIsRead() {
        let file = EnvironmentFile(parsing: Array("\u{FEFF}A=1\r\n\r\nexport B='2'\r\n".utf8))
        #expect(
            file.entries == [
                EnvironmentFile.Entry(key: "A", value: "1", line: 1),
                EnvironmentFile.Entry(key: "B", value: "2", line: 3),
            ])
    }

    @Test func everyFaultIsNamedWithItsLine() {
        let lines = [
            "GOOD=1", "no equals here", "1A=2", "A-B=2", "A='open", "A=\"x\" y", "=x", "ex port=1", "ALSO=2",
        ]
        let file = EnvironmentFile(parsing: Array(lines.joined(separator: "\n").utf8))
        #expect(file.faults.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
        #expect(file.entries.map(\.key) == ["GOOD", "ALSO"])
    }

    @Test func faultsNeverRepeatTheLine() {
        let file = EnvironmentFile(
            parsing: Array("postgres://u:canary9@h\nA='canary9\ncanary9 = x y=\n".utf8))
        #expect(!file.faults.contains { $0.what.contains("canary9") })
        #expect(!file.faults.isEmpty)
    }

    @Test func hostileBytesAreFaultsAndNothingElse() {
        var bytes = Array("A=1\nB=".utf8) + [0x00] + Array("\nC=".utf8) + [0xFF, 0xFE] + Array("\nD=".utf8)
        bytes += [UInt8](repeating: 0x41, count: 1 << 20) + Array("\nE=5".utf8)
        let file = EnvironmentFile(parsing: bytes)
        #expect(file.entries.map(\.key) == ["A", "E"])
        #expect(file.faults.map(\.line) == [2, 3, 4])
    }

    @Test func noBytesBreakTheReader() {
        var generator = SeededBytes(state: 20_260_115)
        for _ in 0..<500 {
            let bytes = (0..<200).map { _ in generator.next() }
            let file = EnvironmentFile(parsing: bytes)
            #expect(file.entries.allSatisfy { !$0.key.isEmpty && $0.key.utf8.allSatisfy { $0 < 0x80 } })
        }
    }
}

/// Bytes with a seed, rich in the signs the reader cares about.
private struct SeededBytes {
    var state: UInt64

    mutating func next() -> UInt8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let signs = Array("AB=='\"\\#\n\r \t$export".utf8)
        let pick = UInt8(truncatingIfNeeded: state >> 33)
        return pick < 200 ? signs[Int(pick) % signs.count] : pick
    }
}
