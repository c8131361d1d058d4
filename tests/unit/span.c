/* values/span: policy and ISO texts, the three families, arithmetic and canonical forms. */
#include "values/span.h"

#include "unit.h"

static void expect_both(pv_span s, const char *text, const char *iso) {
    char out[PV_SPAN_TEXT];
    ck_assert_text(((proviso_text){out, pv_span_write(out, s)}), text);
    ck_assert_text(((proviso_text){out, pv_span_write_iso(out, s)}), iso);
}

static pv_span span(const char *text) {
    pv_span s = 0;
    ck_assert_msg(pv_span_parse(&s, text_of(text)) == PV_PARSED, "%s", text);
    return s;
}

static pv_span iso_span(const char *text) {
    pv_span s = 0;
    ck_assert_msg(pv_span_parse_iso(&s, text_of(text)) == PV_PARSED, "%s", text);
    return s;
}

START_TEST(spans_are_written_in_the_largest_whole_unit) {
    const struct {
        const char *written, *text, *iso;
    } rows[] = {
        {"5 days", "5 days", "P5D"},
        {"1 day", "1 day", "P1D"},
        {"2 weeks", "14 days", "P14D"},
        {"1 week", "7 days", "P7D"},
        {"3 months", "3 months", "P3M"},
        {"1 month", "1 month", "P1M"},
        {"1 year", "12 months", "P12M"},
        {"0.5 years", "6 months", "P6M"},
        {"48 hours", "48 hours", "PT48H"},
        {"1 hours", "1 hour", "PT1H"},
        {"60 minutes", "1 hour", "PT1H"},
        {"90 minutes", "90 minutes", "PT90M"},
        {"60 seconds", "1 minute", "PT1M"},
        {"61 seconds", "61 seconds", "PT61S"},
        {"1.5 seconds", "1.5 seconds", "PT1.5S"},
        {"0.5 minutes", "30 seconds", "PT30S"},
        {"1.50 hours", "90 minutes", "PT90M"},
        {"1.000000001 seconds", "1.000000001 seconds", "PT1.000000001S"},
        {"0.000000001 seconds", "0.000000001 seconds", "PT0.000000001S"},
        {"0 days", "0 days", "P0D"},
        {"0 years", "0 months", "P0M"},
        {"0 seconds", "0 hours", "PT0H"},
        {"-5 days", "-5 days", "-P5D"},
        {"-1 day", "-1 days", "-P1D"},
        {"-48 hours", "-48 hours", "-PT48H"},
        {"-1.5 seconds", "-1.5 seconds", "-PT1.5S"},
        {"-0.000000001 seconds", "-0.000000001 seconds", "-PT0.000000001S"},
        {"-0 days", "0 days", "P0D"},
        {"5   days", "5 days", "P5D"},
        {"1000000000000000 seconds", "1000000000000000 seconds", "PT1000000000000000S"},
        {"-999999999999999.999999999 seconds", "-999999999999999.999999999 seconds", "-PT999999999999999.999999999S"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_both(span(rows[i].written), rows[i].text, rows[i].iso);
        ck_assert(iso_span(rows[i].iso) == span(rows[i].text));
    }
}
END_TEST

START_TEST(policy_texts_that_are_no_spans_are_malformed) {
    const char *texts[] = {"",          "5",       "days", "5days",    " 5 days", "5 days ",  "5 day s",
                           "5 Days",    "5 dayss", "5 s",  "5\tdays",  "x days",  "- 5 days", "5 d",
                           "5 decades", "+5 days", "5 ",   "1e2 days", " ",       "5 weekss", "5. days"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pv_span s;
        ck_assert_msg(pv_span_parse(&s, text_of(texts[i])) == PV_PARSED_MALFORMED, "%s", texts[i]);
    }
}
END_TEST

START_TEST(policy_texts_beyond_the_bounds_are_out_of_range) {
    const char *texts[] = {"1.5 days",
                           "0.3 years",
                           "0.1 weeks",
                           "0.0000000001 seconds",
                           "1000000000000001 days",
                           "-1000000000000001 days",
                           "1000000000000000.5 seconds",
                           "1000000000000000 weeks",
                           "999999999999999999 hours",
                           "1000000000000000000 days"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pv_span s;
        ck_assert_msg(pv_span_parse(&s, text_of(texts[i])) == PV_PARSED_OUT_OF_RANGE, "%s", texts[i]);
    }
}
END_TEST

START_TEST(iso_texts_of_one_family_are_read) {
    const struct {
        const char *iso, *text;
    } rows[] = {{"P5D", "5 days"},         {"P2W3D", "17 days"},
                {"P1W", "7 days"},         {"P1Y6M", "18 months"},
                {"P2Y", "24 months"},      {"PT1H30M1.5S", "5401.5 seconds"},
                {"PT1H30M", "90 minutes"}, {"PT36H", "36 hours"},
                {"PT0S", "0 hours"},       {"P0W", "0 days"},
                {"-P1Y", "-12 months"},    {"-PT1H30M", "-90 minutes"},
                {"P007D", "7 days"},       {"PT1.500000000000S", "1.5 seconds"},
                {"PT90M", "90 minutes"},   {"PT1M", "1 minute"},
                {"P1M", "1 month"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[PV_SPAN_TEXT];
        ck_assert_text(((proviso_text){out, pv_span_write(out, iso_span(rows[i].iso))}), rows[i].text);
    }
}
END_TEST

START_TEST(other_iso_texts_are_malformed) {
    const char *texts[] = {"",       "P",     "PT",    "-P",    "-",      "5D",     "p5d",   "P5d",     "P-5D",
                           "+P5D",   "P5",    "PD",    "P5DT",  "P5D ",   " P5D",   "P1M1D", "P1DT1H",  "P1Y1W",
                           "P1MT1M", "P1D1D", "P3D2W", "P6M1Y", "PT1M1H", "PT1S1M", "P1.5D", "PT1.5H",  "PT1.5M",
                           "PT1,5S", "PT.5S", "PT1.S", "P1H",   "PT5D",   "PTT1H",  "P1X",   "PT1HT1M", "PT1",
                           "--P5D",  "P5D-",  "PT1.5", "P1S",   "PT1W",   "P1Y2",   "P1MT",  "T1H",     "PT1.5.5S"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pv_span s;
        ck_assert_msg(pv_span_parse_iso(&s, text_of(texts[i])) == PV_PARSED_MALFORMED, "%s", texts[i]);
    }
    pv_span s;
    ck_assert_int_eq(pv_span_parse_iso(&s, (proviso_text){NULL, 0}), PV_PARSED_MALFORMED);
}
END_TEST

START_TEST(iso_texts_beyond_the_bounds_are_out_of_range) {
    const char *texts[] = {"P1000000000000001D",        "P1000000000000000W",   "PT0.0000000001S",
                           "P99999999999999999999999D", "P1000000000000000W1D", "PT999999999999999H",
                           "-P100000000000000Y"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pv_span s;

        ck_assert_msg(pv_span_parse_iso(&s, text_of(texts[i])) == PV_PARSED_OUT_OF_RANGE, "%s", texts[i]);
    }
}
END_TEST

START_TEST(units_know_their_family_and_multiple) {
    const struct {
        const char *word;
        pv_span_family family;
        int64_t multiple;
    } rows[] = {{"day", PV_SPAN_DAYS, 1},       {"weeks", PV_SPAN_DAYS, 7},       {"month", PV_SPAN_MONTHS, 1},
                {"years", PV_SPAN_MONTHS, 12},  {"hours", PV_SPAN_ELAPSED, 3600}, {"minute", PV_SPAN_ELAPSED, 60},
                {"seconds", PV_SPAN_ELAPSED, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_span_family family = PV_SPAN_ANY;
        int64_t multiple = 0;
        ck_assert(pv_span_unit(&family, &multiple, text_of(rows[i].word)));
        ck_assert_int_eq(family, rows[i].family);
        ck_assert_int_eq(multiple, rows[i].multiple);
    }
    pv_span_family family;
    int64_t multiple;
    ck_assert(!pv_span_unit(&family, &multiple, text_of("fortnight")));
    ck_assert(!pv_span_unit(&family, &multiple, (proviso_text){NULL, 0}));
    pv_span s;
    ck_assert(!pv_span_from_units(&s, PV_NUMBER_ONE, text_of("fortnight")));
}
END_TEST

START_TEST(spans_of_one_family_add_and_subtract) {
    pv_span out;
    ck_assert(pv_span_add(&out, span("5 days"), span("2 weeks")) && out == span("19 days"));
    ck_assert(pv_span_add(&out, span("0.6 seconds"), span("0.6 seconds")) && out == span("1.2 seconds"));
    ck_assert(pv_span_subtract(&out, span("1 hour"), span("3600.000000001 seconds")));
    ck_assert(out == span("-0.000000001 seconds"));
    ck_assert(pv_span_subtract(&out, span("1 month"), span("1 year")) && out == span("-11 months"));
    ck_assert(!pv_span_add(&out, span("1 day"), span("1 month")));
    ck_assert(!pv_span_subtract(&out, span("1 day"), span("24 hours")));
    ck_assert(!pv_span_add(&out, span("1000000000000000 days"), span("1 day")));
    ck_assert(!pv_span_subtract(&out, span("-1000000000000000 seconds"), span("0.000000001 seconds")));
}
END_TEST

START_TEST(spans_of_one_family_are_ordered_as_integers_are) {
    const char *ascending[] = {"-2 seconds",  "-1.5 seconds", "-1 seconds",  "-0.000000001 seconds", "0 hours",
                               "0.1 seconds", "0.5 seconds",  "1 second",    "1.000000001 seconds",  "1 minute",
                               "59 minutes",  "1 hour",       "100000 hours"};
    for (size_t i = 1; i < sizeof ascending / sizeof *ascending; i++)
        ck_assert_msg(span(ascending[i - 1]) < span(ascending[i]), "%s", ascending[i]);
    ck_assert(span("-1 days") < span("0 days") && span("6 days") < span("1 week"));
}
END_TEST

START_TEST(random_spans_read_back) {
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        pv_span_family family = (pv_span_family)(next_random(&seed) % 3);
        int64_t most = i % 2 ? PV_SPAN_MOST : 100000;
        int64_t count = (int64_t)(next_random(&seed) % (uint64_t)(2 * most)) - most;
        uint64_t nanoseconds = family == PV_SPAN_ELAPSED && i % 3 == 0 ? next_random(&seed) % 1000000000 : 0;
        pv_span s = pv_span_of(family, count, nanoseconds), back = 0;
        char text[PV_SPAN_TEXT];
        size_t length = pv_span_write(text, s);
        if (pv_span_parse(&back, (proviso_text){text, length}) != PV_PARSED || back != s)
            ck_abort_msg("%.*s", (int)length, text);
        length = pv_span_write_iso(text, s);
        if (pv_span_parse_iso(&back, (proviso_text){text, length}) != PV_PARSED || back != s)
            ck_abort_msg("%.*s", (int)length, text);
    }
}
END_TEST

static pv_number number(const char *text) {
    pv_number n = 0;
    ck_assert_msg(pv_number_parse(&n, text_of(text)) == PV_PARSED, "%s", text);
    return n;
}

START_TEST(spans_multiply_by_whole_numbers) {
    const struct {
        const char *span, *factor, *expected; /* NULL: a fault */
    } rows[] = {{"5 days", "3", "15 days"},
                {"5 days", "-3", "-15 days"},
                {"-2 months", "-6", "12 months"},
                {"1.5 seconds", "3", "4.5 seconds"},
                {"-0.000000001 seconds", "3", "-0.000000003 seconds"},
                {"7 hours", "0", "0 hours"},
                {"0 days", "-999999999999999999", "0 days"},
                {"5 days", "0.5", NULL},
                {"2 days", "0.000000000000000001", NULL},
                {"1 day", "1000000000000000", "1000000000000000 days"},
                {"1 day", "1000000000000001", NULL},
                {"-1 days", "1000000000000000", "-1000000000000000 days"},
                {"0.000000001 seconds", "999999999999999999", "999999999.999999999 seconds"},
                {"1000000000000000 months", "-1", "-1000000000000000 months"},
                {"1000000000000000 months", "2", NULL},
                {"1000000000000000 seconds", "999999999999999999", NULL},
                {"-1000000000000000 seconds", "999999999999999999", NULL},
                /* 2^70 nanoseconds, 2^58 times: nothing is left of them in 128 bits */
                {"1180591620717.411303424 seconds", "288230376151711744", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_span out = 77;
        bool fits = pv_span_multiply(&out, span(rows[i].span), number(rows[i].factor));
        ck_assert_msg(fits == (rows[i].expected != NULL), "%s * %s", rows[i].span, rows[i].factor);
        if (rows[i].expected) ck_assert_msg(out == span(rows[i].expected), "%s * %s", rows[i].span, rows[i].factor);
    }
}
END_TEST

START_TEST(elapsed_spans_divide_into_a_fraction) {
    pv_fraction out = {77, 77};
    ck_assert(pv_span_divide(&out, span("90 minutes"), span("1 hour")) && out.p == 3 && out.q == 2);
    ck_assert(pv_span_divide(&out, span("-1 seconds"), span("3 seconds")) && out.p == -1 && out.q == 3);
    ck_assert(pv_span_divide(&out, span("1 second"), span("-0.3 seconds")) && out.p == -10 && out.q == 3);
    ck_assert(pv_span_divide(&out, span("0 hours"), span("5 seconds")) && out.p == 0 && out.q == 1);
    ck_assert(pv_span_divide(&out, span("1000000000000000 seconds"), span("-0.000000001 seconds")));
    ck_assert(out.p == -(pv_int128)PV_NUMBER_ONE * 1000000 && out.q == 1);
    ck_assert(!pv_span_divide(&out, span("5 seconds"), span("0 hours")));
    ck_assert(!pv_span_divide(&out, span("4 days"), span("2 days")));
    ck_assert(!pv_span_divide(&out, span("24 hours"), span("1 day")));
    ck_assert(!pv_span_divide(&out, span("1 month"), span("1 hour")));
}
END_TEST

int main(void) {
    return RUN_SUITE("span", spans_are_written_in_the_largest_whole_unit, policy_texts_that_are_no_spans_are_malformed,
                     policy_texts_beyond_the_bounds_are_out_of_range, iso_texts_of_one_family_are_read,
                     other_iso_texts_are_malformed, iso_texts_beyond_the_bounds_are_out_of_range,
                     units_know_their_family_and_multiple, spans_of_one_family_add_and_subtract,
                     spans_of_one_family_are_ordered_as_integers_are, random_spans_read_back,
                     spans_multiply_by_whole_numbers, elapsed_spans_divide_into_a_fraction);
}
