/* fraction: an exact quotient p/q in lowest terms, |p| and q below 10^36, q above 0. What a division gives and all that
 * is computed from it, until it is rounded. Every number is one. */
#ifndef PV_VALUES_FRACTION_H
#define PV_VALUES_FRACTION_H

#include "values/number.h"

typedef struct pv_fraction {
    pv_int128 p, q;
} pv_fraction;

pv_fraction pv_fraction_of(pv_number n);

/* false: the result in lowest terms is out of range, a fault. Exact on the way, whatever the operands. */
bool pv_fraction_add(pv_fraction *out, pv_fraction a, pv_fraction b);
bool pv_fraction_subtract(pv_fraction *out, pv_fraction a, pv_fraction b);
bool pv_fraction_multiply(pv_fraction *out, pv_fraction a, pv_fraction b);
/* Also false where b is zero. */
bool pv_fraction_divide(pv_fraction *out, pv_fraction a, pv_fraction b);

/* Below 0, 0, above 0. Exact; never fails. */
int pv_fraction_compare(pv_fraction a, pv_fraction b);

/* To a multiple of `step`, which is above 0, as pv_number_round; from the exact value, once. false: out of range. */
bool pv_fraction_round(pv_number *out, pv_fraction f, pv_number step, pv_rounding_mode mode);
/* The number that it is, where it is whole. false: it is not, or out of range. */
bool pv_fraction_whole(pv_number *out, pv_fraction f);

#endif
