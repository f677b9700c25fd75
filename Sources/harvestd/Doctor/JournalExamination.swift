internal import HarvestCore
internal import HarvestStore

/// The journal of `run`, which lies on a disk of this machine wherever the rows go.
enum JournalExamination {
    /// Looks at its directory and at the disk under it.
    static func checks(_ configuration: Configuration, now: Timestamp) -> [DoctorCheck] {
        guard configuration.keepsJournal else {
            return [
                .ok("journal", "journal", "switched off: run gives up what the database does not take")
            ]
        }
        let path = configuration.journalDirectory
        if let fault = DirectoryProbe.fault(of: path) {
            return [
                .failed("journal", "directory", "\(path): \(fault.what)", code: "E3504", fix: fault.hint)
            ]
        }
        let found: JournalInspection
        do { found = try JournalInspection(directory: path) } catch {
            return [.failed("journal", "directory", error: error)]
        }
        let settings = configuration.journalSettings
        return [
            directory(path, found), size(found, settings),
            space(found, settings, DirectoryProbe.space(at: path)), age(found, settings, now: now),
        ]
    }

    private static func directory(_ path: String, _ found: JournalInspection) -> DoctorCheck {
        guard DirectoryProbe.exists(path) else {
            return .ok("journal", "directory", "\(path) does not exist yet and can be made")
        }
        let who = found.isOpen ? "a process writes there" : "nobody writes there now"
        return .ok("journal", "directory", "\(path) can be written; \(who)")
    }

    /// Judges its size. At its bound it is as it should be: the oldest goes when something comes.
    static func size(_ found: JournalInspection, _ settings: JournalSettings) -> DoctorCheck {
        let most = settings.maximumBytes >> 30
        let detail = "\(found.bytes >> 20) MiB in \(found.segments) files, \(most) GiB at most"
        guard found.bytes > settings.maximumBytes else { return .ok("journal", "size", detail) }
        return .warning(
            "journal", "size", detail,
            fix: "run harvestd: it deletes what the database has; raise POLARIS_JOURNAL_MAX_GIB for more")
    }

    /// Judges the disk: below the reserve no run begins unless the journal gives way, which it does where the
    /// database has it, and a journal must have the room it may grow to.
    static func space(
        _ found: JournalInspection, _ settings: JournalSettings, _ disk: (free: Int, total: Int)?
    ) -> DoctorCheck {
        guard let disk else { return .warning("journal", "space", "cannot be told", fix: nil) }
        let reserve = settings.reserve(of: disk.total)
        let (free, kept) = ("\(disk.free >> 20) MiB free", "\(reserve >> 20) MiB are left to others")
        if disk.free < reserve, found.bytes > reserve - disk.free {
            return .warning(
                "journal", "space", "\(free), and \(kept): what the database has of the journal goes first",
                fix: "free space, or lower POLARIS_JOURNAL_MAX_GIB")
        }
        guard disk.free >= reserve else {
            return .failed(
                "journal", "space", "\(free), and \(kept): no run begins", code: "E3502",
                fix: "free space, or move the data directory")
        }
        let growth = max(0, settings.maximumBytes - found.bytes)
        guard disk.free - reserve >= growth else {
            return .warning(
                "journal", "space", "\(free), and \(kept); the journal may grow by \(growth >> 20) MiB",
                fix: "lower POLARIS_JOURNAL_MAX_GIB, or free space")
        }
        return .ok("journal", "space", "\(free); \(kept)")
    }

    /// Judges its age by what may be deleted: the oldest file, once the one after it is too old as well.
    static func age(
        _ found: JournalInspection, _ settings: JournalSettings, now: Timestamp
    ) -> DoctorCheck {
        guard let oldest = found.oldestAt else { return .ok("journal", "age", "nothing is in it") }
        // A file's name says the hour, and what is too old goes within a minute.
        let detail =
            "the oldest file is of \(oldest.description.prefix(13))Z, what is older than"
            + " \(Age.text(settings.maximumAge)) goes"
        guard let ended = found.oldestEndedAt, now - ended > settings.maximumAge + .hours(2) else {
            return .ok("journal", "age", detail)
        }
        return .warning(
            "journal", "age", "\(detail): the database does not have it yet, or no service runs",
            fix: "harvestd status")
    }
}
