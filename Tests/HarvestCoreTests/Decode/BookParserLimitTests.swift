import HarvestCore
import HarvestTestSupport
import Testing

/// The three limits, and arrays with a fault in them.
struct BookParserLimitTests {
    private static func error(_ document: String, _ limits: BookLimits) -> BookParseError? {
        var parser = BookParser(limits: limits)
        do throws(BookParseError) {
            try parser.withBook(in: Array(document.utf8).span.bytes) { _ in }
            return nil
        } catch { return error }
    }

    @Test func aDocumentOfMoreBytesIsRefused() {
        let document = WireSample.book(bids: WireSample.level("0.5", "1"))
        let limits = BookLimits(byteCount: document.utf8.count, levelCount: 20, depth: 4)
        #expect(Self.error(document, limits) == nil)
        let error = Self.error(document + " ", limits)
        #expect(error?.code == "E2007" && error?.byteOffset == 0)
        #expect(error?.message.contains("\(document.utf8.count) bytes") == true)
    }

    @Test(arguments: ["0.1", "0.1234"], ["", " "])
    func aSideOfMoreLevelsIsRefused(price: String, blank: String) {
        let limits = BookLimits(byteCount: 1 << 20, levelCount: 20, depth: 4)
        for count in 15...24 {
            let levels = Array(repeating: WireSample.level(price, "1"), count: count).joined(separator: ",")
            for document in [WireSample.book(bids: levels), WireSample.book(asks: levels)] {
                let error = Self.error(document + blank, limits)
                #expect(error?.code == (count > 20 ? "E2007" : nil), "\(count) levels")
                if let error { #expect(error.message.contains("20 levels") && error.byteOffset > 0) }
            }
        }
    }

    @Test func valuesInsideEachOtherAreBoundedWhereNobodyReadsThem() {
        let limits = BookLimits(byteCount: 1 << 20, levelCount: 20, depth: 4)
        for depth in 1...9 {
            let value = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            for inside in [
                "\"n\":\(value),",
                "\"n\":\(value.replacing("[", with: "{\"a\":[").replacing("]", with: "]}")),",
            ] {
                let document = "{\(inside)\"market\":\"m\",\"asset_id\":\"1\",\"bids\":[],\"asks\":[]}"
                let isTooDeep = depth * (inside.contains("{") ? 2 : 1) > 4
                #expect(Self.error(document, limits)?.code == (isTooDeep ? "E2007" : nil), "\(inside)")
            }
        }
    }

    @Test func limitsStayWithinWhatTheParserIsMadeFor() {
        let most = BookLimits(byteCount: .max, levelCount: .max, depth: .max)
        #expect(most.byteCount == .max && most.levelCount == 90_000 && most.depth == 512)
        let least = BookLimits(byteCount: .min, levelCount: -20, depth: .min)
        #expect(least.byteCount == 0 && least.levelCount == 16 && least.depth == 1)
        // The largest size of the compact path, 99,999,999.999999 shares, on every level.
        #expect(Int64(99_999_999_999_999).multipliedReportingOverflow(by: 90_000).overflow == false)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func theDeepestNestingEndsInAnError(opening: String) {
        let limits = BookLimits(byteCount: .max, levelCount: 20, depth: .max)
        let value = String(repeating: opening, count: 200_000)
        #expect(Self.error("{\"n\":\(value)", limits)?.code == "E2007")
    }

    @Test(arguments: [(90_000, 2), (56_000, 1)])
    func asManyOfTheLargestCompactSizesAsThereMayBeAreCounted(count: Int, general: Int) throws {
        let limits = BookLimits(byteCount: 64 << 20, levelCount: .max, depth: 4)
        let level = Array((WireSample.level("0.9", "99999999.999999") + ",").utf8)
        let levels = Array(repeating: level, count: count).joined().dropLast()
        let parts = WireSample.book(bids: "#").split(separator: "#").map { Array($0.utf8) }
        let document = parts[0] + levels + parts[1]
        var parser = BookParser(limits: limits)
        for _ in 0..<2 {
            try parser.withBook(in: document.span.bytes) { columns in
                #expect(columns.bidCount == count)
                #expect(columns.far.bidSize == 99_999_999_999_999 * UInt64(count))
                #expect(columns.far.bidNotional == UInt128(columns.far.bidSize) * 900_000)
            }
        }
        // The second time there is room for those that are not at the limit.
        #expect(parser.generalCount == general)
    }

    @Test func sharesThatCannotBeCountedAreRefused() {
        let levels = Array(repeating: WireSample.level("0.5", "999999999999"), count: 10)
        let document = WireSample.book(bids: levels.joined(separator: ","))
        #expect(Self.error(document, .standard)?.code == "E2007")
    }

    @Test func decimalsOfMoreThan400BytesAreRefusedByAllReaders() {
        let jury = DecimalJury()
        for zeros in [7, 100, 396, 397, 398, 399, 500, 1_100] {
            let price = "0.5" + String(repeating: "0", count: zeros)
            #expect(jury.disagreement(on: Array(price.utf8)) == nil, "\(zeros) zeros")
            let document = WireSample.book(bids: WireSample.level(price, "1"))
            var parser = BookParser()
            // Which of the two refuses is what is asked.
            let columns = try? parser.withBook(in: Array(document.utf8).span.bytes) { $0.bestBid }
            // The same here.
            let snapshot = try? parser.snapshot(of: Array(document.utf8))
            #expect(columns == (price.utf8.count <= 400 ? 500_000 : nil))
            #expect((snapshot != nil) == (columns != nil))
        }
        let whole = String(repeating: "0", count: 11) + "1"
        #expect(jury.disagreement(on: Array(whole.utf8)) == nil)
    }

    /// An array, how many books are lent before the fault, and the code; no code for arrays that are right.
    private static let arrays: [(String, Int, String?)] = {
        let compact = WireSample.book(bids: WireSample.level("0.5", "1"))
        let odd = compact + " "
        let wrong = WireSample.book(bids: WireSample.level("1.5", "1"))
        return [
            ("[]", 0, nil), (" [ ] ", 0, nil), ("[\(compact)]", 1, nil), ("[\(compact)] ", 1, nil),
            ("[\(odd),\(compact)]", 2, nil), ("[\(compact),\(odd),\(odd),\(compact)]", 4, nil),
            ("[\(compact) , \(compact)]", 2, nil), ("[ \(compact)]", 1, nil), ("", 0, "E2001"),
            ("[", 0, "E2005"), ("x", 0, "E2004"), (compact, 0, "E2004"), ("[\(compact)", 1, "E2005"),
            ("[\(compact),", 1, "E2005"), ("[\(compact),]", 1, "E2004"),
            ("[\(compact)\(compact)]", 1, "E2004"),
            ("[\(odd)\(compact)]", 1, "E2004"), ("[\(compact),,\(compact)]", 1, "E2004"),
            ("[,\(compact)]", 0, "E2004"), ("[\(compact)]]", 1, "E2006"), ("[\(compact)],", 1, "E2006"),
            ("[\(compact)}", 1, "E2004"), ("[\(compact),\(wrong),\(compact)]", 1, "E2012"),
            ("[\(compact),5]", 1, "E2004"), ("[\(compact),{}]", 1, "E2010"),
        ]
    }()

    @Test func arraysLendTheirBooksUpToTheFirstFault() {
        var parser = BookParser()
        for (array, count, code) in Self.arrays {
            var lent = 0
            let copy = ExactCopy(Array(array.utf8))
            do throws(BookParseError) {
                let books = try parser.withBooks(in: copy.view) { _ in lent += 1 }
                #expect(code == nil && books == count, "\(array)")
            } catch {
                #expect(error.code == code, "\(array): \(error.message)")
            }
            #expect(lent == count, "\(array)")
        }
    }
}
