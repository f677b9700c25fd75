/// Who said what a setting is.
enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
    /// Nobody: the table's default.
    case builtIn
    /// A line of a file of settings.
    case file(path: String, line: Int)
    /// The environment of the process.
    case environment
    /// A flag of the command line, by its long name.
    case flag(String)
    /// A file that holds nothing but the database address.
    case addressFile(String)
    /// A credential that systemd passed on.
    case credential(String)
    /// The state directory that systemd made.
    case stateDirectory

    /// `default`, `.env:12`, `environment`, `--handle`.
    var description: String {
        switch self {
        case .builtIn: "default"
        case .file(let path, let line): "\(SafeText.oneLine(path)):\(line)"
        case .environment: "environment"
        case .flag(let name): "--\(name)"
        case .addressFile(let path): "--dsn-file \(SafeText.oneLine(path))"
        case .credential(let path): "credential \(SafeText.oneLine(path))"
        case .stateDirectory: "$STATE_DIRECTORY"
        }
    }
}
