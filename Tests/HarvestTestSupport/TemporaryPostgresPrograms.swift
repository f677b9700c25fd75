internal import Foundation
internal import Glibc
internal import HarvestCore

/// The server's programs: where they are, and the shell script that keeps a server until its input ends.
enum TemporaryPostgresPrograms {
    /// The path of a program, in PATH or where Debian keeps the server's programs, the newest version first.
    static func path(of program: String) throws -> String {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let debian = "/usr/lib/postgresql"
        // No such directory means no such programs there; the error below tells.
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        let newestFirst = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
        let directories =
            path.split(separator: ":").map(String.init) + newestFirst.map { "\(debian)/\($0)/bin" }
        for directory in directories where access("\(directory)/\(program)", X_OK) == 0 {
            return "\(directory)/\(program)"
        }
        throw TemporaryPostgres.Failure("`\(program)` of PostgreSQL is not installed; run `make setup`")
    }

    /// A directory whose path is short enough for a socket's name, owned by the user the server runs as.
    static func shortDirectory() throws -> String {
        var template = Array("/tmp/hpg-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TemporaryPostgres.Failure("cannot make a directory in /tmp")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Where the system takes no ports from by itself: a server that is stopped for a while finds its port
    /// free again, and nobody else answers there meanwhile.
    private static let ports = 20_000..<32_000
    /// How many ports were looked at. Processes that run at once begin at different places.
    private static let lookedAt = Locked(Int(getpid()) &* 97)

    /// A port of the loopback that was free a moment ago, and that no earlier call gave.
    static func freePort() throws -> Int {
        for _ in ports {
            let number = lookedAt.withLock { count in
                count &+= 1
                return count
            }
            let port = ports.lowerBound + number % ports.count
            if try isFree(port) { return port }
        }
        throw TemporaryPostgres.Failure("no free port")
    }

    private static func isFree(_ port: Int) throws -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw TemporaryPostgres.Failure("no socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// The shell that keeps a server: orders go in as lines, `done` or `failed` comes back. When this process
    /// has ended, however it did, or when the shell's input ends, it removes everything.
    struct Keeper: Sendable {
        private let process: Process
        private let input: FileHandle
        private let output: FileHandle

        /// Starts a shell, in a session of its own so that Ctrl-C does not reach it, and with it a server.
        init(directory: String, port: Int) throws {
            let (feed, answers) = (Pipe(), Pipe())
            process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "setsid", "bash", "-c", keeperScript, "keeper", directory, "\(port)", try path(of: "initdb"),
                try path(of: "pg_ctl"), TemporaryPostgres.password, "\(getpid())",
            ]
            process.standardInput = feed
            process.standardOutput = answers
            (input, output) = (feed.fileHandleForWriting, answers.fileHandleForReading)
            try process.run()
        }

        /// Gives an order and waits for its end.
        func obeys(_ word: String) throws -> Bool {
            try input.write(contentsOf: Data((word + "\n").utf8))
            return answersDone()
        }

        /// Whether the next line of the shell is `done`.
        func answersDone() -> Bool { line(from: output) == "done" }
    }

    /// Arguments: directory, port, initdb, pg_ctl, password, our process.
    ///
    /// Another child that is started at the same moment inherits ends of pipes that are not its own, and so
    /// does this shell: it closes what it was not meant to have, lest somebody wait for the end of a pipe,
    /// and looks after our process every second rather than trust in the end of its input. It outlives a pipe
    /// that nobody reads any more, because somebody must stop the server, and lets go of its output before
    /// that takes time. PostgreSQL refuses to run as root, so root becomes `postgres`. Nothing is synced: the
    /// data does not outlive the tests.
    private static let keeperScript = """
        trap '' INT TERM HUP PIPE
        for end in /proc/self/fd/*; do
            number=${end##*/}; [ "$number" -gt 2 ] && eval "exec $number>&-"
        done
        as=; [ "$(id -u)" = 0 ] && { as='runuser -u postgres --'; chown postgres "$1"; }
        cd "$1"
        stop() { $as "$4" -D "$1/data" -m immediate -t 600 -w stop; }
        start() { $as "$4" -D "$1/data" -l "$1/log" -t 600 -w start; }
        {
            printf '%s' "$5" >"$1/password"; chmod 644 "$1/password"
            $as "$3" -D "$1/data" -U postgres --no-sync -A trust --pwfile="$1/password" -E UTF8 --locale=C
            printf 'local all all trust\\nhost all all 127.0.0.1/32 scram-sha-256\\n' >"$1/data/pg_hba.conf"
            cat >>"$1/data/postgresql.conf" <<END
        port = $2
        listen_addresses = '127.0.0.1'
        unix_socket_directories = '$1'
        max_connections = 500
        shared_buffers = 64MB
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        END
            start "$@"
        } >"$1/keeper.log" 2>&1 && echo done || { cat "$1/keeper.log" >&2; echo failed; }
        while true; do
            if read -r -t 1 word; then
                "$word" "$@" >>"$1/keeper.log" 2>&1 && echo done || echo failed
            elif [ $? -le 128 ] || ! kill -0 "$6" 2>/dev/null; then
                break
            fi
        done
        exec >/dev/null 2>&1
        stop "$@"
        rm -rf "$1"
        """

    /// Runs blocking work on a thread of its own: the cooperative pool has as few threads as cores.
    static func offPool<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: .init(catching: work)) }
        }
    }

    /// Reads one line; empty at the end of input.
    static func line(from handle: FileHandle) -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(handle.fileDescriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }

    /// Runs SQL in `psql` to its end; answers the lines of its output and its exit status.
    ///
    /// Input and output are files: a pipe ends only when every child that inherited it has ended, and tests
    /// start many children at once.
    /// They lie at `path` with endings of their own.
    static func runPsql(
        _ arguments: [String], sql: String, at path: String
    ) throws -> (lines: [String], status: Int32) {
        let (input, output) = (path + ".sql", path + ".out")
        try sql.write(toFile: input, atomically: false, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Self.path(of: "psql"))
        process.arguments = arguments + ["-f", input, "-o", output]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        // psql that cannot connect makes no file; its status tells.
        let answer = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        return (answer.split(separator: "\n").map(String.init), process.terminationStatus)
    }
}
