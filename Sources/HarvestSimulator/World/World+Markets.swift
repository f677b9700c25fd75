internal import HarvestCore

/// Markets of an event, how they end, and their long numbers.
extension World {
    private static let adapterAddress = MarketIdentity.address(MarketIdentity.negRiskAdapter)
    private static let oracleAddress = MarketIdentity.address(MarketIdentity.oracle)

    func market(_ index: Int, of event: EventFacts) -> MarketFacts {
        var market = MarketFacts(
            event: event, index: index, number: event.firstMarket + index,
            settlement: settlement(of: index, in: event))
        if event.slot == SlotTable.Special.augmented.rawValue {
            market.isPlaceholder = index == 5 || index == 6
        }
        if event.window == nil, configuration.quirks.contains(.freshMarkets),
            chance.below(8, .fresh, market.number) == 0
        {
            let life = event.endDate - event.created
            market.freshUntil = event.created + .seconds(life.microseconds * 3 / 10_000_000)
        }
        return market
    }

    func markets(of event: EventFacts) -> [MarketFacts] {
        (0..<event.marketCount).map { market($0, of: event) }
    }

    /// The index of the winning bucket, by the posts that were or will be made.
    func winningBucket(of window: TweetWindow) -> Int {
        let total = streams[window.account].made(from: window.start, to: window.end)
        return window.buckets.firstIndex { $0.contains(total) } ?? 0
    }

    /// The long numbers of a market, remembered for a while because hashing is most of the work of a page.
    func identity(of market: MarketFacts) -> MarketIdentity {
        if let known = identityCache.withLock({ $0[market.number] }) { return known }
        let identity = madeIdentity(of: market)
        identityCache.withLock { cache in
            if cache.count >= 16_384 { cache.removeAll(keepingCapacity: true) }
            cache[market.number] = identity
        }
        return identity
    }

    private func madeIdentity(of market: MarketFacts) -> MarketIdentity {
        let question: [UInt8]
        let isNegRisk = isNegRisk(market.event)
        if isNegRisk {
            question = groupQuestion(of: market.event) + [UInt8(market.index)]
        } else {
            question = bytes(chance.words(.question, market.number))
        }
        let oracle = isNegRisk ? Self.adapterAddress : Self.oracleAddress
        return MarketIdentity(
            conditionID: MarketIdentity.text(MarketIdentity.condition(oracle: oracle, question: question)),
            questionID: MarketIdentity.text(question),
            tokens: [0, 1].map { token($0, ofMarket: market.number).decimal },
            resolvedBy: isNegRisk ? MarketIdentity.negRiskOracle : MarketIdentity.oracle,
            negRiskMarketID: isNegRisk ? negRiskMarketID(of: market.event) : nil,
            negRiskRequestID: isNegRisk
                ? MarketIdentity.text(bytes(chance.words(.question, market.number, 2))) : nil)
    }

    /// The id the markets of a negative-risk event share: their question ids with a last byte of zero.
    func negRiskMarketID(of event: EventFacts) -> String {
        MarketIdentity.text(groupQuestion(of: event) + [0])
    }

    func isNegRisk(_ event: EventFacts) -> Bool {
        event.window != nil || event.slot == SlotTable.Special.augmented.rawValue
            || (event.marketCount > 2 && !topic(of: event).isOpenEnded && !isSpecial(event))
    }

    /// The market and outcome of a token, when they exist at a moment.
    func find(token text: String, at moment: Timestamp) -> (market: MarketFacts, outcome: Int)? {
        guard let wide = WideNumber(text) else { return nil }
        let place = Int(truncatingIfNeeded: wide.words[3] ^ mask(wide.words[0]))
        guard place >= 0, let market = market(number: place >> 1, at: moment),
            token(place & 1, ofMarket: market.number) == wide
        else { return nil }
        return (market, place & 1)
    }

    func isSpecial(_ event: EventFacts) -> Bool {
        event.slot.map { SlotTable.Special(rawValue: $0) != nil } ?? false
    }

    /// Tokens look like chance but say which market they belong to, so that no index of them is needed.
    private func token(_ outcome: Int, ofMarket number: Int) -> WideNumber {
        var words = chance.words(.token, number, outcome)
        words[3] = UInt64(number << 1 | outcome) ^ mask(words[0])
        return WideNumber(words: words)
    }

    private func mask(_ word: UInt64) -> UInt64 { chance.bits(.mask, Int(truncatingIfNeeded: word)) }

    private func groupQuestion(of event: EventFacts) -> [UInt8] {
        Array(bytes(chance.words(.question, event.number, 1)).dropLast())
    }

    private func bytes(_ words: [UInt64]) -> [UInt8] {
        words.flatMap { word in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }
}
