public import HarvestCore

/// Why an export could not be written. A full disk is a `StoreError`, as everywhere.
public struct ExportError: HarvestFailure, Hashable {
    /// What kind of trouble it is; the raw value is the error's code.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There is no such table to export.
        case unknownTable = "E3101"
        /// The file is there already.
        case targetExists = "E3102"
        /// The path is a directory, a device or a link.
        case targetNotAFile = "E3103"
        /// The file could not be made or written.
        case unwritable = "E3104"
        /// Who read our output has gone.
        case readerGone = "E3105"
    }

    /// What kind of trouble it is.
    public let kind: Kind
    /// What happened, in one line.
    public let message: String
    /// What the system said, in one line.
    public let cause: String?
    /// What a person can do.
    public let remedy: String?
    /// Always to stop: nothing about an export gets better by itself.
    public var advice: Advice { .stop }
    /// The kind's code.
    public var code: String { kind.rawValue }

    private init(_ kind: Kind, _ message: String, cause: String? = nil, remedy: String?) {
        self.kind = kind
        self.message = message
        self.cause = cause
        self.remedy = remedy
    }

    static func unknownTable(_ name: String) -> ExportError {
        ExportError(
            .unknownTable, "there is no table \(name) to export", remedy: "see `harvestd export-tables`")
    }

    static func targetExists(_ path: String) -> ExportError {
        ExportError(
            .targetExists, "\(path) is there already",
            remedy: "name another file, or say --force to replace it")
    }

    static func targetNotAFile(_ path: String, _ what: String) -> ExportError {
        ExportError(
            .targetNotAFile, "\(path) is \(what)", remedy: "name a file, or - for standard output")
    }

    static func unwritable(_ path: String, cause: String) -> ExportError {
        ExportError(
            .unwritable, "\(path) cannot be written", cause: cause,
            remedy: "name a file in a directory that you may write")
    }

    static func readerGone(_ path: String) -> ExportError {
        ExportError(.readerGone, "who read \(path) has gone", remedy: nil)
    }
}
