/* values/zone and values/zone_file: offsets of real zones and of tail rules to year 9999, local times, hostile files.
 * The expected offsets come from another implementation (Python's zoneinfo on the same files, tz database 2025b). */
#include "values/zone.h"

#include "values/instant.h"
#include "zone_file.h"

static pv_memory memory;
static pv_arena arena;

static void begin(void) {
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
}

static void end(void) { pv_arena_clear(&arena); }

/* Reads from a block of exactly the length, so that a sanitizer sees a read beyond it. */
static bool read_zone(pv_zone *out, const char *data, size_t length) {
    bool out_of_memory = true;
    char *copy = malloc(length ? length : 1);
    memcpy(copy, data, length);
    bool read = pv_zone_read(out, &arena, text_of("Test/Zone"), (proviso_text){copy, length}, &out_of_memory);
    free(copy);
    ck_assert(!out_of_memory);
    return read;
}

static pv_zone zone_of(const char *name) {
    pv_zone zone = {0};
    bytes file = file_of(name);
    ck_assert_msg(read_zone(&zone, file.data, file.length), "%s", name);
    return zone;
}

static int64_t seconds_of(const char *text) {
    pv_instant t = 0;
    ck_assert_msg(pv_instant_parse(&t, text_of(text)) == PV_PARSED, "%s", text);
    return pv_instant_seconds(t);
}

START_TEST(offsets_are_those_of_the_tz_database) {
    const struct {
        const char *zone, *at;
        int32_t offset;
    } rows[] = {
        {"Asia/Shanghai", "1900-01-01T00:00:00Z", 29143},       {"Asia/Shanghai", "1988-07-01T00:00:00Z", 32400},
        {"Asia/Shanghai", "1991-09-14T16:59:59Z", 32400},       {"Asia/Shanghai", "1991-09-14T17:00:00Z", 28800},
        {"Asia/Shanghai", "2025-03-14T00:00:00Z", 28800},       {"Asia/Shanghai", "9999-07-01T00:00:00Z", 28800},
        {"America/New_York", "0001-07-01T00:00:00Z", -17762},   {"America/New_York", "1883-11-18T16:59:59Z", -17762},
        {"America/New_York", "1883-11-18T17:00:00Z", -18000},   {"America/New_York", "1918-07-01T00:00:00Z", -14400},
        {"America/New_York", "2025-03-09T06:59:59Z", -18000},   {"America/New_York", "2025-03-09T07:00:00Z", -14400},
        {"America/New_York", "2025-11-02T05:59:59Z", -14400},   {"America/New_York", "2025-11-02T06:00:00Z", -18000},
        {"America/New_York", "2037-11-01T06:00:00Z", -18000},   {"America/New_York", "2038-07-01T00:00:00Z", -14400},
        {"America/New_York", "2100-03-14T06:59:59Z", -18000},   {"America/New_York", "2100-03-14T07:00:00Z", -14400},
        {"America/New_York", "9999-11-07T05:59:59Z", -14400},   {"America/New_York", "9999-11-07T06:00:00Z", -18000},
        {"America/Nuuk", "2023-03-26T00:59:59Z", -10800},       {"America/Nuuk", "2024-03-31T00:59:59Z", -7200},
        {"America/Nuuk", "2024-03-31T01:00:00Z", -3600},        {"America/Nuuk", "2050-03-27T00:59:59Z", -7200},
        {"America/Nuuk", "2050-03-27T01:00:00Z", -3600},        {"America/Nuuk", "2050-10-30T00:59:59Z", -3600},
        {"America/Nuuk", "2050-10-30T01:00:00Z", -7200},        {"Europe/London", "1847-12-01T00:01:14Z", -75},
        {"Europe/London", "1847-12-01T00:01:15Z", 0},           {"Europe/London", "1941-07-01T00:00:00Z", 7200},
        {"Europe/London", "1970-01-01T00:00:00Z", 3600},        {"Europe/London", "2025-03-30T00:59:59Z", 0},
        {"Europe/London", "2025-03-30T01:00:00Z", 3600},        {"Europe/London", "2400-02-29T00:00:00Z", 0},
        {"Europe/Dublin", "1916-06-01T00:00:00Z", 2079},        {"Europe/Dublin", "2025-01-01T00:00:00Z", 0},
        {"Europe/Dublin", "2025-07-01T00:00:00Z", 3600},        {"Europe/Dublin", "2500-01-01T00:00:00Z", 0},
        {"Europe/Dublin", "2500-07-01T00:00:00Z", 3600},        {"Asia/Kathmandu", "1985-12-31T18:29:59Z", 19800},
        {"Asia/Kathmandu", "1985-12-31T18:30:00Z", 20700},      {"Asia/Kathmandu", "2025-06-01T00:00:00Z", 20700},
        {"Pacific/Apia", "1892-07-04T00:00:00Z", 45184},        {"Pacific/Apia", "2011-12-30T09:59:59Z", -36000},
        {"Pacific/Apia", "2011-12-30T10:00:00Z", 50400},        {"Pacific/Apia", "2021-03-01T00:00:00Z", 50400},
        {"Pacific/Apia", "2025-06-01T00:00:00Z", 46800},        {"Australia/Lord_Howe", "2025-04-05T14:59:59Z", 39600},
        {"Australia/Lord_Howe", "2025-04-05T15:00:00Z", 37800}, {"Australia/Lord_Howe", "2025-10-04T15:29:59Z", 37800},
        {"Australia/Lord_Howe", "2025-10-04T15:30:00Z", 39600}, {"Australia/Lord_Howe", "3000-01-01T00:00:00Z", 39600},
        {"Australia/Lord_Howe", "3000-07-01T00:00:00Z", 37800}, {"Africa/Casablanca", "2025-02-23T01:59:59Z", 3600},
        {"Africa/Casablanca", "2025-02-23T02:59:59Z", 0},       {"Africa/Casablanca", "2025-04-06T01:59:59Z", 0},
        {"Africa/Casablanca", "2025-04-06T02:00:00Z", 3600},    {"Africa/Casablanca", "2086-01-01T00:00:00Z", 3600},
        {"Africa/Casablanca", "9000-01-01T00:00:00Z", 3600}};
    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_zone zone = zone_of(rows[i].zone);
        ck_assert_msg(pv_zone_offset(&zone, seconds_of(rows[i].at)) == rows[i].offset, "%s at %s", rows[i].zone,
                      rows[i].at);
    }
    end();
}
END_TEST

/* `local` is written with a Z to be read as a count of seconds. */
START_TEST(local_times_that_are_skipped_or_repeated_have_one_instant) {
    const struct {
        const char *zone, *local, *expected;
    } rows[] = {{"Asia/Shanghai", "2025-03-14T16:11:42Z", "2025-03-14T08:11:42Z"},
                {"Asia/Shanghai", "9999-12-31T23:59:59Z", "9999-12-31T15:59:59Z"},
                {"America/New_York", "2025-03-09T01:59:59Z", "2025-03-09T06:59:59Z"},
                {"America/New_York", "2025-03-09T02:00:00Z", "2025-03-09T07:00:00Z"},
                {"America/New_York", "2025-03-09T02:30:00Z", "2025-03-09T07:00:00Z"},
                {"America/New_York", "2025-03-09T03:00:00Z", "2025-03-09T07:00:00Z"},
                {"America/New_York", "2025-03-09T03:00:01Z", "2025-03-09T07:00:01Z"},
                {"America/New_York", "2025-11-02T00:59:59Z", "2025-11-02T04:59:59Z"},
                {"America/New_York", "2025-11-02T01:30:00Z", "2025-11-02T05:30:00Z"},
                {"America/New_York", "2025-11-02T02:00:00Z", "2025-11-02T07:00:00Z"},
                {"America/New_York", "2100-03-14T02:30:00Z", "2100-03-14T07:00:00Z"},
                {"America/New_York", "9999-11-07T01:30:00Z", "9999-11-07T05:30:00Z"},
                {"America/New_York", "0001-01-02T00:00:00Z", "0001-01-02T04:56:02Z"},
                {"Europe/Dublin", "2025-03-30T01:30:00Z", "2025-03-30T01:00:00Z"},
                {"Europe/Dublin", "2025-10-26T01:30:00Z", "2025-10-26T00:30:00Z"},
                {"Pacific/Apia", "2011-12-29T23:59:59Z", "2011-12-30T09:59:59Z"},
                {"Pacific/Apia", "2011-12-30T00:00:00Z", "2011-12-30T10:00:00Z"},
                {"Pacific/Apia", "2011-12-30T12:00:00Z", "2011-12-30T10:00:00Z"},
                {"Pacific/Apia", "2011-12-31T00:00:00Z", "2011-12-30T10:00:00Z"},
                {"Pacific/Apia", "2011-12-31T12:00:00Z", "2011-12-30T22:00:00Z"},
                {"Australia/Lord_Howe", "2025-10-05T02:15:00Z", "2025-10-04T15:30:00Z"},
                {"Australia/Lord_Howe", "2025-04-06T01:45:00Z", "2025-04-05T14:45:00Z"},
                {"Africa/Casablanca", "2025-02-23T02:30:00Z", "2025-02-23T01:30:00Z"},
                {"Africa/Casablanca", "2025-04-06T02:30:00Z", "2025-04-06T02:00:00Z"}};
    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_zone zone = zone_of(rows[i].zone);
        int64_t found = pv_zone_from_local(&zone, seconds_of(rows[i].local));
        ck_assert_msg(found == seconds_of(rows[i].expected), "%s in %s: %" PRId64, rows[i].local, rows[i].zone, found);
    }
    end();
}
END_TEST

/* The definition of pv_zone_from_local, tried in steps of a quarter of an hour and at the instant before. */
static bool is_first_at(const pv_zone *zone, int64_t t, int64_t local) {
    if (t + pv_zone_offset(zone, t) < local || t - 1 + pv_zone_offset(zone, t - 1) >= local) return false;
    for (int64_t earlier = t - 900; earlier > local - 86400; earlier -= 900)
        if (earlier + pv_zone_offset(zone, earlier) >= local) return false;
    return true;
}

START_TEST(a_local_time_is_the_first_instant_that_shows_it_or_a_later_one) {
    const char *zones[] = {"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
                           "Europe/Dublin",    "America/Nuuk",        "Asia/Kathmandu"};
    begin();
    uint64_t seed = 8;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        pv_zone zone = zone_of(zones[i]);
        for (int j = 0; j < 2000; j++) {
            int64_t near = zone.at[next_random(&seed) % zone.count];
            if (near < PV_INSTANT_FIRST_SECOND || j % 4 == 0) near = 1900000000 + j * INT64_C(10000000);
            int64_t local = near + (int64_t)(next_random(&seed) % 200000) - 100000;
            int64_t t = pv_zone_from_local(&zone, local);
            if (!is_first_at(&zone, t, local)) ck_abort_msg("%s %" PRId64, zones[i], local);
        }
    }
    end();
}
END_TEST

START_TEST(a_segment_has_one_offset_and_meets_its_neighbours) {
    const char *zones[] = {"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
                           "Europe/Dublin",    "America/Nuuk",        "Asia/Shanghai"};
    begin();
    uint64_t seed = 9;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        pv_zone zone = zone_of(zones[i]);
        for (int j = 0; j < 2000; j++) {
            int64_t near = j % 4 == 0 ? 1900000000 + j * INT64_C(10000000) : zone.at[next_random(&seed) % zone.count];
            int64_t t = near + (int64_t)(next_random(&seed) % 200000) - 100000;
            pv_zone_segment here = pv_zone_segment_at(&zone, t);
            bool holds = here.from <= t && t < here.end && pv_zone_offset(&zone, t) == here.offset;
            if (here.from != INT64_MIN)
                holds = holds && pv_zone_offset(&zone, here.from) == here.offset &&
                        pv_zone_segment_at(&zone, here.from - 1).end == here.from;
            if (here.end != INT64_MAX)
                holds = holds && pv_zone_offset(&zone, here.end - 1) == here.offset &&
                        pv_zone_segment_at(&zone, here.end).from == here.end;
            if (!holds) ck_abort_msg("%s %" PRId64, zones[i], t);
        }
    }
    end();
}
END_TEST

static void add_u32(bytes *out, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out->data[out->length++] = (char)(value >> shift);
}

static void add_header(bytes *out, char version, const uint32_t counts[6]) {
    memcpy(out->data + out->length, "TZif", 4);
    out->data[out->length + 4] = version;
    memset(out->data + out->length + 5, 0, 15);
    out->length += 20;
    for (int i = 0; i < 6; i++) add_u32(out, counts[i]);
}

/* A file without transitions: nothing but a tail rule. */
static bytes file_of_rule(const char *rule) {
    const uint32_t counts[6] = {0, 0, 0, 0, 1, 4}, none[6] = {0};
    bytes file = {0};
    add_header(&file, '3', none);
    add_header(&file, '3', counts);
    add_u32(&file, 0);
    memcpy(file.data + file.length, "\0\0AAA\0", 6);
    file.length += 6;
    int length = snprintf(file.data + file.length, 200, "\n%s\n", rule);
    file.length += (size_t)length;
    return file;
}

START_TEST(tail_rules_are_read_in_all_their_forms) {
    const struct {
        const char *rule, *at;
        int32_t offset;
    } rows[] = {{"AAA-3", "2025-01-01T00:00:00Z", 10800},
                {"ChST-10", "2025-01-01T00:00:00Z", 36000},
                {"<+08>-8", "2025-01-01T00:00:00Z", 28800},
                {"<-03>+03", "2025-01-01T00:00:00Z", -10800},
                {"AAA-2:30:15", "2025-01-01T00:00:00Z", 9015},
                {"AAA0BBB,M3.2.0,M11.1.0", "2025-03-09T01:59:59Z", 0},
                {"AAA0BBB,M3.2.0,M11.1.0", "2025-03-09T02:00:00Z", 3600},
                {"AAA0BBB,M3.2.0,M11.1.0", "2025-11-02T00:59:59Z", 3600},
                {"AAA0BBB,M3.2.0,M11.1.0", "2025-11-02T01:00:00Z", 0},
                {"AAA0BBB-2,M2.5.6/0,M11.1.0", "2025-02-22T00:00:00Z", 7200},
                {"AAA0BBB-2,M2.5.6/0,M11.1.0", "2025-02-21T23:59:59Z", 0},
                {"AAA0BBB-2,M2.5.6/0,M11.1.0", "2048-02-29T00:00:00Z", 7200},
                {"AAA0BBB-2,M2.5.6/0,M11.1.0", "2048-02-28T23:59:59Z", 0},
                {"AAA0BBB,M6.1.0,M12.5.3/4:05:06", "2025-12-31T03:05:05Z", 3600},
                {"AAA0BBB,M6.1.0,M12.5.3/4:05:06", "2025-12-31T03:05:06Z", 0},
                /* J60 is March 1 in every year, 59 is February 29 in a leap year */
                {"AAA0BBB,J60/0,J300", "2024-02-29T23:59:59Z", 0},
                {"AAA0BBB,J60/0,J300", "2024-03-01T00:00:00Z", 3600},
                {"AAA0BBB,J60/0,J300", "2023-03-01T00:00:00Z", 3600},
                {"AAA0BBB,J59/0,J300", "2024-02-28T00:00:00Z", 3600},
                {"AAA0BBB,59/0,300", "2024-02-29T00:00:00Z", 3600},
                {"AAA0BBB,59/0,300", "2023-02-28T23:59:59Z", 0},
                {"AAA0BBB,59/0,300", "2023-03-01T00:00:00Z", 3600},
                /* the southern half of the world: summer time over the turn of the year */
                {"AAA0BBB,M10.1.0,M4.1.0", "2025-01-01T00:00:00Z", 3600},
                {"AAA0BBB,M10.1.0,M4.1.0", "2025-07-01T00:00:00Z", 0},
                {"AAA0BBB,M10.1.0,M4.1.0", "9999-12-31T23:59:59Z", 3600},
                {"AAA0BBB,M10.1.0,M4.1.0", "0001-01-01T00:00:00Z", 3600},
                /* RFC 8536's extensions: hours beyond a day, either way, over the turn of the year too */
                {"AAA-2BBB,M3.4.4/50,M10.4.4/50", "2025-03-28T23:59:59Z", 7200},
                {"AAA-2BBB,M3.4.4/50,M10.4.4/50", "2025-03-29T00:00:00Z", 10800},
                {"AAA2BBB,M3.5.0/-1,M10.5.0/0", "2050-03-27T00:59:59Z", -7200},
                {"AAA2BBB,M3.5.0/-1,M10.5.0/0", "2050-03-27T01:00:00Z", -3600},
                {"AAA0BBB,J1/-167,J20", "2024-12-25T00:59:59Z", 0},
                {"AAA0BBB,J1/-167,J20", "2024-12-25T01:00:00Z", 3600},
                {"AAA0BBB,J1/-167,J20", "2025-01-20T00:59:59Z", 3600},
                {"AAA0BBB,J1/-167,J20", "2025-01-20T01:00:00Z", 0},
                {"AAA0BBB,J350,J365/167", "2026-01-06T21:59:59Z", 3600},
                {"AAA0BBB,J350,J365/167", "2026-01-06T22:00:00Z", 0},
                {"AAA0BBB,J364/167,J365/166", "2026-01-01T00:00:00Z", 0},
                /* summer time that never ends */
                {"XXX3EDT4,0/0,J365/23", "2025-01-01T02:59:59Z", -14400},
                {"XXX3EDT4,0/0,J365/23", "2025-01-01T03:00:00Z", -14400},
                {"XXX3EDT4,0/0,J365/23", "2024-12-31T12:00:00Z", -14400},
                {"XXX3EDT4,0/0,J365/23", "2025-07-01T00:00:00Z", -14400}};
    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_zone zone = {0};
        bytes file = file_of_rule(rows[i].rule);
        ck_assert_msg(read_zone(&zone, file.data, file.length), "%s", rows[i].rule);
        ck_assert_msg(pv_zone_offset(&zone, seconds_of(rows[i].at)) == rows[i].offset, "%s at %s", rows[i].rule,
                      rows[i].at);
    }
    end();
}
END_TEST

START_TEST(other_tail_rules_are_refused) {
    const char *rules[] = {"",
                           "AAA",
                           "AA0",
                           "A1A0",
                           "AAA25",
                           "AAA24",
                           "AAA-24",
                           "AAA0:60",
                           "AAA0:00:60",
                           "AAA0:",
                           "AAA0000",
                           "<+08-8",
                           "<+0>-8",
                           "<+08>",
                           "AAA0BBB",
                           "AAA0BBB-1",
                           "AAA0BB,M3.2.0,M11.1.0",
                           "AAA0BBB,M3.2.0",
                           "AAA0BBB,M3.2.0,",
                           "AAA0BBB,M3.2.0,M11.1.0,",
                           "AAA0BBB,M3.2.0,M11.1.0x",
                           "AAA0BBB,M3.2.0/,M11.1.0",
                           "AAA0BBB,M3.2.0/168,M11.1.0",
                           "AAA0BBB,M3.2.0/-168,M11.1.0",
                           "AAA0BBB,M3.2.0/1:60,M11.1.0",
                           "AAA0BBB,M0.2.0,M11.1.0",
                           "AAA0BBB,M13.2.0,M11.1.0",
                           "AAA0BBB,M3.0.0,M11.1.0",
                           "AAA0BBB,M3.6.0,M11.1.0",
                           "AAA0BBB,M3.1.7,M11.1.0",
                           "AAA0BBB,M3.1,M11.1.0",
                           "AAA0BBB,M3,M11.1.0",
                           "AAA0BBB,J0,J300",
                           "AAA0BBB,J366,J300",
                           "AAA0BBB,366,300",
                           "AAA0BBB,,300",
                           "AAA0BBB M3.2.0,M11.1.0",
                           "AAA-23BBB,M3.2.0,M11.1.0",
                           "AAA0BBB24,M3.2.0,M11.1.0",
                           "AA[-3",
                           "AA{-3",
                           "AAA-3\n"};
    begin();
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        pv_zone zone;
        bytes file = file_of_rule(rules[i]);
        ck_assert_msg(!read_zone(&zone, file.data, file.length), "%s", rules[i]);
    }
    end();
}
END_TEST

START_TEST(a_file_cut_short_anywhere_is_refused) {
    const char *zones[] = {"Asia/Shanghai", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"};
    begin();
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        bytes file = file_of(zones[i]);
        for (size_t length = 0; length < file.length; length++) {
            bool out_of_memory;
            pv_zone zone;
            char *copy = malloc(length + 1); /* a zero byte more, for lengths of 0; never read */
            memcpy(copy, file.data, length);
            bool read = pv_zone_read(&zone, &arena, text_of("X"), (proviso_text){copy, length}, &out_of_memory);
            free(copy);
            pv_arena_reset(&arena);
            if (read) ck_abort_msg("%s at %zu", zones[i], length);
        }
    }
    end();
}
END_TEST

static void try_zone(const bytes *file) {
    pv_zone zone;
    bool out_of_memory;
    char *copy = malloc(file->length);
    memcpy(copy, file->data, file->length);
    bool read = pv_zone_read(&zone, &arena, text_of("X"), (proviso_text){copy, file->length}, &out_of_memory);
    free(copy);
    for (int64_t year = 0; read && year < 9999; year += 303) {
        int64_t seconds = PV_INSTANT_FIRST_SECOND + year * 31556952;
        int32_t offset = pv_zone_offset(&zone, seconds);
        int64_t distance = pv_zone_from_local(&zone, seconds) - seconds;
        bool bounded = offset > -86400 && offset < 86400 && distance > -86400 && distance < 86400;
        if (!bounded) ck_abort_msg("an offset of a day or more");
    }
    pv_arena_reset(&arena);
}

START_TEST(a_file_with_any_byte_changed_is_refused_or_harmless) {
    const char *zones[] = {"Asia/Shanghai", "Australia/Lord_Howe"};
    begin();
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        bytes file = file_of(zones[i]);
        for (size_t at = 0; at < file.length; at++) {
            char original = file.data[at];
            const unsigned char changes[] = {0x01, 0x80, 0xff};
            for (size_t j = 0; j < sizeof changes; j++) {
                file.data[at] = (char)((unsigned char)original ^ changes[j]);
                try_zone(&file);
            }
            file.data[at] = original;
        }
    }
    end();
}
END_TEST

/* The header's six counts: each in turn claims more than the file has. */
START_TEST(counts_beyond_the_file_are_refused) {
    const uint32_t claims[] = {2, 5, 256, 0x7fffffff, 0x80000000, 0xffffffff};
    begin();
    for (size_t header = 0; header < 2; header++)
        for (size_t count = 0; count < 6; count++)
            for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
                bytes file = file_of_rule("AAA-3");
                pv_zone zone;
                for (size_t byte = 0; byte < 4; byte++)
                    file.data[header * 44 + 20 + count * 4 + byte] = (char)(claims[i] >> (24 - 8 * byte));
                ck_assert_msg(!read_zone(&zone, file.data, file.length), "%zu %zu", header, count);
            }
    end();
}
END_TEST

START_TEST(what_the_standard_forbids_is_refused) {
    const struct {
        size_t at; /* from the beginning of file_of_rule("AAA-3") */
        char value;
        const char *what;
    } rows[] = {{0, 'X', "magic"},
                {4, '\0', "version 1"},
                {4, '1', "version"},
                {44, 'X', "second magic"},
                {48, '\0', "second version"},
                {88, '\x7f', "offset of a type"},
                {89, '\x02', "offset beyond a day"},
                {92, '\x02', "not 0 or 1"},
                {93, '\x04', "designation"},
                {98, ' ', "no footer"}};
    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bytes file = file_of_rule("AAA-3");
        pv_zone zone;
        file.data[rows[i].at] = rows[i].value;
        ck_assert_msg(!read_zone(&zone, file.data, file.length), "%s", rows[i].what);
    }
    bytes file = file_of_rule("AAA-3");
    pv_zone zone;
    ck_assert(read_zone(&zone, file.data, file.length));
    file.data[file.length++] = '\n';
    ck_assert(!read_zone(&zone, file.data, file.length));
    end();
}
END_TEST

/* Two transitions, at 100 and `second`, to types `a` and `b`, of two types; `leaps` leap-second records. */
static bytes file_of_transitions(uint32_t second, char a, char b, uint32_t leaps, uint32_t indicators) {
    const uint32_t counts[6] = {indicators, 0, leaps, 2, 2, 4}, none[6] = {0};
    bytes file = {0};
    add_header(&file, '2', none);
    add_header(&file, '2', counts);
    const uint32_t times[] = {0, 100, 0, second};
    for (size_t i = 0; i < 4; i++) add_u32(&file, times[i]);
    file.data[file.length++] = a;
    file.data[file.length++] = b;
    memcpy(file.data + file.length, "\0\0\x0e\x10\0\0\0\0\x1c\x20\1\0AAA", 16);
    file.length += 16;
    file.length += leaps * 12 + indicators;
    memcpy(file.data + file.length, "\nAAA-3\n", 7);
    file.length += 7;
    return file;
}

START_TEST(transitions_ascend_and_name_types_that_are_there) {
    begin();
    pv_zone zone;
    bytes file = file_of_transitions(200, 1, 0, 0, 0);
    ck_assert(read_zone(&zone, file.data, file.length));
    ck_assert_int_eq(pv_zone_offset(&zone, 99), 3600);
    ck_assert_int_eq(pv_zone_offset(&zone, 100), 7200);
    ck_assert_int_eq(pv_zone_offset(&zone, 199), 7200);
    ck_assert_int_eq(pv_zone_offset(&zone, 200), 10800);
    ck_assert_text(zone.name, "Test/Zone");
    file = file_of_transitions(200, 1, 0, 0, 2);
    ck_assert(read_zone(&zone, file.data, file.length));
    const bytes refused[] = {file_of_transitions(100, 1, 0, 0, 0), file_of_transitions(50, 1, 0, 0, 0),
                             file_of_transitions(200, 2, 0, 0, 0), file_of_transitions(200, 1, '\xff', 0, 0),
                             file_of_transitions(200, 1, 0, 1, 0), file_of_transitions(200, 1, 0, 0, 1)};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ck_assert_msg(!read_zone(&zone, refused[i].data, refused[i].length), "%zu", i);
    end();
}
END_TEST

START_TEST(failing_memory_is_told_from_a_bad_file) {
    bytes file = file_of("America/New_York");
    for (size_t n = 1;; n++) {
        counting_allocator counts = {.fail_once = n};
        proviso_allocator allocator = allocator_of(&counts);
        pv_memory_init(&memory, &allocator, 0);
        pv_arena_init(&arena, &memory);
        pv_zone zone;
        bool out_of_memory = false;
        bool read = pv_zone_read(&zone, &arena, text_of("X"), (proviso_text){file.data, file.length}, &out_of_memory);
        ck_assert(read == !out_of_memory);
        ck_assert(out_of_memory == (n <= counts.calls));
        pv_arena_clear(&arena);
        ck_assert_uint_eq(counts.live, 0);
        if (read) break;
    }
}
END_TEST

START_TEST(utc_is_a_zone) {
    pv_zone utc = pv_zone_utc();
    ck_assert_text(utc.name, "UTC");
    ck_assert_int_eq(pv_zone_offset(&utc, 1741939902), 0);
    ck_assert_int_eq(pv_zone_from_local(&utc, 1741939902), 1741939902);
}
END_TEST

START_TEST(zone_names_are_safe_paths) {
    const char *good[] = {"UTC",       "Asia/Shanghai", "America/Argentina/Buenos_Aires",
                          "Etc/GMT+8", "Etc/GMT-14",    "EST5EDT"};
    const char *bad[] = {
        "",  "/",   "/etc/passwd", "Asia/", "Asia//Shanghai", "..", "../x", "Asia/../x", ".", "a.b", "Asia\\x",
        " ", "a b", "a[b",         "a{b",   "Asia/Sh\xc3\xa9"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(pv_zone_name_valid(text_of(good[i])), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!pv_zone_name_valid(text_of(bad[i])), "%s", bad[i]);
    char longest[256];
    memset(longest, 'a', sizeof longest);
    ck_assert(pv_zone_name_valid((proviso_text){longest, 255}));
    ck_assert(!pv_zone_name_valid((proviso_text){longest, 256}));
    ck_assert(!pv_zone_name_valid((proviso_text){"UTC\0", 4}));
}
END_TEST

int main(void) {
    return RUN_SUITE("zone", offsets_are_those_of_the_tz_database,
                     local_times_that_are_skipped_or_repeated_have_one_instant,
                     a_local_time_is_the_first_instant_that_shows_it_or_a_later_one,
                     a_segment_has_one_offset_and_meets_its_neighbours, tail_rules_are_read_in_all_their_forms,
                     other_tail_rules_are_refused, a_file_cut_short_anywhere_is_refused,
                     a_file_with_any_byte_changed_is_refused_or_harmless, counts_beyond_the_file_are_refused,
                     what_the_standard_forbids_is_refused, transitions_ascend_and_name_types_that_are_there,
                     failing_memory_is_told_from_a_bad_file, utc_is_a_zone, zone_names_are_safe_paths);
}
