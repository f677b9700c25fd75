internal import HarvestCore

/// Prices of the buckets of a tweet event, from how many posts there are and how many may still come.
///
/// Each bucket gets a share that falls with its distance from the expected total, so that the prices of an
/// event sum to about one, move with every post, and end at zero and one.
enum BucketPrices {
    /// Which prices are remembered.
    struct Key: Hashable, Sendable {
        let window: TweetWindow
        let moment: Timestamp
    }

    /// Thousandths by bucket.
    static func prices(of window: TweetWindow, stream: PostStream, at moment: Timestamp) -> [Int] {
        let length = max(1, Int((window.end - window.start).microseconds / 60_000_000))
        let elapsed = max(0, min(length, Int((moment - window.start).microseconds / 60_000_000)))
        let count = stream.made(from: window.start, to: min(moment, window.end))
        let rest = length - elapsed
        let expected = count + window.info.postsPerDay * rest / 1_440
        let width = max(2, window.info.postsPerDay * rest / 1_440 / 3)
        let weights = window.buckets.map { weight($0, count, expected, width) }
        let total = max(1, weights.reduce(0, +))
        return weights.map { $0 * 998 / total }
    }

    private static func weight(_ bucket: Bucket, _ count: Int, _ expected: Int, _ width: Int) -> Int {
        if let highest = bucket.highest, highest < count { return 0 }
        let nearest = max(bucket.lowest, min(expected, bucket.highest ?? .max))
        let distance = abs(nearest - expected)
        guard distance < width else { return 0 }
        return (width - distance) * (width - distance) * 1_000 / (width * width)
    }
}
