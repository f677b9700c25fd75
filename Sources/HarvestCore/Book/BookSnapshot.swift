/// A whole book as the venue sent it: what ``BookHash`` needs, levels in wire order, texts as they came.
///
/// Level texts are kept only where they are not the shortest decimal text of their number, so an ordinary
/// book costs two integers a level. A parser of any speed may fill it.
public struct BookSnapshot: Hashable, Sendable {
    /// The texts of a level that is not written in the shortest form.
    public struct LevelText: Hashable, Sendable {
        /// Price as it came.
        public let price: String
        /// Size as it came.
        public let size: String

        /// Joins the texts.
        public init(price: String, size: String) {
            self.price = price
            self.size = size
        }
    }

    /// Condition; the payload calls it `market`.
    public var conditionID: ConditionID
    /// Token; the payload calls it `asset_id`.
    public var tokenID: TokenID
    /// Time of the book's last change, milliseconds since 1970 as text.
    public var timestamp: String?
    /// The venue's hash of the book.
    public var hash: String?
    /// Bids in wire order.
    public private(set) var bids: [Level] = []
    /// Asks in wire order.
    public private(set) var asks: [Level] = []
    /// Smallest order, as text.
    public var minimumOrderSize: String?
    /// Smallest price step, as text.
    public var tickSize: String?
    /// Whether at most one market of the event resolves to Yes.
    public var isNegRisk: Bool?
    /// The market's last trade, as text: this token's price or one minus it.
    public var lastTradePrice: String?
    /// Texts of unusually written bids, by place.
    private var bidTexts: [Int: LevelText] = [:]
    /// The same for asks.
    private var askTexts: [Int: LevelText] = [:]

    /// Starts a book without levels.
    public init(conditionID: ConditionID, tokenID: TokenID) {
        self.conditionID = conditionID
        self.tokenID = tokenID
    }

    /// Adds a level as it came, in wire order: best prices last.
    ///
    /// - Returns: `false`, and nothing is added, when a text is no number or has more than six decimals.
    public mutating func append(_ side: Side, price: String, size: String) -> Bool {
        guard let priceValue = Price(exactly: price), let sizeValue = Size(exactly: size) else {
            return false
        }
        let level = Level(price: priceValue, size: sizeValue)
        let isShortest = Self.isShortest(price) && Self.isShortest(size)
        switch side {
        case .bid:
            if !isShortest { bidTexts[bids.count] = LevelText(price: price, size: size) }
            bids.append(level)
        case .ask:
            if !isShortest { askTexts[asks.count] = LevelText(price: price, size: size) }
            asks.append(level)
        }
        return true
    }

    /// Forgets the levels of a side.
    mutating func removeLevels(_ side: Side) {
        switch side {
        case .bid:
            bids = []
            bidTexts = [:]
        case .ask:
            asks = []
            askTexts = [:]
        }
    }

    /// Whether a decimal text is the one its number would be written as: no exponent, no zero to spare.
    private static func isShortest(_ text: String) -> Bool {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        let point = digits.firstIndex(of: UInt8(ascii: "."))
        let whole = digits[..<(point ?? digits.endIndex)]
        guard whole.allSatisfy({ $0 &- 0x30 <= 9 }), whole.count == 1 || whole.first != 0x30 else {
            return false
        }
        guard let point else { return text != "-0" }
        let fraction = digits[digits.index(after: point)...]
        return fraction.allSatisfy { $0 &- 0x30 <= 9 } && fraction.last != 0x30
    }

    /// Price and size of a level as they came; `place` counts from 0 in wire order.
    public func text(_ side: Side, at place: Int) -> LevelText {
        if let kept = unusualText(side, at: place) { return kept }
        let level = side == .bid ? bids[place] : asks[place]
        return LevelText(price: level.price.description, size: level.size.description)
    }

    /// The texts of a level that is not written in the shortest form; `nil` for any other.
    func unusualText(_ side: Side, at place: Int) -> LevelText? {
        side == .bid ? bidTexts[place] : askTexts[place]
    }

    /// The book of these levels, best prices first; refuses impossible prices and sizes, and equal prices.
    public func orderBook() throws(BookError) -> OrderBook { try OrderBook(bids: bids, asks: asks) }
}
