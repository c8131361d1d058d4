/* Groups, keys and what stands beside them: present, null and missing, declared and not, once and again. */
#include "facts_fixture.h"

static const fixture_row rows[] = {
    {.path = "used", .kind = PV_TYPE_BOOL},
    {.path = "note", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_OPTIONAL},
    {.path = "tip", .kind = PV_TYPE_MONEY, .flags = PV_FIELD_OPTIONAL},
    {.path = "request"},
    {.path = "request.submitted_at", .kind = PV_TYPE_NUMBER, .key = "submittedAt"},
    {.path = "request.packages", .kind = PV_TYPE_NUMBER},
    {.path = "request.channel", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_OPTIONAL},
    {.path = "coupon", .flags = PV_FIELD_OPTIONAL, .key = "the coupon"},
    {.path = "coupon.code", .kind = PV_TYPE_TEXT},
    {.path = "coupon.shop", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_OPTIONAL},
    {.path = "coupon.issuer"},
    {.path = "coupon.issuer.name", .kind = PV_TYPE_TEXT},
    {.path = "coupon.value", .flags = PV_FIELD_OPTIONAL},
    {.path = "coupon.value.price", .kind = PV_TYPE_MONEY},
    {.path = "coupon.value.yuan", .kind = PV_TYPE_MONEY, .currency = "CNY"},
    {.path = "coupon.nothing", .flags = PV_FIELD_OPTIONAL},
    {.path = "empty_key", .kind = PV_TYPE_NUMBER, .key = ""},
    {.path = "quoted", .kind = PV_TYPE_NUMBER, .key = "a\"b\\c"},
    {.path = "chinese", .kind = PV_TYPE_NUMBER, .key = "\xe5\xa4\xa9"},
    {.path = "long_key_a", .kind = PV_TYPE_NUMBER, .key = "a_key_of_far_more_than_twenty_four_bytes_that_ends_in_a"},
    {.path = "long_key_b", .kind = PV_TYPE_NUMBER, .key = "a_key_of_far_more_than_twenty_four_bytes_that_ends_in_b"},
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, NULL); }
static void teardown(void) { reader_clear(&facts); }

static bool is_unknown(const char *path) { return pv_slot_is_unknown(fixture_slot(&facts.schema, path)); }
static bool is_absent(const char *path) { return pv_slot_is_absent(fixture_slot(&facts.schema, path)); }

/* ---- Present, null, missing ------------------------------------------------------------------------------------ */

START_TEST(an_empty_document_leaves_optionals_absent_and_the_rest_unknown) {
    ck_assert_str_eq(read_facts(&facts, "{}"), "ok");
    ck_assert(is_unknown("used"));
    ck_assert(is_absent("note"));
    ck_assert(is_absent("tip"));
    ck_assert(is_unknown("request.packages"));
    ck_assert(is_unknown("request.channel"));
    ck_assert(is_absent("coupon.code"));
    ck_assert(is_absent("coupon.shop"));
    ck_assert(is_absent("coupon.issuer.name"));
    ck_assert(is_absent("coupon.value.price"));
}
END_TEST

START_TEST(a_group_that_is_there_says_what_is_absent_in_it) {
    ck_assert_str_eq(read_facts(&facts, "{\"request\":{},\"the coupon\":{}}"), "ok");
    ck_assert(is_unknown("request.packages"));
    ck_assert(is_absent("request.channel"));
    ck_assert(is_unknown("coupon.code"));
    ck_assert(is_absent("coupon.shop"));
    ck_assert(is_unknown("coupon.issuer.name"));
    ck_assert(is_absent("coupon.value.price"));
    ck_assert_str_eq(read_facts(&facts, "{\"the coupon\":{\"issuer\":{},\"value\":{}}}"), "ok");
    ck_assert(is_unknown("coupon.issuer.name"));
    ck_assert(is_unknown("coupon.value.price"));
    ck_assert(is_unknown("coupon.value.yuan"));
}
END_TEST

START_TEST(null_is_the_same_as_missing) {
    ck_assert_str_eq(
        read_facts(&facts, "{\"used\":null,\"note\":null,\"tip\":null,\"request\":null,\"the coupon\":null}"), "ok");
    pv_slot nulls[64];
    size_t size = facts.schema.schema.slot_count * sizeof *nulls;
    ck_assert_uint_le(size, sizeof nulls);
    memcpy(nulls, facts.schema.slots, size);
    ck_assert_str_eq(read_facts(&facts, "{}"), "ok");
    ck_assert_mem_eq(nulls, facts.schema.slots, size);
}
END_TEST

START_TEST(a_document_leaves_nothing_to_the_next) {
    ck_assert_str_eq(read_facts(&facts,
                                "{\"used\":true,\"tip\":\"1 CNY\",\"request\":{\"packages\":1,\"channel\":\"web\"},"
                                "\"the coupon\":{\"code\":\"x\",\"issuer\":{\"name\":\"y\"}}}"),
                     "ok");
    ck_assert_str_eq(value_of(&facts, "coupon.issuer.name"), "y");
    ck_assert_str_eq(read_facts(&facts, "{\"the coupon\":{\"issuer\":null}}"), "ok");
    ck_assert(is_unknown("used"));
    ck_assert(is_absent("tip"));
    ck_assert(is_unknown("request.channel"));
    ck_assert(is_unknown("coupon.code"));
    ck_assert(is_unknown("coupon.issuer.name"));
}
END_TEST

START_TEST(a_reset_is_an_empty_document) {
    ck_assert_str_eq(read_facts(&facts, "{\"used\":1}"), "used: true or false, found 1");
    ck_assert(is_unknown("used"));
    pv_facts_reset(facts.facts);
    ck_assert_str_eq(outcome_of(&facts, PROVISO_OK), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"used\":true,\"the coupon\":{}}"), "ok");
    pv_facts_reset(facts.facts);
    ck_assert(is_unknown("used"));
    ck_assert(is_absent("coupon.code"));
}
END_TEST

START_TEST(a_group_is_an_object) {
    ck_assert_str_eq(read_facts(&facts, "{\"request\":[1,{\"a\":2}],\"the coupon\":\"none\"}"),
                     "coupon: an object, found \"none\"\nrequest: an object, found an array");
    ck_assert_str_eq(read_facts(&facts, "{\"request\":true,\"used\":0}"),
                     "request: an object, found true\nused: true or false, found 0");
}
END_TEST

START_TEST(the_document_is_an_object) {
    ck_assert_str_eq(read_facts(&facts, "[]"), ": an object, found an array");
    ck_assert_str_eq(read_facts(&facts, " [1, {\"used\": 5}] "), ": an object, found an array");
    ck_assert_str_eq(read_facts(&facts, "null"), ": an object, found null");
    ck_assert_str_eq(read_facts(&facts, "\"refund me\""), ": an object, found \"refund me\"");
    ck_assert_str_eq(read_facts(&facts, "12"), ": an object, found 12");
}
END_TEST

/* ---- Keys ------------------------------------------------------------------------------------------------------ */

START_TEST(paths_have_the_names_of_the_policy) {
    ck_assert_str_eq(read_facts(&facts, "{\"request\":{\"submittedAt\":true},\"the coupon\":{\"code\":1}}"),
                     "coupon.code: a text, found 1\nrequest.submitted_at: a number, found true");
    ck_assert_str_eq(read_facts(&facts, "{\"request\":{\"submitted_at\":true}}"), "ok");
}
END_TEST

/* Twice, so that the second reading is predicted where it can be. */
START_TEST(every_key_is_found_however_it_is_written) {
    const char *json = "{\"\":1,\"a\\\"b\\\\c\":2,\"\xe5\xa4\xa9\":3,"
                       "\"a_key_of_far_more_than_twenty_four_bytes_that_ends_in_b\":4,"
                       "\"a_key_of_far_more_than_twenty_four_bytes_that_ends_in_a\":5,\"\\u0075sed\" : true}";
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(read_facts(&facts, json), "ok");
        ck_assert_str_eq(value_of(&facts, "empty_key"), "1");
        ck_assert_str_eq(value_of(&facts, "quoted"), "2");
        ck_assert_str_eq(value_of(&facts, "chinese"), "3");
        ck_assert_str_eq(value_of(&facts, "long_key_b"), "4");
        ck_assert_str_eq(value_of(&facts, "long_key_a"), "5");
        ck_assert_str_eq(value_of(&facts, "used"), "true");
    }
}
END_TEST

/* What a prediction compares must not pass for what a document has to escape. */
START_TEST(a_key_with_a_quote_is_not_taken_unescaped) {
    ck_assert_str_eq(read_facts(&facts, "{\"a\\\"b\\\\c\":2}"), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"a\"b\\c\":2}"), ": a colon, found \"b\" at line 1, column 5");
}
END_TEST

START_TEST(keys_differ_in_case_and_length) {
    ck_assert_str_eq(read_facts(&facts, "{\"used\":true}"), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"Used\":1,\"use\":2,\"usedd\":3,\"used\\u0000\":4}"),
                     "used\xef\xbf\xbd: a text without U+0000, found \\u0000");
    ck_assert_str_eq(read_facts(&facts, "{\"Used\":1,\"use\":2,\"usedd\":3}"), "ok");
    ck_assert(is_unknown("used"));
}
END_TEST

/* What a prediction compares of a long key must be all of it. */
START_TEST(long_keys_are_compared_to_their_end) {
    ck_assert_str_eq(read_facts(&facts, "{\"a_key_of_far_more_than_twenty_four_bytes_that_ends_in_a\":1}"), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"a_key_of_far_more_than_twenty_four_bytes_that_ends_in_a\" :2}"), "ok");
    ck_assert_str_eq(value_of(&facts, "long_key_a"), "2");
    static const char *const others[] = {"a_key_of_far_more_than_twenty_four_bytes_that_ends_in_c",
                                         "a_key_of_far_more_than_twenty_four_bytes_that_ends_in_ab",
                                         "a_key_of_far_more_than_twenty_four_bytes_that_ends_in_",
                                         "a_key_of_far_more_than_twenty", "a_key_of_far_more"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char json[200];
        snprintf(json, sizeof json, "{\"%s\":true}", others[i]);
        ck_assert_str_eq(read_facts(&facts, json), "ok");
        ck_assert(is_unknown("long_key_a"));
        snprintf(json, sizeof json, "{\"%s", others[i]);
        ck_assert_str_eq(read_facts(&facts, json), ": a closing quote, found the end of the document");
    }
    ck_assert_str_eq(read_facts(&facts, "{\"a_key_of_far_more_than_twenty_four_bytes_that_ends_in_a\"x\":1}"),
                     ": a colon, found \"x\" at line 1, column 59");
}
END_TEST

START_TEST(undeclared_parts_may_be_anything) {
    ck_assert_str_eq(read_facts(&facts,
                                "{\"x\":[1,[],{},[{\"used\":[null]}]],\"y\":{\"used\":0,\"z\":{\"used\":\"a\"}},"
                                "\"n\":1e999,\"used\":true,\"b\":false,\"m\":-1.5E+7}"),
                     "ok");
    ck_assert_str_eq(value_of(&facts, "used"), "true");
}
END_TEST

/* ---- Once and again -------------------------------------------------------------------------------------------- */

START_TEST(a_key_stands_once) {
    ck_assert_str_eq(read_facts(&facts, "{\"used\":true,\"used\":true}"),
                     "used: each key once, found the key \"used\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"used\":true,\"us\\u0065d\":1}"),
                     "used: each key once, found the key \"used\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"used\":null,\"used\":true}"),
                     "used: each key once, found the key \"used\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"request\":{},\"request\":{\"packages\":\"x\"}}"),
                     "request: each key once, found the key \"request\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"request\":{\"submittedAt\":1,\"submittedAt\":2}}"),
                     "request.submitted_at: each key once, found the key \"submittedAt\" again");
}
END_TEST

START_TEST(undeclared_keys_stand_once_too) {
    ck_assert_str_eq(read_facts(&facts, "{\"a\":1,\"\\u0061\":2}"), "a: each key once, found the key \"a\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"x\":[0,{\"b\":{\"a\":1,\"c\":0,\"a\":2}}]}"),
                     "x[1].b.a: each key once, found the key \"a\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"a\":{\"a\":1},\"b\":{\"a\":1},\"c\":[{\"a\":1},{\"a\":1}]}"), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"a\":1,\"a\":2,\"a\":3}"), "a: each key once, found the key \"a\" again\n"
                                                                      "a: each key once, found the key \"a\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"used\":true,\"used\":{\"a\":1,\"a\":2}}"),
                     "used: each key once, found the key \"used\" again\n"
                     "used.a: each key once, found the key \"a\" again");
}
END_TEST

/* More keys than are compared one with another, so that they are sorted. */
static char *many_keys(size_t count, size_t again) {
    char *json = malloc(count * 16 + 64), *at = json;
    ck_assert_ptr_nonnull(json);
    at += sprintf(at, "{\"x\":{");
    for (size_t i = 0; i < count; i++) at += sprintf(at, "%s\"k%zu\":%zu", i > 0 ? "," : "", i, i);
    if (again < count) at += sprintf(at, ",\"k%zu\":0", again);
    strcpy(at, "}}");
    return json;
}

START_TEST(a_key_among_many_stands_once) {
    for (size_t count = 1; count < 70; count++) {
        for (size_t again = 0; again <= count; again++) {
            char expected[100] = "ok", *json = many_keys(count, again);
            if (again < count)
                snprintf(expected, sizeof expected, "x.k%zu: each key once, found the key \"k%zu\" again", again,
                         again);
            bool as_expected = strcmp(read_facts(&facts, json), expected) == 0;
            ck_assert_msg(as_expected, "%s\n%s", json, expected);
            free(json);
        }
    }
}
END_TEST

START_TEST(keys_are_compared_although_the_document_ends_in_their_midst) {
    char *json = many_keys(40, 7);
    json[strlen(json) - 2] = '\0';
    ck_assert_str_eq(read_facts(&facts, json), ": a comma or }, found the end of the document\n"
                                               "x.k7: each key once, found the key \"k7\" again");
    free(json);
}
END_TEST

/* ---- Amounts with their currency ------------------------------------------------------------------------------- */

START_TEST(an_amount_may_be_an_object) {
    ck_assert_str_eq(read_facts(&facts,
                                "{\"tip\":{\"amount\":\"12.50\",\"currency\":\"CNY\"},\"the coupon\":{\"value\":"
                                "{\"price\":{\"currency\":\"USD\",\"note\":[1],\"amount\":7},"
                                "\"yuan\":{\"amount\":0.30000000000000004,\"currency\":\"CNY\"}}}}"),
                     "ok");
    ck_assert_str_eq(value_of(&facts, "tip"), "12.50 CNY");
    ck_assert_str_eq(value_of(&facts, "coupon.value.price"), "7.00 USD");
    ck_assert_str_eq(value_of(&facts, "coupon.value.yuan"), "0.30 CNY");
}
END_TEST

START_TEST(both_parts_of_an_amount_are_needed) {
    ck_assert_str_eq(read_facts(&facts, "{\"tip\":{}}"), "tip.amount: a number, found nothing\n"
                                                         "tip.currency: a currency, as \"CNY\", found nothing");
    ck_assert_str_eq(read_facts(&facts, "{\"tip\":{\"amount\":null,\"currency\":\"CNY\"}}"),
                     "tip.amount: a number, found null");
    ck_assert_str_eq(read_facts(&facts, "{\"tip\":{\"amount\":1}}"),
                     "tip.currency: a currency, as \"CNY\", found nothing");
    ck_assert_str_eq(read_facts(&facts, "{\"the coupon\":{\"value\":{\"yuan\":{\"amount\":1}}}}"),
                     "coupon.value.yuan.currency: \"CNY\", found nothing");
}
END_TEST

START_TEST(the_parts_of_an_amount_have_their_types) {
    ck_assert_str_eq(read_facts(&facts, "{\"tip\":{\"amount\":\"12.50 CNY\",\"currency\":\"cny\"}}"),
                     "tip.amount: a number, found \"12.50 CNY\"\ntip.currency: a currency, as \"CNY\", found \"cny\"");
    ck_assert_str_eq(read_facts(&facts, "{\"tip\":{\"amount\":[1],\"currency\":{\"a\":1,\"a\":2}}}"),
                     "tip.amount: a number, found an array\ntip.currency: a currency, as \"CNY\", found an object\n"
                     "tip.currency.a: each key once, found the key \"a\" again");
    ck_assert_str_eq(read_facts(&facts, "{\"tip\":{\"amount\":9007199254740992,\"currency\":\"CNY\\u0000\"}}"),
                     "tip.amount: a number that JSON carries exactly; send it as text, found 9007199254740992\n"
                     "tip.currency: a text without U+0000, found \\u0000");
    ck_assert_str_eq(read_facts(&facts, "{\"the coupon\":{\"value\":{\"yuan\":{\"amount\":1,\"currency\":\"USD\"}}}}"),
                     "coupon.value.yuan.currency: \"CNY\", found \"USD\"");
    ck_assert_str_eq(read_facts(&facts, "{\"tip\":{\"amount\":1,\"currency\":\"CNY\",\"amount\":2}}"),
                     "tip.amount: each key once, found the key \"amount\" again");
}
END_TEST

/* ---- Strict ---------------------------------------------------------------------------------------------------- */

START_TEST(strict_refuses_what_is_not_declared) {
    ck_assert_str_eq(read_strictly(&facts, "{\"used\":true,\"request\":{\"packages\":1},\"tip\":\"1 CNY\"}"), "ok");
    ck_assert_str_eq(read_strictly(&facts, "{\"usde\":true,\"request\":{\"pakages\":1,\"zzz\":{\"deep\":1}}}"),
                     "request.pakages: a declared fact; did you mean \"packages\"?, found \"pakages\"\n"
                     "request.zzz: a declared fact, found \"zzz\"\n"
                     "usde: a declared fact; did you mean \"used\"?, found \"usde\"");
    ck_assert_str_eq(read_strictly(&facts, "{\"request\":{\"submitted_at\":1}}"),
                     "request.submitted_at: a declared fact; did you mean \"submittedAt\"?, found \"submitted_at\"");
    ck_assert_str_eq(read_strictly(&facts, "{\"tip\":{\"amount\":1,\"currency\":\"CNY\",\"amont\":1}}"),
                     "tip.amont: a declared fact; did you mean \"amount\"?, found \"amont\"");
    ck_assert_str_eq(read_strictly(&facts, "{\"xx\":1,\"xx\":2}"),
                     "xx: a declared fact, found \"xx\"\nxx: a declared fact, found \"xx\"\n"
                     "xx: each key once, found the key \"xx\" again");
}
END_TEST

/* ---- The list of refusals -------------------------------------------------------------------------------------- */

START_TEST(refusals_are_sorted_by_path_with_indexes_as_numbers) {
    ck_assert_str_eq(
        read_facts(&facts, "{\"x\":[0,1,{\"a\":0,\"a\":0},3,4,5,6,7,8,9,{\"a\":0,\"a\":0},[0,{\"b\":0,\"b\":0}]],"
                           "\"used\":0,\"request\":[]}"),
        "request: an object, found an array\nused: true or false, found 0\n"
        "x[2].a: each key once, found the key \"a\" again\nx[10].a: each key once, found the key \"a\" again\n"
        "x[11][1].b: each key once, found the key \"b\" again");
}
END_TEST

START_TEST(the_first_hundred_by_path_are_kept) {
    char *json = malloc(1 << 16), *at = json;
    ck_assert_ptr_nonnull(json);
    at += sprintf(at, "{");
    for (int i = 149; i >= 0; i--) at += sprintf(at, "\"x%03d\":[{\"a\":1,\"a\":2}],", i);
    strcpy(at, "\"used\":0");
    const char *outcome = read_facts(&facts, json);
    ck_assert_msg(strncmp(outcome,
                          ": a comma or }, found the end of the document\nused: true or false, found 0\n"
                          "x000[0].a: each key once",
                          99) == 0,
                  "%s", outcome);
    ck_assert_ptr_nonnull(strstr(outcome, "\nx097[0].a: each key once, found the key \"a\" again\n52 more"));
    size_t used = facts.schema.memory.used;
    for (int i = 0; i < 3; i++) read_facts(&facts, json);
    ck_assert_uint_eq(facts.schema.memory.used, used);
    free(json);
}
END_TEST

START_TEST(long_keys_are_shortened) {
    char json[2000], key[400];
    for (size_t i = 0; i < sizeof key; i += 2) memcpy(key + i, "\xc3\xa9", 2);
    snprintf(json, sizeof json, "{\"%.*s\":1,\"%.*s\":2}", 400, key, 400, key);
    char expected[1000];
    snprintf(expected, sizeof expected, "%.254s\xe2\x80\xa6: each key once, found a key of 400 bytes again", key);
    ck_assert_str_eq(read_facts(&facts, json), expected);
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE(
        "facts objects", setup, teardown, an_empty_document_leaves_optionals_absent_and_the_rest_unknown,
        a_group_that_is_there_says_what_is_absent_in_it, null_is_the_same_as_missing,
        a_document_leaves_nothing_to_the_next, a_reset_is_an_empty_document, a_group_is_an_object,
        the_document_is_an_object, paths_have_the_names_of_the_policy, every_key_is_found_however_it_is_written,
        a_key_with_a_quote_is_not_taken_unescaped, keys_differ_in_case_and_length, long_keys_are_compared_to_their_end,
        undeclared_parts_may_be_anything, a_key_stands_once, undeclared_keys_stand_once_too,
        a_key_among_many_stands_once, keys_are_compared_although_the_document_ends_in_their_midst,
        an_amount_may_be_an_object, both_parts_of_an_amount_are_needed, the_parts_of_an_amount_have_their_types,
        strict_refuses_what_is_not_declared, refusals_are_sorted_by_path_with_indexes_as_numbers,
        the_first_hundred_by_path_are_kept, long_keys_are_shortened);
}
