public import HarvestCore

/// Why the journal could not be opened or take a record.
public struct JournalError: HarvestFailure, Hashable {
    /// What kind of trouble it is; the raw value is the error's code.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Another process has the directory.
        case locked = "E3501"
        /// No space is left, or the journal's own bound is reached.
        case full = "E3502"
        /// The disk gave an error, and so did a new file.
        case disk = "E3503"
        /// The directory cannot hold a journal.
        case unusable = "E3504"
        /// The record is larger than the format allows, or its time cannot be written.
        case oversized = "E3505"
    }

    /// What kind of trouble it is.
    public let kind: Kind
    /// What happened, in one line.
    public let message: String
    /// What the system said, in one line.
    public let cause: String?
    /// What the program should do.
    public let advice: Advice
    /// What a person can do.
    public let remedy: String?
    /// The kind's code.
    public var code: String { kind.rawValue }

    private init(_ kind: Kind, _ message: String, cause: String?, advice: Advice, remedy: String?) {
        self.kind = kind
        self.message = message
        self.cause = cause
        self.advice = advice
        self.remedy = remedy
    }

    static func locked(_ directory: String) -> JournalError {
        JournalError(
            .locked, "another process writes the journal in \(directory)", cause: nil, advice: .stop,
            remedy: "end the other harvestd, or give this one its own --data-dir")
    }

    static func full(_ directory: String, _ cause: String) -> JournalError {
        JournalError(
            .full, "the journal in \(directory) takes no more", cause: cause,
            advice: .retry(after: .seconds(1)),
            remedy: "free space on the disk, or bring the store back so that the journal can be trimmed")
    }

    static func disk(_ directory: String, _ fault: DiskFault) -> JournalError {
        guard !fault.isFull else { return full(directory, fault.cause) }
        return JournalError(
            .disk, "the disk of the journal in \(directory) gave an error", cause: fault.cause,
            advice: .stop, remedy: "see the kernel's log and check the disk")
    }

    static func unusable(_ directory: String, _ fault: DiskFault) -> JournalError {
        guard !fault.isFull else { return full(directory, fault.cause) }
        return JournalError(
            .unusable, "\(directory) cannot hold a journal", cause: fault.cause, advice: .stop,
            remedy: "name a directory of a local disk that harvestd may write: --data-dir DIR")
    }

    static func oversized(_ what: String) -> JournalError {
        JournalError(
            .oversized, "a record does not fit into the journal: \(what)", cause: nil, advice: .skip,
            remedy: nil)
    }
}
