import Foundation
import HarvestCore
import HarvestSources
import HarvestStore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct ReloadTests {
    private let scratch: Scratch
    private let rehearsal: Rehearsal

    init() throws {
        scratch = try Scratch()
        rehearsal = Rehearsal(directory: scratch.path)
    }

    /// The parts of a daemon whose roster does not run: applying a plan then only changes the plan.
    private func parts() throws -> (reload: Reload, roster: Roster) {
        let shell = try rehearsal.shell("run")
        let context = try shell.context(shell.configurationReport())
        return parts(context, try composition(context))
    }

    private func composition(_ context: CommandContext, journal: JournalDesk? = nil) throws -> Composition {
        Composition(
            context.configuration, store: MemoryStore(clock: rehearsal.clock),
            transport: ScriptedTransport(clock: rehearsal.clock), clock: rehearsal.clock,
            events: context.events, seeds: Seeds(root: 1), journal: journal)
    }

    private func parts(
        _ context: CommandContext, _ composition: Composition
    ) -> (reload: Reload, roster: Roster) {
        let roster = composition.roster()
        let notifier = ServiceNotifier(
            rehearsal.surroundings, events: context.events, monotonicMicroseconds: { 1 })
        return (
            Reload(context, composition: composition, roster: roster, notifier: notifier), roster
        )
    }

    /// What was said since the start, a line each.
    private var lines: [String] {
        rehearsal.notes.facts.joined().split(separator: "\n").map(String.init)
    }

    private func reloads() -> [String] {
        let mark = "text=\"reload: "
        return lines.compactMap { line in
            line.range(of: mark).map { String(line[$0.upperBound...].dropLast()) }
        }
    }

    @Test func itSaysWhatDiffersAndKeepsWhatDoesNot() async throws {
        let (reload, _) = try parts()
        try scratch.write(
            ".env", "POLARIS_QUOTE_TOP_SYNC_INTERVAL=5\nPOLARIS_DATA_DIR=other\nPOLARIS_GAMMA_RATE=1\n")
        try await reload.perform()
        #expect(
            reloads() == [
                "POLARIS_GAMMA_RATE 2 -> 1 requests/s", "POLARIS_QUOTE_TOP_SYNC_INTERVAL 10 -> 5 s",
                "quote_top_sync interval 10 s -> 5 s", "POLARIS_DATA_DIR needs a restart",
                "11 jobs unchanged",
            ])
        #expect(lines.last?.contains("event=ConfigurationReloaded settings=2 changed=1") == true)
        #expect(lines.last?.hasSuffix("unchanged=11 needs_restart=POLARIS_DATA_DIR") == true)
    }

    @Test func aBadConfigurationChangesNothingAndEveryProblemIsNamed() async throws {
        let (reload, roster) = try parts()
        try scratch.write(".env", "POLARIS_CLOB_RAET=5\nPOLARIS_ENABLE_L2=false\nPOLARIS_CLOB_RATE=x\n")
        try await reload.perform()
        #expect(reloads().count == 2)
        #expect(lines.last?.contains("level=error event=ConfigurationRefused problems=2") == true)
        #expect(await roster.standings.contains { $0.name == "orderbook_l2_sync" })
        try scratch.write(".env", "POLARIS_ENABLE_L2=false\n")
        try await reload.perform()
        #expect(reloads().suffix(2) == ["orderbook_l2_sync removed", "11 jobs unchanged"])
        #expect(await !roster.standings.contains { $0.name == "orderbook_l2_sync" })
    }

    @Test func anotherAddressRetiresTheDeskOfTheBooks() async throws {
        let shell = try rehearsal.shell("run")
        let context = try shell.context(shell.configurationReport())
        let composition = try composition(context)
        let (reload, _) = parts(context, composition)
        try scratch.write(".env", "POLARIS_CLOB_RATE=1\n")
        try await reload.perform()
        #expect(await !composition.desk.isRetired)
        try scratch.write(".env", "POLARIS_CLOB_URL=https://clob.example\n")
        try await reload.perform()
        #expect(await composition.desk.isRetired)
    }

    /// A reload that cannot be noted is refused whole. A journal that is only full notes it all the same.
    @Test func aReloadThatTheJournalCannotNoteChangesNothing() async throws {
        let shell = try rehearsal.shell("run")
        let context = try shell.context(shell.configurationReport())
        try await withSegmentedJournal(
            directory: scratch.path + "/journal", clock: rehearsal.clock, events: SilentSink()
        ) { files in
            let desk = try await JournalDesk(
                files, context.configuration, store: nil, clock: rehearsal.clock, seed: 0)
            let (reload, roster) = parts(context, try composition(context, journal: desk))
            let written = "\(scratch.path)/journal"
            // The next segment finds no place: the disk is gone.
            rehearsal.clock.advance(by: .hours(2))
            try FileManager.default.removeItem(atPath: written)
            try scratch.write(".env", "POLARIS_ENABLE_L2=false\nPOLARIS_GAMMA_RATE=1\n")
            for _ in 0..<2 { try await reload.perform() }
            #expect(lines.count { $0.contains("event=ConfigurationRefused code=E35") } == 2)
            #expect(reloads().count { $0.hasPrefix("the journal cannot note the settings") } == 2)
            #expect(await roster.standings.contains { $0.name == "orderbook_l2_sync" })
            try FileManager.default.createDirectory(atPath: written, withIntermediateDirectories: false)
            try await reload.perform()
            #expect(reloads().contains("POLARIS_GAMMA_RATE 2 -> 1 requests/s"))
            #expect(reloads().suffix(2) == ["orderbook_l2_sync removed", "11 jobs unchanged"])
        }
    }

    @Test func aDatabaseAddressIsNamedAndNotShown() async throws {
        let (reload, _) = try parts()
        try scratch.write(".env", "POLARIS_DATABASE_URL=postgresql://u:canary9@h/d\n")
        try await reload.perform()
        #expect(reloads() == ["POLARIS_DATABASE_URL needs a restart", "12 jobs unchanged"])
        #expect(!lines.joined().contains("canary9"))
    }

    @Test func theLogChangesItsFormAndLevelInPlace() async throws {
        let (reload, _) = try parts()
        try scratch.write(".env", "POLARIS_LOG_FORMAT=json\n")
        try await reload.perform()
        #expect(lines.last?.hasPrefix(#"{"time":"#) == true)
        try scratch.write(".env", "POLARIS_LOG_LEVEL=ERROR\n")
        let count = lines.count
        try await reload.perform()
        #expect(lines.count == count)
    }

    /// Another value for each key that a reload promises to put into effect.
    private static let values = [
        "POLARIS_DEFAULT_HANDLES": "jack", "POLARIS_MARKET_DISCOVERY_SCOPE": "watchlist_tweet",
        "POLARIS_MARKET_DISCOVERY_STATE": "all", "POLARIS_ENABLE_L2": "false",
        "POLARIS_LOG_LEVEL": "ERROR", "POLARIS_LOG_FORMAT": "json",
    ]

    @Test(arguments: ConfigurationTable.live.map(\.name))
    func everyLiveKeyChangesSomething(_ key: String) throws {
        let value = Self.values[key] ?? (key.hasSuffix("_URL") ? "https://else.example" : "7")
        let before = try rehearsal.report("run")
        try scratch.write(".env", "\(key)=\(value)\n")
        let report = try rehearsal.report("run")
        #expect(report.problems.isEmpty, "\(key)")
        let change = ConfigurationChange(from: before.settings, to: report.settings)
        #expect(change.waiting.isEmpty && change.applied.count == 1)
        let old = Configuration(settings: before.settings)
        let new = Configuration(settings: change.settings)
        func traits(_ configuration: Configuration) -> [String: [String: String]] {
            let composition = Composition(
                configuration, store: MemoryStore(clock: rehearsal.clock),
                transport: ScriptedTransport(clock: rehearsal.clock), clock: rehearsal.clock,
                events: SilentSink(), seeds: Seeds(root: 1))
            return Dictionary(composition.plan.map { ($0.name, $0.traits) }) { first, _ in first }
        }
        let isOther =
            traits(old) != traits(new) || old.gamma != new.gamma || old.clob != new.clob
            || old.xtracker != new.xtracker || old.logLevel != new.logLevel
            || old.logFormat != new.logFormat
        #expect(isOther, "\(key) is promised and has no effect")
    }

    @Test func anUpstreamKeepsItsPermitsAsLongAsItsAddressStays() throws {
        let shell = try rehearsal.shell("run")
        let context = try shell.context(shell.configurationReport())
        let composition = Composition(
            context.configuration, store: MemoryStore(clock: rehearsal.clock),
            transport: ScriptedTransport(clock: rehearsal.clock), clock: rehearsal.clock,
            events: context.events, seeds: Seeds(root: 1))
        var configuration = context.configuration
        configuration.clob = .init(address: "https://else.example", rate: 1, burst: 1)
        configuration.gamma = .init(address: configuration.gamma.address, rate: 9, burst: 9)
        let next = composition.with(configuration)
        #expect(next.upstreams.gamma === composition.upstreams.gamma)
        #expect(next.upstreams.clob !== composition.upstreams.clob)
        #expect(next.desk !== composition.desk)
        #expect(next.channel === composition.channel)
    }
}
