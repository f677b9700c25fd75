#ifndef C_ALLOCATION_COUNT_H
#define C_ALLOCATION_COUNT_H

// The number of heap allocations of this process so far. A program that links this target has its malloc,
// calloc and realloc counted; nothing else about them changes.
long harvest_allocation_count(void);

#endif
