/// Condition on chain: `0x` and 64 hexadecimal digits. CLOB payloads call it `market`.
public struct ConditionID: Identifier {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
}
