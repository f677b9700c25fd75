/// The one place that starts an unstructured task: for work that must finish although its caller is
/// cancelled.
///
/// It is not loose: the caller awaits it, so it ends before the caller does.
package enum Uncancelled {
    /// Runs `work` to its end whatever happens to the calling task.
    package static func value<Result: Sendable>(
        _ work: @escaping @Sendable () async -> Result
    ) async -> Result {
        // Unlike a child, such a task does not prefer its caller's executor by itself. Whoever runs a whole
        // engine on an executor of their own, as the simulation does, means all of it.
        let executor = withUnsafeCurrentTask { $0?.unownedTaskExecutor?.asTaskExecutor() }
        return await Task(executorPreference: executor) { await work() }.value
    }
}
