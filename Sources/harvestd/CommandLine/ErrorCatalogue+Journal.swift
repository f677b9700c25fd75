extension ErrorCatalogue {
    /// The journal on disk.
    static let journal: [Entry] = [
        Entry(
            "E3501", "journal locked",
            "Another process writes this journal. End it, or give this one its own --data-dir.",
            exit: .locked),
        Entry(
            "E3502", "journal full",
            "The disk is down to its reserve, or the journal has reached its bound with records the store"
                + " does not have yet. Bring the database back or free space on the disk; taking in waits and"
                + " goes on by itself when there is room.",
            exit: .cannotCreate),
        Entry(
            "E3503", "journal disk error",
            "A write or sync failed, and so did the same in another file. See the kernel's log: dmesg.",
            exit: .failure),
        Entry(
            "E3504", "journal directory unusable",
            "The directory cannot be made, read or written. Name one on a local disk: --data-dir DIR.",
            exit: .cannotCreate),
        Entry(
            "E3505", "record too large for the journal",
            "A body over 160 MiB, a header over 64 KiB or an impossible time. The record is left out.",
            exit: .badInput),
    ]
}
