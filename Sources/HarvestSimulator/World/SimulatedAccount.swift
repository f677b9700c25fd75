/// An account whose posts are counted: who it is, how much it posts, and which markets exist on it.
struct SimulatedAccount: Sendable {
    let id: String
    let handle: String
    let name: String
    let platform: String
    let platformID: String
    let avatar: String
    let bio: String
    let isVerified: Bool
    let created: String
    /// Posts a day, on average.
    let postsPerDay: Int
    /// How event titles call it, and the word for what is counted.
    let titleName: String
    let titleWord: String
    /// The word markets use for what is counted.
    let word: String
    /// The start of event slugs.
    let slugStem: String
    let tagIDs: [Int]
    /// Series slug by window kind.
    let series: [WindowKind: String]
    /// First days of windows by kind, as days from Monday.
    let weekdays: [WindowKind: [Int]]
    let buckets: [WindowKind: [Bucket]]
    /// Whether ranges are written with an en dash in `groupItemTitle`.
    var usesEnDash = false

    /// The accounts of the made-up world; the first is the one everything is about.
    static let all = [elon, zelenskyy, trump]

    private static let elon = SimulatedAccount(
        id: "c4e2a911-36ec-4453-8a39-1edb5e6b2969", handle: "elonmusk", name: "Elon Musk", platform: "X",
        platformID: "44196397",
        avatar: "https://pbs.twimg.com/profile_images/1983681414370619392/oTT3nm5Z_normal.jpg", bio: "",
        isVerified: false, created: "2025-11-18T16:43:48.609Z", postsPerDay: 42, titleName: "Elon Musk",
        titleWord: "# tweets", word: "tweets", slugStem: "elon-musk-of-tweets", tagIDs: [972, 282, 596],
        series: [.weekly: "elon-tweets", .short: "elon-tweets-48h", .monthly: "elon-tweet-daily"],
        weekdays: [.weekly: [1, 4], .short: [0, 3, 5]],
        buckets: [
            .weekly: Bucket.ladder([(0, 500, 20)]), .short: Bucket.ladder([(40, 240, 25)], below: 40),
            .monthly: Bucket.ladder([(0, 800, 20), (800, 1_600, 40), (1_600, 2_000, 80)]),
        ])

    private static let zelenskyy = SimulatedAccount(
        id: "0479a0ae-931d-4c31-91fc-d4f72e6dc8f2", handle: "ZelenskyyUa",
        name: "Volodymyr Zelenskyy / Володимир Зеленський", platform: "X",
        platformID: "1120633726478823425",
        avatar: "https://pbs.twimg.com/profile_images/1585550046740848642/OpGKpqx9_normal.jpg",
        bio: "President of Ukraine / Президент України", isVerified: true,
        created: "2026-03-16T19:09:10.124Z", postsPerDay: 8, titleName: "Zelenskyy", titleWord: "# posts",
        word: "posts", slugStem: "zelenskyy-of-tweets", tagIDs: [972, 101_970],
        series: [.weekly: "zelenskyy-tweets"], weekdays: [.weekly: [1, 4]],
        buckets: [.weekly: Bucket.ladder([(20, 120, 10)], below: 20)])

    private static let trump = SimulatedAccount(
        id: "5b3a7c15-0d6e-4a36-9f6a-7c1b1a0e2f44", handle: "realDonaldTrump", name: "Donald J. Trump",
        platform: "TRUTH_SOCIAL", platformID: "107780257626128497",
        avatar:
            "https://static-assets-1.truthsocial.com/tmtg:prime-ts-assets/accounts/avatars/107/780/257.png",
        bio: "45th & 47th President of the United States", isVerified: true,
        created: "2025-12-02T15:20:31.007Z", postsPerDay: 17, titleName: "Donald Trump",
        titleWord: "# Truth Social posts", word: "Truth Social posts",
        slugStem: "donald-trump-of-truth-social-posts", tagIDs: [972, 126],
        series: [.weekly: "trump-truth-social"], weekdays: [.weekly: [4]],
        buckets: [.weekly: Bucket.ladder([(0, 200, 20)])], usesEnDash: true)
}
