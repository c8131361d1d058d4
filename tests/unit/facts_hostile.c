/* Documents that mean harm, and memory that fails: a verdict, never a crash; bounds that hold; a reader that goes on.
 */
#include "facts_damage.h"

static const fixture_row rows[] = {
    {.path = "yes", .kind = PV_TYPE_BOOL},
    {.path = "number", .kind = PV_TYPE_NUMBER},
    {.path = "text", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_SYMBOL},
    {.path = "g"},
    {.path = "g.price", .kind = PV_TYPE_MONEY, .flags = PV_FIELD_OPTIONAL},
    {.path = "g.kind", .kind = PV_TYPE_ONE_OF, .values = "call,conference"},
    {.path = "g.date", .kind = PV_TYPE_DATE},
    {.path = "g.time", .kind = PV_TYPE_TIME},
};

static const char good[] =
    "{ \"yes\": true, \"number\": -12.50e0, \"text\": \"gold \\u4f60\xe4\xbd\xa0\\ud83d\\ude00 \\\"\", "
    "\"g\":{\"price\":\"12.50 CNY\","
    "\"kind\":\"conference\",\"date\":\"2025-03-14\",\"time\":\"2025-03-14T16:11:42+08:00\",\"x\":[1,[null,{}],\"\\n\"]"
    "},"
    "\"other\":{\"a\":0.30000000000000004,\"b\":[true,false],\"price\":{\"amount\":1,\"currency\":\"CNY\"}}}";
enum { GOOD = sizeof good - 1 };

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, "gold"); }
static void teardown(void) { reader_clear(&facts); }

/* ---- Damaged documents ----------------------------------------------------------------------------------------- */

START_TEST(every_beginning_of_a_document_is_refused) { expect_beginnings_refused(&facts, good, GOOD); }
END_TEST

START_TEST(every_changed_byte_has_a_verdict) { expect_verdict_on_changes(&facts, good, GOOD); }
END_TEST

START_TEST(every_removed_and_repeated_byte_has_a_verdict) {
    size_t neither = 0;
    char json[GOOD + 1];
    for (size_t at = 0; at < GOOD; at++) {
        memcpy(json, good, at);
        memcpy(json + at, good + at + 1, GOOD - at - 1);
        proviso_status removed = read_exactly(&facts, json, GOOD - 1);
        memcpy(json, good, at + 1);
        memcpy(json + at + 1, good + at, GOOD - at);
        proviso_status repeated = read_exactly(&facts, json, GOOD + 1);
        neither += removed != PROVISO_OK && removed != PROVISO_FACTS_REFUSED;
        neither += repeated != PROVISO_OK && repeated != PROVISO_FACTS_REFUSED;
    }
    ck_assert_uint_eq(neither, 0);
}
END_TEST

/* ---- Bounds ---------------------------------------------------------------------------------------------------- */

static char *nested(const char *open, const char *inside, const char *close, size_t count) {
    char *json = malloc(count * (strlen(open) + strlen(close)) + strlen(inside) + 1), *at = json;
    ck_assert_ptr_nonnull(json);
    for (size_t i = 0; i < count; i++) at = strcpy(at, open) + strlen(open);
    at = strcpy(at, inside) + strlen(inside);
    for (size_t i = 0; i < count; i++) at = strcpy(at, close) + strlen(close);
    return json;
}

static void check_nested(const char *open, const char *close, size_t count, const char *expected) {
    char *json = nested(open, "1", close, count);
    const char *outcome = read_facts(&facts, json);
    ck_assert_msg(strcmp(outcome, expected) == 0, "%zu of %s: %s", count, open, outcome);
    free(json);
}

START_TEST(sixty_four_levels_are_allowed) {
    check_nested("{\"a\":", "}", 64, "ok");
    check_nested("{\"a\":", "}", 65, ": at most 64 levels, found a deeper one");
    check_nested("[", "]", 64, ": an object, found an array");
    check_nested("[", "]", 65, ": an object, found an array\n: at most 64 levels, found a deeper one");
    check_nested("{\"a\":[", "]}", 32, "ok");
    check_nested("{\"a\":[", "]}", 33, ": at most 64 levels, found a deeper one");
    check_nested("[", "]", 1000000, ": an object, found an array\n: at most 64 levels, found a deeper one");
    check_nested("{\"a\":", "", 1000000, ": at most 64 levels, found a deeper one");
}
END_TEST

START_TEST(the_depth_can_be_lowered) {
    pv_facts *shallow;
    ck_assert_int_eq(pv_facts_create(&shallow, &facts.schema.schema, &facts.schema.memory, facts.schema.slots, 100, 2),
                     PROVISO_OK);
    ck_assert_int_eq(pv_facts_read_json(shallow, PROVISO_TEXT("{\"g\":{\"price\":\"1 CNY\"}}"), false), PROVISO_OK);
    ck_assert_int_eq(pv_facts_read_json(shallow, PROVISO_TEXT("{\"g\":{\"price\":{}}}"), false), PROVISO_FACTS_REFUSED);
    size_t count, more;
    ck_assert_text(pv_facts_refusals(shallow, &count, &more)->expected, "at most 2 levels");
    pv_facts_destroy(shallow);
}
END_TEST

START_TEST(the_size_can_be_lowered) {
    pv_facts *small;
    ck_assert_int_eq(pv_facts_create(&small, &facts.schema.schema, &facts.schema.memory, facts.schema.slots, 12, 64),
                     PROVISO_OK);
    ck_assert_int_eq(pv_facts_read_json(small, PROVISO_TEXT("{\"yes\":true}"), false), PROVISO_OK);
    ck_assert_int_eq(pv_facts_read_json(small, PROVISO_TEXT("{\"yes\":true} "), false), PROVISO_LIMIT_REACHED);
    size_t count, more;
    pv_facts_refusals(small, &count, &more);
    ck_assert_uint_eq(count + more, 0);
    ck_assert(pv_slot_is_unknown(fixture_slot(&facts.schema, "yes")));
    ck_assert_int_eq(pv_facts_read_json(small, PROVISO_TEXT("{\"yes\":1}"), false), PROVISO_FACTS_REFUSED);
    pv_facts_destroy(small);
}
END_TEST

/* An object of `count` keys; the last is the one numbered `last`. */
static char *with_keys(const char *head, size_t count, size_t last, const char *tail) {
    char *json = malloc(count * 24 + 100), *at = json;
    ck_assert_ptr_nonnull(json);
    at += sprintf(at, "%s", head);
    for (size_t i = 0; i < count; i++) at += sprintf(at, "%s\"k%zu\":0", i > 0 ? "," : "", i + 1 < count ? i : last);
    strcpy(at, tail);
    return json;
}

static void check_keys(const char *head, size_t count, size_t last, const char *tail, const char *expected) {
    char *json = with_keys(head, count, last, tail);
    ck_assert_str_eq(read_facts(&facts, json), expected);
    free(json);
}

START_TEST(an_object_has_at_most_65536_keys) {
    check_keys("{", 65536, 65535, "}", "ok");
    check_keys("{", 65537, 65536, "}", "limit");
    check_keys("{\"x\":{", 65536, 65535, "},\"yes\":true}", "ok");
    check_keys("{\"x\":{", 65537, 65536, "}}", "limit");
    check_keys("{\"yes\":true,", 65535, 65534, "}", "ok");
    check_keys("{\"yes\":true,", 65536, 65535, "}", "limit");
    check_keys("{", 65536, 65535, ",\"yes\":true}", "limit");
    check_keys("{\"yes\":0,\"g\":{", 65537, 65536, "}}", "limit");
    check_keys("{\"g\":{", 65536, 77, "}}", "g.k77: each key once, found the key \"k77\" again");
    ck_assert_str_eq(read_facts(&facts, "{}"), "ok");
}
END_TEST

/* Arrays have no such bound. */
START_TEST(an_array_has_any_number_of_elements) {
    enum { COUNT = 200000 };
    char *json = malloc(COUNT * 2 + 20), *at = json;
    ck_assert_ptr_nonnull(json);
    at += sprintf(at, "{\"x\":[0");
    for (int i = 1; i < COUNT; i++) at = strcpy(at, ",0") + 2;
    strcpy(at, "]}");
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    free(json);
}
END_TEST

/* Each document would take minutes if any step of it were quadratic. */
START_TEST(no_choice_of_keys_is_slow) {
    char *json = with_keys("{\"x\":{", 65536, 0, "}}");
    for (int i = 0; i < 5; i++)
        ck_assert_str_eq(read_facts(&facts, json), "x.k0: each key once, found the key \"k0\" again");
    for (char *at = strchr(json, 'k'); at != NULL; at = strchr(at, 'k')) { /* one key, again and again */
        *at = 'K';
        for (at++; *at != '"'; at++) *at = '0';
    }
    ck_assert_int_eq(pv_facts_read_json(facts.facts, text_of(json), false), PROVISO_FACTS_REFUSED);
    free(json);
}
END_TEST

START_TEST(suggestions_are_not_slow) {
    enum { DECLARED = 3000, WRITTEN = 40000 };
    static fixture_row many[DECLARED];
    static char names[DECLARED][24];
    for (int i = 0; i < DECLARED; i++) {
        snprintf(names[i], sizeof names[i], "declared%d", i);
        many[i] = (fixture_row){.path = names[i], .kind = PV_TYPE_BOOL};
    }
    facts_reader wide;
    reader_init(&wide, many, DECLARED, NULL);
    char *json = with_keys("{\"declare7\":true,", WRITTEN, WRITTEN, "}");
    const char *outcome = read_strictly(&wide, json);
    ck_assert_ptr_nonnull(
        strstr(outcome, "declare7: a declared fact; did you mean \"declared7\"?, found \"declare7\"\n"));
    ck_assert_ptr_nonnull(strstr(outcome, "\n39901 more"));
    free(json);
    reader_clear(&wide);
}
END_TEST

START_TEST(a_million_faults_take_no_more_memory_than_a_hundred) {
    enum { COUNT = 1000000 };
    char *json = malloc(COUNT * 12 + 20), *at = json;
    ck_assert_ptr_nonnull(json);
    at += sprintf(at, "{\"x\":[0");
    for (int i = 0; i < COUNT; i++) at = strcpy(at, ",\"\\u0000\"") + 9;
    strcpy(at, "]}");
    ck_assert_int_eq(pv_facts_read_json(facts.facts, text_of(json), false), PROVISO_FACTS_REFUSED);
    size_t count, more;
    const pv_refusal *refusals = pv_facts_refusals(facts.facts, &count, &more);
    ck_assert_uint_eq(count, PV_REFUSALS_MOST);
    ck_assert_uint_eq(more, COUNT - PV_REFUSALS_MOST);
    ck_assert_text(refusals[0].path, "x[1]");
    ck_assert_text(refusals[99].path, "x[100]");
    ck_assert_uint_lt(facts.schema.memory.used, 2 * strlen(json) + 100000);
    free(json);
}
END_TEST

/* ---- Memory ---------------------------------------------------------------------------------------------------- */

/* Has more of everything that the reader keeps memory for. */
static char *demanding(void) {
    return with_keys("{\"yes\":0,\"number\":\"x\",\"x\":{\"a\":1,\"a\":2},", 60, 7, ",\"g\":{\"price\":1}}");
}

static const char demanding_outcome[] =
    "g.price: an amount with a currency, as \"12.50 CNY\", found 1\nk7: each key once, found the key \"k7\" again\n"
    "number: a number, found \"x\"\nx.a: each key once, found the key \"a\" again\nyes: true or false, found 0";

typedef struct failing_memory {
    counting_allocator counts;
    pv_memory memory;
    pv_facts *facts;
} failing_memory;

static proviso_status create(failing_memory *f, const schema_fixture *of) {
    proviso_allocator allocator = allocator_of(&f->counts);
    pv_memory_init(&f->memory, &allocator, 0);
    f->facts = NULL;
    return pv_facts_create(&f->facts, &of->schema, &f->memory, of->slots, READER_BYTES, READER_DEPTH);
}

static void destroy(failing_memory *f) {
    pv_facts_destroy(f->facts);
    ck_assert_uint_eq(f->counts.live, 0);
    ck_assert_uint_eq(f->memory.used, 0);
}

/* So many keys that they, their values and the table come in allocations of their own. */
static void make_wide(schema_fixture *wide) {
    enum { GROUPS = 40, ROWS = 1300 };
    static fixture_row many[ROWS];
    static char paths[ROWS][128];
    for (int i = 0; i < ROWS; i++) {
        bool is_group = i < GROUPS;
        snprintf(paths[i], sizeof paths[i], is_group ? "g%d" : "g%d.a_name_that_takes_some_room_%d", i % GROUPS, i);
        many[i] = (fixture_row){.path = paths[i], .kind = is_group ? FIXTURE_GROUP : PV_TYPE_ONE_OF, .values = "a,b,c"};
    }
    fixture_init(wide, many, ROWS, NULL);
}

START_TEST(creation_survives_each_failed_allocation) {
    schema_fixture wide;
    make_wide(&wide);
    failing_memory f = {0};
    ck_assert_int_eq(create(&f, &wide), PROVISO_OK);
    size_t calls = f.counts.calls;
    destroy(&f);
    ck_assert_uint_ge(calls, 5);
    for (size_t n = 1; n <= calls; n++) {
        f = (failing_memory){.counts = {.fail_once = n}};
        ck_assert_int_eq(create(&f, &wide), PROVISO_OUT_OF_MEMORY);
        ck_assert_ptr_null(f.facts);
        ck_assert_uint_eq(f.counts.live, 0);
    }
    fixture_clear(&wide);
    pv_facts_destroy(NULL);
}
END_TEST

/* The n-th allocation of the first reading fails, once or with all after it; then memory is back. */
static bool survives(size_t n, bool from_then_on, const char *json) {
    failing_memory f = {0};
    ck_assert_int_eq(create(&f, &facts.schema), PROVISO_OK);
    size_t created = f.counts.calls;
    if (from_then_on)
        f.counts.fail_from = created + n;
    else
        f.counts.fail_once = created + n;
    proviso_status status = pv_facts_read_json(f.facts, text_of(json), false);
    bool failed = f.counts.calls >= created + n;
    ck_assert_int_eq(status, failed ? PROVISO_OUT_OF_MEMORY : PROVISO_FACTS_REFUSED);
    size_t count, more;
    pv_facts_refusals(f.facts, &count, &more);
    ck_assert(!failed || count + more == 0);
    f.counts.fail_from = f.counts.fail_once = 0;
    facts_reader again = facts;
    again.facts = f.facts;
    ck_assert_str_eq(outcome_of(&again, pv_facts_read_json(f.facts, text_of(json), false)), demanding_outcome);
    ck_assert_str_eq(outcome_of(&again, pv_facts_read_json(f.facts, PROVISO_TEXT("{\"yes\":true}"), false)), "ok");
    facts.text = again.text;
    destroy(&f);
    return failed;
}

START_TEST(reading_survives_each_failed_allocation) {
    char *json = demanding();
    size_t n = 1;
    while (survives(n, false, json)) n++;
    ck_assert_uint_gt(n, 8);
    for (size_t i = 1; i < n; i++) ck_assert(survives(i, true, json));
    free(json);
}
END_TEST

START_TEST(a_document_like_the_last_one_allocates_nothing) {
    failing_memory f = {0};
    char *json = demanding();
    ck_assert_int_eq(create(&f, &facts.schema), PROVISO_OK);
    pv_facts_read_json(f.facts, text_of(json), false);
    pv_facts_read_json(f.facts, text_of(json), true);
    pv_facts_read_json(f.facts, pv_text(good, GOOD), false);
    size_t calls = f.counts.calls;
    for (int i = 0; i < 10; i++) {
        ck_assert_int_eq(pv_facts_read_json(f.facts, text_of(json), i % 2 == 0), PROVISO_FACTS_REFUSED);
        ck_assert_int_eq(pv_facts_read_json(f.facts, pv_text(good, GOOD), false), PROVISO_OK);
        ck_assert_int_eq(pv_facts_read_json(f.facts, pv_text(good, GOOD / 2), false), PROVISO_FACTS_REFUSED);
    }
    ck_assert_uint_eq(f.counts.calls, calls);
    free(json);
    destroy(&f);
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE(
        "facts hostile", setup, teardown, every_beginning_of_a_document_is_refused, every_changed_byte_has_a_verdict,
        every_removed_and_repeated_byte_has_a_verdict, sixty_four_levels_are_allowed, the_depth_can_be_lowered,
        the_size_can_be_lowered, an_object_has_at_most_65536_keys, an_array_has_any_number_of_elements,
        no_choice_of_keys_is_slow, suggestions_are_not_slow, a_million_faults_take_no_more_memory_than_a_hundred,
        creation_survives_each_failed_allocation, reading_survives_each_failed_allocation,
        a_document_like_the_last_one_allocates_nothing);
}
