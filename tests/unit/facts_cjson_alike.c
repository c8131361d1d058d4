/* A document gives the same slots, rows and refusals whether its text is read or the tree that libcjson makes of it:
 * random documents, damaged ones, and the numbers that doubles are hard for.
 *
 * Left out is what only one of the two can say anything about: texts that libcjson refuses, or takes though they are no
 * JSON, and what it drops (facts_cjson.c and tests/json/ have those). */
#include <cjson/cJSON.h>

#include "facts/cjson.h"
#include "facts_writer.h"

static const fixture_row rows[] = {
    {.path = "yes", .kind = PV_TYPE_BOOL},
    {.path = "number", .kind = PV_TYPE_NUMBER},
    {.path = "whole", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE | PV_FIELD_OPTIONAL},
    {.path = "text", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_SYMBOL},
    {.path = "kind", .kind = PV_TYPE_ONE_OF, .values = "call,conference,a value of more than sixteen bytes"},
    {.path = "tags", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL, .key = "the tags"},
    {.path = "tags[]", .kind = PV_TYPE_TEXT},
    {.path = "prices", .kind = PV_TYPE_LIST},
    {.path = "prices[]", .kind = PV_TYPE_MONEY},
    {.path = "grid", .kind = PV_TYPE_LIST},
    {.path = "grid[]", .kind = PV_TYPE_LIST},
    {.path = "grid[][]", .kind = PV_TYPE_NUMBER},
    {.path = "g", .flags = PV_FIELD_OPTIONAL | PV_FIELD_PRESENCE},
    {.path = "g.price", .kind = PV_TYPE_MONEY, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.yuan", .kind = PV_TYPE_MONEY, .currency = "CNY"},
    {.path = "g.o", .flags = PV_FIELD_OPTIONAL},
    {.path = "g.o.date", .kind = PV_TYPE_DATE},
    {.path = "g.o.time", .kind = PV_TYPE_TIME},
    {.path = "g.o.span", .kind = PV_TYPE_SPAN, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.o.seconds", .kind = PV_TYPE_TIME, .form = PV_TIME_UNIX_SECONDS},
    {.path = "g.items", .kind = PV_TYPE_LIST},
    {.path = "g.items[].yes", .kind = PV_TYPE_BOOL},
    {.path = "g.items[].price", .kind = PV_TYPE_MONEY},
    {.path = "g.items[].gift", .flags = PV_FIELD_OPTIONAL | PV_FIELD_PRESENCE},
    {.path = "g.items[].gift.text", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.items[].sizes", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.items[].sizes[]", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
};

static facts_reader text, tree;

static void setup(void) {
    reader_init(&text, rows, sizeof rows / sizeof *rows, "gold,silver");
    reader_init(&tree, rows, sizeof rows / sizeof *rows, "gold,silver");
}

static void teardown(void) {
    reader_clear(&text);
    reader_clear(&tree);
}

/* ---- Comparing ------------------------------------------------------------------------------------------------- */

typedef struct tally {
    size_t accepted, refused, left_out;
} tally;

static bool is_syntax(const pv_refusal *refusal) {
    static const char *const others[] = {"an object", "UTF-8", "at most 64 levels"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (text_equals(refusal->expected, others[i])) return false;
    }
    return refusal->path.length == 0;
}

/* libcjson ends a text there. */
static bool has_null_character(proviso_text json) {
    static const char escape[] = "\\u0000";
    for (size_t at = 0; at + sizeof escape <= json.length; at++) {
        if (memcmp(json.data + at, escape, sizeof escape - 1) == 0) return true;
    }
    return false;
}

/* What the text reader has just read. */
static bool is_comparable(proviso_text json) {
    size_t count, more;
    const pv_refusal *refusals = pv_facts_refusals(text.facts, &count, &more);
    for (size_t i = 0; i < count; i++) {
        if (is_syntax(&refusals[i])) return false;
    }
    return !has_null_character(json);
}

/* One that is long is not shown. */
static bool is_number(proviso_text found) {
    if (found.length > 12 && memcmp(found.data, "a number of ", 12) == 0) return true;
    return found.length > 0 && (found.data[0] == '-' || (found.data[0] >= '0' && found.data[0] <= '9'));
}

static bool same_refusal(const pv_refusal *a, const pv_refusal *b) {
    if (!pv_text_equal(a->path, b->path) || !pv_text_equal(a->expected, b->expected)) return false;
    if (pv_text_equal(a->found, b->found) || text_equals(a->expected, "UTF-8")) return true;
    return is_number(a->found) && is_number(b->found);
}

static bool same_refusals(void) {
    size_t count, more, tree_count, tree_more;
    const pv_refusal *a = pv_facts_refusals(text.facts, &count, &more);
    const pv_refusal *b = pv_facts_refusals(tree.facts, &tree_count, &tree_more);
    if (count != tree_count || more != tree_more) return false;
    for (size_t i = 0; i < count; i++) {
        if (!same_refusal(&a[i], &b[i])) return false;
    }
    return true;
}

static void compare(tally *counts, proviso_text json, bool strict) {
    proviso_status first = pv_facts_read_json(text.facts, json, strict);
    cJSON *root = is_comparable(json) ? cJSON_ParseWithLength(json.data, json.length) : NULL;
    if (root == NULL) {
        counts->left_out++;
        return;
    }
    proviso_status second = pv_facts_read_cjson(tree.facts, root, strict);
    cJSON_Delete(root);
    if (first != second || !same_refusals() || !same_facts(&text, &tree))
        ck_abort_msg("%.*s\n%s\n---\n%s", (int)json.length, json.data, outcome_of(&text, first),
                     outcome_of(&tree, second));
    *(first == PROVISO_OK ? &counts->accepted : &counts->refused) += 1;
}

/* ---- Documents ------------------------------------------------------------------------------------------------- */

START_TEST(random_documents_are_read_alike) {
    uint64_t state = 5;
    static writer w;
    w = (writer){.schema = &text.schema.schema, .random = &state};
    tally counts = {0};
    for (int round = 0; round < 40000; round++) compare(&counts, make_document(&w), round % 5 == 0);
    ck_assert_uint_gt(counts.accepted, 4000);
    ck_assert_uint_gt(counts.refused, 4000);
    ck_assert_uint_lt(counts.left_out, 20000);
}
END_TEST

START_TEST(damaged_documents_are_read_alike) {
    uint64_t state = 13;
    static writer w;
    w = (writer){.schema = &text.schema.schema, .random = &state};
    tally counts = {0};
    for (int round = 0; round < 60000; round++) {
        proviso_text json = make_document(&w);
        for (size_t i = 0; i <= pick(&w, 3); i++) {
            size_t at = pick(&w, json.length), from = pick(&w, json.length);
            w.text[at] = pick(&w, 2) == 0 ? (char)next_random(&state) : w.text[from];
        }
        compare(&counts, json, round % 5 == 0);
    }
    ck_assert_uint_gt(counts.accepted, 1000);
    ck_assert_uint_gt(counts.refused, 1000);
}
END_TEST

static const char *const hard[] = {"9007199254740991",
                                   "9007199254740992",
                                   "-9007199254740993",
                                   "999999999999999.9",
                                   "0.1",
                                   "2.675",
                                   "0.000000000000000001",
                                   "9.5e-19",
                                   "1e-19",
                                   "1e400",
                                   "4.9e-324",
                                   "2.5e-324",
                                   "1e-400",
                                   "-0",
                                   "0.30000000000000004",
                                   "1.005",
                                   "123456789012345.7",
                                   "0.999999999999999944"};

static void put_digits(writer *w, size_t count) {
    for (size_t i = 0; i < count; i++) put(w, pv_text(&"0123456789"[pick(w, 10)], 1));
}

/* At random around all bounds: 15 digits, 18 places, 2^53, 10^18. */
static void put_number(writer *w) {
    size_t whole = pick(w, 20), zeros = pick(w, 3) == 0 ? pick(w, 20) : 0, places = pick(w, 2) * pick(w, 20);
    char exponent[16];
    if (pick(w, 10) == 0) {
        PUT_ONE_OF(w, hard);
        return;
    }
    if (pick(w, 3) == 0) put_string(w, "-");
    put(w, pv_text(&"0123456789"[whole > 0 ? 1 + pick(w, 9) : 0], 1));
    put_digits(w, whole > 0 ? whole - 1 : 0);
    if (places > 0) put_string(w, ".");
    for (size_t i = 0; i < zeros && places > 0; i++) put_string(w, "0");
    put_digits(w, places);
    if (pick(w, 4) != 0) return;
    snprintf(exponent, sizeof exponent, "e%d", (int)pick(w, 60) - 40);
    put_string(w, exponent);
}

/* From 10^15 on a double has not kept what a text says behind the point. */
static bool lost_its_fraction(const char *number) {
    double value = strtod(number, NULL);
    return (value >= 1e15 || value <= -1e15) && strpbrk(number, ".e") != NULL;
}

START_TEST(numbers_are_read_alike) {
    uint64_t state = 3;
    static writer w;
    w = (writer){.schema = &text.schema.schema, .random = &state};
    tally counts = {0};
    for (int round = 0; round < 200000; round++) {
        w.length = 0;
        put_string(&w, round % 3 == 0 ? "{\"whole\":" : "{\"number\":");
        size_t begin = w.length;
        put_number(&w);
        put(&w, pv_text("", 1));
        bool lost = lost_its_fraction(w.text + begin);
        w.length--;
        put_string(&w, "}");
        if (!lost) compare(&counts, pv_text(w.text, w.length), false);
    }
    ck_assert_uint_gt(counts.accepted, 60000);
    ck_assert_uint_gt(counts.refused, 20000);
    ck_assert_uint_lt(counts.left_out, 20000);
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts cjson alike", setup, teardown, random_documents_are_read_alike,
                           damaged_documents_are_read_alike, numbers_are_read_alike);
}
