import HarvestCore

/// A change of a message, with memory that outlives it.
struct TokenChange: LevelChange {
    let token: UnsafeRawBufferPointer
    let side: Side
    let price: UInt32
    let size: UInt64
}
