extension ColumnValue {
    /// Appends the value as JSON: decimals as exact numbers, moments as RFC 3339 text, JSON documents as they
    /// are (as text when somebody else stored what is no document), line ends within them as blanks.
    package func appendJSON(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .text(let text), .uuid(let text): Self.appendJSON(text, to: &bytes)
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .decimal(let millionths): bytes += DecimalText.text(millionths: millionths).utf8
        // Moments and days that no calendar text exists for are only ever seen in refused rows.
        case .timestamp(let moment) where !Timestamp.storable.contains(moment):
            bytes += String(moment.microseconds).utf8
        case .date(let day) where !CivilDate.storable.contains(day):
            bytes += String(day.daysSince1970).utf8
        case .timestamp(let moment): Self.appendJSON(moment.description, to: &bytes)
        case .date(let day): Self.appendJSON(day.description, to: &bytes)
        case .json(let text) where StoredJSON.isDocument(text):
            // Inside strings JSON allows no raw line ends, so those found are layout.
            bytes += text.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        case .json(let text): Self.appendJSON(text, to: &bytes)
        }
    }

    /// Appends text as a JSON string.
    package static func appendJSON(_ text: String, to bytes: inout [UInt8]) {
        JSONWriter.append(text, to: &bytes)
    }
}
