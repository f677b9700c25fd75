internal import Glibc
internal import HarvestCore
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// No descriptor is left: in a process of its own, because it would meet every other test.
@Suite struct DescriptorExhaustionTests {
    @Test func requestsFailWithAnErrorAndWorkAgainWhenThereIsRoom() async {
        await #expect(processExitsWith: .success) {
            try await withLoopbackServer { connection in
                while true {
                    try connection.readRequest()
                    try connection.reply(headers: ["Connection": "close"], text: "[]")
                }
            } _: { server in
                try await withCurlTransport(clock: ManualClock()) { transport in
                    let request = HTTPRequest.get(server.url())
                    let before = try await transport.response(to: request)
                    precondition(before.status == 200)
                    var limit = rlimit()
                    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    limit.rlim_cur = 64
                    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    var taken: [Int32] = []
                    while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
                    precondition(errno == EMFILE && !taken.isEmpty)
                    var failures = 0
                    for _ in 0..<10 {
                        // Connections that close late give theirs back; what comes free is taken at once.
                        while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
                        do {
                            _ = try await transport.response(to: request)
                        } catch {
                            precondition(error is TransportError, "\(error)")
                            failures += 1
                        }
                    }
                    precondition(failures > 0)
                    for descriptor in taken { close(descriptor) }
                    let after = try await transport.response(to: request)
                    precondition(after.status == 200)
                }
            }
        }
    }
}
