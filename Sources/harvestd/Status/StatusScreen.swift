internal import HarvestCore

/// A status report as text for people.
struct StatusScreen: Sendable {
    let report: StatusReport
    /// Why the service was not asked, when it was not.
    var refusal: String?

    /// The whole text. Everything from outside is made safe for a terminal.
    func text(style: TextStyle, times: TimeStyle, isGrouped: Bool) -> String {
        (head(style) + "\n" + summary(style) + "\n"
            + table.text(style: style, times: times, isGrouped: isGrouped) + notes(style))
    }

    private func head(_ style: TextStyle) -> String {
        let service = report.service
        guard report.isRunning else {
            let why = refusal.map { ": \(SafeText.oneLine($0))" } ?? ""
            return style.bold("harvestd is not running") + why
                + "\nfrom the database \(SafeText.oneLine(service.store)):"
        }
        let durability =
            service.durability.map { $0 == "full" ? " (full durability)" : " (\(SafeText.oneLine($0)))" }
            ?? ""
        return [
            style.bold("harvestd \(SafeText.oneLine(service.version))"), "running \(Age.text(report.uptime))",
            "pid \(service.processID)", "store \(SafeText.oneLine(service.store))\(durability)",
            "settings \(service.settingsFile.map(SafeText.oneLine) ?? "from no file")",
        ].joined(separator: "  ")
    }

    private func summary(_ style: TextStyle) -> String {
        [
            Self.mark(report.verdict.health, style), report.verdict.isReady ? "ready" : "not ready",
            "newest book \(age(report.newestBook))", "newest count \(age(report.newestMetric))",
        ].joined(separator: "  ") + (report.journal.map { "  journal \($0.bytes / 1_000_000) MB" } ?? "")
    }

    private var table: TextTable {
        var table = TextTable(["JOB", "LAST OK", "EVERY", "RUNS/1h", "ERR", "P95 ms", "ROWS/1h", "NEXT"])
        for job in report.jobs {
            table.add([
                .text(JobIdentity.name(job.name, job.handle)),
                job.lastSuccess == nil ? .missing : .text(age(job.lastSuccess)),
                job.interval.map { .text(Age.text($0)) } ?? .missing, .integer(job.runs),
                .integer(job.troubles), job.p95.map { .integer(Int($0.milliseconds)) } ?? .missing,
                .integer(job.rows),
                job.isRunning ? .text("running") : job.next.map { .text("in \(Age.text($0))") } ?? .missing,
            ])
        }
        return table
    }

    private func notes(_ style: TextStyle) -> String {
        // That it does not run stands in the first line already.
        var lines = report.isRunning ? report.verdict.unreadiness.map { "not ready: \($0)" } : []
        lines += report.isRunning ? report.verdict.findings.map(\.line) : []
        lines = lines.map { "! " + SafeText.oneLine($0) }
        if let job = report.jobs.first(where: { $0.troubles > 0 }) {
            lines.append("hint: harvestd runs --job \(SafeText.oneLine(job.name)) --failed")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func age(_ moment: Timestamp?) -> String {
        moment.map { "\(Age.text(report.at - $0)) ago" } ?? "none"
    }

    private static func mark(_ health: Health, _ style: TextStyle) -> String {
        switch health {
        case .ok: style.green("✔ ok")
        case .degraded: style.yellow("▲ degraded")
        case .failing: style.red("✖ failing")
        }
    }
}
