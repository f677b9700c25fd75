import Foundation

/// The files of this repository as the rules see them: what a person wrote, without what was built.
struct HouseRulesRepository: Sendable {
    let files: [HouseRulesFile]
    let sizes: [String: Int]

    /// Read once; every rule looks at the same reading.
    static let here = Result { try HouseRulesRepository(root: root) }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init(root: URL) throws {
        var sizes: [String: Int] = [:]
        try Self.collect(root, "", into: &sizes)
        self.sizes = sizes
        files = try sizes.keys.sorted().filter(Self.isText).filter {
            (sizes[$0] ?? 0) <= HouseRules.largestFile
        }
        .map { path in
            HouseRulesFile(
                path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
        }
    }

    private static func collect(_ folder: URL, _ prefix: String, into sizes: inout [String: Int]) throws {
        let keys: [URLResourceKey] = [.isDirectoryKey, .fileSizeKey, .isSymbolicLinkKey]
        for url in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys) {
            let name = url.lastPathComponent
            let isOurs = !name.hasPrefix(".") || [".ci", ".swift-format", ".editorconfig"].contains(name)
            guard isOurs, prefix + name != "data" else { continue }
            let values = try url.resourceValues(forKeys: Set(keys))
            if values.isSymbolicLink == true { continue }
            if values.isDirectory == true {
                try collect(url, prefix + name + "/", into: &sizes)
            } else {
                sizes[prefix + name] = values.fileSize ?? 0
            }
        }
    }

    private static func isText(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        guard let point = name.lastIndex(of: ".") else { return true }
        return ["swift", "h", "c", "md", "sh", "modulemap"].contains(name[name.index(after: point)...])
    }
}
