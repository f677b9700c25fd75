extension ObjectReader {
    /// Text; a number as its digits. An empty text is a text.
    package func textIfPresent(_ key: String) throws(DecodeError) -> String? {
        guard let value = nodeIfPresent(key) else { return nil }
        guard let text = value.text ?? value.numberText else { throw context.wrongType("text", at: value) }
        return text
    }

    /// Text that must be there.
    package func text(_ key: String) throws(DecodeError) -> String {
        try required(key, textIfPresent(key))
    }

    /// The longest text that becomes part of a key, in bytes. The longest the services send have 78; indexes
    /// have bounds, and so must what goes into them.
    package static let maximumKeyBytes = 512

    /// Text that must be there and becomes part of a key, so it may not be longer than `maximumKeyBytes`.
    package func keyText(_ key: String) throws(DecodeError) -> String {
        try bounded(try text(key), key)
    }

    /// An identifier; none when it is absent or empty.
    package func identifierIfPresent<ID: Identifier>(
        _ key: String, as type: ID.Type = ID.self
    ) throws(DecodeError) -> ID? {
        guard let text = try textIfPresent(key), !text.isEmpty else { return nil }
        return ID(try bounded(text, key))
    }

    /// An identifier that must be there and not be empty.
    package func identifier<ID: Identifier>(
        _ key: String, as type: ID.Type = ID.self
    ) throws(DecodeError) -> ID {
        let text = try keyText(key)
        guard !text.isEmpty else { throw unreadable(key, "an identifier") }
        return ID(text)
    }

    /// `true` or `false`, also in quotes.
    package func booleanIfPresent(_ key: String) throws(DecodeError) -> Bool? {
        guard let value = nodeIfPresent(key) else { return nil }
        if let boolean = value.boolean { return boolean }
        switch value.text {
        case "true": return true
        case "false": return false
        case "": return nil
        default: throw context.wrongType("a truth value", at: value)
        }
    }

    /// A whole number, also in quotes or with a fraction of zeros; none when the text is empty.
    package func integerIfPresent(_ key: String) throws(DecodeError) -> Int? {
        guard let text = try digitsIfPresent(key) else { return nil }
        if let integer = Int(text) { return integer }
        guard let decimal = Amount(exactly: text), decimal.millionths % 1_000_000 == 0 else {
            throw unreadable(key, "a whole number")
        }
        return Int(decimal.millionths / 1_000_000)
    }

    /// A whole number that must be there.
    package func integer(_ key: String) throws(DecodeError) -> Int {
        try required(key, integerIfPresent(key))
    }

    /// A decimal, also in quotes, with at most six decimals; none when the text is empty.
    package func exactIfPresent<Value: FixedPoint>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodeError) -> Value? {
        guard let text = try digitsIfPresent(key) else { return nil }
        guard let value = Value(exactly: text) else {
            throw unreadable(key, "a decimal with at most six decimals")
        }
        return value
    }

    /// A decimal that must be there, with at most six decimals.
    package func exact<Value: FixedPoint>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodeError) -> Value {
        try required(key, exactIfPresent(key))
    }

    /// A decimal, also in quotes, rounded to six decimals; none when the text is empty.
    package func roundedIfPresent<Value: FixedPoint>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(DecodeError) -> Value? {
        guard let text = try digitsIfPresent(key) else { return nil }
        guard let value = Value(rounding: text) else { throw unreadable(key, "a decimal") }
        return value
    }

    /// The first of several keys that holds a decimal, rounded to six decimals.
    package func roundedIfPresent<Value: FixedPoint>(
        anyOf keys: String..., as type: Value.Type = Value.self
    ) throws(DecodeError) -> Value? {
        for key in keys {
            if let value = try roundedIfPresent(key, as: type) { return value }
        }
        return nil
    }

    /// A moment in one of the five date forms; none when the text is empty.
    package func timestampIfPresent(_ key: String) throws(DecodeError) -> Timestamp? {
        guard let value = nodeIfPresent(key) else { return nil }
        guard let text = value.text else { throw context.wrongType("a date", at: value) }
        guard !text.isEmpty else { return nil }
        guard let moment = Timestamp(parsing: text) else { throw unreadable(key, "a date") }
        return moment
    }

    /// A moment that must be there, in one of the five date forms.
    package func timestamp(_ key: String) throws(DecodeError) -> Timestamp {
        try required(key, timestampIfPresent(key))
    }

    /// A moment in milliseconds since 1970, as a number or in quotes; none when the text is empty.
    package func millisecondsIfPresent(_ key: String) throws(DecodeError) -> Timestamp? {
        guard let count = try integerIfPresent(key) else { return nil }
        // Year 9999; more would be a mistaken unit, and cannot be written as a date.
        guard (0...253_402_300_799_999).contains(count) else {
            throw unreadable(key, "milliseconds since 1970")
        }
        return Timestamp(milliseconds: Int64(count))
    }

    /// Texts from an array, or from a text that holds an array, as Gamma sends them; none when absent or an
    /// empty text.
    package func textsIfPresent(_ key: String) throws(DecodeError) -> [String]? {
        guard let value = nodeIfPresent(key) else { return nil }
        var array = value
        if let text = value.text {
            guard !text.isEmpty else { return nil }
            do throws(DecodeError) {
                array = try JSONDocument(parsing: Array(text.utf8), from: context.endpoint).root
            } catch { throw unreadable(key, "an array in text") }
        }
        guard array.kind == .array else { throw context.wrongType("an array", at: value) }
        var texts: [String] = []
        for element in array.elements {
            guard let text = element.text ?? element.numberText else {
                throw unreadable(key, "an array of texts")
            }
            texts.append(text)
        }
        return texts
    }

    /// The same for texts that become part of a key.
    package func keyTextsIfPresent(_ key: String) throws(DecodeError) -> [String]? {
        guard let texts = try textsIfPresent(key) else { return nil }
        for text in texts { _ = try bounded(text, key) }
        return texts
    }

    /// The error for a value that has the right type and makes no sense.
    package func unreadable(_ key: String, _ wanted: String) -> DecodeError {
        context.error(.unreadable(wanted: wanted), at: nodeIfPresent(key) ?? node)
    }

    private func bounded(_ text: String, _ key: String) throws(DecodeError) -> String {
        guard text.utf8.count <= Self.maximumKeyBytes else {
            throw unreadable(key, "text of at most \(Self.maximumKeyBytes) bytes")
        }
        return text
    }

    /// Digits of a number or the text that should hold them; none when absent or empty.
    private func digitsIfPresent(_ key: String) throws(DecodeError) -> String? {
        guard let value = nodeIfPresent(key) else { return nil }
        guard let text = value.numberText ?? value.text else {
            throw context.wrongType("a number", at: value)
        }
        return text.isEmpty ? nil : text
    }

    private func required<Value>(_ key: String, _ value: Value?) throws(DecodeError) -> Value {
        guard let value else { throw context.error(.missing, at: node, key: key) }
        return value
    }
}
