/// What runs under what: a value that is run by the ``Supervisor``, printed, and compared in tests.
public struct SupervisionTree: Sendable {
    enum Content: Sendable {
        case service(any Service, RestartRule)
        case group([SupervisionTree], GroupOptions)
    }

    /// The three choices of a group.
    public struct GroupOptions: Sendable {
        /// The children are cancelled when this returns.
        public var until: (@Sendable () async -> Void)?
        /// Called when all children have returned, however they did.
        public var onExit: (@Sendable () -> Void)?
        /// Whether the parent's other children are cancelled when this group has ended.
        public var endsParent: Bool

        /// Makes options; by default a group ends when its children do and its end concerns nobody else.
        public init(
            until: (@Sendable () async -> Void)? = nil, onExit: (@Sendable () -> Void)? = nil,
            endsParent: Bool = false
        ) {
            self.until = until
            self.onExit = onExit
            self.endsParent = endsParent
        }
    }

    /// Name, unique among its siblings.
    public let name: String
    /// What it is for, in a few words; printed beside the name.
    public let note: String
    let content: Content

    /// What a service runs under itself, to be shown; nobody but that service runs it.
    private let shown: [SupervisionTree]

    /// What stands under it, in order: the children of a group, or what a service runs under itself.
    package var children: [SupervisionTree] {
        if case .group(let children, _) = content { children } else { shown }
    }

    /// A leaf: one service and its restart rule. `showing` is what that service runs under itself at first,
    /// for print alone.
    public static func service(
        _ name: String, note: String = "", restart: RestartRule = .never,
        showing shown: [SupervisionTree] = [], _ service: any Service
    ) -> SupervisionTree {
        SupervisionTree(name: name, note: note, content: .service(service, restart), shown: shown)
    }

    /// A node: children that run at the same time.
    public static func group(
        _ name: String, note: String = "", options: GroupOptions = GroupOptions(),
        _ children: [SupervisionTree]
    ) -> SupervisionTree {
        SupervisionTree(name: name, note: note, content: .group(children, options), shown: [])
    }
}
