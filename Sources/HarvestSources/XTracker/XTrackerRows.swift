internal import HarvestCore

extension XTrackerUser {
    /// The row of the account.
    func row(capturedAt: Timestamp) -> Account {
        Account(
            id: id, handle: handle, platformID: platformID, platform: platform ?? "X", displayName: name,
            avatarURL: avatarURL, bio: bio, isVerified: isVerified, postCount: postCount, lastSync: lastSync,
            createdAt: capturedAt, updatedAt: capturedAt)
    }
}

extension XTrackerTracking {
    /// The row of the window.
    func row(capturedAt: Timestamp) -> TrackingWindow {
        TrackingWindow(
            id: id, accountID: accountID, title: title, start: start, end: end, isActive: isActive ?? true,
            createdAt: capturedAt, updatedAt: capturedAt)
    }
}

extension XTrackerMetric {
    /// The row of the day.
    func row(capturedAt: Timestamp) -> TweetMetricDaily {
        TweetMetricDaily(
            accountID: accountID, trackingID: trackingID, day: day, tweetCount: count,
            cumulativeCount: cumulative, sourceMetricID: id, capturedAt: capturedAt)
    }
}

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
