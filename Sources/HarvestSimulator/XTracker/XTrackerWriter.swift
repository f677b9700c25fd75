internal import HarvestCore

/// Writes the tracker's objects as they are at one moment, keys in the server's order.
struct XTrackerWriter {
    let world: World
    let moment: Timestamp

    /// The user's own fields, without closing the object.
    private func writeHead(ofUser account: Int, to json: inout JSONWriter) {
        let info = SimulatedAccount.all[account]
        let sync = world.streams[account].lastSync(at: moment)
        json.beginObject()
        json.member("id", info.id)
        json.member("handle", info.handle)
        json.member("name", info.name)
        json.member("platform", info.platform)
        json.member("platformId", info.platformID)
        json.member("avatarUrl", info.avatar)
        json.member("bio", info.bio)
        json.member("verified", info.isVerified)
        json.member("lastSync", Wire.milliseconds(sync))
        json.null("lastSyncError")
        json.member("createdAt", info.created)
        json.member("updatedAt", Wire.milliseconds(sync + .milliseconds(1)))
    }

    /// A user with its trackings and the number of posts that are known.
    func write(user account: Int, to json: inout JSONWriter) {
        writeHead(ofUser: account, to: &json)
        json.key("trackings")
        json.beginArray()
        for tracking in world.trackings(ofAccount: account, at: moment) { write(tracking, to: &json) }
        json.endArray()
        json.key("_count")
        json.beginObject()
        let sync = world.streams[account].lastSync(at: moment)
        json.member("posts", world.streams[account].known(from: PostStream.origin, to: moment, at: sync))
        json.endObject()
        json.endObject()
    }

    /// A tracking; with its user and counts where they are asked for.
    func write(
        _ tracking: SimulatedTracking, withUser: Bool = false, withStats: Bool = false,
        to json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("id", tracking.id)
        json.member("userId", tracking.window.info.id)
        json.member("title", tracking.title)
        json.member("startDate", Wire.milliseconds(tracking.start))
        json.member("endDate", Wire.milliseconds(tracking.end))
        json.null("target")
        if let link = tracking.marketLink { json.member("marketLink", link) } else { json.null("marketLink") }
        json.member("isActive", tracking.isActive(at: moment))
        json.member("metrics", number: "{}")
        json.member("config", number: "{}")
        json.member("createdAt", Wire.milliseconds(tracking.created))
        json.member("updatedAt", Wire.milliseconds(tracking.updated(at: moment)))
        if withUser {
            json.key("user")
            writeHead(ofUser: tracking.window.account, to: &json)
            json.endObject()
        }
        if withStats { write(statsOf: tracking, to: &json) }
        json.endObject()
    }

    func write(_ post: SimulatedPost, ofAccount account: Int, to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", post.id)
        json.member("userId", SimulatedAccount.all[account].id)
        json.member("platformId", post.platformID)
        json.member("content", post.text)
        json.member("createdAt", Wire.milliseconds(post.posted))
        json.member("importedAt", Wire.milliseconds(post.imported))
        json.null("metrics")
        json.endObject()
    }

    private func write(statsOf tracking: SimulatedTracking, to json: inout JSONWriter) {
        let stream = world.streams[tracking.window.account]
        let stats = TrackingStats(tracking, stream: stream, now: stream.lastSync(at: moment))
        json.key("stats")
        json.beginObject()
        json.member("total", stats.total)
        json.member("cumulative", stats.total)
        json.member("pace", stats.pace)
        json.member("percentComplete", stats.percentComplete)
        json.member("daysElapsed", stats.daysElapsed)
        json.member("daysRemaining", stats.daysRemaining)
        json.member("daysTotal", stats.daysTotal)
        json.member("isComplete", stats.isComplete)
        json.key("daily")
        json.beginArray()
        for hour in stats.hours {
            json.beginObject()
            json.member("date", Wire.milliseconds(hour.start))
            json.member("count", hour.count)
            json.member("cumulative", hour.cumulative)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
