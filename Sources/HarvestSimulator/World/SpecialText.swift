/// The words of the special events, which are there to be told apart from what they resemble.
enum SpecialText {
    static let elonTagIDs = [972, 282, 596]
    static let electionTagIDs = [2, 101_970]

    /// A nomination that may still grow: named outcomes, two placeholders, and "Other".
    static func augmented(_ event: EventFacts) -> EventText {
        let names = [
            "Gavin Newsom", "Alexandria Ocasio-Cortez", "Pete Buttigieg", "Josh Shapiro", "JB Pritzker",
            "Person A", "Person B", "Other",
        ]
        let markets = names.enumerated().map { index, name in
            let question = "Will \(name == "Other" ? "any other person" : name) win the nomination?"
            return MarketText(
                question: question, slug: Wire.slug(question) + "-\(event.firstMarket + index)",
                groupTitle: name, isOther: name == "Other")
        }
        return EventText(
            title: "Democratic Presidential Nominee", slug: "democratic-presidential-nominee-\(event.number)",
            description: "Unnamed outcomes are placeholders and will be named when a person enters the race.",
            source: "", picture: "democrats.png", tagIDs: electionTagIDs, isAugmented: true,
            markets: Array(markets.prefix(event.marketCount)))
    }

    /// Words that are said, not posts that are counted.
    static func mentions(_ event: EventFacts) -> EventText {
        let words = ["Mars", "Dogecoin", "Robotaxi", "Tweet", "Optimus"]
        let markets = words.enumerated().map { index, word in
            MarketText(
                question: "Will Elon Musk say \"\(word)\" during the earnings call?",
                slug: "will-elon-musk-say-\(word.lowercased())-\(event.firstMarket + index)", groupTitle: word
            )
        }
        return EventText(
            title: "What will Elon Musk say during the earnings call?",
            slug: "what-will-elon-musk-say-\(event.number)",
            description:
                "This market resolves to \"Yes\" if Elon Musk says the listed word. Tweets do not count.",
            source: "", picture: "elon.png", tagIDs: elonTagIDs, markets: markets)
    }

    /// One post is asked for, and no window exists.
    static func singleTweet(_ event: EventFacts) -> EventText {
        let question = "Will Elon Musk tweet \"Dogecoin\" this month?"
        let slug = "will-elon-musk-tweet-dogecoin-\(event.number)"
        return EventText(
            title: question, slug: slug,
            description: "This market resolves to \"Yes\" on the first such tweet.",
            source: "https://x.com/elonmusk", picture: "elon.png", tagIDs: elonTagIDs,
            markets: [MarketText(question: question, slug: slug, groupTitle: nil)])
    }
}
