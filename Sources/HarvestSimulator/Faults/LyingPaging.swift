/// Turns an honest page into the one a lie wants: where to start, how much to give, which cursor to name.
struct LyingPaging {
    let lie: PageLie?
    /// The cursor that was sent.
    let sent: String?

    private var cursor: KeysetCursor? { sent.flatMap { KeysetCursor($0) } }

    /// Where the page really starts.
    var start: KeysetCursor? { lie == .repeated ? nil : cursor }

    /// Whether the page is to be empty although rows are left.
    var isEmptied: Bool { lie == .endlessEmpty && sent != nil }

    /// Rows of the page.
    func limit(_ honest: Int) -> Int {
        guard case .clamped(let rows, _) = lie else { return honest }
        return min(rows, honest)
    }

    /// The cursor to name, given the honest one.
    func next(after honest: KeysetCursor?) -> String? {
        switch lie {
        case .clamped(_, keepsCursor: false): return nil
        case .echoedCursor: return sent ?? honest?.text
        case .repeated, .endlessEmpty: return another(honest ?? cursor)?.text
        case .endless:
            return honest.map(kept)?.text ?? KeysetCursor(key: .min, number: .min, round: round + 1).text
        case .clamped, nil: return honest?.text
        }
    }

    private var round: Int { cursor?.round ?? 0 }

    private func another(_ cursor: KeysetCursor?) -> KeysetCursor? {
        cursor.map { KeysetCursor(key: $0.key, number: $0.number, round: round + 1) }
    }

    private func kept(_ cursor: KeysetCursor) -> KeysetCursor {
        KeysetCursor(key: cursor.key, number: cursor.number, round: round)
    }
}
