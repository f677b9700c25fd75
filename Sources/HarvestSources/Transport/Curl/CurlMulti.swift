internal import CCurl
internal import HarvestCore

/// Many transfers on one thread: the door to libcurl's multi handle.
///
/// Proof for @unchecked Sendable: all methods but `wake` are called on the loop's thread only, and `wake`
/// calls `curl_multi_wakeup`, which libcurl allows from any thread while the handle lives. The mailbox wakes
/// and lets go of its reference under one lock, and whoever holds the last reference closes the handle, so it
/// is never closed during a wake or while the loop uses it.
final class CurlMulti: @unchecked Sendable {
    private let multi: UnsafeMutableRawPointer

    /// Opens a handle; `nil` when libcurl has no memory or descriptors for it.
    init?(_ configuration: CurlTransport.Configuration) {
        guard CurlLibrary.isReady, let multi = curl_multi_init() else { return nil }
        self.multi = multi
        let options: [(CURLMoption, Int)] = [
            (CURLMOPT_MAX_HOST_CONNECTIONS, configuration.connectionsPerHost),
            (CURLMOPT_MAX_TOTAL_CONNECTIONS, configuration.connections),
            (CURLMOPT_MAXCONNECTS, configuration.connections),
            // One transfer on a connection at a time, also over HTTP/2: where several share one, libcurl 7.88
            // leaves transfers waiting for data that has come already.
            (CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING)),
        ]
        for (option, value) in options {
            guard harvest_multi_set_long(multi, option, value) == CURLM_OK else {
                curl_multi_cleanup(multi)
                return nil
            }
        }
    }

    deinit { curl_multi_cleanup(multi) }

    /// Ends the loop's sleep, or its next one. Callable from any thread.
    func wake() { curl_multi_wakeup(multi) }

    /// Starts a transfer.
    func add(_ handle: CurlHandle) -> Bool { curl_multi_add_handle(multi, handle.easy) == CURLM_OK }

    /// Ends a transfer, wherever it is; a connection in the middle of an answer is closed.
    func remove(_ handle: CurlHandle) { curl_multi_remove_handle(multi, handle.easy) }

    /// Does what can be done without waiting; false when libcurl itself failed.
    func perform() -> Bool {
        var running: Int32 = 0
        return curl_multi_perform(multi, &running) == CURLM_OK
    }

    /// Sleeps until a socket is ready, somebody wakes it, or the time is over; false when libcurl failed.
    func poll(atMost limit: Duration) -> Bool {
        let milliseconds = Int32(clamping: max(0, limit.milliseconds + 1))
        return curl_multi_poll(multi, nil, 0, milliseconds, nil) == CURLM_OK
    }

    /// The next transfer that ended, with libcurl's result; `nil` when there is none.
    func nextEnded() -> (id: UInt64, code: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
                continue
            }
            return (CurlHandle.id(of: easy), message.pointee.data.result)
        }
        return nil
    }
}
