/// Reading wire bytes several at a time, without alignment and in the machine's own order.
///
/// The caller has shown that the bytes are there: none of these looks at an end.
extension UnsafeRawPointer {
    @inline(__always) func byte(_ offset: Int) -> UInt8 { load(fromByteOffset: offset, as: UInt8.self) }

    @inline(__always) func two(_ offset: Int) -> UInt16 {
        UInt16(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    @inline(__always) func four(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always) func eight(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always) func sixteen(_ offset: Int) -> SIMD16<UInt8> {
        loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    }

    /// Whether exactly this text, of 2 to 24 bytes, stands at an offset.
    ///
    /// The text is a literal, so its words are constants in the code and nothing is looped over.
    @inline(__always) func reads(_ text: StaticString, _ offset: Int = 0) -> Bool {
        let count = text.utf8CodeUnitCount
        let wanted = UnsafeRawPointer(text.utf8Start)
        if count >= 8 {
            var difference = eight(offset) ^ wanted.eight(0)
            if count > 16 { difference |= eight(offset &+ 8) ^ wanted.eight(8) }
            if count > 8 { difference |= eight(offset &+ count &- 8) ^ wanted.eight(count &- 8) }
            return difference == 0
        }
        if count >= 4 {
            let head = four(offset) ^ wanted.four(0)
            return head | (four(offset &+ count &- 4) ^ wanted.four(count &- 4)) == 0
        }
        let head = two(offset) ^ wanted.two(0)
        return head | (two(offset &+ count &- 2) ^ wanted.two(count &- 2)) == 0
    }
}
