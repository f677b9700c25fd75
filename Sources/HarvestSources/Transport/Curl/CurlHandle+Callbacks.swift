internal import CCurl
internal import Glibc

// libcurl calls these on the loop's thread, from within `perform`. The context is the transfer, which is
// alive then: see CurlHandle. They are written as constants without captures, so that C can call them.
extension CurlHandle {
    /// Makes sockets that programs started by this one do not inherit: those would keep connections open.
    static let openSocket:
        @convention(c) (UnsafeMutableRawPointer?, curlsocktype, UnsafeMutablePointer<curl_sockaddr>?)
            -> curl_socket_t = { _, _, address in
                guard let address = address?.pointee else { return CURL_SOCKET_BAD }
                return socket(
                    address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
            }

    static let willSend:
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?, Int32, Int32
        ) -> Int32 = { context, _, _, _, _ in
            transfer(context)?.noteSent()
            return CURL_PREREQFUNC_OK
        }

    static let didReceiveHeader:
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            text, size, count, context in
            guard let transfer = transfer(context) else { return 0 }
            return bytes(text, size * count) { transfer.receive(header: $0) }
                ? size * count : refusal(size * count)
        }

    static let didReceiveBody:
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            text, size, count, context in
            guard let transfer = transfer(context) else { return 0 }
            return bytes(text, size * count) { transfer.receive(body: $0) }
                ? size * count : refusal(size * count)
        }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func bytes(
        _ text: UnsafeMutablePointer<CChar>?, _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        guard let text else { return true }
        return text.withMemoryRebound(to: UInt8.self, capacity: count) { start in
            body(UnsafeBufferPointer(start: start, count: count))
        }
    }

    // Any number but the one that was given ends the transfer.
    private static func refusal(_ count: Int) -> Int { count == 0 ? 1 : 0 }
}
