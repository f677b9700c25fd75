internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct Keccak256Tests {
    /// Length of `0, 1, 2 … 250, 0, 1 …` and its hash by PyCryptodome; 135 to 137 surround the block length.
    static let vectors = [
        (0, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (1, "bc36789e7a1e281436464229828f817d6612f7b477d66591ff96a9e064bcc98a"),
        (3, "f84a97f1f0a956e738abd85c2e0a5026f8874e3ec09c8f012159dfeeaab2b156"),
        (55, "797f92d5e159d80a886c0a7802a255b475a1e8e473e8cf4345144824a2aee79c"),
        (135, "cbdfd9dee5faad3818d6b06f95a219fd290b0e1706f6a82e5a595b9ce9faca62"),
        (136, "7ce759f1ab7f9ce437719970c26b0a66ff11fe3e38e17df89cf5d29c7d7f807e"),
        (137, "ac73d4fae68b8453f764007c1a20ce95994187861f0c3227a3a8e99a73a3b1db"),
        (272, "8e2476e65823b24d96ebe239f2c1534cdf763e689e2410c3b1cb0c74e6177bfc"),
        (300, "4699841dafd5e26cca72b05a41d38c96b4b468e5a6cbf694cbebe77dacdf6528"),
    ]

    @Test(arguments: vectors) func hashesAsOthersDo(length: Int, expected: String) {
        let message = (0..<length).map { UInt8($0 % 251) }
        #expect(Hexadecimal.text(of: Keccak256.digest(of: message)) == expected)
    }

    @Test func hashesText() {
        let expected = "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
        #expect(Hexadecimal.text(of: Keccak256.digest(of: Array("abc".utf8))) == expected)
    }

    @Test(.enabled(if: SimulatorRecordings.isThere, "recorded payloads are not beside this checkout"))
    func recordedConditionsFollowFromTheirQuestions() throws {
        let event = try SimulatorRecordings.object("gamma/event_fed-decision-june_2026-05.json")
        let markets = try #require(event["markets"] as? [[String: Any]])
        let adapter = MarketIdentity.address(MarketIdentity.negRiskAdapter)
        for market in markets {
            let question = MarketIdentity.address(try #require(market["questionID"] as? String))
            let condition = MarketIdentity.condition(oracle: adapter, question: question)
            #expect(MarketIdentity.text(condition) == market["conditionId"] as? String)
        }
        #expect(markets.count == 5)
    }
}
