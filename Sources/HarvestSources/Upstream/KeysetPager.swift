internal import HarvestCore

/// Walks a list page by page by its cursor, and catches a service that lies about it.
///
/// A page shorter than the limit is not the end; only a missing cursor is. That the end is the true one is
/// proved by a witness: the newest row of the list, which must have been seen.
struct KeysetPager: Sendable {
    /// What to do next.
    enum Action: Hashable, Sendable {
        /// Fetch the page after this cursor; `nil` for the first.
        case fetch(after: String?)
        /// Fetch the newest row alone and give it to `witness(_:)`.
        case fetchWitness
        /// The list is whole.
        case done
    }

    /// Rows asked for on a page.
    let limit: Int
    /// The most pages read.
    let maximumPages: Int
    /// Rows seen.
    var rowCount: Int { seen.count }
    /// Pages read.
    private(set) var pageCount = 0

    private let endpoint: Endpoint
    private var cursor: String?
    /// The page on which each row was first seen, by its identifier.
    private var seen: [String: Int] = [:]
    private var lastPageRowCount = 0
    private var emptyPagesInARow = 0

    /// Empty pages in a row, each with a cursor to yet another one, after which nothing is expected any more.
    static let maximumEmptyPages = 3

    /// Starts a walk.
    init(endpoint: Endpoint, limit: Int, maximumPages: Int) {
        self.endpoint = endpoint
        self.limit = limit
        self.maximumPages = maximumPages
    }

    /// The first action.
    var start: Action { .fetch(after: nil) }

    /// Takes the identifiers and the next cursor of a page that was fetched.
    mutating func accept(ids: [String], next: String?) throws -> Action {
        pageCount += 1
        if let next, !next.isEmpty, next == cursor {
            throw UpstreamError.echoedCursor(endpoint, cursor: next, page: pageCount)
        }
        if let first = ids.first, let earlier = seen[first], ids.allSatisfy({ seen[$0] != nil }) {
            throw UpstreamError.repeatedPage(endpoint, page: pageCount, earlier: earlier, firstID: first)
        }
        emptyPagesInARow = ids.isEmpty ? emptyPagesInARow + 1 : 0
        for id in ids where seen[id] == nil { seen[id] = pageCount }
        lastPageRowCount = ids.count
        guard let next, !next.isEmpty else { return seen.isEmpty ? .done : .fetchWitness }
        guard emptyPagesInARow < Self.maximumEmptyPages else {
            throw UpstreamError.emptyPages(endpoint, pages: emptyPagesInARow, rows: seen.count)
        }
        guard pageCount < maximumPages else {
            throw UpstreamError.pageCapReached(endpoint, pages: pageCount, rows: seen.count)
        }
        cursor = next
        return .fetch(after: next)
    }

    /// Takes the newest row of the list, if there is one; `isRecent` says that it is so young that it may
    /// have come after its page was read.
    func witness(_ id: String?, isRecent: Bool) throws -> Action {
        guard let id, !isRecent, seen[id] == nil else { return .done }
        throw UpstreamError.clampedList(endpoint, rows: lastPageRowCount, asked: limit, unseenID: id)
    }
}
