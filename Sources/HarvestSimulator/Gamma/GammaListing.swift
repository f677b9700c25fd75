internal import HarvestCore

/// Finds the rows of one page of a list: filters, sorts, and goes on after a cursor or an offset.
struct GammaListing {
    let world: World
    let moment: Timestamp
    let filter: GammaFilter
    let order: GammaOrder
    let isAscending: Bool

    init(world: World, moment: Timestamp, query: QueryArguments) {
        self.world = world
        self.moment = moment
        filter = GammaFilter(query)
        (order, isAscending) = GammaOrder.asked(by: query)
    }

    /// Events after a cursor, as many as fit.
    func events(after cursor: KeysetCursor?, skipping offset: Int, limit: Int) -> GammaPage<EventFacts> {
        let events = world.catalogue(at: moment).events
        let admitted = { (event: EventFacts) in filter.admits(event, world, moment) }
        guard order == .id else {
            let ranked = events.filter(admitted).map { (order.key($0, nil, world, moment), $0.number, $0) }
            return page(ranked, after: cursor, skipping: offset, limit: limit)
        }
        let start = cursor.map { cursor in
            isAscending
                ? events.start { $0.number > cursor.number } : events.start { $0.number >= cursor.number }
        }
        let rest =
            isAscending
            ? Array(events[(start ?? 0)...]) : Array(events[..<(start ?? events.count)].reversed())
        return page(rest.lazy.filter(admitted), skipping: offset, limit: limit) { $0.number }
    }

    /// Markets after a cursor, as many as fit.
    func markets(after cursor: KeysetCursor?, skipping offset: Int, limit: Int) -> GammaPage<MarketFacts> {
        let admitted = { (market: MarketFacts) in filter.admits(market, world, moment) }
        if filter.namesRows { return pick(namedMarkets().filter(admitted), cursor, offset, limit) }
        let events = world.catalogue(at: moment).events
        guard order == .id else {
            return pick(events.flatMap { world.markets(of: $0) }.filter(admitted), cursor, offset, limit)
        }
        let start = cursor.map { cursor in events.start { $0.markets.upperBound > cursor.number } }
        let rest =
            isAscending
            ? Array(events[(start ?? 0)...])
            : Array(events[..<min(start.map { $0 + 1 } ?? events.count, events.count)].reversed())
        let markets = rest.lazy.flatMap { event in
            isAscending ? world.markets(of: event) : world.markets(of: event).reversed()
        }.filter { market in
            guard let cursor else { return true }
            return isAscending ? market.number > cursor.number : market.number < cursor.number
        }
        return page(markets.filter(admitted), skipping: offset, limit: limit) { $0.number }
    }

    /// Rows that are asked for by name need no search through the catalogue.
    private func namedMarkets() -> [MarketFacts] {
        let byNumber = filter.ids.compactMap { world.market(number: $0, at: moment) }
        let byToken = filter.tokens.compactMap { world.find(token: $0, at: moment)?.market }
        let byCondition = filter.conditions.compactMap { world.find(condition: $0, at: moment) }
        let bySlug = filter.slugs.compactMap { world.market(slug: $0, at: moment) }
        var found = byNumber + byToken + byCondition + bySlug
        if found.isEmpty, !filter.questions.isEmpty {
            found = world.catalogue(at: moment).events.flatMap { world.markets(of: $0) }
        }
        var seen: Set<Int> = []
        return found.filter { seen.insert($0.number).inserted }
    }

    private func pick(
        _ markets: [MarketFacts], _ cursor: KeysetCursor?, _ offset: Int, _ limit: Int
    ) -> GammaPage<MarketFacts> {
        let ranked = markets.map { (order.key($0.event, $0, world, moment), $0.number, $0) }
        return page(ranked, after: cursor, skipping: offset, limit: limit)
    }

    private func page<Row>(
        _ ranked: [(key: Int64, number: Int, row: Row)], after cursor: KeysetCursor?, skipping offset: Int,
        limit: Int
    ) -> GammaPage<Row> {
        let sorted = ranked.sorted { left, right in
            let isBefore = (left.key, left.number) < (right.key, right.number)
            return isAscending ? isBefore : !isBefore
        }
        let rest = sorted.drop { row in
            guard let cursor else { return false }
            let place = ((row.key, row.number), (cursor.key, cursor.number))
            return isAscending ? place.0 <= place.1 : place.0 >= place.1
        }.dropFirst(offset)
        let rows = rest.prefix(limit)
        let next = rest.count > limit ? rows.last.map { KeysetCursor(key: $0.key, number: $0.number) } : nil
        return GammaPage(rows: rows.map(\.row), next: next)
    }

    private func page<Row>(
        _ rows: some Sequence<Row>, skipping offset: Int, limit: Int, number: (Row) -> Int
    ) -> GammaPage<Row> {
        var taken: [Row] = []
        var skipped = 0
        for row in rows {
            if skipped < offset {
                skipped += 1
            } else if taken.count < limit {
                taken.append(row)
            } else {
                let next = taken.last.map { KeysetCursor(key: Int64(number($0)), number: number($0)) }
                return GammaPage(rows: taken, next: next)
            }
        }
        return GammaPage(rows: taken, next: nil)
    }
}

extension [EventFacts] {
    /// The first index at which a condition holds that holds for all later ones; the count when it never
    /// does.
    fileprivate func start(where holds: (EventFacts) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
