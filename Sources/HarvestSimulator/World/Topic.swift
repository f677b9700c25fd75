/// A kind of ordinary event, as patterns: `{A}` and `{B}` are names, `{date}` the end, `{item}` an outcome.
struct Topic: Sendable {
    let single: String
    let group: String
    let question: String
    /// Outcomes of the single market; `{A}` and `{B}` are replaced.
    var outcomes = ["Yes", "No"]
    let names: [String]
    /// Group titles of the markets of an event with several.
    let items: [String]
    /// Whether several markets of an event can come true.
    var isOpenEnded = false
    let tagIDs: [Int]
    var source = ""
    let rules: String
    let picture: String

    static let all = [sports, crypto, elections, dates, weather, awards, rates, models]

    private static let sports = Topic(
        single: "{A} vs. {B}", group: "{A} vs. {B}", question: "{A} vs. {B}: {item}",
        outcomes: ["{A}", "{B}"],
        names: [
            "Lakers", "Celtics", "Knicks", "Bulls", "76ers", "Nuggets", "Heat", "Spurs", "Jazz", "Bucks",
        ],
        items: [
            "Moneyline", "Spread -1.5", "Spread -3.5", "O/U 209.5", "O/U 214.5", "O/U 219.5", "1H Moneyline",
            "1H O/U 104.5", "Overtime", "Double-double", "Triple-double", "Technical foul",
        ], isOpenEnded: true, tagIDs: [1, 745, 100_639], source: "https://www.nba.com/",
        rules: "If {A} win the game before {date}, this market will resolve to \"{A}\".\nOtherwise \"{B}\".",
        picture: "nba-7a8bf611.png")

    private static let crypto = Topic(
        single: "{A} Up or Down by {date}?", group: "What price will {A} hit by {date}?",
        question: "Will {A} hit {item} by {date}?", outcomes: ["Up", "Down"],
        names: ["Bitcoin", "Ethereum", "Solana", "XRP", "Dogecoin"],
        items: [
            "↑ $200,000", "↑ $180,000", "↑ $160,000", "↑ $150,000", "↑ $140,000", "↑ $130,000", "↓ $90,000",
            "↓ $85,000", "↓ $80,000", "↓ $70,000", "↓ $60,000", "↓ $50,000",
        ], isOpenEnded: true, tagIDs: [21, 1_312], source: "https://data.chain.link/streams/btc-usd",
        rules: "The resolution source is information from Chainlink, specifically the {A}/USD data stream.",
        picture: "BTC+fullsize.png")

    private static let elections = Topic(
        single: "Will {A} resign by {date}?", group: "Who will win the {B} presidential election?",
        question: "Will {item} win the {B} presidential election?",
        names: [
            "Starmer", "Macron", "Lula", "Orbán", "Peru", "Chile", "Colombia", "Côte d’Ivoire", "Poland",
        ],
        items: [
            "Keiko Fujimori", "Rafael López Aliaga", "José Antonio Kast", "Iván Cepeda", "Evelyn Matthei",
            "Karol Nawrocki", "Rafał Trzaskowski", "Sergio Fajardo", "Martín Vizcarra", "Hernando de Soto",
            "Jeannette Jara", "Claudia López",
        ], tagIDs: [2, 100_265, 101_970],
        rules: "This market will resolve to “Yes” if it happens by {date}, 11:59 PM ET.\n\nOtherwise “No.”",
        picture: "world-elections.png")

    private static let dates = Topic(
        single: "{A} x {B} ceasefire by {date}?", group: "{A} x {B} ceasefire by...?",
        question: "{A} x {B} ceasefire by {item}?",
        names: ["Russia", "Ukraine", "Israel", "Iran", "Sudan", "Thailand", "Cambodia"],
        items: [
            "the end of week 1", "the end of week 2", "the end of week 3", "the end of week 4",
            "the end of month 2", "the end of month 3", "the end of month 4", "the end of month 5",
            "the end of month 6", "the end of month 7", "the end of month 8", "the end of month 9",
        ], isOpenEnded: true, tagIDs: [2, 100_265, 101_970],
        rules: """
            This market will resolve to "Yes" if there is an official ceasefire agreement between {A} and {B}.

            Humanitarian pauses will not count toward the resolution of this market.
            """, picture: "ceasefire-w2voYOygx80B.jpg")

    private static let weather = Topic(
        single: "Will it rain in {A} on {date}?", group: "Highest temperature in {A} on {date}?",
        question: "Will the highest temperature in {A} be {item} on {date}?",
        names: ["New York City", "London", "São Paulo", "Seoul", "Zürich", "Toronto", "Buenos Aires"],
        items: [
            "49°F or below", "50-51°F", "52-53°F", "54-55°F", "56-57°F", "58-59°F", "60-61°F", "62-63°F",
            "64-65°F", "66-67°F", "68-69°F", "70°F or higher",
        ], tagIDs: [84, 103_040], source: "https://www.wunderground.com/history/daily/us/ny/new-york-city",
        rules: "The resolution source is Wunderground, rounded to whole degrees. {A} station, {date}.",
        picture: "weather.png")

    private static let awards = Topic(
        single: "Will \"{A}\" be the highest grossing movie by {date}?", group: "Best Picture winner: {date}",
        question: "Will \"{item}\" win Best Picture?",
        names: ["Dune: Part Three", "Avengers: Doomsday", "The Odyssey", "Hamnet", "Sinners"],
        items: [
            "Hamnet", "Sinners", "One Battle After Another", "Marty Supreme", "Sentimental Value",
            "Frankenstein",
            "The Secret Agent", "Bugonia", "F1", "Train Dreams", "No Other Choice", "Wicked: For Good",
        ], tagIDs: [596, 53],
        rules:
            "This market will resolve to \"Yes\" if the listed movie wins.\\ In a tie, the alphabet decides.",
        picture: "oscars.png")

    private static let rates = Topic(
        single: "Fed emergency rate cut by {date}?", group: "Fed decision before {date}?",
        question: "Will the Fed decide on {item} before {date}?",
        names: ["FOMC"],
        items: [
            "50+ bps decrease", "25 bps decrease", "No change", "25 bps increase", "50+ bps increase",
            "75+ bps increase", "Meeting cancelled", "Meeting postponed", "Split vote", "One dissent",
            "Two dissents", "Three dissents",
        ], tagIDs: [159, 100_196, 100_328],
        source: "https://www.federalreserve.gov/monetarypolicy/openmarket.htm",
        rules: "The FED interest rates are defined by the upper bound of the target federal funds range.",
        picture: "jerome+powell+glasses1.png")

    private static let models = Topic(
        single: "Will {A} release a frontier model by {date}?", group: "Best AI model on {date}?",
        question: "Will {item} have the best AI model on {date}?",
        names: ["xAI", "Google", "OpenAI", "Mistral", "DeepSeek"],
        items: [
            "xAI", "Google", "OpenAI", "Mistral", "DeepSeek", "Meta", "Alibaba", "Baidu", "Amazon", "Apple",
            "Microsoft", "NVIDIA",
        ], tagIDs: [1_401, 1_402],
        rules: "Resolves by the score on the leaderboard at https://lmarena.ai/, style control off.",
        picture: "ai-models.png")
}
