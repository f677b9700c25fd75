package import HarvestCore

/// One thing a network does to a connection. Bytes are those of the server's answers.
package enum ProxyFault: Hashable, Sendable {
    /// Every piece of an answer comes late, by the first and up to the second more.
    case latency(Duration, jitter: Duration)
    /// So many bytes come in a second.
    case bandwidth(bytesPerSecond: Int)
    /// After so many bytes the connection is reset.
    case resetAfter(bytes: Int)
    /// After so many bytes the connection is closed as if all were said.
    case closeAfter(bytes: Int)
    /// After so many bytes the server's side is closed; what the client says is still taken.
    case halfCloseAfter(bytes: Int)
    /// After so many bytes nothing passes any more, and nobody is told.
    case silenceAfter(bytes: Int)
    /// A connection is closed as soon as it came.
    case turnedAway
    /// The connection breaks around COMMIT, with the commit done or not; so many later ones are turned away.
    case commitCut(isDone: Bool, thenAway: Int)

    /// Draws a fault of the kinds that break an answer within its first `bytes`, or only delay it.
    package static func drawn(within bytes: Int, using generator: inout SplitMix64) -> ProxyFault {
        let place = Int.random(in: 0..<bytes, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return .latency(.milliseconds(5), jitter: .milliseconds(20))
        case 1: return .bandwidth(bytesPerSecond: bytes * 10)
        case 2: return .resetAfter(bytes: place)
        case 3: return .closeAfter(bytes: place)
        case 4: return .halfCloseAfter(bytes: place)
        default: return .silenceAfter(bytes: place)
        }
    }
}
