internal import HarvestCore

/// Output that could not be written.
struct OutputError: HarvestFailure {
    let message: String
    let cause: String?
    let remedy: String?

    var code: String { "E4201" }

    var advice: Advice { .stop }
}
