internal import Glibc
internal import HarvestCore
internal import HarvestListener
internal import HarvestSources

/// Every bound a person may meet, by name and with the value that holds. The values are read where they
/// are kept, so the list cannot say anything else than the program does.
enum LimitsExamination {
    /// Open files below which a busy service may run short.
    static let fewFiles = 1_024

    /// The system's limit; with `isFull`, all bounds of our own too.
    static func checks(_ configuration: Configuration, isFull: Bool) -> [DoctorCheck] {
        let bounds =
            isFull
            ? pace(configuration) + requests + runs + flow + journal(configuration.journalSettings)
                + database(isBridged: configuration.keepsJournal) + watching : []
        return [files(ProcessFacts.read().mostFiles)] + bounds.map { .ok("limits", $0.0, $0.1) }
    }

    /// Judges how many files may be open.
    static func files(_ most: Int?) -> DoctorCheck {
        guard let most else { return .ok("limits", "open files", "as many as the system has") }
        guard most < fewFiles else { return .ok("limits", "open files", "\(most)") }
        return .warning(
            "limits", "open files", "\(most), fewer than \(fewFiles)",
            fix: "raise it: ulimit -n \(fewFiles), or LimitNOFILE= in the unit")
    }

    private static func pace(_ configuration: Configuration) -> [(String, String)] {
        let services = [
            ("gamma", configuration.gamma), ("clob", configuration.clob),
            ("xtracker", configuration.xtracker),
        ]
        return services.map { ("\($0) requests", "\($1.rate) a second, \($1.burst) at once") }
            + [("slower after complaints", "\(Int(TokenBucket.maximumSlowdown)) times at most")]
    }

    private static var requests: [(String, String)] {
        let (transport, deadlines) = (CurlTransport.Configuration(), RequestDeadlines())
        let (answer, retry) = (ResponseLimits(), RetryPolicy(seed: 0))
        return [
            ("connections", "\(transport.connections), \(transport.connectionsPerHost) to one host"),
            ("requests under way", "\(transport.capacity)"),
            (
                "time of a request",
                "connect \(Age.text(deadlines.connect)), first byte \(Age.text(deadlines.firstByte)),"
                    + " all \(Age.text(deadlines.total))"
            ),
            (
                "size of an answer",
                "\(answer.wireBytes >> 20) MiB on the wire, \(answer.decodedBytes >> 20) MiB unpacked,"
                    + " \(answer.ratio) times its size"
            ),
            ("values of a document", "\(JSONLimits.standard.nodeCount), \(JSONLimits.standard.depth) deep"),
            (
                "attempts of a request",
                "\(retry.maximumAttempts), Retry-After to \(Age.text(retry.longestWait))"
            ),
        ]
    }

    private static var watching: [(String, String)] {
        let status = StatusDoor.limits()
        return [
            (
                "status connections",
                "\(status.connections), \(Age.text(StatusDoor.longestConnection)) each,"
                    + " \(status.connectionBytes >> 10) KiB of head"
            ),
            ("series of a metric", "\(MetricValues.maximumSeries), the rest together"),
            ("runs remembered", "\(JobLedger.maximumRuns) of each job, for \(Age.text(JobLedger.window))"),
            ("kinds of warnings", "\(RepetitionFilter.maximumKeys) kept apart in the log"),
            (
                "heartbeat",
                "a part answers within \(Age.text(Heartbeat.limit)) and begins a job at most"
                    + " \(Age.text(Heartbeat.slack)) late, or there is none"
            ),
            (
                "file of settings",
                "\(SmallFile.largest >> 20) MiB, \(EnvironmentFile.longestLine) bytes a line"
            ),
        ]
    }
}
