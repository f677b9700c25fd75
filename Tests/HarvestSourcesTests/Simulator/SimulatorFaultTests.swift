internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct SimulatorFaultTests {
    let desk = SimulatorDesk(marketCount: 64)

    @Test func aFaultMeetsItsPrefixAndWearsOff() {
        desk.simulator.faults.add(.status(503, body: "busy", retryAfter: 7), on: "/clob", times: 2)
        #expect(desk.ask("/gamma/sports").status == 200)
        let first = desk.ask("/clob/time")
        #expect(first.status == 503 && first.body == Array("busy".utf8))
        #expect(first.headers.first { $0.name == "retry-after" }?.value == "7")
        #expect(desk.ask("/clob/ok").status == 503)
        #expect(desk.ask("/clob/ok").status == 200)
    }

    @Test func tooManyRequestsNameTheMomentOfTheNextAsACountOrAsADate() throws {
        desk.simulator.faults.add(
            .tooMany(retryAfter: .milliseconds(1_500), asDate: false), on: "/clob", times: 1)
        desk.simulator.faults.add(.tooMany(retryAfter: .seconds(90), asDate: true), on: "/gamma", times: 1)
        func retryAfter(_ target: String) -> String? {
            desk.ask(target).headers.first { $0.name == "retry-after" }?.value
        }
        #expect(retryAfter("/clob/time") == "2")
        #expect(retryAfter("/gamma/tags") == "Fri, 20 Nov 2026 16:01:30 GMT")
        #expect(desk.ask("/gamma/tags").status == 200)
    }

    @Test func aFaultMayMeetAShareOfTheRequestsTheSameForTheSameSeed() {
        func statuses(seed: UInt64) -> [Int] {
            let desk = SimulatorDesk(seed: seed, marketCount: 64)
            desk.simulator.faults.add(.status(503), share: 0.9)
            return (0..<200).map { _ in desk.ask("/clob/ok").status }
        }
        let first = statuses(seed: 7)
        #expect(first == statuses(seed: 7) && first != statuses(seed: 8))
        #expect((165...195).contains(first.count { $0 == 503 }))
    }

    @Test(arguments: FaultProfile.allCases)
    func aProfileMeetsSomeRequestsAndNotAll(profile: FaultProfile) {
        let honest = desk.ask("/gamma/tags")
        profile.apply(to: desk.simulator.faults)
        let answers = (0..<150).map { _ in desk.ask("/gamma/tags") }
        let sound = answers.count { answer in
            answer.status == 200 && answer.body == honest.body && answer.delivery.isPlain
                && !answer.delivery.isDropped && answer.delivery.delay == .zero
        }
        #expect(profile == .none ? sound == 150 : (5...145).contains(sound), "\(sound) of 150")
    }

    @Test func aFaultMayBeForOneTokenOnly() {
        desk.simulator.faults.add(.status(500), on: "/clob/book", containing: "token_id=42")
        #expect(desk.ask("/clob/book?token_id=42").status == 500)
        #expect(desk.ask("/clob/book?token_id=43").status == 404)
    }

    @Test func aFaultStaysUntilItIsSwitchedOff() {
        let key = desk.simulator.faults.add(.webPage(status: 200))
        for _ in 0..<3 {
            let answer = desk.ask("/gamma/tags")
            #expect(
                answer.status == 200 && String(decoding: answer.body, as: UTF8.self).hasPrefix("<!DOCTYPE"))
            #expect(answer.headers.first { $0.name == "content-type" }?.value.hasPrefix("text/html") == true)
        }
        desk.simulator.faults.remove(key)
        #expect(desk.ask("/gamma/tags").body.first == UInt8(ascii: "["))
        desk.simulator.faults.add(.errorBody("Too Many Requests"))
        #expect(desk.text("/gamma/tags") == #"{"error":"Too Many Requests"}"#)
        desk.simulator.faults.removeAll()
        #expect(desk.ask("/gamma/tags").body.first == UInt8(ascii: "["))
        desk.simulator.faults.add(.emptyBody, times: 1)
        #expect(desk.ask("/gamma/tags").body.isEmpty)
    }

    @Test func malformedJSONDoesNotParse() throws {
        desk.simulator.faults.add(.malformedJSON, times: 1)
        #expect(throws: (any Error).self) { try desk.rows("/gamma/tags") }
        #expect(try desk.rows("/gamma/tags").count == 20)
    }

    @Test func oneElementOfAPageCanBeBad() throws {
        let good = try desk.rows("/gamma/markets?limit=5")
        desk.simulator.faults.add(
            .replacedValue(key: "clobTokenIds", occurrence: 2, json: "42"), on: "/gamma/markets")
        let bad = try desk.rows("/gamma/markets?limit=5")
        #expect(bad.map { $0["clobTokenIds"] is String } == [true, true, false, true, true])
        #expect(bad[3]["clobTokenIds"] as? String == good[3]["clobTokenIds"] as? String)
        desk.simulator.faults.removeAll()
        desk.simulator.faults.add(.removedKey("question", occurrence: 1), on: "/gamma/markets")
        desk.simulator.faults.add(
            .addedKey("novelty", json: "{\"deep\":[1]}", before: "question", occurrence: 0),
            on: "/gamma/markets")
        let odd = try desk.rows("/gamma/markets?limit=5")
        #expect(odd.map { $0["question"] == nil } == [false, true, false, false, false])
        #expect(odd[0]["novelty"] is [String: Any] && odd[1]["novelty"] == nil)
    }

    @Test(arguments: [
        (
            #"{"a":1,"b":[{"a":"x,\"}"},{"a":{"c":[1,2]}}]}"#, 0,
            #"{"a":9,"b":[{"a":"x,\"}"},{"a":{"c":[1,2]}}]}"#
        ),
        (#"{"a":1,"b":[{"a":"x,\"}"},{"a":{"c":[1,2]}}]}"#, 1, #"{"a":1,"b":[{"a":9},{"a":{"c":[1,2]}}]}"#),
        (#"{"a":1,"b":[{"a":"x,\"}"},{"a":{"c":[1,2]}}]}"#, 2, #"{"a":1,"b":[{"a":"x,\"}"},{"a":9}]}"#),
        (#"{"a":1}"#, 1, #"{"a":1}"#),
    ])
    func surgeryChangesOneValueOnly(text: String, occurrence: Int, expected: String) {
        let changed = JSONSurgery.replace("a", occurrence, with: "9", in: Array(text.utf8))
        #expect(String(decoding: changed, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        (#"{"a":1,"b":2}"#, "a", #"{"b":2}"#), (#"{"a":1,"b":2}"#, "b", #"{"a":1}"#),
        (#"{"a":1}"#, "a", "{}"),
    ])
    func surgeryTakesTheCommaAlong(text: String, key: String, expected: String) {
        let changed = JSONSurgery.remove(key, 0, in: Array(text.utf8))
        #expect(String(decoding: changed, as: UTF8.self) == expected)
    }

    @Test func requestsAreCountedAndRememberedUpToABound() {
        let small = SimulatorDesk(marketCount: 64) { $0.loggedRequests = 3 }
        for number in 0..<10 { _ = small.ask("/clob/book?token_id=\(number)") }
        _ = small.ask("/gamma/events/keyset?limit=1")
        _ = small.ask("/xtracker/api/users/elonmusk")
        let log = small.simulator.requests
        #expect(log.total == 12 && log.count("clob", "book") == 10)
        #expect(log.count("gamma", "events/keyset") == 1 && log.count("xtracker", "users/{handle}") == 1)
        #expect(log.requests.map(\.number) == [10, 11, 12])
        #expect(log.requests[0].target == "/clob/book?token_id=9" && log.requests[0].status == 404)
        #expect(log.requests[0].time == SimulatorDesk.moment)
        log.clear()
        #expect(log.total == 0 && log.requests.isEmpty)
    }
}
