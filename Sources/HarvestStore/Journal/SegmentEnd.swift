/// Where the last good record of a segment ends.
enum SegmentEnd: Hashable {
    /// There is no good record.
    case nowhere
    /// Within a member that begins there, at no boundary that is known.
    case inside(member: Int)
    /// At a boundary of a member that has no end: the member can be completed there.
    case boundary(MemberStream.Boundary)
    /// In a whole member, which ends there.
    case member(Int)
}
