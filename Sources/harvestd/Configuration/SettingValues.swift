internal import HarvestCore

/// Checked settings by key, read as the type their key promises.
struct SettingValues {
    private let texts: [String: String]

    init(_ settings: [Setting]) {
        texts = Dictionary(settings.map { ($0.key.name, $0.text) }) { first, _ in first }
    }

    func text(_ key: ConfigurationKey) -> String { texts[key.name] ?? key.defaultText ?? "" }

    func word(_ key: ConfigurationKey) -> String { text(key).lowercased() }

    func integer(_ key: ConfigurationKey) -> Int { read(key) { Int($0) } ?? 0 }

    func number(_ key: ConfigurationKey) -> Double { read(key) { Double($0) } ?? 0 }

    func boolean(_ key: ConfigurationKey) -> Bool { read(key, SettingKind.boolean) ?? false }

    func duration(_ key: ConfigurationKey) -> Duration { .seconds(integer(key)) }

    func upstream(
        _ address: ConfigurationKey, _ rate: ConfigurationKey, _ burst: ConfigurationKey
    ) -> Configuration.Upstream {
        Configuration.Upstream(
            address: UpstreamAddress.normalised(text(address)), rate: number(rate), burst: integer(burst))
    }

    /// The value, or the default's: the loader has refused everything that could not be read.
    private func read<Value>(_ key: ConfigurationKey, _ convert: (String) -> Value?) -> Value? {
        convert(text(key)) ?? key.defaultText.flatMap(convert)
    }
}
