internal import HarvestCore
internal import HarvestSources
internal import Testing

/// Every kind of failure says which it is, what happened, and what to do.
@Suite struct TransportErrorTests {
    @Test(arguments: TransportError.Kind.allCases)
    func everyKindHasItsOwnCodeAndWords(kind: TransportError.Kind) {
        let error = TransportError(kind, host: "clob.example", cause: "underneath")
        let others = TransportError.Kind.allCases.filter { $0 != kind }.map {
            TransportError($0, host: "clob.example")
        }
        #expect(!others.contains { $0.code == error.code || $0.message == error.message })
        #expect(error.code.hasPrefix("E11") && error.code.utf8.count == 5)
        #expect(error.description == "\(error.code) \(error.message): underneath")
        #expect(error.message.hasPrefix("clob.example: "))
    }

    @Test func whatAServerSaysCannotWriteToTheTerminal() {
        let error = TransportError(
            .malformed, host: "a", cause: "\u{1B}[2J\n" + String(repeating: "x", count: 999))
        #expect(error.cause == "?[2J?" + String(repeating: "x", count: 195))
    }

    @Test func certificatesStopAndPassingTroubleIsTriedAgain() {
        for kind in [TransportError.Kind.tlsExpired, .tlsWrongHost, .tlsUntrusted, .badURL] {
            #expect(kind.advice == .stop)
            #expect(kind.remedy != nil)
        }
        for kind in [TransportError.Kind.reset, .cutShort, .firstByteTimeout, .dns, .refused, .tooSlow] {
            #expect(kind.advice == .retry(after: nil))
        }
        for kind in [TransportError.Kind.wireLimit, .decodedLimit, .ratioLimit] {
            #expect(kind.advice == .skip)
        }
    }
}
