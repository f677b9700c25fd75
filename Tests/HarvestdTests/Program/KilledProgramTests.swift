import Foundation
import Testing

/// The program killed without warning at many moments: what it leaves behind is whole, or is not there.
@Suite struct KilledProgramTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// An export is under its name only when it is whole. The hidden file of a killed one may stay.
    @Test func anExportThatIsKilledLeavesNoPartOfAFile() async throws {
        let outcome = try await HarvestdProcess.shell(
            """
            "$H" demo --data-dir d --markets 32 > /dev/null 2>&1
            mv d/demo.sqlite3 d/harvest.sqlite3
            table=fact_orderbook_l2_raw
            "$H" export --table $table --data-dir d -o whole.csv 2> /dev/null || echo "no export"
            for number in {1..50}; do
                timeout -s KILL "0.0$((RANDOM % 90 + 10))" \\
                    "$H" export --table $table --data-dir d -o "part$number.csv" 2> /dev/null
                case $? in 0) echo whole ;; 137) echo killed ;; *) echo "status $?" ;; esac
                [ ! -e "part$number.csv" ] || cmp whole.csv "part$number.csv" || echo "a part of a file"
            done
            "$H" export --table $table --data-dir d -o after.csv 2> /dev/null; cmp whole.csv after.csv
            """, in: scratch)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 50 && lines.allSatisfy { $0 == "whole" || $0 == "killed" }, "\(outcome)")
        #expect(lines.contains("killed"), "no export was killed")
    }

    /// A migration is there or it is not: the next one goes on from either.
    @Test func aMigrationThatIsKilledIsDoneOrUndone() async throws {
        let outcome = try await HarvestdProcess.shell(
            """
            for number in {1..50}; do
                timeout -s KILL "0.0$((RANDOM % 30 + 10))" "$H" migrate --data-dir "d$number" > /dev/null 2>&1
                [ $? != 137 ] || echo killed
                "$H" migrate --data-dir "d$number" > /dev/null || echo "not migrated"
                "$H" doctor --offline --data-dir "d$number" > /dev/null || echo "not sound"
                "$H" export --table dim_account --data-dir "d$number" > /dev/null 2>&1 || echo "not readable"
            done
            """, in: scratch)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.allSatisfy { $0 == "killed" }, "\(outcome)")
        #expect(!lines.isEmpty, "no migration was killed")
    }
}
