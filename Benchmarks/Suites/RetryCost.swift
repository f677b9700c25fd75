internal import HarvestCore

/// What deciding about a retry costs after a failed request.
enum RetryCost {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let failures = failures(itemCount, seed: seed)
        return BenchmarkSuite(
            name: "retry-decision", summary: "a failure, to another attempt with its wait or the end",
            itemCount: itemCount,
            contenders: [
                .init("HarvestCore RetryPolicy") {
                    decisions(failures, seed: seed).reduce(into: 0) { $0 &+= digest(of: $1) }
                }
            ],
            disagreements: {
                zip(failures, decisions(failures, seed: seed)).count { failure, decision in
                    guard case .retry(let wait) = decision else { return false }
                    return failure.attempt >= 3 || wait > .seconds(60) || failure.advice == .stop
                }
            })
    }

    private struct Failure: Sendable {
        let advice: Advice
        let attempt: Int
        let moment: Duration
    }

    private static func decisions(_ failures: [Failure], seed: UInt64) -> [RetryPolicy.Decision] {
        var policy = RetryPolicy(seed: seed)
        return failures.map { failure in
            policy.noteRequest()
            return policy.decide(after: failure.advice, attempt: failure.attempt, at: failure.moment)
        }
    }

    private static func digest(of decision: RetryPolicy.Decision) -> UInt64 {
        switch decision {
        case .retry(let wait): UInt64(wait.microseconds)
        case .giveUp(let bound): UInt64(bound.utf8.count)
        }
    }

    private static func failures(_ count: Int, seed: UInt64) -> [Failure] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let advices: [Advice] = [
                .retry(after: nil), .retry(after: nil), .retry(after: .seconds(5)), .reconnect, .skip, .stop,
            ]
            return Failure(
                advice: advices.randomElement(using: &generator) ?? .stop,
                attempt: Int.random(in: 1...3, using: &generator), moment: .milliseconds(Int64(index) * 20))
        }
    }
}
