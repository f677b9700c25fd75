/// Decides when watched files have changed: once what is seen has stayed the same for one look longer than it
/// took to differ, so that a file that is being written is not read half done.
struct FileWatch: Sendable {
    private var settled: [FileStamp?]
    private var latest: [FileStamp?]

    /// Starts from how the files are now; `nil` stands for a file that is not there.
    init(_ stamps: [FileStamp?]) {
        settled = stamps
        latest = stamps
    }

    /// Takes another look; answers whether there is a change that has come to rest.
    mutating func changed(_ stamps: [FileStamp?]) -> Bool {
        defer { latest = stamps }
        guard stamps == latest, stamps != settled else { return false }
        settled = stamps
        return true
    }
}
