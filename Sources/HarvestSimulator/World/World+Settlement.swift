internal import HarvestCore

/// Who wins, when it is told, and where the two services do not agree.
extension World {
    func settlement(of index: Int, in event: EventFacts) -> Settlement {
        if let window = event.window { return settlement(ofBucket: index, in: event, window) }
        if event.slot == SlotTable.Special.oddities.rawValue { return oddSettlement(of: index, in: event) }
        var closes = event.closes - .seconds(chance.below(60, .early, event.number, index) * 10)
        if event.marketCount > 3, index == 0, !isNegRisk(event), !isSpecial(event) {
            // Events with one market per date lose their first dates early.
            let life = event.endDate - event.created
            closes = (event.created + .seconds(life.microseconds * 7 / 10_000_000)).floored(to: .minutes(1))
        }
        return plain(closes: closes, isFirst: winner(of: event, index))
    }

    private func plain(closes: Timestamp, isFirst: Bool) -> Settlement {
        let verdict = isFirst ? Settlement.Verdict.first : .second
        return Settlement(closes: closes, gamma: verdict, clob: verdict)
    }

    private func winner(of event: EventFacts, _ index: Int) -> Bool {
        if event.slot == SlotTable.Special.augmented.rawValue {
            return chance.below(5, .winner, event.number) == index
        }
        guard isNegRisk(event) else { return chance.below(5, .winner, event.number, index) < 2 }
        return chance.below(event.marketCount, .winner, event.number) == index
    }

    private func settlement(
        ofBucket index: Int, in event: EventFacts, _ window: TweetWindow
    ) -> Settlement {
        let isOdd =
            window.account == 0 && window.kind == .weekly && index < 3
            && configuration.quirks.contains(.oddSettlements)
        let usual = event.closes - .seconds(chance.below(60, .early, event.number, index) * 10)
        guard isOdd, let passed = hourOfPassing(window.buckets[index], window), passed + .hours(3) < usual
        else {
            return plain(closes: usual, isFirst: winningBucket(of: window) == index)
        }
        let closes = passed + .hours(2)
        switch index {
        case 1: return Settlement(closes: closes, gamma: .second, clob: .first)
        case 2: return Settlement(closes: closes, gamma: .split, clob: .split)
        default: return plain(closes: closes, isFirst: false)
        }
    }

    /// The end of the hour in which the count leaves a bucket behind.
    private func hourOfPassing(_ bucket: Bucket, _ window: TweetWindow) -> Timestamp? {
        guard let highest = bucket.highest else { return nil }
        var hour = window.start + .hours(1)
        while hour < window.end {
            if streams[window.account].made(from: window.start, to: hour) > highest { return hour }
            hour = hour + .hours(1)
        }
        return nil
    }

    private func oddSettlement(of index: Int, in event: EventFacts) -> Settlement {
        let early = event.created + .hours(1)
        switch index {
        case 0: return Settlement(closes: early, gamma: .split, clob: .split)
        case 1: return Settlement(closes: early, gamma: .first, clob: .second)
        case 2: return Settlement(closes: early, gamma: .first, clob: .first, isIrregular: true)
        case 3: return Settlement(closes: early, gamma: .fraction, clob: .fraction)
        default: return plain(closes: event.closes, isFirst: winner(of: event, index))
        }
    }
}
