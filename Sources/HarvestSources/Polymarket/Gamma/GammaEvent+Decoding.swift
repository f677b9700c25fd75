package import HarvestCore

extension GammaEvent {
    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "event",
        always: """
            id slug ticker title active closed archived
            """,
        sometimes: """
            $schema automaticallyActive automaticallyResolved cantEstimate carouselMap categories category \
            chats closedTime collections commentCount commentsEnabled competitive countryName createdAt \
            createdBy creationDate cumulativeMarkets cyom dailySlug deploying deployingTimestamp \
            description disqusThread elapsed electionType enableNegRisk enableOrderBook endDate ended \
            estimateValue estimatedValue eventCreators eventDate eventMetadata eventWeek featured \
            featuredImage featuredImageOptimized featuredOrder finishedTimestamp gameId gameStatus \
            gmpChartMode icon iconOptimized image imageOptimized isTemplate liquidity liquidityAmm \
            liquidityClob live markets metadata negRisk negRiskAugmented negRiskFeeBips negRiskMarketID \
            new openInterest parentEvent parentEventId pendingDeployment period publishedAt published_at \
            requiresTranslation resolutionSource restricted scheduledDeploymentTimestamp score series \
            seriesSlug showAllOutcomes showMarketImages sortBy spreadsMainLine startDate startTime \
            subEvents subcategory subtitle tags teams templateVariables templates totalsMainLine \
            turnProviderId tweetCount updatedAt updatedBy version volume volume1mo volume1wk volume1yr \
            volume24hr
            """)

    /// Reads an event; markets, tags and series that cannot be read are noted as rejected.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.identifier("id")
        slug = try reader.textIfPresent("slug")
        ticker = try reader.textIfPresent("ticker")
        title = try reader.textIfPresent("title")
        description = try reader.textIfPresent("description")
        category = try reader.textIfPresent("category")
        resolutionSource = try reader.textIfPresent("resolutionSource")
        seriesSlug = try reader.textIfPresent("seriesSlug")
        start = try reader.timestampIfPresent("startDate")
        end = try reader.timestampIfPresent("endDate")
        closedAt = try reader.timestampIfPresent("closedTime")
        createdAt = try reader.timestampIfPresent("createdAt")
        updatedAt = try reader.timestampIfPresent("updatedAt")
        isActive = try reader.booleanIfPresent("active")
        isClosed = try reader.booleanIfPresent("closed")
        isArchived = try reader.booleanIfPresent("archived")
        isNegRisk = try reader.booleanIfPresent("negRisk")
        isNegRiskAugmented = try reader.booleanIfPresent("negRiskAugmented")
        liquidity = try reader.roundedIfPresent("liquidity")
        volume = try reader.roundedIfPresent("volume")
        openInterest = try reader.roundedIfPresent("openInterest")
        tags = context.elements(of: try reader.elements("tags")) { node throws(DecodeError) in
            try GammaTag(node, in: context)
        }
        series = context.elements(of: try reader.elements("series")) { node throws(DecodeError) in
            try GammaSeries(node, in: context)
        }
        markets = context.elements(of: try reader.elements("markets")) { node throws(DecodeError) in
            try GammaMarket(node, in: context)
        }
    }
}
