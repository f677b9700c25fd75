internal import HarvestCore

/// Whole members of an object in one call, so that the writers of payloads read like the payloads.
extension JSONWriter {
    mutating func member(_ name: StaticString, _ value: String) {
        key(name)
        string(value)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        raw(value ? "true" : "false")
    }

    mutating func member(_ name: StaticString, _ value: Int) {
        key(name)
        raw(String(value))
    }

    /// A number given as its text, so that it reaches the wire digit for digit.
    mutating func member(_ name: StaticString, number: String) {
        key(name)
        raw(number)
    }

    mutating func null(_ name: StaticString) {
        key(name)
        raw("null")
    }

    /// A member that is only there when it has a value: how Gamma leaves things out.
    mutating func optional(_ name: StaticString, _ value: String?) {
        if let value { member(name, value) }
    }

    /// A number that is only there when it has a value.
    mutating func optional(_ name: StaticString, number: String?) {
        if let number { member(name, number: number) }
    }

    /// Text that is itself a JSON array of texts, with a blank after each comma, as Gamma has it.
    mutating func member(_ name: StaticString, packed values: [String]) {
        var inner = JSONWriter(reserving: 192)
        inner.beginArray()
        for value in values { inner.string(afterBlank: value) }
        inner.endArray()
        key(name)
        string(inner.bytes)
    }
}
