/// The few calls that change the journal's files, so that a test can let any of them fail.
///
/// As in the kernel, a negative result is the error's number.
protocol JournalDisk: Sendable {
    /// Makes a file that is not there and opens it for writing; gives the descriptor.
    func create(_ path: String) -> Int

    /// Opens a file that is there for writing at its end; gives the descriptor.
    func open(_ path: String) -> Int

    /// Writes some of the bytes, at the end of the file; gives their number.
    func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int

    /// Makes what was written durable.
    func sync(_ descriptor: Int32) -> Int

    /// Cuts the file.
    func truncate(_ descriptor: Int32, to size: Int) -> Int

    /// Closes the file. What matters was synced before, so there is nothing to answer.
    func close(_ descriptor: Int32)

    /// Makes the names in a directory durable.
    func syncDirectory(_ path: String) -> Int

    /// Gives a file another name, in place of the file that has it.
    func rename(_ path: String, to other: String) -> Int

    /// Deletes a file; that it is gone already is no failure.
    func remove(_ path: String) -> Int

    /// The space of a directory's file system; `nil` when the system does not say.
    func space(of directory: String) -> JournalSpace?
}
