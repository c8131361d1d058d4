/* Three truth values (Kleene), and their slots. */
#ifndef PV_EVALUATE_TRUTH_H
#define PV_EVALUATE_TRUTH_H

#include "values/type.h"

typedef enum pv_truth { PV_FALSE = 0, PV_TRUE = 1, PV_UNKNOWN = 2 } pv_truth;

/* Whatever is neither true nor false (an absent value that its guard did not admit, too) is unknown. */
static inline pv_truth pv_truth_from(pv_slot slot) {
    return pv_slot_high(slot) == 0 ? (pv_truth)((uint64_t)slot & 1) : PV_UNKNOWN;
}
static inline pv_slot pv_slot_of_truth(pv_truth t) { return t == PV_UNKNOWN ? PV_SLOT_UNKNOWN : (pv_slot)t; }

static inline pv_truth pv_truth_and(pv_truth a, pv_truth b) {
    return a == PV_FALSE || b == PV_FALSE ? PV_FALSE : a == PV_UNKNOWN || b == PV_UNKNOWN ? PV_UNKNOWN : PV_TRUE;
}
static inline pv_truth pv_truth_or(pv_truth a, pv_truth b) {
    return a == PV_TRUE || b == PV_TRUE ? PV_TRUE : a == PV_UNKNOWN || b == PV_UNKNOWN ? PV_UNKNOWN : PV_FALSE;
}

#endif
