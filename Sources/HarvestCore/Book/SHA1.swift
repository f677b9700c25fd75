/// SHA-1 (FIPS 180-4, 6.1.2): the venue signs its order books with it, and posts are compared by it.
///
/// A message that lies in one piece is digested where it lies, without an allocation; one in pieces passes
/// through a block kept in the value itself.
package struct SHA1: MessageDigest {
    package var tail = MessageTail()
    private var state = SHA1State()
    private let path: SHA1Path

    package init() { self.init(by: .best) }

    /// Starts a digest that takes a path of its own.
    package init(by path: SHA1Path) { self.path = path }

    /// The digest of a message in one piece. Allocates nothing.
    package static func state(of message: UnsafeRawBufferPointer, by path: SHA1Path = .best) -> SHA1State {
        var digest = SHA1(by: path)
        digest.update(message)
        digest.pad()
        return digest.state
    }

    /// The digest of a message in two pieces. Allocates nothing.
    static func state(of first: UnsafeRawBufferPointer, and second: UnsafeRawBufferPointer) -> SHA1State {
        var digest = SHA1()
        digest.update(first)
        digest.update(second)
        digest.pad()
        return digest.state
    }

    package mutating func compress(_ blocks: UnsafeRawPointer, count: Int) {
        path.compress(&state, step: 0, blocks, count: count)
    }

    package var stateBytes: [UInt8] { state.bytes }
}
