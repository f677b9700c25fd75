import Testing

@testable import harvestd

@Suite struct FileWatchTests {
    @Test func aChangeCountsOnceItHasComeToRest() throws {
        let scratch = try Scratch()
        let path = "\(scratch.path)/env"
        func stamps() -> [FileStamp?] { [FileStamp(path: path)] }
        var watch = FileWatch(stamps())
        func look(_ stamps: [FileStamp?], _ isChange: Bool, line: Int = #line) {
            let hasChanged = watch.changed(stamps)
            #expect(hasChanged == isChange, "line \(line)")
        }
        look(stamps(), false)
        try scratch.write("env", "a")
        look(stamps(), false)
        try scratch.write("env", "ab")
        look(stamps(), false)
        look(stamps(), true)
        look(stamps(), false)
        try scratch.write("env", "abc")
        watch = FileWatch(stamps())
        // Another file in its place, as editors write it, and then none.
        try scratch.write("env", "abd")
        look(stamps(), false)
        look(stamps(), true)
        look([nil], false)
        look([nil], true)
    }
}
