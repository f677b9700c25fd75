internal import HarvestCore

/// How far our clock is from somebody else's, as well as one question can tell.
struct ClockSkew: Hashable, Sendable {
    /// How much we are ahead at least; negative when we are behind, zero when it cannot be told from none.
    let ours: Duration

    /// Compares a moment they named with the stretch of ours in which they named it. `uncertainty` is how
    /// much later than the moment named it may have been there, because they count in whole seconds.
    init(theirs: Timestamp, uncertainty: Duration, before: Timestamp, after: Timestamp) {
        if before > theirs + uncertainty {
            ours = before - (theirs + uncertainty)
        } else if theirs > after {
            ours = after - theirs
        } else {
            ours = .zero
        }
    }

    /// Judges it: two seconds do no harm, half a minute puts rows into the wrong minute bars.
    func check(_ group: String, _ name: String, of whom: String) -> DoctorCheck {
        let seconds = Double(ours.milliseconds) / 1_000
        let direction = seconds > 0 ? "ahead of" : "behind"
        let detail = "this machine is \(abs(seconds)) s \(direction) \(whom)"
        let fix = "set this machine's clock by NTP: timedatectl set-ntp true"
        if abs(seconds) > 30 { return .failed(group, name, detail, fix: fix) }
        if abs(seconds) > 2 { return .warning(group, name, detail, fix: fix) }
        return .ok(group, name, "agrees with \(whom)")
    }
}
