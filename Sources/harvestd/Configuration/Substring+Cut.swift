extension Substring {
    /// What stands before the first such character, and what stands after it when there is one.
    func cut(at separator: Character) -> (before: Substring, after: Substring?) {
        guard let index = firstIndex(of: separator) else { return (self, nil) }
        return (self[..<index], self[self.index(after: index)...])
    }
}
