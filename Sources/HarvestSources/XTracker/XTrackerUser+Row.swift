internal import HarvestCore

extension XTrackerUser {
    /// The row of the account.
    func row(capturedAt: Timestamp) -> Account {
        Account(
            id: id, handle: handle, platformID: platformID, platform: platform ?? "X", displayName: name,
            avatarURL: avatarURL, bio: bio, isVerified: isVerified, postCount: postCount, lastSync: lastSync,
            createdAt: capturedAt, updatedAt: capturedAt)
    }
}
