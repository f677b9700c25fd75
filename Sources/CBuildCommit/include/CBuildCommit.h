#ifndef C_BUILD_COMMIT_H
#define C_BUILD_COMMIT_H

// The commit that the program was built from, which only whoever builds it knows: Swift takes no values from
// the build. `unknown` when the build did not say. Lives as long as the program.
const char *harvest_build_commit(void);

#endif
