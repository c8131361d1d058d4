/* Moments (dates and times) moved by spans, and the windows. */
#ifndef PV_EVALUATE_MOMENTS_H
#define PV_EVALUATE_MOMENTS_H

#include "evaluate/truth.h"
#include "values/instant.h"
#include "values/span.h"

typedef enum pv_window_kind {
    PV_WINDOW_WITHIN_AFTER,
    PV_WINDOW_WITHIN_BEFORE,
    PV_WINDOW_WITHIN_OF,
    PV_WINDOW_AT_LEAST_AFTER,
    PV_WINDOW_AT_LEAST_BEFORE,
    PV_WINDOW_MORE_THAN_AFTER,
    PV_WINDOW_MORE_THAN_BEFORE,
    PV_WINDOW_LESS_THAN_AFTER,
    PV_WINDOW_LESS_THAN_BEFORE
} pv_window_kind;

/* Is `a` in the window of `span` around `b`? With days or months a and b are days, with elapsed time instants. An end
 * outside of years 1 to 9999 compares as beyond every date. Unknown: what has to be known is not, or the span is
 * negative (a fault). */
pv_truth pv_window_test(pv_window_kind kind, pv_slot a, pv_slot span, pv_slot b);

/* day + sign * span. false: overflow, or elapsed time. All operands are values. */
bool pv_date_shift(pv_slot *out, pv_slot day, pv_slot span, int sign);
/* Elapsed time is added; days and months move the day and keep the zone's clock time; a span of nothing gives the time
 * itself. */
bool pv_time_shift(pv_slot *out, pv_slot time, pv_slot span, int sign, const pv_zone *zone);
/* a - b, elapsed. */
bool pv_time_difference(pv_slot *out, pv_slot a, pv_slot b);

#endif
