/* evaluate/moments: the nine windows against their definitions, at their ends, beyond the calendar, and with unknowns.
 */
#include "evaluate/moments.h"

#include "unit.h"

enum { KINDS = PV_WINDOW_LESS_THAN_BEFORE + 1 };

static pv_slot day(const char *text) {
    pv_day d = 0;
    ck_assert_msg(pv_day_parse(&d, text_of(text)) == PV_PARSED, "%s", text);
    return d;
}

static pv_slot instant(const char *text) {
    pv_instant t = 0;
    ck_assert_msg(pv_instant_parse(&t, text_of(text)) == PV_PARSED, "%s", text);
    return t;
}

static pv_slot span(const char *text) {
    pv_span s = 0;
    ck_assert_msg(pv_span_parse(&s, text_of(text)) == PV_PARSED, "%s", text);
    return s;
}

/* As the language defines each window, from its two ends. */
static bool holds(pv_window_kind kind, pv_slot a, pv_slot earlier, pv_slot b, pv_slot later) {
    switch (kind) {
    case PV_WINDOW_WITHIN_AFTER: return b <= a && a <= later;
    case PV_WINDOW_WITHIN_BEFORE: return earlier <= a && a <= b;
    case PV_WINDOW_WITHIN_OF: return earlier <= a && a <= later;
    case PV_WINDOW_AT_LEAST_AFTER: return a >= later;
    case PV_WINDOW_AT_LEAST_BEFORE: return a <= earlier;
    case PV_WINDOW_MORE_THAN_AFTER: return a > later;
    case PV_WINDOW_MORE_THAN_BEFORE: return a < earlier;
    case PV_WINDOW_LESS_THAN_AFTER: return b <= a && a < later;
    case PV_WINDOW_LESS_THAN_BEFORE: return earlier < a && a <= b;
    }
    return false;
}

static void ends_are(pv_slot earlier, pv_slot b, pv_slot later, pv_slot width, pv_slot step) {
    const pv_slot around[] = {earlier, b, later};
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < sizeof around / sizeof *around; i++)
            for (pv_slot a = around[i] - 2 * step; a <= around[i] + 2 * step; a += step) {
                pv_truth expected = holds((pv_window_kind)kind, a, earlier, b, later) ? PV_TRUE : PV_FALSE;
                ck_assert_msg(pv_window_test((pv_window_kind)kind, a, width, b) == expected, "kind %d, %zu, %d", kind,
                              i, (int)((a - around[i]) / step));
            }
}

START_TEST(windows_hold_up_to_their_ends) {
    ends_are(day("2025-03-09"), day("2025-03-14"), day("2025-03-19"), span("5 days"), 1);
    ends_are(day("2025-03-14"), day("2025-03-14"), day("2025-03-14"), span("0 days"), 1);
    ends_are(day("2024-12-31"), day("2025-01-31"), day("2025-02-28"), span("1 month"), 1);
    ends_are(day("2023-02-28"), day("2024-02-29"), day("2025-02-28"), span("1 year"), 1);
    /* a nanosecond, which for instants is one */
    ends_are(instant("2025-03-12T08:00:00.5Z"), instant("2025-03-14T08:00:00.5Z"), instant("2025-03-16T08:00:00.5Z"),
             span("48 hours"), 1);
    ends_are(instant("1969-12-31T23:59:58.75Z"), instant("1970-01-01T00:00:00.25Z"), instant("1970-01-01T00:00:01.75Z"),
             span("1.5 seconds"), 1);
}
END_TEST

START_TEST(an_end_outside_of_the_calendar_is_beyond_every_moment) {
    const struct {
        pv_slot b, width, first, last;
    } rows[] = {{day("2025-03-14"), span("9000 years"), PV_DAY_FIRST, PV_DAY_LAST},
                {day("2025-03-14"), span("1000000000000000 months"), PV_DAY_FIRST, PV_DAY_LAST},
                {day("2025-03-14"), span("4000000 days"), PV_DAY_FIRST, PV_DAY_LAST},
                {day("2025-03-14"), span("1000000000000000 days"), PV_DAY_FIRST, PV_DAY_LAST},
                {instant("2025-03-14T00:00:00Z"), span("315537897600 seconds"), instant("0001-01-01T00:00:00Z"),
                 instant("9999-12-31T23:59:59.999999999Z")},
                {instant("2025-03-14T00:00:00Z"), span("1000000000000000 seconds"), instant("0001-01-01T00:00:00Z"),
                 instant("9999-12-31T23:59:59.999999999Z")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int kind = 0; kind < KINDS; kind++) {
            const pv_slot moments[] = {rows[i].first, rows[i].b, rows[i].last};
            for (size_t j = 0; j < 3; j++) {
                pv_slot before = rows[i].first - 1, after = rows[i].last + 1;
                pv_truth expected =
                    holds((pv_window_kind)kind, moments[j], before, rows[i].b, after) ? PV_TRUE : PV_FALSE;
                ck_assert_msg(pv_window_test((pv_window_kind)kind, moments[j], rows[i].width, rows[i].b) == expected,
                              "row %zu, kind %d, moment %zu", i, kind, j);
            }
        }
}
END_TEST

START_TEST(what_is_unknown_makes_a_window_unknown_unless_the_rest_decides) {
    pv_slot b = day("2025-03-14"), before = b - 1, after = b + 1;
    for (int kind = 0; kind < KINDS; kind++) {
        bool from_b = kind == PV_WINDOW_WITHIN_AFTER || kind == PV_WINDOW_LESS_THAN_AFTER;
        bool to_b = kind == PV_WINDOW_WITHIN_BEFORE || kind == PV_WINDOW_LESS_THAN_BEFORE;
        pv_window_kind window = (pv_window_kind)kind;
        ck_assert_int_eq(pv_window_test(window, PV_SLOT_UNKNOWN, span("5 days"), b), PV_UNKNOWN);
        ck_assert_int_eq(pv_window_test(window, b, span("5 days"), PV_SLOT_UNKNOWN), PV_UNKNOWN);
        ck_assert_int_eq(pv_window_test(window, before, PV_SLOT_UNKNOWN, b), from_b ? PV_FALSE : PV_UNKNOWN);
        ck_assert_int_eq(pv_window_test(window, after, PV_SLOT_UNKNOWN, b), to_b ? PV_FALSE : PV_UNKNOWN);
        ck_assert_int_eq(pv_window_test(window, b, PV_SLOT_UNKNOWN, b), PV_UNKNOWN);
    }
}
END_TEST

START_TEST(a_negative_span_is_a_fault) {
    for (int kind = 0; kind < KINDS; kind++) {
        pv_slot b = day("2025-03-14"), t = instant("2025-03-14T00:00:00Z");
        ck_assert_int_eq(pv_window_test((pv_window_kind)kind, b, span("-1 days"), b), PV_UNKNOWN);
        ck_assert_int_eq(pv_window_test((pv_window_kind)kind, b, span("-1 months"), b), PV_UNKNOWN);
        ck_assert_int_eq(pv_window_test((pv_window_kind)kind, t, span("-0.000000001 seconds"), t), PV_UNKNOWN);
    }
}
END_TEST

int main(void) {
    return RUN_SUITE("moments", windows_hold_up_to_their_ends, an_end_outside_of_the_calendar_is_beyond_every_moment,
                     what_is_unknown_makes_a_window_unknown_unless_the_rest_decides, a_negative_span_is_a_fault);
}
