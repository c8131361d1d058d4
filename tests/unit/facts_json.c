/* Strict JSON (RFC 8259): what has broken other readers is refused, with the place where it stands. */
#include "facts_fixture.h"

static const fixture_row rows[] = {
    {.path = "a", .kind = PV_TYPE_NUMBER},
    {.path = "t", .kind = PV_TYPE_TEXT},
    {.path = "g"},
    {.path = "g.b", .kind = PV_TYPE_BOOL},
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, NULL); }
static void teardown(void) { reader_clear(&facts); }

#define READ(literal) read_bytes(&facts, "" literal, sizeof(literal) - 1)
#define END "the end of the document"

START_TEST(nothing_stands_behind_the_document) {
    ck_assert_str_eq(READ("{\"a\":1}x"), ": the end of the document, found \"x\" at line 1, column 8");
    ck_assert_str_eq(READ("{} {}"), ": the end of the document, found \"{\" at line 1, column 4");
    ck_assert_str_eq(READ("[1]]"), ": an object, found an array\n"
                                   ": the end of the document, found \"]\" at line 1, column 4");
    ck_assert_str_eq(READ("{}\0"), ": the end of the document, found byte 0x00 at line 1, column 3");
    ck_assert_str_eq(READ("{} \n\t\r "), "ok");
}
END_TEST

START_TEST(a_document_is_not_empty) {
    ck_assert_str_eq(READ(""), ": a value, found " END);
    ck_assert_str_eq(outcome_of(&facts, pv_facts_read_json(facts.facts, (proviso_text){NULL, 0}, false)),
                     ": a value, found " END);
    ck_assert_str_eq(READ(" \n"), ": a value, found " END);
}
END_TEST

START_TEST(only_four_bytes_are_blanks) {
    ck_assert_str_eq(READ("\t\n\r { \t\n\r\"a\"\r:\n1\t,\t\"t\" : \"x\"\n}\r\n"), "ok");
    ck_assert_str_eq(READ("{\0\"a\":1}"), ": a key or }, found byte 0x00 at line 1, column 2");
    ck_assert_str_eq(READ("{\"a\":1,\v\"t\":\"\"}"), ": a key, found byte 0x0b at line 1, column 8");
    ck_assert_str_eq(READ("{\"a\"\f:1}"), ": a colon, found byte 0x0c at line 1, column 5");
    ck_assert_str_eq(READ("{\"a\":\xc2\xa0 1}"), ": a value, found byte 0xc2 at line 1, column 6");
    ck_assert_str_eq(READ("{\"a\":1\x1f}"), ": a comma or }, found byte 0x1f at line 1, column 7");
}
END_TEST

START_TEST(a_byte_order_mark_is_refused) {
    ck_assert_str_eq(READ("\xef\xbb\xbf{}"), ": a value, found a byte order mark");
    ck_assert_str_eq(READ(" \xef\xbb\xbf{}"), ": a value, found byte 0xef at line 1, column 2");
}
END_TEST

START_TEST(objects_have_keys_colons_and_commas) {
    ck_assert_str_eq(READ("{"), ": a key or }, found " END);
    ck_assert_str_eq(READ("{,"), ": a key or }, found \",\" at line 1, column 2");
    ck_assert_str_eq(READ("{a:1}"), ": a key or }, found \"a\" at line 1, column 2");
    ck_assert_str_eq(READ("{'a':1}"), ": a key or }, found \"'\" at line 1, column 2");
    ck_assert_str_eq(READ("{\"a\""), ": a colon, found " END);
    ck_assert_str_eq(READ("{\"a\" 1}"), ": a colon, found \"1\" at line 1, column 6");
    ck_assert_str_eq(READ("{\"a\":"), ": a value, found " END);
    ck_assert_str_eq(READ("{\"a\":}"), ": a value, found \"}\" at line 1, column 6");
    ck_assert_str_eq(READ("{\"a\":1"), ": a comma or }, found " END);
    ck_assert_str_eq(READ("{\"a\":1,}"), ": a key, found \"}\" at line 1, column 8");
    ck_assert_str_eq(READ("{\"a\":1,,\"t\":\"\"}"), ": a key, found \",\" at line 1, column 8");
    ck_assert_str_eq(READ("{\"a\":1 \"t\":\"\"}"), ": a comma or }, found \"\\\"\" at line 1, column 8");
    ck_assert_str_eq(READ("{\"g\":{\"b\":true]}"), ": a comma or }, found \"]\" at line 1, column 15");
    ck_assert_str_eq(READ("{\"x\":{\"b\":true]}"), ": a comma or }, found \"]\" at line 1, column 15");
}
END_TEST

START_TEST(arrays_have_values_and_commas) {
    ck_assert_str_eq(READ("{\"x\":[1,2,3,[ ]]}"), "ok");
    ck_assert_str_eq(READ("{\"x\":["), ": a value, found " END);
    ck_assert_str_eq(READ("{\"x\":[1"), ": a comma or ], found " END);
    ck_assert_str_eq(READ("{\"x\":[1,]}"), ": a value, found \"]\" at line 1, column 9");
    ck_assert_str_eq(READ("{\"x\":[,1]}"), ": a value, found \",\" at line 1, column 7");
    ck_assert_str_eq(READ("{\"x\":[1 2]}"), ": a comma or ], found \"2\" at line 1, column 9");
    ck_assert_str_eq(READ("{\"x\":[1}"), ": a comma or ], found \"}\" at line 1, column 8");
}
END_TEST

START_TEST(words_are_three) {
    ck_assert_str_eq(READ("{\"g\":{\"b\":True}}"), ": a value, found \"T\" at line 1, column 11");
    ck_assert_str_eq(READ("{\"g\":{\"b\":tru}}"), ": a value, found \"t\" at line 1, column 11");
    ck_assert_str_eq(READ("{\"g\":{\"b\":truex}}"), ": a comma or }, found \"x\" at line 1, column 15");
    ck_assert_str_eq(READ("{\"g\":{\"b\":fals"), ": a value, found \"f\" at line 1, column 11");
    ck_assert_str_eq(READ("{\"x\":nul}"), ": a value, found \"n\" at line 1, column 6");
    ck_assert_str_eq(READ("{\"a\":NaN}"), ": a value, found \"N\" at line 1, column 6");
    ck_assert_str_eq(READ("{\"a\":Infinity}"), ": a value, found \"I\" at line 1, column 6");
    ck_assert_str_eq(READ("{\"a\":/* */1}"), ": a value, found \"/\" at line 1, column 6");
}
END_TEST

/* Each in a declared and in an undeclared part. */
static void check_number(const char *number, const char *rest) {
    static const char *const keys[] = {"a", "x"};
    for (size_t i = 0; i < 2; i++) {
        char json[100];
        snprintf(json, sizeof json, "{\"%s\":%s}", keys[i], number);
        const char *outcome = read_facts(&facts, json);
        ck_assert_msg(strcmp(outcome, rest) == 0, "%s: %s", json, outcome);
    }
}

START_TEST(numbers_follow_the_grammar) {
    check_number("01", ": a comma or }, found \"1\" at line 1, column 7");
    check_number("-01", ": a comma or }, found \"1\" at line 1, column 8");
    check_number("00", ": a comma or }, found \"0\" at line 1, column 7");
    check_number("1.", ": a digit, found \"}\" at line 1, column 8");
    check_number("2.e3", ": a digit, found \"e\" at line 1, column 8");
    check_number("-.5", ": a digit, found \".\" at line 1, column 7");
    check_number("-", ": a digit, found \"}\" at line 1, column 7");
    check_number("--1", ": a digit, found \"-\" at line 1, column 7");
    check_number("1e", ": a digit, found \"}\" at line 1, column 8");
    check_number("1e+", ": a digit, found \"}\" at line 1, column 9");
    check_number("1.5.5", ": a comma or }, found \".\" at line 1, column 9");
    check_number("1e5e5", ": a comma or }, found \"e\" at line 1, column 9");
    check_number("0x1", ": a comma or }, found \"x\" at line 1, column 7");
    check_number("1_000", ": a comma or }, found \"_\" at line 1, column 7");
    check_number("+1", ": a value, found \"+\" at line 1, column 6");
    check_number(".5", ": a value, found \".\" at line 1, column 6");
    check_number("\xef\xbc\x91", ": a value, found byte 0xef at line 1, column 6");
    check_number("-0", "ok");
    check_number("0e0", "ok");
    check_number("0.0", "ok");
    check_number("1E-1", "ok");
    check_number("123456789012345.5e0", "ok");
}
END_TEST

START_TEST(texts_end_and_have_no_control_characters) {
    ck_assert_str_eq(READ("{\"t\":\"abc"), ": a closing quote, found " END);
    ck_assert_str_eq(READ("{\"t\":\"abc\\\""), ": a closing quote, found " END);
    ck_assert_str_eq(READ("{\"t\":\"a\nb\"}"), ": an escape, as \\n, found byte 0x0a at line 1, column 8");
    ck_assert_str_eq(READ("{\"t\":\"a\0b\"}"), ": an escape, as \\n, found byte 0x00 at line 1, column 8");
    ck_assert_str_eq(READ("{\"t\":\"0123456789abcdef0123456789\x1f\"}"),
                     ": an escape, as \\n, found byte 0x1f at line 1, column 33");
    ck_assert_str_eq(READ("{\"t\":\"\x7f\"}"), "ok");
    ck_assert_str_eq(READ("{\"x\ty\":1}"), ": an escape, as \\n, found byte 0x09 at line 1, column 4");
}
END_TEST

START_TEST(escapes_are_nine) {
    ck_assert_str_eq(READ("{\"t\":\"\\x41\"}"), ": an escape, as \\n, found \"x\" at line 1, column 8");
    ck_assert_str_eq(READ("{\"t\":\"\\'\"}"), ": an escape, as \\n, found \"'\" at line 1, column 8");
    ck_assert_str_eq(READ("{\"t\":\"\\U0041\"}"), ": an escape, as \\n, found \"U\" at line 1, column 8");
    ck_assert_str_eq(READ("{\"t\":\"\\\0\"}"), ": an escape, as \\n, found byte 0x00 at line 1, column 8");
    ck_assert_str_eq(READ("{\"t\":\"\\"), ": an escape, as \\n, found " END);
    ck_assert_str_eq(READ("{\"t\":\"\\u12G4\"}"), ": a hexadecimal digit, found \"G\" at line 1, column 11");
    ck_assert_str_eq(READ("{\"t\":\"\\u12\"}"), ": a hexadecimal digit, found \"\\\"\" at line 1, column 11");
    ck_assert_str_eq(READ("{\"t\":\"\\u12"), ": a hexadecimal digit, found " END);
    ck_assert_str_eq(READ("{\"t\":\"\\ud800\\u12G4\"}"), ": a hexadecimal digit, found \"G\" at line 1, column 17");
}
END_TEST

/* Other parts of the document are read on. */
START_TEST(lone_surrogates_and_zero_are_refused_where_they_stand) {
    ck_assert_str_eq(READ("{\"t\":\"\\ud800\",\"a\":true}"), "a: a number, found true\n"
                                                             "t: a text without lone surrogates, found \\ud800");
    ck_assert_str_eq(READ("{\"t\":\"x\\udc00y\"}"), "t: a text without lone surrogates, found \\udc00");
    ck_assert_str_eq(READ("{\"t\":\"\\ud800\\ud801\\udc01\"}"), "t: a text without lone surrogates, found \\ud800");
    ck_assert_str_eq(READ("{\"t\":\"\\ud800\\u0041\"}"), "t: a text without lone surrogates, found \\ud800");
    ck_assert_str_eq(READ("{\"t\":\"\\udc00\\ud800\"}"), "t: a text without lone surrogates, found \\udc00");
    ck_assert_str_eq(READ("{\"t\":\"\\ud83d\\ude00\"}"), "ok");
    ck_assert_str_eq(READ("{\"a\":\"1\\u0000\"}"), "a: a text without U+0000, found \\u0000");
    ck_assert_str_eq(READ("{\"x\":[\"\\u0000\"]}"), "x[0]: a text without U+0000, found \\u0000");
    ck_assert_str_eq(READ("{\"admin\\u0000x\":true}"), "admin\xef\xbf\xbdx: a text without U+0000, found \\u0000");
    ck_assert_str_eq(READ("{\"g\":\"\\ud800\"}"), "g: a text without lone surrogates, found \\ud800");
    ck_assert_str_eq(READ("\"\\ud800\""), ": a text without lone surrogates, found \\ud800");
}
END_TEST

/* In keys they stand for something else, which must not pass for a key that is there again. */
START_TEST(keys_that_were_refused_are_not_compared) {
    ck_assert_str_eq(READ("{\"\\ud800\":1,\"\\ud801\":2,\"\\ufffd\":3}"),
                     "\xef\xbf\xbd: a text without lone surrogates, found \\ud800\n"
                     "\xef\xbf\xbd: a text without lone surrogates, found \\ud801");
}
END_TEST

START_TEST(texts_are_utf_8) {
    ck_assert_str_eq(READ("{\"t\":\"\xff\"}"), ": UTF-8, found byte 0xff at line 1, column 7");
    ck_assert_str_eq(READ("{\"t\":\"\xc0\x80\"}"), ": UTF-8, found byte 0xc0 at line 1, column 7");
    ck_assert_str_eq(READ("{\"t\":\"\xed\xa0\x80\"}"), ": UTF-8, found byte 0xed at line 1, column 7");
    ck_assert_str_eq(READ("{\"t\":\"\xf4\x90\x80\x80\"}"), ": UTF-8, found byte 0xf4 at line 1, column 7");
    ck_assert_str_eq(READ("{\"t\":\"\x80\"}"), ": UTF-8, found byte 0x80 at line 1, column 7");
    ck_assert_str_eq(READ("{\"t\":\"\xe4\xbd\"}"), ": UTF-8, found byte 0xe4 at line 1, column 7");
    ck_assert_str_eq(READ("{\"t\":\"\xe4\xbd\xa0\xe5\xa5\"}"), ": UTF-8, found byte 0xe5 at line 1, column 8");
    ck_assert_str_eq(READ("{\"x\":\"0123456789abcdef\xf0\x9f\x98\"}"), ": UTF-8, found byte 0xf0 at line 1, column 23");
    ck_assert_str_eq(READ("{\"\xe9\":1}"), ": UTF-8, found byte 0xe9 at line 1, column 3");
    ck_assert_str_eq(READ("{\"t\":\"\xe4\xbd"), ": UTF-8, found byte 0xe4 at line 1, column 7");
}
END_TEST

START_TEST(places_are_lines_and_characters) {
    ck_assert_str_eq(READ("{\n  \"a\": 1,\r\n  \"t\": \"\xe4\xbd\xa0\\n\\u4f60\" x\n}"),
                     ": a comma or }, found \"x\" at line 3, column 20");
}
END_TEST

START_TEST(what_was_wrong_before_a_syntax_error_is_listed) {
    ck_assert_str_eq(READ("{\"a\":true,\"g\":{\"b\":1,\"b\":2},\"t\":5,\"x\":{\"y\":1,\"y\":2 !"),
                     ": a comma or }, found \"!\" at line 1, column 52\na: a number, found true\n"
                     "g.b: each key once, found the key \"b\" again\ng.b: true or false, found 1\n"
                     "t: a text, found 5\nx.y: each key once, found the key \"y\" again");
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts json", setup, teardown, nothing_stands_behind_the_document, a_document_is_not_empty,
                           only_four_bytes_are_blanks, a_byte_order_mark_is_refused,
                           objects_have_keys_colons_and_commas, arrays_have_values_and_commas, words_are_three,
                           numbers_follow_the_grammar, texts_end_and_have_no_control_characters, escapes_are_nine,
                           lone_surrogates_and_zero_are_refused_where_they_stand,
                           keys_that_were_refused_are_not_compared, texts_are_utf_8, places_are_lines_and_characters,
                           what_was_wrong_before_a_syntax_error_is_listed);
}
