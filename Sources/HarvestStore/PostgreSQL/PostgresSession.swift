internal import HarvestCore

/// A connection that comes back: the actor on whose own thread libpq's calls wait.
///
/// It opens the connection when first needed and again after it was lost, tries an operation again a few
/// times when that is of use, and turns faults into `StoreError`. Cancelling the task that waits for an
/// operation cancels the statement on the server. It decides nothing about what a transaction holds.
actor PostgresSession {
    /// What it speaks to, for messages; without secrets.
    nonisolated let label: String

    private let executor: PinnedExecutor
    private let url: PostgresURL
    private let durability: Durability
    private let patience: PostgresPatience
    private let clock: any EngineClock
    private var connection: PostgresConnection?
    /// What each connection has to hold; `nil` where none is wanted.
    private var lease: PostgresLease?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Prepares a session; nothing is opened yet. The name is what the thread is called.
    init(
        _ url: PostgresURL, name: String, label: String, durability: Durability = .full,
        patience: PostgresPatience = .usual, clock: any EngineClock
    ) throws {
        self.url = url
        self.durability = durability
        self.patience = patience
        self.label = label
        self.clock = clock
        executor = try PinnedExecutor(name: name)
    }

    /// Runs an operation, with further tries after a lost connection or a conflict.
    ///
    /// The operation must be one that may run twice: a read, or a transaction whose outcome is known to the
    /// operation itself. Throws `StoreError`, `CancellationError` or what the operation throws of its own.
    func run<Result: Sendable>(
        _ operation: @Sendable (PostgresConnection) throws -> Result
    ) async throws -> Result {
        for delay in patience.retryDelays {
            do {
                return try await attempt(operation)
            } catch let error as StoreError where Self.isWorthAnother(error) {
                try await clock.sleep(for: delay)
            }
        }
        return try await attempt(operation)
    }

    /// Runs an operation once, on an open connection or a fresh one. Throws as `run` does.
    func once<Result: Sendable>(
        _ operation: @Sendable (PostgresConnection) throws -> Result
    ) async throws -> Result {
        try await attempt(operation)
    }

    /// From now on a connection has the lease of the service, or is none.
    func keepLease() {
        guard lease == nil else { return }
        lease = PostgresLease(wait: patience.lease)
        connection = nil
    }

    /// Ends the connection. A later operation opens another one.
    func close() { connection = nil }

    /// One try, cancellable.
    private func attempt<Result: Sendable>(
        _ operation: @Sendable (PostgresConnection) throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        let interruption = try Interruption()
        return try await withTaskCancellationHandler {
            try perform(operation, interruption)
        } onCancel: {
            interruption.request()
        }
    }

    private func perform<Result>(
        _ operation: (PostgresConnection) throws -> Result, _ interruption: Interruption
    ) throws -> Result {
        let connection = try usableConnection(interruption)
        connection.interruption = interruption
        defer {
            connection.interruption = nil
            if !connection.isUsable { self.connection = nil }
        }
        do {
            return try operation(connection)
        } catch let fault as PostgresFault {
            if fault.isStatementEnded { connection.bearLongStatements() }
            throw fault.storeError(label)
        }
    }

    private func usableConnection(_ interruption: Interruption) throws -> PostgresConnection {
        if let connection, connection.isUsable { return connection }
        connection = nil
        let opened = try PostgresConnection(
            url, label: label, durability: durability, patience: patience, interruption: interruption)
        try lease?.take(on: opened)
        connection = opened
        return opened
    }

    /// Whether the same again may work before long.
    static func isWorthAnother(_ error: StoreError) -> Bool {
        switch error.kind {
        case .unreachable: error.advice == .reconnect
        case .connectionLost, .conflict: true
        default: false
        }
    }
}
