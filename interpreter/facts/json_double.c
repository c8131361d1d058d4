/* Doubles as JSON numbers, worked out in whole numbers from their bits.
 *
 * What comes out is read again as every other number of a document, so the rules of the language about doubles stand in
 * json_number.c alone. Doubles that no pv_number comes near, from 2^64 on and below 2^-63, are written to show them to
 * people; there the 15th digit may be off by one. */
#include "facts/json_double.h"

#include <string.h>

#include "facts/json_number.h"

enum {
    FRACTION_BITS = 52,
    EXPONENT_MASK = 0x7ff,
    EXPONENT_LEAST = -1074, /* of the last bit of the smallest double */
    LEAST_MAGNITUDE = -63   /* of what may be a pv_number: 2^-63 is more than 10^-19 */
};

/* significand × 2^exponent, the significand odd or 0. */
typedef struct binary {
    uint64_t significand;
    int exponent;
    bool negative, endless; /* infinity, or not a number */
} binary;

static binary take_apart(uint64_t bits) {
    int biased = (int)(bits >> FRACTION_BITS & EXPONENT_MASK);
    binary b = {.significand = bits & ((UINT64_C(1) << FRACTION_BITS) - 1),
                .exponent = EXPONENT_LEAST,
                .negative = bits >> 63 != 0,
                .endless = biased == EXPONENT_MASK};
    if (biased > 0 && !b.endless) {
        b.significand |= UINT64_C(1) << FRACTION_BITS;
        b.exponent += biased - 1;
    }
    int zeros = b.significand != 0 ? __builtin_ctzll(b.significand) : 0;
    b.significand >>= zeros;
    b.exponent += zeros;
    return b;
}

/* ---- Digits ---------------------------------------------------------------------------------------------------- */

static char *write_digits(char *out, uint64_t value) {
    char digits[20];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    while (count > 0) *out++ = digits[--count];
    return out;
}

/* digits × 10^-places, in plain decimal. */
static char *write_plain(char *out, pv_json_rounded d) {
    char digits[20];
    size_t count = (size_t)(write_digits(digits, d.digits) - digits);
    size_t whole = count > d.places ? count - d.places : 0;
    if (whole == 0) *out++ = '0';
    memcpy(out, digits, whole);
    out += whole;
    if (d.places == 0) return out;
    *out++ = '.';
    for (size_t zeros = d.places - (count - whole); zeros > 0; zeros--) *out++ = '0';
    memcpy(out, digits + whole, count - whole);
    return out + (count - whole);
}

/* 1.84467440737096e19. 64 bits are kept and more, while the power of two becomes one of ten. */
static char *write_scaled(char *out, uint64_t significand, int exponent) {
    const pv_uint128 high = (pv_uint128)1 << 123, low = (pv_uint128)1 << 120;
    pv_uint128 value = significand;
    int tens = 0;
    while (exponent != 0) {
        if (exponent > 0 && value >= high) {
            value /= 10;
            tens++;
        } else if (exponent < 0 && value < low) {
            value *= 10;
            tens--;
        } else {
            value = exponent > 0 ? value << 1 : value >> 1;
            exponent += exponent > 0 ? -1 : 1;
        }
    }
    for (; value >= PV_JSON_EXACT_END * 10; tens++) value /= 10;
    uint64_t digits = (uint64_t)(value + 5) / 10;
    for (tens++; digits % 10 == 0; tens++) digits /= 10;
    char text[20], *end = write_digits(text, digits);
    int point = tens + (int)(end - text) - 1;
    *out++ = text[0];
    if (end - text > 1) *out++ = '.';
    memcpy(out, text + 1, (size_t)(end - text) - 1);
    out += end - text - 1;
    *out++ = 'e';
    if (point < 0) *out++ = '-';
    return write_digits(out, (uint64_t)(point < 0 ? -point : point));
}

proviso_text pv_json_double_write(char out[PV_JSON_DOUBLE_MOST], uint64_t bits) {
    binary b = take_apart(bits);
    char *at = out;
    if (b.endless && b.significand != 0) return pv_text(out, 0);
    if (b.negative) *at++ = '-';
    int length = b.significand != 0 ? 64 - __builtin_clzll(b.significand) : 0;
    if (b.endless) {
        memcpy(at, "1e999", 5);
        at += 5;
    } else if (b.significand == 0) {
        *at++ = '0';
    } else if (b.exponent >= 0 && length + b.exponent <= 64) {
        at = write_digits(at, b.significand << b.exponent);
    } else if (b.exponent < 0 && length + b.exponent > LEAST_MAGNITUDE) {
        at = write_plain(at, pv_json_fifteen_digits(b.significand, -b.exponent));
    } else {
        at = write_scaled(at, b.significand, b.exponent);
    }
    memset(at, 0, (size_t)(out + PV_JSON_DOUBLE_MOST - at));
    return pv_text(out, (size_t)(at - out));
}
