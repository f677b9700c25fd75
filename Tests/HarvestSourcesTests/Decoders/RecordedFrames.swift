import Foundation
import HarvestCore

/// The recorded messages of the book stream, out of the forms their recorders kept them in.
enum RecordedFrames {
    private static let endpoint = Endpoint(source: "test", name: "recorded")

    /// The messages of a type, bytes as they came where the recorder kept those.
    static func messages(of type: String) throws -> [[UInt8]] {
        try frames().flatMap { frame in
            let root = try JSONDocument(parsing: Array(frame.utf8), from: endpoint).root
            let messages = root.kind == .array ? root.elements : [root]
            return messages.filter { $0["event_type"]?.text == type }.map { Array($0.bytes) }
        }
    }

    /// Every frame of every file.
    static func frames() throws -> [String] {
        try replay() + python() + go()
            + ["ws/last_trade_price_2024-08.json", "ws/price_change_flat_2024-08.json"].map(text)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try RecordedPayloads.bytes(path), as: UTF8.self)
    }

    /// May 2026, as it came, frames divided by two semicolons.
    private static func replay() throws -> [String] {
        try text("ws/market-and-rtds_replay_2026-05-19.txt").split(separator: ";;").map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }.filter { !$0.isEmpty }
    }

    /// December 2024, printed by Python, one message a line.
    private static func python() throws -> [String] {
        try text("ws/stream_old-shape_2024-12_python-repr.txt").split(separator: "\n").map {
            String($0).replacing("'", with: "\"").replacing("None", with: "null")
        }
    }

    /// August 2026, in the string constants of a program.
    private static func go() throws -> [String] {
        try text("ws/captured_frames_in_go_test_2026-08.go.txt")
            .matches(of: /Frame = ((?:`[^`]*`(?:[ \t\n]*\+[ \t\n]*)?)+)/).map { match in
                String(match.1).split(separator: "`").filter { !$0.contains("+\n") }.joined()
            }
    }
}
