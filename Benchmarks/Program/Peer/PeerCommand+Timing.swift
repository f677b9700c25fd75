internal import Glibc

extension PeerCommand {
    /// What one pass works through.
    struct Work {
        /// `books` or `msgs`.
        let unit: String
        let items: Int
        /// Levels of books, changes of messages.
        let levels: Int
        let bytes: Int
    }

    /// Makes a pass to warm up and then passes between the marks until the time is over, and prints the line.
    ///
    /// The marks are calls that mean nothing to the system; tools that count instructions or allocations see
    /// them.
    func time(_ work: Work, _ pass: () throws(PeerFailure) -> UInt64) throws(PeerFailure) {
        var sink = try pass()
        var times: [Double] = []
        times.reserveCapacity(1 << 20)
        let end = Self.now() + seconds
        let allocatedBefore = allocationCount?()
        Self.mark(1)
        repeat {
            let began = Self.now()
            sink &+= try pass()
            times.append(Self.now() - began)
        } while passes > 0 ? times.count < passes : Self.now() < end || times.count < 3
        Self.mark(2)
        let allocatedAfter = allocationCount?()
        let allocations = allocatedBefore.flatMap { before in allocatedAfter.map { $0 - before } }
        times.sort()
        print(line(work, times, sink, allocations))
    }

    private func line(_ work: Work, _ times: [Double], _ sink: UInt64, _ allocations: Int?) -> String {
        let median = times[times.count / 2]
        var fields = [
            "\"peer\":\"\(name)\"", "\"corpus\":\"\(corpus)\"",
            "\"bytes_per_s\":\(Self.rounded(Double(work.bytes) / median, places: 0))",
            "\"\(work.unit)_per_s\":\(Self.rounded(Double(work.items) / median, places: 1))",
            "\"levels_per_s\":\(Self.rounded(Double(work.levels) / median, places: 0))",
            "\"ns_per_level\":\(Self.rounded(median * 1e9 / Double(max(1, work.levels)), places: 3))",
            "\"us_per_\(work.unit)\":\(Self.rounded(median * 1e6 / Double(max(1, work.items)), places: 4))",
            "\"min_ratio\":\(Self.rounded(times[0] / median, places: 3))", "\"passes\":\(times.count)",
        ]
        if let allocations { fields.append("\"allocations\":\(allocations)") }
        return "{" + fields.joined(separator: ",") + ",\"sink\":\(sink)}"
    }

    private static func rounded(_ value: Double, places: Int) -> Double {
        let unit = (0..<places).reduce(1.0) { power, _ in power * 10 }
        return (value * unit).rounded() / unit
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func mark(_ number: UInt32) { _ = getpriority(__priority_which_t(7_777), number) }
}
