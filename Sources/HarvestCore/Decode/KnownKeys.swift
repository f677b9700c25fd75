/// The keys of one kind of object that we know, used or not, so that unknown and vanished ones show.
package struct KnownKeys: Sendable {
    /// What the object is; the first part of a drifted field's path: `market`.
    package let name: String
    /// All known keys, those that are always there first.
    let keys: [[UInt8]]
    /// How many of them are always there.
    let alwaysCount: Int
    private let slots: [UInt32: Int]

    /// Names the keys, separated by blanks. A key of `always` that is not there is a drift; those of
    /// `sometimes` come and go.
    package init(_ name: String, always: String, sometimes: String = "") {
        self.name = name
        let required = always.split(separator: " ").map { Array($0.utf8) }
        keys = required + sometimes.split(separator: " ").map { Array($0.utf8) }
        alwaysCount = required.count
        slots = Dictionary(keys.enumerated().map { (JSONKeys.hash(of: $1), $0) }) { _, _ in
            preconditionFailure("two keys of \(name) are the same or share a hash")
        }
    }

    /// The place of a document's key among the known ones; `nil` when it is unknown.
    func slot(of key: JSONTapeEntry, in bytes: [UInt8]) -> Int? {
        guard let slot = slots[key.count], JSONKeys.matches(key, keys[slot], in: bytes) else { return nil }
        return slot
    }

    /// The place of a key that a decoder asks for.
    func slot(of key: String) -> Int {
        guard let slot = slots[JSONKeys.hash(of: key.utf8)] else {
            preconditionFailure("\(key) is not among the known keys of \(name)")
        }
        return slot
    }
}
