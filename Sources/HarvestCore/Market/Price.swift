/// Price of one share in USDC, in millionths; the venue trades between 0 and 1.
public struct Price: FixedPoint {
    public let millionths: Int64

    public init(millionths: Int64) { self.millionths = millionths }
}
