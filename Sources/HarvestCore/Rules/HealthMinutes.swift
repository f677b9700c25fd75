/// Health of the upstream services by the minute, from the audit rows of runs.
public enum HealthMinutes {
    /// What is needed of a run.
    public struct Run: Hashable, Sendable {
        /// Upstream service.
        public let source: String
        /// How it ended.
        public let status: RunStatus
        /// Length in milliseconds.
        public let latencyMilliseconds: Int
        /// Start.
        public let startedAt: Timestamp
        /// Whether the audit row carries an error.
        public let hasError: Bool

        /// Makes a run.
        public init(
            source: String, status: RunStatus, latencyMilliseconds: Int, startedAt: Timestamp, hasError: Bool
        ) {
            self.source = source
            self.status = status
            self.latencyMilliseconds = latencyMilliseconds
            self.startedAt = startedAt
            self.hasError = hasError
        }
    }

    /// One row for each minute, source and status in the runs, in that order.
    public static func rows(of runs: [Run], createdAt: Timestamp) -> [APIHealthMinute] {
        let groups = Dictionary(grouping: runs) { run in
            Key(minute: run.startedAt.floored(to: .minutes(1)), source: run.source, status: run.status)
        }
        return groups.sorted { $0.key < $1.key }.map { key, runs in
            let latencies = runs.map { Int64($0.latencyMilliseconds) }.sorted()
            return APIHealthMinute(
                minute: key.minute, source: key.source, status: key.status, runs: runs.count,
                errorRuns: runs.count { $0.hasError }, averageLatency: mean(latencies),
                p95Latency: percentile95(latencies), createdAt: createdAt)
        }
    }

    private struct Key: Hashable, Comparable {
        let minute: Timestamp
        let source: String
        let status: RunStatus

        static func < (left: Key, right: Key) -> Bool {
            (left.minute, left.source, left.status.rawValue) < (
                right.minute, right.source, right.status.rawValue
            )
        }
    }

    private static func mean(_ latencies: [Int64]) -> Amount {
        // Columns keep four decimals, so the mean is cut there and every store agrees.
        Amount(millionths: latencies.reduce(0, +) * 10_000 / Int64(latencies.count) * 100)
    }

    /// By nearest rank: the smallest length that 95 % of the runs did not exceed, so always one that was
    /// measured. It is PostgreSQL's `percentile_disc(0.95)`.
    private static func percentile95(_ sorted: [Int64]) -> Amount {
        let rank = (sorted.count * 95 + 99) / 100
        return Amount(millionths: sorted[rank - 1] * 1_000_000)
    }
}
