/* Zones: what the clocks of a place show at an instant, and which instant a local time means.
 *
 * Time is cut into segments of one offset: before the first transition, between two, and from the last one on, where
 * the tail rule holds. The rule's yearly changes may lie up to a week outside of their year (RFC 8536 section 3.3.1),
 * so the years around an instant are looked at too. All offsets are less than a day, which bounds the search for a
 * local time. Files are read in zone_file.c. */
#include "values/zone.h"

#include "base/text.h"
#include "values/digits.h"

enum { DAY_SECONDS = 86400 };

pv_zone pv_zone_utc(void) { return (pv_zone){.name = {"UTC", 3}}; }

static bool is_name_char(char c) {
    return pv_digit_is(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+' || c == '-';
}

/* A point is no character of a name, so `.` and `..` cannot occur. */
bool pv_zone_name_valid(proviso_text name) {
    enum { LONGEST = 255 };
    bool part_empty = true;
    if (name.length > LONGEST) return false;
    for (size_t i = 0; i < name.length; i++) {
        bool slash = name.data[i] == '/';
        if (slash ? part_empty : !is_name_char(name.data[i])) return false;
        part_empty = slash;
    }
    return !part_empty;
}

/* Mm.w.d: the w-th weekday d (0 is Sunday) of month m; week 5 is the last one. 1970-01-01 was a Thursday. */
static pv_day weekday_of_month(const pv_zone_change *change, int year) {
    pv_day first = pv_day_of((pv_civil){year, change->month, 1});
    int weekday = (int)((first + 4) % 7);
    int days = (change->weekday - weekday + 14) % 7 + 7 * (change->week - 1);
    return first + (days < pv_day_month_length(year, change->month) ? days : days - 7);
}

static pv_day change_day(const pv_zone_change *change, int year) {
    switch (change->kind) {
    case PV_ZONE_CHANGE_JULIAN: /* March 1 is day 60 of every year */
        return change->day < 60 ? pv_day_of((pv_civil){year, 1, 1}) + change->day - 1
                                : pv_day_of((pv_civil){year, 3, 1}) + change->day - 60;
    case PV_ZONE_CHANGE_DAY: return pv_day_of((pv_civil){year, 1, 1}) + change->day;
    default: return weekday_of_month(change, year);
    }
}

static int64_t change_instant(const pv_zone_change *change, int year, int32_t offset_before) {
    return change_day(change, year) * DAY_SECONDS + change->seconds - offset_before;
}

/* Called for later changes first: of two at the same instant, the later year's wins. */
static void meet_change(pv_zone_segment *found, int64_t t, int64_t change, int32_t offset) {
    if (change > t) {
        if (change < found->end) found->end = change;
    } else if (change > found->from) {
        found->from = change;
        found->offset = offset;
    }
}

/* The last change at or before `t` decides. Each kind of change comes once a year, so that once both of a year lie at
 * or before `t`, no earlier year has a later one. Where one year's summer time ends as the next one's begins, it never
 * ends.
 */
static pv_zone_segment tail_segment(const pv_zone *zone, int64_t t) {
    pv_zone_segment found = {INT64_MIN, INT64_MAX, zone->tail_standard};
    if (!zone->tail_has_dst) return found;
    int64_t begins, ends;
    int year = pv_day_to_civil(pv_day_of_seconds(t)).year + 1;
    do {
        begins = change_instant(&zone->dst_begins, year, zone->tail_standard);
        ends = change_instant(&zone->dst_ends, year, zone->tail_dst);
        meet_change(&found, t, begins, zone->tail_dst);
        meet_change(&found, t, ends, zone->tail_standard);
        year--;
    } while (begins > t || ends > t);
    return found;
}

pv_zone_segment pv_zone_segment_at(const pv_zone *zone, int64_t t) {
    if (zone->count == 0) return tail_segment(zone, t);
    const int64_t last = zone->at[zone->count - 1];
    if (t >= last) {
        pv_zone_segment tail = tail_segment(zone, t);
        if (tail.from < last) tail.from = last;
        return tail;
    }
    if (t < zone->at[0]) return (pv_zone_segment){INT64_MIN, zone->at[0], zone->first_offset};
    uint32_t low = 0, high = zone->count - 1; /* at[low] <= t < at[high] */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (zone->at[middle] <= t)
            low = middle;
        else
            high = middle;
    }
    return (pv_zone_segment){zone->at[low], zone->at[high], zone->offsets[low]};
}

int32_t pv_zone_offset(const pv_zone *zone, int64_t seconds) { return pv_zone_segment_at(zone, seconds).offset; }

/* The first instant at which the clock shows the local time or a later one. */
int64_t pv_zone_from_local(const pv_zone *zone, int64_t local_seconds) {
    int64_t t = local_seconds - DAY_SECONDS;
    for (;;) {
        pv_zone_segment here = pv_zone_segment_at(zone, t);
        int64_t candidate = local_seconds - here.offset;
        if (candidate < t) candidate = t;
        if (candidate < here.end) return candidate;
        t = here.end;
    }
}
