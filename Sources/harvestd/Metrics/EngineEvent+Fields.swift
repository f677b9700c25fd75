internal import HarvestCore

extension EngineEvent {
    /// The text of a field; `none` when it is missing, which no label may be.
    func text(_ field: String) -> String { self[field]?.description ?? "none" }

    /// The whole number of a field.
    func integer(_ field: String) -> Int? {
        if case .integer(let value) = self[field] { value } else { nil }
    }

    /// The truth value of a field.
    func boolean(_ field: String) -> Bool? {
        if case .boolean(let value) = self[field] { value } else { nil }
    }

    /// The length of time of a field.
    func duration(_ field: String) -> Duration? {
        if case .duration(let value) = self[field] { value } else { nil }
    }

    /// The moment of a field.
    func timestamp(_ field: String) -> Timestamp? {
        if case .timestamp(let value) = self[field] { value } else { nil }
    }

    /// Whether a finished run went without an error. Single elements that could not be used are none: a
    /// market that is always malformed must not look like a job that fails.
    var isSuccess: Bool { self["code"] == nil && self["status"] != .text(RunStatus.error.rawValue) }
}
