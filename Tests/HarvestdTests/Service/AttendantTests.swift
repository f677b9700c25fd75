import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct AttendantTests {
    private struct Failing: Service {
        let starts: Recorder<Int>

        func run() async throws {
            starts.record(1)
            throw SampleFailure()
        }
    }

    /// The rule of restarts allows ten in ten minutes; the twelfth start comes after a rest.
    @Test func oneThatKeepsFailingRestsLoudlyAndEndsNothing() async throws {
        let (clock, events) = (SkippingClock(longest: .minutes(30)), EventRecorder())
        let composition = Composition(
            try StatusBench.configuration(), store: MemoryStore(clock: clock),
            transport: ScriptedTransport(clock: clock), clock: clock, events: events, seeds: Seeds(root: 1))
        let starts = Recorder<Int>()
        let failing = Attendant(name: "reload", note: "", service: Failing(starts: starts))
        let tree = SupervisionTree.group(
            "root",
            options: .init(
                // Cancellation ends the wait alike.
                until: { _ = try? await starts.wait(for: 12) }),
            [composition.attended("desk", note: "", [failing])])
        try await composition.run(tree)
        #expect(starts.count >= 12)
        let told = events.recorder.facts.filter { $0["service"] == .text("reload") }.map(\.name)
        let expected = Array(repeating: "ServiceRestarted", count: 10) + ["ServiceGivenUp"]
        #expect(Array(told.prefix(11)) == expected)
    }

    @Test func theTreeNamesThemUnderTheOneThatRunsThem() throws {
        let rehearsal = Rehearsal()
        let shell = try rehearsal.shell("run", "--hot-reload", "--status-address", "off")
        let context = try shell.context(shell.configurationReport())
        let composition = Composition(
            context.configuration, store: MemoryStore(clock: rehearsal.clock),
            transport: ScriptedTransport(clock: rehearsal.clock), clock: rehearsal.clock,
            events: context.events, seeds: Seeds(root: 1))
        let tree = Daemon(context, composition).tree(until: {})
        let desk = tree.children.first { $0.name == "intake" }?.children.first { $0.name == "desk" }
        #expect(desk?.children.map(\.name).prefix(2) == ["reload", "telling"])
    }
}
