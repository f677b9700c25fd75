package import HarvestCore

/// CLOB's REST answers as values: pure functions of frames.
package enum ClobDecoder {
    /// The `next_cursor` of the last page: base64 of `-1`.
    package static let endCursor = "LTE="

    /// Keys beside which an `error` key does not make an answer an error.
    private static let dataKeys = ["market", "asset_id", "condition_id", "data", "c"]

    /// The book of `/book`; a book that cannot be used is an error.
    package static func book(_ frame: Frame) throws(DecodeError) -> Decoded<ClobBook> {
        try single(of: frame) { node, context throws(DecodeError) in try ClobBook(node, in: context) }
    }

    /// The books of a `POST /books`; tokens without a book are left out by the venue.
    package static func books(_ frame: Frame) throws(DecodeError) -> Decoded<ClobBook> {
        try list(of: frame) { node, context throws(DecodeError) in try ClobBook(node, in: context) }
    }

    /// The market of `/markets/{condition_id}`.
    package static func market(_ frame: Frame) throws(DecodeError) -> Decoded<ClobMarket> {
        try single(of: frame) { node, context throws(DecodeError) in try ClobMarket(node, in: context) }
    }

    /// A page of `/markets` and of its sampling variant; no cursor on the last one.
    package static func marketsPage(_ frame: Frame) throws(DecodeError) -> Decoded<ClobMarket> {
        try list(of: frame) { node, context throws(DecodeError) in try ClobMarket(node, in: context) }
    }

    /// The short market of `/clob-markets/{condition_id}`, or an array of them.
    package static func marketInfos(_ frame: Frame) throws(DecodeError) -> Decoded<ClobMarketInfo> {
        try list(of: frame) { node, context throws(DecodeError) in try ClobMarketInfo(node, in: context) }
    }

    private static let pageKeys = KnownKeys("page", always: "data next_cursor", sometimes: "limit count")

    private static func single<Element>(
        of frame: Frame, _ decode: (JSONNode, DecodeContext) throws(DecodeError) -> Element
    ) throws(DecodeError) -> Decoded<Element> {
        let document = try JSONDocument(parsing: frame.bytes, from: frame.endpoint)
        let context = DecodeContext(endpoint: frame.endpoint)
        try document.root.refuseUpstreamError(unless: dataKeys, in: context)
        return Decoded([try decode(document.root, context)], of: document, in: context)
    }

    private static func list<Element>(
        of frame: Frame, _ decode: (JSONNode, DecodeContext) throws(DecodeError) -> Element
    ) throws(DecodeError) -> Decoded<Element> {
        let document = try JSONDocument(parsing: frame.bytes, from: frame.endpoint)
        let context = DecodeContext(endpoint: frame.endpoint)
        let root = document.root
        try root.refuseUpstreamError(unless: dataKeys, in: context)
        var (rows, cursor): ([JSONNode], String?) = (root.elements, nil)
        if root["data"] == nil, ["market", "condition_id", "c"].contains(where: { root[$0] != nil }) {
            rows = [root]
        } else if root.kind != .array {
            let reader = try ObjectReader(root, pageKeys, in: context)
            _ = try reader.node("data")
            rows = try reader.elements("data")
            cursor = try reader.textIfPresent("next_cursor")
        }
        let elements = context.elements(of: rows) { node throws(DecodeError) in try decode(node, context) }
        let isLast = cursor == endCursor || cursor == ""
        return Decoded(elements, of: document, in: context, nextCursor: isLast ? nil : cursor)
    }
}
