/// One complete JSON document: its bytes, and a tape of its values with their places.
///
/// Values are looked at in place through `JSONNode`, so numbers keep their digits, every value knows its
/// bytes, and nothing is converted that nobody asks for. It will not repair: bytes that are not exactly one
/// document of RFC 8259 are an error that says where.
package final class JSONDocument: Sendable {
    /// The document as it came.
    package let bytes: [UInt8]
    /// Members whose key another member of the same object has as well; the last of each counts.
    package let duplicateKeyCount: Int
    let tape: [JSONTapeEntry]

    /// Reads a document; `endpoint` is named by the error.
    package init(
        parsing bytes: [UInt8], from endpoint: Endpoint, limits: JSONLimits = .standard
    ) throws(DecodeError) {
        var parser = JSONParser(bytes: bytes, limits: limits)
        do { try parser.parse() } catch {
            throw DecodeError(
                error.problem, endpoint: endpoint, keyPath: "", byteOffset: error.offset,
                excerpt: DecodeError.excerpt(of: bytes, around: error.offset))
        }
        self.bytes = bytes
        tape = parser.tape
        duplicateKeyCount = parser.duplicateKeyCount
    }

    /// The outermost value.
    package var root: JSONNode { JSONNode(document: self, index: 0) }

    /// The number of values and keys.
    package var nodeCount: Int { tape.count }
}
