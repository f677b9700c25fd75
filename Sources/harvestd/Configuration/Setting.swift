/// The value of one key, and who said so.
struct Setting: Sendable {
    /// The key.
    let key: ConfigurationKey
    /// The value as it was written; empty when there is none.
    let text: String
    /// Who said so.
    let origin: SettingOrigin

    /// The value as it may be shown.
    var shown: String {
        guard key.isSecret, !text.isEmpty else { return SafeText.oneLine(text) }
        return DatabaseAddress(parsing: text)?.description ?? "(not shown)"
    }
}
