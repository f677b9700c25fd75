/// Who does the runs of a journal again.
package protocol ReplayCast: Sendable {
    /// Takes the settings that hold from a record on.
    mutating func apply(_ settings: JournalRecord)

    /// The collector of a job; `nil` for one that is not known.
    func collector(of job: JobName, subject: String?) -> (any Collector)?
}
