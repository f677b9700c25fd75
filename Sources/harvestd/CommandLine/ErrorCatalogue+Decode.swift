extension ErrorCatalogue {
    /// Payloads that are not what they should be.
    static let decode: [Entry] = [
        entry("E2001", "empty answer", "The body is empty; it is asked for again."),
        entry(
            "E2002", "HTML instead of JSON",
            "A page for people came instead of data: an error page, a block or a captive portal."
                + " It is asked for again. Open the endpoint in a browser on this machine."),
        entry(
            "E2003", "byte order mark",
            "The document starts with a byte order mark, which JSON must not have."),
        entry("E2004", "not JSON", "The document breaks the rules of JSON at the place the message names."),
        entry("E2005", "document cut short", "The document ends in its middle. Nothing of it is used."),
        entry("E2006", "text after the document", "The document goes on after its end."),
        entry("E2007", "document too large", "The document is deeper or longer than allowed."),
        entry(
            "E2008", "bad text",
            "The document holds bytes that are no UTF-8, or escapes that are no characters."),
        entry("E2010", "key missing", missing),
        entry("E2011", "value of another type", missing),
        entry("E2012", "value unreadable", missing),
        entry("E2013", "values contradict", missing),
        entry(
            "E2020", "error in the answer",
            "The service answered 200 with an error inside; it is asked again."),
        entry("E2030", "price out of range", book),
        entry("E2031", "size not positive", book),
        entry("E2032", "price stands twice", book),
        entry("E2033", "size too large", book),
        entry("E2034", "token id of an impossible length", maintained),
        entry("E2035", "tick size out of range", maintained),
        entry("E2036", "too many maintained books", maintained),
        entry("E2037", "maintained books too large", maintained),
    ]

    private static let missing =
        "One element of a page cannot be used. It is counted, kept in ops_rejected with the place"
        + " in the document, and the rest of the page is used."
    private static let book =
        "An order book breaks the rules of order books. The book is kept in ops_rejected and not"
        + " stored as quotes."

    private static let maintained =
        "A book that the stream should keep up to date cannot be kept. It is stale until a snapshot can be"
        + " taken; the other books go on. The message names the bound that was met."

    private static func entry(_ code: String, _ title: String, _ text: String) -> Entry {
        Entry(code, title, text, exit: .badInput)
    }
}
