/* Moments moved by spans, and how many units fit between two. A moment is a day or an instant. */
#ifndef PV_VALUES_SHIFT_H
#define PV_VALUES_SHIFT_H

#include "values/instant.h"
#include "values/span.h"

/* `span` after (sign 1) or before (sign -1) a day: of days or months, a day that does not exist becomes that month's
 * last. false: an elapsed span, or out of range. */
bool pv_day_shift(pv_day *out, pv_day day, pv_span span, int sign);
/* The same for an instant; days and months move the day and keep the zone's clock time (skipped: the first instant
 * after the gap; repeated: the earlier), and nothing moves where there are none of them. false: out of range. */
bool pv_instant_shift(pv_instant *out, pv_instant time, pv_span span, int sign, const pv_zone *zone);
/* a - b, elapsed. */
pv_span pv_instant_difference(pv_instant a, pv_instant b);

/* The largest n with a + n * unit <= b, and whether something is left over. `unit` is above zero; of days or months.
 * false: b is before a. */
bool pv_day_units(int64_t *n, bool *left_over, pv_day a, pv_day b, pv_span unit);
/* The same between instants, with a unit of any family. Also false where n is beyond a number, which takes a unit of
 * nanoseconds. */
bool pv_instant_units(int64_t *n, bool *left_over, pv_instant a, pv_instant b, pv_span unit, const pv_zone *zone);

#endif
