internal import HarvestCore

/// `harvestd tree`: what `run` would run, under the present configuration.
enum TreeCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        try await context.withStore { store in
            try await context.withTransport { transport in
                let composition = Composition(
                    context.configuration, store: store, transport: transport, clock: context.clock,
                    events: context.events, seeds: Seeds(root: 0), monitor: context.monitor())
                let tree = Daemon(context, composition).tree(until: {})
                if context.output.isJSON {
                    try context.output.json(json(tree))
                } else {
                    try context.output.line(tree.printed)
                }
                return .success
            }
        }
    }

    private static func json(_ tree: SupervisionTree) -> JSONValue {
        .object([
            "name": .string(tree.name), "note": tree.note.isEmpty ? nil : .string(tree.note),
            "children": .array(tree.children.map(json)),
        ])
    }
}
