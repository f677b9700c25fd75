#include "CBuildCommit.h"

const char *harvest_build_commit(void) { return HARVEST_COMMIT; }
