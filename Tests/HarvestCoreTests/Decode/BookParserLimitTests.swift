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

    @Test func sharesThatCannotBeCountedAreRefused() {
        let levels = Array(repeating: WireSample.level("0.5", "999999999999"), count: 10)
        let document = WireSample.book(bids: levels.joined(separator: ","))
        #expect(Self.error(document, .standard)?.code == "E2007")
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
