internal import HarvestCore

/// Why a peer's job ended early.
enum PeerFailure: Error, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(String)
    /// This program does not do that job.
    case unknown(String)
    /// A document of a corpus that has only valid ones was refused.
    case refused(document: Int, any Error)

    var description: String {
        switch self {
        case .unreadable(let path): "cannot read \(path)"
        case .unknown(let job): "cannot do \(job)"
        case .refused(let document, let error): "rejected document \(document): \(error)"
        }
    }
}
