/// The journal as runs and the writer use it: who is running, from which record on everything is still
/// needed, and what the store said last.
public final class RunJournal: Sendable {
    private struct State {
        /// First record that each open run needs.
        var open: [String: UInt64] = [:]
        /// First record needed for what later runs may build on, by name.
        var offered: [String: UInt64] = [:]
        /// Number of the newest record.
        var newest: UInt64 = 0
        /// Since when batches wait for the store.
        var waitingSince: Timestamp?
        /// Records of what became of batches that the journal has not taken yet, in order.
        var owed: [JournalRecord] = []
        /// The records of settings.
        var settings = SettingsTrail()
        /// The present settings, and when they were written last.
        var present: (fields: [JournalRecord.Field], at: Duration)?
    }

    /// Earlier answers of the store, and whether it is out of reach.
    package let memory = ReadMemory()
    /// Lets commits and reads that have a place among them take turns.
    let commits = Gate(width: 1)

    /// How long a record of settings serves before it is written again: what is trimmed away must not be
    /// needed.
    static let settingsInterval = Duration.seconds(3_600)

    /// Stands among the open runs while settings are written.
    private static let writingSettings = "settings"

    /// Lets what writes settings take turns, so that the last ones written are the present ones.
    private let settingsTurn = Gate(width: 1)
    private let journal: any Journal
    private let clock: any EngineClock
    private let state = Locked(State())

    /// Joins a journal and the engine's clock.
    public init(_ journal: any Journal, clock: any EngineClock) {
        self.journal = journal
        self.clock = clock
    }

    /// Says that a process begins to write, with what it is set to do: the settings that collectors are made
    /// from. Answers the record's number.
    @discardableResult
    package func open(settings: [JournalRecord.Field], version: String) async throws -> UInt64 {
        // Until a writer has caught up with what the process before has left.
        memory.isStoreDown = true
        let moment = Moment(clock)
        let number = try await append(
            JournalRecord(
                RecordKind.opened, at: moment.at, uptime: moment.uptime, ["version": .text(version)]))
        try await note(settings: settings)
        return number
    }

    /// Says what collectors are made from, from now on.
    package func note(settings: [JournalRecord.Field]) async throws {
        try await settingsTurn.pass { try await write(settings) }
    }

    private func write(_ settings: [JournalRecord.Field]) async throws {
        // Until it is known here which record it is, no commit may name one after it as the first needed.
        hold(Self.writingSettings)
        defer { finish(Self.writingSettings) }
        let moment = Moment(clock)
        // It moves no run on, so what is owed need not come before it.
        let number = try await appendNow(
            JournalRecord(
                RecordKind.settings, at: moment.at, uptime: moment.uptime, run: nil, fields: settings,
                body: []))
        state.withLock { state in
            state.settings.note(number)
            state.present = (settings, moment.uptime)
        }
    }

    /// Writes the settings again when that was long ago.
    private func repeatSettings() async throws {
        func isDue() -> Bool {
            let written = state.withLock { $0.present?.at }
            return written.map { clock.uptime - $0 >= Self.settingsInterval } ?? false
        }
        guard isDue() else { return }
        try await settingsTurn.pass {
            if isDue(), let present = state.withLock({ $0.present }) { try await write(present.fields) }
        }
    }

    /// The record whose settings hold at a record.
    func settings(at position: UInt64) -> UInt64 { state.withLock { $0.settings.record(at: position) } }

    /// The first record that something unfinished needs: of the open runs, and of what others may build on.
    package var oldestNeeded: UInt64 {
        state.withLock { state in
            min(state.open.values.min() ?? .max, state.offered.values.min() ?? .max, state.newest + 1)
        }
    }

    /// Begins a run.
    func begin(_ run: RunID, of collector: any Collector) async throws -> JournalTape {
        let name = run.description
        try await repeatSettings()
        hold(name)
        let moment = Moment(clock)
        do {
            let start = try await append(
                JournalRecord(
                    RecordKind.start, at: moment.at, uptime: moment.uptime, run: name,
                    [
                        "job": .text(collector.job.rawValue),
                        "subject": collector.subject.map { .text($0) }, "source": .text(collector.source),
                    ]))
            return JournalTape(
                self, origin: RunOrigin(run: name, start: start), moment: moment,
                reads: collector.isDerived ? .places : .rows)
        } catch {
            finish(name)
            throw error
        }
    }

    /// Enters somebody whose first record has no number yet, so that nobody takes it for one that is needed
    /// no more.
    private func hold(_ name: String) { state.withLock { $0.open[name] = $0.newest + 1 } }

    /// Forgets a run that is wholly stored, or whose batches wait in the journal.
    func finish(_ run: String) { state.withLock { _ = $0.open.removeValue(forKey: run) } }

    /// An open run needs what another one took in.
    func keep(_ origin: RunOrigin, for run: String) {
        state.withLock { state in
            if let start = state.open[run] { state.open[run] = min(start, origin.start) }
        }
    }

    /// Later runs may build on this one.
    func offer(_ origin: RunOrigin, as name: String) { state.withLock { $0.offered[name] = origin.start } }

    /// Nobody builds on what was offered under this name any more.
    func withdraw(_ name: String) { state.withLock { _ = $0.offered.removeValue(forKey: name) } }

    /// From now on what is read from the store would not be what the journal says; what is being read now is
    /// read to its end first.
    func noteStoreDown() async {
        await Uncancelled.value { [memory, commits] in
            // Only a cancelled task fails to pass, and this one is not.
            try? await commits.pass { memory.isStoreDown = true }
        }
    }

    /// Since when batches wait here for the store; `nil` when none do.
    package var waitingSince: Timestamp? { state.withLock { $0.waitingSince } }

    /// Batches are left here from now on, or the store has them all.
    func note(isWaiting: Bool) {
        let now = clock.now
        state.withLock { $0.waitingSince = isWaiting ? $0.waitingSince ?? now : nil }
    }

    /// Batches that are stored, and that the journal could not be told of.
    var unnoted: [Batch.Part] {
        state.withLock { $0.owed }.filter { $0.kind == RecordKind.commit }
            .flatMap { Batch.Part.parts($0.text("parts") ?? "") }
    }

    /// Says what became of batches, now or never.
    func say(_ kind: String, of parts: [Batch.Part], _ fields: [JournalRecord.Field] = []) async throws {
        try await append(record(kind, of: parts, fields))
    }

    /// Says what became of batches. When the journal does not take it now, it is owed, unless it never will.
    func note(_ kind: String, of parts: [Batch.Part], _ fields: [JournalRecord.Field]) async throws {
        do {
            try await say(kind, of: parts, fields)
        } catch {
            if Advice.on(error) != .skip { owe(kind, of: parts, fields) }
            throw error
        }
    }

    /// Says what became of batches before whatever is appended next: a run that went on could not be done
    /// again without. There are never many: to go on or to begin, a run needs a record.
    func owe(_ kind: String, of parts: [Batch.Part], _ fields: [JournalRecord.Field]) {
        let record = record(kind, of: parts, fields)
        state.withLock { $0.owed.append(record) }
    }

    private func record(
        _ kind: String, of parts: [Batch.Part], _ fields: [JournalRecord.Field]
    ) -> JournalRecord {
        let moment = Moment(clock)
        return JournalRecord(
            kind, at: moment.at, uptime: moment.uptime, run: nil,
            fields: [.init("parts", .text(Batch.Part.text(parts)))] + fields, body: [])
    }

    /// Appends a record, after those that are owed.
    @discardableResult
    func append(_ record: JournalRecord) async throws -> UInt64 {
        while let owed = state.withLock({ $0.owed.first }) {
            try await appendNow(owed)
            // Others may have been here meanwhile; said twice, it counts once.
            state.withLock { if $0.owed.first == owed { $0.owed.removeFirst() } }
        }
        return try await appendNow(record)
    }

    @discardableResult
    private func appendNow(_ record: JournalRecord) async throws -> UInt64 {
        let number = try await journal.append(record)
        state.withLock { $0.newest = max($0.newest, number) }
        return number
    }

    /// Returns when everything appended before is on the disk.
    func sync() async throws { try await journal.sync() }

    /// Reads the engine's clock.
    var moment: Moment { Moment(clock) }
}
