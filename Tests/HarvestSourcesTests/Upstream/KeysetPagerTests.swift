import HarvestCore
@testable import HarvestSources
import Testing

@Suite struct KeysetPagerTests {
    static let endpoint = Endpoint(source: "gamma", name: "events/keyset")

    static func pager(limit: Int = 4, maximumPages: Int = 10) -> KeysetPager {
        KeysetPager(endpoint: endpoint, limit: limit, maximumPages: maximumPages)
    }

    static func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? UpstreamError)?.code
        }
    }

    @Test func aShortPageIsNotTheEndButAMissingCursorIs() throws {
        var pager = Self.pager()
        #expect(pager.start == .fetch(after: nil))
        #expect(try pager.accept(ids: ["1", "2"], next: "a") == .fetch(after: "a"))
        #expect(try pager.accept(ids: [], next: "b") == .fetch(after: "b"))
        #expect(try pager.accept(ids: ["3"], next: nil) == .fetchWitness)
        #expect(try pager.witness("3", isRecent: false) == .done)
        #expect(pager.rowCount == 3)
    }

    @Test func anEmptyListNeedsNoWitness() throws {
        var pager = Self.pager()
        #expect(try pager.accept(ids: [], next: nil) == .done)
    }

    @Test func anEmptyCursorIsNone() throws {
        var pager = Self.pager()
        #expect(try pager.accept(ids: ["1"], next: "") == .fetchWitness)
    }

    @Test func anEchoedCursorIsAnErrorWithTheCursorAsEvidence() throws {
        var pager = Self.pager()
        _ = try pager.accept(ids: ["1"], next: "a")
        #expect(Self.code { _ = try pager.accept(ids: ["2"], next: "a") } == "E1210")
    }

    @Test func aRepeatedPageIsAnErrorThatNamesBothPages() throws {
        var pager = Self.pager()
        _ = try pager.accept(ids: ["1", "2"], next: "a")
        _ = try pager.accept(ids: ["3", "4"], next: "b")
        do {
            _ = try pager.accept(ids: ["1", "2"], next: "c")
            Issue.record("the repeated page was accepted")
        } catch let error as UpstreamError {
            #expect(error.code == "E1211")
            #expect(error.message.contains("page 3 repeats page 1"))
        }
    }

    @Test func rowsThatMovedToALaterPageAreNoRepeatedPage() throws {
        var pager = Self.pager()
        _ = try pager.accept(ids: ["1", "2"], next: "a")
        #expect(try pager.accept(ids: ["2", "3"], next: nil) == .fetchWitness)
        #expect(pager.rowCount == 3)
    }

    @Test(arguments: [99, 100, 200])
    func aListThatEndsBeforeItsNewestRowIsAnError(rows: Int) throws {
        let ids = (1...rows).map { String(1_000 - $0) } + ["100"]
        var pager = Self.pager(limit: 200)
        #expect(try pager.accept(ids: ids, next: nil) == .fetchWitness)
        #expect(try pager.witness("100", isRecent: false) == .done)
        #expect(try pager.witness("101", isRecent: true) == .done)
        #expect(Self.code { _ = try pager.witness("101", isRecent: false) } == "E1212")
    }

    @Test func emptyPagesThatNameYetAnotherOneAreGivenUp() throws {
        var pager = Self.pager(maximumPages: 100)
        _ = try pager.accept(ids: ["1"], next: "a")
        _ = try pager.accept(ids: [], next: "b")
        _ = try pager.accept(ids: [], next: "c")
        #expect(Self.code { _ = try pager.accept(ids: [], next: "d") } == "E1214")
    }

    @Test func pagesWithoutAnEndReachTheCap() throws {
        var pager = Self.pager(maximumPages: 3)
        _ = try pager.accept(ids: ["1"], next: "a")
        _ = try pager.accept(ids: ["2"], next: "b")
        #expect(Self.code { _ = try pager.accept(ids: ["3"], next: "c") } == "E1213")
    }
}
