/* Rounding to a multiple of a step.
 *
 * The modes treat both signs alike, so all of it is done on magnitudes. A value is given as whole units of a number,
 * 10^-18, and the part of a unit that lies beyond them, which a number never has and a fraction may: that part decides
 * where the units alone would be a tie, or half a unit short of one. So a value is rounded once, from what it is
 * exactly. The bounds of a number hold for the result, not for what is rounded: 10^18 + 0.5 rounded down to a multiple
 * of 3 is a number. */
#include "values/rounding.h"

/* Below 0, 0, above 0: whether `left` units and rest / divisor of a unit are less than half a step, half, or more. */
static int against_half(pv_uint128 left, pv_uint128 rest, pv_uint128 divisor, pv_uint128 step) {
    if (left * 2 + 1 == step) return (rest * 2 > divisor) - (rest * 2 < divisor);
    if (left * 2 == step) return rest > 0;
    return left * 2 < step ? -1 : 1;
}

static bool is_away_from_zero(pv_rounding_mode mode, bool odd, int half, bool exact) {
    switch (mode) {
    case PV_ROUND_HALF_EVEN: return half > 0 || (half == 0 && odd);
    case PV_ROUND_HALF_UP: return half >= 0;
    case PV_ROUND_UP: return !exact;
    case PV_ROUND_DOWN: return false;
    }
    return false;
}

bool pv_rounding_magnitude(pv_uint128 *out, pv_uint128 units, pv_uint128 rest, pv_uint128 divisor, pv_number step,
                           pv_rounding_mode mode) {
    /* The multiple below is less than a step away, and the step in range. */
    if (units >= (pv_uint128)PV_NUMBER_END * 2) return false;
    pv_uint128 multiple = units / (pv_uint128)step, left = units % (pv_uint128)step;
    int half = against_half(left, rest, divisor, (pv_uint128)step);
    multiple += is_away_from_zero(mode, multiple % 2 != 0, half, left == 0 && rest == 0);
    *out = multiple * (pv_uint128)step;
    return *out < (pv_uint128)PV_NUMBER_END;
}

bool pv_number_round(pv_number *out, pv_number n, pv_number step, pv_rounding_mode mode) {
    pv_uint128 magnitude;
    if (!pv_rounding_magnitude(&magnitude, (pv_uint128)(n < 0 ? -n : n), 0, 1, step, mode)) return false;
    *out = n < 0 ? -(pv_number)magnitude : (pv_number)magnitude;
    return true;
}
