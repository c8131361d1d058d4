/* values/shift: days and instants moved by spans, and how many units fit between two, held against the definition.
 * Expected instants of zones are read off the tz database (zdump). */
#include "values/shift.h"

#include "zone_file.h"

static pv_memory memory;
static pv_arena arena;

static void begin(void) {
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
}

static void end(void) { pv_arena_clear(&arena); }

static pv_zone zone_of(const char *name) {
    pv_zone zone = {0};
    bool out_of_memory;
    bytes file = file_of(name);
    ck_assert_msg(pv_zone_read(&zone, &arena, text_of(name), (proviso_text){file.data, file.length}, &out_of_memory),
                  "%s", name);
    return zone;
}

static pv_day day(const char *text) {
    pv_day d = 0;
    ck_assert_msg(pv_day_parse(&d, text_of(text)) == PV_PARSED, "%s", text);
    return d;
}

static pv_instant instant(const char *text) {
    pv_instant t = 0;
    ck_assert_msg(pv_instant_parse(&t, text_of(text)) == PV_PARSED, "%s", text);
    return t;
}

static pv_span span(const char *text) {
    pv_span s = 0;
    ck_assert_msg(pv_span_parse(&s, text_of(text)) == PV_PARSED, "%s", text);
    return s;
}

START_TEST(days_move_by_days_and_months) {
    const struct {
        const char *day, *span;
        int sign;
        const char *expected; /* NULL: a fault */
    } rows[] = {{"2025-01-31", "1 month", 1, "2025-02-28"},
                {"2024-01-31", "1 month", 1, "2024-02-29"},
                {"2024-03-31", "1 month", -1, "2024-02-29"},
                {"2024-02-29", "1 year", 1, "2025-02-28"},
                {"2024-02-29", "4 years", 1, "2028-02-29"},
                {"2024-02-29", "-1 years", -1, "2025-02-28"},
                {"2025-03-01", "1 day", -1, "2025-02-28"},
                {"2025-12-31", "2 weeks", 1, "2026-01-14"},
                {"2025-12-31", "0 days", -1, "2025-12-31"},
                {"9999-12-31", "0 months", 1, "9999-12-31"},
                {"9999-12-31", "1 day", 1, NULL},
                {"9999-12-31", "1 day", -1, "9999-12-30"},
                {"9999-12-01", "1 month", 1, NULL},
                {"0001-01-01", "1 day", -1, NULL},
                {"0001-01-31", "1 month", -1, NULL},
                {"0001-01-01", "3652058 days", 1, "9999-12-31"},
                {"0001-01-01", "119987 months", 1, "9999-12-01"},
                {"2025-01-01", "1000000000000000 days", 1, NULL},
                {"2025-01-01", "-1000000000000000 days", 1, NULL},
                {"2025-01-01", "-1000000000000000 days", -1, NULL},
                {"2025-01-01", "1000000000000000 months", 1, NULL},
                {"2025-01-01", "1000000000000000 months", -1, NULL},
                {"2025-01-01", "24 hours", 1, NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_day out = 0;
        bool fits = pv_day_shift(&out, day(rows[i].day), span(rows[i].span), rows[i].sign);
        ck_assert_msg(fits == (rows[i].expected != NULL), "%s, %d times %s", rows[i].day, rows[i].sign, rows[i].span);
        if (rows[i].expected)
            ck_assert_msg(out == day(rows[i].expected), "%s, %d times %s", rows[i].day, rows[i].sign, rows[i].span);
    }
}
END_TEST

START_TEST(instants_move_on_the_clock_of_the_zone) {
    const struct {
        const char *zone, *time, *span;
        int sign;
        const char *expected;
    } rows[] = {{"Europe/London", "2025-03-29T12:00:00.5Z", "1 day", 1, "2025-03-30T11:00:00.5Z"},
                {"Europe/London", "2025-03-29T12:00:00.5Z", "24 hours", 1, "2025-03-30T12:00:00.5Z"},
                {"Europe/London", "2025-03-30T12:00:00Z", "1 month", -1, "2025-02-28T13:00:00Z"},
                {"Europe/London", "2024-12-31T00:00:00Z", "2 months", 1, "2025-02-28T00:00:00Z"},
                /* the day on the clock, not that of UTC */
                {"Asia/Shanghai", "2025-01-30T17:00:00Z", "1 month", 1, "2025-02-27T17:00:00Z"},
                {"Asia/Shanghai", "2025-02-28T15:59:59Z", "1 month", 1, "2025-03-28T15:59:59Z"},
                {"Asia/Shanghai", "2025-02-28T16:00:00Z", "1 month", 1, "2025-03-31T16:00:00Z"},
                /* skipped: the first instant after the gap */
                {"America/New_York", "2025-03-08T07:30:00Z", "1 day", 1, "2025-03-09T07:00:00Z"},
                {"America/New_York", "2025-03-10T06:30:00.25Z", "1 day", -1, "2025-03-09T07:00:00.25Z"},
                {"Australia/Lord_Howe", "2025-10-03T15:45:00Z", "1 day", 1, "2025-10-04T15:30:00Z"},
                {"Pacific/Apia", "2011-12-29T22:00:00Z", "1 day", 1, "2011-12-30T10:00:00Z"},
                {"Pacific/Apia", "2011-12-29T22:00:00Z", "2 days", 1, "2011-12-30T22:00:00Z"},
                /* repeated: the earlier; but a span of nothing moves nothing */
                {"America/New_York", "2025-11-01T05:30:00Z", "1 day", 1, "2025-11-02T05:30:00Z"},
                {"America/New_York", "2025-11-03T06:30:00Z", "1 day", -1, "2025-11-02T05:30:00Z"},
                {"America/New_York", "2025-11-02T06:30:00Z", "0 days", 1, "2025-11-02T06:30:00Z"},
                {"America/New_York", "2025-11-02T06:30:00Z", "0 months", -1, "2025-11-02T06:30:00Z"},
                {"America/New_York", "2025-11-02T06:30:00Z", "0 hours", -1, "2025-11-02T06:30:00Z"},
                /* elapsed time, with fractions of a second */
                {"America/New_York", "2025-11-02T05:30:00Z", "90 minutes", 1, "2025-11-02T07:00:00Z"},
                {"Asia/Kathmandu", "1970-01-01T00:00:00Z", "0.000000001 seconds", -1, "1969-12-31T23:59:59.999999999Z"},
                {"Asia/Kathmandu", "1969-12-31T23:59:59.999999999Z", "0.000000001 seconds", 1, "1970-01-01T00:00:00Z"},
                {"Asia/Kathmandu", "1970-01-01T00:00:00.5Z", "-1.75 seconds", -1, "1970-01-01T00:00:02.25Z"},
                /* the years 1 to 9999 */
                {"Europe/London", "9999-12-31T23:59:59.999999999Z", "0.000000001 seconds", 1, NULL},
                {"Europe/London", "0001-01-01T00:00:00Z", "0.000000001 seconds", -1, NULL},
                {"Europe/London", "0001-01-01T00:00:00Z", "315537897599.999999999 seconds", 1,
                 "9999-12-31T23:59:59.999999999Z"},
                {"Europe/London", "9999-12-31T00:00:00Z", "1 day", 1, NULL},
                {"Europe/London", "2025-01-01T00:00:00Z", "1000000000000000 seconds", 1, NULL},
                {"Europe/London", "2025-01-01T00:00:00Z", "1000000000000000 seconds", -1, NULL},
                {"Europe/London", "2025-01-01T00:00:00Z", "1000000000000000 days", -1, NULL},
                {"Europe/London", "2025-01-01T00:00:00Z", "-1000000000000000 months", -1, NULL},
                /* the day on the clock may be the last while that of UTC is not, and the other way round */
                {"Asia/Shanghai", "9999-12-30T20:00:00Z", "1 day", 1, NULL},
                {"Asia/Shanghai", "9999-12-31T20:00:00Z", "1 day", -1, "9999-12-30T20:00:00Z"},
                {"America/New_York", "0001-01-01T02:00:00Z", "1 day", 1, "0001-01-02T02:00:00Z"},
                {"America/New_York", "9999-12-30T23:00:00Z", "1 day", 1, "9999-12-31T23:00:00Z"},
                {"America/New_York", "9999-12-31T02:00:00Z", "1 day", 1, NULL}};
    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_zone zone = zone_of(rows[i].zone);
        pv_instant out = 0;
        bool fits = pv_instant_shift(&out, instant(rows[i].time), span(rows[i].span), rows[i].sign, &zone);
        ck_assert_msg(fits == (rows[i].expected != NULL), "%s, %d times %s", rows[i].time, rows[i].sign, rows[i].span);
        if (rows[i].expected)
            ck_assert_msg(out == instant(rows[i].expected), "%s, %d times %s", rows[i].time, rows[i].sign,
                          rows[i].span);
    }
    end();
}
END_TEST

START_TEST(the_difference_of_instants_is_elapsed) {
    const char *rows[][3] = {
        {"2025-01-01T00:00:01Z", "2025-01-01T00:00:00Z", "1 second"},
        {"2025-01-01T00:00:00Z", "2025-01-01T00:00:01Z", "-1 seconds"},
        {"2025-01-01T00:00:01.25Z", "2025-01-01T00:00:00.5Z", "0.75 seconds"},
        {"1969-12-31T23:59:59.5Z", "1970-01-01T00:00:00.25Z", "-0.75 seconds"},
        {"2025-01-01T00:00:00.5Z", "2025-01-01T00:00:00.5Z", "0 seconds"},
        {"9999-12-31T23:59:59.999999999Z", "0001-01-01T00:00:00Z", "315537897599.999999999 seconds"},
        {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "-315537897599 seconds"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(pv_instant_difference(instant(rows[i][0]), instant(rows[i][1])) == span(rows[i][2]), "%s - %s",
                      rows[i][0], rows[i][1]);
}
END_TEST

START_TEST(units_between_days_are_counted_from_the_first) {
    const struct {
        const char *a, *b, *unit;
        int64_t n;
        bool left_over;
    } rows[] = {{"2025-03-14", "2025-03-14", "1 day", 0, false},
                {"2025-03-14", "2025-03-15", "1 day", 1, false},
                {"2025-03-14", "2025-03-20", "1 week", 0, true},
                {"2025-03-14", "2025-03-21", "1 week", 1, false},
                {"2025-03-14", "2025-03-22", "1 week", 1, true},
                /* Jan 31 + 1 month is Feb 28, + 2 months Mar 31 */
                {"2025-01-31", "2025-02-27", "1 month", 0, true},
                {"2025-01-31", "2025-02-28", "1 month", 1, false},
                {"2025-01-31", "2025-03-01", "1 month", 1, true},
                {"2025-01-31", "2025-03-30", "1 month", 1, true},
                {"2025-01-31", "2025-03-31", "1 month", 2, false},
                {"2025-01-31", "2025-04-30", "1 month", 3, false},
                {"2025-02-28", "2025-03-28", "1 month", 1, false},
                {"2025-02-28", "2025-03-31", "1 month", 1, true},
                {"2024-02-29", "2025-02-27", "1 year", 0, true},
                {"2024-02-29", "2025-02-28", "1 year", 1, false},
                {"2024-02-29", "2028-02-28", "1 year", 3, true},
                {"2024-02-29", "2028-02-29", "1 year", 4, false},
                {"2025-05-31", "2025-11-30", "5 months", 1, true},
                {"0001-01-01", "9999-12-31", "1 day", 3652058, false},
                {"0001-01-01", "9999-12-31", "1 month", 119987, true},
                {"0001-01-31", "9999-12-31", "1 month", 119987, false},
                {"0001-01-01", "9999-12-31", "1 year", 9998, true},
                {"0001-01-01", "9999-12-31", "1000000000000000 days", 0, true},
                {"0001-01-01", "9999-12-31", "1000000000000000 months", 0, true},
                {"9999-12-31", "9999-12-31", "1 month", 0, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t n = -1;
        bool left_over = false;
        ck_assert(pv_day_units(&n, &left_over, day(rows[i].a), day(rows[i].b), span(rows[i].unit)));
        ck_assert_msg(n == rows[i].n && left_over == rows[i].left_over, "%s, %s, %s: %" PRId64, rows[i].a, rows[i].b,
                      rows[i].unit, n);
    }
    int64_t n;
    bool left_over;
    ck_assert(!pv_day_units(&n, &left_over, day("2025-03-15"), day("2025-03-14"), span("1 day")));
    ck_assert(!pv_day_units(&n, &left_over, day("2025-03-15"), day("2025-03-14"), span("1 year")));
}
END_TEST

START_TEST(units_between_instants_keep_the_clock_of_the_zone) {
    const struct {
        const char *zone, *a, *b, *unit;
        int64_t n;
        bool left_over;
    } rows[] = {
        {"Europe/London", "2025-03-29T12:00:00Z", "2025-03-30T10:59:59.999999999Z", "1 day", 0, true},
        {"Europe/London", "2025-03-29T12:00:00Z", "2025-03-30T11:00:00Z", "1 day", 1, false},
        {"Europe/London", "2025-03-29T12:00:00Z", "2025-03-30T11:00:00Z", "1 hour", 23, false},
        {"Europe/London", "2025-03-29T12:00:00Z", "2025-03-30T11:00:00.5Z", "1 hour", 23, true},
        {"Europe/London", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "1 year", 0, false},
        {"Asia/Shanghai", "2025-01-30T17:00:00Z", "2025-02-27T16:59:59Z", "1 month", 0, true},
        {"Asia/Shanghai", "2025-01-30T17:00:00Z", "2025-02-27T17:00:00Z", "1 month", 1, false},
        /* skipped: one day later is the end of the gap, two are on the clock again */
        {"America/New_York", "2025-03-08T07:30:00Z", "2025-03-09T06:59:59Z", "1 day", 0, true},
        {"America/New_York", "2025-03-08T07:30:00Z", "2025-03-09T07:00:00Z", "1 day", 1, false},
        {"America/New_York", "2025-03-08T07:30:00Z", "2025-03-10T06:30:00Z", "1 day", 2, false},
        /* a whole day is skipped: one day and two end at the same instant, of which two is the larger */
        {"Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T09:59:59Z", "1 day", 0, true},
        {"Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "1 day", 2, false},
        {"Pacific/Apia", "2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", "1 day", 1, false},
        {"Pacific/Apia", "2011-12-29T22:00:00Z", "2011-12-30T21:59:59Z", "1 day", 1, true},
        {"Pacific/Apia", "2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z", "1 day", 2, false},
        /* repeated: once 01:30 has come, a second 01:15 takes nothing back */
        {"America/New_York", "2025-11-01T05:30:00Z", "2025-11-02T05:29:59Z", "1 day", 0, true},
        {"America/New_York", "2025-11-01T05:30:00Z", "2025-11-02T05:30:00Z", "1 day", 1, false},
        {"America/New_York", "2025-11-01T05:30:00Z", "2025-11-02T06:15:00Z", "1 day", 1, true},
        /* from the second of two: the instant itself, then the day after */
        {"America/New_York", "2025-11-02T06:30:00Z", "2025-11-02T06:30:00Z", "1 day", 0, false},
        {"America/New_York", "2025-11-02T06:30:00Z", "2025-11-03T06:30:00Z", "1 day", 1, false},
        {"America/New_York", "2024-11-03T05:30:00Z", "2025-11-03T06:29:59Z", "1 year", 0, true},
        {"America/New_York", "2024-11-03T05:30:00Z", "2025-11-03T06:30:00Z", "1 year", 1, false},
        /* the last days of the calendar */
        {"Asia/Shanghai", "9999-12-29T20:00:00Z", "9999-12-31T23:00:00Z", "1 day", 1, true},
        {"America/New_York", "9999-12-30T02:00:00Z", "9999-12-31T23:00:00Z", "1 day", 1, true},
        {"America/New_York", "0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "1 day", 1, false},
        {"America/New_York", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1000000000000000 months", 0, true},
        {"America/New_York", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1 second", 315537897599, false},
        {"America/New_York", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1000000000000000 seconds", 0, true},
        {"America/New_York", "2025-01-01T00:00:00Z", "2025-01-01T00:00:01Z", "0.3 seconds", 3, true}};
    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_zone zone = zone_of(rows[i].zone);
        int64_t n = -1;
        bool left_over = false;
        ck_assert(pv_instant_units(&n, &left_over, instant(rows[i].a), instant(rows[i].b), span(rows[i].unit), &zone));
        ck_assert_msg(n == rows[i].n && left_over == rows[i].left_over, "%s, %s, %s, %s: %" PRId64, rows[i].zone,
                      rows[i].a, rows[i].b, rows[i].unit, n);
    }
    pv_zone utc = pv_zone_utc();
    pv_instant first = instant("0001-01-01T00:00:00Z"), last = instant("9999-12-31T23:59:59Z");
    int64_t n;
    bool left_over;
    ck_assert(!pv_instant_units(&n, &left_over, last, first, span("1 day"), &utc));
    ck_assert(!pv_instant_units(&n, &left_over, last, first, span("1 hour"), &utc));
    ck_assert(!pv_instant_units(&n, &left_over, first, last, span("0.000000001 seconds"), &utc));
    end();
}
END_TEST

/* Clocks that no place has, of one change each: what a local time stands for is the first instant that shows it or a
 * later one, so that a day that the clock showed before it was put back is reached. */
START_TEST(what_a_clock_showed_before_it_was_put_back_counts) {
    const struct {
        int32_t before, after; /* offsets; the change is at 2025-01-02T00:30:00 on the clock before it */
        const char *a, *b;     /* written with a Z: what the clocks show, before and after the change */
        int64_t n;
        bool left_over;
    } rows[] = {{3600, 0, "2025-01-01T00:15:00Z", "2025-01-01T23:45:00Z", 1, true},
                {3600, 0, "2025-01-01T00:29:59Z", "2025-01-01T23:30:00Z", 1, true},
                {3600, 0, "2025-01-01T00:30:00Z", "2025-01-02T00:29:59Z", 0, true},
                {3600, 0, "2025-01-01T00:30:00Z", "2025-01-02T00:30:00Z", 1, false},
                {43200, -43200, "2025-01-01T00:15:00Z", "2025-01-01T00:45:00Z", 1, true},
                {86399, -86399, "2025-01-01T00:15:00Z", "2024-12-31T00:30:02Z", 1, true},
                {86399, -86399, "2024-12-31T23:00:00Z", "2025-01-01T00:00:00Z", 1, true},
                {86399, -86399, "2024-12-31T00:15:00Z", "2025-01-01T00:00:00Z", 2, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t change = pv_instant_seconds(instant("2025-01-02T00:30:00Z")) - rows[i].before;
        pv_zone zone = {.at = &change,
                        .offsets = &rows[i].after,
                        .count = 1,
                        .first_offset = rows[i].before,
                        .tail_standard = rows[i].after};
        pv_instant a = pv_instant_of(pv_instant_seconds(instant(rows[i].a)) - rows[i].before, 0);
        pv_instant b = pv_instant_of(pv_instant_seconds(instant(rows[i].b)) - rows[i].after, 0);
        int64_t n = -1;
        bool left_over = false;
        ck_assert(pv_instant_units(&n, &left_over, a, b, span("1 day"), &zone));
        ck_assert_msg(n == rows[i].n && left_over == rows[i].left_over, "row %zu: %" PRId64, i, n);
    }
}
END_TEST

/* a + n units <= b, as the language defines it. */
static bool fits(pv_instant a, int64_t n, pv_span unit, pv_instant b, const pv_zone *zone) {
    pv_instant moved;
    pv_span span = pv_span_of(pv_span_family_of(unit), pv_span_count(unit) * n, 0);
    return pv_instant_shift(&moved, a, span, 1, zone) && moved <= b;
}

START_TEST(no_larger_number_of_units_fits_around_any_change_of_the_clock) {
    const char *zones[] = {"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
                           "Europe/Dublin",    "America/Nuuk",        "Asia/Kathmandu"};
    const char *units[] = {"1 day", "2 days", "1 week", "1 month", "1 year"};
    uint64_t seed = 13;
    begin();
    for (int i = 0; i < 60000; i++) {
        pv_zone zone = zone_of(zones[i % 7]);
        pv_span unit = span(units[next_random(&seed) % 5]);
        int64_t change = zone.at[next_random(&seed) % zone.count];
        if (change < PV_INSTANT_FIRST_SECOND / 2) change = 0;
        int64_t b_seconds = change + (int64_t)(next_random(&seed) % 200000) - 100000;
        int64_t a_seconds = b_seconds - (int64_t)(next_random(&seed) % (i % 2 ? 40000000 : 400000));
        if (i % 3 == 0) a_seconds = b_seconds - (b_seconds - a_seconds) / 1800 * 1800;
        pv_instant a = pv_instant_of(a_seconds, 0), b = pv_instant_of(b_seconds, 0);
        int64_t n = -1;
        bool left_over;
        bool right = pv_instant_units(&n, &left_over, a, b, unit, &zone) && fits(a, n, unit, b, &zone);
        for (int64_t more = 1; more <= 4; more++) right = right && !fits(a, n + more, unit, b, &zone);
        bool exact = n >= 0 && fits(a, n, unit, b, &zone) && !fits(a, n, unit, b - 1, &zone);
        if (n > 0 || a == b) right = right && left_over == !exact;
        if (!right) ck_abort_msg("%s %" PRId64 " %" PRId64 ": %" PRId64, zones[i % 7], a_seconds, b_seconds, n);
        pv_arena_reset(&arena);
    }
    end();
}
END_TEST

int main(void) {
    return RUN_SUITE("shift", days_move_by_days_and_months, instants_move_on_the_clock_of_the_zone,
                     the_difference_of_instants_is_elapsed, units_between_days_are_counted_from_the_first,
                     units_between_instants_keep_the_clock_of_the_zone,
                     what_a_clock_showed_before_it_was_put_back_counts,
                     no_larger_number_of_units_fits_around_any_change_of_the_clock);
}
