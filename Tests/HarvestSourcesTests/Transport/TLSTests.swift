internal import Foundation
internal import HarvestCore
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// Nobody is talked to whose certificate does not prove who it is, and nothing can turn that off.
@Suite struct TLSTests {
    @Test func anUnknownAuthorityIsRefused() async throws {
        let failure = try await failure(.none, isTrusted: false)
        #expect(failure?.kind == .tlsUntrusted)
        #expect(failure?.advice == .stop)
        #expect(failure?.remedy != nil)
    }

    @Test func anAuthorityFromTheConfigurationIsTrusted() async throws {
        #expect(try await failure(.none, isTrusted: true) == nil)
    }

    @Test func anExpiredCertificateIsRefused() async throws {
        let failure = try await failure(.expired, isTrusted: true)
        #expect(failure?.kind == .tlsExpired)
        #expect(failure?.advice == .stop)
    }

    @Test func aCertificateForAnotherHostIsRefused() async throws {
        let failure = try await failure(.otherHost, isTrusted: true)
        #expect(failure?.kind == .tlsWrongHost)
        #expect(failure?.advice == .stop)
    }

    @Test func anOldProtocolIsRefused() async throws {
        let failure = try await failure(
            .none, isTrusted: true, options: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
        #expect(failure?.kind == .tlsFailed)
    }

    @Test func aMissingAuthorityFileIsNamed() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.certificateFile = "/nowhere/authority.pem"
        let fixture = try TLSFixture()
        let failure = await TransportTesting.failure {
            _ = try await TransportTesting.withTransport(configuration) {
                try await $0.response(to: .get(fixture.url))
            }
        }
        try fixture.stop()
        #expect(failure?.kind == .badCertificateFile)
        #expect(failure?.cause?.contains("/nowhere/authority.pem") == true)
    }

    @Test func plainTextWhereTLSShouldBeIsAFailedHandshake() async throws {
        let failure = try await withLoopbackServer {
            try $0.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            try $0.waitForClose()
        } _: { server in
            await TransportTesting.failure {
                _ = try await TransportTesting.withTransport {
                    try await $0.response(to: .get("https://127.0.0.1:\(server.port)/"))
                }
            }
        }
        #expect(failure?.kind == .tlsFailed)
    }

    @Test func aHandshakeThatNeverEndsMeetsTheConnectDeadline() async throws {
        let failure = try await withLoopbackServer {
            try $0.waitForClose()
        } _: { server in
            var request = HTTPRequest.get("https://127.0.0.1:\(server.port)/")
            request.deadlines.connect = .milliseconds(200)
            return await TransportTesting.failure {
                _ = try await TransportTesting.withTransport { try await $0.response(to: request) }
            }
        }
        #expect(failure?.kind == .connectTimeout)
    }

    private func failure(
        _ fault: TLSFixture.Fault, isTrusted: Bool, options: [String] = []
    ) async throws -> TransportError? {
        let fixture = try TLSFixture(fault, options: options)
        var configuration = CurlTransport.Configuration()
        if isTrusted { configuration.certificateFile = fixture.certificateFile }
        let failure = await TransportTesting.failure {
            let response = try await TransportTesting.withTransport(configuration) {
                try await $0.response(to: .get(fixture.url))
            }
            #expect(response.status == 200)
        }
        try fixture.stop()
        return failure
    }
}
