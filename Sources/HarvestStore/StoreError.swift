public import HarvestCore

/// Why a store could not do what was asked: the one error type of databases and their files.
///
/// The kind is decided from result codes (SQLite's extended codes, SQLSTATE, errno), never from message text.
/// Messages and causes carry no password: whoever makes an error passes text that has been cleaned.
public struct StoreError: HarvestFailure, Hashable {
    /// What kind of trouble it is; the raw value is the error's code.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No connection could be made.
        case unreachable = "E3001"
        /// The server did not accept user or password.
        case wrongPassword = "E3002"
        /// The user, or the file's mode, forbids it.
        case permission = "E3003"
        /// The database or its directory cannot be written.
        case readOnly = "E3004"
        /// No space is left.
        case diskFull = "E3005"
        /// The schema was made by a later program.
        case schemaNewer = "E3006"
        /// The tables are not there, or an earlier version of them is.
        case schemaMissing = "E3007"
        /// A table of ours has a shape we cannot adopt.
        case schemaForeign = "E3008"
        /// A statement broke a rule of the schema that no single row can be blamed for.
        case constraint = "E3009"
        /// Somebody else holds the lock for longer than we wait.
        case busy = "E3010"
        /// The database is damaged.
        case corrupt = "E3011"
        /// The file is there and is no database.
        case notADatabase = "E3012"
        /// The connection broke, and with it a transaction that was certainly not committed.
        case connectionLost = "E3013"
        /// The connection broke during COMMIT: the batch may be stored or not.
        case commitUnknown = "E3014"
        /// The path cannot hold a database.
        case unusablePath = "E3015"
        /// A setting that durability rests on did not take.
        case notDurable = "E3016"
        /// The statement was cancelled or ran out of its time.
        case cancelled = "E3017"
        /// The server gave up the transaction so that another could go on.
        case conflict = "E3018"
        /// The server or library cannot do what we need: too old, or an extension is missing.
        case unsupported = "E3019"
        /// Anything else: a bug of ours, or a state of the database no kind stands for.
        case failed = "E3020"
        /// The address (DSN) of the database cannot be read.
        case badAddress = "E3021"
        /// The machine gave no thread, descriptor or memory.
        case exhausted = "E3022"
        /// The disk or its file system gave an error.
        case disk = "E3023"
        /// Another service writes the database.
        case leaseTaken = "E3024"
    }

    /// What kind of trouble it is.
    public let kind: Kind
    /// What happened, in one line, without secrets.
    public let message: String
    /// What the database or the system said, in one line.
    public let cause: String?
    /// What the program should do.
    public let advice: Advice
    /// What a person can do.
    public let remedy: String?

    /// Makes an error. Prefer the makers, which know advice and remedy.
    package init(_ kind: Kind, _ message: String, cause: String?, advice: Advice, remedy: String?) {
        self.kind = kind
        self.message = message
        self.cause = cause
        self.advice = advice
        self.remedy = remedy
    }

    /// The kind's code.
    public var code: String { kind.rawValue }
}
