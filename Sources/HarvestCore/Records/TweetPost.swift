/// A post as XTracker captured it. Table `fact_tweet_post`.
public struct TweetPost: Record, Hashable {
    /// Post's number on its platform.
    public var id: PostID
    /// Account.
    public var accountID: AccountID
    /// Post's identifier at XTracker.
    public var sourcePostID: String
    /// Text, cut by XTracker when long.
    public var content: String
    /// When it was posted.
    public var postedAt: Timestamp
    /// When XTracker captured it.
    public var importedAt: Timestamp?
    /// Always false: XTracker does not tell.
    public var isReply: Bool
    /// Whether the text begins with "RT @".
    public var isRetweet: Bool
    /// Whether the text contains a web address.
    public var hasURL: Bool
    /// Language by its script, or `unknown`.
    public var languageGuess: String
    /// Length in characters.
    public var characterCount: Int
    /// SHA-1 of the text's UTF-8, in hexadecimal.
    public var contentHash: String
    /// The element as it came.
    public var rawPayload: String
    /// When the bytes first reached our socket.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        id: PostID, accountID: AccountID, sourcePostID: String, content: String, postedAt: Timestamp,
        importedAt: Timestamp?, isReply: Bool, isRetweet: Bool, hasURL: Bool, languageGuess: String,
        characterCount: Int, contentHash: String, rawPayload: String, capturedAt: Timestamp
    ) {
        self.id = id
        self.accountID = accountID
        self.sourcePostID = sourcePostID
        self.content = content
        self.postedAt = postedAt
        self.importedAt = importedAt
        self.isReply = isReply
        self.isRetweet = isRetweet
        self.hasURL = hasURL
        self.languageGuess = languageGuess
        self.characterCount = characterCount
        self.contentHash = contentHash
        self.rawPayload = rawPayload
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(accountID)
        row.append(sourcePostID)
        row.append(content)
        row.append(postedAt)
        row.append(importedAt)
        row.append(isReply)
        row.append(isRetweet)
        row.append(hasURL)
        row.append(languageGuess)
        row.append(characterCount)
        row.append(contentHash)
        row.append(json: rawPayload)
        row.append(capturedAt)
    }
}

extension TweetPost {
    public static let table = TableSchema(
        name: "fact_tweet_post", summary: "A post as XTracker captured it.",
        columns: [
            Column("platform_post_id", .text, "Post's number on its platform."),
            Column("account_id", .text, references: "dim_account", "Account."),
            Column("source_post_id", .text, "Post's identifier at XTracker."),
            Column("content", .text, "Text, cut by XTracker when long."),
            Column("posted_at", .timestamp, "When it was posted."),
            .optional("imported_at", .timestamp, "When XTracker captured it."),
            Column(
                "is_reply", .boolean, default: .value(.boolean(false)),
                "Always false: XTracker does not tell."),
            Column(
                "is_retweet", .boolean, default: .value(.boolean(false)),
                "Whether the text begins with \"RT @\"."),
            Column(
                "has_url", .boolean, default: .value(.boolean(false)),
                "Whether the text contains a web address."),
            Column(
                "language_guess", .text, default: .value(.text("unknown")),
                "Language by its script, or `unknown`."),
            Column("char_len", .integer, default: .value(.integer(0)), "Length in characters."),
            Column("content_hash", .text, "SHA-1 of the text's UTF-8, in hexadecimal."),
            Column("raw_payload", .json, "The element as it came."),
            Column("captured_at", .timestamp, default: .now, "When the bytes first reached our socket."),
        ],
        primaryKey: ["platform_post_id"], uniques: [["source_post_id"]],
        indexes: [TableSchema.Index(["account_id", "-posted_at"])],
        timeColumn: "posted_at",
        // What the text is decides; what was worked out from it, here or by another program, follows a change
        // of it and is otherwise left alone.
        rule: .upsert(
            compared: ["account_id", "source_post_id", "content", "posted_at", "content_hash"],
            carried: [
                "imported_at", "is_retweet", "has_url", "language_guess", "char_len", "raw_payload",
            ]))
}
