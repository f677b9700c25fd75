internal import HarvestCore

/// What a store says about itself, judged.
enum DatabaseExamination {
    static func checks(
        _ report: StoreReport, of address: DatabaseAddress, between before: Timestamp, and after: Timestamp
    ) -> [DoctorCheck] {
        var checks = [DoctorCheck.ok("database", "reachable", "\(report.engine), \(address)")]
        checks.append(schema(report, of: address))
        checks.append(
            report.isWritable
                ? .ok("database", "writable", "rows can be written")
                : .failed(
                    "database", "writable", "rows cannot be written",
                    fix: "grant the right to write, or make file and directory writable for this user"))
        checks.append(durability(report))
        if let now = report.now { checks.append(skew(now, before, after)) }
        return checks + report.warnings.map { .warning("database", "note", $0, fix: nil) }
    }

    private static func schema(_ report: StoreReport, of address: DatabaseAddress) -> DoctorCheck {
        guard let version = report.schemaVersion else {
            return .warning("database", "schema", "its version cannot be told", fix: "harvestd migrate")
        }
        let wanted = report.expectedVersion
        if version == wanted { return .ok("database", "schema", "version \(version)") }
        if version > wanted {
            return .failed(
                "database", "schema", "version \(version), this program knows \(wanted)", code: "E3006",
                fix: "run a newer harvestd")
        }
        if case .sqlite = address, version == 0 {
            return .warning(
                "database", "schema", "there are no tables yet; the first harvest makes them", fix: nil)
        }
        let state = version == 0 ? "there are no tables yet" : "version \(version), wanted \(wanted)"
        return .failed("database", "schema", state, code: "E3007", fix: "harvestd migrate")
    }

    private static func durability(_ report: StoreReport) -> DoctorCheck {
        report.durability == "full"
            ? .ok("database", "durability", "a commit survives a power cut")
            : .warning(
                "database", "durability", report.durability,
                fix: "use the database's usual settings for commits")
    }

    private static func skew(_ now: Timestamp, _ before: Timestamp, _ after: Timestamp) -> DoctorCheck {
        ClockSkew(theirs: now, uncertainty: .zero, before: before, after: after)
            .check("database", "clock", of: "the database")
    }
}
