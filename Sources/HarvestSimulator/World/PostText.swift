/// Words for posts: short, sometimes a repost, sometimes with a link or letters from other alphabets.
enum PostText {
    static func text(account: Int, number: Int, _ chance: Chance) -> String {
        let bits = chance.bits(.postText, account, number)
        let phrase = phrases[Int(bits % UInt64(phrases.count))]
        let link = "https://t.co/" + String(bits | 1 << 63, radix: 36).suffix(10)
        switch bits >> 32 & 7 {
        case 0, 1: return "RT @\(sources[Int(bits >> 40) % sources.count]): \(phrase) \(link)"
        case 2: return phrase + " " + link
        case 3: return phrase + " (\(number % 997))"
        default: return phrase
        }
    }

    private static let sources = ["SpaceX", "Tesla", "xai", "NASA", "Starlink", "cb_doge"]

    private static let phrases = [
        "Very", "True", "Exactly", "Wow", "Interesting", "!!", "🤣🤣", "Good point", "This is important",
        "Falcon 9 launches 29 @Starlink satellites from Florida", "Congrats to the team!", "Absolutely",
        "Starship “static fire” tomorrow", "Accelerating to the stars 🚀", "Concerning", "Cool",
        "Free speech is the bedrock of democracy", "Дякую кожному, хто допомагає",
        "Szabadság & béke — today and tomorrow", "Line one\nLine two", "Try @Grok \\ it's free",
        "10% better every week", "Many such cases", "Obviously",
    ]
}
