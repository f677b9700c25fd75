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

    /// Segments that nobody needs any more were deleted.
    static func journalTrimmed(_ trim: JournalTrim) -> Self {
        EngineEvent(
            "JournalTrimmed", level: .info,
            ["segments": .integer(trim.segments), "bytes": .integer(trim.bytes)])
    }
}
