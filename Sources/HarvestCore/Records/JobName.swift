/// The jobs, by the names their audit rows carry.
public enum JobName: String, Hashable, Sendable, CaseIterable {
    /// Accounts and counting windows of XTracker.
    case trackingSync = "tracking_sync"
    /// Events, markets and tokens of Gamma.
    case marketsDiscovery = "markets_discovery"
    /// Daily counts of XTracker.
    case metricSync = "metric_sync"
    /// Posts of XTracker.
    case postSync = "post_sync"
    /// Which window decides which market.
    case mappingSync = "mapping_sync"
    /// Top of book.
    case quoteTopSync = "quote_top_sync"
    /// Depth near the best prices.
    case quoteDepthSync = "quote_depth_sync"
    /// All levels of the book.
    case orderbookL2Sync = "orderbook_l2_sync"
    /// How markets ended.
    case settlementSync = "settlement_sync"
    /// Minute bars of quotes and counts.
    case aggregateMinutes = "agg_1m"
    /// Health of the upstream services by the minute.
    case healthAggregate = "health_agg"
    /// Partitions ahead, old raw rows gone.
    case retention
    /// History between two dates.
    case backfill
}
