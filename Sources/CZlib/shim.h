#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro that adds the header's version and size; Swift sees no macros with arguments.
static inline int harvest_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}
