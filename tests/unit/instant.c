/* values/instant: RFC 3339 as the language narrows it, and canonical texts in a zone. */
#include "values/instant.h"

#include "unit.h"

static pv_zone zone_at(int32_t offset) {
    pv_zone zone = pv_zone_utc();
    zone.tail_standard = offset;
    return zone;
}

static pv_instant instant(const char *text) {
    pv_instant t = 0;
    ck_assert_msg(pv_instant_parse(&t, text_of(text)) == PV_PARSED, "%s", text);
    return t;
}

static void expect_written(const char *text, const pv_zone *zone, const char *expected) {
    char out[PV_INSTANT_TEXT];
    size_t length = pv_instant_write(out, instant(text), zone);
    ck_assert_text(((proviso_text){out, length}), expected);
}

START_TEST(texts_are_read_with_their_offset) {
    const struct {
        const char *text;
        int64_t seconds;
        uint64_t nanoseconds;
    } rows[] = {{"1970-01-01T00:00:00Z", 0, 0},
                {"2025-03-14T16:11:42+08:00", 1741939902, 0},
                {"2025-03-14t08:11:42z", 1741939902, 0},
                {"2025-03-14T08:11:42-00:00", 1741939902, 0},
                {"2025-03-14T08:11:42.5+00:00", 1741939902, 500000000},
                {"2025-03-14T08:11:42.000000001Z", 1741939902, 1},
                {"2025-03-14T08:11:42.100000000Z", 1741939902, 100000000},
                {"1969-12-31T23:59:59.999999999Z", -1, 999999999},
                {"2025-03-14T22:11:42+14:00", 1741939902, 0},
                {"2025-03-13T18:11:42-14:00", 1741939902, 0},
                {"2025-03-13T08:12:42-23:59", 1741939902, 0},
                {"0001-01-01T00:00:00Z", PV_INSTANT_FIRST_SECOND, 0},
                {"9999-12-31T23:59:59.999999999Z", PV_INSTANT_LAST_SECOND, 999999999},
                {"9999-12-31T23:59:59+00:01", PV_INSTANT_LAST_SECOND - 60, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_instant t = instant(rows[i].text);
        ck_assert_msg(pv_instant_seconds(t) == rows[i].seconds, "%s", rows[i].text);
        ck_assert_msg(pv_instant_nanoseconds(t) == rows[i].nanoseconds, "%s", rows[i].text);
    }
}
END_TEST

START_TEST(what_is_no_rfc_3339_text_is_malformed) {
    const char *texts[] = {"",
                           "2025-03-14",
                           "2025-03-14T",
                           "2025-03-14T16:11:42",
                           "2025-03-14 16:11:42Z",
                           "2025-03-14T16:11Z",
                           "2025-03-14T16:11:42.Z",
                           "2025-03-14T16:11:42,5Z",
                           "2025-03-14T16:11:42+08",
                           "2025-03-14T16:11:42+0800",
                           "2025-03-14T16:11:42+8:00",
                           "2025-03-14T16:11:42+08:00 ",
                           "2025-03-14T16:11:42Z ",
                           "2025-03-14T16:11:42ZZ",
                           "2025-3-14T16:11:42Z",
                           "2025-03-14T6:11:42Z",
                           "2025-03-14T16:1:42Z",
                           "2025-03-14T16:11:4Z",
                           "2025-03-14T-6:11:42Z",
                           "20250314T161142Z",
                           "2025-03-14T16:11:42+08:0",
                           "2025-03-14T16:11:42 +08:00",
                           "2025-03-14T16:11:42*08:00",
                           "2025-03-14T16:11:42.",
                           "2025-03-14T16:11:"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pv_instant t;
        ck_assert_msg(pv_instant_parse(&t, text_of(texts[i])) == PV_PARSED_MALFORMED, "%s", texts[i]);
    }
}
END_TEST

START_TEST(what_no_clock_shows_is_out_of_range) {
    const char *texts[] = {"2025-02-29T00:00:00Z",
                           "2025-03-14T24:00:00Z",
                           "2025-03-14T23:59:60Z",
                           "2025-03-14T23:60:00Z",
                           "2025-03-14T00:00:00+24:00",
                           "2025-03-14T00:00:00+08:60",
                           "2025-03-14T00:00:00.0000000000Z",
                           "0000-12-31T23:59:59Z",
                           "0001-01-01T00:00:00+00:01",
                           "9999-12-31T23:59:59-00:01",
                           "2025-13-14T00:00:00Z"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        pv_instant t;
        ck_assert_msg(pv_instant_parse(&t, text_of(texts[i])) == PV_PARSED_OUT_OF_RANGE, "%s", texts[i]);
    }
}
END_TEST

START_TEST(every_shortened_text_is_malformed) {
    const char *text = "2025-03-14T16:11:42.123456789+08:00";
    for (size_t length = 0; length < strlen(text); length++) {
        char *copy = malloc(length + 1);
        memcpy(copy, text, length);
        pv_instant t;
        pv_parsed parsed = pv_instant_parse(&t, (proviso_text){copy, length});
        free(copy);
        ck_assert_msg(parsed == PV_PARSED_MALFORMED, "%zu", length);
    }
}
END_TEST

START_TEST(instants_are_ordered_as_integers_are) {
    const char *ascending[] = {
        "0001-01-01T00:00:00Z", "1969-12-31T23:59:58.999999999Z", "1969-12-31T23:59:59Z",      "1969-12-31T23:59:59.5Z",
        "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000001Z", "2025-03-14T16:11:42+08:00", "2025-03-14T08:11:43Z"};
    for (size_t i = 1; i < sizeof ascending / sizeof *ascending; i++)
        ck_assert_msg(instant(ascending[i - 1]) < instant(ascending[i]), "%s", ascending[i]);
}
END_TEST

START_TEST(instants_are_written_in_the_zone) {
    pv_zone east = zone_at(8 * 3600), west = zone_at(-(9 * 3600 + 1800)), utc = pv_zone_utc();
    expect_written("2025-03-14T08:11:42Z", NULL, "2025-03-14T08:11:42Z");
    expect_written("2025-03-14T08:11:42Z", &utc, "2025-03-14T08:11:42Z");
    expect_written("2025-03-14T16:11:42Z", &east, "2025-03-15T00:11:42+08:00");
    expect_written("2025-03-14T08:11:42Z", &west, "2025-03-13T22:41:42-09:30");
    expect_written("1969-12-31T23:59:59.120Z", NULL, "1969-12-31T23:59:59.12Z");
    expect_written("0987-06-05T04:03:02.000000001Z", &east, "0987-06-05T12:03:02.000000001+08:00");
}
END_TEST

START_TEST(an_offset_of_part_of_a_minute_is_written_as_utc) {
    pv_zone zone = zone_at(29143), negative = zone_at(-17762);
    expect_written("1900-01-01T00:00:00Z", &zone, "1900-01-01T00:00:00Z");
    expect_written("1800-01-01T00:00:00Z", &negative, "1800-01-01T00:00:00Z");
}
END_TEST

START_TEST(a_local_year_outside_of_the_range_is_written_as_utc) {
    pv_zone east = zone_at(3600), west = zone_at(-3600);
    expect_written("9999-12-31T23:30:00Z", &east, "9999-12-31T23:30:00Z");
    expect_written("9999-12-31T22:30:00Z", &east, "9999-12-31T23:30:00+01:00");
    expect_written("0001-01-01T00:30:00Z", &west, "0001-01-01T00:30:00Z");
}
END_TEST

START_TEST(random_instants_read_back_from_every_offset) {
    uint64_t seed = 6, span = (uint64_t)(PV_INSTANT_LAST_SECOND - PV_INSTANT_FIRST_SECOND);
    for (int i = 0; i < 20000; i++) {
        int64_t seconds = PV_INSTANT_FIRST_SECOND + (int64_t)(next_random(&seed) % (span + 1));
        uint64_t nanoseconds = next_random(&seed) % 1000000000;
        if (i % 3 == 0) nanoseconds -= nanoseconds % 1000000;
        pv_zone zone = zone_at((int32_t)(next_random(&seed) % 2879 - 1439) * 60);
        pv_instant t = pv_instant_of(seconds, nanoseconds), back = 0;
        char text[PV_INSTANT_TEXT];
        size_t length = pv_instant_write(text, t, &zone);
        if (pv_instant_parse(&back, (proviso_text){text, length}) != PV_PARSED || back != t)
            ck_abort_msg("%.*s", (int)length, text);
    }
}
END_TEST

START_TEST(the_day_is_that_of_the_zone) {
    pv_zone east = zone_at(8 * 3600), west = zone_at(-5 * 3600), utc = pv_zone_utc();
    pv_instant t = instant("2025-03-14T20:00:00Z");
    pv_day day = pv_instant_day(t, &utc);
    char text[PV_DAY_TEXT];
    ck_assert_text(((proviso_text){text, pv_day_write(text, day)}), "2025-03-14");
    ck_assert_int_eq(pv_instant_day(t, NULL), day);
    ck_assert_int_eq(pv_instant_day(t, &east), day + 1);
    ck_assert_int_eq(pv_instant_day(instant("2025-03-14T04:59:59.999Z"), &west), day - 1);
    ck_assert_int_eq(pv_instant_day(instant("1969-12-31T23:59:59.999Z"), &utc), -1);
}
END_TEST

int main(void) {
    return RUN_SUITE("instant", texts_are_read_with_their_offset, what_is_no_rfc_3339_text_is_malformed,
                     what_no_clock_shows_is_out_of_range, every_shortened_text_is_malformed,
                     instants_are_ordered_as_integers_are, instants_are_written_in_the_zone,
                     an_offset_of_part_of_a_minute_is_written_as_utc,
                     a_local_year_outside_of_the_range_is_written_as_utc, random_instants_read_back_from_every_offset,
                     the_day_is_that_of_the_zone);
}
