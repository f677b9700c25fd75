#pragma once
#include <sqlite3.h>
#include <sys/prctl.h>

// Names the calling thread (the one SQLite's calls block). prctl is variadic and pthread_setname_np hides
// behind _GNU_SOURCE, so Swift sees neither.
static inline void harvest_name_thread(const char *name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
}

// SQLITE_TRANSIENT is a cast of -1 to a function pointer, which Swift cannot import.
static inline int harvest_sqlite3_bind_text(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
    return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// The extended codes are expressions with shifts, which Swift does not import.
static const int harvest_sqlite_constraint_unique = SQLITE_CONSTRAINT_UNIQUE;
static const int harvest_sqlite_constraint_primary_key = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int harvest_sqlite_constraint_foreign_key = SQLITE_CONSTRAINT_FOREIGNKEY;
static const int harvest_sqlite_constraint_datatype = SQLITE_CONSTRAINT_DATATYPE;
