/* What makes the reader fast changes nothing that it says: a document is read alike by a fresh reader, by one that
 * predicts from other documents, and by one that takes no shortcuts. */
#include "facts/reader.h"
#include "facts_fixture.h"

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
}

static void teardown(void) {
    reader_clear(&predicting);
    reader_clear(&plain);
}

/* ---- Random documents ------------------------------------------------------------------------------------------ */

static const char *const keys[] = {"\"yes\"",        "\"number\"",   "\"whole\"",
                                   "\"text\"",       "\"g\"",        "\"price\"",
                                   "\"yuan\"",       "\"kind\"",     "\"o\"",
                                   "\"date\"",       "\"time\"",     "\"span\"",
                                   "\"seconds\"",    "\"amount\"",   "\"currency\"",
                                   "\"undeclared\"", "\"\"",         "\"ye\\u0073\"",
                                   "\"x\\ny\"",      "\"g\\u0000\"", "\"a_key_of_more_than_twenty_four_bytes\""};
static const char *const values[] = {"true",
                                     "false",
                                     "null",
                                     "0",
                                     "12",
                                     "-3",
                                     "1.5",
                                     "12.50",
                                     "0.25",
                                     "-0.0",
                                     "1234567",
                                     "12345678",
                                     "123456.78",
                                     "9007199254740992",
                                     "1e3",
                                     "1.5e1",
                                     "2E-1",
                                     "0.30000000000000004",
                                     "01",
                                     "1.",
                                     "-",
                                     "[]",
                                     "[1,{}]",
                                     "{}",
                                     "{\"a\":1}",
                                     "{\"amount\":1,\"currency\":\"CNY\"}",
                                     "{\"amount\":\"2.5\",\"currency\":\"USD\"}",
                                     "\"\"",
                                     "\"gold\"",
                                     "\"silver\"",
                                     "\"go\\u006cd\"",
                                     "\"call\"",
                                     "\"conference\"",
                                     "\"calls\"",
                                     "\"a value of more than sixteen bytes\"",
                                     "\"12.50 CNY\"",
                                     "\"-7 USD\"",
                                     "\"1 JPY\"",
                                     "\"12.5CNY\"",
                                     "\"12\"",
                                     "\"1e2 EUR\"",
                                     "\"1.23456789 CNY\"",
                                     "\"2025-03-14\"",
                                     "\"2024-02-29\"",
                                     "\"2023-02-29\"",
                                     "\"0000-01-01\"",
                                     "\"2025-13-01\"",
                                     "\"2025-03-14T16:11:42+08:00\"",
                                     "\"2025-03-14T16:11:42Z\"",
                                     "\"2025-03-14T24:00:00Z\"",
                                     "\"2025-03-14t16:11:42.5z\"",
                                     "\"0001-01-01T00:00:00+01:00\"",
                                     "\"P5D\"",
                                     "\"PT1H\"",
                                     "1741939902",
                                     "\"\\ud800\"",
                                     "\"\xe4\xbd\xa0\"",
                                     "\"\xff\"",
                                     "\"a text that goes on beyond sixteen bytes\""};

typedef struct writer {
    char text[1 << 14];
    size_t length;
    uint64_t *random;
} writer;

static size_t pick(writer *w, size_t count) { return next_random(w->random) % count; }

static void put(writer *w, const char *text) {
    size_t length = strlen(text);
    if (w->length + length > sizeof w->text) return;
    memcpy(w->text + w->length, text, length);
    w->length += length;
}

static void put_blank(writer *w) {
    static const char *const blanks[] = {"", "", "", "", "", " ", "\n  ", "\t"};
    put(w, blanks[pick(w, sizeof blanks / sizeof *blanks)]);
}

/* The value that a key is likely to want, or another. */
static void put_value(writer *w, size_t key) {
    static const unsigned char likely[][2] = {{0, 2},   {3, 17},  {3, 6},   {27, 34}, {0, 0},
                                              {35, 37}, {35, 39}, {31, 34}, {0, 0},   {42, 46},
                                              {47, 51}, {52, 53}, {54, 54}, {4, 7},   {28, 28}};
    bool is_likely = key < sizeof likely / sizeof *likely && pick(w, 12) > 0;
    size_t first = is_likely ? likely[key][0] : 0,
           last = is_likely ? likely[key][1] : sizeof values / sizeof *values - 1;
    put(w, values[first + pick(w, last - first + 1)]);
}

static void put_object(writer *w, int depth) {
    static const unsigned char ranges[][2] = {{0, 4}, {5, 8}, {9, 12}};
    size_t count = pick(w, 7);
    const unsigned char *range = ranges[depth < 3 ? depth : 2];
    put(w, "{");
    for (size_t i = 0; i < count; i++) {
        size_t key = pick(w, 15) == 0 ? pick(w, sizeof keys / sizeof *keys)
                                      : range[0] + (pick(w, 3) == 0 ? pick(w, (size_t)range[1] - range[0] + 1)
                                                                    : i % ((size_t)range[1] - range[0] + 1));
        if (i > 0) put(w, ",");
        put_blank(w);
        put(w, keys[key]);
        put_blank(w);
        put(w, ":");
        put_blank(w);
        if ((key == 4 || key == 8) && depth < 4 && pick(w, 10) > 0)
            put_object(w, depth + 1);
        else
            put_value(w, key);
        put_blank(w);
    }
    put(w, "}");
}

/* ---- Comparing ------------------------------------------------------------------------------------------------- */

static bool same_slot(const pv_schema_field *field, pv_slot a, pv_slot b) {
    bool is_text = field->kind == PV_TYPE_TEXT && pv_slot_is_value(a) && pv_slot_is_value(b);
    if (!is_text && field->kind != PV_TYPE_ONE_OF) return a == b;
    if (!pv_slot_is_value(a) || !pv_slot_is_value(b)) return a == b;
    return pv_slot_symbol(a) == pv_slot_symbol(b) && pv_text_equal(pv_slot_text(a), pv_slot_text(b));
}

static bool same_slots(const facts_reader *a, const facts_reader *b) {
    const pv_schema *schema = &a->schema.schema;
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const pv_schema_field *field = &schema->fields[i];
        const pv_slot *left = &a->schema.slots[field->slot], *right = &b->schema.slots[field->slot];
        bool two = field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY;
        if (!same_slot(field, left[0], right[0]) || (two && left[1] != right[1])) return false;
    }
    return true;
}

static void check_alike(facts_reader *a, facts_reader *b, proviso_text json, bool strict) {
    proviso_status first = pv_facts_read_json(a->facts, json, strict);
    proviso_status second = pv_facts_read_json(b->facts, json, strict);
    bool alike = first == second && strcmp(outcome_of(a, first), outcome_of(b, second)) == 0 && same_slots(a, b);
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
    size_t accepted = 0;
    for (int round = 0; round < 2000; round++) {
        w = (writer){.random = &state};
        put_object(&w, 0);
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
    size_t accepted = 0;
    for (int round = 0; round < 60000; round++) {
        w = (writer){.random = &state};
        put_object(&w, 0);
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
