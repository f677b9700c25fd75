internal import HarvestCore

extension PeerCommand {
    /// Follows the stream: parse, apply each change to its book, look at both best prices.
    func timeStream() throws(PeerFailure) {
        let corpus = try PeerCorpus(file, limit: Self.number("WS_LIMIT") ?? Self.number("DOC_LIMIT"))
        let messages = corpus.documents
        var parser = StreamParser()
        var live = try books()
        var changes = 0
        for index in messages.indices {
            changes += try read(messages[index], number: index, with: &parser) { $0.count }
        }
        let work = Work(unit: "msgs", items: messages.count, levels: changes, bytes: corpus.byteCount)
        try time(work) { () throws(PeerFailure) in
            var sum: UInt64 = 0
            for index in messages.indices {
                do throws(LiveBooksError) {
                    try live.apply(messageIn: messages[index], parsedBy: &parser) { _, _, bestBid, bestAsk in
                        sum &+= UInt64(bestBid &+ bestAsk)
                    }
                    sum &+= parser.milliseconds
                } catch {
                    throw .refused(document: index, error)
                }
            }
            return sum
        }
    }

    /// Digests every change with the best prices it leads to, and counts those that are not the message's.
    func verifyStream() throws(PeerFailure) {
        let corpus = try PeerCorpus(file, limit: Self.number("WS_LIMIT") ?? Self.number("DOC_LIMIT"))
        var parser = StreamParser()
        var live = try books()
        var check: UInt64 = 0
        var changes = 0
        var mismatches = 0
        try corpus.forEachExactly { (index, document) throws(PeerFailure) in
            changes += try read(document, number: index, with: &parser) { message in
                check &+= Self.digest(of: message, appliedTo: &live)
                mismatches += message.changes.count { !Self.agrees($0, with: live) }
                check &+= message.milliseconds
                return message.count
            }
        }
        print(
            "{\"peer\":\"\(name)\",\"corpus\":\"\(self.corpus)\",\"check\":\"\(Self.text(of: check))\","
                + "\"changes\":\(changes),\"best_mismatch\":\(mismatches),\"rejected\":0}")
    }

    /// The books that the stream starts from.
    private func books() throws(PeerFailure) -> LiveBooks {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let path = initialFile ?? (folder + ["ws_init.ndjson"]).joined(separator: "/")
        let corpus = try PeerCorpus(path)
        var parser = BookParser(bands: Self.bands)
        var live = LiveBooks(capacity: corpus.documents.count)
        for (index, document) in corpus.documents.enumerated() {
            var refusal: (any Error)?
            do throws(BookParseError) {
                try parser.withBook(in: document) { book in
                    do { try live.load(book) } catch { refusal = error }
                }
            } catch {
                refusal = error
            }
            if let refusal { throw .refused(document: index, refusal) }
        }
        return live
    }

    private func read(
        _ document: UnsafeRawBufferPointer, number: Int, with parser: inout StreamParser,
        _ body: (borrowing PriceChanges) -> Int
    ) throws(PeerFailure) -> Int {
        do throws(BookParseError) {
            return try parser.withPriceChanges(in: document, body)
        } catch {
            throw .refused(document: number, error)
        }
    }

    /// The peers' formula: prices in ten-thousandths, and a whole dollar for the ask of an empty side. By the
    /// same call that is timed.
    private static func digest(
        of message: borrowing PriceChanges, appliedTo live: inout LiveBooks
    ) -> UInt64 {
        let changes = message.changes
        var check: UInt64 = 0
        do {
            let applied = try live.apply(message) { place, _, bestBid, bestAsk in
                check &+= UInt64(changes[place].price / 100) &* changes[place].size &* 3
                check &+= UInt64(bestBid / 100) &* 5
                check &+= UInt64(bestAsk == 0 ? 10_000 : bestAsk / 100) &* 7
            }
            return applied == message.count ? check : .max
        } catch {
            return .max
        }
    }

    private static func agrees(_ change: PriceChange, with live: borrowing LiveBooks) -> Bool {
        guard let slot = live.slot(of: change.token) else { return false }
        return live.bestBid(of: slot) == change.bestBid && live.bestAsk(of: slot) == change.bestAsk
    }
}
