public import HarvestCore

/// Job `post_sync`: an account's posts since the last ones we hold, late and changed ones included.
///
/// A payload whose SHA-256 is that of the last one ends the run early. The cursor is the newest post's time;
/// each run reads two days before it again, because XTracker imports late and edits appear under the same
/// number.
public struct PostCollector: Collector {
    public let job = JobName.postSync
    public let source = "xtracker"

    /// How far before the newest post posts are read again.
    public static let overlap = Duration.days(2)
    /// How far back the first run reads.
    public static let firstLookBack = Duration.days(31)

    private let xtracker: XTrackerSource
    private let store: any Store
    private let handle: String

    /// Makes a collector for one handle.
    public init(xtracker: XTrackerSource, store: any Store, handle: String) {
        self.xtracker = xtracker
        self.store = store
        self.handle = handle
    }

    public var subject: String? { handle }

    public func collect(into run: JobRun) async throws {
        let stored = run.reading(store)
        let accounts = try await WatchedAccounts(handles: [handle], store: stored)
        guard let account = accounts[handle] else {
            return await run.skip(
                until: "account \(handle) is not stored; tracking_sync stores it when XTracker knows it")
        }
        let cursor = try await PostCursor.stored(of: handle, in: stored)
        let now = run.clock.now
        // A post that claims to be of the future must not move the window past the posts that come.
        let start = (cursor?.newest).map { min($0, now) - Self.overlap } ?? now - Self.firstLookBack
        let answer = try await xtracker.posts(handle, from: start, to: now + .days(1), intake: run.intake)
        await run.keepOddities(of: answer)
        let sha = Hexadecimal.text(of: SHA256.digest(of: answer.frame.bytes))
        if let cursor, cursor.payloadSHA256 == sha {
            return await run.note("payload", "unchanged")
        }
        let posts = answer.elements.map { $0.row(capturedAt: answer.capturedAt) }
        try await noteLateAndChanged(posts, account: account, since: start, newest: cursor?.newest, in: run)
        await run.append(contentsOf: posts)
        guard let newest = posts.map(\.postedAt).max() ?? cursor?.newest else { return }
        let reached = min(max(newest, cursor?.newest ?? newest), answer.capturedAt)
        let next = PostCursor(newest: reached, payloadSHA256: sha)
        await run.append(next.row(of: handle, updatedAt: answer.capturedAt))
    }

    private func noteLateAndChanged(
        _ posts: [TweetPost], account: AccountID, since: Timestamp, newest: Timestamp?, in run: JobRun
    ) async throws {
        let rows = try await run.reading(store).rows(
            Query(
                TweetPost.table, columns: ["platform_post_id", "content_hash"],
                where: [
                    .equal("account_id", .text(account.rawValue)), .atLeast("posted_at", .timestamp(since)),
                ]))
        var stored: [PostID: String] = [:]
        for row in rows {
            if let id: PostID = row.identifier("platform_post_id") { stored[id] = row.text("content_hash") }
        }
        let late = posts.filter { post in
            stored[post.id] == nil && newest.map { post.postedAt <= $0 } ?? false
        }
        let changed = posts.filter { post in stored[post.id].map { $0 != post.contentHash } ?? false }
        if !late.isEmpty { await run.note("late_posts", late.count) }
        if !changed.isEmpty { await run.note("changed_posts", changed.count) }
    }
}
