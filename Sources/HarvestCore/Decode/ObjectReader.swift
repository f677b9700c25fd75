/// Typed access to the members of one object, as lenient as the services are loose with types.
///
/// Numbers may come as text and text as numbers, arrays as text that holds an array, `null` means absent and
/// `""` is text. What still cannot be read is an error with its place. Keys that are not known, and known
/// ones that should be there and are not, are noted as drift and stop nothing.
package struct ObjectReader {
    /// The object.
    package let node: JSONNode
    /// Where notes go.
    package let context: DecodeContext
    private let known: KnownKeys
    /// Index of each known key's value on the tape, zero when it is not there.
    private var places: [Int]

    /// Opens an object; anything else is an error.
    package init(_ node: JSONNode, _ known: KnownKeys, in context: DecodeContext) throws(DecodeError) {
        guard node.kind == .object else { throw context.wrongType("an object", at: node) }
        self.node = node
        self.known = known
        self.context = context
        var places = [Int](repeating: 0, count: known.keys.count)
        let document = node.document
        node.forEachMember { key, value in
            if let slot = known.slot(of: key, in: document.bytes) {
                places[slot] = value
            } else {
                let field = known.name + "." + JSONText.string(of: key, in: document.bytes)
                context.note(.unknown, field, sample: JSONNode(document: document, index: value))
            }
        }
        self.places = places
        for slot in 0..<known.alwaysCount where places[slot] == 0 {
            let field = known.name + "." + String(decoding: known.keys[slot], as: UTF8.self)
            context.note(.missing, field, sample: nil)
        }
    }

    /// Whether a key is there, `null` included.
    package func contains(_ key: String) -> Bool { places[known.slot(of: key)] != 0 }

    /// The value of a key; none when it is absent or `null`.
    package func nodeIfPresent(_ key: String) -> JSONNode? {
        let place = places[known.slot(of: key)]
        guard place != 0 else { return nil }
        let value = JSONNode(document: node.document, index: place)
        return value.isNull ? nil : value
    }

    /// The value of a key that must be there.
    package func node(_ key: String) throws(DecodeError) -> JSONNode {
        guard let value = nodeIfPresent(key) else { throw context.error(.missing, at: node, key: key) }
        return value
    }

    /// The elements of an array; none when it is absent.
    package func elements(_ key: String) throws(DecodeError) -> [JSONNode] {
        guard let value = nodeIfPresent(key) else { return [] }
        guard value.kind == .array else { throw context.wrongType("an array", at: value) }
        return value.elements
    }
}
