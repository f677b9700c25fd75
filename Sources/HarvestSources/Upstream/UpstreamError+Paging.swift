internal import HarvestCore

/// Lies about paging. Each stops the job with the evidence: a list that cannot be trusted to be whole is not
/// stored as if it were.
extension UpstreamError {
    private static let pagingRemedy =
        "rows read so far are stored; the next run starts over. If it lasts, the service changed its paging"

    /// The next cursor is the one that was sent: the service ignores it.
    static func echoedCursor(_ endpoint: Endpoint, cursor: String, page: Int) -> UpstreamError {
        UpstreamError(
            "E1210", endpoint,
            "page \(page) gave back the cursor it was asked with, so there is no next page",
            cause: "cursor \(cursor.prefix(60))", advice: .retry(after: nil), remedy: pagingRemedy)
    }

    /// A page holds only rows of an earlier page.
    static func repeatedPage(_ endpoint: Endpoint, page: Int, earlier: Int, firstID: String) -> UpstreamError
    {
        UpstreamError(
            "E1211", endpoint, "page \(page) repeats page \(earlier)",
            cause: "its first row is \(firstID) again",
            advice: .retry(after: nil), remedy: pagingRemedy)
    }

    /// The list ended early: the service holds rows that no page showed.
    static func clampedList(
        _ endpoint: Endpoint, rows: Int, asked: Int, unseenID: String
    ) -> UpstreamError {
        UpstreamError(
            "E1212", endpoint,
            "the list was cut: a page of \(rows) rows where \(asked) were asked for was the last",
            cause: "row \(unseenID) exists and was on no page", advice: .retry(after: nil),
            remedy: pagingRemedy)
    }

    /// More pages than there can be.
    static func pageCapReached(_ endpoint: Endpoint, pages: Int, rows: Int) -> UpstreamError {
        UpstreamError(
            "E1213", endpoint, "still not at the end after \(pages) pages", cause: "\(rows) rows so far",
            advice: .stop, remedy: pagingRemedy)
    }

    /// Page after page is empty and names another one.
    static func emptyPages(_ endpoint: Endpoint, pages: Int, rows: Int) -> UpstreamError {
        UpstreamError(
            "E1214", endpoint, "\(pages) pages in a row are empty and name a next one",
            cause: "\(rows) rows so far",
            advice: .retry(after: nil), remedy: pagingRemedy)
    }
}
