internal import CZlib
internal import HarvestCore

extension JournalRecord {
    /// The record as it stands in a segment: check sum, header line, body, newline.
    ///
    /// The header's members are ours; the fields are one level down in `f`, so that none can pose as one of
    /// them whatever it is called.
    func encoded(as sequence: UInt64) throws(JournalError) -> [UInt8] {
        try checkBounds()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + 512)
        bytes += "00000000 ".utf8
        appendHeader(as: sequence, to: &bytes)
        guard bytes.count <= JournalLimits.headerBytes else {
            throw .oversized("its header has \(bytes.count) bytes")
        }
        bytes.append(UInt8(ascii: "\n"))
        bytes += body
        let check = Self.check(of: bytes[9...])
        bytes.replaceSubrange(0..<8, with: check.utf8)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// The CRC-32 that gzip uses as well, in eight hexadecimal digits.
    static func check(of bytes: ArraySlice<UInt8>) -> String {
        let check = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
        return Hexadecimal.text(of: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: check >> $0) })
    }

    private func checkBounds() throws(JournalError) {
        guard body.count <= JournalLimits.bodyBytes else {
            throw .oversized("its body has \(body.count) bytes")
        }
        guard JournalLimits.moments.contains(at) else { throw .oversized("its time has no year of 4 digits") }
        guard uptime.components.seconds.magnitude < 1 << 40 else { throw .oversized("its uptime is absurd") }
    }

    private func appendHeader(as sequence: UInt64, to bytes: inout [UInt8]) {
        bytes += "{\"seq\":\(sequence),\"kind\":".utf8
        JSONWriter.append(kind, to: &bytes)
        bytes += ",\"at\":\"\(Self.text(of: at))\",\"uptime_us\":\(uptime.microseconds)".utf8
        if let run {
            bytes += ",\"run\":".utf8
            JSONWriter.append(run, to: &bytes)
        }
        bytes += ",\"f\":{".utf8
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriter.append(field.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            switch field.value {
            case .text(let text): JSONWriter.append(text, to: &bytes)
            case .integer(let number): bytes += String(number).utf8
            }
        }
        bytes += "},\"bytes\":\(body.count)}".utf8
    }

    /// RFC 3339 with always six digits of fraction, so that all times have one length.
    private static func text(of moment: Timestamp) -> String {
        let second = moment.floored(to: .seconds(1))
        let digits = String(moment.microseconds - second.microseconds)
        let zeros = String(repeating: "0", count: 6 - digits.count)
        return "\(second.description.dropLast()).\(zeros)\(digits)Z"
    }
}
