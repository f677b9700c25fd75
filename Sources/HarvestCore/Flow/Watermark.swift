/// How far a store has come in the journal. It is a row of `ops_cursor`, written in the transaction of every
/// commit, so that after any interruption the store itself says what it holds.
package struct Watermark: Hashable, Sendable {
    /// Key of the row.
    package static let key = "journal"

    /// The identity of the journal that it speaks of; `nil` in a row from before journals had one.
    package var journal: String?
    /// Number of the last commit.
    package var commit: UInt64
    /// First record of the journal that something unfinished needs.
    package var from: UInt64
    /// Batches that were spilled up to this record are stored.
    package var spilled: UInt64
    /// Runs that had not ended when this record was written, with which a process began, are stored.
    package var settled: UInt64 = 0
    /// Batches of such runs that are stored, while not all of them are.
    package var settling: [Batch.Part] = []
    /// The record of the settings that hold at `from`.
    package var settings: UInt64
    /// Batches of the last commit, which the journal may not know of.
    package var parts: [Batch.Part]

    /// Makes a watermark.
    package init(
        journal: String? = nil, commit: UInt64 = 0, from: UInt64, spilled: UInt64 = 0, settings: UInt64 = 0,
        parts: [Batch.Part] = []
    ) {
        self.journal = journal
        self.commit = commit
        self.from = from
        self.spilled = spilled
        self.settings = settings
        self.parts = parts
    }

    /// Key of the row in which the watermark of a journal waits while another journal is in use.
    package static func key(ofWaiting journal: String) -> String { "\(key) \(journal)" }

    /// Whether a cursor of this name is a watermark, the present one or one that waits.
    static func isKey(_ name: String) -> Bool { name == key || name.hasPrefix(key + " ") }

    /// The batch that stores it.
    package func batch(as key: String = Self.key, updatedAt: Timestamp) -> Batch {
        let identity = journal.map { [("journal", JSONWriter.string($0))] } ?? []
        let meta = JSONWriter.object(
            identity + [
                ("from", JSONWriter.string(String(from))), ("spilled", JSONWriter.string(String(spilled))),
                ("settings", JSONWriter.string(String(settings))),
                ("settled", JSONWriter.string(String(settled))),
                ("settling", JSONWriter.string(Batch.Part.text(settling))),
                ("parts", JSONWriter.string(Batch.Part.text(parts))),
            ])
        var batch = Batch()
        batch.append(Cursor(key: key, value: String(commit), meta: meta, updatedAt: updatedAt))
        return batch
    }

    /// The stored one; `nil` where no journal has been used yet.
    package static func stored(
        as key: String = Self.key, in store: any RowSource
    ) async throws -> Watermark? {
        let rows = try await store.rows(
            Query(Cursor.table, where: [.equal("cursor_key", .text(key))]))
        guard let row = rows.first, let commit = row.text("cursor_value").flatMap({ UInt64($0) }) else {
            return nil
        }
        let document = try JSONDocument(
            parsing: Array((row.text("meta") ?? "{}").utf8),
            from: Endpoint(source: "store", name: Cursor.table.name))
        func number(_ name: String) -> UInt64 {
            document.root[name]?.text.flatMap { UInt64($0) } ?? 0
        }
        var found = Watermark(
            journal: document.root["journal"]?.text, commit: commit, from: number("from"),
            spilled: number("spilled"),
            settings: number("settings"), parts: Batch.Part.parts(document.root["parts"]?.text ?? ""))
        found.settled = number("settled")
        found.settling = Batch.Part.parts(document.root["settling"]?.text ?? "")
        return found
    }
}

extension Batch.Part {
    /// `run:number` with commas between.
    static func text(_ parts: [Batch.Part]) -> String {
        parts.map { "\($0.run):\($0.number)" }.joined(separator: ",")
    }

    /// Reads such a list; what cannot be read is left out.
    static func parts(_ text: String) -> [Batch.Part] {
        text.split(separator: ",").compactMap { part in
            guard let colon = part.lastIndex(of: ":"), let number = Int(part[part.index(after: colon)...])
            else { return nil }
            return Batch.Part(run: String(part[..<colon]), number: number)
        }
    }
}
