public import HarvestCore

/// Has one document read in every way there is, on the parser's compact path, on its general path and as a
/// tree, and says where the ways disagree.
public struct BookJury: ~Copyable {
    /// Documents judged.
    public private(set) var count = 0
    /// Documents that were books.
    public private(set) var acceptedCount = 0
    /// Documents that took the compact path.
    public private(set) var compactCount = 0

    private var parser: BookParser
    /// Deeper than any limit of the parsers, so that theirs decide.
    private static let deep = JSONLimits(byteCount: 64 << 20, nodeCount: 8_000_000, depth: 200)
    private let endpoint = Endpoint(source: "test", name: "book")

    public init(bands: DepthBands = .standard) { parser = BookParser(bands: bands) }

    /// Judges one document; a sentence about the disagreement, or `nil`.
    ///
    /// Documents that were refused are read as a tree only with `isThorough`, since that is slow.
    public mutating func disagreement(
        on bytes: UnsafeRawBufferPointer, isThorough: Bool = true
    ) -> String? {
        count += 1
        let generalCount = parser.generalCount
        let found: ParsedBook
        do {
            found = try parser.withBook(in: bytes) { ParsedBook($0) }
        } catch {
            return isThorough ? complaint(refused: bytes, error) : Self.complaint(about: error, in: bytes)
        }
        acceptedCount += 1
        if parser.generalCount == generalCount {
            compactCount += 1
            if let complaint = complaint(compact: bytes, found) { return complaint }
        }
        guard let expected = tree(bytes) else { return "accepted, but the tree is no book: \(found)" }
        return found == expected ? nil : "got \(found), the tree says \(expected)"
    }

    /// Judges the bytes as an array of books.
    public mutating func disagreementOnArray(_ bytes: UnsafeRawBufferPointer) -> String? {
        var lent: [ParsedBook] = []
        // What a malformed array was refused for is of no interest, only that it was.
        let count = try? parser.withBooks(in: bytes) { lent.append(ParsedBook($0)) }
        // A tree that cannot be made is what is asked for.
        let root = try? JSONDocument(parsing: Array(bytes), from: endpoint, limits: Self.deep).root
        let books = root?.kind == .array ? root?.elements.map { ParsedBook($0, parser.bands) } : nil
        let isValid = books.map { !$0.contains(nil) } ?? false
        guard isValid == (count != nil) else { return "array: the tree says \(isValid), got \(count ?? -1)" }
        guard let books else { return nil }
        let expected = books.prefix { $0 != nil }.compactMap(\.self)
        if count != nil, count != lent.count { return "array: \(lent.count) lent of \(count ?? -1)" }
        return lent == expected ? nil : "array: got \(lent), the tree says \(expected)"
    }

    /// Reads the bytes as plain values, which have to say what the columns say.
    public mutating func disagreementOnSnapshot(_ bytes: UnsafeRawBufferPointer) -> String? {
        let found: ParsedBook, snapshot: BookSnapshot
        do {
            found = try parser.withBook(in: bytes) { ParsedBook($0) }
        } catch { return nil }
        do {
            snapshot = try parser.snapshot(of: Array(bytes))
        } catch {
            return "columns, but no snapshot: \(error.message) at \(error.byteOffset)"
        }
        for (levels, columns) in [(snapshot.bids, found.bids), (snapshot.asks, found.asks)] {
            let sizes = Dictionary(grouping: columns, by: \.price).mapValues { $0.map(\.size).sorted() }
            let texts = Dictionary(grouping: levels) { UInt32($0.price.millionths) }
                .mapValues { $0.map { UInt64($0.size.millionths) }.sorted() }
            if sizes != texts { return "snapshot: \(levels), columns: \(columns)" }
        }
        return Self.complaint(about: snapshot, beside: found)
    }

    /// What a snapshot says beside its levels; zero, `false` or nothing where it says nothing.
    private static func complaint(about snapshot: BookSnapshot, beside found: ParsedBook) -> String? {
        func millionths(_ text: String?) -> UInt64 { text.flatMap(PlainDecimal.millionths) ?? 0 }
        let isSame = [
            "tick_size": millionths(snapshot.tickSize) == UInt64(found.tickSize),
            "last_trade_price": millionths(snapshot.lastTradePrice) == UInt64(found.lastTradePrice),
            "min_order_size": millionths(snapshot.minimumOrderSize) == found.minimumOrderSize,
            "timestamp": (snapshot.timestamp.flatMap(PlainDecimal.milliseconds) ?? 0) == found.milliseconds,
            "neg_risk": (snapshot.isNegRisk ?? false) == found.isNegRisk,
            // Columns keep the escapes that a snapshot undoes.
            "hash": found.hash.contains("\\") || (snapshot.hash ?? "") == found.hash,
            "market": found.market.contains("\\") || snapshot.conditionID.rawValue == found.market,
            "asset_id": found.token.contains("\\") || snapshot.tokenID.rawValue == found.token,
        ]
        let differing = isSame.filter { !$0.value }.keys.sorted()
        return differing.isEmpty ? nil : "snapshot: \(snapshot), columns: \(found), differing: \(differing)"
    }

    private mutating func complaint(compact bytes: UnsafeRawBufferPointer, _ found: ParsedBook) -> String? {
        // With a blank behind it no document is compact.
        let longer = ExactCopy(bytes, followedBy: [0x20])
        do {
            let general = try parser.withBook(in: longer.view) { ParsedBook($0) }
            return found == general ? nil : "compact path: \(found), general path: \(general)"
        } catch {
            return "the compact path accepts, the general path says \(error.message)"
        }
    }

    private func complaint(refused bytes: UnsafeRawBufferPointer, _ error: BookParseError) -> String? {
        if case .limit = error.problem { return nil }
        if tree(bytes) != nil { return "the tree is a book, but: \(error.message) at \(error.byteOffset)" }
        return Self.complaint(about: error, in: bytes)
    }

    /// An error has to point into the bytes or at their end.
    static func complaint(about error: BookParseError, in bytes: UnsafeRawBufferPointer) -> String? {
        0...bytes.count ~= error.byteOffset ? nil : "\(error.message) at byte \(error.byteOffset)"
    }

    private func tree(_ bytes: UnsafeRawBufferPointer) -> ParsedBook? {
        // No JSON is no book.
        guard let document = try? JSONDocument(parsing: Array(bytes), from: endpoint, limits: Self.deep)
        else { return nil }
        return ParsedBook(document.root, parser.bands)
    }
}
