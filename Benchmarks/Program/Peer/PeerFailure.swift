internal import HarvestCore

/// Why a peer's job ended early.
enum PeerFailure: Error, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(String)
    /// A document of a corpus that has only valid ones was refused.
    case refused(document: Int, any Error)

    var description: String {
        switch self {
        case .unreadable(let path): "cannot read \(path)"
        case .refused(let document, let error): "rejected document \(document): \(error)"
        }
    }
}
