internal import HarvestCore
internal import HarvestSources

/// The three services harvestd asks, each with its permits.
struct Upstreams: Sendable {
    private(set) var gamma: Upstream
    private(set) var clob: Upstream
    private(set) var xtracker: Upstream

    /// Makes all three, each with a full bucket.
    init(
        _ configuration: Configuration, transport: any HTTPTransport, clock: any EngineClock,
        events: any EngineEventSink, seeds: Seeds
    ) {
        func upstream(_ name: String, _ settings: Configuration.Upstream) -> Upstream {
            Upstream(
                name: name, baseURL: settings.address, transport: transport,
                bucket: TokenBucket(rate: settings.rate, burst: settings.burst),
                policy: RetryPolicy(seed: seeds[name]), clock: clock, events: events)
        }
        gamma = upstream("gamma", configuration.gamma)
        clob = upstream("clob", configuration.clob)
        xtracker = upstream("xtracker", configuration.xtracker)
    }

    /// Those of another configuration: a service whose address stays is kept, permits and all.
    func changed(
        from old: Configuration, to configuration: Configuration, transport: any HTTPTransport,
        clock: any EngineClock, events: any EngineEventSink, seeds: Seeds
    ) -> Upstreams {
        var next = Upstreams(
            configuration, transport: transport, clock: clock, events: events, seeds: seeds)
        if old.gamma.address == configuration.gamma.address { next.gamma = gamma }
        if old.clob.address == configuration.clob.address { next.clob = clob }
        if old.xtracker.address == configuration.xtracker.address { next.xtracker = xtracker }
        return next
    }

    /// Asks at the paces of a configuration from now on, without fresh bursts.
    func changePaces(to configuration: Configuration) async {
        await gamma.changePace(rate: configuration.gamma.rate, burst: configuration.gamma.burst)
        await clob.changePace(rate: configuration.clob.rate, burst: configuration.clob.burst)
        await xtracker.changePace(rate: configuration.xtracker.rate, burst: configuration.xtracker.burst)
    }
}
