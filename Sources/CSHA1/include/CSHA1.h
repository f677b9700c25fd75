#ifndef C_SHA1_H
#define C_SHA1_H

#include <stddef.h>
#include <stdint.h>

// SHA-1's compression function (FIPS 180-4, 6.1.2) by the processor's own instructions, which Swift cannot
// emit. Nothing else: no library is linked, nothing is allocated, padding and the choice of path are Swift's.

// Whether this processor has the instructions. Does not change while a process runs.
int harvest_sha1_is_supported(void);

// Takes `count` blocks of 64 bytes. `states` begins with the five words of the state to go on from. The
// state after each block is written `step` words behind the one before it: 5 keeps all of them one after
// the other, 0 keeps only the last, in the place of the first. Must not be called where the processor
// lacks the instructions.
void harvest_sha1_compress(uint32_t *states, size_t step, const void *blocks, size_t count);

// The same for two messages at once, `count` blocks of each. One message keeps the processor waiting for
// its own previous round most of the time; a second one fills the gaps.
void harvest_sha1_compress_two(uint32_t *first_states, const void *first_blocks, uint32_t *second_states,
                               const void *second_blocks, size_t step, size_t count);

#endif
