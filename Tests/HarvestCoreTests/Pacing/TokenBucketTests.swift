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
