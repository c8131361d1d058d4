/* Digits: runs of decimal digits in a text, for the readers and writers of all values. */
#ifndef PV_VALUES_DIGITS_H
#define PV_VALUES_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool pv_digit_is(char c) { return (unsigned char)(c - '0') < 10; }

static inline const char *pv_digits_end(const char *at, const char *end) {
    while (at < end && pv_digit_is(*at)) at++;
    return at;
}

/* At most 19 characters, all of them digits. */
static inline uint64_t pv_digits_value(const char *at, const char *end) {
    uint64_t value = 0;
    for (; at < end; at++) value = value * 10 + (uint64_t)(*at - '0');
    return value;
}

/* Exactly `width` digits of `value`, which has no more. */
static inline char *pv_digits_write_fixed(char *out, uint64_t value, unsigned width) {
    for (unsigned i = width; i > 0; i--) {
        out[i - 1] = (char)('0' + value % 10);
        value /= 10;
    }
    return out + width;
}

/* Without leading zeros. Returns the end. */
static inline char *pv_digits_write(char *out, uint64_t value) {
    unsigned width = 1;
    for (uint64_t rest = value; rest >= 10; rest /= 10) width++;
    return pv_digits_write_fixed(out, value, width);
}

/* The fraction `value` / 10^width without its trailing zeros, but with at least `least` digits, after a point; nothing
 * where no digit is left. */
static inline char *pv_digits_write_fraction(char *out, uint64_t value, unsigned width, unsigned least) {
    for (; width > least && value % 10 == 0; width--) value /= 10;
    if (width == 0) return out;
    *out = '.';
    return pv_digits_write_fixed(out + 1, value, width);
}

#endif
