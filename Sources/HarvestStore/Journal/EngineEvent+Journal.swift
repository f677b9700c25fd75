internal import HarvestCore

extension EngineEvent {
    /// An open cut what a killed process or a power cut left behind the last whole record.
    static func journalTailCut(_ segment: String, bytes: Int) -> Self {
        EngineEvent(
            "JournalTailCut", level: .warning, ["segment": .text(segment), "bytes": .integer(bytes)])
    }

    /// A disk error ended a segment before its time; the journal goes on in another.
    static func journalSegmentSealed(_ segment: String, because fault: DiskFault) -> Self {
        EngineEvent(
            "JournalSegmentSealed", level: .error,
            ["segment": .text(segment), "err": .text(fault.cause)])
    }

    /// The journal began to refuse records.
    static func journalRefusedRecord(because error: JournalError) -> Self {
        EngineEvent("JournalRefusedRecord", level: .error, ["err": .text(error.description)])
    }

    /// The journal takes records again.
    static func journalResumed(at sequence: UInt64) -> Self {
        EngineEvent("JournalResumed", level: .notice, ["seq": .integer(Int(clamping: sequence))])
    }

    /// How far the store has come could not be written down; the next look does it again.
    static func journalMarkFailed(because fault: DiskFault) -> Self {
        EngineEvent("JournalMarkFailed", level: .warning, ["err": .text(fault.cause)])
    }

    /// Somebody else deleted a segment.
    static func journalSegmentMissing(_ segment: String) -> Self {
        EngineEvent("JournalSegmentMissing", level: .warning, ["segment": .text(segment)])
    }

    /// Segments that nobody needs any more were deleted.
    static func journalTrimmed(_ trim: JournalTrim) -> Self {
        EngineEvent(
            "JournalTrimmed", level: .info,
            ["segments": .integer(trim.segments), "bytes": .integer(trim.bytes)])
    }
}
