/// Keys by a 32-bit hash of their text (FNV-1a), so that looking one up seldom compares bytes.
enum JSONKeys {
    /// Hash of a key as decoders name it.
    static func hash(of name: some Sequence<UInt8>) -> UInt32 {
        name.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }

    /// Hash of a key as a document has it, escapes undone.
    static func hash(of key: JSONTapeEntry, in bytes: [UInt8]) -> UInt32 {
        if key.hasEscapes { return hash(of: text(of: key, in: bytes)) }
        var value: UInt32 = 0x811C_9DC5
        for index in Int(key.start) + 1..<Int(key.end) - 1 {
            value = (value ^ UInt32(bytes[index])) &* 0x0100_0193
        }
        return value
    }

    /// Whether a document's key is this name.
    static func matches(_ key: JSONTapeEntry, _ name: [UInt8], in bytes: [UInt8]) -> Bool {
        if key.hasEscapes { return text(of: key, in: bytes) == name }
        let start = Int(key.start) + 1
        guard Int(key.end) - 1 - start == name.count else { return false }
        for index in name.indices where bytes[start + index] != name[index] { return false }
        return true
    }

    /// How many members of an object have a key that another member has, too, beyond the first of each.
    ///
    /// Sorting keeps this cheap however many keys share a hash.
    static func duplicates(of object: Int, in tape: [JSONTapeEntry], _ bytes: [UInt8]) -> Int {
        var keys: [JSONTapeEntry] = []
        keys.reserveCapacity(Int(tape[object].count))
        var index = object + 1
        while index < tape.count {
            keys.append(tape[index])
            index = Int(tape[index + 1].next)
        }
        if keys.count == 2, keys[0].count != keys[1].count { return 0 }
        keys.sort { left, right in
            if left.count != right.count { return left.count < right.count }
            return text(of: left, in: bytes).lexicographicallyPrecedes(text(of: right, in: bytes))
        }
        return zip(keys, keys.dropFirst()).count { left, right in
            left.count == right.count && text(of: left, in: bytes) == text(of: right, in: bytes)
        }
    }

    private static func text(of key: JSONTapeEntry, in bytes: [UInt8]) -> [UInt8] {
        let inside = bytes[Int(key.start) + 1..<Int(key.end) - 1]
        return key.hasEscapes ? JSONText.unescaped(inside) : Array(inside)
    }
}
