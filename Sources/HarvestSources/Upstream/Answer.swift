package import HarvestCore

/// A decoded answer with the frame it came in.
package struct Answer<Element: Sendable>: Sendable {
    /// What the frame held.
    package let decoded: Decoded<Element>
    /// The frame.
    package let frame: Frame

    /// The usable elements.
    package var elements: [Element] { decoded.elements }

    /// When the bytes reached our socket.
    package var capturedAt: Timestamp { frame.receivedAt }
}

extension JobRun {
    /// Keeps what an answer held beside its elements: rejects and drifted keys.
    func keepOddities<Element>(of answer: Answer<Element>) {
        reject(answer.decoded.rejections(of: answer.frame))
        append(drift: answer.decoded.fieldDrift(of: answer.frame))
    }
}

extension Upstream {
    /// Asks for JSON at a path below the base address and decodes it.
    func answer<Element>(
        of endpoint: String, path: String, query: URLQuery = URLQuery(), intake: RunIntake,
        decode: @escaping @Sendable (Frame) throws(DecodeError) -> Decoded<Element>
    ) async throws -> Answer<Element> {
        try await value(of: endpoint, .get(baseURL + path + query.text), intake: intake) { frame in
            Answer(decoded: try decode(frame), frame: frame)
        }
    }
}
