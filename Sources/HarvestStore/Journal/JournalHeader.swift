internal import HarvestCore

/// The header line of a record, taken apart. It comes from a disk, so nothing in it is believed before the
/// check sum holds.
struct JournalHeader {
    /// The check sum it claims, in hexadecimal.
    let check: String
    /// The record's number.
    let sequence: UInt64
    /// Bytes of the line and of its newline.
    let lineBytes: Int
    /// Bytes of the body.
    let bodyBytes: Int
    private let root: JSONNode
    private let at: Timestamp
    private let uptime: Int64

    /// Reads a line without its newline; `nil` when it is none of ours.
    init?(line: ArraySlice<UInt8>) {
        guard line.count > 9, line.count <= JournalLimits.headerBytes else { return nil }
        guard line[line.startIndex + 8] == UInt8(ascii: " "),
            let document = Self.document(Array(line.dropFirst(9)))
        else { return nil }
        let root = document.root
        guard let sequence = root["seq"]?.numberText.flatMap({ UInt64($0) }),
            let bodyBytes = root["bytes"]?.numberText.flatMap({ Int($0) }),
            (0...JournalLimits.bodyBytes).contains(bodyBytes),
            let at = root["at"]?.text.flatMap({ Timestamp(parsing: $0) }),
            let uptime = root["uptime_us"]?.numberText.flatMap({ Int64($0) }),
            root["kind"]?.text != nil
        else { return nil }
        check = String(decoding: line.prefix(8), as: UTF8.self)
        lineBytes = line.count + 1
        (self.sequence, self.bodyBytes, self.root, self.at, self.uptime) =
            (sequence, bodyBytes, root, at, uptime)
    }

    /// Bytes of the whole record with the newline behind it.
    var recordBytes: Int { lineBytes + bodyBytes + 1 }

    /// The record that begins with this header.
    func record(body: [UInt8]) -> JournalRecord {
        var record = JournalRecord(
            root["kind"]?.text ?? "", at: at, uptime: .microseconds(uptime), run: root["run"]?.text,
            fields: (root["f"]?.members ?? []).compactMap(Self.field), body: body)
        record.sequence = sequence
        return record
    }

    private static func field(_ name: String, _ value: JSONNode) -> JournalRecord.Field? {
        if let text = value.text { return JournalRecord.Field(name, .text(text)) }
        return value.numberText.flatMap { Int64($0) }.map { JournalRecord.Field(name, .integer($0)) }
    }

    private static func document(_ bytes: [UInt8]) -> JSONDocument? {
        // What is wrong with a damaged header is nobody's business: the damage itself is reported.
        try? JSONDocument(
            parsing: bytes, from: Endpoint(source: "journal", name: "header"), limits: JournalLimits.header)
    }
}
