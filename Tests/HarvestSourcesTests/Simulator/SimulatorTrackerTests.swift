internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct SimulatorTrackerTests {
    let desk = SimulatorDesk()

    func trackings(_ handle: String = "elonmusk") throws -> [[String: Any]] {
        try #require(try desk.data("/xtracker/api/users/\(handle)/trackings") as? [[String: Any]])
    }

    func moment(_ value: Any?) throws -> Timestamp {
        try #require((value as? String).flatMap { Timestamp(parsing: $0) })
    }

    @Test func statsFollowTheRecordedFormulas() throws {
        var complete: Set<Bool> = []
        for tracking in try trackings() {
            let id = try #require(tracking["id"] as? String)
            let one = try #require(
                try desk.data("/xtracker/api/trackings/\(id)?includeStats=true") as? [String: Any])
            let stats = try #require(one["stats"] as? [String: Any])
            let user = try #require(one["user"] as? [String: Any])
            let (start, end) = (try moment(one["startDate"]), try moment(one["endDate"]))
            let now = try moment(user["lastSync"])
            let hours = try #require(stats["daily"] as? [[String: Any]])
            let counts = hours.compactMap { $0["count"] as? Int }
            let total = try #require(stats["total"] as? Int)
            #expect(counts.reduce(0, +) == total && stats["cumulative"] as? Int == total)
            let day = 86_400_000_000.0
            let all = Int((Double((end - start).microseconds) / day).rounded(.up))
            let elapsed = max(0, min(all, Int((Double((now - start).microseconds) / day).rounded(.up))))
            #expect(stats["daysTotal"] as? Int == all && stats["daysElapsed"] as? Int == elapsed)
            let left = max(0, Int((Double((end - now).microseconds) / day).rounded(.up)))
            #expect(stats["daysRemaining"] as? Int == left)
            let pace = elapsed == 0 ? 0 : Int((Double(total) / Double(elapsed) * Double(all)).rounded())
            #expect(stats["pace"] as? Int == pace)
            let percent = Int((100 * Double(elapsed) / Double(all)).rounded())
            #expect(stats["percentComplete"] as? Int == percent)
            #expect(stats["isComplete"] as? Bool == (now > end))
            complete.insert(now > end)
            if now < start { #expect(hours.isEmpty) }
            if now > end { #expect(hours.count == Int((end - start).microseconds / 3_600_000_000) + 1) }
        }
        #expect(complete == [true, false])
    }

    @Test func totalsAreTheCountsOfPosts() throws {
        for tracking in try trackings().prefix(12) {
            let id = try #require(tracking["id"] as? String)
            let one = try #require(
                try desk.data("/xtracker/api/trackings/\(id)?includeStats=true") as? [String: Any])
            let total = (one["stats"] as? [String: Any])?["total"] as? Int
            let (start, end) = (
                try #require(one["startDate"] as? String), try #require(one["endDate"] as? String)
            )
            let path = "/xtracker/api/users/elonmusk/posts?startDate=\(start)&endDate=\(end)"
            let posts = try #require(try desk.data(path) as? [[String: Any]])
            #expect(posts.count == total)
        }
    }

    @Test func postsAreNewestFirstAndImportedMinutesLater() throws {
        let posts = try #require(try desk.data("/xtracker/api/users/elonmusk/posts") as? [[String: Any]])
        let times = try posts.map { try moment($0["createdAt"]) }
        #expect(times == times.sorted(by: >) && posts.count > 500)
        #expect(Set(posts.compactMap { $0["platformId"] as? String }).count == posts.count)
        #expect(Set(posts.compactMap { $0["id"] as? String }).count == posts.count)
        let delays = try posts.map { try moment($0["importedAt"]) - moment($0["createdAt"]) }
        #expect(delays.allSatisfy { $0 > .zero })
        let usual = delays.filter { $0 < .minutes(10) }
        #expect(Double(usual.count) / Double(delays.count) > 0.97 && usual.count < delays.count)
        #expect(posts.contains { ($0["content"] as? String ?? "").hasPrefix("RT @") })
        // A snowflake tells its own time.
        let first = try #require((posts[0]["platformId"] as? String).flatMap { Int64($0) })
        #expect(
            Timestamp(milliseconds: (first >> 22) + 1_288_834_974_657).floored(to: .seconds(1)) == times[0])
    }

    @Test func postsArriveAsTimePasses() throws {
        let path = "/xtracker/api/users/elonmusk/posts?startDate=2026-11-20T00:00:00Z"
        let counts = try (0..<6).map { step in
            let later = SimulatorDesk(at: SimulatorDesk.moment + .hours(step))
            return try #require(try later.data(path) as? [Any]).count
        }
        #expect(counts == counts.sorted() && counts[0] < counts[5])
    }

    @Test func aDayHasOneMetricWhoseTrackingJumps() throws {
        let user = SimulatedAccount.all[0].id
        let path = "/xtracker/api/metrics/\(user)?type=daily&startDate=2026-11-01&endDate=2026-11-20"
        let rows = try #require(try desk.data(path) as? [[String: Any]])
        #expect(rows.count == 20 && Set(rows.compactMap { $0["date"] as? String }).count == 20)
        let data = rows.compactMap { $0["data"] as? [String: Any] }
        let known = Set(try trackings().compactMap { $0["id"] as? String })
        let used = data.compactMap { $0["trackingId"] as? String }
        #expect(Set(used).count > 5 && known.isSuperset(of: used))
        let cumulative = data.compactMap { $0["cumulative"] as? Int }
        #expect(cumulative != cumulative.sorted())
        for row in rows.dropLast() {
            let day = try moment(row["date"])
            let posts = desk.simulator.world.streams[0].made(from: day, to: day + .days(1))
            #expect((row["data"] as? [String: Any])?["count"] as? Int == posts)
        }
    }

    @Test func irregularTrackingsAreAmongThem() throws {
        let all = try trackings()
        let titles = all.compactMap { $0["title"] as? String }
        #expect(titles.contains { $0.hasPrefix(" ") })
        #expect(titles.contains { $0.contains("Tweets from") })
        #expect(Set(titles).count < titles.count)
        #expect(all.contains { $0["marketLink"] is NSNull } && all.contains { $0["marketLink"] is String })
        #expect(try trackings("ZelenskyyUa").allSatisfy { $0["marketLink"] is String })
    }

    @Test func everyLinkLeadsToAnEvent() throws {
        for handle in ["elonmusk", "ZelenskyyUa", "realDonaldTrump"] {
            // An event is listed two minutes after its tracking was set up.
            for link in try trackings(handle).compactMap({ $0["marketLink"] as? String }) {
                let slug = try #require(link.split(separator: "/").last)
                #expect(desk.ask("/gamma/events/slug/\(slug)").status == 200)
            }
        }
    }

    @Test func accountsAreFoundByHandleAndPlatform() throws {
        #expect(try (desk.data("/xtracker/api/users") as? [Any])?.count == 3)
        #expect(try (desk.data("/xtracker/api/users?platform=TRUTH_SOCIAL") as? [Any])?.count == 1)
        #expect(desk.ask("/xtracker/api/users/ELONMUSK").status == 200)
        let unknown = desk.ask("/xtracker/api/users/nobody")
        #expect(unknown.status == 404)
        #expect(
            String(decoding: unknown.body, as: UTF8.self) == #"{"success":false,"error":"User not found"}"#)
        let active = try #require(try desk.data("/xtracker/api/trackings") as? [[String: Any]])
        #expect(active.allSatisfy { $0["isActive"] as? Bool == true && $0["user"] is [String: Any] })
    }
}
