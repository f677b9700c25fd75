import HarvestBenchmarks
import HarvestTestSupport
import Testing

/// Stream messages cut short and with wrong bytes: all readers agree, and none looks beyond its bytes.
struct HostileMessageTests {
    private static let one = WireSample.message(WireSample.change("0.3", "1"))
    private static let edges = WireSample.message(
        WireSample.change("0.31", "7", bestBid: "0.31", bestAsk: "") + ","
            + WireSample.change("0.69", "7.5", side: "SELL", bestBid: "0", bestAsk: "1"))
    private static let two = WireSample.message(
        WireSample.change("0.31", "120.5") + ","
            + WireSample.change("0.6901", "0", side: "SELL", bestBid: "0.65", bestAsk: "0.6901"))

    /// Messages of shapes that are gone, and those that are no changes.
    static let others = [
        """
        {"asset_id":"48","event_type":"price_change","hash":"bf","market":"0xdd","price":"0.514",\
        "side":"SELL","size":"21574.08","timestamp":"1723967931411"}
        """,
        """
        {"asset_id":"72","changes":[{"price":"0.4","side":"SELL","size":"3300"},{"price":"0.5",\
        "side":"BUY","size":"0"}],"event_type":"price_change","hash":"cf","market":"0x84",\
        "timestamp":"1733411269310"}
        """,
        """
        [{"market":"m","asset_id":"1","price":"0.4","size":"2","fee_rate_bps":"0","side":"BUY",\
        "timestamp":"1","event_type":"last_trade_price"},{"event_type":"best_bid_ask","best_bid":"0"}]
        """,
    ]

    private static func judge(_ name: String, _ documents: [[UInt8]], mutations: Int) {
        var jury = MessageJury()
        for (number, document) in documents.enumerated() {
            let hostile = HostileInput(mutations: mutations, seed: UInt64(number))
            hostile.forEachTruncation(of: document) { bytes in
                let isThorough = bytes.count % 16 == 0
                #expect(
                    jury.disagreement(on: bytes, isThorough: isThorough) == nil,
                    "\(name) \(number), cut after \(bytes.count)")
                if isThorough { #expect(jury.disagreementOnKinds(bytes) == nil) }
            }
            hostile.forEachMutation(of: document) { bytes, place, byte in
                let isThorough = byte % 8 == 0
                #expect(
                    jury.disagreement(on: bytes, isThorough: isThorough) == nil,
                    "\(name) \(number), \(byte) at \(place)")
                if isThorough { #expect(jury.disagreementOnKinds(bytes) == nil) }
            }
        }
        print(
            "\(name): \(documents.count) documents, \(jury.count) truncations and mutations,",
            "\(jury.acceptedCount) of them messages, \(jury.compactCount) by the compact path")
    }

    @Test func aSmallMessage() {
        Self.judge("a small message", [Array(Self.one.utf8)], mutations: HostileBookTests.many)
    }

    @Test func aMessageOfOneSidedBooks() {
        Self.judge("one-sided books", [Array(Self.edges.utf8)], mutations: HostileBookTests.many)
    }

    @Test func messagesOfAllShapes() {
        let documents = ([Self.two] + Self.others).map { Array($0.utf8) }
        Self.judge("other messages", documents, mutations: HostileBookTests.many / 6)
    }

    @Test func generatedMessages() {
        let corpus = PriceChangeCorpus(tokens: 6, messages: 4, levels: 12, seed: 23)
        Self.judge("generated messages", corpus.messages, mutations: HostileBookTests.many / 8)
    }
}
