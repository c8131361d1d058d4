/* proviso_json_member: what it finds, and everything around the value that it refuses. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <proviso/proviso.h>

static proviso_status find(proviso_text *out, const char *json, const char *key) {
    return proviso_json_member(out, (proviso_text){json, strlen(json)}, (proviso_text){key, strlen(key)});
}

static void expect(const char *json, const char *key, const char *value) {
    proviso_text found = {NULL, 0};
    ck_assert_msg(find(&found, json, key) == PROVISO_OK, "nothing found in %s", json);
    ck_assert_msg(found.length == strlen(value) && memcmp(found.data, value, found.length) == 0, "found %.*s in %s",
                  (int)found.length, found.data, json);
}

static void refuse(const char *json) {
    proviso_text found = PROVISO_TEXT("untouched");
    ck_assert_msg(find(&found, json, "facts") == PROVISO_NOT_FOUND, "found %.*s in %s", (int)found.length, found.data,
                  json);
    ck_assert_msg(found.length == 9, "changed the out parameter for %s", json);
}

/* One other member whose value is `value`: refused where that is no JSON. */
static bool is_accepted_beside(const char *value) {
    char json[512];
    int length = snprintf(json, sizeof json, "{\"x\":%s,\"facts\":1}", value);
    ck_assert(length > 0 && (size_t)length < sizeof json);
    proviso_text found;
    return find(&found, json, "facts") == PROVISO_OK;
}

START_TEST(finds_values_of_every_kind) {
    expect("{\"case\": \"a\", \"facts\": {\"x\": [1, {}]}}", "facts", "{\"x\": [1, {}]}");
    expect("{\"case\": \"a\", \"facts\": {\"x\": [1, {}]}}", "case", "\"a\"");
    expect("{\"facts\":[]}", "facts", "[]");
    expect("{\"facts\":-1.5e3}", "facts", "-1.5e3");
    expect("{\"facts\":null}", "facts", "null");
    expect("{\"\":true}", "", "true");
}
END_TEST

START_TEST(leaves_blanks_out) {
    expect(" \t\r\n{ \"facts\" :\n [ 1 , 2 ]\t, \"x\" : 0 } \r\n", "facts", "[ 1 , 2 ]");
    expect("{\"facts\": \" , } \" }", "facts", "\" , } \"");
}
END_TEST

START_TEST(does_not_look_into_members) {
    proviso_text found;
    ck_assert_int_eq(find(&found, "{\"x\": {\"facts\": 1}, \"y\": [\"facts\", 2]}", "facts"), PROVISO_NOT_FOUND);
    expect("{\"x\": {\"facts\": 1}, \"facts\": 2}", "facts", "2");
}
END_TEST

START_TEST(passes_over_braces_and_quotes_in_strings) {
    expect("{\"x\": \"}\\\"{,\", \"facts\": \"]\\\\\"}", "facts", "\"]\\\\\"");
    expect("{\"x\\\"\": 1, \"facts\": [\"]\", \"\\\"]\"]}", "facts", "[\"]\", \"\\\"]\"]");
}
END_TEST

START_TEST(compares_keys_after_unescaping) {
    expect("{\"f\\u0061cts\": 1}", "facts", "1");
    expect("{\"\\uD83d\\uDe00\\u00e9\": 1}", "\xf0\x9f\x98\x80\xc3\xa9", "1");
    expect("{\"\\\"\\\\\\/\\b\\f\\n\\r\\t\": 1}", "\"\\/\b\f\n\r\t", "1");
    expect("{\"fact\": 0, \"factss\": 0, \"facts \": 0, \"Facts\": 0, \"facts\": 1}", "facts", "1");
}
END_TEST

START_TEST(refuses_a_key_that_comes_twice) {
    refuse("{\"facts\": 1, \"facts\": 1}");
    refuse("{\"facts\": 1, \"x\": 2, \"f\\u0061cts\": 3}");
}
END_TEST

START_TEST(refuses_what_is_no_object) {
    static const char *const texts[] = {"",
                                        "  ",
                                        "1",
                                        "[\"facts\", 1]",
                                        "\"facts\"",
                                        "null",
                                        "{",
                                        "}",
                                        "{}",
                                        "{ }",
                                        "facts:",
                                        "\"facts",
                                        "\xef\xbb\xbf{\"facts\": 1}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) refuse(texts[i]);
}
END_TEST

START_TEST(refuses_broken_punctuation) {
    static const char *const texts[] = {
        "{\"facts\": 1",       "{\"facts\": 1,}",        "{,\"facts\": 1}",  "{\"facts\" 1}",     "{\"facts\": }",
        "{\"facts\": , }",     "{\"facts\": 1]",         "{\"facts\": 1}}",  "{\"facts\": 1} x",  "{\"facts\": 1}{}",
        "{facts: 1}",          "{'facts': 1}",           "{\"facts\":: 1]}", "{\"facts\": 1,, }", "{\"facts\": [1}",
        "{\"facts\": \"1}",    "{\"facts\": 1 \"x\": 2", "{\"facts\"}",      "{\"facts\":",       "{\"facts\": \"\\",
        "{\"facts\": 1, 2}",   "{\"facts\": 1, \"x\"}",  "{1: 2}",           "{\"facts\": 1} //", "/**/{\"facts\": 1}",
        "{\"facts\": 1}\x01 ", "\f{\"facts\": 1}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) refuse(texts[i]);
}
END_TEST

START_TEST(refuses_keys_that_are_no_strings_of_json) {
    static const char *const keys[] = {
        "\\x",  "\\",     "\\u12",        "\\u12G4", "\\ud800",         "\\ud800x", "\\udc00",
        "\n",   "\x1f",   "\\ud800\\n",   "\xff",    "\xc0\x80",        "\\u0000",  "\\ud800\\ud800",
        "\xe2", "\\u+12", "\xed\xa0\x80", "\\U0041", "\xf4\x90\x80\x80"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char json[64];
        snprintf(json, sizeof json, "{\"%s\":0,\"facts\":1}", keys[i]);
        refuse(json);
    }
}
END_TEST

START_TEST(accepts_json_beside_the_value) {
    static const char *const values[] = {"0",
                                         "-0",
                                         "10.25",
                                         "1e5",
                                         "1E+5",
                                         "0.1e-10",
                                         "\"\"",
                                         "\"\\u00e9\\n\"",
                                         "true",
                                         "null",
                                         "false",
                                         "[]",
                                         "{}",
                                         "[1,[2]]",
                                         "{\"a\":{},\"b\":[]}",
                                         " [ 1 , 2 ] ",
                                         "[{\"a\":1},{\"a\":2}]"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        ck_assert_msg(is_accepted_beside(values[i]), "%s", values[i]);
}
END_TEST

START_TEST(refuses_what_is_not_json_beside_the_value) {
    static const char *const values[] = {
        "01",         "1.",       "2.e3",    ".5",       "+1",       "-",          "- 1", "1e",
        "1e+",        "0x1",      "NaN",     "tru",      "True",     "truex",      "nul", "1 2",
        "[1 2]",      "[1,]",     "[,1]",    "[,]",      "[1",       "{\"a\":1]",  "[1}", "{a:1}",
        "{\"a\"}",    "{1:2}",    "\"a\" 1", "{\"a\":}", "{\"a\",}", "{\"a\":1,}", "'a'", "\"\\x\"",
        "[\"\xff\"]", "\"\x01\"", "[]]",     "{}{}",     "\xc3\xa9"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        ck_assert_msg(!is_accepted_beside(values[i]), "%s", values[i]);
}
END_TEST

START_TEST(bounds_the_nesting_beside_the_value) {
    char nested[257];
    memset(nested, '[', 63);
    memset(nested + 63, ']', 63);
    nested[126] = '\0';
    ck_assert(is_accepted_beside(nested));
    memset(nested, '[', 64);
    memset(nested + 64, ']', 64);
    nested[128] = '\0';
    ck_assert(!is_accepted_beside(nested));
}
END_TEST

START_TEST(delimits_the_value_without_judging_it) {
    expect("{\"facts\": tru e, \"x\": 1}", "facts", "tru e");
    expect("{\"facts\": {\"a\" 1 01 \xff}}", "facts", "{\"a\" 1 01 \xff}");
    expect("{\"facts\": \"a\": 1}", "facts", "\"a\": 1");
}
END_TEST

START_TEST(delimits_a_value_of_any_depth) {
    enum { DEPTH = 1000000 };
    static const char head[] = "{\"facts\":";
    char *json = malloc(sizeof head + 2 * DEPTH + 1);
    ck_assert_ptr_nonnull(json);
    size_t begin = sizeof head - 1;
    memcpy(json, head, begin);
    memset(json + begin, '[', DEPTH);
    memset(json + begin + DEPTH, ']', DEPTH);
    json[begin + 2 * DEPTH] = '}';
    proviso_text found;
    proviso_text whole = {json, begin + 2 * DEPTH + 1};
    ck_assert_int_eq(proviso_json_member(&found, whole, PROVISO_TEXT("facts")), PROVISO_OK);
    ck_assert_uint_eq(found.length, 2 * DEPTH);
    free(json);
}
END_TEST

/* Each prefix stands at the very end of its own block, so that a sanitizer sees a read behind it. */
START_TEST(refuses_every_prefix) {
    static const char json[] = "{\"c\\u0061\\ud83d\\ude00\": [-1.5e+3, {\"\xc3\xa9\": true}], \"facts\": \"\\\"\"}";
    for (size_t length = 0; length < sizeof json - 1; length++) {
        char *prefix = malloc(length + 1);
        ck_assert_ptr_nonnull(prefix);
        memcpy(prefix + 1, json, length);
        proviso_text found;
        proviso_text text = {prefix + 1, length};
        ck_assert_int_eq(proviso_json_member(&found, text, PROVISO_TEXT("facts")), PROVISO_NOT_FOUND);
        free(prefix);
    }
    expect(json, "facts", "\"\\\"\"");
}
END_TEST

START_TEST(refuses_nul_in_the_text) {
    proviso_text found;
    ck_assert_int_eq(proviso_json_member(&found, PROVISO_TEXT("{\"facts\": 1}\0"), PROVISO_TEXT("facts")),
                     PROVISO_NOT_FOUND);
    ck_assert_int_eq(proviso_json_member(&found, PROVISO_TEXT("{\"facts\0\": 1}"), PROVISO_TEXT("facts\0")),
                     PROVISO_NOT_FOUND);
}
END_TEST

START_TEST(checks_its_arguments) {
    proviso_text found, nothing = {NULL, 0}, broken = {NULL, 1}, json = PROVISO_TEXT("{\"\": 1}");
    ck_assert_int_eq(proviso_json_member(NULL, json, nothing), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_json_member(&found, broken, nothing), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_json_member(&found, json, broken), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_json_member(&found, nothing, nothing), PROVISO_NOT_FOUND);
    ck_assert_int_eq(proviso_json_member(&found, json, nothing), PROVISO_OK);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("json_member");
    TCase *cases = tcase_create("json_member");
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, finds_values_of_every_kind);
    tcase_add_test(cases, leaves_blanks_out);
    tcase_add_test(cases, does_not_look_into_members);
    tcase_add_test(cases, passes_over_braces_and_quotes_in_strings);
    tcase_add_test(cases, compares_keys_after_unescaping);
    tcase_add_test(cases, refuses_a_key_that_comes_twice);
    tcase_add_test(cases, refuses_what_is_no_object);
    tcase_add_test(cases, refuses_broken_punctuation);
    tcase_add_test(cases, refuses_keys_that_are_no_strings_of_json);
    tcase_add_test(cases, accepts_json_beside_the_value);
    tcase_add_test(cases, refuses_what_is_not_json_beside_the_value);
    tcase_add_test(cases, bounds_the_nesting_beside_the_value);
    tcase_add_test(cases, delimits_the_value_without_judging_it);
    tcase_add_test(cases, delimits_a_value_of_any_depth);
    tcase_add_test(cases, refuses_every_prefix);
    tcase_add_test(cases, refuses_nul_in_the_text);
    tcase_add_test(cases, checks_its_arguments);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
