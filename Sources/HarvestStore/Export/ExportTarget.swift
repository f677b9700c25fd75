internal import Glibc

/// Where an export goes.
public enum ExportTarget: Hashable, Sendable {
    /// An open descriptor, which is left open.
    case descriptor(Int32)
    /// A file; compressed when its name ends in `.gz`. One that is there is replaced only by force.
    case file(String, isForced: Bool)

    /// Standard output.
    public static let standardOutput = ExportTarget.descriptor(STDOUT_FILENO)

    /// What a person typed: `-` for standard output, or a path.
    public init(_ text: String, isForced: Bool) {
        self = text == "-" ? .standardOutput : .file(text, isForced: isForced)
    }

    /// Whether the bytes are compressed.
    var isCompressed: Bool {
        if case .file(let path, _) = self { path.hasSuffix(".gz") } else { false }
    }

    /// How messages name it.
    var label: String {
        if case .file(let path, _) = self { path } else { "the output" }
    }
}
