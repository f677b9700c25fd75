internal import HarvestCore

/// How and when a market is settled, and what each service says about it.
struct Settlement: Sendable {
    /// What a service says the outcome is.
    enum Verdict: Sendable {
        /// The first outcome won.
        case first
        /// The second outcome won.
        case second
        /// Half each.
        case split
        /// Prices that are neither zero nor one, from the days of the automated market maker.
        case fraction

        /// `outcomePrices` of a settled market.
        var prices: [String] {
            switch self {
            case .first: ["1", "0"]
            case .second: ["0", "1"]
            case .split: ["0.5", "0.5"]
            case .fraction:
                ["0.5843311669077693146635445446077281", "0.4156688330922306853364554553922719"]
            }
        }
    }

    let closes: Timestamp
    let gamma: Verdict
    let clob: Verdict
    /// Whether Gamma leaves `umaResolutionStatus` out and still says that orders are accepted.
    var isIrregular = false

    /// What really happened, towards which prices move.
    var truth: Verdict { gamma }
}
