/* What makes the reader fast changes nothing that it says: a document is read alike by a fresh reader, by one that
 * predicts from other documents, and by one that takes no shortcuts. */
#include "facts/reader.h"
#include "facts_writer.h"

static const fixture_row rows[] = {
    {.path = "yes", .kind = PV_TYPE_BOOL},
    {.path = "number", .kind = PV_TYPE_NUMBER},
    {.path = "whole", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE | PV_FIELD_OPTIONAL},
    {.path = "text", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_SYMBOL},
    {.path = "g"},
    {.path = "g.price", .kind = PV_TYPE_MONEY, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.yuan", .kind = PV_TYPE_MONEY, .currency = "CNY"},
    {.path = "g.kind", .kind = PV_TYPE_ONE_OF, .values = "call,conference,a value of more than sixteen bytes"},
    {.path = "g.o", .flags = PV_FIELD_OPTIONAL},
    {.path = "g.o.date", .kind = PV_TYPE_DATE},
    {.path = "g.o.time", .kind = PV_TYPE_TIME},
    {.path = "g.o.span", .kind = PV_TYPE_SPAN, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.o.seconds", .kind = PV_TYPE_TIME, .form = PV_TIME_UNIX_SECONDS},
    {.path = "g.o.a_key_of_more_than_twenty_four_bytes", .kind = PV_TYPE_NUMBER},
    {.path = "g.tags", .kind = PV_TYPE_LIST},
    {.path = "g.tags[]", .kind = PV_TYPE_TEXT},
    {.path = "g.prices", .kind = PV_TYPE_LIST},
    {.path = "g.prices[]", .kind = PV_TYPE_MONEY},
    {.path = "g.items", .kind = PV_TYPE_LIST},
    {.path = "g.items[].yes", .kind = PV_TYPE_BOOL},
    {.path = "g.items[].number", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.items[].text", .kind = PV_TYPE_TEXT},
    {.path = "g.items[].o", .flags = PV_FIELD_OPTIONAL | PV_FIELD_PRESENCE},
    {.path = "g.items[].o.date", .kind = PV_TYPE_DATE},
    {.path = "g.items[].whole", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.items[].whole[]", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
};

static facts_reader predicting, plain;

static const char *no_shortcut(pv_facts *facts, const pv_member *member, const char *at) {
    (void)facts;
    (void)member;
    (void)at;
    return NULL;
}

static void setup(void) {
    reader_init(&predicting, rows, sizeof rows / sizeof *rows, "gold,silver");
    reader_init(&plain, rows, sizeof rows / sizeof *rows, "gold,silver");
    for (pv_group *group = plain.facts->groups; group <= plain.facts->money_group; group++) {
        for (size_t i = 0; i < group->member_count; i++) group->members[i].shortcut = no_shortcut;
    }
    for (uint32_t i = 0; i < plain.schema.schema.list_count; i++) plain.facts->lists[i].element.shortcut = no_shortcut;
}

static void teardown(void) {
    reader_clear(&predicting);
    reader_clear(&plain);
}

/* ---- Comparing ------------------------------------------------------------------------------------------------- */

static void check_alike(facts_reader *a, facts_reader *b, proviso_text json, bool strict) {
    proviso_status first = pv_facts_read_json(a->facts, json, strict);
    proviso_status second = pv_facts_read_json(b->facts, json, strict);
    bool alike = first == second && strcmp(outcome_of(a, first), outcome_of(b, second)) == 0 && same_facts(a, b);
    if (!alike)
        ck_abort_msg("%.*s\n%s\n---\n%s", (int)json.length, json.data, outcome_of(a, first), outcome_of(b, second));
}

static void check_with_a_fresh_reader(proviso_text json, bool strict) {
    facts_reader fresh;
    reader_init(&fresh, rows, sizeof rows / sizeof *rows, "gold,silver");
    check_alike(&fresh, &predicting, json, strict);
    reader_clear(&fresh);
}

START_TEST(documents_before_change_nothing) {
    uint64_t state = 7;
    static writer w;
    w = (writer){.schema = &plain.schema.schema, .random = &state};
    size_t accepted = 0;
    for (int round = 0; round < 2000; round++) {
        make_document(&w);
        check_with_a_fresh_reader(pv_text(w.text, w.length), round % 5 == 0);
        accepted += pv_facts_read_json(predicting.facts, pv_text(w.text, w.length), false) == PROVISO_OK;
    }
    ck_assert_uint_gt(accepted, 300);
    ck_assert_uint_lt(accepted, 1900);
}
END_TEST

START_TEST(shortcuts_change_nothing) {
    uint64_t state = 11;
    static writer w;
    w = (writer){.schema = &plain.schema.schema, .random = &state};
    size_t accepted = 0;
    for (int round = 0; round < 60000; round++) {
        make_document(&w);
        if (round % 3 == 0) w.text[pick(&w, w.length)] = (char)next_random(&state);
        check_alike(&predicting, &plain, pv_text(w.text, w.length), round % 5 == 0);
        accepted += pv_facts_read_json(predicting.facts, pv_text(w.text, w.length), false) == PROVISO_OK;
    }
    ck_assert_uint_gt(accepted, 5000);
}
END_TEST

/* A value of each type with each of its bytes changed to each other: where a shortcut would be too generous. */
START_TEST(shortcuts_are_no_more_generous) {
    static const char *const documents[] = {
        "{\"yes\":true,\"number\":12.50,\"whole\":1234567,\"text\":\"gold\"}",
        "{\"yes\":false,\"number\":-0.125,\"whole\":-7,\"text\":\"\"}",
        "{\"g\":{\"price\":\"12.50 CNY\",\"yuan\":\"7 CNY\",\"kind\":\"conference\"}}",
        "{\"g\":{\"o\":{\"date\":\"2025-03-14\",\"time\":\"2025-03-14T16:11:42+08:00\"}}}",
        "{\"g\":{\"o\":{\"date\":\"2024-02-29\",\"time\":\"2024-12-31T23:59:59Z\"}}}",
        "{\"g\":{\"o\":{\"date\":\"1900-02-28\",\"time\":\"0001-01-01T00:00:00-00:00\"}}}",
        "{\"g\":{\"prices\":[\"12.50 CNY\",\"7 CNY\"],\"items\":[{\"whole\":[1,2.5],\"yes\":true}]}}",
    };
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        char json[200];
        size_t length = strlen(documents[i]);
        for (size_t at = 0; at < length; at++) {
            for (int byte = 0; byte < 256; byte++) {
                memcpy(json, documents[i], length);
                json[at] = (char)byte;
                check_alike(&predicting, &plain, pv_text(json, length), false);
            }
        }
    }
}
END_TEST

/* All months of all years, with the days at their ends. */
START_TEST(the_shortcut_of_dates_knows_the_calendar) {
    for (int year = 0; year <= 9999; year += year < 1890 || year > 2110 ? 37 : 1) {
        for (int month = 0; month <= 13; month++) {
            static const int days[] = {0, 1, 27, 28, 29, 30, 31, 32};
            for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
                char json[100];
                int length =
                    snprintf(json, sizeof json, "{\"g\":{\"o\":{\"date\":\"%04d-%02d-%02d\"}}}", year, month, days[i]);
                check_alike(&predicting, &plain, pv_text(json, (size_t)length), false);
            }
        }
    }
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts prediction", setup, teardown, documents_before_change_nothing,
                           shortcuts_change_nothing, shortcuts_are_no_more_generous,
                           the_shortcut_of_dates_knows_the_calendar);
}
