import Testing

@testable import harvestd

@Suite struct ConfigurationTableTests {
    /// Values that must be refused, for every key there is.
    static let refused: [(key: String, value: String)] = [
        ("DATABASE_URL", "mysql://u:canary9@h/d"), ("DATABASE_URL", "postgresql://u:canary9@h:port/d"),
        ("DATABASE_URL", "postgresql://u:canary9@x@h/d"), ("DATABASE_URL", "canary9"),
        ("DATABASE_URL", "sqlite:///:memory:"), ("DATABASE_URL", "password='canary9"),
        ("DATA_DIR", String(repeating: "x", count: 5_000)), ("DEFAULT_HANDLES", "elon musk"),
        ("DEFAULT_HANDLES", "a,,b"), ("DEFAULT_HANDLES", "abcdefghijklmnop"), ("DEFAULT_HANDLES", "é"),
        ("MARKET_DISCOVERY_SCOPE", "everything"), ("MARKET_DISCOVERY_STATE", "closed"),
        ("GAMMA_URL", "gamma-api.polymarket.com"), ("GAMMA_URL", "http://gamma-api.polymarket.com"),
        ("GAMMA_URL", "http://127.0.0.1.example.com"), ("GAMMA_URL", "https://u:p@host"),
        ("GAMMA_URL", "https://host/?a=1"), ("GAMMA_URL", "https://host:0"), ("GAMMA_URL", "https://"),
        ("GAMMA_URL", "file:///etc/passwd"), ("GAMMA_URL", "https://ho st"), ("GAMMA_URL", "http://127.1"),
        ("CLOB_URL", "ftp://host"), ("XTRACKER_URL", "//host"), ("XTRACKER_RATE", "0"),
        ("XTRACKER_RATE", "nan"),
        ("XTRACKER_BURST", "0"), ("GAMMA_RATE", "-1"), ("GAMMA_BURST", "1.5"), ("CLOB_RATE", "inf"),
        ("CLOB_RATE", "101"), ("CLOB_BURST", "9999999"), ("MARKETS_DISCOVERY_INTERVAL", "0"),
        ("TRACKING_SYNC_INTERVAL", "1h"), ("METRIC_SYNC_INTERVAL", "two"), ("POST_SYNC_INTERVAL", "-5"),
        ("QUOTE_TOP_SYNC_INTERVAL", "0"), ("QUOTE_DEPTH_SYNC_INTERVAL", "ten"),
        ("ORDERBOOK_L2_SYNC_INTERVAL", "604801"), ("MAPPING_SYNC_INTERVAL", "0x10"),
        ("SETTLEMENT_SYNC_INTERVAL", "1e3"), ("AGG_1M_INTERVAL", "60s"), ("HEALTH_AGG_INTERVAL", "+ 60"),
        ("RETENTION_INTERVAL", "999999999999999999999"), ("POST_FAIL_BACKOFF_THRESHOLD", "0"),
        ("POST_FAIL_BACKOFF_INTERVAL", "86401"), ("RAW_RETENTION_DAYS", "0"), ("DURABILITY", "none"),
        ("ENABLE_L2", "maybe"), ("JOURNAL", "perhaps"), ("JOURNAL_RETENTION_DAYS", "0"),
        ("JOURNAL_MAX_GIB", "1 GiB"), ("STATUS_ADDRESS", "0.0.0.0:9187"), ("STATUS_ADDRESS", "on"),
        ("LOG_LEVEL", "LOUD"), ("LOG_FORMAT", "xml"),
    ]

    @Test(arguments: refused)
    func aWrongValueIsRefused(_ key: String, _ value: String) throws {
        let report = try Rehearsal(["POLARIS_\(key)": value]).report("run")
        #expect(report.problems.count == 1)
        #expect(report.problems.first?.key == "POLARIS_\(key)")
        #expect(report.problems.allSatisfy { !$0.line.contains("canary9") })
    }

    @Test func everyKeyHasSuchACase() {
        let covered = Set(Self.refused.map { "POLARIS_\($0.key)" })
        #expect(Set(ConfigurationTable.all.map(\.name)) == covered)
    }

    @Test func everyDefaultIsAllowed() {
        for key in ConfigurationTable.all {
            #expect(key.defaultText.flatMap { key.kind.complaint(about: $0) } == nil, "\(key.name)")
        }
        #expect(Set(ConfigurationTable.all.map(\.name)).count == ConfigurationTable.all.count)
    }

    @Test(arguments: [
        "https://clob.polymarket.com", "https://host:8443/path/", "http://localhost:1",
        "http://127.0.0.1:8900/gamma",
        "http://[::1]:80", "HTTPS://Host", "https://[2001:db8::1]/x",
    ])
    func aGoodAddressIsTaken(_ text: String) { #expect(UpstreamAddress.complaint(about: text) == nil) }
}
