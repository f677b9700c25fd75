internal import Glibc
internal import HarvestCore

/// `book|batch|ws|verify|wsverify|reject|each FILE`: the job that every peer program does, with the same
/// words, answers and measured region, so that one script can run all of them in turn.
///
/// These files use what HarvestCore offers to everybody and nothing else; the embedding package compiles the
/// same ones.
struct PeerCommand {
    static let usage = """
        usage: Benchmarks book|batch|ws|verify|wsverify|reject|each FILE [--secs S] [--passes N] [--init FILE]
          does the job of the peer programs on one document a line; NAME, DOC_LIMIT and WS_LIMIT are read from
          the environment
        """

    /// What is to be done with the documents.
    enum Job: String {
        /// Parse each and time it.
        case book
        /// Parse arrays of books and time it.
        case batch
        /// Follow a stream of price changes and time it.
        case ws
        /// Digest everything that was parsed.
        case verify
        /// Digest every change and what it leads to.
        case wsverify
        /// Count the documents that are refused.
        case reject
        /// A digest or `REJ` for each document.
        case each
    }

    let job: Job
    let file: String
    /// How long to go on, at least.
    private(set) var seconds = 0.5
    /// How many passes to make; 0 leaves it to `seconds`.
    private(set) var passes = 0
    /// Where a stream's books are; nothing for `ws_init.ndjson` beside the stream.
    private(set) var initialFile: String?
    /// The process's allocations so far; `nil` where nobody counts them.
    let allocationCount: (() -> Int)?

    /// Reads arguments; `nil` when they ask for something else.
    init?(_ arguments: [String], allocationCount: (() -> Int)? = nil) {
        guard arguments.count >= 2, let job = Job(rawValue: arguments[0]) else { return nil }
        self.job = job
        self.allocationCount = allocationCount
        file = arguments[1]
        var rest = arguments.dropFirst(2)
        while let flag = rest.popFirst(), let value = rest.popFirst() {
            switch flag {
            case "--secs": seconds = Double(value) ?? seconds
            case "--passes": passes = Int(value) ?? passes
            case "--init": initialFile = value
            default: return nil
            }
        }
    }

    /// Does the job, prints its line and gives the status to exit with.
    func run() -> Int32 {
        do {
            switch job {
            case .book: try timeBooks()
            case .batch: try timeBatches()
            case .verify, .reject: try verifyBooks()
            case .each: try digestEach()
            case .ws: try timeStream()
            case .wsverify: try verifyStream()
            }
            return 0
        } catch {
            Self.complain("\(name): \(error)")
            return 1
        }
    }

    /// What the line calls us.
    var name: String { getenv("NAME").map { String(cString: $0) } ?? "harvest" }

    /// The file's name without folder and ending.
    var corpus: String {
        String((file.split(separator: "/").last ?? "").prefix { $0 != "." })
    }

    /// A number from the environment.
    static func number(_ variable: String) -> Int? { getenv(variable).flatMap { Int(String(cString: $0)) } }

    /// The bands of the peers: 1, 2 and 5 % of the mid.
    static var bands: DepthBands { DepthBands(near: 100, middle: 200, far: 500, from: .mid) }

    /// Sixteen hexadecimal digits, as the peers print them.
    static func text(of check: UInt64) -> String {
        let digits = String(check, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func complain(_ text: String) {
        var line = text + "\n"
        // Nothing can be said about an error that cannot be said.
        _ = line.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
