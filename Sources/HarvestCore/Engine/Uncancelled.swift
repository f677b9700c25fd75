/// The one place that starts an unstructured task: for work that must finish although its caller is
/// cancelled.
///
/// It is not loose: the caller awaits it, so it ends before the caller does.
package enum Uncancelled {
    /// Runs `work` to its end whatever happens to the calling task.
    package static func value<Result: Sendable>(
        _ work: @escaping @Sendable () async -> Result
    ) async -> Result {
        await Task { await work() }.value
    }
}
