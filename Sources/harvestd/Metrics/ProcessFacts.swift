internal import Glibc

/// What /proc says of this process. A figure that cannot be read is missing.
struct ProcessFacts: Sendable, Hashable {
    /// Processor time in seconds.
    var cpuSeconds: Double?
    /// Memory in RAM in bytes.
    var residentBytes: Int?
    /// Address space in bytes.
    var virtualBytes: Int?
    /// When the process started, in seconds since 1970.
    var startSeconds: Double?
    /// Open descriptors.
    var openFiles: Int?
    /// The most descriptors that may be open.
    var mostFiles: Int?
    /// Threads.
    var threads: Int?

    /// When this process started, found out once: what is reckoned from a clock that is set meanwhile would
    /// look like another start.
    private static let start: Double? = contents(of: "/proc/self/stat").flatMap {
        start(
            stat: $0, ticks: Double(sysconf(Int32(_SC_CLK_TCK))), uptime: seconds(CLOCK_BOOTTIME),
            now: seconds(CLOCK_REALTIME))
    }

    /// Reads the figures of this process.
    static func read() -> ProcessFacts {
        var facts = ProcessFacts()
        if let text = contents(of: "/proc/self/stat") {
            facts.take(
                stat: text, ticks: Double(sysconf(Int32(_SC_CLK_TCK))),
                page: Int(sysconf(Int32(_SC_PAGESIZE))))
        }
        facts.startSeconds = start
        facts.openFiles = count(of: "/proc/self/fd")
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            facts.mostFiles = Int(exactly: limit.rlim_cur)
        }
        return facts
    }

    /// Takes over what the line of `/proc/self/stat` says.
    mutating func take(stat: String, ticks: Double, page: Int) {
        if let user = Self.field(14, of: stat), let system = Self.field(15, of: stat) {
            cpuSeconds = Double(user + system) / ticks
        }
        threads = Self.field(20, of: stat)
        virtualBytes = Self.field(23, of: stat)
        residentBytes = Self.field(24, of: stat).map { $0 * page }
    }

    /// When a process started, in seconds since 1970, by its line of `/proc/self/stat`. The moment of the
    /// boot comes from the clocks, because a unit with ProcSubset=pid sees no `/proc/stat`.
    static func start(stat: String, ticks: Double, uptime: Double, now: Double) -> Double? {
        field(22, of: stat).map { now - uptime + Double($0) / ticks }
    }

    /// A field by its number in proc(5). The name in parentheses may hold blanks and parentheses.
    private static func field(_ number: Int, of stat: String) -> Int? {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        // The first field behind the name is the third.
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        return fields.indices.contains(number - 3) ? Int(fields[number - 3]) : nil
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    /// Puts the figures into metrics.
    func write(to values: inout MetricValues) {
        let figures: [(MetricDefinition, Double?)] = [
            (MetricTable.cpu, cpuSeconds), (MetricTable.resident, residentBytes.map(Double.init)),
            (MetricTable.virtual, virtualBytes.map(Double.init)), (MetricTable.started, startSeconds),
            (MetricTable.openFiles, openFiles.map(Double.init)),
            (MetricTable.mostFiles, mostFiles.map(Double.init)),
            (MetricTable.threads, threads.map(Double.init)),
        ]
        for case (let metric, let value?) in figures { values.set(metric, to: value) }
    }

    private static func contents(of path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// The entries of a directory, the one that is open for counting aside.
    private static func count(of path: String) -> Int? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var count = -1
        while let entry = readdir(directory) {
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        return count
    }
}
