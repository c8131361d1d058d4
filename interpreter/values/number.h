/* number: an exact decimal, 128-bit fixed point at 10^18: at most 18 digits before the point and 18 after. */
#ifndef PV_VALUES_NUMBER_H
#define PV_VALUES_NUMBER_H

#include "base/text.h"

__extension__ typedef __int128 pv_int128;
__extension__ typedef unsigned __int128 pv_uint128;

typedef pv_int128 pv_number;

#define PV_NUMBER_ONE ((pv_int128)1000000000000000000)
/* Every number n has -PV_NUMBER_END < n < PV_NUMBER_END: 10^36. */
#define PV_NUMBER_END (PV_NUMBER_ONE * PV_NUMBER_ONE)

static inline bool pv_number_in_range(pv_number n) { return n > -PV_NUMBER_END && n < PV_NUMBER_END; }
static inline pv_number pv_number_from_int(int64_t i) { return (pv_number)i * PV_NUMBER_ONE; } /* |i| < 10^18 */
static inline bool pv_number_is_whole(pv_number n) { return n % PV_NUMBER_ONE == 0; }

/* false: the result is out of range, a fault. */
static inline bool pv_number_add(pv_number *out, pv_number a, pv_number b) { return pv_number_in_range(*out = a + b); }
static inline bool pv_number_subtract(pv_number *out, pv_number a, pv_number b) {
    return pv_number_in_range(*out = a - b);
}
/* Exact: also false where the product has more than 18 digits after the point. */
bool pv_number_multiply(pv_number *out, pv_number a, pv_number b);

/* Ties and direction: half_even to the even multiple, half_up away from zero, up away from zero, down toward zero. */
typedef enum pv_rounding_mode { PV_ROUND_HALF_EVEN, PV_ROUND_HALF_UP, PV_ROUND_UP, PV_ROUND_DOWN } pv_rounding_mode;

/* To a multiple of `step`, which is above 0. false: the result is out of range. */
bool pv_number_round(pv_number *out, pv_number n, pv_number step, pv_rounding_mode mode);

typedef enum pv_parsed {
    PV_PARSED = 0,
    PV_PARSED_MALFORMED = 1,
    PV_PARSED_OUT_OF_RANGE = 2 /* well-formed, but beyond what the type holds */
} pv_parsed;

/* `-`? digits (`.` digits)?, as in a policy but without `_`; zeros that do not change the value are not counted, at
 * either end. */
pv_parsed pv_number_parse(pv_number *out, proviso_text text);
/* A JSON number's grammar (RFC 8259 section 6), an exponent included; exact or out of range (1e-19 is; 1.00e-18 is
 * not). For a number that stands in a JSON text. */
pv_parsed pv_number_parse_json_text(pv_number *out, proviso_text text);

/* Canonical: no exponent, no trailing zeros, no "-0". Returns the length. */
enum { PV_NUMBER_TEXT = 40 };
size_t pv_number_write(char out[PV_NUMBER_TEXT], pv_number n);
/* The same with at least `digits` (0 to 18) digits after the point. */
size_t pv_number_write_padded(char out[PV_NUMBER_TEXT], pv_number n, unsigned digits);

#endif
