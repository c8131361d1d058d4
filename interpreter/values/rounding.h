/* Rounding to a multiple of a step: the part that numbers and fractions have in common. For values/ alone. */
#ifndef PV_VALUES_ROUNDING_H
#define PV_VALUES_ROUNDING_H

#include "values/number.h"

/* Rounds the magnitude units + rest / divisor, in units of 10^-18, where rest < divisor < 2^127, to a multiple of
 * `step`. false: the result is out of range. */
bool pv_rounding_magnitude(pv_uint128 *out, pv_uint128 units, pv_uint128 rest, pv_uint128 divisor, pv_number step,
                           pv_rounding_mode mode);

#endif
