/* JSON numbers against values that another implementation has worked out, however they are spelt and wherever they
 * stand. */
#include "facts/json_number.h"
#include "facts_fixture.h"

static const fixture_row rows[] = {
    {.path = "a", .kind = PV_TYPE_NUMBER},
    {.path = "w", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, NULL); }
static void teardown(void) { reader_clear(&facts); }

static const struct {
    const char *written, *value;
} numbers[] = {
#define NUMBER(written, value) {written, value},
#include "facts_numbers.def"
#undef NUMBER
};

enum { NUMBERS = sizeof numbers / sizeof *numbers };

/* "ok", or what was expected instead. */
static const char *expectation(const char *value) {
    if (value[0] == '!') return "a number that JSON carries exactly; send it as text";
    return value[0] == '?' ? "a number" : "ok";
}

/* In a document, between `before` and `behind`. */
static void check_number(const char *before, const char *written, const char *behind, const char *value) {
    char json[600];
    snprintf(json, sizeof json, "%s%s%s", before, written, behind);
    const char *outcome = read_facts(&facts, json), *expected = expectation(value);
    bool refused = strcmp(expected, "ok") != 0;
    bool as_expected = refused
                           ? strncmp(outcome, "a: ", 3) == 0 && strncmp(outcome + 3, expected, strlen(expected)) == 0 &&
                                 outcome[3 + strlen(expected)] == ','
                           : strcmp(outcome, "ok") == 0;
    ck_assert_msg(as_expected, "%s: %s", json, outcome);
    if (refused) return;
    const char *read = value_of(&facts, "a");
    ck_assert_msg(strcmp(read, value) == 0, "%s: %s instead of %s", json, read, value);
}

START_TEST(numbers_mean_what_they_should) {
    ck_assert_int_ge(NUMBERS, 200);
    for (size_t i = 0; i < NUMBERS; i++) check_number("{\"a\":", numbers[i].written, "}", numbers[i].value);
}
END_TEST

START_TEST(their_sign_changes_nothing_else) {
    for (size_t i = 0; i < NUMBERS; i++) {
        char value[300];
        if (numbers[i].written[0] == '-') continue;
        bool signless = strcmp(numbers[i].value, "0") == 0 || expectation(numbers[i].value)[0] == 'a';
        snprintf(value, sizeof value, "%s%s", signless ? "" : "-", numbers[i].value);
        check_number("{\"a\":-", numbers[i].written, "}", value);
    }
}
END_TEST

START_TEST(what_stands_around_them_changes_nothing) {
    for (size_t i = 0; i < NUMBERS; i++) {
        check_number("{\"w\":7 , \"a\" :\n", numbers[i].written, " ,\"x\":1}", numbers[i].value);
        check_number("{\"w\":7,\"a\":", numbers[i].written, ",\"x\":1}", numbers[i].value);
    }
}
END_TEST

/* A number in a text is exact to 18 + 18 digits, whatever a double would make of it. */
START_TEST(numbers_in_texts_are_exact) {
    check_number("{\"a\":\"", "9007199254740993", "\"}", "9007199254740993");
    check_number("{\"a\":\"", "0.30000000000000004", "\"}", "0.30000000000000004");
    check_number("{\"a\":\"", "123456789012345678.123456789012345678", "\"}", "123456789012345678.123456789012345678");
    check_number("{\"a\":\"", "-999999999999999999.999999999999999999", "\"}",
                 "-999999999999999999.999999999999999999");
    check_number("{\"a\":\"", "1e17", "\"}", "100000000000000000");
    check_number("{\"a\":\"", "1e18", "\"}", "?");
    check_number("{\"a\":\"", "1e-19", "\"}", "?");
    check_number("{\"a\":\"", "1e-400", "\"}", "?");
    check_number("{\"a\":\"", "0e400", "\"}", "0");
}
END_TEST

START_TEST(wholeness_is_of_the_value) {
    ck_assert_str_eq(read_facts(&facts, "{\"w\":1e2}"), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"w\":12.50e1}"), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"w\":12.50e0}"), "w: a whole number, found 12.50e0");
    ck_assert_str_eq(read_facts(&facts, "{\"w\":5.00000000000000001}"), "ok");
    ck_assert_str_eq(read_facts(&facts, "{\"w\":0.5}"), "w: a whole number, found 0.5");
    ck_assert_str_eq(read_facts(&facts, "{\"w\":123456789.5}"), "w: a whole number, found 123456789.5");
}
END_TEST

/* Long numbers: the digits that are kept, and those of which only counts that they are there. */
START_TEST(numbers_of_any_length_are_read) {
    enum { ZEROS = 100000 };
    char *json = malloc(2 * ZEROS + 100), *at = json;
    ck_assert_ptr_nonnull(json);
    at += sprintf(at, "{\"a\":4503599627370514.5");
    memset(at, '0', ZEROS);
    strcpy(at + ZEROS, "}");
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    ck_assert_str_eq(value_of(&facts, "a"), "4503599627370510");
    strcpy(at + ZEROS, "1}"); /* no longer in the middle between two doubles, and the upper one rounds up */
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    ck_assert_str_eq(value_of(&facts, "a"), "4503599627370520");
    at = json + sprintf(json, "{\"a\":0.");
    memset(at, '0', ZEROS);
    sprintf(at + ZEROS, "125e%d}", ZEROS);
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    ck_assert_str_eq(value_of(&facts, "a"), "0.125");
    at = json + sprintf(json, "{\"a\":125");
    memset(at, '0', ZEROS);
    sprintf(at + ZEROS, "e-%d}", ZEROS + 3);
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    ck_assert_str_eq(value_of(&facts, "a"), "0.125");
    free(json);
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts numbers", setup, teardown, numbers_mean_what_they_should,
                           their_sign_changes_nothing_else, what_stands_around_them_changes_nothing,
                           numbers_in_texts_are_exact, wholeness_is_of_the_value, numbers_of_any_length_are_read);
}
