internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

/// Lends what a command needs from outside, and takes it back when it is done.
enum Resources {
    /// Lends the store an address stands for, and closes it when `body` returns. Opening makes nothing: only
    /// `migrate` creates files and tables.
    static func withStore<Result>(
        _ address: DatabaseAddress, durability: Durability = .full, clock: any EngineClock,
        waitsOutDoubts: Bool = true,
        _ body: (any Store) async throws -> Result
    ) async throws -> Result {
        switch address {
        case .sqlite(let path):
            var settings = SQLiteSettings()
            settings.durability = durability
            return try await withSQLiteStore(path: path, clock: clock, settings: settings) {
                try await body($0)
            }
        case .postgres(let connection):
            let url = try PostgresURL(connection.reveal())
            return try await withPostgresStore(
                url: url, durability: durability, clock: clock, waitsOutDoubts: waitsOutDoubts
            ) { try await body($0) }
        }
    }

    /// Lends a running transport that names itself with our version.
    static func withTransport<Result>(
        clock: any EngineClock, _ body: (any HTTPTransport) async throws -> Result
    ) async throws -> Result {
        var configuration = CurlTransport.Configuration()
        configuration.userAgent = CurlTransport.Configuration.userAgent(version: BuildInformation.version)
        return try await withCurlTransport(configuration: configuration, clock: clock) { try await body($0) }
    }
}
