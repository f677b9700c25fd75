/// What new settings change while the program runs: which hold from now on, and which have to wait.
struct ConfigurationChange: Sendable {
    /// The settings that hold from now on: the new ones, but old values where only a restart changes them.
    let settings: [Setting]
    /// What a reload puts into effect, a line for each key: `POLARIS_CLOB_RATE 5 -> 2 requests/s`.
    let applied: [String]
    /// Keys with a new value that only a restart puts into effect.
    let waiting: [String]

    /// Compares the settings that hold with those that were read.
    init(from present: [Setting], to read: [Setting]) {
        let live = Set(ConfigurationTable.live.map(\.name))
        let old = Dictionary(present.map { ($0.key.name, $0) }) { first, _ in first }
        var settings: [Setting] = []
        var applied: [String] = []
        var waiting: [String] = []
        for setting in read {
            let key = setting.key
            guard let before = old[key.name], before.text != setting.text else {
                settings.append(setting)
                continue
            }
            settings.append(live.contains(key.name) ? setting : before)
            if live.contains(key.name) {
                applied.append(
                    "\(key.name) \(before.shown) -> \(setting.shown)\(key.unit.map { " \($0)" } ?? "")")
            } else {
                waiting.append(key.name)
            }
        }
        self.settings = settings
        self.applied = applied
        self.waiting = waiting
    }
}
