internal import HarvestCore

/// Rings a bell when a file of settings has changed. It looks instead of being told, which works on every
/// file system and survives editors that put a new file in the place of the old one.
struct FileWatcher: Service {
    /// Time between two looks.
    static let interval = Duration.seconds(2)

    let paths: [String]
    let clock: any EngineClock
    let bell: Bell

    func run() async throws {
        var watch = FileWatch(paths.map(FileStamp.init(path:)))
        while true {
            try await clock.sleep(for: Self.interval)
            if watch.changed(paths.map(FileStamp.init(path:))) { bell.ring() }
        }
    }
}
