internal import HarvestCore

/// The catalogue at a moment, and markets found by their condition.
extension World {
    func catalogue(at moment: Timestamp) -> Catalogue {
        let moment = moment.floored(to: Catalogue.step)
        if let cached = catalogueCache.withLock({ $0 }), cached.moment == moment { return cached }
        let made = Catalogue(moment: moment, events: allEvents(at: moment))
        catalogueCache.withLock { $0 = made }
        return made
    }

    /// The market of a condition, when it exists at a moment.
    func find(condition: String, at moment: Timestamp) -> MarketFacts? {
        let key = ConditionIndex.key(condition)
        if let number = conditionIndex.withLock({ $0.numbers[key] }) {
            return verified(number, condition, moment)
        }
        let missing = conditionIndex.withLock { $0.unseen(of: catalogue(at: moment).events) }
        let entries = missing.flatMap { event in
            markets(of: event).map { (ConditionIndex.key(identity(of: $0).conditionID), $0.number) }
        }
        let number = conditionIndex.withLock { index in
            index.add(entries, of: missing)
            return index.numbers[key]
        }
        return number.flatMap { verified($0, condition, moment) }
    }

    private func verified(_ number: Int, _ condition: String, _ moment: Timestamp) -> MarketFacts? {
        guard let market = market(number: number, at: moment),
            identity(of: market).conditionID == condition.lowercased()
        else { return nil }
        return market
    }

    private func allEvents(at moment: Timestamp) -> [EventFacts] {
        var events: [EventFacts] = []
        events.reserveCapacity(slots.count * 2 + 512)
        for slot in 0..<slots.count {
            let generation = slots.generation(of: slot, at: moment)
            if generation > 0 { events.append(slots.event(slot: slot, generation: generation - 1)) }
            events.append(slots.event(slot: slot, generation: generation))
        }
        for account in SimulatedAccount.all.indices {
            events += windows(ofAccount: account, at: moment).map(event(on:)).filter { $0.created <= moment }
        }
        return events
    }
}
