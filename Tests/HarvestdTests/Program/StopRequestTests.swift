import Dispatch
import Glibc
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct StopRequestTests {
    private let ends = Recorder<Int32>()
    private let said = Recorder<String>()

    private func request(limit: DispatchTimeInterval = .seconds(3_600)) -> StopRequest {
        let style = TextStyle(choice: "never", isTerminal: false, variables: [:])
        let notes = Notes(style: style, isTerminal: false, secrets: SecretKeeper()) { said.record($0) }
        return StopRequest(notes: notes, farewell: "stopping", limit: limit) { ends.record($0) }
    }

    @Test func theFirstSignalAsksAndTheSecondEnds() async throws {
        let request = request()
        async let asked: Void = request.wait()
        request.receive(SIGTERM)
        await asked
        #expect(ends.facts.isEmpty)
        #expect(request.signal == SIGTERM)
        request.receive(SIGINT)
        #expect(ends.facts == [130])
        #expect(said.facts.last == "note: stopped at once; batches not yet stored are read again next time\n")
    }

    @Test func workThatEndsByItselfLeavesTheNextSignalTheFirst() async throws {
        let request = request()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await request.wait() }
            group.cancelAll()
        }
        request.receive(SIGINT)
        #expect(ends.facts.isEmpty)
        #expect(said.facts == ["note: stopping (once more to end at once)\n"])
    }

    @Test func aStopThatTakesTooLongEndsAsAFailure() async throws {
        let request = request(limit: .milliseconds(1))
        request.receive(SIGTERM)
        #expect(try await ends.wait(for: 1) == [1])
        #expect(
            said.facts.last
                == "note: stopping took too long; batches not yet stored are read again next time\n")
        // A request that has gone gives nothing up.
        withExtendedLifetime(request) {}
    }

    @Test(arguments: [(SIGINT, ExitCode.interrupted), (SIGTERM, .terminated)])
    func workUnderAWatchIsCancelledByTheFirstSignal(_ number: Int32, _ code: ExitCode) async throws {
        let request = request()
        let begun = Recorder<String>()
        let error = await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                do {
                    try await request.cancelling {
                        begun.record("work")
                        try await ManualClock().sleep(until: .seconds(9_999))
                    }
                    return nil
                } catch {
                    return error
                }
            }
            group.addTask {
                do { try await begun.wait(for: 1) } catch { return error }
                request.receive(number)
                return nil
            }
            return await group.reduce(nil) { $0 ?? $1 }
        }
        #expect(FailureReport(try #require(error)).exitCode == code)
        #expect(try await self.request().cancelling { 7 } == 7)
    }
}
