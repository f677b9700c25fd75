/// One key of the configuration: the loader, `config`, the flags and the documentation are made from it.
struct ConfigurationKey: Sendable {
    /// Name in the environment and in `.env` files, prefix included.
    let name: String
    /// What values it takes.
    let kind: SettingKind
    /// What holds when nobody says anything; `nil` when that depends on the machine.
    let defaultText: String?
    /// Unit of the value: `s`, `requests/s`.
    let unit: String?
    /// What it decides, in a phrase without its full stop.
    let summary: String
    /// Whether the value must never be shown.
    let isSecret: Bool

    /// Describes a key; the name is given without its prefix.
    init(
        _ name: String, _ kind: SettingKind, default defaultText: String?, unit: String? = nil,
        isSecret: Bool = false, _ summary: String
    ) {
        self.name = ConfigurationTable.prefix + name
        self.kind = kind
        self.defaultText = defaultText
        self.unit = unit
        self.summary = summary
        self.isSecret = isSecret
    }
}
