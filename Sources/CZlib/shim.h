#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro that adds the header's version and size; Swift sees no macros with arguments.
static inline int harvest_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

/// `deflateInit2` is a macro for the same reason.
static inline int harvest_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
