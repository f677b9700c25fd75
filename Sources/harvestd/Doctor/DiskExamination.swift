/// The directory of the SQLite file and the disk under it.
enum DiskExamination {
    static func checks(_ configuration: Configuration) -> [DoctorCheck] {
        guard let path = configuration.database.directory else {
            return [.skipped("disk", "disk", "a PostgreSQL server keeps the rows")]
        }
        return [directory(path), space(path, free: DirectoryProbe.freeBytes(at: path))]
    }

    private static func directory(_ path: String) -> DoctorCheck {
        if let fault = DirectoryProbe.fault(of: path) {
            return .failed("disk", "data directory", "\(path): \(fault.what)", fix: fault.hint)
        }
        let state = DirectoryProbe.exists(path) ? "can be written" : "does not exist yet and can be made"
        return .ok("disk", "data directory", "\(path) \(state)")
    }

    /// Judges free space: below 100 MB nothing useful can be stored, below 1 GB it will not last a day.
    static func space(_ path: String, free: Int?) -> DoctorCheck {
        guard let free else {
            return .warning("disk", "space", "cannot be told for \(path)", fix: nil)
        }
        let detail = "\(free / 1_000_000) MB free"
        if free < 100_000_000 {
            return .failed("disk", "space", detail, fix: "free space or move the data directory")
        }
        if free < 1_000_000_000 {
            return .warning("disk", "space", detail, fix: "raw quotes take about 1 GB a day")
        }
        return .ok("disk", "space", detail)
    }
}
