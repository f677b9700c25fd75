/// Why levels do not make a book.
public enum BookError: HarvestFailure, Hashable {
    /// A price that is not above 0 and at most 1.
    case priceOutOfRange(Side, Price)
    /// A level without shares, or with fewer than none.
    case sizeNotPositive(Side, Level)
    /// Two levels of one side at the same price.
    case duplicatePrice(Side, Price)
    /// More shares on one side than can be counted.
    case sizeOverflow(Side)

    /// E2030 to E2033.
    public var code: String {
        switch self {
        case .priceOutOfRange: "E2030"
        case .sizeNotPositive: "E2031"
        case .duplicatePrice: "E2032"
        case .sizeOverflow: "E2033"
        }
    }

    /// Side, price and what is wrong.
    public var message: String {
        switch self {
        case .priceOutOfRange(let side, let price): "\(side) price \(price) is not above 0 and at most 1"
        case .sizeNotPositive(let side, let level):
            "\(side) size \(level.size) at \(level.price) is not above 0"
        case .duplicatePrice(let side, let price): "\(side) price \(price) stands twice"
        case .sizeOverflow(let side): "the \(side) sizes add up to more than can be counted"
        }
    }

    /// Skip: the same levels will never make a book.
    public var advice: Advice { .skip }
}
