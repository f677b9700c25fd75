internal import HarvestStore

extension ConnectionString {
    /// Parameters that SQLAlchemy and its drivers take and libpq does not. Only names of this list are ever
    /// told: any other text may be a piece of a password that was not encoded.
    private static let foreignParameters = [
        "async_fallback", "command_timeout", "direct_tls", "echo", "executemany_mode",
        "max_cacheable_statement_size",
        "max_cached_statement_lifetime", "max_overflow", "max_size", "min_size", "pool_pre_ping",
        "pool_recycle",
        "pool_size", "pool_timeout", "prepare_threshold", "prepared_statement_cache_size",
        "prepared_statement_name_func", "server_settings", "statement_cache_size", "timeout",
    ]

    /// What libpq has against it; `nil` when nothing. Shows nothing of the address but a parameter's name.
    var complaint: SettingKind.Complaint? {
        do {
            _ = try PostgresURL(reveal())
            return nil
        } catch {
            if let name = Self.foreignParameters.first(where: parameterNames.contains) {
                return SettingKind.Complaint(
                    what: "its parameter \(name) is one of SQLAlchemy or its drivers, not of PostgreSQL",
                    hint: "take \(name) out of the address")
            }
            return SettingKind.Complaint(
                what: "PostgreSQL's library cannot read this address (the value is not shown)",
                hint: "look for unknown parameters after the question mark, and percent-encode special"
                    + " characters")
        }
    }
}
