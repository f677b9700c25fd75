internal import HarvestCore

/// The posts of one account: a function of seed and hour, from the day the tracker's memory starts.
///
/// Posts come one hour at a time, so that any stretch can be made up without making up what came before. The
/// counts of whole hours are summed once and kept, because every tweet book depends on them.
final class PostStream: Sendable {
    /// The first moment of which posts are kept: 2025-10-31.
    static let origin = CivilDate(daysSince1970: 20_392).start

    /// Time between the tracker's looks at an account.
    private static let syncInterval = Duration.seconds(300)
    /// How long after a round five minutes it looks.
    private static let syncOffset = Duration.seconds(50)
    /// No post is imported later than this after it was made.
    private static let longestDelay = Duration.hours(3)

    /// Weight of each hour of the day in New York; people sleep.
    private static let weights = [
        7, 6, 5, 3, 2, 1, 1, 2, 4, 6, 7, 7, 6, 5, 5, 4, 4, 4, 4, 3, 3, 4, 5, 6,
    ]

    private let account: Int
    private let chance: Chance
    private let quirks: SimulatorQuirks
    /// Posts made before each hour since the origin.
    private let sums = Locked<[Int]>([0])

    init(account: Int, chance: Chance, quirks: SimulatorQuirks) {
        self.account = account
        self.chance = chance
        self.quirks = quirks
    }

    /// When the tracker looked last.
    func lastSync(at moment: Timestamp) -> Timestamp {
        (moment - Self.syncOffset - .milliseconds(900)).floored(to: Self.syncInterval)
            + Self.syncOffset + .milliseconds(900)
    }

    /// Number of posts made from `start` on and before `end`, whether imported or not.
    func made(from start: Timestamp, to end: Timestamp) -> Int {
        guard end > start else { return 0 }
        return made(before: end) - made(before: start)
    }

    /// Number of posts made from `start` on and before `end` that were known at a moment.
    func known(from start: Timestamp, to end: Timestamp, at moment: Timestamp) -> Int {
        let settled = min(end, (moment - Self.longestDelay).floored(to: .hours(1)))
        let recent = posts(from: max(start, settled), to: end, at: moment)
        return made(from: start, to: settled) + recent.count
    }

    /// Posts made from `start` on and before `end` that were known at a moment, oldest first.
    func posts(from start: Timestamp, to end: Timestamp, at moment: Timestamp) -> [SimulatedPost] {
        let first = max(start, Self.origin)
        let last = min(end, moment)
        guard last > first else { return [] }
        var posts: [SimulatedPost] = []
        for hour in hour(of: first)...hour(of: last) {
            for index in 0..<count(inHour: hour) {
                let posted = time(ofPost: index, inHour: hour)
                guard posted >= first, posted < last else { continue }
                let imported = importTime(of: posted, hour * 64 + index)
                if imported <= moment { posts.append(post(index, inHour: hour, posted, imported, moment)) }
            }
        }
        return posts
    }

    private func made(before moment: Timestamp) -> Int {
        guard moment > Self.origin else { return 0 }
        let hour = hour(of: moment)
        let rest = (0..<count(inHour: hour)).count { time(ofPost: $0, inHour: hour) < moment }
        return sum(before: hour) + rest
    }

    private func sum(before hour: Int) -> Int {
        sums.withLock { sums in
            while sums.count <= hour { sums.append(sums[sums.count - 1] + count(inHour: sums.count - 1)) }
            return sums[hour]
        }
    }

    private func hour(of moment: Timestamp) -> Int {
        Int((moment - Self.origin).microseconds / Duration.hours(1).microseconds)
    }

    private func start(ofHour hour: Int) -> Timestamp { Self.origin + .hours(hour) }

    private func count(inHour hour: Int) -> Int {
        let start = start(ofHour: hour)
        let local = start - .hours(EasternTime.hoursBehind(at: start))
        let hourOfDay = Int((local - local.day.start).microseconds / Duration.hours(1).microseconds)
        let total = Self.weights.reduce(0, +)
        let mean = SimulatedAccount.all[account].postsPerDay * Self.weights[hourOfDay] * 1_000 / total
        let value = mean * chance.below(2_000, .posts, account, hour) / 1_000
        return min(
            value / 1_000 + (chance.below(1_000, .posts, account, hour, 1) < value % 1_000 ? 1 : 0), 60)
    }

    private func time(ofPost index: Int, inHour hour: Int) -> Timestamp {
        let share = 3_600 / count(inHour: hour)
        let second = index * share + chance.below(share, .postTime, account, hour, index)
        return start(ofHour: hour) + .seconds(second)
    }

    private func importTime(of posted: Timestamp, _ number: Int) -> Timestamp {
        let draw = Int(chance.bits(.postDelay, account, number) >> 16)
        let next =
            (posted - Self.syncOffset).floored(to: Self.syncInterval) + Self.syncInterval + Self.syncOffset
        var delay = Duration.milliseconds(100 + draw % 600)
        if draw % 16 == 0 { delay += .seconds(150) }
        if draw % 97 == 0, quirks.contains(.latePosts) { delay += .hours(2) }
        return next + delay
    }

    private func post(
        _ index: Int, inHour hour: Int, _ posted: Timestamp, _ imported: Timestamp, _ moment: Timestamp
    ) -> SimulatedPost {
        let number = hour * 64 + index
        let isEdited =
            quirks.contains(.editedPosts) && number % 89 == 0 && moment > posted + .hours(1)
        let milliseconds = posted.microseconds / 1_000
        // X's snowflakes count milliseconds since 2010-11-04T01:42:54.657Z in their upper bits.
        let snowflake =
            (milliseconds - 1_288_834_974_657) << 22
            | Int64(chance.below(1 << 22, .postNumber, account, number))
        let stamp = String(imported.microseconds / 1_000, radix: 36)
        let tail = String(chance.bits(.postNumber, account, number, 1) | 1 << 63, radix: 36)
        return SimulatedPost(
            id: "c" + stamp + "0000" + tail.suffix(12), platformID: String(snowflake),
            text: PostText.text(account: account, number: number, chance) + (isEdited ? " (edited)" : ""),
            posted: posted, imported: imported)
    }
}
