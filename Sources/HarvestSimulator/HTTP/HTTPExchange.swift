internal import HarvestCore

/// One request while the server reads it and one answer while the server sends it.
///
/// The library calls with it from one thread at a time, so it needs no lock.
final class HTTPExchange {
    let target: String
    var request: SimulatedRequest?
    var answer: PreparedAnswer?
    var wasHeld = false
    private let limit: Int

    init(target: String, bodyLimit: Int) {
        self.target = target
        limit = bodyLimit
    }

    /// Takes a part of the body; past the limit the rest is only looked at to get it over with.
    func take(_ bytes: UnsafeRawBufferPointer) {
        guard let taken = request?.body.count, taken + bytes.count <= limit else {
            request?.isTooLarge = true
            return
        }
        request?.body.append(contentsOf: bytes)
    }
}
