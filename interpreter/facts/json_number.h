/* Numbers as JSON writes them (RFC 8259 section 6), read eight digits at a time, and what they mean as exact decimals.
 */
#ifndef PV_FACTS_JSON_NUMBER_H
#define PV_FACTS_JSON_NUMBER_H

#include "facts/scan.h"
#include "values/number.h"

enum {
    PV_JSON_PLACES = 18,        /* of a pv_number */
    PV_JSON_SIMPLE_DIGITS = 18, /* fit a word, and a pv_number on either side of the point */
    PV_JSON_BINARY_PLACES = 117 /* of a double, from 10^-19 on */
};

/* 10^15: every decimal of 15 digits survives a double. */
#define PV_JSON_EXACT_END UINT64_C(1000000000000000)

/* 10^0 to 10^18. */
static const uint64_t pv_json_powers[] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
};

typedef struct pv_json_number {
    proviso_text text;    /* as written */
    uint64_t coefficient; /* of all its digits; means something where it is simple */
    unsigned places;      /* digits behind the point, where it is simple */
    bool negative;
    bool simple; /* no exponent, at most 18 digits */
} pv_json_number;

/* The value of eight bytes 0 to 9, the first digit lowest: pairs, then fours, then all (after Lemire). */
static inline uint64_t pv_json_eight_digits(uint64_t digits) {
    digits = digits * 10 + (digits >> 8);
    uint64_t odd = (digits & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064);
    uint64_t even = ((digits >> 16) & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001);
    return (odd + even) >> 32;
}

/* The high bit of each byte that is more than 9; no sum carries into the next byte. */
static inline uint64_t pv_json_not_digits(uint64_t digits) {
    return (((digits & PV_EACH_BYTE(0x7f)) + PV_EACH_BYTE(0x76)) | digits) & PV_EACH_BYTE(0x80);
}

/* Appends the digits at `at` to `*value`, modulo 2^64. */
static inline const char *pv_json_digits(const char *at, uint64_t *value) {
    for (;;) {
        uint64_t digits = pv_scan_word(at) ^ PV_EACH_BYTE('0');
        uint64_t others = pv_json_not_digits(digits);
        if (others == 0) {
            *value = *value * pv_json_powers[8] + pv_json_eight_digits(digits);
            at += 8;
            continue;
        }
        unsigned count = (unsigned)__builtin_ctzll(others) >> 3;
        if (count == 0) return at;
        *value = *value * pv_json_powers[count] + pv_json_eight_digits(digits << (64 - 8 * count));
        return at + count;
    }
}

/* Reads a number that begins at `*at` and moves `*at` behind it; reads up to 8 bytes beyond. false: none begins there,
 * and `*at` is the byte that should be a digit. */
static inline bool pv_json_number_read(pv_json_number *out, const char **at) {
    const char *begin = *at, *next = begin;
    uint64_t coefficient = 0, exponent = 0;
    out->negative = *next == '-';
    next += out->negative;
    const char *first = next;
    next = *next == '0' ? next + 1 : pv_json_digits(next, &coefficient);
    *at = next;
    if (next == first) return false;
    size_t digits = (size_t)(next - first), places = 0;
    if (*next == '.') {
        first = ++next;
        next = pv_json_digits(next, &coefficient);
        *at = next;
        if (next == first) return false;
        places = (size_t)(next - first);
    }
    out->simple = digits + places <= PV_JSON_SIMPLE_DIGITS;
    if ((*next | 0x20) == 'e') {
        next++;
        if (*next == '+' || *next == '-') next++;
        first = next;
        next = pv_json_digits(next, &exponent);
        *at = next;
        if (next == first) return false;
        out->simple = false;
    }
    out->coefficient = coefficient;
    out->places = (unsigned)places;
    out->text = pv_text(begin, (size_t)(next - begin));
    *at = next;
    return true;
}

static inline pv_number pv_json_number_of(uint64_t coefficient, unsigned places, bool negative) {
    pv_number magnitude = (pv_number)((pv_uint128)coefficient * pv_json_powers[PV_JSON_PLACES - places]);
    return negative ? -magnitude : magnitude;
}

/* It means exactly what is written, and its coefficient says what. */
static inline bool pv_json_number_is_exact(const pv_json_number *number) {
    return number->simple && number->coefficient < PV_JSON_EXACT_END;
}

typedef enum pv_json_fit {
    PV_FIT_VALUE,
    PV_FIT_NOTHING,  /* not a value of the type */
    PV_FIT_NOT_EXACT /* beyond the whole numbers that every reader of JSON keeps exactly */
} pv_json_fit;

/* The value of a number that stood in a document as a number: exact where a double would keep it, else what a double
 * would have made of it. */
pv_json_fit pv_json_number_value(pv_number *out, const pv_json_number *number);
/* The value of a number that stood in a text: always exact. */
pv_json_fit pv_json_number_text_value(pv_number *out, const pv_json_number *number);
/* digits × 10^-places, without zeros at the end of its places. */
typedef struct pv_json_rounded {
    uint64_t digits;
    unsigned places;
} pv_json_rounded;

/* The decimal of 15 digits that is nearest to significand × 2^-places, which is not 0 and less than 2^60; `places` is
 * from -7 to PV_JSON_BINARY_PLACES. */
pv_json_rounded pv_json_fifteen_digits(uint64_t significand, int places);

bool pv_json_number_is_whole(const pv_json_number *number, pv_number value);

#endif
