package import HarvestCore

/// XTracker's answers as values: pure functions of frames.
///
/// Answers stand in an envelope `{"success":true,"data":…}`; a bare array is taken as well, because
/// `/users?stats=true` sends one.
package enum XTrackerDecoder {
    /// The account of `/users/{handle}`, with its windows.
    package static func user(_ frame: Frame) throws(DecodeError) -> Decoded<XTrackerUser> {
        try rows(of: frame, isSingle: true) { node, context throws(DecodeError) in
            try XTrackerUser(node, in: context)
        }
    }

    /// The accounts of `/users`.
    package static func users(_ frame: Frame) throws(DecodeError) -> Decoded<XTrackerUser> {
        try rows(of: frame, isSingle: false) { node, context throws(DecodeError) in
            try XTrackerUser(node, in: context)
        }
    }

    /// The windows of `/users/{handle}/trackings` and `/trackings`.
    package static func trackings(_ frame: Frame) throws(DecodeError) -> Decoded<XTrackerTracking> {
        try rows(of: frame, isSingle: false) { node, context throws(DecodeError) in
            try XTrackerTracking(node, in: context)
        }
    }

    /// The window of `/trackings/{id}`, with its counts when asked for.
    package static func tracking(_ frame: Frame) throws(DecodeError) -> Decoded<XTrackerTracking> {
        try rows(of: frame, isSingle: true) { node, context throws(DecodeError) in
            try XTrackerTracking(node, in: context)
        }
    }

    /// The daily counts of `/metrics/{userId}`.
    package static func metrics(_ frame: Frame) throws(DecodeError) -> Decoded<XTrackerMetric> {
        try rows(of: frame, isSingle: false) { node, context throws(DecodeError) in
            try XTrackerMetric(node, in: context)
        }
    }

    /// The posts of `/users/{handle}/posts`, newest first.
    package static func posts(_ frame: Frame) throws(DecodeError) -> Decoded<XTrackerPost> {
        try rows(of: frame, isSingle: false) { node, context throws(DecodeError) in
            try XTrackerPost(node, in: context)
        }
    }

    private static let envelopeKeys = KnownKeys(
        "answer", always: "success data", sometimes: "message error meta pagination")

    /// A single thing that cannot be read is an error of the answer; among several it is one reject.
    private static func rows<Element>(
        of frame: Frame, isSingle: Bool,
        _ decode: (JSONNode, DecodeContext) throws(DecodeError) -> Element
    ) throws(DecodeError) -> Decoded<Element> {
        let document = try JSONDocument(parsing: frame.bytes, from: frame.endpoint)
        let context = DecodeContext(endpoint: frame.endpoint)
        try document.root.refuseUpstreamError(unless: ["data"], in: context)
        var data = document.root
        if data.kind != .array {
            data = try ObjectReader(data, envelopeKeys, in: context).node("data")
        }
        if isSingle { return Decoded([try decode(data, context)], of: document, in: context) }
        guard data.kind == .array else { throw context.wrongType("an array", at: data) }
        let elements = context.elements(of: data.elements) { node throws(DecodeError) in
            try decode(node, context)
        }
        return Decoded(elements, of: document, in: context)
    }
}
