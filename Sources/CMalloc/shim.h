#pragma once
// Swift's module of the C library leaves out what tunes its allocator.
#include <malloc.h>
