import Glibc
import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct ServiceNotifierTests {
    private let events = EventRecorder()

    private func notifier(_ socket: String?) -> ServiceNotifier {
        let variables = socket.map { ["NOTIFY_SOCKET": $0] } ?? [:]
        return ServiceNotifier(
            Surroundings(variables: variables), events: events, monotonicMicroseconds: { 42 })
    }

    @Test(arguments: [true, false])
    func eachMessageIsOneDatagram(isAbstract: Bool) throws {
        let scratch = try Scratch()
        let name = "\(isAbstract ? "@" : "")\(scratch.path)/notify"
        let manager = try #require(DatagramListener(name))
        let notifier = notifier(name)
        for message in [
            ServiceNotifier.Message.ready, .status("2 jobs\nREADY=0"), .watchdog, .reloading, .stopping,
            .starting(.seconds(30)),
        ] { notifier.send(message) }
        #expect(
            (0..<6).map { _ in manager.next() } == [
                "READY=1", "STATUS=2 jobs READY=0", "WATCHDOG=1", "RELOADING=1\nMONOTONIC_USEC=42",
                "STOPPING=1", "EXTEND_TIMEOUT_USEC=30000000",
            ])
        #expect(events.recorder.count == 0)
    }

    @Test func aSocketThatIsGoneIsReportedOnce() {
        let notifier = notifier("/nonexistent/notify")
        for _ in 0..<3 { notifier.send(.watchdog) }
        #expect(events.recorder.facts.map(\.name) == ["NotificationFailed"])
        self.notifier(String(repeating: "x", count: 200)).send(.ready)
        #expect(events.recorder.count == 2)
    }

    @Test func withoutASocketNothingIsSaid() {
        notifier(nil).send(.ready)
        notifier("").send(.ready)
        #expect(events.recorder.count == 0)
    }

    @Test func theWatchdogIsOnlyForTheProcessItNames() {
        func interval(_ variables: [String: String]) -> Duration? {
            ServiceNotifier.watchdogInterval(variables, process: 7)
        }
        #expect(interval([:]) == nil)
        #expect(interval(["WATCHDOG_USEC": "30000000"]) == .seconds(30))
        #expect(interval(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"]) == .seconds(30))
        #expect(interval(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "nonsense"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "0"]) == nil)
        #expect(Daemon.interval(of: .seconds(6)) == .seconds(2))
        #expect(Daemon.interval(of: .minutes(5)) == .seconds(10))
        #expect(Daemon.interval(of: nil) == .seconds(10))
    }
}
