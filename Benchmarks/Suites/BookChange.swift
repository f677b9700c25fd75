internal import HarvestCore

/// What a message of the stream says of one book; texts are parts of the run's.
struct BookChange: Sendable {
    let milliseconds: UInt64
    let side: Side
    let price: UInt32
    let isRemoval: Bool
    let priceText: Range<Int>
    let sizeText: Range<Int>
    let hash: Range<Int>
}
