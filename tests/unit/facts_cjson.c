/* Facts from cJSON trees: what a tree says and what it hides, trees that mean harm, and memory that fails. */
#include "facts/cjson.h"

#include <cjson/cJSON.h>
#include <math.h>

#include "facts_damage.h"

static const fixture_row rows[] = {
    {.path = "used", .kind = PV_TYPE_BOOL},
    {.path = "number", .kind = PV_TYPE_NUMBER},
    {.path = "whole", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
    {.path = "text", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_SYMBOL},
    {.path = "kind", .kind = PV_TYPE_ONE_OF, .values = "call,live"},
    {.path = "seconds", .kind = PV_TYPE_TIME, .form = PV_TIME_UNIX_SECONDS},
    {.path = "coupon", .flags = PV_FIELD_OPTIONAL | PV_FIELD_PRESENCE},
    {.path = "coupon.code", .kind = PV_TYPE_TEXT, .key = "theCode"},
    {.path = "coupon.price", .kind = PV_TYPE_MONEY},
    {.path = "coupon.yuan", .kind = PV_TYPE_MONEY, .currency = "CNY", .flags = PV_FIELD_OPTIONAL},
    {.path = "tags", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "tags[]", .kind = PV_TYPE_TEXT},
    {.path = "items", .kind = PV_TYPE_LIST},
    {.path = "items[].price", .kind = PV_TYPE_MONEY},
    {.path = "items[].sizes", .kind = PV_TYPE_LIST},
    {.path = "items[].sizes[]", .kind = PV_TYPE_NUMBER},
    {.path = "piles", .kind = PV_TYPE_LIST},
    {.path = "piles[]", .kind = PV_TYPE_LIST}, /* of records without a field */
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, "gold"); }
static void teardown(void) { reader_clear(&facts); }

/* The tree is gone before the outcome is looked at. */
static const char *read_parsed(const char *json, bool strict) {
    cJSON *root = cJSON_Parse(json);
    ck_assert_msg(root != NULL, "libcjson refuses %s", json);
    proviso_status status = pv_facts_read_cjson(facts.facts, root, strict);
    cJSON_Delete(root);
    return outcome_of(&facts, status);
}

static const char *read_tree(const char *json) { return read_parsed(json, false); }

static const char *read_and_delete(cJSON *root) {
    ck_assert_ptr_nonnull(root);
    proviso_status status = pv_facts_read_cjson(facts.facts, root, false);
    cJSON_Delete(root);
    return outcome_of(&facts, status);
}

/* ---- Values ---------------------------------------------------------------------------------------------------- */

START_TEST(a_tree_is_read_like_its_text) {
    ck_assert_str_eq(
        read_tree(
            "{\"used\":true,\"number\":-2.50,\"whole\":5.0,\"text\":\"g\\u006fld\",\"kind\":\"live\",\"seconds\":90,"
            "\"coupon\":{\"theCode\":\"\xe4\xbd\xa0\",\"price\":{\"currency\":\"USD\",\"amount\":0.1},\"yuan\":7},"
            "\"tags\":[\"\",\"a\\n\"],\"items\":[{\"price\":\"1 CNY\",\"sizes\":[1,2]},{\"sizes\":[]},{}],"
            "\"piles\":[[{}],[]],\"undeclared\":{\"used\":[1,{\"x\":null}]}}"),
        "ok");
    ck_assert_str_eq(facts_of(&facts),
                     "{used: true, number: -2.5, whole: 5, text: gold, kind: live, seconds: 1970-01-01T00:01:30Z, "
                     "tags: [, a\n], items: [{price: 1.00 CNY, sizes: [1, 2]}, {price: (unknown), sizes: []}, "
                     "{price: (unknown), sizes: (unknown)}], piles: [[{}], []], "
                     "coupon: {present: true, code: \xe4\xbd\xa0, price: 0.10 USD, yuan: 7.00 CNY}}");
    ck_assert_uint_eq(pv_slot_symbol(fixture_slot(&facts.schema, "text")),
                      pv_schema_symbol(&facts.schema.schema, text_of("gold")));
}
END_TEST

START_TEST(null_is_the_same_as_missing) {
    ck_assert_str_eq(read_tree("{\"used\":null,\"coupon\":null,\"tags\":null,\"items\":null}"), "ok");
    ck_assert(pv_slot_is_unknown(fixture_slot(&facts.schema, "used")));
    ck_assert(pv_slot_is_absent(fixture_slot(&facts.schema, "coupon")));
    ck_assert(pv_slot_is_absent(fixture_slot(&facts.schema, "tags")));
    ck_assert(pv_slot_is_unknown(fixture_slot(&facts.schema, "items")));
    ck_assert_str_eq(read_tree("{\"tags\":[null]}"), "tags[0]: a text, found null");
}
END_TEST

START_TEST(a_tree_that_is_no_object_is_refused) {
    ck_assert_str_eq(read_tree("[{\"used\":1},[]]"), ": an object, found an array");
    ck_assert_str_eq(read_tree("\"x\""), ": an object, found \"x\"");
    ck_assert_str_eq(read_tree("12"), ": an object, found 12");
    ck_assert_str_eq(read_tree("null"), ": an object, found null");
}
END_TEST

/* What a text would have at the same places, whatever else hangs on the item. */
START_TEST(the_root_stands_alone) {
    cJSON *list = cJSON_Parse("[{\"used\":true},{\"used\":5}]");
    ck_assert_int_eq(pv_facts_read_cjson(facts.facts, list->child, false), PROVISO_OK);
    ck_assert_str_eq(value_of(&facts, "used"), "true");
    ck_assert_int_eq(pv_facts_read_cjson(facts.facts, list->child->next, false), PROVISO_FACTS_REFUSED);
    cJSON_Delete(list);
}
END_TEST

/* ---- Numbers --------------------------------------------------------------------------------------------------- */

static const char *read_number(double number) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "number", number);
    return read_and_delete(root);
}

START_TEST(a_number_is_what_its_double_means) {
    static const struct {
        double number;
        const char *value;
    } taken[] = {{0.0, "0"},
                 {-0.0, "0"},
                 {19.99, "19.99"},
                 {0.1 + 0.2, "0.3"},
                 {1.0 / 3, "0.333333333333333"},
                 {-2.0 / 3, "-0.666666666666667"},
                 {1e-18, "0.000000000000000001"},
                 {9.9999999999999999e-19, "0.000000000000000001"},
                 {123456789.123456, "123456789.123456"},
                 {999999999999999.0, "999999999999999"},
                 {1234567890123456.0, "1234567890123456"},
                 {1234567890123456.5, "1234567890123460"},
                 {9007199254740991.0, "9007199254740991"},
                 {-9007199254740991.0, "-9007199254740991"},
                 {1.0000000000000002, "1"},
                 {0.99999999999999989, "1"}};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        ck_assert_str_eq(read_number(taken[i].number), "ok");
        ck_assert_str_eq(value_of(&facts, "number"), taken[i].value);
    }
}
END_TEST

START_TEST(a_number_beyond_what_doubles_carry_is_refused) {
    static const char exact[] = "number: a number that JSON carries exactly; send it as text, found ";
    static const struct {
        double number;
        const char *found;
    } refused[] = {{9007199254740992.0, "9007199254740992"},
                   {-9007199254740992.0, "-9007199254740992"},
                   {1e18, "1000000000000000000"},
                   {18446744073709549568.0, "18446744073709549568"},
                   {18446744073709551616.0, "1.84467440737096e19"},
                   {-1e300, "-1e300"},
                   {1.7976931348623157e308, "1.79769313486232e308"},
                   {(double)INFINITY, "1e999"},
                   {-(double)INFINITY, "-1e999"}};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char expected[200];
        snprintf(expected, sizeof expected, "%s%s", exact, refused[i].found);
        ck_assert_str_eq(read_number(refused[i].number), expected);
    }
}
END_TEST

START_TEST(a_number_of_too_many_places_is_refused) {
    ck_assert_str_eq(read_number(1e-19), "number: a number, found 1e-19");
    ck_assert_str_eq(read_number(1.5e-18), "number: a number, found 0.0000000000000000015");
    ck_assert_str_eq(read_number(1.25e-100), "number: a number, found 1.25e-100");
    ck_assert_str_eq(read_number(4.9406564584124654e-324), "number: a number, found 4.94065645841247e-324");
    ck_assert_str_eq(read_tree("{\"number\":1e-400}"), "ok");
    ck_assert_str_eq(value_of(&facts, "number"), "0");
}
END_TEST

START_TEST(fields_keep_their_bounds) {
    ck_assert_str_eq(read_tree("{\"whole\":1.5,\"seconds\":0.5,\"used\":0.25,\"text\":1e3,\"coupon\":{\"price\":1}}"),
                     "coupon.price: an amount with a currency, as \"12.50 CNY\", found 1\n"
                     "seconds: whole seconds since 1970, found 0.5\ntext: a text, found 1000\n"
                     "used: true or false, found 0.25\nwhole: a whole number, found 1.5");
}
END_TEST

/* ---- Keys ------------------------------------------------------------------------------------------------------ */

/* libcjson looks keys up without their case. */
START_TEST(keys_have_their_case) {
    ck_assert_str_eq(read_tree("{\"Used\":5,\"used\":true,\"USED\":6}"), "ok");
    ck_assert_str_eq(value_of(&facts, "used"), "true");
    ck_assert_str_eq(read_tree("{\"USED\":5}"), "ok");
    ck_assert(pv_slot_is_unknown(fixture_slot(&facts.schema, "used")));
}
END_TEST

/* libcjson keeps all of them, and finds the first. */
START_TEST(a_key_stands_once) {
    ck_assert_str_eq(
        read_tree("{\"used\":true,\"us\\u0065d\":1,\"x\":[{\"a\":1,\"a\":{\"b\":1,\"b\":2}}],\"items\":[{\"price\":"
                  "\"1 CNY\",\"price\":1}],\"coupon\":{\"price\":{\"amount\":1,\"amount\":2,\"currency\":\"CNY\"}}}"),
        "coupon.price.amount: each key once, found the key \"amount\" again\n"
        "items[0].price: each key once, found the key \"price\" again\n"
        "used: each key once, found the key \"used\" again\n"
        "x[0].a: each key once, found the key \"a\" again\n"
        "x[0].a.b: each key once, found the key \"b\" again");
}
END_TEST

START_TEST(a_key_among_many_stands_once) {
    cJSON *root = cJSON_CreateObject();
    for (int i = 0; i < 200; i++) {
        char key[20];
        snprintf(key, sizeof key, "k%d", i == 150 ? 7 : i);
        cJSON_AddItemToObject(root, key, cJSON_CreateTrue());
    }
    ck_assert_str_eq(read_and_delete(root), "k7: each key once, found the key \"k7\" again");
}
END_TEST

START_TEST(strict_refuses_what_is_not_declared) {
    ck_assert_str_eq(read_parsed("{\"usde\":1,\"items\":[{\"pric\":{\"x\":1}}],\"coupon\":{\"thCode\":\"c\"}}", true),
                     "coupon.thCode: a declared fact; did you mean \"theCode\"?, found \"thCode\"\n"
                     "items[0].pric: a declared fact; did you mean \"price\"?, found \"pric\"\n"
                     "usde: a declared fact; did you mean \"used\"?, found \"usde\"");
    ck_assert_str_eq(read_parsed("{\"used\":true,\"items\":[{\"price\":\"1 CNY\"}]}", true), "ok");
}
END_TEST

/* ---- What no text can say -------------------------------------------------------------------------------------- */

static const char *read_with_bytes(const char *key, const char *text) {
    cJSON *root = cJSON_Parse("{\"whole\":0.5,\"items\":[{},{}]}");
    cJSON_AddStringToObject(root->child->next->child->next, key, text);
    cJSON_AddNumberToObject(root, "used", 1);
    return read_and_delete(root);
}

/* The reading ends there, as that of a text does. */
START_TEST(texts_and_keys_are_utf_8) {
    ck_assert_str_eq(read_with_bytes("price", "1 CNY\xff"),
                     ": UTF-8, found byte 0xff in items[1].price\nwhole: a whole number, found 0.5");
    ck_assert_str_eq(read_with_bytes("x", "\xed\xa0\x80"),
                     ": UTF-8, found byte 0xed in items[1].x\nwhole: a whole number, found 0.5");
    ck_assert_str_eq(read_with_bytes("pri\xc0\x80", "x"),
                     ": UTF-8, found byte 0xc0 in items[1].pri\nwhole: a whole number, found 0.5");
    ck_assert_str_eq(read_with_bytes("x", "\xf4\x90\x80\x80"),
                     ": UTF-8, found byte 0xf4 in items[1].x\nwhole: a whole number, found 0.5");
    ck_assert_str_eq(read_and_delete(cJSON_CreateString("\x80")), ": UTF-8, found byte 0x80");
}
END_TEST

static const char *read_with_item(cJSON *item) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddItemToObject(root, "number", cJSON_CreateNumber(1));
    cJSON_AddItemToObject(root, "text", item);
    return read_and_delete(root);
}

START_TEST(items_that_are_no_json_are_refused) {
    cJSON *nothing = cJSON_CreateNull(), *array = cJSON_CreateArray();
    nothing->type = cJSON_Invalid;
    ck_assert_str_eq(read_with_item(nothing), "text: a value, found an item of no type");
    ck_assert_str_eq(read_with_item(cJSON_CreateRaw("\"raw\"")), "text: a value, found raw text");
    ck_assert_str_eq(read_with_item(cJSON_CreateStringReference(NULL)),
                     "text: a value, found a text item without a text");
    ck_assert_str_eq(read_with_item(cJSON_CreateNumber((double)NAN)), "text: a value, found not a number (NaN)");
    cJSON_AddItemToArray(array, cJSON_CreateRaw("1"));
    ck_assert_str_eq(read_with_item(array), "text: a text, found an array\ntext[0]: a value, found raw text");
    ck_assert_str_eq(read_and_delete(cJSON_CreateRaw("{}")), ": a value, found raw text");
}
END_TEST

START_TEST(an_item_without_a_key_is_refused) {
    cJSON *root = cJSON_Parse("{\"coupon\":{}}");
    cJSON_AddItemToArray(root->child, cJSON_CreateTrue());
    ck_assert_str_eq(read_and_delete(root), "coupon.: a key, found an item without a key");
}
END_TEST

/* A text that is only lent to the tree, and a list that is in two places. */
START_TEST(references_are_followed) {
    cJSON *root = cJSON_CreateObject(), *tags = cJSON_Parse("[\"a\",\"b\"]");
    cJSON_AddItemToObject(root, "text", cJSON_CreateStringReference("lent"));
    cJSON_AddItemToObjectCS(root, "tags", cJSON_CreateArrayReference(tags->child));
    cJSON_AddItemToObject(root, "x", cJSON_CreateArrayReference(tags->child));
    ck_assert_str_eq(read_and_delete(root), "ok");
    cJSON_Delete(tags);
    ck_assert_str_eq(value_of(&facts, "text"), "lent");
    ck_assert_str_eq(value_of(&facts, "tags"), "[a, b]");
}
END_TEST

/* ---- Trees that mean harm -------------------------------------------------------------------------------------- */

/* `count` items, each the only child of the one before; the caller frees the block. */
static cJSON *chain(int type, size_t count) {
    cJSON *items = calloc(count, sizeof *items);
    ck_assert_ptr_nonnull(items);
    static char key[] = "a";
    for (size_t i = 0; i < count; i++)
        items[i] = (cJSON){.type = type, .string = key, .child = i + 1 < count ? &items[i + 1] : NULL};
    return items;
}

static void check_depth(int type, size_t count, const char *expected) {
    cJSON *items = chain(type, count);
    ck_assert_str_eq(outcome_of(&facts, pv_facts_read_cjson(facts.facts, items, false)), expected);
    free(items);
}

START_TEST(sixty_four_levels_are_allowed) {
    check_depth(cJSON_Object, 64, "ok");
    check_depth(cJSON_Object, 65, ": at most 64 levels, found a deeper one");
    check_depth(cJSON_Object, 1000000, ": at most 64 levels, found a deeper one");
    check_depth(cJSON_Array, 64, ": an object, found an array");
    check_depth(cJSON_Array, 1000000, ": an object, found an array\n: at most 64 levels, found a deeper one");
}
END_TEST

static cJSON *with_keys(size_t count) {
    cJSON *root = cJSON_CreateObject();
    for (size_t i = 0; i < count; i++) {
        char key[24];
        snprintf(key, sizeof key, "k%zu", i);
        cJSON_AddItemToObject(root, key, cJSON_CreateNull());
    }
    return root;
}

START_TEST(an_object_has_at_most_65536_keys) {
    ck_assert_str_eq(read_and_delete(with_keys(65536)), "ok");
    ck_assert_str_eq(read_and_delete(with_keys(65537)), "limit");
    ck_assert_str_eq(read_tree("{\"used\":true}"), "ok");
}
END_TEST

/* `outer` arrays that have the same `inner` elements. */
static const char *read_piles(size_t outer, size_t inner) {
    cJSON *elements = calloc(inner, sizeof *elements), *arrays = calloc(outer, sizeof *arrays);
    ck_assert_ptr_nonnull(elements);
    ck_assert_ptr_nonnull(arrays);
    for (size_t i = 0; i < inner; i++)
        elements[i] = (cJSON){.type = cJSON_Object, .next = i + 1 < inner ? &elements[i + 1] : NULL};
    for (size_t i = 0; i < outer; i++)
        arrays[i] = (cJSON){.type = cJSON_Array, .child = elements, .next = i + 1 < outer ? &arrays[i + 1] : NULL};
    static char key[] = "piles";
    cJSON piles = {.type = cJSON_Array, .child = arrays, .string = key}, root = {.type = cJSON_Object, .child = &piles};
    const char *outcome = outcome_of(&facts, pv_facts_read_cjson(facts.facts, &root, false));
    free(elements);
    free(arrays);
    return outcome;
}

START_TEST(a_tree_has_at_most_ten_million_elements) {
    ck_assert_str_eq(read_piles(1000, 9999), "ok");
    ck_assert_str_eq(read_piles(1001, 9999), "limit");
    ck_assert_str_eq(read_piles(3, 2), "ok");
    ck_assert_str_eq(value_of(&facts, "piles"), "[[{}, {}], [{}, {}], [{}, {}]]");
}
END_TEST

/* Copied texts and keys, with a byte more for each. */
START_TEST(texts_and_keys_are_no_more_than_a_document) {
    facts_reader small = facts;
    ck_assert_int_eq(
        pv_facts_create(&small.facts, &facts.schema.schema, &small.schema.memory, facts.schema.slots, 20, 64),
        PROVISO_OK);
    static const struct {
        const char *json;
        proviso_status status;
    } trees[] = {{"{\"text\":\"12345678901234\"}", PROVISO_OK},
                 {"{\"text\":\"123456789012345\"}", PROVISO_LIMIT_REACHED},
                 {"{\"x\":[\"1234567\",\"123456789\"]}", PROVISO_OK},
                 {"{\"x\":[\"1234567\",\"1234567890\"]}", PROVISO_LIMIT_REACHED},
                 {"{\"a_key_of_nineteen_b\":1}", PROVISO_OK},
                 {"{\"a_key_of_twenty_byte\":1}", PROVISO_LIMIT_REACHED}};
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        cJSON *root = cJSON_Parse(trees[i].json);
        ck_assert_int_eq(pv_facts_read_cjson(small.facts, root, false), trees[i].status);
        cJSON_Delete(root);
    }
    pv_facts_destroy(small.facts);
    facts.schema.memory = small.schema.memory;
}
END_TEST

START_TEST(a_text_has_at_most_65536_bytes) {
    char *text = malloc(65538);
    memset(text, 'x', 65537);
    text[65536] = '\0';
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "text", text);
    ck_assert_str_eq(read_and_delete(root), "ok");
    text[65536] = 'x';
    text[65537] = '\0';
    root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "text", text);
    ck_assert_str_eq(read_and_delete(root), "text: a text of at most 65536 bytes, found a text of 65537 bytes");
    free(text);
}
END_TEST

START_TEST(a_million_faults_take_no_more_memory_than_a_hundred) {
    cJSON *root = cJSON_CreateObject(), *tags = cJSON_AddArrayToObject(root, "tags");
    for (int i = 0; i < 1000000; i++) cJSON_AddItemToArray(tags, cJSON_CreateNull());
    ck_assert_int_eq(pv_facts_read_cjson(facts.facts, root, false), PROVISO_FACTS_REFUSED);
    cJSON_Delete(root);
    size_t count, more;
    const pv_refusal *refusals = pv_facts_refusals(facts.facts, &count, &more);
    ck_assert_uint_eq(count, PV_REFUSALS_MOST);
    ck_assert_uint_eq(more, 1000000 - PV_REFUSALS_MOST);
    ck_assert_text(refusals[99].path, "tags[99]");
}
END_TEST

/* ---- Memory ---------------------------------------------------------------------------------------------------- */

/* So many texts that the block for them grows again and again, with refusals before that and after. */
static cJSON *demanding(void) {
    cJSON *root = cJSON_Parse("{\"used\":0,\"items\":[{\"price\":\"1 CNY\",\"sizes\":[1,2,3,4,5,6,7,8,9]},{}]}");
    cJSON *tags = cJSON_AddArrayToObject(root, "tags");
    for (int i = 0; i < 300; i++) cJSON_AddItemToArray(tags, cJSON_CreateString("a text of some length"));
    for (int i = 0; i < 40; i++) {
        char key[24];
        snprintf(key, sizeof key, "key%d", i % 39);
        cJSON_AddItemToObject(root, key, cJSON_CreateNumber(i));
    }
    cJSON_AddItemToObject(root, "whole", cJSON_CreateNumber(0.5));
    return root;
}

static const char demanding_outcome[] = "key0: each key once, found the key \"key0\" again\n"
                                        "used: true or false, found 0\nwhole: a whole number, found 0.5";

/* The n-th allocation of the first reading fails, once or with all after it; then memory is back. */
static bool survives(size_t n, bool from_then_on, const cJSON *root) {
    static failing f;
    failing_init(&f, &facts);
    size_t created = f.counts.calls;
    *(from_then_on ? &f.counts.fail_from : &f.counts.fail_once) = created + n;
    proviso_status status = pv_facts_read_cjson(f.reader.facts, root, false);
    bool failed = f.counts.calls >= created + n;
    ck_assert_int_eq(status, failed ? PROVISO_OUT_OF_MEMORY : PROVISO_FACTS_REFUSED);
    f.counts.fail_from = f.counts.fail_once = 0;
    ck_assert_str_eq(outcome_of(&f.reader, pv_facts_read_cjson(f.reader.facts, root, false)), demanding_outcome);
    failing_clear(&f, &facts);
    return failed;
}

START_TEST(reading_survives_each_failed_allocation) {
    cJSON *root = demanding();
    size_t n = 1;
    while (survives(n, false, root)) n++;
    ck_assert_uint_gt(n, 15);
    for (size_t i = 1; i < n; i++) ck_assert(survives(i, true, root));
    cJSON_Delete(root);
}
END_TEST

/* Text and trees share the block for texts, the rows and the list of refusals. */
START_TEST(a_tree_like_the_last_one_allocates_nothing) {
    static failing f;
    cJSON *root = demanding();
    failing_init(&f, &facts);
    ck_assert_int_eq(pv_facts_read_cjson(f.reader.facts, root, false), PROVISO_FACTS_REFUSED);
    ck_assert_int_eq(pv_facts_read_cjson(f.reader.facts, root, true), PROVISO_FACTS_REFUSED);
    size_t calls = f.counts.calls;
    for (int i = 0; i < 10; i++) {
        ck_assert_int_eq(pv_facts_read_cjson(f.reader.facts, root, i % 2 == 0), PROVISO_FACTS_REFUSED);
        ck_assert_int_eq(pv_facts_read_json(f.reader.facts, PROVISO_TEXT("{\"tags\":[\"a\"],\"used\":1}"), false),
                         PROVISO_FACTS_REFUSED);
    }
    ck_assert_uint_eq(f.counts.calls, calls);
    cJSON_Delete(root);
    failing_clear(&f, &facts);
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE(
        "facts cjson", setup, teardown, a_tree_is_read_like_its_text, null_is_the_same_as_missing,
        a_tree_that_is_no_object_is_refused, the_root_stands_alone, a_number_is_what_its_double_means,
        a_number_beyond_what_doubles_carry_is_refused, a_number_of_too_many_places_is_refused, fields_keep_their_bounds,
        keys_have_their_case, a_key_stands_once, a_key_among_many_stands_once, strict_refuses_what_is_not_declared,
        texts_and_keys_are_utf_8, items_that_are_no_json_are_refused, an_item_without_a_key_is_refused,
        references_are_followed, sixty_four_levels_are_allowed, an_object_has_at_most_65536_keys,
        a_tree_has_at_most_ten_million_elements, texts_and_keys_are_no_more_than_a_document,
        a_text_has_at_most_65536_bytes, a_million_faults_take_no_more_memory_than_a_hundred,
        reading_survives_each_failed_allocation, a_tree_like_the_last_one_allocates_nothing);
}
