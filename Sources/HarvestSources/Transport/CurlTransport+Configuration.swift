extension CurlTransport {
    /// What can be set. That peers are verified is not among it.
    public struct Configuration: Hashable, Sendable {
        /// Sent as `User-Agent`; XTracker refuses what does not look like a browser.
        public var userAgent = "Mozilla/5.0 (compatible; harvestd)"
        /// The most connections to one host, each with one request at a time; default 4.
        public var connectionsPerHost = 4
        /// The most connections to all hosts; default 16.
        public var connections = 16
        /// The most requests that were made and not answered; more fail with `queueFull`. Default 2,048.
        public var capacity = 2_048
        /// A PEM file with authorities to trust beside the system's; `nil` for none.
        public var certificateFile: String?

        /// Starts with the defaults.
        public init() {}

        /// The user agent of a version of the daemon.
        public static func userAgent(version: String) -> String {
            "Mozilla/5.0 (compatible; harvestd/\(version))"
        }
    }
}
