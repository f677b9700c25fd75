/// Number of shares, in millionths of a share.
public struct Size: FixedPoint {
    public let millionths: Int64

    public init(millionths: Int64) { self.millionths = millionths }
}
