/* Lists: elements of every kind, the rows that they are read into, and what is refused of them. */
#include "facts_fixture.h"

static const fixture_row rows[] = {
    {.path = "flags", .kind = PV_TYPE_LIST},
    {.path = "flags[]", .kind = PV_TYPE_BOOL},
    {.path = "numbers", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "numbers[]", .kind = PV_TYPE_NUMBER},
    {.path = "wholes", .kind = PV_TYPE_LIST},
    {.path = "wholes[]", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
    {.path = "tags", .kind = PV_TYPE_LIST, .key = "the tags"},
    {.path = "tags[]", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_SYMBOL},
    {.path = "kinds", .kind = PV_TYPE_LIST},
    {.path = "kinds[]", .kind = PV_TYPE_ONE_OF, .values = "call,live,a value of more than sixteen bytes"},
    {.path = "prices", .kind = PV_TYPE_LIST},
    {.path = "prices[]", .kind = PV_TYPE_MONEY},
    {.path = "yuan", .kind = PV_TYPE_LIST},
    {.path = "yuan[]", .kind = PV_TYPE_MONEY, .currency = "CNY"},
    {.path = "dates", .kind = PV_TYPE_LIST},
    {.path = "dates[]", .kind = PV_TYPE_DATE},
    {.path = "times", .kind = PV_TYPE_LIST},
    {.path = "times[]", .kind = PV_TYPE_TIME},
    {.path = "spans", .kind = PV_TYPE_LIST},
    {.path = "spans[]", .kind = PV_TYPE_SPAN},
    {.path = "grid", .kind = PV_TYPE_LIST},
    {.path = "grid[]", .kind = PV_TYPE_LIST},
    {.path = "grid[][]", .kind = PV_TYPE_NUMBER},
    {.path = "order"},
    {.path = "order.used", .kind = PV_TYPE_BOOL},
    {.path = "order.items", .kind = PV_TYPE_LIST},
    {.path = "order.items[].price", .kind = PV_TYPE_MONEY},
    {.path = "order.items[].note", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_OPTIONAL, .key = "a note"},
    {.path = "order.items[].taxes", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "order.items[].taxes[]", .kind = PV_TYPE_NUMBER},
    {.path = "order.items[].parts", .kind = PV_TYPE_LIST},
    {.path = "order.items[].parts[].name", .kind = PV_TYPE_TEXT},
    {.path = "order.items[].parts[].sizes", .kind = PV_TYPE_LIST},
    {.path = "order.items[].parts[].sizes[]", .kind = PV_TYPE_NUMBER},
    {.path = "order.items[].shop"},
    {.path = "order.items[].shop.name", .kind = PV_TYPE_TEXT},
    {.path = "order.items[].shop.rank", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_OPTIONAL},
    {.path = "order.items[].coupon", .flags = PV_FIELD_OPTIONAL},
    {.path = "order.items[].coupon.code", .kind = PV_TYPE_TEXT},
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, "gold"); }
static void teardown(void) { reader_clear(&facts); }

static void check_value(const char *json, const char *path, const char *expected) {
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    ck_assert_str_eq(value_of(&facts, path), expected);
}

/* ---- Elements -------------------------------------------------------------------------------------------------- */

START_TEST(a_list_has_elements_of_any_type) {
    check_value("{\"flags\":[true,false, true ]}", "flags", "[true, false, true]");
    check_value("{\"numbers\":[1,-2.50,\"0.000000000000000001\",1e3,0.30000000000000004]}", "numbers",
                "[1, -2.5, 0.000000000000000001, 1000, 0.3]");
    check_value("{\"wholes\":[5.0,7]}", "wholes", "[5, 7]");
    check_value("{\"the tags\":[\"gold\",\"\",\"a\\u0062\",\"\xe5\xa4\xa9\"]}", "tags", "[gold, , ab, \xe5\xa4\xa9]");
    check_value("{\"kinds\":[\"live\",\"c\\u0061ll\",\"a value of more than sixteen bytes\",\"call\"]}", "kinds",
                "[live, call, a value of more than sixteen bytes, call]");
    check_value("{\"prices\":[\"1 CNY\",\"2.5 USD\",{\"currency\":\"JPY\",\"amount\":3},\"4 USD\"]}", "prices",
                "[1.00 CNY, 2.50 USD, 3 JPY, 4.00 USD]");
    check_value("{\"yuan\":[1,\"2\",\"3.5 CNY\",{\"amount\":\"4\",\"currency\":\"CNY\"}]}", "yuan",
                "[1.00 CNY, 2.00 CNY, 3.50 CNY, 4.00 CNY]");
    check_value("{\"dates\":[\"2025-03-14\",\"2024-02-29\"]}", "dates", "[2025-03-14, 2024-02-29]");
    check_value("{\"times\":[\"2025-03-14T16:11:42Z\",\"2025-03-14T16:11:42.5+08:00\"]}", "times",
                "[2025-03-14T16:11:42Z, 2025-03-14T08:11:42.5Z]");
    check_value("{\"spans\":[\"P5D\",\"PT36H\",\"P1Y\"]}", "spans", "[5 days, 36 hours, 12 months]");
}
END_TEST

START_TEST(elements_are_looked_up_among_the_constants) {
    ck_assert_str_eq(read_facts(&facts, "{\"the tags\":[\"silver\",\"gold\"]}"), "ok");
    const pv_schema_field *field = fixture_field(&facts.schema, "tags");
    const pv_slot *slots = pv_facts_elements(facts.facts)[field->first_value].slots;
    ck_assert_uint_eq(pv_slot_symbol(slots[1]), PV_SYMBOL_NONE);
    ck_assert_uint_eq(pv_slot_symbol(slots[3]), pv_schema_symbol(&facts.schema.schema, text_of("gold")));
}
END_TEST

START_TEST(lists_nest) {
    check_value("{\"grid\":[[1,2],[],[3],[4,5,6]]}", "grid", "[[1, 2], [], [3], [4, 5, 6]]");
    check_value("{\"grid\":[]}", "grid", "[]");
    check_value("{\"grid\":[[]]}", "grid", "[[]]");
}
END_TEST

START_TEST(an_element_may_be_a_record) {
    check_value(
        "{\"order\":{\"items\":["
        "{\"price\":\"1 CNY\",\"a note\":\"x\",\"taxes\":[1,2],\"parts\":[{\"name\":\"p\",\"sizes\":[7,8]},"
        "{\"sizes\":[],\"name\":\"q\"}],\"shop\":{\"name\":\"s\",\"rank\":1},\"coupon\":{\"code\":\"c\"}},"
        "{\"shop\":{},\"coupon\":{},\"parts\":[]},"
        "{\"price\":{\"amount\":2,\"currency\":\"USD\"},\"parts\":[{\"name\":\"r\",\"sizes\":[9]}]}]}}",
        "order.items",
        "[{price: 1.00 CNY, note: x, taxes: [1, 2], parts: [{name: p, sizes: [7, 8]}, {name: q, sizes: []}], "
        "shop: {name: s, rank: 1}, coupon: {code: c}}, "
        "{price: (unknown), note: (absent), taxes: (absent), parts: [], shop: {name: (unknown), rank: (absent)}, "
        "coupon: {code: (unknown)}}, "
        "{price: 2.00 USD, note: (absent), taxes: (absent), parts: [{name: r, sizes: [9]}], "
        "shop: {name: (unknown), rank: (unknown)}, coupon: {code: (absent)}}]");
}
END_TEST

/* Rows of one kind stand in the order of the document, whichever elements they are in. */
START_TEST(rows_say_where_they_belong) {
    ck_assert_str_eq(read_facts(&facts, "{\"grid\":[[1,2],[],[3]],\"order\":{\"items\":[{\"parts\":[{\"sizes\":[1]}]},"
                                        "{\"parts\":[{\"sizes\":[]},{\"sizes\":[2,3]}]}]}}"),
                     "ok");
    static const uint64_t grid[][2] = {{0, 0}, {0, 1}, {2, 0}}, sizes[][2] = {{0, 0}, {2, 0}, {2, 1}};
    const pv_elements *lists = pv_facts_elements(facts.facts);
    const pv_elements *numbers = &lists[fixture_field(&facts.schema, "grid[]")->first_value];
    const pv_elements *parts = &lists[fixture_field(&facts.schema, "order.items[].parts[].sizes")->first_value];
    ck_assert_uint_eq(numbers->count, 3);
    ck_assert_uint_eq(parts->count, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(pv_row_outer(numbers->slots[2 * i]), grid[i][0]);
        ck_assert_uint_eq(pv_row_index(numbers->slots[2 * i]), grid[i][1]);
        ck_assert_uint_eq(pv_row_outer(parts->slots[2 * i]), sizes[i][0]);
        ck_assert_uint_eq(pv_row_index(parts->slots[2 * i]), sizes[i][1]);
    }
}
END_TEST

START_TEST(what_follows_a_list_goes_where_the_list_stands) {
    check_value(
        "{\"order\":{\"items\":[{\"taxes\":[1],\"price\":\"1 CNY\",\"parts\":[],\"a note\":\"n\"}],\"used\":true}}",
        "order.items",
        "[{price: 1.00 CNY, note: n, taxes: [1], parts: [], shop: {name: (unknown), rank: (unknown)}, "
        "coupon: {code: (absent)}}]");
    ck_assert_str_eq(value_of(&facts, "order.used"), "true");
}
END_TEST

/* ---- Present, null, missing ------------------------------------------------------------------------------------ */

START_TEST(a_list_may_be_empty_null_or_missing) {
    check_value("{\"flags\":[],\"numbers\":[ ]}", "flags", "[]");
    ck_assert_str_eq(value_of(&facts, "numbers"), "[]");
    check_value("{\"flags\":null,\"numbers\":null,\"order\":{\"items\":null}}", "flags", "(unknown)");
    ck_assert_str_eq(value_of(&facts, "numbers"), "(absent)");
    ck_assert_str_eq(value_of(&facts, "order.items"), "(unknown)");
    check_value("{}", "flags", "(unknown)");
    ck_assert_str_eq(value_of(&facts, "numbers"), "(absent)");
}
END_TEST

START_TEST(a_document_leaves_no_element_to_the_next) {
    check_value("{\"order\":{\"items\":[{\"price\":\"1 CNY\",\"taxes\":[1],\"coupon\":{\"code\":\"c\"}},{}]}}",
                "order.items",
                "[{price: 1.00 CNY, note: (absent), taxes: [1], parts: (unknown), shop: {name: (unknown), rank: "
                "(unknown)}, coupon: {code: c}}, {price: (unknown), note: (absent), taxes: (absent), parts: (unknown), "
                "shop: {name: (unknown), rank: (unknown)}, coupon: {code: (absent)}}]");
    check_value("{\"order\":{\"items\":[{}]}}", "order.items",
                "[{price: (unknown), note: (absent), taxes: (absent), parts: (unknown), shop: {name: (unknown), rank: "
                "(unknown)}, coupon: {code: (absent)}}]");
    const pv_elements *lists = pv_facts_elements(facts.facts);
    ck_assert_uint_eq(lists[fixture_field(&facts.schema, "order.items[].taxes")->first_value].count, 0);
    pv_facts_reset(facts.facts);
    ck_assert_uint_eq(lists[fixture_field(&facts.schema, "order.items")->first_value].count, 0);
    ck_assert_str_eq(value_of(&facts, "order.items"), "(unknown)");
}
END_TEST

START_TEST(a_refused_document_has_no_elements) {
    static const char *const refused[] = {"{\"flags\":[true],\"order\":{\"items\":[{\"taxes\":[1,",
                                          "{\"flags\":[true,1]}"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        ck_assert_str_ne(read_facts(&facts, refused[i]), "ok");
        for (uint32_t list = 0; list < facts.schema.schema.list_count; list++)
            ck_assert_uint_eq(pv_facts_elements(facts.facts)[list].count, 0);
        ck_assert_str_eq(value_of(&facts, "flags"), "(unknown)");
    }
}
END_TEST

/* ---- Refused --------------------------------------------------------------------------------------------------- */

START_TEST(a_list_is_an_array) {
    ck_assert_str_eq(read_facts(&facts, "{\"flags\":true,\"numbers\":{\"0\":1},\"the tags\":\"gold\",\"grid\":[1,[2]],"
                                        "\"order\":{\"items\":{}}}"),
                     "flags: an array, found true\ngrid[0]: an array, found 1\nnumbers: an array, found an object\n"
                     "order.items: an array, found an object\ntags: an array, found \"gold\"");
}
END_TEST

START_TEST(no_element_is_null) {
    ck_assert_str_eq(read_facts(&facts, "{\"flags\":[null],\"numbers\":[1,null],\"the tags\":[null],\"kinds\":[null],"
                                        "\"prices\":[null],\"yuan\":[null],\"dates\":[null],\"times\":[null],"
                                        "\"spans\":[null],\"grid\":[null,[null]],\"order\":{\"items\":[null]}}"),
                     "dates[0]: a date, as \"2025-03-14\", found null\n"
                     "flags[0]: true or false, found null\n"
                     "grid[0]: an array, found null\n"
                     "grid[1][0]: a number, found null\n"
                     "kinds[0]: one of \"call\", \"live\", \"a value of more than sixteen bytes\", found null\n"
                     "numbers[1]: a number, found null\n"
                     "order.items[0]: an object, found null\n"
                     "prices[0]: an amount with a currency, as \"12.50 CNY\", found null\n"
                     "spans[0]: a span, as \"P5D\", found null\n"
                     "tags[0]: a text, found null\n"
                     "times[0]: a time with an offset, as \"2025-03-14T16:11:42+08:00\", found null\n"
                     "yuan[0]: an amount in CNY, found null");
}
END_TEST

START_TEST(elements_have_their_type) {
    ck_assert_str_eq(read_facts(&facts, "{\"wholes\":[1,1.5,9007199254740992,\"x\",[1],{\"a\":1}],\"yuan\":[\"1 USD\"],"
                                        "\"prices\":[\"1\",{\"amount\":\"x\"}],\"the tags\":[\"\\u0000\"],"
                                        "\"order\":{\"items\":[1,[],\"x\",{\"price\":1}]}}"),
                     "order.items[0]: an object, found 1\n"
                     "order.items[1]: an object, found an array\n"
                     "order.items[2]: an object, found \"x\"\n"
                     "order.items[3].price: an amount with a currency, as \"12.50 CNY\", found 1\n"
                     "prices[0]: an amount with a currency, as \"12.50 CNY\", found \"1\"\n"
                     "prices[1].amount: a number, found \"x\"\n"
                     "prices[1].currency: a currency, as \"CNY\", found nothing\n"
                     "tags[0]: a text without U+0000, found \\u0000\n"
                     "wholes[1]: a whole number, found 1.5\n"
                     "wholes[2]: a number that JSON carries exactly; send it as text, found 9007199254740992\n"
                     "wholes[3]: a whole number, found \"x\"\n"
                     "wholes[4]: a whole number, found an array\n"
                     "wholes[5]: a whole number, found an object\n"
                     "yuan[0]: an amount in CNY, found \"1 USD\"");
}
END_TEST

/* Paths have the names of the policy, and are sorted with their indexes as numbers, in nested lists too. */
START_TEST(every_fault_is_listed_by_its_path) {
    ck_assert_str_eq(
        read_facts(&facts, "{\"order\":{\"items\":[{},{\"a note\":1},{\"parts\":[{},{\"name\":2,\"sizes\":[1,\"x\"]}]},"
                           "{},{},{},{},{},{},{},{\"shop\":{\"rank\":true},\"coupon\":5,\"taxes\":[[]]}],\"used\":0},"
                           "\"the tags\":[1]}"),
        "order.items[1].note: a text, found 1\n"
        "order.items[2].parts[1].name: a text, found 2\n"
        "order.items[2].parts[1].sizes[1]: a number, found \"x\"\n"
        "order.items[10].coupon: an object, found 5\n"
        "order.items[10].shop.rank: a number, found true\n"
        "order.items[10].taxes[0]: a number, found an array\n"
        "order.used: true or false, found 0\n"
        "tags[0]: a text, found 1");
}
END_TEST

START_TEST(the_first_hundred_faults_of_a_list_are_kept) {
    enum { COUNT = 250 };
    char json[4 * COUNT + 20] = "{\"numbers\":[\"\"", *at = json + strlen(json);
    for (int i = 1; i < COUNT; i++) at = strcpy(at, ",[]") + 3;
    strcpy(at, "]}");
    const char *outcome = read_facts(&facts, json);
    ck_assert_ptr_eq(strstr(outcome, "numbers[0]: a number, found \"\"\nnumbers[1]: a number, found an array\n"),
                     outcome);
    ck_assert_ptr_nonnull(strstr(outcome, "\nnumbers[99]: a number, found an array\n150 more"));
}
END_TEST

START_TEST(a_key_stands_once_in_each_element) {
    ck_assert_str_eq(read_facts(&facts, "{\"order\":{\"items\":[{\"price\":\"1 CNY\",\"x\":1},{\"price\":\"1 CNY\","
                                        "\"x\":1},{\"x\":1,\"price\":\"1 CNY\"}]}}"),
                     "ok");
    ck_assert_str_eq(
        read_facts(&facts, "{\"order\":{\"items\":[{\"price\":\"1 CNY\",\"price\":\"1 CNY\"},{\"x\":1,\"\\u0078\":1},"
                           "{\"taxes\":[1],\"taxes\":[\"skipped\",{\"y\":1,\"y\":2}]}],\"items\":[1]}}"),
        "order.items: each key once, found the key \"items\" again\n"
        "order.items[0].price: each key once, found the key \"price\" again\n"
        "order.items[1].x: each key once, found the key \"x\" again\n"
        "order.items[2].taxes: each key once, found the key \"taxes\" again\n"
        "order.items[2].taxes[1].y: each key once, found the key \"y\" again");
}
END_TEST

START_TEST(strict_refuses_what_no_element_declares) {
    ck_assert_str_eq(read_strictly(&facts, "{\"order\":{\"items\":[{\"pric\":1,\"zzz\":[{\"deep\":1}],"
                                           "\"parts\":[{\"nam\":\"x\"}]},{\"\":0}]}}"),
                     "order.items[0].parts[0].nam: a declared fact; did you mean \"name\"?, found \"nam\"\n"
                     "order.items[0].pric: a declared fact; did you mean \"price\"?, found \"pric\"\n"
                     "order.items[0].zzz: a declared fact, found \"zzz\"\n"
                     "order.items[1].: a declared fact, found \"\"");
    ck_assert_str_eq(read_strictly(&facts, "{\"order\":{\"items\":[{\"price\":\"1 CNY\",\"shop\":{\"rank\":1}}]}}"),
                     "ok");
}
END_TEST

START_TEST(errors_of_syntax_end_the_reading) {
    static const struct {
        const char *json, *refused;
    } faulty[] = {
        {"{\"numbers\":[1,]}", ": a value, found \"]\" at line 1, column 15"},
        {"{\"numbers\":[,1]}", ": a value, found \",\" at line 1, column 13"},
        {"{\"numbers\":[1 2]}", ": a comma or ], found \"2\" at line 1, column 15"},
        {"{\"numbers\":[1}", ": a comma or ], found \"}\" at line 1, column 14"},
        {"{\"numbers\":[1", ": a comma or ], found the end of the document"},
        {"{\"numbers\":[", ": a value, found the end of the document"},
        {"{\"numbers\":[1,", ": a value, found the end of the document"},
        {"{\"numbers\":[01]}", ": a comma or ], found \"1\" at line 1, column 14"},
        {"{\"flags\":[true,tru]}", ": a value, found \"t\" at line 1, column 16"},
        {"{\"flags\":[nul]}", ": a value, found \"n\" at line 1, column 11"},
        {"{\"order\":{\"items\":[{},]}}", ": a value, found \"]\" at line 1, column 23"},
        {"{\"order\":{\"items\":[{}{}]}}", ": a comma or ], found \"{\" at line 1, column 22"},
        {"{\"order\":{\"items\":[{\"price\":\"1 CNY\",}]}}", ": a key, found \"}\" at line 1, column 37"},
        {"{\"grid\":[[1],[2,]]}", ": a value, found \"]\" at line 1, column 17"},
    };
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++)
        ck_assert_str_eq(read_facts(&facts, faulty[i].json), faulty[i].refused);
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts lists", setup, teardown, a_list_has_elements_of_any_type,
                           elements_are_looked_up_among_the_constants, lists_nest, an_element_may_be_a_record,
                           rows_say_where_they_belong, what_follows_a_list_goes_where_the_list_stands,
                           a_list_may_be_empty_null_or_missing, a_document_leaves_no_element_to_the_next,
                           a_refused_document_has_no_elements, a_list_is_an_array, no_element_is_null,
                           elements_have_their_type, every_fault_is_listed_by_its_path,
                           the_first_hundred_faults_of_a_list_are_kept, a_key_stands_once_in_each_element,
                           strict_refuses_what_no_element_declares, errors_of_syntax_end_the_reading);
}
