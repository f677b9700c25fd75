internal import HarvestCore

/// What XTracker says of a window that has no column: the event it links to, and when it was last touched.
///
/// The tracking job keeps it as the `meta` of its cursor, in the transaction that stores the windows.
struct TrackingFacts: Hashable, Sendable {
    /// Slug of the event.
    let linkedSlug: String?
    /// When XTracker last touched the window.
    let updatedAt: Timestamp?

    /// The beginning of the cursor keys under which facts are kept; the handle follows.
    static let cursorPrefix = JobName.trackingSync.rawValue + ":"

    /// The slug at the end of a link such as `https://polymarket.com/event/<slug>`.
    static func slug(ofLink link: String?) -> String? {
        guard let path = link?.split(whereSeparator: { $0 == "?" || $0 == "#" }).first else { return nil }
        let parts = path.split(separator: "/").map(String.init)
        guard let event = parts.firstIndex(of: "event"), event + 1 < parts.count else { return nil }
        return parts[event + 1]
    }

    /// Facts as JSON for a cursor's `meta`.
    static func meta(_ facts: [TrackingID: TrackingFacts]) -> String {
        JSONWriter.object(
            facts.sorted { $0.key < $1.key }.map { id, fact in
                let members = [("slug", fact.linkedSlug), ("updated", fact.updatedAt?.description)]
                let present = members.compactMap { name, value in
                    value.map { (name: name, value: JSONWriter.string($0)) }
                }
                return (name: id.rawValue, value: JSONWriter.object(present))
            })
    }

    /// The facts of all cursors of the tracking job.
    static func stored(in store: any RowSource) async throws -> [TrackingID: TrackingFacts] {
        let rows = try await store.rows(Query(Cursor.table, columns: ["cursor_key", "meta"]))
        var facts: [TrackingID: TrackingFacts] = [:]
        for row in rows where row.text("cursor_key")?.hasPrefix(cursorPrefix) == true {
            guard let meta = row.text("meta") else { continue }
            let document = try JSONDocument(
                parsing: Array(meta.utf8), from: Endpoint(source: "store", name: Cursor.table.name))
            for (id, value) in document.root.members {
                facts[TrackingID(id)] = TrackingFacts(
                    linkedSlug: value["slug"]?.text,
                    updatedAt: value["updated"]?.text.flatMap { Timestamp(parsing: $0) })
            }
        }
        return facts
    }
}
