internal import HarvestCore

/// Binary COPY data of some rows of a block, piece by piece, so that the memory for it stays small.
struct PostgresCopyFeed {
    private let block: RowBlock
    private let rows: ArraySlice<Int>
    private let rounds: [Int32]
    private var encoder = PostgresEncoder()
    private var position: Int
    private var isFinished = false

    /// Prepares to encode `rows`; `rounds` has one number for each.
    init(_ block: RowBlock, rows: ArraySlice<Int>, rounds: [Int32]) {
        self.block = block
        self.rows = rows
        self.rounds = rounds
        position = rows.startIndex
        encoder.appendHeader()
    }

    /// The next piece, or `nil` after the last.
    mutating func next() -> [UInt8]? {
        guard !isFinished else { return nil }
        while position < rows.endIndex, encoder.bytes.count < PostgresLimits.copyChunk {
            let round = rounds[position - rows.startIndex]
            encoder.appendRow(
                number: Int32(rows[position]), round: round, block[rows[position]], as: block.columns)
            position += 1
        }
        if position == rows.endIndex {
            encoder.appendTrailer()
            isFinished = true
        }
        defer { encoder.removeAll() }
        return encoder.bytes
    }
}
