/// Why bytes are not one JSON document, and where.
struct JSONProblem: Error {
    /// What was wrong, as the error type tells it.
    let problem: DecodeError.Problem
    /// Offset of the byte at which it showed.
    let offset: Int

    init(_ problem: DecodeError.Problem, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}
