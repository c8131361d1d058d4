/* Numbers: exact decimals in 128-bit fixed point, read, multiplied and written.
 *
 * A number is split at the point into two halves below 10^18, which fit 64 bits: multiplication works on them as on
 * digits of base 10^18, and texts are read and written half by half. Nothing rounds: what has no exact representation
 * is out of range. Adding and comparing are integer arithmetic, inline in the header. */
#include "values/number.h"

#include "values/digits.h"

enum { PLACES = 18 }; /* digits on either side of the point */

#define ONE UINT64_C(1000000000000000000)

static uint64_t power_of_ten(size_t exponent) {
    /* clang-format off */
    static const uint64_t powers[] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
        10000000000, 100000000000, 1000000000000, 10000000000000,
        100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, ONE};
    /* clang-format on */
    return powers[exponent];
}

static pv_uint128 magnitude(pv_number n) { return n < 0 ? -(pv_uint128)n : (pv_uint128)n; }

static pv_number with_sign(pv_uint128 magnitude, bool negative) {
    return negative ? -(pv_number)magnitude : (pv_number)magnitude;
}

/* With a = a1 + a0 / 10^18, and b likewise: the product is a1 b1 + (a1 b0 + a0 b1) / 10^18 + a0 b0 / 10^36. */
bool pv_number_multiply(pv_number *out, pv_number a, pv_number b) {
    pv_uint128 x = magnitude(a), y = magnitude(b);
    uint64_t x1 = (uint64_t)(x / ONE), x0 = (uint64_t)(x % ONE), y1 = (uint64_t)(y / ONE), y0 = (uint64_t)(y % ONE);
    pv_uint128 whole = (pv_uint128)x1 * y1, least = (pv_uint128)x0 * y0;
    if (whole >= ONE || least % ONE != 0) return false;
    pv_uint128 product = whole * ONE + (pv_uint128)x1 * y0 + (pv_uint128)x0 * y1 + least / ONE;
    *out = with_sign(product, (a < 0) != (b < 0));
    return pv_number_in_range(*out);
}

/* A decimal as written: [whole, whole_end) digits before the point, [fraction, fraction_end) after it. */
typedef struct decimal {
    bool negative;
    const char *whole, *whole_end;
    const char *fraction, *fraction_end;
} decimal;

/* Reads `-`? digits (`.` digits)?. Returns where it ends; NULL where no decimal begins at `at`. */
static const char *scan_decimal(decimal *out, const char *at, const char *end) {
    out->negative = at < end && *at == '-';
    out->whole = at + out->negative;
    out->whole_end = pv_digits_end(out->whole, end);
    if (out->whole_end == out->whole) return NULL;
    out->fraction = out->fraction_end = out->whole_end;
    if (out->whole_end == end || *out->whole_end != '.') return out->whole_end;
    out->fraction = out->whole_end + 1;
    out->fraction_end = pv_digits_end(out->fraction, end);
    return out->fraction_end == out->fraction ? NULL : out->fraction_end;
}

static pv_parsed compose(pv_number *out, decimal d) {
    while (d.whole < d.whole_end && *d.whole == '0') d.whole++;
    while (d.fraction < d.fraction_end && d.fraction_end[-1] == '0') d.fraction_end--;
    if (d.whole_end - d.whole > PLACES || d.fraction_end - d.fraction > PLACES) return PV_PARSED_OUT_OF_RANGE;
    uint64_t whole = pv_digits_value(d.whole, d.whole_end);
    uint64_t fraction = pv_digits_value(d.fraction, d.fraction_end);
    fraction *= power_of_ten(PLACES - (size_t)(d.fraction_end - d.fraction));
    *out = with_sign((pv_uint128)whole * ONE + fraction, d.negative);
    return PV_PARSED;
}

pv_parsed pv_number_parse(pv_number *out, proviso_text text) {
    if (text.length == 0) return PV_PARSED_MALFORMED;
    decimal d;
    const char *end = text.data + text.length;
    return scan_decimal(&d, text.data, end) == end ? compose(out, d) : PV_PARSED_MALFORMED;
}

/* Adds to `*sum` the digits [at, end), the last of which stands for 10^`power`. false: a digit that is not zero lies
 * beyond the places of a number. */
static bool add_shifted(pv_uint128 *sum, const char *at, const char *end, int64_t power) {
    for (; at < end; at++) {
        int64_t place = power + (end - 1 - at) + PLACES;
        if (*at == '0') continue;
        if (place < 0 || place >= 2 * PLACES) return false;
        size_t high = place > PLACES ? (size_t)place - PLACES : 0;
        *sum += (pv_uint128)(uint64_t)(*at - '0') * power_of_ten((size_t)place - high) * power_of_ten(high);
    }
    return true;
}

static pv_parsed compose_shifted(pv_number *out, decimal d, int64_t exponent) {
    pv_uint128 sum = 0;
    if (!add_shifted(&sum, d.whole, d.whole_end, exponent) ||
        !add_shifted(&sum, d.fraction, d.fraction_end, exponent - (d.fraction_end - d.fraction)))
        return PV_PARSED_OUT_OF_RANGE;
    *out = with_sign(sum, d.negative);
    return PV_PARSED;
}

/* Reads what follows an `e`: a sign or none, and digits that reach to the end. One too large to matter is cut to 10^15,
 * beyond the length of any text. */
static bool read_exponent(int64_t *out, const char *at, const char *end) {
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end || pv_digits_end(at, end) != end) return false;
    while (at < end && *at == '0') at++;
    int64_t value = end - at > 15 ? (int64_t)power_of_ten(15) : (int64_t)pv_digits_value(at, end);
    *out = negative ? -value : value;
    return true;
}

pv_parsed pv_number_parse_json_text(pv_number *out, proviso_text text) {
    if (text.length == 0) return PV_PARSED_MALFORMED;
    decimal d;
    const char *end = text.data + text.length;
    const char *at = scan_decimal(&d, text.data, end);
    if (!at || (*d.whole == '0' && d.whole_end - d.whole > 1)) return PV_PARSED_MALFORMED;
    if (at == end) return compose(out, d);
    int64_t exponent;
    if ((*at != 'e' && *at != 'E') || !read_exponent(&exponent, at + 1, end)) return PV_PARSED_MALFORMED;
    return compose_shifted(out, d, exponent);
}

size_t pv_number_write(char out[PV_NUMBER_TEXT], pv_number n) { return pv_number_write_padded(out, n, 0); }

size_t pv_number_write_padded(char out[PV_NUMBER_TEXT], pv_number n, unsigned digits) {
    pv_uint128 whole_and_fraction = magnitude(n);
    char *at = out;
    if (n < 0) *at++ = '-';
    at = pv_digits_write(at, (uint64_t)(whole_and_fraction / ONE));
    at = pv_digits_write_fraction(at, (uint64_t)(whole_and_fraction % ONE), PLACES, digits);
    return (size_t)(at - out);
}
