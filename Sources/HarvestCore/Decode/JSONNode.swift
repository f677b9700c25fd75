/// One value of a document, looked at in place.
package struct JSONNode: Sendable {
    /// The document it stands in.
    package let document: JSONDocument
    let index: Int

    private var entry: JSONTapeEntry { document.tape[index] }

    /// What it is.
    package var kind: JSONKind { entry.kind }

    /// Whether it is `null`.
    package var isNull: Bool { kind == .null }

    /// Where its bytes are in the document; text includes its quotes.
    package var byteRange: Range<Int> { Int(entry.start)..<Int(entry.end) }

    /// Its bytes as they came.
    package var bytes: ArraySlice<UInt8> { document.bytes[byteRange] }

    /// Its bytes as text.
    package var source: String { String(decoding: bytes, as: UTF8.self) }

    /// The text of a string, escapes undone.
    package var text: String? {
        kind == .string ? JSONText.string(of: entry, in: document.bytes) : nil
    }

    /// The digits of a number as they came.
    package var numberText: String? { kind == .number ? source : nil }

    /// The value of `true` or `false`.
    package var boolean: Bool? {
        kind == .boolean ? document.bytes[Int(entry.start)] == UInt8(ascii: "t") : nil
    }

    /// The number of elements or members; zero for anything else.
    package var count: Int { kind == .array || kind == .object ? Int(entry.count) : 0 }

    /// The elements of an array; none for anything else.
    package var elements: [JSONNode] {
        guard kind == .array else { return [] }
        var nodes: [JSONNode] = []
        nodes.reserveCapacity(count)
        var next = index + 1
        while next < Int(entry.next) {
            nodes.append(JSONNode(document: document, index: next))
            next = Int(document.tape[next].next)
        }
        return nodes
    }

    /// The members of an object in their order, doubles included; none for anything else.
    package var members: [(key: String, value: JSONNode)] {
        var pairs: [(key: String, value: JSONNode)] = []
        pairs.reserveCapacity(count)
        forEachMember { key, value in
            pairs.append(
                (JSONText.string(of: key, in: document.bytes), JSONNode(document: document, index: value)))
        }
        return pairs
    }

    /// The value of a key; of the last member when several have it.
    package subscript(key: String) -> JSONNode? {
        let name = Array(key.utf8)
        let hash = JSONKeys.hash(of: name)
        var found: JSONNode?
        forEachMember { entry, value in
            guard entry.count == hash, JSONKeys.matches(entry, name, in: document.bytes) else { return }
            found = JSONNode(document: document, index: value)
        }
        return found
    }

    /// Where it stands in the document, such as `data[3].markets[0].slug`; empty for the outermost value.
    package var keyPath: String {
        var path = ""
        var place = document.root
        while place.index != index, let (step, child) = place.step(towards: index) {
            path += place.kind == .object && !path.isEmpty ? "." + step : step
            place = child
        }
        return path
    }

    /// Goes through the members with their keys' entries and their values' indexes.
    func forEachMember(_ body: (_ key: JSONTapeEntry, _ value: Int) -> Void) {
        let entry = entry
        guard entry.kind == .object else { return }
        var next = index + 1
        while next < Int(entry.next) {
            body(document.tape[next], next + 1)
            next = Int(document.tape[next + 1].next)
        }
    }

    private func step(towards target: Int) -> (String, JSONNode)? {
        if kind == .array {
            let position = elements.firstIndex { target < Int($0.entry.next) }
            return position.map { ("[\($0)]", elements[$0]) }
        }
        return members.first { target < Int($0.value.entry.next) }.map { ($0.key, $0.value) }
    }
}
