/* Windows: is a moment near enough to another.
 *
 * A moment is a day number or an instant, both integers in order; which of the two is the caller's knowledge, and
 * follows from the span's family. Moving one is values/shift.h's; but an end that lies before year 1 or after year 9999
 * is no fault here: it is beyond every moment, which is what the author of `within 9000 years` means. */
#include "evaluate/moments.h"

#include "values/shift.h"

#define BEYOND ((pv_slot)1 << 120) /* beyond every day and every instant, either way */

/* A day that lies just outside of the years, as the day of a time can in a zone, is moved as all others are. */
static pv_slot months_end(pv_slot day, int64_t months) {
    pv_civil civil = pv_day_to_civil((pv_day)day);
    pv_slot month = ((pv_slot)civil.year * 12 + civil.month - 1) + months;
    if (month < 0 || month > 12 * 10000 + 11) return months < 0 ? -BEYOND : BEYOND;
    civil.year = (int)(month / 12);
    civil.month = (int)(month % 12) + 1;
    int last = pv_day_month_length(civil.year, civil.month);
    if (civil.day > last) civil.day = last;
    return pv_day_of(civil);
}

/* The moment `span` after (sign 1) or before (sign -1) a moment; saturating. */
static pv_slot window_end(pv_slot moment, pv_slot span, int sign) {
    pv_instant instant;
    switch (pv_span_family_of(span)) {
    case PV_SPAN_DAYS: return moment + pv_span_count(span) * sign;
    case PV_SPAN_MONTHS: return months_end(moment, pv_span_count(span) * sign);
    default:
        if (pv_instant_shift(&instant, moment, span, sign, NULL)) return instant;
        return sign < 0 ? -BEYOND : BEYOND;
    }
}

static pv_truth not_after(pv_slot a, pv_slot b) { return a <= b ? PV_TRUE : PV_FALSE; }

pv_truth pv_window_test(pv_window_kind kind, pv_slot a, pv_slot span, pv_slot b) {
    if (!pv_slot_is_value(a) || !pv_slot_is_value(b)) return PV_UNKNOWN;
    bool known = pv_slot_is_value(span) && pv_span_count(span) >= 0; /* a negative one is a fault */
    pv_slot later = known ? window_end(b, span, 1) : PV_SLOT_UNKNOWN;
    pv_slot earlier = known ? window_end(b, span, -1) : PV_SLOT_UNKNOWN;
    pv_truth unknown = known ? PV_TRUE : PV_UNKNOWN; /* of every comparison with an end */
    switch (kind) {
    case PV_WINDOW_WITHIN_AFTER: return pv_truth_and(not_after(b, a), known ? not_after(a, later) : unknown);
    case PV_WINDOW_WITHIN_BEFORE: return pv_truth_and(not_after(a, b), known ? not_after(earlier, a) : unknown);
    case PV_WINDOW_WITHIN_OF: return known ? pv_truth_and(not_after(earlier, a), not_after(a, later)) : unknown;
    case PV_WINDOW_AT_LEAST_AFTER: return known ? not_after(later, a) : unknown;
    case PV_WINDOW_AT_LEAST_BEFORE: return known ? not_after(a, earlier) : unknown;
    case PV_WINDOW_MORE_THAN_AFTER: return known ? not_after(later + 1, a) : unknown;
    case PV_WINDOW_MORE_THAN_BEFORE: return known ? not_after(a + 1, earlier) : unknown;
    case PV_WINDOW_LESS_THAN_AFTER: return pv_truth_and(not_after(b, a), known ? not_after(a + 1, later) : unknown);
    case PV_WINDOW_LESS_THAN_BEFORE: return pv_truth_and(not_after(a, b), known ? not_after(earlier + 1, a) : unknown);
    }
    return PV_UNKNOWN;
}
