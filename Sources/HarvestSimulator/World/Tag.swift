/// A tag of Gamma's.
struct Tag: Sendable {
    let id: Int
    let label: String
    let slug: String

    /// All tags, by ascending id: those that events carry, then fillers so that the list has several pages.
    static let all: [Tag] = (named + fillers).sorted { $0.id < $1.id }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    private static let bySlug = Dictionary(uniqueKeysWithValues: all.map { ($0.slug, $0) })

    static func find(id: Int) -> Tag? { byID[id] }

    static func find(slug: String) -> Tag? { bySlug[slug] }

    private static let named = [
        Tag(id: 1, label: "Sports", slug: "sports"), Tag(id: 2, label: "Politics", slug: "politics"),
        Tag(id: 21, label: "Crypto", slug: "crypto"), Tag(id: 53, label: "Movies", slug: "movies"),
        Tag(id: 84, label: "Weather", slug: "weather"), Tag(id: 126, label: "Trump", slug: "trump"),
        Tag(id: 159, label: "Fed", slug: "fed"), Tag(id: 282, label: "Elon Musk", slug: "elon-musk"),
        Tag(id: 596, label: "Culture", slug: "pop-culture"), Tag(id: 745, label: "NBA", slug: "nba"),
        Tag(id: 972, label: "Tweet Markets", slug: "tweet-markets"),
        Tag(id: 1_312, label: "Crypto Prices", slug: "crypto-prices"),
        Tag(id: 1_401, label: "Tech", slug: "tech"),
        Tag(id: 1_402, label: "AI", slug: "ai"), Tag(id: 100_196, label: "Fed Rates", slug: "fed-rates"),
        Tag(id: 100_265, label: "Geopolitics", slug: "geopolitics"),
        Tag(id: 100_328, label: "Economy", slug: "economy"), Tag(id: 100_639, label: "Games", slug: "games"),
        Tag(id: 101_970, label: "World", slug: "world"),
        Tag(id: 103_040, label: "Daily Temperature", slug: "temperature"),
    ]

    private static let fillers = (0..<230).map {
        Tag(id: 102_000 + $0, label: "Topic № \($0)", slug: "topic-\($0)")
    }
}
