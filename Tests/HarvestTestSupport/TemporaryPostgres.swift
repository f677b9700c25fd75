internal import Foundation
internal import HarvestCore

/// A throwaway PostgreSQL server in a short temporary path, with a fresh database for whoever asks.
///
/// One is shared by all tests of the process and started when first wanted; a test that stops its server
/// starts its own. A shell keeps the server: it obeys lines on its input and, when this process has ended,
/// however it did, stops the server and removes the directory. The Unix socket trusts
/// everybody; TCP on the loopback wants the password. Without server programs starting throws: it never
/// skips.
package final class TemporaryPostgres: Sendable {
    /// Why there is no server.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        init(_ description: String) { self.description = description }
    }

    /// Password of the user `postgres` over TCP.
    package static let password = "canary-k3pt-0ut"

    /// Port on the loopback, and part of the socket's name.
    package let port: Int
    /// Directory of the socket; holds nothing with blanks.
    package let directory: String

    private let keeper: TemporaryPostgresPrograms.Keeper
    private let databases = Locked(0)

    private init() throws {
        (keeper, directory, port) = try Self.startKeeper()
    }

    /// A server of one's own, to stop and start.
    package static func start() async throws -> TemporaryPostgres {
        try await TemporaryPostgresPrograms.offPool { try TemporaryPostgres() }
    }

    /// The process's shared server.
    package static func shared() async throws -> TemporaryPostgres {
        try await TemporaryPostgresPrograms.offPool {
            try sharedServer.withLock { server in
                if let server { return server }
                let started = try TemporaryPostgres()
                server = started
                return started
            }
        }
    }

    /// Address of a fresh database of the shared server, over the Unix socket.
    package static func freshDatabase() async throws -> String { try await shared().freshDatabase() }

    /// Creates a database; answers its address over the Unix socket.
    package func freshDatabase() async throws -> String {
        let number = databases.withLock { count in
            count += 1
            return count
        }
        try await psql("postgres", "CREATE DATABASE test_\(number)")
        return url(of: "test_\(number)")
    }

    /// Address of a database over the Unix socket.
    package func url(of name: String) -> String {
        "host=\(directory) port=\(port) user=postgres dbname=\(name)"
    }

    /// Address of a database over TCP, where the password counts.
    package func tcpURL(of name: String, password: String = TemporaryPostgres.password) -> String {
        "postgresql://postgres:\(password)@127.0.0.1:\(port)/\(name)"
    }

    /// Name of the database to which an address over the Unix socket leads.
    package func name(in url: String) -> String {
        guard let range = url.firstRange(of: "dbname=") else { return url }
        return String(url[range.upperBound...])
    }

    /// Runs SQL in `psql`, a program that shares no code with ours; answers its rows, columns joined by `|`.
    ///
    /// The database is given by its name or by its address over the Unix socket.
    @discardableResult
    package func psql(_ database: String, _ sql: String) async throws -> [String] {
        let arguments = [
            "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", directory, "-p", "\(port)", "-U",
            "postgres",
            "-d", name(in: database),
        ]
        return try await TemporaryPostgresPrograms.offPool {
            let (lines, status) = try TemporaryPostgresPrograms.runPsql(
                arguments, sql: "SET client_min_messages=warning;\n" + sql)
            guard status == 0 else { throw Failure("psql failed on: \(sql.prefix(300))") }
            return lines
        }
    }

    /// Stops the server at once, as a crash would; its data stays.
    package func stop() async throws { try await order("stop") }

    /// Starts the server again on the same data and port.
    package func restart() async throws { try await order("start") }

    private func order(_ word: String) async throws {
        let keeper = keeper
        guard try await TemporaryPostgresPrograms.offPool({ try keeper.obeys(word) }) else {
            throw Failure("the temporary PostgreSQL did not \(word)")
        }
    }

    private static let sharedServer = Locked<TemporaryPostgres?>(nil)

    /// Tries a few free ports, because another process may take one between our look and the server's.
    private static func startKeeper() throws -> (TemporaryPostgresPrograms.Keeper, String, Int) {
        for _ in 0..<5 {
            let port = try TemporaryPostgresPrograms.freePort()
            let directory = try TemporaryPostgresPrograms.shortDirectory()
            let keeper = try TemporaryPostgresPrograms.Keeper(directory: directory, port: port)
            if keeper.answersDone() { return (keeper, directory, port) }
        }
        throw Failure("no temporary PostgreSQL came up in five attempts; its messages are above")
    }
}
