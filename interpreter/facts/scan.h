/* Scan: bytes of a document, many at a time. Everything here may read up to 64 bytes beyond what it looks at; the
 * session's copy of a document has as many zero bytes behind it.
 *
 * pv_scan_text exists three times: SSE2, NEON, and words of eight bytes for every other machine. PV_SCAN_WORDS chooses
 * the last one, for tests. */
#ifndef PV_FACTS_SCAN_H
#define PV_FACTS_SCAN_H

#include <stdint.h>
#include <string.h>

#if !defined(PV_SCAN_WORDS) && defined(__SSE2__)
#define PV_SCAN_SSE2 1
#include <emmintrin.h>
#elif !defined(PV_SCAN_WORDS) && defined(__aarch64__) && defined(__ARM_NEON) &&                                        \
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define PV_SCAN_NEON 1
#include <arm_neon.h>
#endif

#define PV_EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes, the first one lowest, on every machine. */
static inline uint64_t pv_scan_word(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The first byte that is a quote, a backslash, a control character or not ASCII: whatever does not simply stand for
 * itself in a JSON text. */
static inline const char *pv_scan_text(const char *at) {
#if defined(PV_SCAN_SSE2)
    for (;; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        /* signed: bytes from 0x80 on are below zero */
        __m128i other = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, backslash), other));
        if (found != 0) return at + __builtin_ctz(found);
    }
#elif defined(PV_SCAN_NEON)
    for (;; at += 16) {
        int8x16_t bytes = vld1q_s8((const int8_t *)at);
        uint8x16_t quote = vceqq_s8(bytes, vdupq_n_s8('"'));
        uint8x16_t backslash = vceqq_s8(bytes, vdupq_n_s8('\\'));
        uint8x16_t other = vcltq_s8(bytes, vdupq_n_s8(0x20));
        uint8x16_t each = vorrq_u8(vorrq_u8(quote, backslash), other);
        /* four bits a byte, as NEON has no movemask */
        uint64_t found = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(each), 4)), 0);
        if (found != 0) return at + (__builtin_ctzll(found) >> 2);
    }
#else
    const uint64_t high = PV_EACH_BYTE(0x80), low = PV_EACH_BYTE(0x7f);
    for (;; at += 8) {
        uint64_t bytes = pv_scan_word(at);
        uint64_t quote = bytes ^ PV_EACH_BYTE('"'), backslash = bytes ^ PV_EACH_BYTE('\\');
        /* the high bit of a byte is set where the byte is neither; no sum carries into the next byte */
        uint64_t plain = ((quote & low) + low) & ((backslash & low) + low) & ((bytes & low) + PV_EACH_BYTE(0x60));
        uint64_t found = (~plain | bytes) & high;
        if (found != 0) return at + (__builtin_ctzll(found) >> 3);
    }
#endif
}

/* The first byte that is not white space of JSON. */
static inline const char *pv_scan_blanks(const char *at) {
    while ((unsigned char)*at <= ' ' && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
    return at;
}

#endif
