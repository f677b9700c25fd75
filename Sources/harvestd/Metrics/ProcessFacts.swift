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

    /// Reads the figures of this process.
    static func read() -> ProcessFacts {
        var facts = ProcessFacts()
        if let text = contents(of: "/proc/self/stat") {
            facts.take(
                stat: text, ticks: Double(sysconf(Int32(_SC_CLK_TCK))),
                page: Int(sysconf(Int32(_SC_PAGESIZE))),
                boot: contents(of: "/proc/stat").flatMap(bootTime))
        }
        facts.openFiles = count(of: "/proc/self/fd")
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            facts.mostFiles = Int(exactly: limit.rlim_cur)
        }
        return facts
    }

    /// Takes the line of `/proc/self/stat` apart. The name in parentheses may hold blanks and parentheses.
    mutating func take(stat: String, ticks: Double, page: Int, boot: Double?) {
        guard let end = stat.lastIndex(of: ")") else { return }
        // The first field behind the name is the third of proc(5).
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        func field(_ number: Int) -> Int? {
            fields.indices.contains(number - 3) ? Int(fields[number - 3]) : nil
        }
        if let user = field(14), let system = field(15) { cpuSeconds = Double(user + system) / ticks }
        threads = field(20)
        if let boot, let start = field(22) { startSeconds = boot + Double(start) / ticks }
        virtualBytes = field(23)
        residentBytes = field(24).map { $0 * page }
    }

    /// The line `btime` of `/proc/stat`.
    static func bootTime(_ text: String) -> Double? {
        text.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
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
