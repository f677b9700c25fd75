/// The changes of one `price_change` message, valid only inside the closure that lends them.
public struct PriceChanges: ~Copyable {
    /// Condition of the market; empty when it was not said.
    public internal(set) var market = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Time of the change in milliseconds since 1970.
    public internal(set) var milliseconds: UInt64 = 0
    /// How many changes there are.
    public internal(set) var count = 0

    var storage: UnsafeMutablePointer<PriceChange>
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        storage = .allocate(capacity: capacity)
    }

    deinit { storage.deallocate() }

    /// The changes in their order, valid as long as this is.
    public var changes: UnsafeBufferPointer<PriceChange> { .init(start: storage, count: count) }

    /// Doubles the room.
    mutating func grow() {
        let larger = UnsafeMutablePointer<PriceChange>.allocate(capacity: 2 * capacity)
        larger.update(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity *= 2
    }
}
