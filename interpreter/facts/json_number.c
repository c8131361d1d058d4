/* JSON numbers: the exact decimals that they mean.
 *
 * Nearly every number is simple: its coefficient fits a word, and the header has its value. The others are taken apart
 * into significant digits and the place of the point. Where the language says "the nearest double", that double
 * is worked out in whole numbers: the value is doubled until 53 bits stand before the point, rounded half to even,
 * and written out again to 15 digits. So no machine's floating point, its rounding mode or its library takes part. */
#include "facts/json_number.h"

enum {
    PLACES = PV_JSON_PLACES,
    DOUBLE_DIGITS = 15,    /* every decimal of so many digits survives a double */
    DOUBLE_BITS = 53,      /* of a double's significand */
    KEPT_DIGITS = 160,     /* see nearest_double */
    LIMB_DIGITS = 9,       /* decimal digits of a limb */
    LIMBS = 20,            /* hold the kept digits behind up to 18 zeros */
    LIMB_SHIFT = 29,       /* a limb times two to this, and a carry, fit a word */
    SMALLEST_PLACE = -323, /* of the first digit of 2^-1075, half of the smallest double */
};

#define LIMB_BASE UINT64_C(1000000000)
#define LARGEST_EXACT ((UINT64_C(1) << DOUBLE_BITS) - 1)
#define DOUBLE_DIGITS_END PV_JSON_EXACT_END

/* ---- Significant digits ---------------------------------------------------------------------------------------- */

/* A value 0.DDD × 10^point: its digits without zeros at either end. */
typedef struct decimal {
    unsigned char digits[KEPT_DIGITS]; /* 0 to 9 */
    size_t kept;                       /* of them; where there are more, the last of those is not 0 */
    size_t count;                      /* 0: the value is 0 */
    int64_t point;
    bool negative;
} decimal;

/* Saturates far beyond every bound, and far below an overflow. */
static int64_t read_exponent(const char *at, const char *end) {
    const int64_t most = INT64_C(1000000000000);
    bool negative = *at == '-';
    if (*at == '-' || *at == '+') at++;
    int64_t value = 0;
    for (; at < end && value < most; at++) value = value * 10 + (*at - '0');
    return negative ? -value : value;
}

static decimal take_apart(const pv_json_number *number) {
    decimal d = {.negative = number->negative};
    const char *at = number->text.data, *end = at + number->text.length;
    size_t seen = 0; /* digits from the first that is not 0 on */
    bool behind_point = false;
    for (; at < end && *at != 'e' && *at != 'E'; at++) {
        if (*at == '.') behind_point = true;
        if (*at == '.' || *at == '-') continue;
        if (*at == '0' && seen == 0) {
            d.point -= behind_point;
            continue;
        }
        if (seen < KEPT_DIGITS) d.digits[seen] = (unsigned char)(*at - '0');
        seen++;
        if (*at != '0') d.count = seen;
        d.point += !behind_point;
    }
    d.kept = d.count < KEPT_DIGITS ? d.count : KEPT_DIGITS;
    if (at < end) d.point += read_exponent(at + 1, end);
    return d;
}

/* The first `count` digits, at most 19; zeros where there are no more. */
static uint64_t leading(const decimal *d, size_t count) {
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) value = value * 10 + (i < d->kept ? d->digits[i] : 0);
    return value;
}

/* ---- The nearest double ---------------------------------------------------------------------------------------- */

/* A binary fraction: significand × 2^-places. */
typedef struct binary {
    uint64_t significand; /* at most 2^53 */
    int places;           /* -7 to PV_JSON_BINARY_PLACES */
} binary;

/* A value as whole number and fraction, the fraction in limbs of nine decimal digits, the first nearest to the point.
 * `rest`: something more than zero stands behind the last limb. */
typedef struct mixed {
    uint64_t whole;
    uint64_t limbs[LIMBS];
    bool rest;
} mixed;

static mixed split_at_point(const decimal *d) {
    mixed m = {.whole = d->point > 0 ? leading(d, (size_t)d->point) : 0, .rest = d->count > d->kept};
    size_t first = d->point > 0 ? (size_t)d->point : 0;
    for (size_t i = first; i < d->kept; i++) {
        size_t place = (size_t)((int64_t)i - d->point);
        m.limbs[place / LIMB_DIGITS] += d->digits[i] * pv_json_powers[LIMB_DIGITS - 1 - place % LIMB_DIGITS];
    }
    return m;
}

static void double_times(mixed *m, unsigned times) {
    uint64_t carry = 0;
    for (size_t i = LIMBS; i > 0; i--) {
        uint64_t limb = (m->limbs[i - 1] << times) + carry;
        m->limbs[i - 1] = limb % LIMB_BASE;
        carry = limb / LIMB_BASE;
    }
    m->whole = (m->whole << times) + carry;
}

/* For a value from 10^-19 up to 10^18. Doubles there, and the middles between two of them, have at most 118 places, in
 * binary and so in decimal; KEPT_DIGITS has them all, and of what lies behind it only counts that it is there. */
static binary nearest_double(const decimal *d) {
    mixed m = split_at_point(d);
    int places = 0;
    while (m.whole >> DOUBLE_BITS == 0) {
        int missing = DOUBLE_BITS + 1 - (m.whole != 0 ? 64 - __builtin_clzll(m.whole) : 0);
        int times = missing < LIMB_SHIFT ? missing : LIMB_SHIFT;
        double_times(&m, (unsigned)times);
        places += times;
    }
    bool rest = m.rest;
    for (size_t i = 0; i < LIMBS; i++) rest = rest || m.limbs[i] != 0;
    /* where there are bits to drop nothing was doubled, and the fraction is the rest already */
    for (; m.whole >> (DOUBLE_BITS + 1) != 0; places--) m.whole >>= 1;
    uint64_t significand = m.whole >> 1;
    bool up = (m.whole & 1) != 0 && (rest || (significand & 1) != 0);
    return (binary){significand + up, places - 1};
}

/* Half to even, of a quotient whose remainder is compared with half of the divisor. */
static bool rounds_up(uint64_t quotient, int compared_with_half) {
    return compared_with_half > 0 || (compared_with_half == 0 && (quotient & 1) != 0);
}

static int compare(pv_uint128 a, pv_uint128 b) { return (a > b) - (a < b); }

/* A whole number of 16 digits or more, and whether something stands behind its point, to 15 digits. */
static uint64_t round_whole(uint64_t whole, bool fraction) {
    uint64_t unit = 10;
    while (whole / unit >= DOUBLE_DIGITS_END) unit *= 10;
    uint64_t quotient = whole / unit, rest = whole % unit;
    int half = compare((pv_uint128)rest * 2 + fraction, unit);
    return (quotient + rounds_up(quotient, half)) * unit;
}

pv_json_rounded pv_json_fifteen_digits(uint64_t significand, int places) {
    unsigned shift = places > 0 ? (unsigned)places : 0;
    pv_uint128 one = (pv_uint128)1 << shift;
    pv_uint128 scaled = (pv_uint128)significand << (places < 0 ? -places : 0);
    pv_json_rounded d = {(uint64_t)(scaled >> shift), 0};
    pv_uint128 fraction = scaled & (one - 1);
    if (d.digits >= DOUBLE_DIGITS_END) {
        d.digits = round_whole(d.digits, fraction != 0);
    } else {
        for (; d.digits < DOUBLE_DIGITS_END / 10; d.places++) {
            fraction *= 10;
            d.digits = d.digits * 10 + (uint64_t)(fraction >> shift);
            fraction &= one - 1;
        }
        d.digits += rounds_up(d.digits, compare(fraction * 2, one));
    }
    for (; d.places > 0 && d.digits % 10 == 0; d.places--) d.digits /= 10;
    return d;
}

/* Whether the nearest double is zero: up to half of the smallest one, 2^-1075, here to 19 digits. */
static bool is_zero_as_double(const decimal *d) {
    const uint64_t half = UINT64_C(2470328229206232720);
    return d->point < SMALLEST_PLACE || (d->point == SMALLEST_PLACE && leading(d, 19) <= half);
}

/* ---- Values ---------------------------------------------------------------------------------------------------- */

static pv_json_fit whole_value(pv_number *out, const decimal *d) {
    const int64_t most = 16; /* digits of the largest exact one */
    if (d->point > most) return PV_FIT_NOT_EXACT;
    uint64_t value = leading(d, (size_t)d->point);
    if (value > LARGEST_EXACT) return PV_FIT_NOT_EXACT;
    *out = pv_json_number_of(value, 0, d->negative);
    return PV_FIT_VALUE;
}

static pv_json_fit small_value(pv_number *out, const decimal *d) {
    if (!is_zero_as_double(d)) return PV_FIT_NOTHING;
    *out = 0;
    return PV_FIT_VALUE;
}

static pv_json_fit decimal_value(pv_number *out, const decimal *d) {
    *out = 0;
    if (d->count == 0) return PV_FIT_VALUE;
    if (d->point >= (int64_t)d->count) return whole_value(out, d);
    if (d->point > PLACES) return PV_FIT_NOT_EXACT;
    if (d->point < -PLACES) return small_value(out, d);
    if (d->count <= DOUBLE_DIGITS) {
        int64_t places = (int64_t)d->count - d->point;
        if (places > PLACES) return PV_FIT_NOTHING;
        *out = pv_json_number_of(leading(d, d->count), (unsigned)places, d->negative);
        return PV_FIT_VALUE;
    }
    binary nearest = nearest_double(d);
    pv_json_rounded kept = pv_json_fifteen_digits(nearest.significand, nearest.places);
    if (kept.places > PLACES) return PV_FIT_NOTHING;
    *out = pv_json_number_of(kept.digits, kept.places, d->negative);
    return pv_number_in_range(*out) ? PV_FIT_VALUE : PV_FIT_NOT_EXACT;
}

pv_json_fit pv_json_number_value(pv_number *out, const pv_json_number *number) {
    if (pv_json_number_is_exact(number)) {
        *out = pv_json_number_of(number->coefficient, number->places, number->negative);
        return PV_FIT_VALUE;
    }
    decimal d = take_apart(number);
    return decimal_value(out, &d);
}

pv_json_fit pv_json_number_text_value(pv_number *out, const pv_json_number *number) {
    if (!number->simple)
        return pv_number_parse_json_text(out, number->text) == PV_PARSED ? PV_FIT_VALUE : PV_FIT_NOTHING;
    *out = pv_json_number_of(number->coefficient, number->places, number->negative);
    return PV_FIT_VALUE;
}

bool pv_json_number_is_whole(const pv_json_number *number, pv_number value) {
    return (number->simple && number->places == 0) || pv_number_is_whole(value);
}
