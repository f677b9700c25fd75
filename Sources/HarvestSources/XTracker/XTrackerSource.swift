package import HarvestCore

/// XTracker: accounts, counting windows, daily counts and posts.
public struct XTrackerSource: Sendable {
    private let upstream: Upstream

    /// Speaks to XTracker through `upstream`.
    public init(_ upstream: Upstream) { self.upstream = upstream }

    /// The account of a handle; an error that names the handle when XTracker does not know it.
    package func user(_ handle: String, intake: RunIntake) async throws -> Answer<XTrackerUser> {
        do {
            return try await upstream.answer(
                of: "users/{handle}", path: "/users/" + URLQuery.encoded(handle), intake: intake,
                decode: XTrackerDecoder.user)
        } catch let error as UpstreamError where error.status == 404 {
            throw UpstreamError.unknownHandle(error.endpoint, handle: handle)
        }
    }

    /// The account's windows, past ones included.
    package func trackings(_ handle: String, intake: RunIntake) async throws -> Answer<XTrackerTracking> {
        var query = URLQuery()
        query.append("activeOnly", "false")
        return try await upstream.answer(
            of: "users/{handle}/trackings", path: "/users/" + URLQuery.encoded(handle) + "/trackings",
            query: query, intake: intake, decode: XTrackerDecoder.trackings)
    }

    /// The account's daily counts between two moments.
    package func metrics(
        _ account: AccountID, from start: Timestamp, to end: Timestamp, intake: RunIntake
    ) async throws -> Answer<XTrackerMetric> {
        var query = Self.range(from: start, to: end)
        query.append("type", "daily")
        return try await upstream.answer(
            of: "metrics/{userId}", path: "/metrics/" + URLQuery.encoded(account.rawValue), query: query,
            intake: intake, decode: XTrackerDecoder.metrics)
    }

    /// The account's posts between two moments, newest first; the service has no pages.
    package func posts(
        _ handle: String, from start: Timestamp, to end: Timestamp, intake: RunIntake
    ) async throws -> Answer<XTrackerPost> {
        try await upstream.answer(
            of: "users/{handle}/posts", path: "/users/" + URLQuery.encoded(handle) + "/posts",
            query: Self.range(from: start, to: end), intake: intake, decode: XTrackerDecoder.posts)
    }

    /// Absolute moments; a time zone is not sent along, because it would shift them.
    private static func range(from start: Timestamp, to end: Timestamp) -> URLQuery {
        var query = URLQuery()
        query.append("startDate", start.description)
        query.append("endDate", end.description)
        return query
    }
}
