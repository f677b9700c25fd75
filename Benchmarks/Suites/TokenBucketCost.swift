internal import HarvestCore

/// What asking for a permit costs before every request: the limiter's arithmetic alone, and behind its actor.
enum TokenBucketCost {
    private static let rate = 50.0
    private static let burst = 10

    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let moments = moments(itemCount, seed: seed)
        return BenchmarkSuite(
            name: "token-bucket",
            summary: "asking for a permit, a hundred times a second where fifty are given",
            itemCount: itemCount,
            contenders: [
                .init("HarvestCore TokenBucket") { UInt64(permits(at: moments).count) },
                .init("HarvestCore RateLimiter, never waiting") {
                    let bucket = TokenBucket(rate: rate, burst: itemCount + 1)
                    let limiter = RateLimiter(bucket, clock: StandingClock())
                    var permits: UInt64 = 0
                    // The clock stands still and the burst is large enough, so that nothing throws or waits.
                    for _ in moments where (try? await limiter.permit()) != nil { permits += 1 }
                    return permits
                },
            ],
            disagreements: {
                let permits = permits(at: moments)
                return permits.indices.count { index in
                    let seconds = (permits[index] - permits[0]) / .seconds(1)
                    return Double(index + 1) > Double(burst) + seconds * rate + 1
                }
            })
    }

    private static func permits(at moments: [Duration]) -> [Duration] {
        var bucket = TokenBucket(rate: rate, burst: burst)
        return moments.filter { moment in
            guard bucket.wait(at: moment) == .zero else { return false }
            bucket.take(at: moment)
            return true
        }
    }

    private static func moments(_ count: Int, seed: UInt64) -> [Duration] {
        var generator = SplitMix64(seed: seed)
        var moment = Duration.zero
        return (0..<count).map { _ in
            moment += .microseconds(Int64.random(in: 0..<20_000, using: &generator))
            return moment
        }
    }
}
