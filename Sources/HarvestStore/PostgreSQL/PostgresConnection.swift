internal import CLibpq
internal import Glibc
internal import HarvestCore

/// One session with the server: libpq's handle, and the thread-blocking calls upon it.
///
/// Every call waits in `poll` on the thread that makes it, so a connection lives on the thread of its
/// `PostgresSession` and nowhere else. While an operation runs, its `interruption` is watched beside the
/// socket: raised, it cancels the statement on the server and the call throws `CancellationError`. A
/// connection never opens itself again; that is the session's decision.
final class PostgresConnection {
    /// libpq's handle.
    let handle: OpaquePointer
    /// The database for messages, without secrets.
    let label: String
    /// The wish to stop the operation that runs now.
    var interruption: Interruption?
    /// Longest silence of the server that is borne.
    var patience: Duration
    /// Longest run of one statement.
    var statementTimeout: Duration
    /// Names of the staging tables this session has.
    var stagingTables: Set<String> = []
    /// Staging tables that hold rows of the transaction that runs.
    var filledStagingTables: Set<String> = []
    /// Days that partitioned tables have a place for, by table.
    var coveredDays: [String: Set<CivilDate>] = [:]
    /// Whether the schema was found to be of this program's version.
    var hasCurrentSchema = false

    private let url: PostgresURL
    /// What this session's commits outlive.
    let durability: Durability
    private var hasCancelled = false
    /// Whether what comes next on the wire is no longer known.
    private var isBroken = false

    /// Connects and sets the session up. Throws `StoreError`.
    init(
        _ url: PostgresURL, label: String, durability: Durability = .full,
        patience: PostgresPatience = .usual, interruption: Interruption? = nil
    ) throws {
        let settings = url.settings
        guard let handle = Self.start(settings) else {
            throw StoreError.exhausted("memory for a connection", cause: nil)
        }
        self.handle = handle
        self.url = url
        self.label = label
        self.durability = durability
        self.patience = patience.statement + patience.silence
        statementTimeout = patience.statement
        self.interruption = interruption
        PQsetNoticeProcessor(handle, ignoreNotice, nil)
        // With this verbosity the text of a failed login carries its SQLSTATE, which libpq gives no other
        // way.
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        try finishConnecting()
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        guard PQsetnonblocking(handle, 1) == 0 else { throw lost() }
        try setUp()
    }

    deinit { PQfinish(handle) }

    /// Whether the connection can be used further.
    var isUsable: Bool { PQstatus(handle) == CONNECTION_OK && !hasCancelled && !isBroken }

    /// Version of the server as a number: 150020 is 15.20.
    var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// Runs `body` to its end even when the operation is to stop: for COMMIT and ROLLBACK.
    func uninterrupted<Result>(_ body: () throws -> Result) rethrows -> Result {
        let held = interruption
        interruption = nil
        defer { interruption = held }
        return try body()
    }

    /// Throws when the operation is to stop.
    func checkInterruption() throws {
        if hasCancelled || interruption?.isRequested == true { throw CancellationError() }
    }

    /// Waits until the socket is ready for one of `events`; answers the ones it is ready for.
    func wait(for events: Int32, atMost patience: Duration) throws -> Int32 {
        let watchesWish = interruption != nil && !hasCancelled
        var watched = [pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)]
        if let interruption, watchesWish {
            watched.append(pollfd(fd: interruption.descriptor, events: Int16(POLLIN), revents: 0))
        }
        let limit = hasCancelled ? PostgresLimits.cancelGrace : patience
        let count = poll(&watched, nfds_t(watched.count), Int32(clamping: limit.milliseconds))
        if count < 0 && errno != EINTR { throw lost(String(cString: strerror(errno))) }
        if count == 0 { throw hasCancelled ? CancellationError() : silent(limit) }
        if watchesWish, watched[1].revents != 0 { try cancelOnServer() }
        return Int32(watched[0].revents)
    }

    /// The fault in libpq's words for a connection that is gone, or for a call that libpq refused. The
    /// connection is not used any further.
    func lost(_ message: String? = nil) -> PostgresFault {
        isBroken = true
        let said = message ?? clean(String(cString: PQerrorMessage(handle)))
        return PostgresFault(message: said, isConnectionLost: true)
    }

    /// One line without secrets.
    func clean(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("LOCATION:") }
        let line = url.scrubbed(lines.joined(separator: "; "))
        // The password may come from a file or the environment rather than from the address.
        return PQpass(handle).map { PostgresURL.replacing(String(cString: $0), in: line) } ?? line
    }

    private func silent(_ limit: Duration) -> PostgresFault {
        lost("no answer from the server in \(limit.components.seconds) s")
    }

    /// Asks the server to stop the statement. While connecting there is none, and giving up is enough.
    private func cancelOnServer() throws {
        hasCancelled = true
        guard PQstatus(handle) == CONNECTION_OK, let cancel = PQgetCancel(handle) else {
            throw CancellationError()
        }
        defer { PQfreeCancel(cancel) }
        var message = [CChar](repeating: 0, count: 256)
        guard PQcancel(cancel, &message, Int32(message.count)) == 1 else { throw CancellationError() }
    }

    private static func start(_ settings: [String: String]) -> OpaquePointer? {
        let sorted = settings.sorted { $0.key < $1.key }
        var keywords: [UnsafePointer<CChar>?] = sorted.map { UnsafePointer(strdup($0.key)) } + [nil]
        var values: [UnsafePointer<CChar>?] = sorted.map { UnsafePointer(strdup($0.value)) } + [nil]
        defer { (keywords + values).forEach { free(UnsafeMutablePointer(mutating: $0)) } }
        return PQconnectStartParams(&keywords, &values, 0)
    }

    private func finishConnecting() throws {
        var next = PGRES_POLLING_WRITING
        while true {
            switch next {
            case PGRES_POLLING_OK: return
            case PGRES_POLLING_WRITING: _ = try connectingWait(for: POLLOUT)
            case PGRES_POLLING_READING: _ = try connectingWait(for: POLLIN)
            default: throw connectError()
            }
            next = PQconnectPoll(handle)
        }
    }

    private func connectingWait(for events: Int32) throws -> Int32 {
        guard PQsocket(handle) >= 0 else { throw connectError() }
        do {
            return try wait(for: events, atMost: PostgresLimits.connectStep)
        } catch let fault as PostgresFault {
            throw unreachable(cause: fault.message)
        }
    }

    /// The error for a login that failed, from the SQLSTATE that verbose texts carry after the severity.
    private func connectError() -> StoreError {
        let text = clean(String(cString: PQerrorMessage(handle)))
        if PQconnectionNeedsPassword(handle) == 1 { return .wrongPassword(label, cause: text) }
        guard let state = Self.sqlState(in: text) else { return unreachable(cause: text) }
        let message = text.replacing(" \(state):", with: "")
        let isPassing = ["57P03", "53300"].contains(state)
        if isPassing { return unreachable(cause: message) }
        return PostgresFault(sqlState: state, message: message).storeError(label)
    }

    private func unreachable(cause: String) -> StoreError {
        url.requiresVerifiedTLS
            ? PostgresFault.unverified(label, cause: cause) : PostgresFault.unreachable(label, cause: cause)
    }

    /// The last `: XXXXX: ` of a text in which X is a digit or a capital letter.
    private static func sqlState(in text: String) -> String? {
        let words = text.split(separator: " ")
        let state = words.last { word in
            word.count == 6 && word.last == ":"
                && word.dropLast().allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
                && word.contains(where: \.isNumber)
        }
        return state.map { String($0.dropLast()) }
    }
}

/// Drops what the server remarks; libpq would print it.
private func ignoreNotice(_: UnsafeMutableRawPointer?, _: UnsafePointer<CChar>?) {}
