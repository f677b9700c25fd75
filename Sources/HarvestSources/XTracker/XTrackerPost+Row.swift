internal import HarvestCore

extension XTrackerPost {
    /// The row of the post.
    func row(capturedAt: Timestamp) -> TweetPost {
        TweetPost(
            id: platformID, accountID: accountID, sourcePostID: id, content: content, postedAt: createdAt,
            importedAt: importedAt, isReply: false, isRetweet: content.hasPrefix("RT @"),
            hasURL: content.contains("https://") || content.contains("http://"),
            languageGuess: LanguageGuess.language(of: content), characterCount: content.count,
            contentHash: contentHash, rawPayload: raw, capturedAt: capturedAt)
    }

    /// SHA-1 of the text, by which a changed post is told from the same one.
    var contentHash: String { Hexadecimal.text(of: SHA1.digest(of: Array(content.utf8))) }
}
