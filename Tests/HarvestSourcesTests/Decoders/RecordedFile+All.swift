import HarvestCore
import HarvestSources

extension RecordedFile {
    /// Files that are no answers of these endpoints, and why.
    static let others = [
        "gamma/DERIVED_elon_markets_pmxt.json": "made from answers by a third party, with other field names",
        "gamma/error_422_offset-on-keyset.json": "an error body; read by its own test",
        "clob/prices-history_many-tokens_elon_2025.json":
            "history points, another endpoint, without envelope",
        "xtracker/website_csv_export_2025-11-25_12-02.csv": "a download of the web page, not of the API",
    ]

    static let all: [RecordedFile] = gamma + clob + xtracker

    private static func events(_ path: String, _ count: Int, _ inner: Int = 0) -> RecordedFile {
        RecordedFile(path: path, decoded: count, inner: inner) { frame in
            outcome(try GammaDecoder.eventsPage(frame)) { events in
                events.reduce(0) { $0 + $1.markets.count }
            }
        }
    }

    private static func markets(_ path: String, _ count: Int, _ inner: Int = 0) -> RecordedFile {
        RecordedFile(path: path, decoded: count, inner: inner) { frame in
            outcome(try GammaDecoder.marketsPage(frame)) { markets in
                markets.reduce(0) { $0 + $1.outcomes.count }
            }
        }
    }

    private static let gamma = [
        events("gamma/event_2026-03.json", 1, 2), events("gamma/event_fed-decision-june_2026-05.json", 1, 5),
        events("gamma/event_venezuela_raw-compact_2026-01.json", 1, 5),
        events("gamma/events_list_10_2026-01-04.json", 10, 10),
        events("gamma/public-search_fed_2026-05.json", 2, 9), markets("gamma/market_2026-03.json", 1, 2),
        markets("gamma/market_closed_binary_resolved_accepting-true.json", 1, 2),
        markets("gamma/market_closed_legacy_nonbinary-prices.json", 1, 2),
        markets("gamma/market_gta-vi_2026-04.json", 1, 2),
        markets("gamma/market_sports_map-handicap.json", 1, 2),
        wrapped("gamma/markets_btc-5m_292-resolved_2026-07-24.jsonl.gz", 292, 584),
        RecordedFile(path: "gamma/sports_one-element_nba.json", decoded: 1, inner: 0) {
            outcome(try GammaDecoder.sports($0))
        },
        tags("gamma/tags_5.json", 5), tags("gamma/tags_related_20_2026-10.json", 20),
    ]

    private static func tags(_ path: String, _ count: Int, _ inner: Int = 0) -> RecordedFile {
        RecordedFile(path: path, decoded: count, inner: 0) { outcome(try GammaDecoder.tags($0)) }
    }

    /// Lines whose `raw` member is the market as it came.
    private static func wrapped(_ path: String, _ count: Int, _ inner: Int = 0) -> RecordedFile {
        var file = markets(path, count, inner)
        file.bodies = { bytes in
            try bytes.split(separator: UInt8(ascii: "\n")).map { line in
                let endpoint = Endpoint(source: "test", name: "line")
                let document = try JSONDocument(parsing: Array(line), from: endpoint)
                return Array(document.root["raw"]?.bytes ?? [])
            }
        }
        return file
    }

    private static let clob = [
        book("clob/book_2024-10.json", 12), book("clob/book_2024-10_min-order-0.01.json", 257),
        nested("clob/book_2024-12_a.txt", 151), book("clob/book_2026-01-04.json", 40),
        RecordedFile(path: "clob/books_10_fed-june_POST-books_2026-05.json", decoded: 10, inner: 1210) {
            outcome(try ClobDecoder.books($0), levels)
        },
        RecordedFile(path: "clob/clob-markets_short-keys_fed-june_2026-05.json", decoded: 5, inner: 0) {
            outcome(try ClobDecoder.marketInfos($0))
        },
        RecordedFile(path: "clob/market_closed_accepting-true.json", decoded: 1, inner: 0) {
            outcome(try ClobDecoder.market($0))
        },
        RecordedFile(path: "clob/market_single_2024.json", decoded: 1, inner: 0) {
            outcome(try ClobDecoder.market($0))
        },
        RecordedFile(path: "clob/markets_page_100.json", decoded: 100, inner: 200) {
            outcome(try ClobDecoder.marketsPage($0)) { markets in
                markets.reduce(0) { $0 + $1.tokens.count }
            }
        },
    ]

    private static func levels(_ books: [ClobBook]) -> Int {
        books.reduce(0) { $0 + $1.book.bids.count + $1.book.asks.count }
    }

    private static func book(_ path: String, _ inner: Int) -> RecordedFile {
        RecordedFile(path: path, decoded: 1, inner: inner) { outcome(try ClobDecoder.book($0), levels) }
    }

    /// A book that its recorder put under the key `book`.
    private static func nested(_ path: String, _ inner: Int) -> RecordedFile {
        var file = book(path, inner)
        file.bodies = { bytes in
            let document = try JSONDocument(parsing: bytes, from: Endpoint(source: "test", name: "file"))
            return [Array(document.root["book"]?.bytes ?? [])]
        }
        return file
    }

    private static let xtracker = [
        RecordedFile(
            path: "xtracker/all_trackings_with_stats_elonmusk_2026-04-24.json", decoded: 102, inner: 12066
        ) { frame in
            outcome(try XTrackerDecoder.trackings(frame)) { trackings in
                trackings.reduce(0) { $0 + ($1.stats?.hours.count ?? 0) }
            }
        },
        RecordedFile(path: "xtracker/metrics_daily_elonmusk_2026-04-09.json", decoded: 15, inner: 0) {
            outcome(try XTrackerDecoder.metrics($0))
        },
        RecordedFile(path: "xtracker/user_ZelenskyyUa_2026-04-09.json", decoded: 1, inner: 7) {
            outcome(try XTrackerDecoder.user($0)) { $0[0].trackings.count }
        },
        RecordedFile(path: "xtracker/user_posts_ZelenskyyUa_2026-04-09.json", decoded: 69, inner: 0) {
            outcome(try XTrackerDecoder.posts($0))
        },
        RecordedFile(path: "xtracker/user_trackings_ZelenskyyUa_2026-04-09.json", decoded: 3, inner: 0) {
            outcome(try XTrackerDecoder.trackings($0))
        },
    ]
}
