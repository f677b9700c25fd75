internal import Glibc

/// How well systemd locks the service in, by systemd's own score: 0 is a vault, 10 an open door.
enum SandboxExamination {
    /// The unit, where packages and people put it.
    static let places = ["/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"]
        .map { "\($0)/polaris-harvest.service" }
    /// The score above which the sandbox has a hole.
    static let greatestScore = 2.0

    /// Asks systemd about the unit, when both are there.
    static func check() -> DoctorCheck {
        guard let unit = places.first(where: DirectoryProbe.exists) else {
            return .skipped("systemd", "sandbox", "no unit is installed")
        }
        // Ours is a fixed line: nothing from outside becomes a word of it.
        let command = "timeout 20 systemd-analyze security --offline=true --no-pager \(unit) 2>/dev/null"
        guard let pipe = popen(command, "re") else {
            return .skipped("systemd", "sandbox", "systemd-analyze cannot be started")
        }
        var output: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 16_384)
        while output.count < 1 << 20, case let count = fread(&room, 1, room.count, pipe), count > 0 {
            output += room[..<count]
        }
        pclose(pipe)
        return check(score(in: String(decoding: output, as: UTF8.self)))
    }

    /// Judges a score.
    static func check(_ score: Double?) -> DoctorCheck {
        guard let score else { return .skipped("systemd", "sandbox", "systemd-analyze gave no score") }
        guard score > greatestScore else { return .ok("systemd", "sandbox", "score \(score) of 10") }
        return .warning(
            "systemd", "sandbox", "score \(score) of 10, \(greatestScore) at most",
            fix: "compare the unit and its drop-ins with the one of the package")
    }

    /// The score in the last line: `→ Overall exposure level for x.service: 1.8 OK`.
    static func score(in output: String) -> Double? {
        guard let line = output.split(separator: "\n").last(where: { $0.contains("exposure level for") }),
            let end = line.split(separator: ".service: ").last
        else { return nil }
        return end.split(separator: " ").first.flatMap { Double($0) }
    }
}
