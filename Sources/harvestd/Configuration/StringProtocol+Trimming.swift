extension StringProtocol {
    /// The text without the characters at both ends for which `isDropped` holds.
    func trimming(while isDropped: (Character) -> Bool) -> SubSequence {
        let start = drop(while: isDropped)
        guard let last = start.lastIndex(where: { !isDropped($0) }) else { return start[start.endIndex...] }
        return start[...last]
    }

    /// The text without blanks and tabs at both ends.
    var withoutOuterBlanks: SubSequence { trimming { $0 == " " || $0 == "\t" } }
}
