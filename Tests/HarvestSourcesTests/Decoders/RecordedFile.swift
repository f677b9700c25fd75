import HarvestCore
import HarvestSources

/// One recorded file: which decoder reads it, and how many rows it holds.
struct RecordedFile: Sendable, CustomStringConvertible {
    /// Path below the folder of recordings.
    let path: String
    /// Rows decoded, outermost ones only.
    let decoded: Int
    /// Rows inside the decoded ones: markets of events, outcomes, levels, tokens, hours, windows.
    let inner: Int
    /// How the file's bytes become answers.
    var bodies: @Sendable ([UInt8]) throws -> [[UInt8]] = { [$0] }
    /// Decodes one answer into counts.
    let decode: @Sendable (Frame) throws -> Outcome

    /// What became of one answer.
    struct Outcome: Sendable {
        var decoded = 0
        var rejected: [RejectedElement] = []
        var drift: [DriftNote] = []
        var inner = 0
    }

    var description: String { path }

    /// Rows of an answer, with a word on what is inside them.
    static func outcome<Element>(
        _ decoded: Decoded<Element>, _ inner: ([Element]) -> Int = { _ in 0 }
    ) -> Outcome {
        Outcome(
            decoded: decoded.elements.count, rejected: decoded.rejected, drift: decoded.drift,
            inner: inner(decoded.elements))
    }

    /// The answers of all bodies together.
    func run() throws -> Outcome {
        var sum = Outcome()
        for body in try bodies(try RecordedPayloads.bytes(path)) {
            let one = try decode(RecordedPayloads.frame(body))
            sum.decoded += one.decoded
            sum.rejected += one.rejected
            sum.drift += one.drift
            sum.inner += one.inner
        }
        return sum
    }
}
