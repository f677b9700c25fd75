/// Changes single members in the bytes of a JSON text, leaving every other byte as it was.
enum JSONSurgery {
    /// The bytes with the n-th member of a name given another value; unchanged when there is no such member.
    static func replace(_ key: String, _ occurrence: Int, with json: String, in bytes: [UInt8]) -> [UInt8] {
        guard let member = find(key, occurrence, in: bytes) else { return bytes }
        return Array(bytes[..<member.value.lowerBound]) + Array(json.utf8) + bytes[member.value.upperBound...]
    }

    /// The bytes without the n-th member of a name.
    static func remove(_ key: String, _ occurrence: Int, in bytes: [UInt8]) -> [UInt8] {
        guard let member = find(key, occurrence, in: bytes) else { return bytes }
        var (start, end) = (member.start, member.value.upperBound)
        let comma = UInt8(ascii: ",")
        if end < bytes.count, bytes[end] == comma {
            end += 1
        } else if start > 0, bytes[start - 1] == comma {
            start -= 1
        }
        return Array(bytes[..<start]) + bytes[end...]
    }

    /// The bytes with another member before the n-th member of a name.
    static func insert(
        _ name: String, _ json: String, before key: String, _ occurrence: Int, in bytes: [UInt8]
    ) -> [UInt8] {
        guard let member = find(key, occurrence, in: bytes) else { return bytes }
        return Array(bytes[..<member.start]) + Array("\"\(name)\":\(json),".utf8) + bytes[member.start...]
    }

    private static func find(
        _ key: String, _ occurrence: Int, in bytes: [UInt8]
    ) -> (start: Int, value: Range<Int>)? {
        let pattern = Array("\"\(key)\":".utf8)
        var seen = 0
        var index = 0
        while index + pattern.count <= bytes.count {
            if bytes[index] == pattern[0], bytes[index..<index + pattern.count].elementsEqual(pattern) {
                let start = index + pattern.count
                if seen == occurrence { return (index, start..<end(ofValueAt: start, in: bytes)) }
                seen += 1
            }
            index += 1
        }
        return nil
    }

    /// Where a value ends: at the comma or bracket that is not inside it.
    private static func end(ofValueAt start: Int, in bytes: [UInt8]) -> Int {
        var (depth, index, isText) = (0, start, false)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isText: index += 1
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "{") where !isText, UInt8(ascii: "[") where !isText: depth += 1
            case UInt8(ascii: "}") where !isText, UInt8(ascii: "]") where !isText:
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: ",") where !isText && depth == 0: return index
            default: break
            }
            index += 1
        }
        return index
    }
}
