import HarvestCore
import Testing

/// Error bodies in every form they come in.
struct UpstreamErrorBodyTests {
    @Test(arguments: [
        (
            #"{"error":"offset is not allowed on keyset endpoints","type":"validation error"}"#,
            "offset is not allowed on keyset endpoints"
        ),
        (
            #"{"error":"No orderbook exists for the requested token id"}"#,
            "No orderbook exists for the requested token id"
        ),
        (
            #"{"code":"invalid_request","error":"'start' to 'end' must span at most 15 days"}"#,
            "'start' to 'end' must span at most 15 days"
        ),
        (#"{"success":false,"error":"User not found"}"#, "User not found"),
        (#"{"error":{"message":"deep"}}"#, "deep"), (#"{"message":"Not here"}"#, "Not here"),
        (#""Too Many Requests""#, #""Too Many Requests""#), ("[]", "[]"), ("{}", "{}"),
        ("Invalid token id", "Invalid token id"), ("", "no text"), (" \n ", "no text"),
        ("<html><head><TITLE>Error 1015</TITLE></head>", "a web page: error 1015"),
        ("<p>upstream\n connect error</p>", "<p>upstream connect error</p>"),
    ])
    func theTextOfAnErrorIsFound(body: String, text: String) {
        #expect(UpstreamErrorBody.text(from: Array(body.utf8)) == text)
    }

    @Test func bytesThatAreNoTextStillGiveAText() {
        #expect(UpstreamErrorBody.text(from: [0xFF, 0x00, 0x41]) == "\u{FFFD} A")
        #expect(UpstreamErrorBody.text(from: [UInt8](repeating: 0x41, count: 100_000)).count == 300)
    }
}
