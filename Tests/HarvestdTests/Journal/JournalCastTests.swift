import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct JournalCastTests {
    /// Its job ends after the record of the settings that take it away, so a run may begin in between.
    @Test func anAccountThatWasTakenAwayIsKnownUntilTheNextSettings() throws {
        let clock = ManualClock()
        let before = try StatusBench.configuration("--handle", "first,second")
        let after = try StatusBench.configuration("--handle", "first")
        var cast = JournalCast(before, store: MemoryStore(clock: clock), clock: clock)
        let record = JournalRecord(
            RecordKind.settings, at: clock.now, uptime: clock.uptime, run: nil, fields: after.journalFields,
            body: [])
        func knows(_ handle: String) -> Bool { cast.collector(of: .postSync, subject: handle) != nil }
        #expect(knows("first") && knows("second") && !knows("third"))
        cast.apply(record)
        #expect(knows("first") && knows("second") && !knows("third"))
        cast.apply(record)
        #expect(knows("first") && !knows("second"))
    }
}
