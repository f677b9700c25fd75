@testable internal import HarvestStore
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

/// The session with a real server: values, cancellation, what failed logins say.
@Suite struct PostgresConnectionTests {
    @Test func aQueryAnswers() async throws {
        let url = try await TemporaryPostgres.freshDatabase()
        let connection = try PostgresConnection(PostgresURL(url), label: "x")
        let rows = try connection.query("SELECT 1::int4 AS a, $1 AS b", [.text("ü")]).rows()
        #expect(rows == [Row(columns: ["a", "b"], values: [.integer(1), .text("ü")])])
    }
}
