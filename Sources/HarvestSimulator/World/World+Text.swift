internal import HarvestCore

/// The words of an event.
extension World {
    func topic(of event: EventFacts) -> Topic {
        guard case .ordinary(let slot, _) = event.origin else { return Topic.all[0] }
        return Topic.all[chance.below(Topic.all.count, .topic, slot)]
    }

    /// Tags of an event, without making up its words.
    func tagIDs(of event: EventFacts) -> [Int] {
        if let window = event.window { return window.info.tagIDs }
        switch event.slot.flatMap(SlotTable.Special.init(rawValue:)) {
        case .mentions, .singleTweet: return SpecialText.elonTagIDs
        case .augmented: return SpecialText.electionTagIDs
        case .oddities, nil: return topic(of: event).tagIDs
        }
    }

    func text(of event: EventFacts) -> EventText {
        if let window = event.window { return text(of: event, window) }
        switch event.slot.flatMap(SlotTable.Special.init(rawValue:)) {
        case .augmented: return SpecialText.augmented(event)
        case .mentions: return SpecialText.mentions(event)
        case .singleTweet: return SpecialText.singleTweet(event)
        case .oddities, nil: return ordinaryText(of: event)
        }
    }

    private func text(of event: EventFacts, _ window: TweetWindow) -> EventText {
        EventText(
            title: window.title, slug: window.slug, description: window.rules,
            source: "https://xtracker.polymarket.com", picture: "\(window.info.slugStem).png",
            tagIDs: window.info.tagIDs, series: window.info.series[window.kind],
            recurrence: window.kind == .monthly ? "monthly" : "weekly",
            markets: window.buckets.map { bucket in
                MarketText(
                    question: window.question(bucket), slug: window.slug + "-" + bucket.slug,
                    groupTitle: window.groupTitle(bucket))
            })
    }

    private func ordinaryText(of event: EventFacts) -> EventText {
        let topic = topic(of: event)
        let names = names(of: event, topic)
        func filled(_ pattern: String, _ item: String = "") -> String {
            Pattern.filled(pattern, [("A", names.0), ("B", names.1), ("date", names.2), ("item", item)])
        }
        let isGroup = event.marketCount > 1
        let title = filled(isGroup ? topic.group : topic.single)
        let markets = (0..<event.marketCount).map { index in
            let item = topic.items[index % topic.items.count]
            let question = isGroup ? filled(topic.question, item) : title
            return MarketText(
                question: question, slug: Wire.slug(question) + "-\(event.firstMarket + index)",
                groupTitle: isGroup ? item : nil,
                outcomes: isGroup ? ["Yes", "No"] : topic.outcomes.map { filled($0) })
        }
        let isRecurring = chance.below(4, .series, event.slot ?? 0) == 0
        return EventText(
            title: title, slug: Wire.slug(title) + "-\(event.number)", description: filled(topic.rules),
            source: topic.source, picture: topic.picture, tagIDs: topic.tagIDs,
            series: isRecurring ? Wire.slug(topic.picture.prefix { $0 != "." } + " series") : nil,
            recurrence: "monthly", markets: markets)
    }

    private func names(of event: EventFacts, _ topic: Topic) -> (String, String, String) {
        let count = topic.names.count
        let first = chance.below(count, .names, event.number)
        let second = count == 1 ? 0 : (first + 1 + chance.below(count - 1, .names, event.number, 1)) % count
        let (year, month, day) = event.endDate.day.calendar
        return (topic.names[first], topic.names[second], "\(Wire.monthNames[month - 1]) \(day), \(year)")
    }
}
