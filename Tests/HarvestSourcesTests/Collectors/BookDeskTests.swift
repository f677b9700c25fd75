import HarvestTestSupport
import Testing

@testable import HarvestCore
@testable import HarvestSources

/// What two desks do to the journal that they share, after a reload with another address.
@Suite struct BookDeskTests {
    private let clock = SkippingClock()
    private let store: MemoryStore
    private let journal = MemoryJournal()
    private let room: RunJournal

    init() async throws {
        store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        room = RunJournal(journal, clock: clock)
    }

    private func desk(_ age: Duration) -> BookDesk {
        let upstream = Upstream(
            name: "clob", baseURL: "https://clob.example", transport: ScriptedTransport(clock: clock),
            bucket: TokenBucket(rate: 1, burst: 1), policy: RetryPolicy(seed: 0), clock: clock,
            events: EventRecorder())
        return BookDesk(clob: ClobSource(upstream), store: store, clock: clock, maximumAge: age)
    }

    /// A run of its own of a job that uses a desk.
    private func begin(_ seed: UInt64, at desk: BookDesk) async throws -> JobRun {
        var generator = SplitMix64(seed: seed)
        let id = RunID(using: &generator)
        let collector = BookCollector(.top, desk: desk)
        let tape = try await room.begin(id, of: collector)
        return JobRun(
            id: id, job: collector.job, source: collector.source, clock: tape.clock,
            intake: RunIntake(tape: tape), submit: { _ in CommitReceipt() })
    }

    /// Late runs that find a young picture, and such that find none.
    @Test(arguments: [Duration.seconds(4), .seconds(-1)])
    func aLateRunAtADeskThatWasReplacedLeavesTheOfferOfTheOtherAlone(_ age: Duration) async throws {
        let (former, present) = (desk(age), desk(age))
        let first = try await begin(1, at: former)
        _ = try await former.picture(for: first)
        let late = [try await begin(2, at: former), try await begin(3, at: former)]
        await former.retire()
        let lender = try await begin(4, at: present)
        _ = try await present.picture(for: lender)
        for run in late { _ = try await former.picture(for: run) }
        for run in [first, lender] + late { room.finish(run.id.description) }
        #expect(room.oldestNeeded == lender.intake.tape.origin.start)
        let turns = journal.records.filter { $0.kind == RecordKind.turn }
        #expect(turns.count == 4)
        #expect(turns.allSatisfy { $0.text("fetched_by") == $0.run }, "a retired desk lends nothing")
        let next = try await begin(5, at: present)
        let origin = try await present.picture(for: next).origin
        #expect(origin == (age > .zero ? lender : next).intake.tape.origin)
    }
}
