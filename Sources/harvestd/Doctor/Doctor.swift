internal import HarvestCore
internal import HarvestSources

/// Looks at everything a harvest needs, and changes nothing: no file, no database, no row.
struct Doctor: Sendable {
    /// What the loader found.
    let report: ConfigurationReport
    /// The clock whose skew is told.
    let clock: any EngineClock
    /// Asks the store how it is; `nil` when it may not be asked.
    let inspect: (@Sendable () async throws -> StoreReport)?
    /// Asks upstream services; `nil` when they may not be asked.
    var transport: (any HTTPTransport)?
    /// Asks the store when data was last brought, by job; `nil` when it may not be asked.
    var newestData: (@Sendable () async throws -> [JobName: Timestamp])?
    /// Whether every bound is listed.
    var showsLimits = false

    /// Looks at everything, upstream services at the same time.
    func examine() async -> DoctorReport {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try report.configuration()
        } catch {
            return DoctorReport(checks: configurationFailures(error))
        }
        var checks = [settingsCheck] + noticeChecks + DiskExamination.checks(configuration)
        checks += JournalExamination.checks(configuration, now: clock.now)
        checks += await databaseChecks(configuration)
        checks += await dataChecks(configuration, checks)
        checks += await upstreamChecks(configuration)
        checks.append(await StatusExamination.check(configuration.statusAddress, by: transport))
        checks += LimitsExamination.checks(configuration, isFull: showsLimits)
        checks.append(SandboxExamination.check())
        return DoctorReport(checks: checks)
    }

    private func configurationFailures(_ error: ConfigurationError) -> [DoctorCheck] {
        let found = error.problems.map { problem in
            DoctorCheck.failed(
                "configuration", problem.key ?? problem.place, problem.line, code: error.code,
                fix: problem.hint)
        }
        let why = "the configuration must be right first"
        return found + ["disk", "database", "upstream"].map { .skipped($0, $0, why) }
    }

    private var settingsCheck: DoctorCheck {
        let given = report.settings.count { $0.origin != .builtIn }
        let place = report.file.map { "file \($0)" } ?? "no file of settings"
        return .ok(
            "configuration", "settings", "\(given) set, \(report.settings.count - given) default; \(place)")
    }

    private var noticeChecks: [DoctorCheck] {
        report.notices.map { .ok("configuration", "notice", $0) }
    }

    private func databaseChecks(_ configuration: Configuration) async -> [DoctorCheck] {
        guard let inspect else {
            return [.skipped("database", "database", "not asked, because of --offline")]
        }
        let before = clock.now
        do {
            let found = try await inspect()
            return DatabaseExamination.checks(
                found, of: configuration.database, between: before, and: clock.now)
        } catch {
            return [.failed("database", "reachable", error: error)]
        }
    }

    /// A store that cannot be asked, or has no tables, was told about already.
    private func dataChecks(_ configuration: Configuration, _ soFar: [DoctorCheck]) async -> [DoctorCheck] {
        guard soFar.contains(where: { $0.name == "schema" && $0.status == .ok }) else { return [] }
        guard let newestData else {
            return [.skipped("data", "newest data", "nobody writes now; harvestd status reads the database")]
        }
        do {
            return DataExamination.checks(try await newestData(), configuration, now: clock.now)
        } catch {
            return [.failed("data", "newest data", error: error)]
        }
    }

    private func upstreamChecks(_ configuration: Configuration) async -> [DoctorCheck] {
        let questions = UpstreamExamination.all(configuration)
        guard let transport else {
            return questions.map { .skipped("upstream", $0.name, "not asked, because of --offline") }
        }
        return await withTaskGroup(of: (Int, [DoctorCheck]).self) { group in
            for (index, question) in questions.enumerated() {
                group.addTask { (index, await question.checks(by: transport, clock: clock)) }
            }
            var found: [Int: [DoctorCheck]] = [:]
            for await (index, checks) in group { found[index] = checks }
            let checks = questions.indices.flatMap { found[$0] ?? [] }
            return checks.filter { $0.group == "upstream" } + checks.filter { $0.group != "upstream" }
        }
    }
}
