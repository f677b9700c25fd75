/// An answer that is ready for the wire.
struct PreparedAnswer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    var delivery = Delivery()
}
