#include "CSHA1.h"

// A lane is one message on its way through the instructions. Each architecture defines the lane and how it
// begins a block, takes four rounds and ends a block; the order of the rounds is the same for all. The
// standard has four kinds of rounds, twenty of each: `quarter`, from 0, says which.
#define TWENTY_ROUNDS(rounds, i, quarter)                                                                \
    rounds(i, quarter);                                                                                  \
    rounds((i) + 1, quarter);                                                                            \
    rounds((i) + 2, quarter);                                                                            \
    rounds((i) + 3, quarter);                                                                            \
    rounds((i) + 4, quarter)

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define HARVEST_SHA1 __attribute__((target("sha,sse4.1,ssse3")))

int harvest_sha1_is_supported(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

typedef struct {
    // The state with a in the highest lane, and e alone in the highest lane.
    __m128i abcd, e;
    // The state four rounds ago: its a, rotated, is the e of now.
    __m128i before;
    // What the block began with.
    __m128i abcd_start, e_start;
    // The last sixteen words of the schedule, the first of four in the highest lane.
    __m128i w[4];
} lane;

HARVEST_SHA1 static inline __attribute__((always_inline)) void load(lane *l, const uint32_t *state) {
    l->abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1B);
    l->e = _mm_set_epi32((int)state[4], 0, 0, 0);
}

HARVEST_SHA1 static inline __attribute__((always_inline)) void store(const lane *l, uint32_t *state) {
    _mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(l->abcd, 0x1B));
    state[4] = (uint32_t)_mm_extract_epi32(l->e, 3);
}

// Replaces the four oldest words of the schedule by the next four.
HARVEST_SHA1 static inline __attribute__((always_inline)) void extend(lane *l, int i) {
    const __m128i early = _mm_sha1msg1_epu32(l->w[i & 3], l->w[(i + 1) & 3]);
    l->w[i & 3] = _mm_sha1msg2_epu32(_mm_xor_si128(early, l->w[(i + 2) & 3]), l->w[(i + 3) & 3]);
}

// Reads a block and takes its first four rounds, the only ones with e as it is.
HARVEST_SHA1 static inline __attribute__((always_inline)) void begin(lane *l, const void *block) {
    const __m128i reversed = _mm_set_epi64x(0x0001020304050607, 0x08090A0B0C0D0E0F);
    for (int i = 0; i < 4; i += 1)
        l->w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)block + i), reversed);
    l->before = l->abcd_start = l->abcd;
    l->e_start = l->e;
    l->abcd = _mm_sha1rnds4_epu32(l->abcd, _mm_add_epi32(l->w[0], l->e), 0);
    extend(l, 0);
}

#define FOUR_ROUNDS(l, i, quarter)                                                                       \
    do {                                                                                                 \
        const __m128i words = _mm_sha1nexte_epu32((l)->before, (l)->w[(i) & 3]);                         \
        (l)->before = (l)->abcd;                                                                         \
        (l)->abcd = _mm_sha1rnds4_epu32((l)->abcd, words, quarter);                                      \
        extend(l, i);                                                                                    \
    } while (0)

HARVEST_SHA1 static inline __attribute__((always_inline)) void end(lane *l) {
    l->e = _mm_sha1nexte_epu32(l->before, l->e_start);
    l->abcd = _mm_add_epi32(l->abcd, l->abcd_start);
}

#elif defined(__aarch64__)

#include <arm_neon.h>
#if defined(__linux__)
#include <sys/auxv.h>
#endif

#if defined(__clang__)
#define HARVEST_SHA1 __attribute__((target("sha2")))
#else
#define HARVEST_SHA1 __attribute__((target("+crypto")))
#endif

int harvest_sha1_is_supported(void) {
#if defined(__APPLE__) || defined(__ARM_FEATURE_CRYPTO)
    return 1;
#elif defined(__linux__)
    // HWCAP_SHA1 in the kernel's list of capabilities for arm64.
    return (getauxval(AT_HWCAP) & (1UL << 5)) != 0;
#else
    return 0;
#endif
}

typedef struct {
    uint32x4_t abcd, abcd_start;
    uint32_t e, e_start;
    // The last sixteen words of the schedule.
    uint32x4_t w[4];
} lane;

HARVEST_SHA1 static inline __attribute__((always_inline)) void load(lane *l, const uint32_t *state) {
    l->abcd = vld1q_u32(state);
    l->e = state[4];
}

HARVEST_SHA1 static inline __attribute__((always_inline)) void store(const lane *l, uint32_t *state) {
    vst1q_u32(state, l->abcd);
    state[4] = l->e;
}

// Replaces the four oldest words of the schedule by the next four.
HARVEST_SHA1 static inline __attribute__((always_inline)) void extend(lane *l, int i) {
    const uint32x4_t early = vsha1su0q_u32(l->w[i & 3], l->w[(i + 1) & 3], l->w[(i + 2) & 3]);
    l->w[i & 3] = vsha1su1q_u32(early, l->w[(i + 3) & 3]);
}

HARVEST_SHA1 static inline __attribute__((always_inline)) void four_rounds(lane *l, int i, int quarter) {
    static const uint32_t constants[4] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
    const uint32_t next = vsha1h_u32(vgetq_lane_u32(l->abcd, 0));
    const uint32x4_t words = vaddq_u32(l->w[i & 3], vdupq_n_u32(constants[quarter]));
    if (quarter == 0) l->abcd = vsha1cq_u32(l->abcd, l->e, words);
    else if (quarter == 2) l->abcd = vsha1mq_u32(l->abcd, l->e, words);
    else l->abcd = vsha1pq_u32(l->abcd, l->e, words);
    l->e = next;
    extend(l, i);
}
#define FOUR_ROUNDS(l, i, quarter) four_rounds(l, i, quarter)

// Reads a block and takes its first four rounds.
HARVEST_SHA1 static inline __attribute__((always_inline)) void begin(lane *l, const void *block) {
    for (int i = 0; i < 4; i += 1)
        l->w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8((const uint8_t *)block + 16 * i)));
    l->abcd_start = l->abcd;
    l->e_start = l->e;
    four_rounds(l, 0, 0);
}

HARVEST_SHA1 static inline __attribute__((always_inline)) void end(lane *l) {
    l->abcd = vaddq_u32(l->abcd, l->abcd_start);
    l->e += l->e_start;
}

#endif

#if defined(HARVEST_SHA1)

#define ONE(i, quarter) FOUR_ROUNDS(&a, i, quarter)
#define TWO(i, quarter)                                                                                  \
    FOUR_ROUNDS(&a, i, quarter);                                                                         \
    FOUR_ROUNDS(&b, i, quarter)

#define REMAINING_ROUNDS(rounds)                                                                         \
    rounds(1, 0);                                                                                        \
    rounds(2, 0);                                                                                        \
    rounds(3, 0);                                                                                        \
    rounds(4, 0);                                                                                        \
    TWENTY_ROUNDS(rounds, 5, 1);                                                                         \
    TWENTY_ROUNDS(rounds, 10, 2);                                                                        \
    TWENTY_ROUNDS(rounds, 15, 3)

HARVEST_SHA1 void harvest_sha1_compress(uint32_t *states, size_t step, const void *blocks, size_t count) {
    const uint8_t *block = blocks;
    lane a;
    load(&a, states);
    for (; count > 0; count -= 1, block += 64) {
        begin(&a, block);
        REMAINING_ROUNDS(ONE);
        end(&a);
        states += step;
        store(&a, states);
    }
}

HARVEST_SHA1 void harvest_sha1_compress_two(uint32_t *first_states, const void *first_blocks,
                                            uint32_t *second_states, const void *second_blocks, size_t step,
                                            size_t count) {
    const uint8_t *first = first_blocks, *second = second_blocks;
    lane a, b;
    load(&a, first_states);
    load(&b, second_states);
    for (; count > 0; count -= 1, first += 64, second += 64) {
        begin(&a, first);
        begin(&b, second);
        REMAINING_ROUNDS(TWO);
        end(&a);
        end(&b);
        first_states += step;
        second_states += step;
        store(&a, first_states);
        store(&b, second_states);
    }
}

#else

// Without instructions for it nobody calls the rest; it is there so that the program links.
int harvest_sha1_is_supported(void) { return 0; }

void harvest_sha1_compress(uint32_t *states, size_t step, const void *blocks, size_t count) {
    (void)states, (void)step, (void)blocks, (void)count;
}

void harvest_sha1_compress_two(uint32_t *first_states, const void *first_blocks, uint32_t *second_states,
                               const void *second_blocks, size_t step, size_t count) {
    (void)first_states, (void)first_blocks, (void)second_states, (void)second_blocks, (void)step, (void)count;
}

#endif
