/// The long numbers of a market: question, condition and outcome tokens.
struct MarketIdentity: Sendable {
    let conditionID: String
    let questionID: String
    /// The two outcome tokens in the order of the outcomes.
    let tokens: [String]
    /// Gamma's `resolvedBy`: the oracle, but for negative-risk markets, whose oracle is the adapter.
    let resolvedBy: String
    /// The question id of the event, of negative-risk markets only.
    let negRiskMarketID: String?
    let negRiskRequestID: String?

    /// The adapter through which negative-risk markets are resolved.
    static let negRiskAdapter = "0xd91E80cF2E7be2e162c6513ceD06f1dD0dA35296"
    /// The oracle of all other markets.
    static let oracle = "0x65070BE91477460D8A7AeEb94ef92fe056C2f2A7"
    /// What Gamma calls the resolver of negative-risk markets.
    static let negRiskOracle = "0x2F5e3684cb1F318ec51b00Edba38d79Ac2c0aA9d"

    /// `keccak256(oracle ‖ question ‖ 2)`: two is the number of outcomes, as 32 bytes.
    static func condition(oracle: [UInt8], question: [UInt8]) -> [UInt8] {
        Keccak256.digest(of: oracle + question + [UInt8](repeating: 0, count: 31) + [2])
    }

    /// `0x` and two digits a byte.
    static func text(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: 2 + 2 * bytes.count) { buffer in
            buffer[0] = UInt8(ascii: "0")
            buffer[1] = UInt8(ascii: "x")
            for (index, byte) in bytes.enumerated() {
                buffer[2 + 2 * index] = digit(byte >> 4)
                buffer[3 + 2 * index] = digit(byte & 15)
            }
            return 2 + 2 * bytes.count
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    /// The twenty bytes of an address.
    static func address(_ text: String) -> [UInt8] {
        let digits = text.dropFirst(2).compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
