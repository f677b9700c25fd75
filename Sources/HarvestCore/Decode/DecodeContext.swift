/// What the decoding of one payload gathers beside its elements: drifted keys and rejects.
///
/// It lives for one payload and never leaves the function that decodes it.
package final class DecodeContext {
    /// The largest number of drifted fields kept for one payload; hostile keys must not fill the tables.
    static let maximumDrift = 200

    /// The longest path of a drifted field, in bytes: it is part of a key, and bytes are what a key is
    /// bounded by. A single character may have any number of them.
    static let maximumFieldBytes = 200

    /// The longest sample of a drifted field, in bytes: 200 characters of any script.
    static let maximumSampleBytes = 800

    /// The most rejects of one payload; one that has more is of another kind than we think, and reading on
    /// would only fill the tables.
    static let maximumRejects = 500

    /// Where the payload came from.
    package let endpoint: Endpoint
    private(set) var rejected: [RejectedElement] = []
    private(set) var drift: [String: DriftNote] = [:]

    /// Starts without notes.
    package init(endpoint: Endpoint) { self.endpoint = endpoint }

    /// An error about a value or, with `key`, about a member of it.
    package func error(
        _ problem: DecodeError.Problem, at node: JSONNode, key: String? = nil
    ) -> DecodeError {
        var path = node.keyPath
        if let key { path += path.isEmpty ? key : "." + key }
        return DecodeError(
            problem, endpoint: endpoint, keyPath: path, byteOffset: node.byteRange.lowerBound,
            excerpt: DecodeError.excerpt(of: node.document.bytes, around: node.byteRange.lowerBound))
    }

    /// The error for a value of a type that is not wanted.
    package func wrongType(_ wanted: String, at node: JSONNode) -> DecodeError {
        error(.wrongType(wanted: wanted, found: node.kind.description), at: node)
    }

    /// Decodes each value; one that fails is noted as rejected and does not spoil the others.
    package func elements<Element>(
        of nodes: [JSONNode], _ decode: (JSONNode) throws(DecodeError) -> Element
    ) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(nodes.count)
        for (index, node) in nodes.enumerated() {
            if rejected.count >= Self.maximumRejects { break }
            do throws(DecodeError) { elements.append(try decode(node)) } catch {
                reject(node, index: index, because: error)
            }
        }
        return elements
    }

    /// Notes an element that cannot be used.
    package func reject(_ node: JSONNode, index: Int, because error: DecodeError) {
        rejected.append(RejectedElement(index: index, byteRange: node.byteRange, error: error))
    }

    /// Notes a drifted key once more.
    func note(_ kind: DriftKind, _ field: String, sample: JSONNode?) {
        let field = field.beginning(bytes: Self.maximumFieldBytes)
        let id = kind.rawValue + " " + field
        if drift[id] != nil {
            drift[id]?.occurrences += 1
        } else if drift.count < Self.maximumDrift {
            let text = sample.map {
                String($0.source.beginning(bytes: Self.maximumSampleBytes).prefix(200))
            }
            drift[id] = DriftNote(field: field, kind: kind, sample: text, occurrences: 1)
        }
    }
}

extension String {
    /// As many of its first code points as fit so many bytes of UTF-8.
    fileprivate func beginning(bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var size = 0
        let kept = unicodeScalars.prefix { scalar in
            size += UTF8.width(scalar)
            return size <= bytes
        }
        return String(kept)
    }
}
