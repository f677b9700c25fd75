extension MetricTable {
    static let cpu = MetricDefinition(
        "process_cpu_seconds_total", .counter, "Processor time in user and system mode")
    static let resident = MetricDefinition(
        "process_resident_memory_bytes", .gauge, "Memory that is in RAM")
    static let virtual = MetricDefinition(
        "process_virtual_memory_bytes", .gauge, "Size of the address space")
    static let started = MetricDefinition(
        "process_start_time_seconds", .gauge, "When the process started, since 1970")
    static let openFiles = MetricDefinition("process_open_fds", .gauge, "Open file descriptors")
    static let mostFiles = MetricDefinition(
        "process_max_fds", .gauge, "File descriptors that may be open")
    static let threads = MetricDefinition("process_threads", .gauge, "Threads of the process")

    /// What /proc says of the process, by the names that Prometheus' own clients use.
    static let process = [cpu, resident, virtual, started, openFiles, mostFiles, threads]
}
