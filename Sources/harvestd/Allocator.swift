internal import CMalloc

/// How the C library's allocator behaves in this program: it gives back what is not needed any more.
///
/// Left alone it makes an arena for each thread and keeps what each once needed, so a service that parses a
/// few megabytes now and then holds several times what it uses, and the figure wanders for hours.
enum Allocator {
    /// Two arenas. Threads beyond two share them, which costs them a lock and no memory.
    private static let arenas: Int32 = 2
    /// Blocks of this many bytes and more are the kernel's, and go back to it when they are freed. Setting it
    /// also keeps it from growing with what is freed.
    private static let ownMapping: Int32 = 128 * 1_024
    /// Free bytes at the top of the heap above which it shrinks.
    private static let trim: Int32 = 128 * 1_024

    /// To be called before anything else, because threads keep the arenas that they have: until then there is
    /// the main thread and the one that calls. A refusal leaves the default, which is right, only larger.
    static func settle() {
        mallopt(M_ARENA_MAX, arenas)
        mallopt(M_MMAP_THRESHOLD, ownMapping)
        mallopt(M_TRIM_THRESHOLD, trim)
    }
}
