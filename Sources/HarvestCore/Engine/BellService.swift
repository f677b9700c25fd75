/// Does one thing each time its bell rings, one at a time, for as long as it lives.
package struct BellService: Service {
    private let bell: Bell
    private let action: @Sendable () async throws -> Void

    /// Makes a service that waits for `bell`. What `action` throws ends it.
    package init(_ bell: Bell, _ action: @escaping @Sendable () async throws -> Void) {
        self.bell = bell
        self.action = action
    }

    package func run() async throws {
        while true {
            try await bell.heard()
            try await action()
        }
    }
}
