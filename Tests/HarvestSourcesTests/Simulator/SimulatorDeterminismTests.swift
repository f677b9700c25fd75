internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct SimulatorDeterminismTests {
    static let targets = [
        "/gamma/events/keyset?limit=500&closed=false", "/gamma/markets?limit=100&order=volume24hr",
        "/gamma/tags", "/clob/markets", "/xtracker/api/users", "/xtracker/api/users/elonmusk/posts",
        "/xtracker/api/trackings?activeOnly=false", "/clob/time",
    ]

    @Test func seedAndTimeDecideEveryByte() {
        let (left, right) = (SimulatorDesk(marketCount: 64), SimulatorDesk(marketCount: 64))
        let forwards = Self.targets.map { left.ask($0).body }
        let backwards = Self.targets.reversed().map { right.ask($0).body }.reversed()
        #expect(forwards == Array(backwards))
        #expect(forwards == Self.targets.map { left.ask($0).body })
    }

    @Test func anotherSeedIsAnotherWorldInTheSameShape() throws {
        let (left, right) = (SimulatorDesk(marketCount: 64), SimulatorDesk(seed: 8, marketCount: 64))
        #expect(left.text(Self.targets[0]) != right.text(Self.targets[0]))
        let one = try left.tweetEvents().compactMap { $0["slug"] as? String }
        #expect(one == (try right.tweetEvents().compactMap { $0["slug"] as? String }))
        let path = "/xtracker/api/users/elonmusk/posts"
        #expect(left.text(path) != right.text(path))
    }

    @Test func openMarketsStayAsManyAsWereAskedFor() {
        for days in [0, 40, 400] {
            let moment = SimulatorDesk.moment + .days(days)
            let world = SimulatorDesk(marketCount: 500, at: moment).simulator.world
            let open = world.catalogue(at: moment).events.filter { $0.window == nil && moment < $0.closes }
            #expect(open.reduce(0) { $0 + $1.marketCount } == 500)
        }
    }

    @Test func timeCanRunFaster() {
        let clock = SteppingClock()
        let configuration = SimulatorConfiguration(
            seed: 1, marketCount: 64, time: .running(from: SimulatorDesk.moment, speed: 60))
        let simulator = Simulator(configuration: configuration, clock: clock)
        clock.advance(by: .seconds(10))
        #expect(simulator.now == SimulatorDesk.moment + .minutes(10))
    }

    @Test func wideNumbersKeepTheirDigits() {
        let texts = [
            "0", "1", "18446744073709551616", "1000000000000000000", "999999999999999999",
            "115792089237316195423570985008687907853269984665640564039457584007913129639935",
        ]
        for text in texts { #expect(WideNumber(text)?.decimal == text) }
        #expect(
            WideNumber("115792089237316195423570985008687907853269984665640564039457584007913129639936")
                == nil)
        #expect(WideNumber("12a") == nil && WideNumber("") == nil && WideNumber("-1") == nil)
    }

    @Test func cursorsAreBase64() {
        #expect(Base64Text.encoded("1000".utf8) == "MTAwMA==" && Base64Text.encoded("-1".utf8) == "LTE=")
        #expect(Base64Text.encoded("100".utf8) == "MTAw" && Base64Text.decoded("MA==") == Array("0".utf8))
        let cursor = KeysetCursor(key: .min, number: 77, round: 3)
        #expect(KeysetCursor(cursor.text) == cursor && KeysetCursor("nonsense!") == nil)
    }
}
