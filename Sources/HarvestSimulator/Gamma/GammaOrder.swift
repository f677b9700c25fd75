internal import HarvestCore

/// What a list is sorted by. Gamma knows the names of its own fields and ignores all others.
enum GammaOrder: String {
    case id
    case volume24hr
    case volumeNum
    case volume
    case liquidityNum
    case liquidity
    case startDate
    case endDate
    case createdAt

    /// The order a request asks for, and whether it goes up. Nothing asked for is by id, upwards.
    static func asked(by query: QueryArguments) -> (order: GammaOrder, isAscending: Bool) {
        guard let name = query["order"], let order = GammaOrder(rawValue: name) else {
            return (.id, query.flag("ascending") ?? true)
        }
        return (order, query.flag("ascending") ?? false)
    }

    /// The sort key of an event; of a market when one is given.
    func key(
        _ event: EventFacts, _ market: MarketFacts?, _ world: World, _ moment: Timestamp
    ) -> Int64 {
        switch self {
        case .id: return Int64(market?.number ?? event.number)
        case .startDate, .createdAt: return event.created.microseconds
        case .endDate: return event.endDate.microseconds
        default: break
        }
        let volumes =
            market.map { world.volumes(of: $0, at: moment) }
            ?? world.volumes(of: world.markets(of: event), at: moment)
        switch self {
        case .volume24hr: return volumes.day
        case .volume, .volumeNum: return volumes.total
        default: return volumes.liquidity
        }
    }
}
