internal import HarvestCore

/// Has one stream message read in every way there is and says where the ways disagree.
public struct MessageJury: ~Copyable {
    /// Messages judged.
    public private(set) var count = 0
    /// Messages that held changes.
    public private(set) var acceptedCount = 0
    /// Messages that took the compact path.
    public private(set) var compactCount = 0

    private var parser = StreamParser()
    /// Deeper than any limit of the parsers, so that theirs decide.
    private static let deep = JSONLimits(byteCount: 64 << 20, nodeCount: 8_000_000, depth: 200)
    private let endpoint = Endpoint(source: "test", name: "message")

    public init() {}

    /// Judges one message of changes; a sentence about the disagreement, or `nil`.
    public mutating func disagreement(
        on bytes: UnsafeRawBufferPointer, isThorough: Bool = true
    ) -> String? {
        count += 1
        let generalCount = parser.generalCount
        let found: ParsedChanges
        do {
            found = try parser.withPriceChanges(in: bytes) { ParsedChanges($0) }
        } catch {
            return isThorough ? complaint(refused: bytes, error) : BookJury.complaint(about: error, in: bytes)
        }
        acceptedCount += 1
        if parser.generalCount == generalCount {
            compactCount += 1
            if let complaint = complaint(compact: bytes, found) { return complaint }
        }
        guard let expected = tree(bytes) else { return "accepted, but the tree is no message: \(found)" }
        return found == expected ? nil : "got \(found), the tree says \(expected)"
    }

    /// Has the bytes read as every other kind of message; an error has to point into them.
    public mutating func disagreementOnKinds(_ bytes: UnsafeRawBufferPointer) -> String? {
        var complaints: [String] = []
        func attempt(_ body: () throws(BookParseError) -> Void) {
            do { try body() } catch {
                if let complaint = BookJury.complaint(about: error, in: bytes) {
                    complaints.append(complaint)
                }
            }
        }
        attempt { () throws(BookParseError) in _ = try parser.kind(of: bytes) }
        attempt { () throws(BookParseError) in _ = try parser.lastTrade(in: bytes) }
        attempt { () throws(BookParseError) in _ = try parser.tickSizeChange(in: bytes) }
        attempt { () throws(BookParseError) in _ = try parser.bestBidAsk(in: bytes) }
        attempt { () throws(BookParseError) in
            var lent = 0
            let count = try StreamParser.withMessages(in: bytes) { _ in lent += 1 }
            if lent != count { complaints.append("\(lent) messages lent of \(count)") }
        }
        return complaints.first
    }

    private mutating func complaint(compact bytes: UnsafeRawBufferPointer, _ found: ParsedChanges) -> String?
    {
        // With a blank behind it no message is compact.
        let longer = ExactCopy(bytes, followedBy: [0x20])
        do {
            let general = try parser.withPriceChanges(in: longer.view) { ParsedChanges($0) }
            return found == general ? nil : "compact path: \(found), general path: \(general)"
        } catch {
            return "the compact path accepts, the general path says \(error.message)"
        }
    }

    private func complaint(refused bytes: UnsafeRawBufferPointer, _ error: BookParseError) -> String? {
        if case .limit = error.problem { return nil }
        if tree(bytes) != nil { return "the tree is a message, but: \(error.message) at \(error.byteOffset)" }
        return BookJury.complaint(about: error, in: bytes)
    }

    private func tree(_ bytes: UnsafeRawBufferPointer) -> ParsedChanges? {
        // No JSON is no message.
        guard let document = try? JSONDocument(parsing: Array(bytes), from: endpoint, limits: Self.deep)
        else { return nil }
        return ParsedChanges(document.root)
    }
}
