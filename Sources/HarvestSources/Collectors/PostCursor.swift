internal import HarvestCore

/// How far the posts of a handle have been read: the newest post's time and the last payload's hash.
struct PostCursor: Hashable, Sendable {
    /// Time of the newest post.
    let newest: Timestamp
    /// SHA-256 of the payload it came in.
    let payloadSHA256: String

    /// The stored cursor; `nil` before the first run, and for a cursor of another program that cannot be
    /// read.
    static func stored(of handle: String, in store: any RowSource) async throws -> PostCursor? {
        let rows = try await store.rows(
            Query(Cursor.table, where: [.equal("cursor_key", .text(key(of: handle)))]))
        guard let row = rows.first, let newest = row.text("cursor_value").flatMap({ Timestamp(parsing: $0) })
        else { return nil }
        let document = try JSONDocument(
            parsing: Array((row.text("meta") ?? "{}").utf8),
            from: Endpoint(source: "store", name: Cursor.table.name))
        return PostCursor(newest: newest, payloadSHA256: document.root["payload_sha256"]?.text ?? "")
    }

    /// The row of the cursor.
    func row(of handle: String, updatedAt: Timestamp) -> Cursor {
        Cursor(
            key: Self.key(of: handle), value: newest.description,
            meta: JSONWriter.object([("payload_sha256", JSONWriter.string(payloadSHA256))]),
            updatedAt: updatedAt)
    }

    private static func key(of handle: String) -> String {
        JobName.postSync.rawValue + ":" + handle.lowercased()
    }
}
