internal import CMicrohttpd
internal import Glibc
internal import HarvestCore

/// Tells the service manager how the service is doing: one datagram of `NAME=value` lines to the socket that
/// `$NOTIFY_SOCKET` names. Without one it does nothing; nothing it does can fail the service.
struct ServiceNotifier: Sendable {
    /// What there is to tell.
    enum Message: Hashable, Sendable {
        /// It does its work.
        case ready
        /// It is not ready yet, and will not be for so long.
        case starting(Duration)
        /// It reads its configuration again; the manager wants to know since when.
        case reloading
        /// It takes nothing in any more and stores what it has.
        case stopping
        /// It lives.
        case watchdog
        /// One line for whoever asks how it is doing.
        case status(String)
    }

    /// How often the manager wants to hear that the service lives; `nil` when it does not.
    let watchdogInterval: Duration?

    private let address: [UInt8]
    private let monotonicMicroseconds: @Sendable () -> Int64
    private let events: any EngineEventSink
    private let isSilenced = Locked(false)

    /// Reads the environment. `monotonicMicroseconds` is the system's monotonic clock.
    init(
        _ surroundings: Surroundings, events: any EngineEventSink,
        monotonicMicroseconds: @escaping @Sendable () -> Int64
    ) {
        let socket = surroundings.variables["NOTIFY_SOCKET"] ?? ""
        // A leading at-sign stands for the zero byte of an abstract name.
        address = socket.hasPrefix("@") ? [0] + socket.utf8.dropFirst() : Array(socket.utf8)
        watchdogInterval = Self.watchdogInterval(surroundings.variables, process: getpid())
        self.events = events
        self.monotonicMicroseconds = monotonicMicroseconds
    }

    /// Sends a message; a failure is reported once.
    func send(_ message: Message) {
        guard !address.isEmpty, let number = Self.send(text(message), to: address) else { return }
        let isFirst = isSilenced.withLock { silenced in
            defer { silenced = true }
            return !silenced
        }
        if isFirst { events.report(.notificationFailed(SystemText.error(number))) }
    }

    /// What the manager asked this process for; what it asked of a parent concerns nobody else.
    static func watchdogInterval(_ variables: [String: String], process: Int32) -> Duration? {
        if let wanted = variables["WATCHDOG_PID"], wanted != String(process) { return nil }
        guard let text = variables["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        return .microseconds(microseconds)
    }

    private func text(_ message: Message) -> String {
        switch message {
        case .ready: "READY=1"
        case .starting(let time): "EXTEND_TIMEOUT_USEC=\(time.microseconds)"
        case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds())"
        case .stopping: "STOPPING=1"
        case .watchdog: "WATCHDOG=1"
        case .status(let line): "STATUS=\(SafeText.oneLine(line))"
        }
    }

    /// Sends one datagram and never waits; answers the system's number of what went wrong.
    private static func send(_ text: String, to path: [UInt8]) -> Int32? {
        var address = sockaddr_un()
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return ENAMETOOLONG }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        // Glibc's module leaves the kinds of sockets to whichever C module includes their header first.
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        let length = MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + path.count } ?? 0
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                return text.utf8CString.withUnsafeBytes {
                    sendto(descriptor, $0.baseAddress, $0.count - 1, flags, name, socklen_t(length))
                }
            }
        }
        return sent < 0 ? errno : nil
    }
}

extension EngineEvent {
    /// The service manager could not be told something; it is tried again with the next message.
    fileprivate static func notificationFailed(_ reason: String) -> EngineEvent {
        EngineEvent("NotificationFailed", level: .warning, ["err": .text(reason)])
    }
}
