/// One thing the doctor looked at.
struct DoctorCheck: Hashable, Sendable {
    /// How it looked.
    enum Status: String, Sendable {
        case ok
        case warning
        case failed
        case skipped
    }

    /// What kind of thing: `configuration`, `disk`, `database`, `upstream`, `clock`, `data`.
    let group: String
    /// Which one: `schema`, `gamma`.
    let name: String
    /// How it looked.
    let status: Status
    /// What was seen, in a line.
    let detail: String
    /// Code of the error, when one was met.
    var code: String?
    /// What to do, when there is something.
    var fix: String?

    static func ok(_ group: String, _ name: String, _ detail: String) -> DoctorCheck {
        DoctorCheck(group: group, name: name, status: .ok, detail: detail)
    }

    static func warning(_ group: String, _ name: String, _ detail: String, fix: String?) -> DoctorCheck {
        DoctorCheck(group: group, name: name, status: .warning, detail: detail, fix: fix)
    }

    static func failed(
        _ group: String, _ name: String, _ detail: String, code: String? = nil, fix: String?
    ) -> DoctorCheck {
        DoctorCheck(group: group, name: name, status: .failed, detail: detail, code: code, fix: fix)
    }

    static func skipped(_ group: String, _ name: String, _ why: String) -> DoctorCheck {
        DoctorCheck(group: group, name: name, status: .skipped, detail: why)
    }

    /// What an error means for a check.
    static func failed(_ group: String, _ name: String, error: any Error) -> DoctorCheck {
        let report = FailureReport(error)
        let detail = report.cause.map { "\(report.message): \($0)" } ?? report.message
        return failed(group, name, detail, code: report.code, fix: report.hint)
    }
}
