internal import CLibpq

/// Bulk input by COPY … FROM STDIN.
extension PostgresConnection {
    /// Runs a COPY and gives it the pieces that `next` makes until there is none. Throws `PostgresFault`.
    func copy(_ sql: String, from next: () -> [UInt8]?) throws {
        try checkInterruption()
        guard PQsendQuery(handle, sql) == 1, try lastResult().isCopy else { throw lost() }
        while let piece = next() {
            try put(piece)
            try flush()
        }
        guard PQputCopyEnd(handle, nil) == 1 else { throw lost() }
        _ = try lastResult()
    }

    private func put(_ piece: [UInt8]) throws {
        let answer = piece.withUnsafeBytes { bytes in
            PQputCopyData(handle, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
        }
        guard answer == 1 else { throw lost() }
    }
}
