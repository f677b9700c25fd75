public import HarvestCore

/// One thing that every store must do: a name for the report and the proof.
///
/// Cases go into `@Test(arguments: StoreConformance.cases)`; each is given a store of its own that was
/// migrated and is empty, and throws `StoreConformanceFailure` when the store does something else.
public struct StoreConformanceCase: Sendable, CustomStringConvertible {
    /// What is proven, as a sentence in camel case.
    public let name: String
    private let body: @Sendable (StoreUnderTest) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (StoreUnderTest) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// The name.
    public var description: String { name }

    /// Runs the proof on a migrated, empty store whose clock is `clock`.
    public func run(on store: any Store, clock: ManualClock) async throws {
        try await body(StoreUnderTest(store: store, clock: clock))
    }
}
