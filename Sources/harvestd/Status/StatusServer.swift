internal import HarvestCore
internal import HarvestListener

/// Serves the status pages for as long as it runs. It never ends the daemon: a port that cannot be had is
/// told and tried again.
struct StatusServer: Service {
    /// How often it looks for overdue connections and notes how full the queue is.
    static let tick = Duration.seconds(1)
    /// How long after a refusal the port is tried again.
    static let retryInterval = Duration.minutes(1)

    /// Where it listens.
    let address: StatusAddress
    private let monitor: ServiceMonitor
    private let clock: any EngineClock
    private let events: any EngineEventSink
    private let channel: BatchChannel
    private let silenceSeconds: UInt32

    /// Makes a server; nothing listens yet. `channel` is looked at once a tick; clients that say nothing
    /// for `silenceSeconds` of real time are left by the library itself.
    init(
        at address: StatusAddress, monitor: ServiceMonitor, channel: BatchChannel, clock: any EngineClock,
        events: any EngineEventSink, silenceSeconds: UInt32 = StatusDoor.silenceSeconds
    ) {
        self.address = address
        self.monitor = monitor
        self.channel = channel
        self.silenceSeconds = silenceSeconds
        self.clock = clock
        self.events = events
    }

    func run() async throws {
        let monitor = monitor
        let door = StatusDoor(
            pages: StatusPages(report: { monitor.status }, metrics: { monitor.metricsText }), clock: clock)
        var listener: LoopbackListener?
        var tryAt = clock.uptime
        while !Task.isCancelled {
            if listener == nil, clock.uptime >= tryAt {
                listener = listen(door)
                tryAt = clock.uptime + Self.retryInterval
            }
            door.connections.endOverdue(limit: StatusDoor.longestConnection)
            let (batches, rows) = channel.depth
            monitor.noteQueue(batches: batches, rows: rows, capacity: channel.capacity)
            do { try await clock.sleep(for: Self.tick) } catch { break }
        }
        await listener?.stop()
        // The listener's threads use the door until here.
        withExtendedLifetime(door) {}
    }

    private func listen(_ door: StatusDoor) -> LoopbackListener? {
        do throws(LoopbackListener.Refusal) {
            let listener = try LoopbackListener(
                host: address.host, port: address.port,
                limits: StatusDoor.limits(silenceSeconds: silenceSeconds),
                callbacks: StatusDoor.callbacks(Unmanaged.passUnretained(door).toOpaque()))
            let served = StatusAddress(host: address.host, port: listener.port)
            events.report(
                EngineEvent("StatusServed", level: .notice, ["address": .text(served.description)]))
            return listener
        } catch {
            events.report(.statusRefused(at: address, error))
            return nil
        }
    }
}

extension EngineEvent {
    /// The status pages cannot be served; everything else goes on.
    fileprivate static func statusRefused(
        at address: StatusAddress, _ refusal: LoopbackListener.Refusal
    ) -> EngineEvent {
        let why = refusal.number == 0 ? "the port cannot be had" : SystemText.error(refusal.number)
        return EngineEvent(
            "StatusRefused", level: .warning,
            [
                "address": .text(address.description), "err": .text(why),
                "fix": .text(
                    "end what listens there, or set POLARIS_STATUS_ADDRESS to another port or to off;"
                        + " collecting goes on, and the port is tried again every minute"),
            ])
    }
}
