package import HarvestCore

/// Gamma: events and markets, all of them, in the order of their numbers.
public struct GammaSource: Sendable {
    /// Which events to list.
    package struct EventFilter: Hashable, Sendable {
        /// Only open or only closed events; both when not given.
        package var isClosed: Bool?
        /// Only events with this tag.
        package var tagID: String?
        /// Only events that end at or after this moment.
        package var endsFrom: Timestamp?
        /// Only events that end at or before this moment.
        package var endsUntil: Timestamp?

        /// Lists all events.
        package init() {}
    }

    /// Events asked for on a page. Gamma gives up to 500, but an event carries all its markets.
    package static let eventsPerPage = 200
    /// The most pages read of one list.
    package static let maximumPages = 2_000
    /// The most condition ids of one request.
    static let conditionsPerRequest = 50
    /// Gamma's lists may be this old.
    static let cacheAge = Duration.minutes(6)

    private let upstream: Upstream

    /// Speaks to Gamma through `upstream`.
    public init(_ upstream: Upstream) { self.upstream = upstream }

    /// Reads all events of a filter page by page; throws when the list cannot be whole.
    package func walkEvents(
        _ filter: EventFilter, intake: RunIntake,
        _ page: (Answer<GammaEvent>) async throws -> Void
    ) async throws {
        let endpoint = Endpoint(source: upstream.name, name: "events/keyset")
        var pager = KeysetPager(
            endpoint: endpoint, limit: Self.eventsPerPage, maximumPages: Self.maximumPages)
        let startedAt = upstream.clock.now
        var action = pager.start
        while true {
            switch action {
            case .done: return
            case .fetch(let cursor):
                let answer = try await events(filter, after: cursor, intake: intake)
                // The page's rows are stored before the pager may find the list untrue.
                try await page(answer)
                action = try pager.accept(
                    ids: answer.elements.map(\.id.rawValue), next: answer.decoded.nextCursor)
            case .fetchWitness:
                let newest = try await newestEvent(filter, intake: intake)
                // An event younger than Gamma's cache may have come after its page was read.
                let isRecent = newest?.createdAt.map { $0 > startedAt - Self.cacheAge } ?? false
                action = try pager.witness(newest?.id.rawValue, isRecent: isRecent)
            }
        }
    }

    /// One event by its number, open or closed; `nil` when Gamma does not know it.
    package func event(_ id: EventID, intake: RunIntake) async throws -> Answer<GammaEvent>? {
        do {
            return try await upstream.answer(
                of: "events/{id}", path: "/events/" + URLQuery.encoded(id.rawValue), intake: intake,
                decode: GammaDecoder.eventsPage)
        } catch let error as UpstreamError where error.status == 404 {
            return nil
        }
    }

    /// The closed markets among the given conditions.
    package func closedMarkets(
        _ conditions: [ConditionID], intake: RunIntake
    ) async throws -> [Answer<GammaMarket>] {
        var answers: [Answer<GammaMarket>] = []
        for start in stride(from: 0, to: conditions.count, by: Self.conditionsPerRequest) {
            var query = URLQuery()
            query.append("limit", "100")
            query.append("closed", "true")
            for condition in conditions[start...].prefix(Self.conditionsPerRequest) {
                query.append("condition_ids", condition.rawValue)
            }
            answers.append(
                try await upstream.answer(
                    of: "markets/keyset", path: "/markets/keyset", query: query, intake: intake,
                    decode: GammaDecoder.marketsPage))
        }
        return answers
    }

    private func events(
        _ filter: EventFilter, after cursor: String?, intake: RunIntake
    ) async throws -> Answer<GammaEvent> {
        var query = Self.query(filter, limit: Self.eventsPerPage, isAscending: true)
        query.append("after_cursor", cursor)
        return try await upstream.answer(
            of: "events/keyset", path: "/events/keyset", query: query, intake: intake,
            decode: GammaDecoder.eventsPage)
    }

    private func newestEvent(_ filter: EventFilter, intake: RunIntake) async throws -> GammaEvent? {
        let query = Self.query(filter, limit: 1, isAscending: false)
        let answer = try await upstream.answer(
            of: "events/keyset", path: "/events/keyset", query: query, intake: intake,
            decode: GammaDecoder.eventsPage)
        return answer.elements.first
    }

    private static func query(_ filter: EventFilter, limit: Int, isAscending: Bool) -> URLQuery {
        var query = URLQuery()
        query.append("limit", String(limit))
        query.append("order", "id")
        query.append("ascending", isAscending ? "true" : "false")
        query.append("closed", filter.isClosed.map { $0 ? "true" : "false" })
        query.append("tag_id", filter.tagID)
        query.append("end_date_min", filter.endsFrom?.description)
        query.append("end_date_max", filter.endsUntil?.description)
        return query
    }
}
