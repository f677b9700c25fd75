/// A market's state when something changed, and at least hourly. Table `fact_market_state_snapshot`.
public struct MarketState: Record, Hashable {
    /// Market.
    public var marketID: MarketID
    /// Whether it was ever activated.
    public var isActive: Bool
    /// Whether trading has ended for good.
    public var isClosed: Bool
    /// Whether it was put away.
    public var isArchived: Bool
    /// Spread, in USDC.
    public var spread: Amount?
    /// Liquidity, in USDC.
    public var liquidity: Amount?
    /// Volume since creation, in USDC.
    public var volume: Amount?
    /// When the bytes reached our socket.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        marketID: MarketID, isActive: Bool, isClosed: Bool, isArchived: Bool, spread: Amount?,
        liquidity: Amount?, volume: Amount?, capturedAt: Timestamp
    ) {
        self.marketID = marketID
        self.isActive = isActive
        self.isClosed = isClosed
        self.isArchived = isArchived
        self.spread = spread
        self.liquidity = liquidity
        self.volume = volume
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(marketID)
        row.append(isActive)
        row.append(isClosed)
        row.append(isArchived)
        row.append(spread)
        row.append(liquidity)
        row.append(volume)
        row.append(capturedAt)
    }
}

extension MarketState {
    public static let table = TableSchema(
        name: "fact_market_state_snapshot",
        summary: "A market's state when something changed, and at least hourly.",
        columns: [
            Column("id", .serial, "Number of the row, given by the store."),
            Column("market_id", .text, references: "dim_market", "Market."),
            Column("active", .boolean, "Whether it was ever activated."),
            Column("closed", .boolean, "Whether trading has ended for good."),
            Column("archived", .boolean, "Whether it was put away."),
            .optional("spread", .decimal(precision: 12, scale: 6), "Spread, in USDC."),
            .optional("liquidity", .decimal(precision: 20, scale: 6), "Liquidity, in USDC."),
            .optional("volume", .decimal(precision: 20, scale: 6), "Volume since creation, in USDC."),
            Column("captured_at", .timestamp, default: .now, "When the bytes reached our socket."),
        ],
        primaryKey: ["id"],
        indexes: [TableSchema.Index(["market_id", "-captured_at"])],
        timeColumn: "captured_at",
        rule: .insertOnChange(
            subject: "market_id",
            compared: ["active", "closed", "archived", "spread", "liquidity", "volume"], time: "captured_at",
            atLeastEvery: .hours(1)))
}
