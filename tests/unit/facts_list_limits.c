/* Lists that mean harm: too many elements, too deep, damaged; and rows for which there is no memory. */
#include "facts_damage.h"

static const fixture_row rows[] = {
    {.path = "yes", .kind = PV_TYPE_BOOL},
    {.path = "numbers", .kind = PV_TYPE_LIST},
    {.path = "numbers[]", .kind = PV_TYPE_NUMBER},
    {.path = "grid", .kind = PV_TYPE_LIST},
    {.path = "grid[]", .kind = PV_TYPE_LIST},
    {.path = "grid[][]", .kind = PV_TYPE_LIST},
    {.path = "grid[][][]", .kind = PV_TYPE_NUMBER},
    {.path = "nothings", .kind = PV_TYPE_LIST}, /* of records without a field */
    {.path = "items", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "items[].price", .kind = PV_TYPE_MONEY},
    {.path = "items[].tags", .kind = PV_TYPE_LIST},
    {.path = "items[].tags[]", .kind = PV_TYPE_TEXT},
    {.path = "items[].gift", .flags = PV_FIELD_OPTIONAL | PV_FIELD_PRESENCE},
    {.path = "items[].gift.left", .kind = PV_TYPE_NUMBER},
};

static const char good[] =
    "{ \"yes\":true,\"numbers\" : [1, -2.5,3e0 ],\"grid\":[[[1],[]],[[2,3]],[]],\"nothings\":[{},{}],"
    "\"items\":[{\"price\":\"12.50 CNY\",\"tags\":[\"a\",\"\\u4f60\"],\"gift\":{\"left\":1}},"
    "{\"x\":[{}],\"tags\":[],\"price\":{\"amount\":1,\"currency\":\"CNY\"},\"gift\":null},{}]}";
enum { GOOD = sizeof good - 1 };

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, NULL); }
static void teardown(void) { reader_clear(&facts); }

/* ---- Damaged documents ----------------------------------------------------------------------------------------- */

START_TEST(every_beginning_of_a_document_is_refused) { expect_beginnings_refused(&facts, good, GOOD); }
END_TEST

START_TEST(every_changed_byte_has_a_verdict) { expect_verdict_on_changes(&facts, good, GOOD); }
END_TEST

/* ---- Bounds ---------------------------------------------------------------------------------------------------- */

/* `head`, then `element` so many times with commas between them, then `tail`. */
static char *repeated(const char *head, const char *element, size_t count, const char *tail) {
    size_t length = strlen(element);
    char *json = malloc(strlen(head) + count * (length + 1) + strlen(tail) + 1), *at = json;
    ck_assert_ptr_nonnull(json);
    at = strcpy(at, head) + strlen(head);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) *at++ = ',';
        memcpy(at, element, length);
        at += length;
    }
    strcpy(at, tail);
    return json;
}

static void check_nested(const char *head, size_t arrays, const char *tail, const char *expected) {
    char json[1000] = "", *at = json + sprintf(json, "%s", head);
    for (size_t i = 0; i < arrays; i++) *at++ = '[';
    for (size_t i = 0; i < arrays; i++) *at++ = ']';
    strcpy(at, tail);
    ck_assert_str_eq(read_facts(&facts, json), expected);
}

START_TEST(lists_and_elements_are_levels) {
    check_nested("{\"items\":[{\"x\":", 61, "}]}", "ok");
    check_nested("{\"items\":[{\"x\":", 62, "}]}", ": at most 64 levels, found a deeper one");
    check_nested("{\"grid\":", 4, "}", "grid[0][0][0]: a number, found an array");
    check_nested("{\"grid\":", 63, "}", "grid[0][0][0]: a number, found an array");
    check_nested("{\"grid\":", 64, "}",
                 ": at most 64 levels, found a deeper one\ngrid[0][0][0]: a number, found an array");
}
END_TEST

START_TEST(the_depth_can_be_lowered) {
    pv_facts *shallow;
    ck_assert_int_eq(pv_facts_create(&shallow, &facts.schema.schema, &facts.schema.memory, facts.schema.slots, 100, 3),
                     PROVISO_OK);
    ck_assert_int_eq(pv_facts_read_json(shallow, PROVISO_TEXT("{\"items\":[{}],\"grid\":[[]]}"), false), PROVISO_OK);
    static const char *const deeper[] = {"{\"items\":[{\"tags\":[]}]}", "{\"items\":[{\"gift\":{}}]}",
                                         "{\"grid\":[[[]]]}", "{\"items\":[{\"price\":{}}]}"};
    for (size_t i = 0; i < sizeof deeper / sizeof *deeper; i++) {
        ck_assert_int_eq(pv_facts_read_json(shallow, text_of(deeper[i]), false), PROVISO_FACTS_REFUSED);
        size_t count, more;
        ck_assert_text(pv_facts_refusals(shallow, &count, &more)->expected, "at most 3 levels");
        ck_assert_uint_eq(count, 1);
    }
    pv_facts_destroy(shallow);
}
END_TEST

START_TEST(millions_of_numbers_are_read) {
    enum { COUNT = 4000000 };
    char *json = repeated("{\"numbers\":[", "125", COUNT, "]}");
    ck_assert_uint_le(strlen(json), READER_BYTES);
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    const pv_elements *numbers = &pv_facts_elements(facts.facts)[fixture_field(&facts.schema, "numbers")->first_value];
    ck_assert_uint_eq(numbers->count, COUNT);
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const pv_slot *row = &numbers->slots[2 * i];
        wrong += pv_row_index(row[0]) != i || row[1] != 125 * PV_NUMBER_ONE;
    }
    ck_assert_uint_eq(wrong, 0);
    free(json);
}
END_TEST

static const char *read_large(char *json) {
    pv_facts *large;
    ck_assert_int_eq(
        pv_facts_create(&large, &facts.schema.schema, &facts.schema.memory, facts.schema.slots, 1 << 26, READER_DEPTH),
        PROVISO_OK);
    facts_reader reader = facts;
    reader.facts = large;
    const char *outcome = outcome_of(&reader, pv_facts_read_json(large, text_of(json), false));
    facts.text = reader.text;
    pv_facts_destroy(large);
    free(json);
    return outcome;
}

/* Counted over all lists, on whichever level. */
START_TEST(a_document_has_at_most_ten_million_elements) {
    ck_assert_str_eq(read_large(repeated("{\"nothings\":[", "{}", 10000000, "]}")), "ok");
    ck_assert_str_eq(read_large(repeated("{\"nothings\":[", "{}", 10000001, "]}")), "limit");
    ck_assert_str_eq(read_large(repeated("{\"grid\":[[],[[1]]],\"nothings\":[", "{}", 9999996, "]}")), "ok");
    ck_assert_str_eq(read_large(repeated("{\"grid\":[[],[[1]]],\"nothings\":[", "{}", 9999997, "]}")), "limit");
    ck_assert_str_eq(read_large(repeated("{\"undeclared\":[", "1", 10000001, "]}")), "ok");
}
END_TEST

/* It would take minutes if each element were asked for the groups that can hold nothing. */
START_TEST(groups_without_a_field_cost_an_element_nothing) {
    enum { GROUPS = 15000, ELEMENTS = 2000000 };
    static fixture_row many[GROUPS + 2] = {{.path = "l", .kind = PV_TYPE_LIST},
                                           {.path = "l[].n", .kind = PV_TYPE_NUMBER}};
    static char paths[GROUPS][16];
    for (int i = 0; i < GROUPS; i++) {
        snprintf(paths[i], sizeof paths[i], "l[].g%d", i);
        many[i + 2] = (fixture_row){.path = paths[i]};
    }
    facts_reader wide;
    reader_init(&wide, many, GROUPS + 2, NULL);
    char *json = repeated("{\"l\":[{\"g7\":{},\"n\":1},{\"g8\":null},", "{}", ELEMENTS, "]}");
    ck_assert_str_eq(read_facts(&wide, json), "ok");
    const pv_elements *elements = pv_facts_elements(wide.facts);
    ck_assert_uint_eq(elements->count, ELEMENTS + 2);
    ck_assert(elements->slots[1] == PV_NUMBER_ONE && pv_slot_is_unknown(elements->slots[3]));
    free(json);
    reader_clear(&wide);
}
END_TEST

START_TEST(a_million_faulty_elements_are_counted) {
    enum { COUNT = 1000000 };
    char *json = repeated("{\"numbers\":[", "null", COUNT, "]}");
    ck_assert_int_eq(pv_facts_read_json(facts.facts, text_of(json), false), PROVISO_FACTS_REFUSED);
    size_t count, more;
    const pv_refusal *refusals = pv_facts_refusals(facts.facts, &count, &more);
    ck_assert_uint_eq(count, PV_REFUSALS_MOST);
    ck_assert_uint_eq(more, COUNT - PV_REFUSALS_MOST);
    ck_assert_text(refusals[99].path, "numbers[99]");
    free(json);
}
END_TEST

/* ---- Memory ---------------------------------------------------------------------------------------------------- */

/* Rows of every list in so many elements that each grows more than once, inner ones while outer ones are open. */
static char *demanding(void) {
    return repeated("{\"numbers\":[0,1,2,3,4,5,6,7,8,9,10,11,12,13],\"items\":[",
                    "{\"tags\":[\"a\",\"b\",\"c\"],\"price\":\"1 CNY\",\"x\":0}", 40,
                    "],\"grid\":[[[1],[2]],[],[[3,4,5,6,7,8,9,10,11,12],[],[],[],[],[],[],[],[],[]]]}");
}

/* The n-th allocation of the first reading fails, once or with all after it; then memory is back. */
static bool survives(size_t n, bool from_then_on, const char *json) {
    static failing f;
    failing_init(&f, &facts);
    size_t created = f.counts.calls;
    *(from_then_on ? &f.counts.fail_from : &f.counts.fail_once) = created + n;
    proviso_status status = pv_facts_read_json(f.reader.facts, text_of(json), false);
    bool failed = f.counts.calls >= created + n;
    ck_assert_int_eq(status, failed ? PROVISO_OUT_OF_MEMORY : PROVISO_OK);
    for (uint32_t i = 0; failed && i < facts.schema.schema.list_count; i++)
        ck_assert_uint_eq(pv_facts_elements(f.reader.facts)[i].count, 0);
    f.counts.fail_from = f.counts.fail_once = 0;
    ck_assert_int_eq(pv_facts_read_json(f.reader.facts, text_of(json), false), PROVISO_OK);
    ck_assert_int_eq(pv_facts_read_json(facts.facts, text_of(json), false), PROVISO_OK);
    ck_assert(same_facts(&f.reader, &facts));
    failing_clear(&f, &facts);
    return failed;
}

/* How many allocations failed, one after the other, until none did. */
static size_t create_with_failures(schema_fixture *of) {
    for (size_t n = 1;; n++) {
        counting_allocator counts = {.fail_once = n};
        proviso_allocator allocator = allocator_of(&counts);
        pv_facts *created = NULL;
        pv_memory_init(&of->memory, &allocator, 0);
        proviso_status status =
            pv_facts_create(&created, &of->schema, &of->memory, of->slots, READER_BYTES, READER_DEPTH);
        pv_facts_destroy(created);
        ck_assert_uint_eq(counts.live, 0);
        if (status == PROVISO_OK) return n - 1;
        ck_assert_int_eq(status, PROVISO_OUT_OF_MEMORY);
    }
}

/* With so many numbers of lists that each of the arena's users comes to be the one for whom it has to grow. */
START_TEST(creation_survives_each_failed_allocation) {
    enum { LISTS = 150 };
    static fixture_row many[2 * LISTS];
    static char paths[2 * LISTS][24];
    size_t failed = 0;
    for (size_t i = 0; i < 2 * LISTS; i++) {
        snprintf(paths[i], sizeof paths[i], i % 2 == 0 ? "list%zu" : "list%zu[]", i / 2);
        many[i] = (fixture_row){.path = paths[i], .kind = i % 2 == 0 ? PV_TYPE_LIST : PV_TYPE_ONE_OF, .values = "a,b"};
    }
    for (size_t lists = 1; lists <= LISTS; lists++) {
        schema_fixture wide;
        fixture_init(&wide, many, 2 * lists, NULL);
        failed += create_with_failures(&wide);
        fixture_clear(&wide);
    }
    ck_assert_uint_ge(failed, 3 * LISTS);
}
END_TEST

START_TEST(reading_survives_each_failed_allocation) {
    char *json = demanding();
    size_t n = 1;
    while (survives(n, false, json)) n++;
    ck_assert_uint_gt(n, 15);
    for (size_t i = 1; i < n; i++) ck_assert(survives(i, true, json));
    free(json);
}
END_TEST

START_TEST(a_document_like_the_last_one_allocates_nothing) {
    static failing f;
    char *json = demanding();
    failing_init(&f, &facts);
    pv_facts_read_json(f.reader.facts, text_of(json), false);
    pv_facts_read_json(f.reader.facts, pv_text(good, GOOD), false);
    size_t calls = f.counts.calls;
    for (int i = 0; i < 10; i++) {
        ck_assert_int_eq(pv_facts_read_json(f.reader.facts, text_of(json), false), PROVISO_OK);
        ck_assert_int_eq(pv_facts_read_json(f.reader.facts, pv_text(good, GOOD), false), PROVISO_OK);
        pv_facts_reset(f.reader.facts);
    }
    ck_assert_uint_eq(f.counts.calls, calls);
    free(json);
    failing_clear(&f, &facts);
}
END_TEST

START_TEST(rows_stay_within_the_memory_of_a_session) {
    static facts_reader small;
    small = facts;
    pv_memory_init(&small.schema.memory, NULL, 1 << 20);
    ck_assert_int_eq(pv_facts_create(&small.facts, &facts.schema.schema, &small.schema.memory, facts.schema.slots,
                                     READER_BYTES, READER_DEPTH),
                     PROVISO_OK);
    char *json = repeated("{\"numbers\":[", "1", 100000, "]}");
    ck_assert_int_eq(pv_facts_read_json(small.facts, text_of(json), false), PROVISO_OUT_OF_MEMORY);
    ck_assert_int_eq(pv_facts_read_json(small.facts, pv_text(good, GOOD), false), PROVISO_OK);
    pv_facts_destroy(small.facts);
    free(json);
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts list limits", setup, teardown, every_beginning_of_a_document_is_refused,
                           every_changed_byte_has_a_verdict, lists_and_elements_are_levels, the_depth_can_be_lowered,
                           millions_of_numbers_are_read, a_document_has_at_most_ten_million_elements,
                           groups_without_a_field_cost_an_element_nothing, a_million_faulty_elements_are_counted,
                           creation_survives_each_failed_allocation, reading_survives_each_failed_allocation,
                           a_document_like_the_last_one_allocates_nothing, rows_stay_within_the_memory_of_a_session);
}
