/// How a row meets the rows that are already stored. Each rule makes writing the same row again change
/// nothing.
public enum WriteRule: Hashable, Sendable {
    /// Insert unless a row with the same values in these columns is there; never touch a stored row.
    case insertIfAbsent(identity: [String])

    /// Insert, or overwrite the row with the same primary key when one of `compared` differs.
    ///
    /// `carried` columns are overwritten along with a change but are no change by themselves (`updated_at`);
    /// `accumulated` columns are added to the stored number, which is always a change; `earliest` columns
    /// keep the smaller value. All other columns keep what the first insert gave them.
    case upsert(
        compared: [String], carried: [String] = [], accumulated: [String] = [], earliest: [String] = [])

    /// Insert when the newest stored row of the same `subject` at or before the row's `time` differs in one
    /// of `compared`, is older than `atLeastEvery`, or is not there.
    case insertOnChange(subject: String, compared: [String], time: String, atLeastEvery: Duration)
}
