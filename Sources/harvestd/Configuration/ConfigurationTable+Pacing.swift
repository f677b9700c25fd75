internal import HarvestCore

extension ConfigurationTable {
    static let xtrackerRate = rate("XTRACKER", "XTracker", default: "1")
    static let xtrackerBurst = burst("XTRACKER", "XTracker", default: "2")
    static let gammaRate = rate("GAMMA", "Gamma", default: "2")
    static let gammaBurst = burst("GAMMA", "Gamma", default: "4")
    static let clobRate = rate("CLOB", "the CLOB", default: "5")
    static let clobBurst = burst("CLOB", "the CLOB", default: "8")

    /// How fast each upstream service is asked.
    static let pacing = [xtrackerRate, xtrackerBurst, gammaRate, gammaBurst, clobRate, clobBurst]

    /// How often each job runs. `backfill` has no interval, because a person starts it.
    static let intervals: [(job: JobName, key: ConfigurationKey)] = [
        interval(.marketsDiscovery, "MARKETS_DISCOVERY", default: "300", "markets are discovered"),
        interval(.trackingSync, "TRACKING_SYNC", default: "300", "accounts and windows are read"),
        interval(.metricSync, "METRIC_SYNC", default: "120", "daily counts are read"),
        interval(.postSync, "POST_SYNC", default: "120", "posts are read"),
        interval(.quoteTopSync, "QUOTE_TOP_SYNC", default: "10", "the best prices are stored"),
        interval(.quoteDepthSync, "QUOTE_DEPTH_SYNC", default: "30", "depth near the best prices is stored"),
        interval(.orderbookL2Sync, "ORDERBOOK_L2_SYNC", default: "60", "whole books are stored"),
        interval(.mappingSync, "MAPPING_SYNC", default: "300", "markets are matched to windows"),
        interval(
            .settlementSync, "SETTLEMENT_SYNC", default: "300",
            "settlements are looked for (not a key of Polaris)"
        ),
        interval(.aggregateMinutes, "AGG_1M", default: "60", "minute bars are made"),
        interval(.healthAggregate, "HEALTH_AGG", default: "60", "health of the services is summed up"),
        interval(.retention, "RETENTION", default: "86400", "old raw rows are dropped"),
    ]

    private static func rate(_ name: String, _ service: String, default text: String) -> ConfigurationKey {
        ConfigurationKey(
            "\(name)_RATE", .number(0.01...100), default: text, unit: "requests/s",
            "How often \(service) is asked at most")
    }

    private static func burst(_ name: String, _ service: String, default text: String) -> ConfigurationKey {
        ConfigurationKey(
            "\(name)_BURST", .integer(1...1_000), default: text, unit: "requests",
            "How many requests \(service) gets at once after a pause")
    }

    private static func interval(
        _ job: JobName, _ name: String, default text: String, _ what: String
    ) -> (job: JobName, key: ConfigurationKey) {
        let key = ConfigurationKey(
            "\(name)_INTERVAL", .integer(1...604_800), default: text, unit: "s", "How often \(what)")
        return (job, key)
    }
}
