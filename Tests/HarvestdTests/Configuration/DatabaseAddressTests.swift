import Foundation
import Testing

@testable import harvestd

@Suite struct DatabaseAddressTests {
    @Test(arguments: [
        ("postgresql://u:p@h:5432/d", "postgresql://u:p@h:5432/d", "postgresql://u@h:5432/d"),
        ("postgres://u@h/d", "postgresql://u@h/d", "postgresql://u@h/d"),
        ("postgresql+psycopg://u:p@h/d", "postgresql://u:p@h/d", "postgresql://u@h/d"),
        (
            "postgresql+asyncpg://u:p@h/d?ssl=require", "postgresql://u:p@h/d?sslmode=require",
            "postgresql://u@h/d"
        ),
        (
            "postgresql+asyncpg://u:p@h/d?ssl=true&x=1", "postgresql://u:p@h/d?sslmode=require&x=1",
            "postgresql://u@h/d"
        ),
        ("postgresql://h/d?user=u&password=p", "postgresql://h/d?user=u&password=p", "postgresql://h/d"),
        ("postgresql://u:p%40s@h/d", "postgresql://u:p%40s@h/d", "postgresql://u@h/d"),
        ("postgresql:///d?host=/run/pg", "postgresql:///d?host=/run/pg", "postgresql:///d"),
        ("postgresql://u:p@a:1,b:2/d", "postgresql://u:p@a:1,b:2/d", "postgresql://u@a:1,b:2/d"),
        (
            "host=h dbname=d user=u password='p q'", "host=h dbname=d user=u password='p q'",
            "postgresql://u@h/d"
        ),
    ])
    func anAddressIsTakenAsItsUsersWriteIt(_ text: String, _ normalised: String, _ shown: String) throws {
        let address = try #require(DatabaseAddress(parsing: text))
        guard case .postgres(let connection) = address else { throw WrongKind() }
        #expect(connection.reveal() == normalised)
        #expect(address.description == shown)
    }

    @Test(arguments: [
        ("sqlite:data/x.db", "data/x.db"), ("sqlite:///data/x.db", "data/x.db"),
        ("sqlite:////abs/x.db", "/abs/x.db"),
        ("sqlite:/abs/x.db", "/abs/x.db"), ("sqlite+aiosqlite:///x.db", "x.db"),
    ])
    func aFileIsTakenAsSQLAlchemyWritesIt(_ text: String, _ path: String) {
        #expect(DatabaseAddress(parsing: text) == .sqlite(path: path))
    }

    @Test(arguments: [
        "", "x", "mysql://h/d", "postgresql:/h/d", "postgresql+://h/d", "postgresql://u:p@h:99999/d",
        "sqlite:",
        "sqlite://h/x", "postgresql://u:p@h/d?password", "a=b=c d", "postgresql://h/d\nx", "=x", "A=b",
    ])
    func anythingElseIsRefused(_ text: String) { #expect(DatabaseAddress(parsing: text) == nil) }

    @Test(arguments: [
        "postgresql://u:canary9@h/d", "postgresql://h/d?password=canary9&sslpassword=canary9",
        "host=h password=canary9", "postgresql+psycopg://u:canary9%21@h/d",
    ])
    func noWayOfPrintingShowsThePassword(_ text: String) throws {
        let address = try #require(DatabaseAddress(parsing: text))
        var dumped = ""
        dump(address, to: &dumped)
        let key = ConfigurationTable.databaseURL
        let setting = Setting(key: key, text: text, origin: .environment)
        for shown in ["\(address)", String(reflecting: address), dumped, setting.shown] {
            #expect(!shown.contains("canary9"))
        }
        #expect(address.hasPassword)
    }

    @Test func aPasswordThatSlipsIntoATextIsTakenOut() throws {
        let keeper = SecretKeeper()
        keeper.learn(from: try #require(DatabaseAddress(parsing: "postgresql://u:can%40ry9@h/d")))
        #expect(keeper.hide(in: "x can@ry9 y can%40ry9") == "x *** y ***")
        #expect(keeper.hide(in: "nothing here") == "nothing here")
        let short = SecretKeeper()
        short.learn(from: try #require(DatabaseAddress(parsing: "postgresql://u:a@h/d")))
        #expect(short.hide(in: "data") == "data")
    }

    @Test(arguments: [
        (
            "postgresql+asyncpg://u:canary9@h/d?prepared_statement_cache_size=0",
            "prepared_statement_cache_size"
        ),
        ("postgresql+asyncpg://u:canary9@h/d?ssl=true&command_timeout=5", "command_timeout"),
        ("postgresql://u:canary9@h/d?canary9=1", "PostgreSQL's library"),
        ("host=h dbname=d canary=1", "PostgreSQL's library"),
        ("postgresql://u:canary9%zz@h/d", "PostgreSQL's library"),
    ])
    func whatTheStoreWouldRefuseIsRefusedBefore(_ text: String, _ named: String) throws {
        let complaint = try #require(DatabaseAddress.complaint(about: text))
        #expect(complaint.what.contains(named))
        #expect(!complaint.what.contains("canary"))
        #expect(complaint.hint?.contains("canary") == false)
    }

    @Test(arguments: [
        "postgresql+asyncpg://u:p@h/d?ssl=true", "host=h dbname=d user=u password='p q'",
        "postgresql:///d?host=/run/pg", "postgresql://u:p@a:1,b:2/d", "sqlite:///x.db",
    ])
    func whatTheStoreTakesIsTaken(_ text: String) {
        #expect(DatabaseAddress.complaint(about: text) == nil)
    }

    @Test(arguments: [
        ("sqlite:x.db", "."), ("sqlite:/x.db", "/"), ("sqlite:a/b/x.db", "a/b"), ("postgresql://h/d", nil),
    ])
    func onlyAFileNeedsADirectory(_ text: String, _ directory: String?) throws {
        #expect(try #require(DatabaseAddress(parsing: text)).directory == directory)
    }

    @Test func aFileOfThisDirectoryIsNamedFromTheRootForOthers() throws {
        let here = FileManager.default.currentDirectoryPath
        for (text, path) in [
            ("sqlite:data/x.db", "\(here)/data/x.db"), ("sqlite:./x.db", "\(here)/x.db"),
            ("sqlite:/abs/x.db", "/abs/x.db"),
        ] {
            #expect(try #require(DatabaseAddress(parsing: text)).rooted == .sqlite(path: path))
        }
        let server = try #require(DatabaseAddress(parsing: "postgresql://h/d"))
        #expect(server.rooted == server)
    }

    private struct WrongKind: Error {}
}
