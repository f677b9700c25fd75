/// One condition that resolves, with two outcome tokens. Table `dim_market`.
public struct Market: Record, Hashable {
    /// Market's number at Gamma.
    public var id: MarketID
    /// The same as a number.
    public var gammaID: Int?
    /// Condition on chain.
    public var conditionID: ConditionID?
    /// Question.
    public var question: String
    /// Name in addresses.
    public var slug: String
    /// Slug of its event.
    public var eventSlug: String?
    /// Category of its event.
    public var category: String?
    /// Nominal deadline.
    public var end: Timestamp?
    /// Creation or activation.
    public var start: Timestamp?
    /// Whether at most one market of its event resolves to Yes.
    public var isNegRisk: Bool
    /// Whether it was ever activated; stays true after closing.
    public var isActive: Bool
    /// Whether trading has ended for good.
    public var isClosed: Bool
    /// Whether it was put away.
    public var isArchived: Bool
    /// Spread Gamma shows, in USDC.
    public var spread: Amount?
    /// Liquidity Gamma shows, in USDC.
    public var liquidity: Amount?
    /// Volume since creation, in USDC.
    public var volume: Amount?
    /// Gamma's `updatedAt` at the last change.
    public var sourceUpdatedAt: Timestamp?
    /// When the bytes of the last change reached our socket.
    public var capturedAt: Timestamp
    /// Its event.
    public var eventID: EventID?
    /// Whether outcomes may be added to its event.
    public var isNegRiskAugmented: Bool
    /// Where the result is read.
    public var resolutionSource: String?
    /// Rules.
    public var marketDescription: String?

    /// Makes a row.
    public init(
        id: MarketID, gammaID: Int?, conditionID: ConditionID?, question: String, slug: String,
        eventSlug: String?, category: String?, end: Timestamp?, start: Timestamp?, isNegRisk: Bool,
        isActive: Bool, isClosed: Bool, isArchived: Bool, spread: Amount?, liquidity: Amount?,
        volume: Amount?, sourceUpdatedAt: Timestamp?, capturedAt: Timestamp, eventID: EventID?,
        isNegRiskAugmented: Bool, resolutionSource: String?, marketDescription: String?
    ) {
        self.id = id
        self.gammaID = gammaID
        self.conditionID = conditionID
        self.question = question
        self.slug = slug
        self.eventSlug = eventSlug
        self.category = category
        self.end = end
        self.start = start
        self.isNegRisk = isNegRisk
        self.isActive = isActive
        self.isClosed = isClosed
        self.isArchived = isArchived
        self.spread = spread
        self.liquidity = liquidity
        self.volume = volume
        self.sourceUpdatedAt = sourceUpdatedAt
        self.capturedAt = capturedAt
        self.eventID = eventID
        self.isNegRiskAugmented = isNegRiskAugmented
        self.resolutionSource = resolutionSource
        self.marketDescription = marketDescription
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(gammaID)
        row.append(conditionID)
        row.append(question)
        row.append(slug)
        row.append(eventSlug)
        row.append(category)
        row.append(end)
        row.append(start)
        row.append(isNegRisk)
        row.append(isActive)
        row.append(isClosed)
        row.append(isArchived)
        row.append(spread)
        row.append(liquidity)
        row.append(volume)
        row.append(sourceUpdatedAt)
        row.append(capturedAt)
        row.append(eventID)
        row.append(isNegRiskAugmented)
        row.append(resolutionSource)
        row.append(marketDescription)
    }
}

extension Market {
    public static let table = TableSchema(
        name: "dim_market", summary: "One condition that resolves, with two outcome tokens.",
        columns: [
            Column("market_id", .text, "Market's number at Gamma."),
            .optional("gamma_market_id", .bigint, "The same as a number."),
            .optional("condition_id", .text, "Condition on chain."),
            Column("question", .text, "Question."),
            Column("slug", .text, "Name in addresses."),
            .optional("event_slug", .text, "Slug of its event."),
            .optional("category", .text, "Category of its event."),
            .optional("end_date", .timestamp, "Nominal deadline."),
            .optional("start_date", .timestamp, "Creation or activation."),
            Column(
                "neg_risk", .boolean, default: .value(.boolean(false)),
                "Whether at most one market of its event resolves to Yes."),
            Column(
                "active", .boolean, default: .value(.boolean(false)),
                "Whether it was ever activated; stays true after closing."),
            Column(
                "closed", .boolean, default: .value(.boolean(false)), "Whether trading has ended for good."),
            Column("archived", .boolean, default: .value(.boolean(false)), "Whether it was put away."),
            .optional("spread", .decimal(precision: 12, scale: 6), "Spread Gamma shows, in USDC."),
            .optional("liquidity", .decimal(precision: 20, scale: 6), "Liquidity Gamma shows, in USDC."),
            .optional("volume", .decimal(precision: 20, scale: 6), "Volume since creation, in USDC."),
            .optional("updated_from_source_at", .timestamp, "Gamma's `updatedAt` at the last change."),
            Column(
                "captured_at", .timestamp, default: .now,
                "When the bytes of the last change reached our socket."),
            .optional("event_id", .text, "Its event."),
            Column(
                "neg_risk_augmented", .boolean, default: .value(.boolean(false)),
                "Whether outcomes may be added to its event."),
            .optional("resolution_source", .text, "Where the result is read."),
            .optional("description", .text, "Rules."),
        ],
        primaryKey: ["market_id"], uniques: [["condition_id"], ["slug"]],
        indexes: [
            TableSchema.Index(["active", "end_date"]), TableSchema.Index(["event_id"]),
            TableSchema.Index(["neg_risk", "active", "closed"]),
        ],
        timeColumn: "captured_at",
        rule: .upsert(
            compared: [
                "gamma_market_id", "condition_id", "question", "slug", "event_slug", "category", "end_date",
                "start_date", "neg_risk", "active", "closed", "archived", "spread", "liquidity", "volume",
                "event_id", "neg_risk_augmented", "resolution_source", "description",
            ], carried: ["updated_from_source_at", "captured_at"]))
}
