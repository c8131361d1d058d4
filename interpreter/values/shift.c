/* Moments moved by spans, and how many units fit between two.
 *
 * A day or an instant that leaves the years 1 to 9999 is a fault; no span, which has at most 10^15 days, months or
 * seconds, overflows on the way. Days and months move the day on the clock of a zone: the local time that this gives
 * may be skipped or come twice, which zone.c settles. */
#include "values/shift.h"

enum { DAY_SECONDS = 86400, SECOND = 1000000000 /* nanoseconds */ };

/* `count` days or months after a day, in whatever year it is. */
static bool move_day(pv_day *out, pv_day day, pv_span_family family, int64_t count) {
    if (family == PV_SPAN_MONTHS) return pv_day_add_months(out, day, count);
    *out = day + count;
    return pv_day_in_range(*out);
}

bool pv_day_shift(pv_day *out, pv_day day, pv_span span, int sign) {
    pv_span_family family = pv_span_family_of(span);
    return family != PV_SPAN_ELAPSED && move_day(out, day, family, pv_span_count(span) * sign);
}

static bool compose_instant(pv_instant *out, int64_t seconds, int64_t nanoseconds) {
    *out = pv_instant_of(seconds, (uint64_t)nanoseconds);
    return seconds >= PV_INSTANT_FIRST_SECOND && seconds <= PV_INSTANT_LAST_SECOND;
}

static bool move_elapsed(pv_instant *out, pv_instant time, pv_span span, int sign) {
    int64_t seconds = pv_instant_seconds(time) + pv_span_count(span) * sign;
    int64_t nanoseconds = (int64_t)pv_instant_nanoseconds(time) + (int64_t)pv_span_nanoseconds(span) * sign;
    int64_t carry = nanoseconds >= SECOND ? 1 : nanoseconds < 0 ? -1 : 0;
    return compose_instant(out, seconds + carry, nanoseconds - carry * SECOND);
}

static bool move_local(pv_instant *out, pv_instant time, pv_span_family family, int64_t count, const pv_zone *zone) {
    if (count == 0) {
        *out = time;
        return true;
    }
    int64_t seconds = pv_instant_seconds(time), local = seconds + pv_zone_offset(zone, seconds);
    pv_day day = pv_day_of_seconds(local), moved;
    if (!move_day(&moved, day, family, count)) return false;
    seconds = pv_zone_from_local(zone, local + (moved - day) * DAY_SECONDS);
    return compose_instant(out, seconds, (int64_t)pv_instant_nanoseconds(time));
}

bool pv_instant_shift(pv_instant *out, pv_instant time, pv_span span, int sign, const pv_zone *zone) {
    pv_span_family family = pv_span_family_of(span);
    if (family == PV_SPAN_ELAPSED) return move_elapsed(out, time, span, sign);
    return move_local(out, time, family, pv_span_count(span) * sign, zone);
}

pv_span pv_instant_difference(pv_instant a, pv_instant b) {
    int64_t seconds = pv_instant_seconds(a) - pv_instant_seconds(b);
    int64_t nanoseconds = (int64_t)pv_instant_nanoseconds(a) - (int64_t)pv_instant_nanoseconds(b);
    int64_t carry = nanoseconds < 0 ? -1 : 0;
    return pv_span_of(PV_SPAN_ELAPSED, seconds + carry, (uint64_t)(nanoseconds - carry * SECOND));
}

static int64_t months_of(pv_day day) {
    pv_civil civil = pv_day_to_civil(day);
    return (int64_t)civil.year * 12 + civil.month;
}

/* The largest n with a + n units <= b, or one more. */
static int64_t estimate_units(pv_day a, pv_day b, pv_span unit) {
    if (pv_span_family_of(unit) == PV_SPAN_DAYS) return (b - a) / pv_span_count(unit);
    return (months_of(b) - months_of(a)) / pv_span_count(unit);
}

bool pv_day_units(int64_t *n, bool *left_over, pv_day a, pv_day b, pv_span unit) {
    if (b < a) return false;
    pv_day reached = a;
    for (*n = estimate_units(a, b, unit); *n > 0; --*n)
        if (move_day(&reached, a, pv_span_family_of(unit), *n * pv_span_count(unit)) && reached <= b) break;
    *left_over = (*n > 0 ? reached : a) != b;
    return true;
}

static pv_int128 total_nanoseconds(pv_span span) {
    return (pv_int128)pv_span_count(span) * SECOND + (pv_int128)pv_span_nanoseconds(span);
}

/* Where the clock is put back, an instant before b may show a later time than b does. Offsets are less than a day
 * either way, so it is less than two days later: that bounds n from above. And an n whose local time is not later than
 * that of b is reached by then, so a few steps down find the largest. */
static void count_local_units(int64_t *n, bool *left_over, pv_instant a, pv_instant b, pv_span unit,
                              const pv_zone *zone) {
    pv_span_family family = pv_span_family_of(unit);
    pv_day first = pv_instant_day(a, zone), last = pv_instant_day(b, zone) + 2;
    pv_instant reached = a;
    for (*n = estimate_units(first, last, unit); *n > 0; --*n)
        if (move_local(&reached, a, family, *n * pv_span_count(unit), zone) && reached <= b) break;
    *left_over = (*n > 0 ? reached : a) != b;
}

bool pv_instant_units(int64_t *n, bool *left_over, pv_instant a, pv_instant b, pv_span unit, const pv_zone *zone) {
    if (b < a) return false;
    if (pv_span_family_of(unit) != PV_SPAN_ELAPSED) {
        count_local_units(n, left_over, a, b, unit, zone);
        return true;
    }
    pv_int128 distance = total_nanoseconds(pv_instant_difference(b, a)), step = total_nanoseconds(unit);
    if (distance / step >= PV_NUMBER_ONE) return false;
    *n = (int64_t)(distance / step);
    *left_over = distance % step != 0;
    return true;
}
