internal import HarvestCore

/// What a message of the stream says of one book.
struct BookChange: Sendable {
    let milliseconds: UInt64
    let side: Side
    let price: UInt32
    let priceText: [UInt8]
    let sizeText: [UInt8]
    let isRemoval: Bool
    var hash: [UInt8] = []
}
