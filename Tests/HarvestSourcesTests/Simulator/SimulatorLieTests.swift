internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

/// Each lie about pages does what it says, and nothing else.
@Suite struct SimulatorLieTests {
    let desk = SimulatorDesk(marketCount: 100) { $0.historyDays = 5 }

    func page(after cursor: String? = nil) throws -> (ids: [String], next: String?) {
        let target = "/gamma/events/keyset?limit=20" + (cursor.map { "&after_cursor=\($0)" } ?? "")
        let page = try desk.object(target)
        let rows = page["events"] as? [[String: Any]] ?? []
        return (rows.compactMap { $0["id"] as? String }, page["next_cursor"] as? String)
    }

    @Test func aClampedPageIsShortAndMayLoseItsCursor() throws {
        desk.simulator.faults.add(.paging(.clamped(rows: 10, keepsCursor: true)), times: 1)
        let short = try page()
        #expect(short.ids.count == 10 && short.next != nil)
        desk.simulator.faults.add(.paging(.clamped(rows: 10, keepsCursor: false)), times: 1)
        let lost = try page()
        #expect(lost.ids == short.ids && lost.next == nil)
        #expect(try page().ids.count == 20)
    }

    @Test func aRepeatedPageComesWithAnotherCursorEachTime() throws {
        desk.simulator.faults.add(.paging(.repeated))
        let first = try page()
        let second = try page(after: first.next)
        let third = try page(after: second.next)
        #expect(first.ids == second.ids && second.ids == third.ids)
        #expect(Set([first.next, second.next, third.next]).count == 3)
    }

    @Test func anEchoedCursorIsTheOneThatWasSent() throws {
        let first = try page()
        desk.simulator.faults.add(.paging(.echoedCursor))
        let second = try page(after: first.next)
        #expect(second.next == first.next && second.ids != first.ids)
    }

    @Test func anEndlessListStartsAgain() throws {
        desk.simulator.faults.add(.paging(.endless))
        var cursor: String?
        var seen: Set<String> = []
        var pages: [[String]] = []
        for _ in 0..<30 {
            let page = try page(after: cursor)
            pages.append(page.ids)
            cursor = page.next
            #expect(seen.insert(page.next ?? "").inserted)
        }
        #expect(pages.filter { $0 == pages[0] }.count > 1)
    }

    @Test func endlessEmptyPagesHoldNothing() throws {
        desk.simulator.faults.add(.paging(.endlessEmpty))
        let first = try page()
        let second = try page(after: first.next)
        let third = try page(after: second.next)
        #expect(first.ids.count == 20 && second.ids.isEmpty && third.ids.isEmpty)
        #expect(second.next != nil && third.next != nil && second.next != third.next)
    }

    @Test func theClobsListCanLieToo() throws {
        desk.simulator.faults.add(.paging(.echoedCursor), on: "/clob/markets", times: 1)
        #expect(try desk.object("/clob/markets?next_cursor=MA==")["next_cursor"] as? String == "MA==")
        desk.simulator.faults.add(
            .paging(.clamped(rows: 100, keepsCursor: true)), on: "/clob/markets", times: 1)
        #expect(try desk.object("/clob/markets")["count"] as? Int == 100)
    }
}
