internal import HarvestCore

extension Composition {
    /// Services of which none ends the engine, however often it fails: like the jobs, one that spent its
    /// restarts rests loudly and comes back.
    func attended(_ name: String, note: String, _ attendants: [Attendant]) -> SupervisionTree {
        let roster = Roster(
            attendants.map { RosterEntry($0.name, $0.service) }, clock: clock, events: events,
            seed: seeds[name])
        return .service(
            name, note: note,
            showing: attendants.map { .service($0.name, note: $0.note, $0.service) }, roster)
    }
}
