internal import HarvestCore

/// A service that attends to the jobs: the reload, the upkeep of the journal.
struct Attendant: Sendable {
    /// Its name.
    let name: String
    /// What it is for, in a few words.
    let note: String
    /// Does it.
    let service: any Service
}
