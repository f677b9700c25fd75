internal import Glibc
internal import HarvestSources

/// A program that a test runs, with its output to read.
///
/// It shares no descriptors with this process, so that it keeps nobody's connection open. Foundation's
/// `Process` and `Pipe` are not used, because their pipes reach other children that start at the same time.
struct ChildProcess {
    private struct Failed: Error {
        let program: String
        let reason: String
    }

    private let id: pid_t
    private let output: Int32
    private let program: String

    /// Starts a program with its arguments; its standard output can be read, its errors are dropped.
    init(_ program: String, _ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        // A pair of sockets rather than a pipe, because it can be made so that no other child inherits it.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw Failed(program: program, reason: "socket pair \(errno)")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        var id = pid_t()
        let result = posix_spawn(&id, program, &actions, nil, words + [nil], environ)
        close(ends[1])
        guard result == 0 else {
            close(ends[0])
            throw Failed(program: program, reason: "spawn \(result)")
        }
        self.id = id
        output = ends[0]
        self.program = program
    }

    /// Runs a program to its end; throws when it fails.
    static func run(_ program: String, _ arguments: [String]) throws {
        let process = try ChildProcess(program, arguments)
        let text = process.readLines { _ in false }
        guard process.wait() == 0 else { throw Failed(program: program, reason: "\(arguments): \(text)") }
    }

    /// Reads until a whole line is the wanted one or the output ends; gives all lines so far.
    @discardableResult
    func readLines(until isWanted: (Substring) -> Bool) -> [Substring] {
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            text.append(byte)
            guard byte == 0x0A else { continue }
            let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
            if let last = lines.last, isWanted(last) { return lines }
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n")
    }

    /// Ends the program and waits until it has gone. A gentler signal would not reach it: it was started with
    /// the mask of a thread of the pool, which blocks them.
    func terminate() {
        kill(id, SIGKILL)
        wait()
    }

    /// Waits for the end; gives the raw status, 0 for success.
    @discardableResult
    private func wait() -> Int32 {
        var status: Int32 = -1
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        close(output)
        return status
    }
}
