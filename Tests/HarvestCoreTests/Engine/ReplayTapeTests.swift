import HarvestTestSupport
import Testing

@testable import HarvestCore

@Suite struct ReplayTapeTests {
    private static func record(_ kind: String, _ number: UInt64, at second: Int64 = 10) -> JournalRecord {
        var record = JournalRecord(
            kind, at: Timestamp(seconds: second), uptime: .seconds(second), run: "run",
            kind == RecordKind.end ? ["why": .text("returned")] : [:])
        record.sequence = number
        return record
    }

    private static func tape() -> ReplayTape {
        ReplayTape(
            origin: RunOrigin(run: "run", start: 1),
            moment: Moment(at: Timestamp(seconds: 1), uptime: .seconds(1)), reads: .rows)
    }

    /// A collector that takes one input and stores it.
    struct OneInput: Collector {
        let job = JobName.postSync
        let source = "test"

        func collect(into run: JobRun) async throws {
            let text = try await run.intake.tape.take(
                live: { "live" },
                record: { _, moment in JournalRecord("turn", at: moment.at, uptime: moment.uptime) },
                recall: { record in
                    try record.expect(RecordKind.turn)
                    return "recalled"
                })
            await run.append(
                Cursor(key: text, value: "1", meta: "{}", updatedAt: run.clock.now))
        }
    }

    @Test func aRunFollowsItsRecordsAndTakesTimeFromThem() async throws {
        let tape = Self.tape()
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await JobRunner.rerun(OneInput(), as: RunID("run"), tape: tape) }
            await tape.settle()
            await tape.feed(Self.record(RecordKind.turn, 2))
            await tape.feed(Self.record(RecordKind.end, 3, at: 20))
            let batch = try #require(tape.submitted)
            #expect(batch.run?.finishedAt == Timestamp(seconds: 20))
            #expect(batch.run?.latencyMilliseconds == 19_000)
            #expect(batch.blocks.first?[0].first == .text("recalled"))
            await tape.answer(.success(CommitReceipt()))
            #expect(tape.report?.status == .ok)
            #expect(tape.failure == nil)
        }
    }

    @Test(arguments: [RecordKind.frame, RecordKind.end])
    func aRunThatAsksForSomethingElseFailsAndStoresNothing(kind: String) async throws {
        let tape = Self.tape()
        await withDiscardingTaskGroup { group in
            group.addTask { await JobRunner.rerun(OneInput(), as: RunID("run"), tape: tape) }
            await tape.settle()
            await tape.feed(Self.record(kind, 2))
            #expect(tape.failure != nil)
            #expect(tape.submitted == nil)
            #expect(tape.report?.failure?.code == "E5006")
        }
    }

    @Test func aRunWhoseProcessEndedSaysSo() async throws {
        let tape = Self.tape()
        await withDiscardingTaskGroup { group in
            group.addTask { await JobRunner.rerun(OneInput(), as: RunID("run"), tape: tape) }
            await tape.settle()
            await tape.feed(RunEnd.processEnded.record(Moment(tape.clock), run: "run"))
            #expect(tape.submitted?.run?.errorCode == "E5005")
            await tape.answer(.success(CommitReceipt()))
            #expect(tape.failure == nil)
        }
    }

    @Test func aRunThatIsCutEndsWhereverItStands() async throws {
        for steps in 0...2 {
            let tape = Self.tape()
            await withDiscardingTaskGroup { group in
                group.addTask { await JobRunner.rerun(OneInput(), as: RunID("run"), tape: tape) }
                await tape.settle()
                if steps > 0 { await tape.feed(Self.record(RecordKind.turn, 2)) }
                if steps > 1 { await tape.feed(Self.record(RecordKind.end, 3)) }
                await tape.cut(CancellationError())
                #expect(tape.report != nil)
            }
        }
    }
}
