public import HarvestCore

/// Jobs `quote_top_sync`, `quote_depth_sync` and `orderbook_l2_sync`: rows of the books of all tradable
/// tokens.
///
/// The three differ only in the rows they make of a book, so they are one collector with three parts.
public struct BookCollector: Collector {
    /// Which rows are made of a book.
    public enum Part: Hashable, Sendable, CaseIterable {
        /// One row a token: best prices, mid, spread.
        case top
        /// One row a token: depth near the best prices.
        case depth
        /// One row a level.
        case levels
    }

    public let source = "clob"

    private let desk: BookDesk
    private let part: Part

    /// Makes a collector of one part of what `desk` fetches.
    public init(_ part: Part, desk: BookDesk) {
        self.part = part
        self.desk = desk
    }

    public var job: JobName {
        switch part {
        case .top: .quoteTopSync
        case .depth: .quoteDepthSync
        case .levels: .orderbookL2Sync
        }
    }

    public func collect(into run: JobRun) async throws {
        let picture = try await desk.picture(for: run)
        guard picture.tokenCount > 0 else {
            return await run.skip(until: "no open market is stored yet; markets_discovery brings them")
        }
        for rows in picture.rows {
            await append(rows, to: run)
            try await run.flushIfFull()
        }
        await run.note("tokens", picture.tokenCount)
        if picture.missingCount > 0 { await run.note("tokens_without_book", picture.missingCount) }
    }

    private func append(_ rows: BookRows, to run: JobRun) async {
        switch part {
        case .top: await run.append(rows.top)
        case .depth: await run.append(rows.depth)
        case .levels: await run.append(contentsOf: rows.levels)
        }
    }
}
