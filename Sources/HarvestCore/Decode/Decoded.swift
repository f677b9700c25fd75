/// What a payload held: the elements that could be used, those that could not, and the keys that drifted.
package struct Decoded<Element: Sendable>: Sendable {
    /// Elements in the payload's order.
    package let elements: [Element]
    /// What could not be used, elements inside of elements included.
    package let rejected: [RejectedElement]
    /// Unknown and vanished keys.
    package let drift: [DriftNote]
    /// Keys that came twice in one object.
    package let duplicateKeyCount: Int
    /// Where the next page starts, as the service says it; none on the last page and without pages.
    package let nextCursor: String?

    /// Closes the decoding of a document.
    package init(
        _ elements: [Element], of document: JSONDocument, in context: DecodeContext, nextCursor: String? = nil
    ) {
        self.elements = elements
        rejected = context.rejected
        drift = context.drift.values.sorted { ($0.field, $0.kind.rawValue) < ($1.field, $1.kind.rawValue) }
        duplicateKeyCount = document.duplicateKeyCount
        self.nextCursor = nextCursor
    }

    /// The rejects as rows.
    package func rejections(of frame: Frame) -> [Rejection] {
        rejected.map { Rejection($0.error, bytes: frame.bytes[$0.byteRange], of: frame) }
    }

    /// The drifted keys as rows.
    package func fieldDrift(of frame: Frame) -> [FieldDrift] {
        drift.map { note in
            FieldDrift(
                source: frame.endpoint.source, endpoint: frame.endpoint.name, field: note.field,
                kind: note.kind, sample: note.sample, firstSeen: frame.receivedAt,
                lastSeen: frame.receivedAt, occurrences: note.occurrences)
        }
    }
}
