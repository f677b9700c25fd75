package import HarvestCore

/// Gamma's answers as values: pure functions of frames.
///
/// A page may be a keyset envelope, a bare array or a single object, because Gamma has an endpoint for each.
/// Whether a page is the last one is not decided here: a page shorter than asked for is not the end.
package enum GammaDecoder {
    /// Keys beside which an `error` key does not make an answer an error.
    private static let dataKeys = ["events", "markets", "id", "sport", "data"]

    /// Events of `/events/keyset`, `/events`, `/events/{id}`, `/events/slug/{slug}` and `/public-search`.
    package static func eventsPage(_ frame: Frame) throws(DecodeError) -> Decoded<GammaEvent> {
        try page(of: frame, key: "events") { node, context throws(DecodeError) in
            try GammaEvent(node, in: context)
        }
    }

    /// Markets of `/markets/keyset`, `/markets`, `/markets/{id}` and `/markets/slug/{slug}`.
    package static func marketsPage(_ frame: Frame) throws(DecodeError) -> Decoded<GammaMarket> {
        try page(of: frame, key: "markets") { node, context throws(DecodeError) in
            try GammaMarket(node, in: context)
        }
    }

    /// Tags of `/tags`, of one tag's endpoints and of `/related-tags/tags`.
    package static func tags(_ frame: Frame) throws(DecodeError) -> Decoded<GammaTag> {
        try page(of: frame, key: "tags") { node, context throws(DecodeError) in
            try GammaTag(node, in: context)
        }
    }

    /// Sports of `/sports`.
    package static func sports(_ frame: Frame) throws(DecodeError) -> Decoded<GammaSport> {
        try page(of: frame, key: "sports") { node, context throws(DecodeError) in
            try GammaSport(node, in: context)
        }
    }

    private static func page<Element>(
        of frame: Frame, key: String,
        _ decode: (JSONNode, DecodeContext) throws(DecodeError) -> Element
    ) throws(DecodeError) -> Decoded<Element> {
        let document = try JSONDocument(parsing: frame.bytes, from: frame.endpoint)
        let context = DecodeContext(endpoint: frame.endpoint)
        let root = document.root
        try root.refuseUpstreamError(unless: dataKeys, in: context)
        let page = try rows(of: root, key: key, in: context)
        let elements = context.elements(of: page.rows) { node throws(DecodeError) in
            try decode(node, context)
        }
        return Decoded(elements, of: document, in: context, nextCursor: page.nextCursor)
    }

    /// The rows of an array, of an envelope, or the one row that the answer itself is.
    ///
    /// An event has a `markets` key of its own, so an object is an envelope only when it has no `id`.
    private static func rows(
        of root: JSONNode, key: String, in context: DecodeContext
    ) throws(DecodeError) -> (rows: [JSONNode], nextCursor: String?) {
        if root.kind == .array { return (root.elements, nil) }
        guard root.kind == .object else { throw context.wrongType("an array or an object", at: root) }
        if root["id"] != nil || root["sport"] != nil { return ([root], nil) }
        let others = ["$schema", "next_cursor", "pagination", "tags", "profiles", "limit", "count"]
        let known = KnownKeys(
            "page", always: key, sometimes: others.filter { $0 != key }.joined(separator: " "))
        let reader = try ObjectReader(root, known, in: context)
        guard let rows = root[key] else { throw context.error(.missing, at: root, key: key) }
        guard rows.kind == .array else { throw context.wrongType("an array", at: rows) }
        return (rows.elements, try reader.textIfPresent("next_cursor"))
    }
}
