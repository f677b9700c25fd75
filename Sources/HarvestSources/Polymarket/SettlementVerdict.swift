internal import HarvestCore

/// Whether Gamma and CLOB say the same end of a market. One service alone is not believed: either may lag,
/// and old rows are closed without a winner.
enum SettlementVerdict: Hashable, Sendable {
    /// Both name the same winner, by its place among the outcomes.
    case won(outcomeIndex: Int)
    /// Both say that all outcomes were paid alike.
    case split
    /// At least one does not say yet; why.
    case open(String)
    /// They name different ends.
    case disagreement(String)

    /// Compares what both say of one market.
    init(gamma: GammaMarket, clob: ClobMarket) {
        guard gamma.isClosed == true else { self = .open("gamma has not closed it"); return }
        guard clob.isClosed == true else { self = .open("clob has not closed it"); return }
        let payouts = gamma.outcomes.map(\.price)
        guard !payouts.isEmpty, !payouts.contains(nil) else { self = .open("gamma shows no payouts"); return }
        let one = Price(millionths: 1_000_000)
        let winners = gamma.outcomes.filter { $0.price == one }
        let isWhole = payouts.allSatisfy { $0 == one || $0 == .zero }
        if winners.count == 1, isWhole {
            self = Self.won(winners[0], clob: clob)
        } else if Self.isSplit(payouts) {
            self = Self.split(clob: clob)
        } else {
            self = .open("gamma's payouts name no winner")
        }
    }

    private static func won(_ winner: GammaOutcome, clob: ClobMarket) -> SettlementVerdict {
        guard let clobWinner = clob.winner else { return .open("clob names no winner") }
        guard let token = winner.tokenID, clobWinner.tokenID != nil else {
            return .open("a winner has no token")
        }
        guard clobWinner.tokenID == token else {
            return .disagreement("gamma says \(winner.name), clob says \(clobWinner.outcome)")
        }
        return .won(outcomeIndex: winner.index)
    }

    private static func split(clob: ClobMarket) -> SettlementVerdict {
        if let winner = clob.winner {
            return .disagreement("gamma says both alike, clob says \(winner.outcome)")
        }
        let isSplit = clob.isFiftyFifty == true || isSplit(clob.tokens.map(\.price))
        return isSplit ? .split : .open("clob does not say that both are paid alike")
    }

    private static func isSplit(_ payouts: [Price?]) -> Bool {
        payouts.count == 2 && payouts.allSatisfy { $0 == Price(millionths: 500_000) }
    }
}
