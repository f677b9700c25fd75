package import HarvestCore

/// An account as XTracker tells it.
package struct XTrackerUser: Hashable, Sendable {
    /// Identifier at XTracker.
    package var id: AccountID
    /// Name without the at sign.
    package var handle: String
    /// Name shown.
    package var name: String?
    /// `X` or `TRUTH_SOCIAL`; missing in January 2026.
    package var platform: String?
    /// Number on its platform.
    package var platformID: String?
    /// Address of the picture.
    package var avatarURL: String?
    /// Self-description; may be empty.
    package var bio: String?
    /// Whether the platform marks it as verified.
    package var isVerified: Bool?
    /// When XTracker last read the platform.
    package var lastSync: Timestamp?
    /// What went wrong at the last reading.
    package var lastSyncError: String?
    /// Creation at XTracker.
    package var createdAt: Timestamp?
    /// Last change at XTracker.
    package var updatedAt: Timestamp?
    /// Posts that XTracker holds; lists and the user's own answer only.
    package var postCount: Int?
    /// Its windows; lists and the user's own answer only.
    package var trackings: [XTrackerTracking]

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "user",
        always: """
            id handle name platformId createdAt updatedAt
            """,
        sometimes: """
            _count avatarUrl bio config isActive lastSync lastSyncError platform stats trackings tweetData \
            verified
            """)

    /// Reads an account; windows that cannot be read are noted as rejected.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.identifier("id")
        handle = try reader.keyText("handle")
        name = try reader.textIfPresent("name")
        platform = try reader.textIfPresent("platform")
        platformID = try reader.textIfPresent("platformId")
        avatarURL = try reader.textIfPresent("avatarUrl")
        bio = try reader.textIfPresent("bio")
        isVerified = try reader.booleanIfPresent("verified")
        lastSync = try reader.timestampIfPresent("lastSync")
        lastSyncError = reader.nodeIfPresent("lastSyncError").map { $0.text ?? $0.source }
        createdAt = try reader.timestampIfPresent("createdAt")
        updatedAt = try reader.timestampIfPresent("updatedAt")
        postCount = try Self.postCount(of: reader)
        trackings = context.elements(of: try reader.elements("trackings")) { node throws(DecodeError) in
            try XTrackerTracking(node, in: context)
        }
    }

    private static let countKeys = KnownKeys("count", always: "posts", sometimes: "trackings metrics")

    private static func postCount(of reader: ObjectReader) throws(DecodeError) -> Int? {
        guard let counts = reader.nodeIfPresent("_count") else { return nil }
        return try ObjectReader(counts, countKeys, in: reader.context).integerIfPresent("posts")
    }
}
