/// The keys of one kind of object that we know, used or not, so that unknown and vanished ones show.
package struct KnownKeys: Sendable {
    /// What the object is; the first part of a drifted field's path: `market`.
    package let name: String
    /// All known keys, those that are always there first.
    let keys: [[UInt8]]
    /// How many of them are always there.
    let alwaysCount: Int
    private let hashes: [UInt32]
    /// Places of the keys by the low bits of their hashes, one higher each; zero where there is none.
    private var table: [Int]

    /// Names the keys, separated by blanks. A key of `always` that is not there is a drift; those of
    /// `sometimes` come and go.
    package init(_ name: String, always: String, sometimes: String = "") {
        self.name = name
        let required = always.split(separator: " ").map { Array($0.utf8) }
        keys = required + sometimes.split(separator: " ").map { Array($0.utf8) }
        alwaysCount = required.count
        hashes = keys.map { JSONKeys.hash(of: $0) }
        precondition(Set(hashes).count == keys.count, "two keys of \(name) are the same or share a hash")
        var length = 4
        while length < 2 * keys.count { length *= 2 }
        table = [Int](repeating: 0, count: length)
        for (slot, hash) in hashes.enumerated() {
            var index = Int(hash) & (length - 1)
            while table[index] != 0 { index = (index + 1) & (length - 1) }
            table[index] = slot + 1
        }
    }

    /// The place of a document's key among the known ones; `nil` when it is unknown.
    func slot(of key: JSONTapeEntry, in bytes: [UInt8]) -> Int? {
        guard let slot = slot(ofHash: key.count), JSONKeys.matches(key, keys[slot], in: bytes) else {
            return nil
        }
        return slot
    }

    /// The place of a key that a decoder asks for.
    func slot(of key: String) -> Int {
        guard let slot = slot(ofHash: JSONKeys.hash(of: key.utf8)) else {
            preconditionFailure("\(key) is not among the known keys of \(name)")
        }
        return slot
    }

    private func slot(ofHash hash: UInt32) -> Int? {
        var index = Int(hash) & (table.count - 1)
        while table[index] != 0 {
            if hashes[table[index] - 1] == hash { return table[index] - 1 }
            index = (index + 1) & (table.count - 1)
        }
        return nil
    }
}
