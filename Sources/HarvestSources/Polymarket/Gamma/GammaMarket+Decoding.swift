package import HarvestCore

extension GammaMarket {
    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "market",
        always: """
            id question conditionId slug outcomes clobTokenIds active closed archived description icon \
            image umaResolutionStatuses feesEnabled spread
            """,
        sometimes: """
            $schema acceptingOrders acceptingOrdersTimestamp ammType approved assetAddress \
            automaticallyActive automaticallyResolved bestAsk bestBid categories category \
            categoryMailchimpTag chatId clearBookOnStart clobRewards closedTime comboStatus \
            commentsEnabled competitive createdAt creator curationStatus customLiveness cyom \
            denominationToken denomination_token deploying deployingTimestamp disqusThread enableOrderBook \
            endDate endDateIso eventMetadata eventStartTime events featured fee feeSchedule feeType \
            formatType fpmmLive funded fundedTimestamp gameId gameStartTime gameStatus groupItemRange \
            groupItemThreshold groupItemTitle hasReviewedDates holdingRewardsEnabled iconOptimized \
            imageOptimized lastTradePrice line liquidity liquidityAmm liquidityClob liquidityNum \
            lowerBound mailchimpTag makerBaseFee makerRebatesFeeShareBps manualActivation \
            marketMakerAddress marketType negRisk negRiskMarketID negRiskOther negRiskRequestID new \
            notificationsEnabled oneDayPriceChange oneHourPriceChange oneMonthPriceChange \
            oneWeekPriceChange oneYearPriceChange orderMinSize orderPriceMinTickSize outcomePrices \
            pagerDutyNotificationEnabled pendingDeployment positionIds questionID ready readyForCron \
            readyTimestamp requiresTranslation resolutionData resolutionSource resolvedBy restricted \
            rewardsMaxSpread rewardsMinSize rfqEnabled scheduledDeploymentTimestamp score secondsDelay \
            sentDiscord series seriesColor shortOutcomes showGmpOutcome showGmpSeries sponsorImage \
            sponsorName sportsMarketType startDate startDateIso subcategory submitted_by tags takerBaseFee \
            teamAID teamBID twitterCardImage umaBond umaEndDate umaEndDateIso umaResolutionStatus \
            umaReward updatedAt updatedBy upperBound version volume volume1mo volume1moAmm volume1moClob \
            volume1wk volume1wkAmm volume1wkClob volume1yr volume1yrAmm volume1yrClob volume24hr \
            volume24hrAmm volume24hrClob volumeAmm volumeClob volumeNum wideFormat x_axis_value \
            y_axis_value
            """)

    /// Reads a market; nested events and tags that cannot be read are noted as rejected.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.identifier("id")
        question = try reader.text("question")
        slug = try reader.keyText("slug")
        outcomes = try Self.outcomes(of: reader)
        umaResolutionStatuses = try reader.textsIfPresent("umaResolutionStatuses") ?? []
        events = context.elements(of: try reader.elements("events")) { node throws(DecodeError) in
            try GammaEvent(node, in: context)
        }
        tags = context.elements(of: try reader.elements("tags")) { node throws(DecodeError) in
            try GammaTag(node, in: context)
        }
        try readTexts(from: reader)
        try readTimes(from: reader)
        try readStates(from: reader)
        try readFigures(from: reader)
    }

    private mutating func readTexts(from reader: ObjectReader) throws(DecodeError) {
        conditionID = try reader.identifierIfPresent("conditionId")
        questionID = try reader.textIfPresent("questionID")
        groupItemTitle = try reader.textIfPresent("groupItemTitle")
        groupItemThreshold = try reader.textIfPresent("groupItemThreshold")
        description = try reader.textIfPresent("description")
        resolutionSource = try reader.textIfPresent("resolutionSource")
        category = try reader.textIfPresent("category")
        umaResolutionStatus = try reader.textIfPresent("umaResolutionStatus")
    }

    private mutating func readTimes(from reader: ObjectReader) throws(DecodeError) {
        start = try reader.timestampIfPresent("startDate")
        end = try reader.timestampIfPresent("endDate")
        closedAt = try reader.timestampIfPresent("closedTime")
        createdAt = try reader.timestampIfPresent("createdAt")
        updatedAt = try reader.timestampIfPresent("updatedAt")
    }

    private mutating func readStates(from reader: ObjectReader) throws(DecodeError) {
        isActive = try reader.booleanIfPresent("active")
        isClosed = try reader.booleanIfPresent("closed")
        isArchived = try reader.booleanIfPresent("archived")
        isNegRisk = try reader.booleanIfPresent("negRisk")
        isNegRiskOther = try reader.booleanIfPresent("negRiskOther")
        isAcceptingOrders = try reader.booleanIfPresent("acceptingOrders")
        hasOrderBook = try reader.booleanIfPresent("enableOrderBook")
        isAutomaticallyResolved = try reader.booleanIfPresent("automaticallyResolved")
    }

    private mutating func readFigures(from reader: ObjectReader) throws(DecodeError) {
        spread = try reader.roundedIfPresent("spread")
        liquidity = try reader.roundedIfPresent(anyOf: "liquidity", "liquidityNum")
        volume = try reader.roundedIfPresent(anyOf: "volume", "volumeNum")
        volume24Hours = try reader.roundedIfPresent("volume24hr")
        bestBid = try reader.roundedIfPresent("bestBid")
        bestAsk = try reader.roundedIfPresent("bestAsk")
        lastTradePrice = try reader.roundedIfPresent("lastTradePrice")
        tickSize = try reader.exactIfPresent("orderPriceMinTickSize")
        minimumOrderSize = try reader.exactIfPresent("orderMinSize")
    }

    /// Names, tokens and prices belong together by place, so lists of different length cannot be used.
    private static func outcomes(of reader: ObjectReader) throws(DecodeError) -> [GammaOutcome] {
        let names = try reader.keyTextsIfPresent("outcomes") ?? []
        let tokens = try reader.keyTextsIfPresent("clobTokenIds") ?? []
        let prices = try reader.textsIfPresent("outcomePrices") ?? []
        let counts = "\(names.count) outcomes, \(tokens.count) token ids, \(prices.count) prices"
        guard tokens.isEmpty || tokens.count == names.count, prices.isEmpty || prices.count == names.count
        else { throw reader.context.error(.contradiction(counts), at: reader.node, key: "outcomes") }
        guard Set(tokens).count == tokens.count, !tokens.contains("") else {
            let problem = DecodeError.Problem.contradiction("a token id is empty or stands twice")
            throw reader.context.error(problem, at: reader.node, key: "clobTokenIds")
        }
        guard prices.allSatisfy({ Price(rounding: $0) != nil }) else {
            throw reader.unreadable("outcomePrices", "decimals")
        }
        return names.enumerated().map { index, name in
            GammaOutcome(
                index: index, name: name, tokenID: tokens.isEmpty ? nil : TokenID(tokens[index]),
                priceText: prices.isEmpty ? nil : prices[index])
        }
    }
}
