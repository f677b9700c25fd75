/// Ways in which a list's paging can be untrue.
public enum PageLie: Hashable, Sendable {
    /// Pages hold at most so many rows, whatever was asked for; with or without a cursor to the rest.
    case clamped(rows: Int, keepsCursor: Bool)
    /// Every page is the first one, each with another cursor.
    case repeated
    /// The next cursor is the one that was sent.
    case echoedCursor
    /// After the last page the list starts again.
    case endless
    /// Every page after the first is empty and names yet another cursor.
    case endlessEmpty
}
