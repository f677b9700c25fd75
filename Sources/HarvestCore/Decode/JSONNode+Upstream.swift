extension JSONNode {
    /// Refuses an object that carries an upstream error instead of data, whatever the HTTP status said.
    ///
    /// `success: false` is an error; so is an `error` beside none of the keys that carry data.
    package func refuseUpstreamError(
        unless dataKeys: [String], in context: DecodeContext
    ) throws(DecodeError) {
        guard kind == .object else { return }
        let isFailure = self["success"]?.boolean == false
        let hasError = self["error"].map { !$0.isNull } ?? false
        guard isFailure || (hasError && dataKeys.allSatisfy { self[$0] == nil }) else { return }
        let text = UpstreamErrorBody.text(in: self) ?? source
        throw context.error(.upstream(String(text.prefix(UpstreamErrorBody.maximumLength))), at: self)
    }
}
