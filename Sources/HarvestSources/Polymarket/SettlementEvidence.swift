internal import HarvestCore

/// What both services said of a market's end, as the `payload` of its settlement.
struct SettlementEvidence: Sendable {
    let gamma: GammaMarket
    let clob: ClobMarket

    /// One object with a member for each service.
    var json: String {
        JSONWriter.object([("gamma", gammaJSON), ("clob", clobJSON)])
    }

    private var gammaJSON: String {
        let outcomes = gamma.outcomes.map { outcome in
            JSONWriter.object([
                ("outcome", JSONWriter.string(outcome.name)),
                ("price", JSONWriter.string(outcome.priceText ?? "")),
            ])
        }
        return JSONWriter.object([
            ("outcomes", JSONWriter.array(outcomes)),
            ("uma_resolution_status", gamma.umaResolutionStatus.map(JSONWriter.string) ?? "null"),
            ("closed_time", gamma.closedAt.map { JSONWriter.string($0.description) } ?? "null"),
        ])
    }

    private var clobJSON: String {
        let tokens = clob.tokens.map { token in
            JSONWriter.object([
                ("outcome", JSONWriter.string(token.outcome)),
                ("token_id", token.tokenID.map { JSONWriter.string($0.rawValue) } ?? "null"),
                ("winner", token.isWinner.map { $0 ? "true" : "false" } ?? "null"),
            ])
        }
        return JSONWriter.object([("tokens", JSONWriter.array(tokens))])
    }
}
