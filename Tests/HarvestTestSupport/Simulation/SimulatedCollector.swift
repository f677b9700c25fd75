internal import HarvestCore
internal import HarvestSources

/// The three ways of collecting, in small: page by page, from a cursor on, and from a shared picture.
struct SimulatedCollector: Collector {
    /// How it collects.
    enum Way: Sendable {
        /// All pages of the list.
        case pages
        /// What is after the stored cursor of a handle.
        case cursor(handle: String)
        /// A picture that other jobs use too.
        case picture(SimulatedDesk)
    }

    let job: JobName
    let source: String
    private let way: Way
    private let upstream: Upstream
    private let store: SimulatedStore
    private let ledger: SimulationLedger
    private let chance: Locked<SimulationChance>

    init(
        _ job: JobName, _ way: Way, upstream: Upstream, store: SimulatedStore, ledger: SimulationLedger,
        seed: UInt64
    ) {
        self.job = job
        self.way = way
        self.upstream = upstream
        source = upstream.name
        self.store = store
        self.ledger = ledger
        chance = Locked(SimulationChance(seed: seed))
    }

    func collect(into run: JobRun) async throws {
        ledger.begin(name)
        defer { ledger.end(name) }
        switch way {
        case .pages: try await collectPages(into: run)
        case .cursor(let handle): try await collectFeed(of: handle, into: run)
        case .picture(let desk):
            for item in try await desk.picture(for: run) { await append(item, to: run) }
        }
        if draw(1, in: 40) { throw SimulatedFailure.bug }
    }

    private var name: String {
        if case .cursor(let handle) = way { "\(job.rawValue) \(handle)" } else { job.rawValue }
    }

    private func collectPages(into run: JobRun) async throws {
        var place: Int? = 0
        while let current = place {
            let page = try await upstream.page(at: current, for: run, ledger)
            for item in page.items { await append(item, to: run) }
            if draw(1, in: 3) { try await flush(run) }
            place = page.next
        }
    }

    /// Each item of the feed is a row, and the cursor goes into the same batch.
    private func collectFeed(of handle: String, into run: JobRun) async throws {
        var place: Int? = try await storedPlace(of: handle)
        while let current = place {
            let page = try await upstream.page(at: current, for: run, ledger)
            for item in page.items {
                await run.append(drift("item", handle, "\(item)", run))
            }
            guard let last = page.items.last else { return }
            await run.append(
                Cursor(key: handle, value: "\(last)", meta: "{}", updatedAt: run.clock.now))
            if draw(1, in: 2) {
                try await flush(run)
                ledger.acknowledge(last, of: handle)
            }
            place = page.next
        }
    }

    private func storedPlace(of handle: String) async throws -> Int {
        let query = Query(Cursor.table, where: [.equal("cursor_key", .text(handle))])
        return try await store.rows(query).first?.text("cursor_value").flatMap { Int($0) } ?? 0
    }

    private func append(_ item: Int, to run: JobRun) async {
        let number = ledger.takeRowNumber(of: run.id)
        await run.append(drift("row", run.id.description, "\(number)", run))
    }

    private func flush(_ run: JobRun) async throws {
        try await run.flush()
        ledger.acknowledge(run.id)
    }

    private func draw(_ wanted: Int, in all: Int) -> Bool { chance.withLock { $0.happens(wanted, in: all) } }

    /// A row that counts how often it was stored.
    private func drift(_ kind: String, _ subject: String, _ number: String, _ run: JobRun) -> FieldDrift {
        FieldDrift(
            source: kind, endpoint: subject, field: number, kind: .unknown, sample: nil,
            firstSeen: run.startedAt, lastSeen: run.startedAt, occurrences: 1)
    }
}

extension Upstream {
    /// Asks for a page of a simulated service.
    func page(
        at place: Int, for run: JobRun, _ ledger: SimulationLedger
    ) async throws -> SimulatedPage {
        ledger.noteFirstAttempt(at: name)
        return try await value(
            of: "page", HTTPRequest(method: .get, url: "\(baseURL)/\(place)"), intake: run.intake
        ) { frame in try SimulatedPage(frame) }
    }
}
