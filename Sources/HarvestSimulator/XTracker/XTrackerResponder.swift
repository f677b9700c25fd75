internal import HarvestCore

/// Answers as the post counter does: everything in an envelope, nothing in pages.
struct XTrackerResponder {
    let world: World
    let moment: Timestamp

    func respond(to request: SimulatedRequest) -> SimulatedResponse {
        let place = Array(request.place)
        guard place.first == "api" else { return Self.failure(404, "Not found") }
        switch (place.dropFirst().first, place.count) {
        case ("users", 2): return users(request)
        case ("users", 3): return ofUser(place[2], request) { writer.write(user: $0, to: &$1) }
        case ("users", 4) where place[3] == "posts":
            return ofUser(place[2], request) { posts(ofAccount: $0, request, to: &$1) }
        case ("users", 4) where place[3] == "trackings":
            return ofUser(place[2], request) { account, json in
                write(trackings(account, request, activeOnly: false), withUser: false, to: &json)
            }
        case ("trackings", 2):
            return enveloped { json in
                let all = SimulatedAccount.all.indices.flatMap { trackings($0, request, activeOnly: true) }
                write(all, withUser: true, to: &json)
            }
        case ("trackings", 3): return tracking(place[2], request)
        case ("metrics", 3): return metrics(place[2], request)
        default: return Self.failure(404, "Not found")
        }
    }

    static func failure(_ status: Int, _ message: String) -> SimulatedResponse {
        var json = JSONWriter()
        json.beginObject()
        json.member("success", false)
        json.member("error", message)
        json.endObject()
        var response = SimulatedResponse(json)
        response.status = status
        return response
    }

    private var writer: XTrackerWriter { XTrackerWriter(world: world, moment: moment) }

    private func enveloped(_ fill: (inout JSONWriter) -> Void) -> SimulatedResponse {
        var json = JSONWriter(reserving: 64 * 1_024)
        json.beginObject()
        json.member("success", true)
        json.key("data")
        fill(&json)
        json.endObject()
        return SimulatedResponse(json)
    }

    private func users(_ request: SimulatedRequest) -> SimulatedResponse {
        enveloped { json in
            json.beginArray()
            for account in accounts(request) { writer.write(user: account, to: &json) }
            json.endArray()
        }
    }

    private func accounts(_ request: SimulatedRequest) -> [Int] {
        let platform = request.query["platform"]
        return SimulatedAccount.all.indices.filter {
            platform ?? SimulatedAccount.all[$0].platform == SimulatedAccount.all[$0].platform
        }
    }

    private func ofUser(
        _ handle: String, _ request: SimulatedRequest, _ fill: (Int, inout JSONWriter) -> Void
    ) -> SimulatedResponse {
        let found = accounts(request).first {
            SimulatedAccount.all[$0].handle.lowercased() == handle.lowercased()
        }
        guard let found else { return Self.failure(404, "User not found") }
        return enveloped { fill(found, &$0) }
    }

    private func posts(ofAccount account: Int, _ request: SimulatedRequest, to json: inout JSONWriter) {
        let oldest = moment - .days(world.configuration.historyDays)
        let start = request.query["startDate"].flatMap(Self.moment) ?? oldest
        let end = request.query["endDate"].flatMap(Self.moment) ?? moment
        let posts = world.streams[account].posts(
            from: max(start, oldest), to: end + .milliseconds(1), at: moment)
        json.beginArray()
        for post in posts.reversed() { writer.write(post, ofAccount: account, to: &json) }
        json.endArray()
    }

    private func trackings(
        _ account: Int, _ request: SimulatedRequest, activeOnly usual: Bool
    ) -> [SimulatedTracking] {
        let activeOnly = request.query.flag("activeOnly") ?? usual
        return world.trackings(ofAccount: account, at: moment).filter {
            !activeOnly || $0.isActive(at: moment)
        }
    }

    private func write(_ trackings: [SimulatedTracking], withUser: Bool, to json: inout JSONWriter) {
        json.beginArray()
        for tracking in trackings { writer.write(tracking, withUser: withUser, to: &json) }
        json.endArray()
    }

    private func tracking(_ id: String, _ request: SimulatedRequest) -> SimulatedResponse {
        let all = SimulatedAccount.all.indices.flatMap { world.trackings(ofAccount: $0, at: moment) }
        guard let found = all.first(where: { $0.id == id }) else {
            return Self.failure(404, "Tracking not found")
        }
        let withStats = request.query.flag("includeStats") ?? false
        return enveloped { writer.write(found, withUser: true, withStats: withStats, to: &$0) }
    }

    private func metrics(_ user: String, _ request: SimulatedRequest) -> SimulatedResponse {
        guard let account = SimulatedAccount.all.firstIndex(where: { $0.id == user }) else {
            return Self.failure(404, "User not found")
        }
        let first = request.query["startDate"].flatMap { Timestamp(parsing: $0) }?.day
        let last = request.query["endDate"].flatMap { Timestamp(parsing: $0) }?.day
        return enveloped { json in
            guard request.query["type"] ?? "daily" == "daily" else { return json.raw("[]") }
            DailyMetrics(world: world, account: account, moment: moment)
                .write(from: first ?? moment.day.advanced(by: -30), to: last ?? moment.day, to: &json)
        }
    }

    /// A moment as requests give it. A day without a time is midnight in New York.
    private static func moment(_ text: String) -> Timestamp? {
        guard text.utf8.count == 10, let moment = Timestamp(parsing: text) else {
            return Timestamp(parsing: text)
        }
        return EasternTime.moment(of: moment.day, hour: 0)
    }
}
