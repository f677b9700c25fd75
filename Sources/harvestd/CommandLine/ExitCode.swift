/// How the program ends, for scripts, units and monitoring. Codes keep their meaning for good; more may be
/// added, so whoever reads them must take one it does not know for a failure.
enum ExitCode: Int32, Sendable, CaseIterable {
    case success = 0
    case failure = 1
    case finding = 2
    case partial = 3
    case usage = 64
    case badInput = 65
    case unavailable = 69
    case cannotCreate = 73
    case locked = 75
    case permission = 77
    case configuration = 78
    case interrupted = 130
    case terminated = 143

    /// What it means, for help and the manual.
    var summary: String {
        switch self {
        case .success: "done; also a clean stop after a first signal"
        case .failure: "failed; the reason stands on stderr"
        case .finding: "doctor or status --check found something that is wrong"
        case .partial: "some jobs failed or some rows were refused; the rest is stored"
        case .usage: "the command line is wrong"
        case .badInput: "input data is wrong"
        case .unavailable: "an upstream service or the database cannot be reached"
        case .cannotCreate: "output cannot be written, or the disk is full"
        case .locked: "another process holds the lock; try again"
        case .permission: "not allowed: a database role or a file mode"
        case .configuration: "the configuration or the schema version is wrong; a restart will not help"
        case .interrupted: "stopped by SIGINT before the work was done"
        case .terminated: "stopped by SIGTERM before the work was done"
        }
    }
}
