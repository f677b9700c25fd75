internal import Glibc

/// One connection through a proxy, from its first byte to whatever ends it. It blocks its thread.
struct ProxyRelay {
    /// Whether the connection goes on after some bytes.
    private enum Course {
        case goesOn, ends
    }

    private let faults: ProxyFaults
    private let port: Int
    private var answered = 0
    private var generation = 0
    private var isSilent = false
    private var isHalfClosed = false
    private var cutsAtAnswer = false

    init(_ faults: ProxyFaults, to port: Int) {
        self.faults = faults
        self.port = port
    }

    /// Passes bytes on in both directions until one side ends or a fault does.
    func play(_ connection: LoopbackConnection) throws {
        var relay = self
        try relay.pass(connection)
    }

    private mutating func pass(_ client: LoopbackConnection) throws {
        if faults.strike({ $0 == .turnedAway }) != nil { return }
        let server = try Self.connect(to: port)
        defer { close(server) }
        var watched = [client.socket, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&watched, 2, -1) > 0 {
            if watched[0].revents != 0 {
                let bytes = Self.read(client.socket)
                if bytes.isEmpty || takeCommit(bytes, to: server) == .ends { return }
            }
            if watched[1].revents != 0 {
                let bytes = Self.read(server)
                if bytes.isEmpty || cutsAtAnswer { return }
                if try takeAnswer(bytes, to: client) == .ends { return }
            }
        }
    }

    /// Passes on what the client says, with an eye on COMMIT.
    private mutating func takeCommit(_ bytes: [UInt8], to server: Int32) -> Course {
        if isSilent || isHalfClosed { return .goesOn }
        if Self.isCommit(bytes) {
            let fault = faults.strike { if case .commitCut = $0 { true } else { false } }
            if case .commitCut(let isDone, let count)? = fault {
                faults.turnAway(count)
                guard isDone else {
                    Self.hangUp(server)
                    return .ends
                }
                cutsAtAnswer = true
            }
        }
        Self.write(bytes, to: server)
        return .goesOn
    }

    private mutating func takeAnswer(_ bytes: [UInt8], to client: LoopbackConnection) throws -> Course {
        let (present, generation) = faults.present
        if generation != self.generation { (self.generation, answered) = (generation, 0) }
        defer { answered += bytes.count }
        if isSilent || isHalfClosed { return .goesOn }
        for case .latency(let length, let jitter) in present {
            try client.pause(length + faults.jitter(upTo: jitter))
        }
        if let (fault, place) = ending(of: present, within: bytes.count) {
            try client.send(Array(bytes.prefix(place)))
            return try strike(fault, client)
        }
        try send(bytes, to: client, present)
        return .goesOn
    }

    /// The first fault that ends the answer within the next bytes, and after how many of them.
    private func ending(of present: [ProxyFault], within count: Int) -> (ProxyFault, Int)? {
        for fault in present {
            switch fault {
            case .resetAfter(let bytes), .closeAfter(let bytes), .halfCloseAfter(let bytes),
                .silenceAfter(let bytes):
                let place = max(bytes - answered, 0)
                if place < count, faults.strike({ $0 == fault }) != nil { return (fault, place) }
            default: continue
            }
        }
        return nil
    }

    private mutating func strike(_ fault: ProxyFault, _ client: LoopbackConnection) throws -> Course {
        switch fault {
        case .resetAfter: try client.reset()
        case .halfCloseAfter:
            shutdown(client.socket, Int32(SHUT_WR))
            isHalfClosed = true
            return .goesOn
        case .silenceAfter:
            isSilent = true
            return .goesOn
        default: break
        }
        return .ends
    }

    private func send(_ bytes: [UInt8], to client: LoopbackConnection, _ present: [ProxyFault]) throws {
        var rate: Int?
        for case .bandwidth(let bytesPerSecond) in present { rate = max(bytesPerSecond, 20) }
        guard let rate else { return try client.send(bytes) }
        // A twentieth of a second's bytes at a time.
        for start in stride(from: 0, to: bytes.count, by: rate / 20) {
            try client.send(Array(bytes[start..<min(start + rate / 20, bytes.count)]))
            try client.pause(.milliseconds(50))
        }
    }

    /// Ends a connection and waits until the server has undone its transaction.
    private static func hangUp(_ server: Int32) {
        shutdown(server, Int32(SHUT_WR))
        while !read(server).isEmpty {}
    }

    /// A simple query whose text is COMMIT, with nothing around it.
    private static func isCommit(_ bytes: [UInt8]) -> Bool {
        bytes == Array("Q".utf8) + [0, 0, 0, 11] + Array("COMMIT".utf8) + [0]
    }

    private static func connect(to port: Int) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw LoopbackEnd.system("socket \(errno)") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(socket)
            throw LoopbackEnd.gone
        }
        return socket
    }

    private static func read(_ descriptor: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        return Array(buffer.prefix(max(count, 0)))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
