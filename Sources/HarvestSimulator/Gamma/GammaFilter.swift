internal import HarvestCore

/// What a list request asks for; names it does not know are ignored, as Gamma ignores them.
struct GammaFilter {
    let ids: Set<Int>
    let slugs: Set<String>
    let conditions: Set<String>
    let tokens: Set<String>
    let questions: Set<String>
    private let isClosed: Bool?
    private let isActive: Bool?
    private let isArchived: Bool?
    private let tags: [Int]
    private let excludedTags: [Int]
    private let endDates: ClosedRange<Timestamp>
    private let startDates: ClosedRange<Timestamp>
    private let volume: ClosedRange<Double>
    private let liquidity: ClosedRange<Double>
    private let amountsMatter: Bool

    init(_ query: QueryArguments) {
        ids = Set(query.all("id").compactMap { Int($0) })
        slugs = Set(query.all("slug"))
        conditions = Set(query.all("condition_ids").map { $0.lowercased() })
        tokens = Set(query.all("clob_token_ids"))
        questions = Set(query.all("question_ids"))
        // A slug look-up that does not ask for closed rows does not get them.
        isClosed = query.flag("closed") ?? (slugs.isEmpty ? nil : false)
        isActive = query.flag("active")
        isArchived = query.flag("archived")
        tags =
            query.all("tag_id").map { Int($0) ?? -1 }
            + query.all("tag_slug").map { Tag.find(slug: $0)?.id ?? -1 }
        excludedTags = query.all("exclude_tag_id").compactMap { Int($0) }
        endDates = Self.dates(query, "end_date")
        startDates = Self.dates(query, "start_date")
        volume = Self.amounts(query, ["volume", "volume_num"])
        liquidity = Self.amounts(query, ["liquidity", "liquidity_num"])
        amountsMatter = volume != Self.anyAmount || liquidity != Self.anyAmount
    }

    /// Whether the rows are named one by one.
    var namesRows: Bool {
        !(ids.isEmpty && slugs.isEmpty && conditions.isEmpty && tokens.isEmpty && questions.isEmpty)
    }

    func admits(_ event: EventFacts, _ world: World, _ moment: Timestamp) -> Bool {
        guard admits(common: event, world) else { return false }
        guard isClosed.map({ $0 == (moment >= event.closes) }) ?? true, isActive ?? true else { return false }
        guard ids.isEmpty || ids.contains(event.number) else { return false }
        guard slugs.isEmpty || slugs.contains(world.text(of: event).slug) else { return false }
        return !amountsMatter || admits(world.volumes(of: world.markets(of: event), at: moment))
    }

    func admits(_ market: MarketFacts, _ world: World, _ moment: Timestamp) -> Bool {
        guard isClosed.map({ $0 == market.isClosed(at: moment) }) ?? true else { return false }
        guard isActive.map({ $0 != market.isPlaceholder }) ?? true else { return false }
        guard admits(common: market.event, world) else { return false }
        guard ids.isEmpty || ids.contains(market.number) else { return false }
        guard slugs.isEmpty || slugs.contains(world.text(of: market.event).markets[market.index].slug)
        else { return false }
        guard !amountsMatter || admits(world.volumes(of: market, at: moment)) else { return false }
        guard !(conditions.isEmpty && tokens.isEmpty && questions.isEmpty) else { return true }
        let identity = world.identity(of: market)
        return (conditions.isEmpty || conditions.contains(identity.conditionID))
            && (tokens.isEmpty || !tokens.isDisjoint(with: identity.tokens))
            && (questions.isEmpty || questions.contains(identity.questionID))
    }

    private func admits(common event: EventFacts, _ world: World) -> Bool {
        guard isArchived != true, endDates.contains(event.endDate), startDates.contains(event.created) else {
            return false
        }
        guard !(tags.isEmpty && excludedTags.isEmpty) else { return true }
        let own = world.tagIDs(of: event)
        return tags.allSatisfy(own.contains) && !excludedTags.contains(where: own.contains)
    }

    private func admits(_ volumes: MarketVolumes) -> Bool {
        volume.contains(Double(volumes.total) / 1e6) && liquidity.contains(Double(volumes.liquidity) / 1e6)
    }

    private static let anyAmount = -Double.infinity...Double.infinity

    private static func amounts(_ query: QueryArguments, _ names: [String]) -> ClosedRange<Double> {
        let lowest = names.compactMap { query[$0 + "_min"].flatMap(Double.init) }.first ?? -.infinity
        let highest = names.compactMap { query[$0 + "_max"].flatMap(Double.init) }.first ?? .infinity
        return lowest...max(lowest, highest)
    }

    private static func dates(_ query: QueryArguments, _ name: String) -> ClosedRange<Timestamp> {
        let lowest = query[name + "_min"].flatMap { Timestamp(parsing: $0) } ?? Timestamp(microseconds: .min)
        let highest = query[name + "_max"].flatMap { Timestamp(parsing: $0) } ?? Timestamp(microseconds: .max)
        return lowest...max(lowest, highest)
    }
}
