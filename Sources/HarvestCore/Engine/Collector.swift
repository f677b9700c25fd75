/// One job: reads a source, decides what the rows are, and hands them to its run.
///
/// A collector keeps no truth of its own: what it must remember is a cursor, stored with the rows.
public protocol Collector: Sendable {
    /// The job, as its audit rows name it.
    var job: JobName { get }
    /// Upstream service, or `derived`.
    var source: String { get }

    /// What the job is about when there are several of it: a handle. `nil` by default.
    var subject: String? { get }

    /// Does the job once. Throwing ends the run with what was handed over so far; trouble with single items
    /// is noted on the run instead.
    func collect(into run: JobRun) async throws
}

extension Collector {
    public var subject: String? { nil }

    /// Whether it is made of nothing but what is stored, and asks no upstream service.
    package var isDerived: Bool { source == "derived" }
}
