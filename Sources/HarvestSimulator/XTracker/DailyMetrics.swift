internal import HarvestCore

/// The tracker's metric rows: one per user and day, written by whichever tracking was updated last.
///
/// So `trackingId` and `cumulative` jump between overlapping windows; only `count` is the day's.
struct DailyMetrics {
    let world: World
    let account: Int
    let moment: Timestamp

    /// Rows of the days in a range that lie within the tracker's history, oldest first.
    func write(from first: CivilDate, to last: CivilDate, to json: inout JSONWriter) {
        let oldest = moment.day.advanced(by: -world.configuration.historyDays)
        var day = max(first, oldest)
        json.beginArray()
        while day <= min(last, moment.day) {
            write(day, to: &json)
            day = day.advanced(by: 1)
        }
        json.endArray()
    }

    private func write(_ day: CivilDate, to json: inout JSONWriter) {
        let stream = world.streams[account]
        let sync = stream.lastSync(at: moment)
        let end = min(day.advanced(by: 1).start, sync)
        guard end > day.start, let tracking = author(of: day, end) else { return }
        json.beginObject()
        json.member("id", world.uuid(.metric, account, day.daysSince1970))
        json.member("userId", SimulatedAccount.all[account].id)
        json.member("date", Wire.milliseconds(day.start))
        json.member("type", "daily")
        json.key("data")
        json.beginObject()
        json.member("count", stream.known(from: day.start, to: end, at: sync))
        json.member("cumulative", stream.known(from: tracking.start, to: min(end, tracking.end), at: sync))
        json.member("trackingId", tracking.id)
        json.endObject()
        json.endObject()
    }

    /// One of the trackings that were running that day.
    private func author(of day: CivilDate, _ end: Timestamp) -> SimulatedTracking? {
        let running = world.trackings(ofAccount: account, at: moment)
            .filter { $0.start < end && $0.end > day.start }
        guard !running.isEmpty else { return nil }
        return running[world.chance.below(running.count, .metric, account, day.daysSince1970)]
    }
}
