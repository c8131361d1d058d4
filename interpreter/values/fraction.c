/* Fractions: exact quotients of integers below 10^36, always in lowest terms.
 *
 * Operands are reduced crosswise before they are multiplied, so that a result that is in range is found whatever its
 * operands, and what has to be reduced stays short (Knuth, The Art of Computer Programming, 4.5.1). What is longer than
 * 128 bits, a sum of two products or a numerator scaled for rounding, is held in 256. Every divisor is below 10^36, so
 * that at least eight of its 128 bits are free. */
#include "values/fraction.h"

#include "values/rounding.h"

#define END ((pv_uint128)PV_NUMBER_END)

static pv_uint128 magnitude(pv_int128 n) { return (pv_uint128)(n < 0 ? -n : n); }

/* Euclid's algorithm: at most 173 steps below 10^36. `b` is not zero. */
static pv_uint128 common_divisor(pv_uint128 a, pv_uint128 b) {
    for (;;) {
        pv_uint128 rest = a % b;
        if (rest == 0) return b;
        a = b;
        b = rest;
    }
}

/* 256 bits, two's complement where it has a sign. */
typedef struct wide {
    pv_uint128 high, low;
} wide;

static wide wide_product(pv_uint128 a, pv_uint128 b) {
    uint64_t a1 = (uint64_t)(a >> 64), a0 = (uint64_t)a, b1 = (uint64_t)(b >> 64), b0 = (uint64_t)b;
    pv_uint128 least = (pv_uint128)a0 * b0;
    pv_uint128 middle = (pv_uint128)a1 * b0 + (uint64_t)(least >> 64); /* at most (2^64 - 1) * 2^64 */
    pv_uint128 other = (pv_uint128)a0 * b1 + (uint64_t)middle;
    return (wide){(pv_uint128)a1 * b1 + (middle >> 64) + (other >> 64), other << 64 | (uint64_t)least};
}

static wide wide_negated(wide a) { return (wide){~a.high + (a.low == 0), -a.low}; }

static wide wide_signed_product(pv_int128 a, pv_uint128 b) {
    wide product = wide_product(magnitude(a), b);
    return a < 0 ? wide_negated(product) : product;
}

static wide wide_sum(wide a, wide b) {
    pv_uint128 low = a.low + b.low;
    return (wide){a.high + b.high + (low < a.low), low};
}

static bool wide_is_negative(wide a) { return a.high >> 127 != 0; }

/* One digit of a quotient in base 2^64 (Knuth 4.3.1, algorithm D): (rest * 2^64 + next) / divisor, where rest <
 * divisor, whose top bit is set. `*rest` becomes what is left. */
static uint64_t divide_step(pv_uint128 *rest, uint64_t next, pv_uint128 divisor) {
    uint64_t high = (uint64_t)(divisor >> 64), low = (uint64_t)divisor;
    pv_uint128 digit = *rest / high, left = *rest % high; /* too large by two at most */
    while (left >> 64 == 0 && digit * low > (left << 64 | next)) {
        digit--;
        left += high;
    }
    *rest = (left << 64 | next) - digit * low;
    return (uint64_t)digit;
}

/* Of a number that is not zero. */
static unsigned leading_zeros(pv_uint128 n) {
    uint64_t high = (uint64_t)(n >> 64);
    return (unsigned)(high ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)n));
}

/* n / divisor, where n.high < divisor < 2^120: the quotient fits. */
static pv_uint128 wide_quotient(pv_uint128 *rest, wide n, pv_uint128 divisor) {
    unsigned shift = leading_zeros(divisor);
    divisor <<= shift;
    *rest = n.high << shift | n.low >> (128 - shift);
    pv_uint128 low = n.low << shift;
    uint64_t first = divide_step(rest, (uint64_t)(low >> 64), divisor);
    uint64_t second = divide_step(rest, (uint64_t)low, divisor);
    *rest >>= shift;
    return (pv_uint128)first << 64 | second;
}

static pv_uint128 wide_remainder(wide n, pv_uint128 divisor) {
    pv_uint128 rest;
    n.high %= divisor;
    wide_quotient(&rest, n, divisor);
    return rest;
}

/* p / q with that sign, which are in lowest terms. */
static bool compose(pv_fraction *out, bool negative, wide p, wide q) {
    if (p.high != 0 || q.high != 0 || p.low >= END || q.low >= END) return false;
    out->p = negative ? -(pv_int128)p.low : (pv_int128)p.low;
    out->q = (pv_int128)q.low;
    return true;
}

pv_fraction pv_fraction_of(pv_number n) {
    pv_int128 common = (pv_int128)common_divisor(magnitude(n), (pv_uint128)PV_NUMBER_ONE);
    return (pv_fraction){n / common, PV_NUMBER_ONE / common};
}

bool pv_fraction_add(pv_fraction *out, pv_fraction a, pv_fraction b) {
    pv_uint128 p_rest, a_q = (pv_uint128)a.q, b_q = (pv_uint128)b.q;
    pv_uint128 common = common_divisor(a_q, b_q);
    wide p = wide_sum(wide_signed_product(a.p, b_q / common), wide_signed_product(b.p, a_q / common));
    bool negative = wide_is_negative(p);
    if (negative) p = wide_negated(p);
    /* The denominators without their common part have no divisor in common with p. */
    pv_uint128 reduced = common == 1 ? 1 : common_divisor(wide_remainder(p, common), common);
    if (p.high >= reduced) return false;
    wide quotient = {0, wide_quotient(&p_rest, p, reduced)};
    return compose(out, negative, quotient, wide_product(a_q / common, b_q / reduced));
}

bool pv_fraction_subtract(pv_fraction *out, pv_fraction a, pv_fraction b) {
    return pv_fraction_add(out, a, (pv_fraction){-b.p, b.q});
}

bool pv_fraction_multiply(pv_fraction *out, pv_fraction a, pv_fraction b) {
    pv_uint128 a_p = magnitude(a.p), b_p = magnitude(b.p), a_q = (pv_uint128)a.q, b_q = (pv_uint128)b.q;
    pv_uint128 one = common_divisor(a_p, b_q), other = common_divisor(b_p, a_q);
    return compose(out, (a.p < 0) != (b.p < 0), wide_product(a_p / one, b_p / other),
                   wide_product(a_q / other, b_q / one));
}

bool pv_fraction_divide(pv_fraction *out, pv_fraction a, pv_fraction b) {
    if (b.p == 0) return false;
    return pv_fraction_multiply(out, a, (pv_fraction){b.p < 0 ? -b.q : b.q, (pv_int128)magnitude(b.p)});
}

int pv_fraction_compare(pv_fraction a, pv_fraction b) {
    if (a.q == b.q) return (a.p > b.p) - (a.p < b.p);
    wide difference = wide_sum(wide_signed_product(a.p, (pv_uint128)b.q), wide_signed_product(-b.p, (pv_uint128)a.q));
    if (wide_is_negative(difference)) return -1;
    return difference.high != 0 || difference.low != 0;
}

bool pv_fraction_round(pv_number *out, pv_fraction f, pv_number step, pv_rounding_mode mode) {
    wide scaled = wide_product(magnitude(f.p), (pv_uint128)PV_NUMBER_ONE);
    pv_uint128 rest, rounded, q = (pv_uint128)f.q;
    if (scaled.high >= q) return false;
    pv_uint128 units = wide_quotient(&rest, scaled, q);
    if (!pv_rounding_magnitude(&rounded, units, rest, q, step, mode)) return false;
    *out = f.p < 0 ? -(pv_number)rounded : (pv_number)rounded;
    return true;
}

bool pv_fraction_whole(pv_number *out, pv_fraction f) {
    if (f.q != 1 || magnitude(f.p) >= (pv_uint128)PV_NUMBER_ONE) return false;
    *out = f.p * PV_NUMBER_ONE;
    return true;
}
