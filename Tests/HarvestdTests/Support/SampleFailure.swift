import HarvestCore

/// A failure made to order.
struct SampleFailure: HarvestFailure {
    var code = "E1103"
    var message = "clob: no connection"
    var cause: String? = "timed out after 10 s"
    var advice = Advice.retry(after: nil)
    var remedy: String? = "check the network"
}
