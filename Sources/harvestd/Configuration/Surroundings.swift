internal import Glibc

/// What the process finds around it: taken once at the start, replaced whole in tests.
struct Surroundings: Sendable {
    /// Environment variables.
    var variables: [String: String]
    /// The settings file of the project, looked for first.
    var projectFile = ".env"
    /// The settings file of the machine, looked for next.
    var systemFile = "/etc/harvestd/env"

    /// The process's own.
    static func ofThisProcess() -> Surroundings {
        var variables: [String: String] = [:]
        var position = environ
        while let entry = position.pointee {
            let (name, value) = Substring(cString: entry).cut(at: "=")
            if let value { variables[String(name)] = String(value) }
            position = position.advanced(by: 1)
        }
        return Surroundings(variables: variables)
    }
}

extension Substring {
    fileprivate init(cString pointer: UnsafePointer<CChar>) { self = String(cString: pointer)[...] }
}
