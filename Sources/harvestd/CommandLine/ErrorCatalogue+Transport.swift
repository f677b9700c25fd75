extension ErrorCatalogue {
    /// Requests that brought no answer.
    static let transport: [Entry] = [
        entry(
            1, "name not resolved",
            "DNS gave no address for the host. It is tried again. Check the host's name in the"
                + " configuration and this machine's resolver: getent hosts NAME."),
        entry(
            2, "connection refused",
            "Nobody listens at the address, or no way leads there. It is tried again. Check the"
                + " address, proxy and firewall; for a simulator, that it still runs."),
        entry(3, "no connection in time", "It is tried again. Check the network, proxy and firewall."),
        entry(
            4, "TLS handshake failed",
            "It is tried again. A proxy that inspects traffic, or a server without TLS 1.2, is the"
                + " usual reason."
        ),
        entry(
            5, "certificate not valid now",
            "The dates of the server's certificate do not cover this moment. Check this machine's clock first"
                + " (timedatectl); else wait for the owner."),
        entry(
            6, "certificate for another host",
            "The server proved to be somebody else. Check the address; something may stand in between."),
        entry(
            7, "certificate not trusted",
            "The certificate leads to no authority this machine trusts. Install ca-certificates,"
                + " or add your own authority. Checks cannot be turned off."),
        entry(8, "no answer began in time", "The service may be busy; it is tried again."),
        entry(9, "no whole answer in time", "The service may be busy; it is tried again."),
        entry(10, "answer too slow", "The answer came more slowly than allowed; it is tried again."),
        entry(11, "connection broke", "It is tried again; nothing was taken from the broken answer."),
        entry(
            12, "answer cut short",
            "The body is shorter than announced or its compression has no end. Nothing of it is"
                + " used; it is tried again."),
        entry(
            13, "answer too long",
            "More bytes came than an answer may have; the item is skipped. See where the"
                + " address leads."),
        entry(14, "answer inflates to too much", "The item is skipped. See where the address leads."),
        entry(15, "answer inflates like a bomb", "The item is skipped. See where the address leads."),
        entry(16, "answer does not inflate", "Its compression is damaged; it is tried again."),
        entry(
            17, "unknown content coding",
            "The answer is coded in a way that was not asked for; it is skipped."),
        entry(18, "too many header fields", "The item is skipped. See where the address leads."),
        entry(19, "not HTTP", "What came is not HTTP. See where the address leads."),
        entry(
            20, "redirect not followed",
            "A redirect led to another host, or there were too many. Check the address in the"
                + " configuration."),
        entry(
            21, "address unusable", "The address is none, or not one that may be asked.", exit: .configuration
        ),
        entry(
            22, "header field unusable", "A header field holds bytes that cannot be sent.",
            exit: .configuration),
        entry(
            23, "certificate file unreadable",
            "A file of certificates named in the configuration cannot be read.",
            exit: .configuration),
        entry(24, "too many requests wait", "The queue of requests is full; it is tried again later."),
        entry(
            25, "transport does not run",
            "A request was made before the start or after the end of the transport."),
        entry(26, "request given up at the end", "The program was stopping while the request was under way."),
        entry(
            27, "libcurl failed",
            "The library that carries the requests failed. Report it with the whole line."),
    ]

    /// Answers of upstream services that are refusals or lies.
    static let upstream: [Entry] = [
        Entry(
            "E1200", "request refused", "The service refused the request as wrong; the item is skipped.",
            exit: .unavailable),
        Entry(
            "E1203", "access refused",
            "The service refused this machine (401 or 403): a block by country, address or bot"
                + " protection. It is tried again later; if it stays, run from another network.",
            exit: .unavailable),
        Entry("E1204", "not found", "The service knows no such item; it is skipped.", exit: .unavailable),
        Entry(
            "E1205", "account unknown", "XTracker counts no account of this name. Check the spelling.",
            exit: .unavailable),
        Entry(
            "E1210", "page clamped",
            "The service gave fewer rows than asked while more exist, so paging on would leave a"
                + " hole. The run stops and stores nothing of the list.", exit: .unavailable),
        Entry(
            "E1211", "page repeated", "The service gave a page a second time; the run stops before it loops.",
            exit: .unavailable),
        Entry(
            "E1212", "cursor echoed",
            "The service gave back the cursor it was sent; the run stops before it loops.",
            exit: .unavailable),
        Entry(
            "E1213", "page cap reached", "The list did not end within the pages allowed; the run stops.",
            exit: .unavailable),
        Entry(
            "E1214", "empty pages", "Page after page came empty and named a next one; the run stops.",
            exit: .unavailable),
        Entry(
            "E1229", "too many requests",
            "The service answered 429. It is tried again after the time it names. Lower the rate"
                + " of this service in the configuration if it happens often.", exit: .unavailable),
        Entry(
            "E1250", "service in trouble",
            "The service answered with an error of its own (5xx); it is tried again.",
            exit: .unavailable),
    ]

    private static func entry(
        _ number: Int, _ title: String, _ text: String, exit exitCode: ExitCode = .unavailable
    ) -> Entry {
        Entry("E\(1_100 + number)", title, text, exit: exitCode)
    }
}
