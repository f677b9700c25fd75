/// What a maintained book can be, and so how far a reader may trust it.
///
/// A book that may have missed a change is stale until a snapshot replaces it or the venue's hash proves it;
/// changes go on being applied meanwhile, because only an up-to-date copy can be proven. A crossed book is
/// not repaired here: the reader sees it and decides.
public enum BookState: Hashable, Sendable {
    /// Why a book may differ from the venue's.
    public enum StaleReason: UInt8, Hashable, Sendable, CaseIterable {
        /// A stretch in which changes may be missing, or a change that could not be taken.
        case gap = 1
        /// The venue's hash or best prices are not ours.
        case mismatch
        /// The subscription is a new one: what happened in between was not sent.
        case reconnect
        /// The price step changed, and levels stand between the steps of the announced one.
        case tickSizeChanged
        /// A price between the steps of the announced price step: its change was missed.
        case offGridPrice
    }

    /// No snapshot yet: there is no book, and changes are ignored and counted.
    case awaitingSnapshot
    /// As the venue has it, as far as anybody can tell.
    case live
    /// No change is known to be missing, and yet the best bid reaches the best ask: our copy is wrong or
    /// late.
    case crossed
    /// Something may be missing.
    case stale(StaleReason)
}
