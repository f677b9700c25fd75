internal import Foundation

/// A TLS server of OpenSSL's own program on 127.0.0.1, with a certificate made for one test.
///
/// It answers every request with a page about the connection. It is a process of its own, ended in `stop`.
struct TLSFixture {
    /// What is wrong with the certificate.
    enum Fault {
        case none, expired, otherHost
    }

    private struct Failed: Error { let output: [Substring] }

    private static let openssl = "/usr/bin/openssl"

    private let server: ChildProcess
    private let directory: URL
    /// Where it listens.
    let port: Int

    /// Starts a server; `options` are OpenSSL's own. It blocks for some ten milliseconds.
    init(_ fault: Fault = .none, options: [String] = []) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "harvest-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Self.makeCertificate(fault, in: directory)
        let files = ["-cert", Self.path("cert.pem", directory), "-key", Self.path("key.pem", directory)]
        server = try ChildProcess(
            Self.openssl, ["s_server", "-accept", "127.0.0.1:0", "-www"] + files + options)
        // It says "ACCEPT 127.0.0.1:40123" once it listens.
        let lines = server.readLines { $0.hasPrefix("ACCEPT ") }
        guard let port = lines.last?.split(separator: ":").last.flatMap({ Int($0) }) else {
            throw Failed(output: lines)
        }
        self.port = port
    }

    /// The file with the certificate, which is its own authority.
    var certificateFile: String { Self.path("cert.pem", directory) }

    /// `https://localhost:port/`.
    var url: String { "https://localhost:\(port)/" }

    /// Ends the server and removes its files.
    func stop() throws {
        server.terminate()
        try FileManager.default.removeItem(at: directory)
    }

    private static func makeCertificate(_ fault: Fault, in directory: URL) throws {
        let name = fault == .otherHost ? "elsewhere.example" : "localhost"
        let key = path("key.pem", directory)
        let certificate = path("cert.pem", directory)
        let about = ["-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)"]
        let making = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key]
        try ChildProcess.run(openssl, ["req", "-x509", "-days", "2", "-out", certificate] + about + making)
        guard fault == .expired else { return }
        // The same again, ending yesterday.
        let request = path("request.pem", directory)
        try ChildProcess.run(openssl, ["req", "-new", "-key", key, "-out", request] + about)
        try ChildProcess.run(
            openssl, ["x509", "-req", "-in", request, "-signkey", key, "-days", "-1", "-out", certificate])
    }

    private static func path(_ name: String, _ directory: URL) -> String {
        directory.appending(path: name).path
    }
}
