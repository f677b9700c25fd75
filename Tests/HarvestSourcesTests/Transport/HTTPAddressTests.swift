internal import HarvestCore
@testable internal import HarvestSources
internal import Testing

/// Which addresses may be asked.
@Suite struct HTTPAddressTests {
    @Test(arguments: [
        ("https://gamma-api.polymarket.com/events?limit=1", "gamma-api.polymarket.com"),
        ("HTTPS://Example.COM:443", "example.com"),
        ("https://example.com:8443/a?b=c%20d", "example.com:8443"),
        ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
        ("http://127.9.8.7/", "127.9.8.7"),
        ("http://[::1]:1234/", "[::1]:1234"),
        ("http://localhost/", "localhost"),
    ])
    func goodOnesNameTheirHost(text: String, host: String) throws {
        #expect(try HTTPAddress(text).host == host)
    }

    @Test(arguments: [
        "", "example.com", "ftp://example.com/", "file:///etc/passwd", "http://example.com/", "https://",
        "http://127.0.0.1.example.com/", "http://127.example.com/", "http://localhost.example.com/",
        "http://1.127.0.0/", "http://10.0.0.1/", "http://[::2]/", "https://user:secret@example.com/",
        "https://example.com/a b", "https://example.com/\r\nX: y", "https://example.com/é",
        "gopher://localhost/",
        "https://example.com/" + String(repeating: "x", count: 70_000),
    ])
    func badOnesAreRefused(text: String) {
        let error = #expect(throws: TransportError.self) { try HTTPAddress(text) }
        #expect(error?.kind == .badURL)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func theOriginDoesNotDependOnHowItIsWritten() throws {
        #expect(
            try HTTPAddress("HTTPS://EXAMPLE.com").origin == HTTPAddress("https://example.com:443/x").origin)
        #expect(
            try HTTPAddress("https://example.com:444").origin != HTTPAddress("https://example.com").origin)
    }

    @Test(arguments: [
        ("/b", "https://example.com/b"), ("c?d", "https://example.com/a/c?d"),
        ("https://example.com:443/e", "https://example.com:443/e"),
        ("//example.com/f", "https://example.com/f"),
    ])
    func redirectsWithinTheOriginAreResolved(location: String, target: String) throws {
        #expect(try HTTPAddress("https://example.com/a/b").redirected(to: location).text == target)
    }

    @Test(arguments: [
        "http://example.com/", "https://example.com:444/", "https://example.org/", "//example.org/",
        "https://u@example.com/", "javascript:1", "/a\nb",
    ])
    func redirectsElsewhereAreRefused(location: String) {
        #expect(throws: TransportError.self) {
            try HTTPAddress("https://example.com/a/b").redirected(to: location)
        }
    }
}
