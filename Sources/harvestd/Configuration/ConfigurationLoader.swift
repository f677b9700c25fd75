/// Finds out what every setting is: defaults, then a file, then the environment, then a credential, then
/// flags. There is only this one loader, so that `config check` and a reload resolve exactly what `run`
/// would.
struct ConfigurationLoader {
    /// Name of the credential that holds the database address.
    static let credentialName = "db.dsn"

    private let invocation: Invocation
    private let surroundings: Surroundings
    private var report = ConfigurationReport()
    private var given: [String: Setting] = [:]

    private init(_ invocation: Invocation, _ surroundings: Surroundings) {
        self.invocation = invocation
        self.surroundings = surroundings
    }

    /// Resolves everything; never fails, because what is wrong stands in the report.
    static func load(_ invocation: Invocation, in surroundings: Surroundings) -> ConfigurationReport {
        var loader = ConfigurationLoader(invocation, surroundings)
        loader.readFile()
        loader.readEnvironment()
        loader.readCredential()
        loader.readFlags()
        loader.settle()
        return loader.report
    }

    /// Resolves flags over the built-in defaults and looks at nothing else, for commands that must work
    /// whatever the user has configured.
    static func loadFlags(_ invocation: Invocation, in surroundings: Surroundings) -> ConfigurationReport {
        var loader = ConfigurationLoader(invocation, surroundings)
        loader.readFlags()
        loader.settle()
        return loader.report
    }

    // A later source overwrites what an earlier one gave; so the order of the calls above is the precedence.

    private mutating func readFile() {
        let named = invocation.value("env-file")
        let candidates = named.map { [$0] } ?? [surroundings.projectFile, surroundings.systemFile]
        for path in candidates {
            report.watchedFiles.append(path)
            do throws(SmallFile.Failure) {
                let file = try SmallFile(path: path)
                report.file = path
                return read(file, path: path)
            } catch {
                if case .refused(let why) = error {
                    return complain(path, "the file cannot be read: \(why)", hint: "check its type and mode")
                }
            }
        }
        if let named {
            complain(
                SafeText.oneLine(named), "there is no such file",
                hint: "name a file that exists with --env-file")
        }
    }

    private mutating func read(_ file: SmallFile, path: String) {
        let content = EnvironmentFile(parsing: file.bytes)
        for fault in content.faults { complain("\(path):\(fault.line)", fault.what) }
        var lines: [String: Int] = [:]
        var foreign = 0
        for entry in content.entries where entry.key.hasPrefix(ConfigurationTable.prefix) {
            if let earlier = lines.updateValue(entry.line, forKey: entry.key) {
                report.notices.append(
                    "\(path): \(entry.key) stands in lines \(earlier) and \(entry.line); the last one counts")
            }
            let origin = SettingOrigin.file(path: path, line: entry.line)
            if !take(entry.key, entry.value, origin) { foreign += 1 }
        }
        noteForeign(foreign, in: path)
        checkMode(of: file, path: path)
    }

    private mutating func readEnvironment() {
        var foreign = 0
        for (name, text) in surroundings.variables.sorted(by: { $0.key < $1.key })
        where name.hasPrefix(ConfigurationTable.prefix) {
            if !take(name, text, .environment) { foreign += 1 }
        }
        noteForeign(foreign, in: "environment")
    }

    private mutating func readCredential() {
        guard let directory = surroundings.variables["CREDENTIALS_DIRECTORY"], !directory.isEmpty else {
            return
        }
        let path = "\(directory)/\(Self.credentialName)"
        report.watchedFiles.append(path)
        do throws(SmallFile.Failure) {
            let file = try SmallFile(path: path)
            // A unit passes an empty one on when there is no file to load; that says nothing.
            if !Self.address(in: file).isEmpty { takeAddress(from: file, .credential(path)) }
        } catch {
            if case .refused(let why) = error {
                complain("credential \(path)", "the file cannot be read: \(why)")
            }
        }
    }

    private mutating func readFlags() {
        for (name, value) in invocation.settings.sorted(by: { $0.key < $1.key }) {
            _ = take(name, value.text, .flag(value.flag))
        }
        guard let path = invocation.value("dsn-file") else { return }
        let place = SettingOrigin.addressFile(path)
        report.watchedFiles.append(path)
        do throws(SmallFile.Failure) {
            let file = try SmallFile(path: path)
            takeAddress(from: file, place)
            checkMode(of: file, path: path)
        } catch {
            let why = if case .refused(let text) = error { text } else { "there is no such file" }
            complain(
                place.description, "the file cannot be read: \(why)", hint: "check the path and its mode")
        }
    }

    private mutating func takeAddress(from file: SmallFile, _ origin: SettingOrigin) {
        let text = Self.address(in: file)
        guard !text.isEmpty else {
            return complain(origin.description, "its first line is empty", hint: "put the address there")
        }
        _ = take(ConfigurationTable.databaseURL.name, text, origin)
    }

    private static func address(in file: SmallFile) -> String {
        let line = file.bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(String(decoding: line, as: UTF8.self).withoutOuterBlanks)
    }

    /// Takes a value; `false` when the key belongs to another module of Polaris. An empty value is no value.
    private mutating func take(_ name: String, _ text: String, _ origin: SettingOrigin) -> Bool {
        guard let key = ConfigurationTable.named(name) else {
            if ConfigurationTable.foreignPrefixes.contains(where: name.hasPrefix) { return false }
            let nearest = EditDistance.nearest(to: name, in: ConfigurationTable.all.map(\.name))
            let hint = nearest.map { "did you mean \($0)?" } ?? "harvestd config init lists all keys"
            report.problems.append(
                ConfigurationProblem(
                    place: origin.description, key: SafeText.oneLine(name), value: nil,
                    what: "there is no such key", hint: hint))
            return true
        }
        guard !text.isEmpty else { return true }
        given[name] = Setting(key: key, text: text, origin: origin)
        return true
    }

    private mutating func settle() {
        for key in ConfigurationTable.all {
            let setting = given[key.name] ?? fallback(for: key)
            report.settings.append(setting)
            guard !setting.text.isEmpty, let complaint = key.kind.complaint(about: setting.text) else {
                continue
            }
            report.problems.append(
                ConfigurationProblem(
                    place: setting.origin.description, key: key.name,
                    value: key.isSecret ? nil : SafeText.quoted(setting.text), what: complaint.what,
                    hint: complaint.hint))
        }
    }

    private func fallback(for key: ConfigurationKey) -> Setting {
        let state = surroundings.variables["STATE_DIRECTORY"]?.split(separator: ":").first
        if key.name == ConfigurationTable.dataDirectory.name, let state {
            return Setting(key: key, text: String(state), origin: .stateDirectory)
        }
        return Setting(key: key, text: key.defaultText ?? "", origin: .builtIn)
    }

    /// A password that others can read is no secret. What systemd passes on lies in a place of its own.
    private mutating func checkMode(of file: SmallFile, path: String) {
        guard file.isOpenToOthers, !invocation.has("insecure-env"),
            let setting = given[ConfigurationTable.databaseURL.name], setting.isFrom(path),
            DatabaseAddress(parsing: setting.text)?.hasPassword != false
        else { return }
        complain(
            SafeText.oneLine(path),
            "others can read this file (mode \(String(file.mode, radix: 8)))"
                + " and it holds a database password", hint: "chmod 600 \(SafeText.oneLine(path))")
    }

    private mutating func noteForeign(_ count: Int, in place: String) {
        guard count > 0 else { return }
        report.notices.append(
            "\(place): \(count) \(count == 1 ? "key" : "keys") of other Polaris modules"
                + " (POLARIS_ARB_, POLARIS_M4_) left alone")
    }

    private mutating func complain(_ place: String, _ what: String, hint: String? = nil) {
        report.problems.append(
            ConfigurationProblem(place: place, key: nil, value: nil, what: what, hint: hint))
    }
}

extension Setting {
    fileprivate func isFrom(_ path: String) -> Bool {
        switch origin {
        case .file(path, _), .addressFile(path): true
        default: false
        }
    }
}
