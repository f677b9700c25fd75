internal import CLibpq

/// The address of a PostgreSQL database, as a URL (`postgresql://user@host:5432/name`) or in keyword form
/// (`host=… dbname=…`), read by libpq's own rules.
///
/// It holds a password and so prints itself without one; error texts go through `scrubbed(_:)`. A URL written
/// for SQLAlchemy (`postgresql+psycopg://…`) is understood, because Polaris users have one. Hosts other than
/// this machine are only spoken to over TLS with a verified certificate, unless the address itself says
/// `sslmode=…`; libpq's usual default would let anybody in between read everything.
public struct PostgresURL: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Keywords and values as given, empty values left out.
    private let given: [String: String]

    /// Reads an address; throws `StoreError` of kind `badAddress`, whose text never quotes the address.
    public init(_ text: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        defer { PQfreemem(message) }
        // libpq's own message may quote the password, so it is not passed on.
        guard let options = PQconninfoParse(Self.withoutDriver(text), &message) else {
            throw StoreError.badAddress(cause: "neither a URL nor keyword=value pairs that libpq knows")
        }
        defer { PQconninfoFree(options) }
        given = Self.values(of: options)
    }

    /// The database's name, when the address says it.
    public var database: String? { given["dbname"] }

    /// The host, when the address says it; a path for a Unix socket.
    public var host: String? { given["host"] ?? given["hostaddr"] }

    /// `postgresql://user@host:port/name`, never with a password.
    public var description: String {
        let user = given["user"].map { $0 + "@" } ?? ""
        let port = given["port"].map { ":" + $0 } ?? ""
        return "postgresql://\(user)\(host ?? "")\(port)/\(database ?? "")"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Shows nothing but the description, so that `dump` cannot tell the password either.
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }

    /// A text with every occurrence of the secrets taken out.
    func scrubbed(_ text: String) -> String {
        secrets.reduce(text) { Self.replacing($1, in: $0) }
    }

    /// A text with every occurrence of one secret taken out.
    static func replacing(_ secret: String, in text: String) -> String {
        guard !secret.isEmpty else { return text }
        return text.replacing(secret, with: "***")
    }

    /// The keywords and values for libpq: what the address says, and our defaults for what it does not.
    var settings: [String: String] {
        var settings = Self.defaults
        if requiresVerifiedTLS { settings["sslmode"] = "verify-full" }
        return settings.merging(given) { _, said in said }
    }

    /// Whether we ask for a verified certificate although the address says nothing about TLS.
    var requiresVerifiedTLS: Bool { given["sslmode"] == nil && !isLocal }

    private static let defaults = [
        "application_name": "harvestd", "client_encoding": "UTF8", "connect_timeout": "10", "keepalives": "1",
        "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
        "tcp_user_timeout": "30000",
    ]

    private var secrets: [String] { ["password", "sslpassword"].compactMap { given[$0] } }

    /// Whether the server is on this machine. A service file may name any host, so it counts as another one.
    private var isLocal: Bool {
        guard let hosts = given["hostaddr"] ?? given["host"] else {
            return given["service"] == nil && Self.inheritedHostsAreLocal
        }
        return Self.areLocal(hosts)
    }

    private static func areLocal(_ hosts: String) -> Bool {
        hosts.split(separator: ",").allSatisfy { host in
            host.hasPrefix("/") || host.hasPrefix("@") || host.hasPrefix("127.") || host == "localhost"
                || host == "::1"
        }
    }

    /// What PGHOST, PGHOSTADDR and PGSERVICE add when the address names no host.
    private static var inheritedHostsAreLocal: Bool {
        guard let options = PQconndefaults() else { return false }
        defer { PQconninfoFree(options) }
        let inherited = values(of: options)
        return areLocal(inherited["hostaddr"] ?? inherited["host"] ?? "")
    }

    /// `postgresql+psycopg://…` as `postgresql://…`.
    private static func withoutDriver(_ text: String) -> String {
        guard let colon = text.firstRange(of: "://"),
            let plus = text[..<colon.lowerBound].firstIndex(of: "+"),
            text.hasPrefix("postgres")
        else { return text }
        return String(text[..<plus] + text[colon.lowerBound...])
    }

    private static func values(of options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val, value.pointee != 0 {
                values[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return values
    }
}
