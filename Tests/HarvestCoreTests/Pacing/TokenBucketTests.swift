import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct TokenBucketTests {
    @Test func aFullBucketGivesItsBurstAndThenOnePermitAnInterval() {
        var bucket = TokenBucket(rate: 2, burst: 3)
        let start = Duration.seconds(100)
        for _ in 0..<3 {
            #expect(bucket.wait(at: start) == .zero)
            bucket.take(at: start)
        }
        #expect(bucket.wait(at: start) == .milliseconds(500))
        #expect(bucket.wait(at: start + .milliseconds(500)) == .zero)
    }

    @Test func whatIsLeftIsCounted() {
        var bucket = TokenBucket(rate: 2, burst: 3)
        let start = Duration.seconds(100)
        var left: [Int] = [bucket.available(at: start)]
        for _ in 0..<3 {
            bucket.take(at: start)
            left.append(bucket.available(at: start))
        }
        #expect(left == [3, 2, 1, 0])
        #expect(bucket.available(at: start + .milliseconds(499)) == 0)
        #expect(bucket.available(at: start + .milliseconds(500)) == 1)
        #expect(bucket.available(at: start + .seconds(10)) == 3)
        bucket.holdOff(for: .seconds(5), at: start + .seconds(10))
        #expect(bucket.available(at: start + .seconds(12)) == 0, "a complaint holds everything back")
    }

    @Test(arguments: 0..<40)
    func noWindowEverHoldsMoreThanBurstPlusRate(seed: Int) {
        var chance = SplitMix64(seed: UInt64(seed))
        let rate = Double(Int.random(in: 1...20, using: &chance))
        let burst = Int.random(in: 1...10, using: &chance)
        var bucket = TokenBucket(rate: rate, burst: burst)
        var now = Duration.seconds(50)
        var taken: [Duration] = []
        for _ in 0..<300 {
            now += .milliseconds(Int.random(in: 0...200, using: &chance))
            let wait = bucket.wait(at: now)
            if Bool.random(using: &chance) { now += wait } else if wait > .zero { continue }
            #expect(bucket.wait(at: now) == .zero)
            bucket.take(at: now)
            taken.append(now)
        }
        for (index, first) in taken.enumerated() {
            for (count, last) in taken[index...].enumerated() {
                let allowed = Double(burst) + (last - first).inSeconds * rate
                #expect(Double(count + 1) <= allowed + 0.001, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<60)
    func anotherPaceGivesNoFreshBurst(seed: Int) {
        var chance = SplitMix64(seed: UInt64(seed))
        var rate = 5.0
        var burst = 8
        var bucket = TokenBucket(rate: rate, burst: burst)
        var now = Duration.seconds(50)
        // What a bucket of the widest burst would hold: it starts full and fills at the pace of the moment.
        var level = 12.0
        for _ in 0..<500 {
            let step = Duration.milliseconds(Int.random(in: 0...300, using: &chance))
            now += step
            level = min(12, level + step.inSeconds * rate)
            if Int.random(in: 0..<10, using: &chance) == 0 {
                rate = Double(Int.random(in: 1...20, using: &chance))
                burst = Int.random(in: 1...12, using: &chance)
                let before = permits(of: bucket, at: now)
                bucket.changePace(rate: rate, burst: burst, at: now)
                #expect(permits(of: bucket, at: now) <= min(before, burst), "seed \(seed)")
            }
            while bucket.wait(at: now) == .zero, Bool.random(using: &chance) {
                bucket.take(at: now)
                level -= 1
                #expect(level > -0.001, "seed \(seed)")
            }
        }
    }

    @Test func anotherPaceForgetsNoComplaint() {
        var bucket = TokenBucket(rate: 10, burst: 1)
        bucket.holdOff(for: .seconds(7), at: .seconds(1))
        bucket.changePace(rate: 20, burst: 1, at: .seconds(1))
        #expect(bucket.wait(at: .seconds(1)) == .seconds(7))
        #expect(bucket.slowdown == 2)
        bucket.take(at: .seconds(8))
        #expect(bucket.wait(at: .seconds(8)) == .milliseconds(100))
    }

    /// The permits that are there at once.
    private func permits(of bucket: TokenBucket, at now: Duration) -> Int {
        var bucket = bucket
        var count = 0
        while bucket.wait(at: now) == .zero {
            bucket.take(at: now)
            count += 1
        }
        return count
    }

    @Test func aComplaintHoldsEverythingBackAndHalvesTheRateUntilAnswersRestoreIt() {
        var bucket = TokenBucket(rate: 10, burst: 1)
        bucket.holdOff(for: .seconds(7), at: .seconds(1))
        #expect(bucket.wait(at: .seconds(1)) == .seconds(7))
        bucket.take(at: .seconds(8))
        #expect(bucket.wait(at: .seconds(8)) == .milliseconds(200))
        for _ in 0..<20 { bucket.answered() }
        #expect(bucket.slowdown <= 1.000001)
    }

    @Test func complaintsNeverSlowItDownWithoutBound() {
        var bucket = TokenBucket(rate: 10, burst: 1)
        for second in 0..<100 { bucket.holdOff(for: .zero, at: .seconds(second)) }
        #expect(bucket.slowdown == TokenBucket.maximumSlowdown)
    }
}
