internal import HarvestCore

extension XTrackerMetric {
    /// The row of the day.
    func row(capturedAt: Timestamp) -> TweetMetricDaily {
        TweetMetricDaily(
            accountID: accountID, trackingID: trackingID, day: day, tweetCount: count,
            cumulativeCount: cumulative, sourceMetricID: id, capturedAt: capturedAt)
    }
}
