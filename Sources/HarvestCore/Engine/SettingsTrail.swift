/// Which record of a journal holds the settings at a place in it: a run is done again with those that held
/// when it began, whatever was set while it went on.
struct SettingsTrail {
    /// The most records that are remembered. A run lasts minutes and needs the newest one before its start.
    static let maximumCount = 256

    private var records: [UInt64] = []

    /// Begins with the record that holds now; `nil` when none does.
    init(_ first: UInt64? = nil) { records = first.map { [$0] } ?? [] }

    /// Notes that other settings hold from a record on.
    mutating func note(_ record: UInt64) {
        records.append(record)
        if records.count > Self.maximumCount { records.removeFirst() }
    }

    /// The record whose settings hold at `position`; 0 when there is none.
    func record(at position: UInt64) -> UInt64 {
        records.last { $0 <= position } ?? records.first ?? 0
    }
}
