internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

/// The bounds of runs, of the way to the database, and of journal and database.
extension LimitsExamination {
    static var runs: [(String, String)] {
        let deadlines = ScheduledJob.deadlines
        var runs = [
            (
                "time of a run",
                "six intervals, \(Age.text(deadlines.lowerBound)) at least,"
                    + " \(Age.text(deadlines.upperBound)) at most"
            ),
            (
                "time of a run that leaves",
                "\(Age.text(Roster.usualPatience)) at a reload, then it is cancelled"
            ),
            (
                "pages of markets",
                "\(GammaSource.maximumPages) of \(GammaSource.eventsPerPage) events in one run"
            ),
            ("books of a request", "\(ClobSource.booksPerRequest)"),
            ("minutes made afterwards", "\(AggregateCollector.mostMissedMinutes) in one run"),
        ]
        if case .restart(let count, let window, let backoff) = RestartRule.collector {
            runs += [
                ("restarts of a job", "\(count) in \(Age.text(window)), then it is given up"),
                (
                    "rest of a job",
                    "\(Age.text(backoff.cap)) before a restart, \(Age.text(window)) when it is given up"
                ),
            ]
        }
        return runs
    }

    static var flow: [(String, String)] {
        [
            ("rows of a batch", "\(JobRun.maximumRows), then it is handed over between two pages"),
            ("batches that wait", "\(BatchChannel().capacity), then collectors wait"),
            ("rows of a commit", "\(Writer.maximumRows), one batch aside"),
            (
                "wait for a lost database",
                "it is looked for every \(Age.text(Writer.probing.cap)) at least; batches wait"
                    + " \(Age.text(Writer.patience)) while the journal is worked off"
            ),
            (
                "answers kept for an outage",
                "\(ReadMemory.maximumQueries), \(ReadMemory.maximumBytes >> 20) MiB in all"
            ),
            ("time to store at the end", "\(Age.text(StopRequest.drainLimit)) after the first signal"),
        ]
    }

    static func journal(_ settings: JournalSettings) -> [(String, String)] {
        [
            (
                "size of the journal",
                "\(settings.maximumBytes >> 30) GiB in files of \(settings.segmentBytes >> 20) MiB"
            ),
            ("age of the journal", "\(Age.text(settings.maximumAge)), what the database does not have aside"),
            (
                "space left to others",
                "\(settings.reserveBytes >> 20) MiB, or \(Int(settings.reserveShare * 100)) % of the disk"
                    + " when that is less"
            ),
            (
                "records not on the disk",
                "\(settings.unsyncedBytes >> 20) MiB, then the next one waits for it"
            ),
            (
                "record of the journal",
                "\(JournalLimits.bodyBytes >> 20) MiB, its header \(JournalLimits.headerBytes >> 10) KiB"
            ),
        ]
    }

    /// Where a journal bridges the time, `run` bears less.
    static func database(isBridged: Bool) -> [(String, String)] {
        let limits = PostgresLimits.self
        let (statement, silence) = (Age.text(limits.statementTimeout), Age.text(limits.silence))
        let (brief, briefSilence) = (
            Age.text(limits.bridgedStatementTimeout), Age.text(limits.bridgedSilence)
        )
        return [
            (
                "time of a statement",
                (isBridged ? "\(brief) in run, \(statement) once one took longer and elsewhere" : statement)
                    + ", \(Age.text(limits.migrationTimeout)) in a migration,"
                    + " \(Age.text(limits.readingTimeout)) for whole tables\(isBridged ? " elsewhere" : "")"
                    + " (PostgreSQL)"
            ),
            ("wait for a lock", "\(Age.text(limits.lockTimeout)) (PostgreSQL)"),
            (
                "silence of the server",
                (isBridged
                    ? "\(briefSilence) in run, \(silence) once a statement took longer and elsewhere,"
                    : silence)
                    + " beyond that (PostgreSQL)"
            ),
            ("partitions of a commit", "\(limits.partitionsPerCommit) for late rows (PostgreSQL)"),
        ]
    }
}
