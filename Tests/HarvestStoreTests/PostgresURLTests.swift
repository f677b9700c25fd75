@testable internal import HarvestStore
internal import Testing

/// The address: read by libpq's rules, never printed with its secrets, safe towards other machines.
@Suite struct PostgresURLTests {
    private static let password = "canary%2Fpass"

    @Test func theAddressNeverShowsItsPassword() throws {
        let texts = [
            "postgresql://me:\(Self.password)@db.example.org:5433/polaris",
            "host=db user=me password=canary/pass",
            "postgresql+psycopg://me:\(Self.password)@db/polaris",
        ]
        for text in texts {
            let url = try PostgresURL(text)
            var dumped = ""
            dump(url, to: &dumped)
            for shown in ["\(url)", String(reflecting: url), dumped, String(describing: [url])] {
                #expect(!shown.contains("canary"))
            }
            #expect(url.scrubbed("no role for canary/pass here") == "no role for *** here")
        }
    }

    @Test func aBadAddressIsRefusedWithoutBeingQuoted() {
        for text in [
            "postgresql://me:canary@[::1/x", "canary", "host=a canary=b", "postgresql://h/?canary=1",
        ] {
            let error = #expect(throws: StoreError.self) { try PostgresURL(text) }
            #expect(error?.kind == .badAddress)
            #expect(!String(describing: error).contains("canary"))
        }
    }

    @Test func theLabelNamesUserHostPortAndDatabase() throws {
        #expect(
            try PostgresURL("postgres://me:x@db:5433/polaris").description
                == "postgresql://me@db:5433/polaris")
        #expect(try PostgresURL("dbname=polaris").description == "postgresql:///polaris")
    }

    @Test func otherMachinesNeedAVerifiedCertificateUnlessTheAddressSaysOtherwise() throws {
        let cases: [(String, String?)] = [
            ("postgresql://db.example.org/x", "verify-full"), ("host=10.0.0.7 dbname=x", "verify-full"),
            ("host=localhost,db2 dbname=x", "verify-full"), ("service=prod", "verify-full"),
            ("postgresql://db.example.org/x?sslmode=disable", "disable"),
            ("host=db dbname=x sslmode=require", "require"), ("postgresql://localhost/x", nil),
            ("postgresql://127.0.0.1:5432/x", nil), ("postgresql://[::1]/x", nil),
            ("host=/run/postgresql", nil),
            ("dbname=x", nil),
        ]
        for (text, mode) in cases { #expect(try PostgresURL(text).settings["sslmode"] == mode, "\(text)") }
    }

    @Test func theAddressOverridesOurSettingsAndKeepsTheRest() throws {
        let settings = try PostgresURL("postgresql://localhost/x?connect_timeout=3&application_name=mine")
            .settings
        #expect(settings["connect_timeout"] == "3")
        #expect(settings["application_name"] == "mine")
        #expect(settings["keepalives"] == "1")
        #expect(settings["tcp_user_timeout"] == "30000")
        #expect(settings["client_encoding"] == "UTF8")
    }
}
