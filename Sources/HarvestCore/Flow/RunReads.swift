/// How a run's reads of the store are written down.
package enum RunReads: Hashable, Sendable {
    /// Not at all: there is no journal.
    case untaped
    /// With their rows: what a source is asked for depends on them, and must not depend on the store when
    /// the run is done again.
    case rows
    /// Only their place among the commits: the run is made of nothing but the store, and is done again from
    /// a store that stands where this one stood.
    case places
}
