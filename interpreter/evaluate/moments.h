/* Windows: is a moment, a day or an instant, near enough to another. */
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

#endif
