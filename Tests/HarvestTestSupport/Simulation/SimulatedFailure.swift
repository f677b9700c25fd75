internal import HarvestCore

/// What the simulated store and a simulated bug say.
enum SimulatedFailure: String, HarvestFailure {
    /// The store failed this once.
    case passing
    /// The store has stored everything and cannot say so.
    case answerLost
    /// The store is away.
    case away
    /// The store is gone for good.
    case lost
    /// A collector met a bug.
    case bug

    var code: String { "simulated" }

    var message: String { rawValue }

    var advice: Advice {
        switch self {
        case .passing, .answerLost, .away: .retry(after: nil)
        case .lost: .stop
        case .bug: .skip
        }
    }
}
