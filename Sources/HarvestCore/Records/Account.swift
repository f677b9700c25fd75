/// An account whose posts XTracker counts. Table `dim_account`.
public struct Account: Record, Hashable {
    /// Account's identifier at XTracker.
    public var id: AccountID
    /// Name by which people address the account, without the at sign.
    public var handle: String
    /// Account's number on its platform.
    public var platformID: String?
    /// `X` or `TRUTH_SOCIAL`.
    public var platform: String
    /// Name shown.
    public var displayName: String?
    /// Address of the picture.
    public var avatarURL: String?
    /// Self-description.
    public var bio: String?
    /// Whether the platform marks the account as verified.
    public var isVerified: Bool?
    /// Posts that XTracker holds of the account.
    public var postCount: Int?
    /// When XTracker last read the platform.
    public var lastSync: Timestamp?
    /// When we first saw the account.
    public var createdAt: Timestamp
    /// When we last saw it change.
    public var updatedAt: Timestamp

    /// Makes a row.
    public init(
        id: AccountID, handle: String, platformID: String?, platform: String, displayName: String?,
        avatarURL: String?, bio: String?, isVerified: Bool?, postCount: Int?, lastSync: Timestamp?,
        createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.handle = handle
        self.platformID = platformID
        self.platform = platform
        self.displayName = displayName
        self.avatarURL = avatarURL
        self.bio = bio
        self.isVerified = isVerified
        self.postCount = postCount
        self.lastSync = lastSync
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(handle)
        row.append(platformID)
        row.append(platform)
        row.append(displayName)
        row.append(avatarURL)
        row.append(bio)
        row.append(isVerified)
        row.append(postCount)
        row.append(lastSync)
        row.append(createdAt)
        row.append(updatedAt)
    }
}

extension Account {
    public static let table = TableSchema(
        name: "dim_account", summary: "An account whose posts XTracker counts.",
        columns: [
            Column("account_id", .text, "Account's identifier at XTracker."),
            Column("handle", .text, "Name by which people address the account, without the at sign."),
            .optional("platform_id", .text, "Account's number on its platform."),
            Column("platform", .text, default: .value(.text("X")), "`X` or `TRUTH_SOCIAL`."),
            .optional("display_name", .text, "Name shown."),
            .optional("avatar_url", .text, "Address of the picture."),
            .optional("bio", .text, "Self-description."),
            .optional("verified", .boolean, "Whether the platform marks the account as verified."),
            .optional("post_count", .bigint, "Posts that XTracker holds of the account."),
            .optional("last_sync", .timestamp, "When XTracker last read the platform."),
            Column("created_at", .timestamp, default: .now, "When we first saw the account."),
            Column("updated_at", .timestamp, default: .now, "When we last saw it change."),
        ],
        primaryKey: ["account_id"], uniques: [["handle"]],
        timeColumn: "updated_at",
        rule: .upsert(
            compared: [
                "handle", "platform_id", "platform", "display_name", "avatar_url", "bio", "verified",
                "post_count", "last_sync",
            ], carried: ["updated_at"]))
}
