@testable internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// Who may start next, call by call and over random runs.
@Suite struct AdmissionTests {
    @Test func aHostIsServedInTheOrderOfAsking() {
        var admission = Admission(connectionsPerHost: 2, connections: 10)
        for id in 1...4 { admission.enqueue(UInt64(id), host: "a") }
        #expect(admission.next() == 1)
        #expect(admission.next() == 2)
        #expect(admission.next() == nil)
        admission.finish(host: "a")
        #expect(admission.next() == 3)
        #expect(admission.next() == nil)
    }

    @Test func aFullHostDoesNotHoldUpAnother() {
        var admission = Admission(connectionsPerHost: 1, connections: 10)
        for id in 1...3 { admission.enqueue(UInt64(id), host: "a") }
        admission.enqueue(4, host: "b")
        #expect(admission.next() == 1)
        #expect(admission.next() == 4)
        #expect(admission.next() == nil)
    }

    @Test func hostsTakeTurnsWhenAllConnectionsAreNeeded() {
        var admission = Admission(connectionsPerHost: 2, connections: 2)
        for id in 1...3 { admission.enqueue(UInt64(id), host: "a") }
        for id in 4...6 { admission.enqueue(UInt64(id), host: "b") }
        #expect([admission.next(), admission.next(), admission.next()] == [1, 4, nil])
        admission.finish(host: "a")
        #expect(admission.next() == 2)
        admission.finish(host: "a")
        #expect(admission.next() == 5)
    }

    @Test func whoWithdrawsIsNotStarted() {
        var admission = Admission(connectionsPerHost: 1, connections: 1)
        for id in 1...3 { admission.enqueue(UInt64(id), host: "a") }
        #expect(admission.next() == 1)
        admission.withdraw(2, host: "a")
        admission.finish(host: "a")
        #expect(admission.next() == 3)
        admission.finish(host: "a")
        #expect(admission.next() == nil)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func randomRunsKeepTheBoundsAndServeEveryone(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let (perHost, total) = (Int.random(in: 1...4, using: &chance), Int.random(in: 1...8, using: &chance))
        var admission = Admission(connectionsPerHost: perHost, connections: total)
        var hosts: [UInt64: String] = [:]
        var started: [UInt64: String] = [:]
        var waiting: Set<UInt64> = []
        for id in 1...200 as ClosedRange<UInt64> {
            hosts[id] = "host \(Int.random(in: 0..<5, using: &chance))"
            admission.enqueue(id, host: hosts[id] ?? "")
            waiting.insert(id)
            if Int.random(in: 0..<4, using: &chance) == 0, let one = waiting.sorted().first {
                admission.withdraw(one, host: hosts[one] ?? "")
                waiting.remove(one)
            }
            if Bool.random(using: &chance), let next = admission.next() {
                started[next] = hosts[next]
                #expect(waiting.remove(next) != nil)
            }
            #expect(started.count <= total)
            for host in Set(started.values) { #expect(started.values.count { $0 == host } <= perHost) }
            if Int.random(in: 0..<3, using: &chance) == 0, let ended = started.keys.sorted().first {
                admission.finish(host: started.removeValue(forKey: ended) ?? "")
            }
        }
        while !started.isEmpty || !waiting.isEmpty {
            while let next = admission.next() {
                started[next] = hosts[next]
                waiting.remove(next)
            }
            guard let ended = started.keys.first else { break }
            admission.finish(host: started.removeValue(forKey: ended) ?? "")
        }
        #expect(waiting.isEmpty, "seed \(seed)")
    }
}
