/* Moments moved by spans, and the windows.
 *
 * A moment is a day number or an instant, both integers in order; which of the two is the caller's knowledge, and
 * follows from the span's family. The arithmetic of a window saturates instead of overflowing: an end that lies before
 * year 1 or after year 9999 is beyond every moment, which is what the author of `within 9000 years` means. All else
 * gives false (a fault) when it leaves the range. */
#include "evaluate/moments.h"

#define BEYOND ((pv_slot)1 << 100) /* beyond every day and every instant, either way */

static const int64_t day_seconds = 86400;

/* The moment `span` after (sign 1) or before (sign -1) a moment; saturating. */
static pv_slot window_end(pv_slot moment, pv_slot span, int sign) {
    int64_t count = pv_span_count(span) * sign;
    pv_day day;
    switch (pv_span_family_of(span)) {
    case PV_SPAN_DAYS: return moment + count;
    case PV_SPAN_MONTHS:
        if (!pv_day_in_range((pv_day)moment) || !pv_day_add_months(&day, (pv_day)moment, count))
            return count < 0 ? -BEYOND : BEYOND;
        return day;
    default: {
        int64_t nanoseconds = (int64_t)pv_instant_nanoseconds(moment) + (int64_t)pv_span_nanoseconds(span) * sign;
        int64_t carry = nanoseconds >= 1000000000 ? 1 : nanoseconds < 0 ? -1 : 0;
        pv_slot seconds = (pv_slot)pv_instant_seconds(moment) + count + carry;
        return seconds * ((pv_slot)1 << 64) + (nanoseconds - carry * 1000000000);
    }
    }
}

static pv_truth not_after(pv_slot a, pv_slot b) { return a <= b ? PV_TRUE : PV_FALSE; }

pv_truth pv_window_test(pv_window_kind kind, pv_slot a, pv_slot span, pv_slot b) {
    if (!pv_slot_is_value(a) || !pv_slot_is_value(b)) return PV_UNKNOWN;
    bool known = pv_slot_is_value(span);
    if (known && pv_span_count(span) < 0) return PV_UNKNOWN;
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

bool pv_date_shift(pv_slot *out, pv_slot day, pv_slot span, int sign) {
    int64_t count = pv_span_count(span) * sign;
    pv_day moved;
    switch (pv_span_family_of(span)) {
    case PV_SPAN_DAYS: *out = day + count; return pv_day_in_range((pv_day)*out);
    case PV_SPAN_MONTHS:
        if (!pv_day_add_months(&moved, (pv_day)day, count)) return false;
        *out = moved;
        return true;
    default: return false;
    }
}

static bool instant_in_range(pv_slot t) {
    return pv_instant_seconds(t) >= PV_INSTANT_FIRST_SECOND && pv_instant_seconds(t) <= PV_INSTANT_LAST_SECOND;
}

bool pv_time_shift(pv_slot *out, pv_slot time, pv_slot span, int sign, const pv_zone *zone) {
    if (pv_span_family_of(span) == PV_SPAN_ELAPSED) {
        *out = window_end(time, span, sign);
        return instant_in_range(*out);
    }
    if (pv_span_count(span) == 0) {
        *out = time;
        return true;
    }
    int64_t seconds = pv_instant_seconds(time);
    int64_t local = seconds + pv_zone_offset(zone, seconds);
    int64_t clock = ((local % day_seconds) + day_seconds) % day_seconds;
    pv_slot day = (local - clock) / day_seconds;
    if (!pv_date_shift(&day, day, span, sign)) return false;
    int64_t moved = pv_zone_from_local(zone, (int64_t)day * day_seconds + clock);
    *out = pv_instant_of(moved, pv_instant_nanoseconds(time));
    return instant_in_range(*out);
}

bool pv_time_difference(pv_slot *out, pv_slot a, pv_slot b) {
    int64_t seconds = pv_instant_seconds(a) - pv_instant_seconds(b);
    int64_t nanoseconds = (int64_t)pv_instant_nanoseconds(a) - (int64_t)pv_instant_nanoseconds(b);
    if (nanoseconds < 0) {
        seconds--;
        nanoseconds += 1000000000;
    }
    *out = pv_span_of(PV_SPAN_ELAPSED, seconds, (uint64_t)nanoseconds);
    return true;
}
