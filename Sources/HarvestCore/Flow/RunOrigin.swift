/// Which run something came from, and where its records begin.
package struct RunOrigin: Hashable, Sendable {
    /// The run, as its audit row names it.
    package let run: String
    /// Number of its first record in the journal; zero without a journal.
    package let start: UInt64

    /// Names a run.
    package init(run: String, start: UInt64) {
        self.run = run
        self.start = start
    }
}
