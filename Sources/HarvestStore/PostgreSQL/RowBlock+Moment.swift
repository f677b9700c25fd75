internal import HarvestCore

extension RowBlock {
    /// The value of the table's partition column in a row.
    func moment(ofRow row: Int) -> Timestamp? {
        guard let name = table.partitionColumn, let place = columns.firstIndex(where: { $0.name == name }),
            case .timestamp(let moment) = values[row * columns.count + place]
        else { return nil }
        return moment
    }
}
