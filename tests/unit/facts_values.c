/* Which JSON stands for which value, type by type, and what is said where it does not. */
#include "facts_fixture.h"

static const fixture_row rows[] = {
    {.path = "yes", .kind = PV_TYPE_BOOL},
    {.path = "number", .kind = PV_TYPE_NUMBER},
    {.path = "whole", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
    {.path = "price", .kind = PV_TYPE_MONEY},
    {.path = "yuan", .kind = PV_TYPE_MONEY, .currency = "CNY"},
    {.path = "text", .kind = PV_TYPE_TEXT},
    {.path = "tier", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_SYMBOL},
    {.path = "kind", .kind = PV_TYPE_ONE_OF, .values = "call,conference,a value of more than sixteen bytes,q\"q"},
    {.path = "weekday",
     .kind = PV_TYPE_ONE_OF,
     .values = "monday,tuesday,wednesday,thursday,friday,saturday,sunday,someday,never,call"},
    {.path = "letter", .kind = PV_TYPE_ONE_OF, .values = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t"},
    {.path = "date", .kind = PV_TYPE_DATE},
    {.path = "time", .kind = PV_TYPE_TIME},
    {.path = "seconds", .kind = PV_TYPE_TIME, .form = PV_TIME_UNIX_SECONDS},
    {.path = "millis", .kind = PV_TYPE_TIME, .form = PV_TIME_UNIX_MILLISECONDS},
    {.path = "span", .kind = PV_TYPE_SPAN},
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, "gold,silver"); }
static void teardown(void) { reader_clear(&facts); }

/* A row of a test: what `{"FIELD": JSON}` makes of the field; a refusal without its path where it begins with '!'. */
typedef struct example {
    const char *json, *expected;
} example;

static void check_example(const char *field, example row) {
    char json[512], refusal[512];
    snprintf(json, sizeof json, "{\"%s\":%s}", field, row.json);
    const char *outcome = read_facts(&facts, json);
    if (row.expected[0] == '!') {
        snprintf(refusal, sizeof refusal, "%s: %s", field, row.expected + 1);
        ck_assert_msg(strcmp(outcome, refusal) == 0, "%s: `%s` instead of `%s`", json, outcome, refusal);
        return;
    }
    ck_assert_msg(strcmp(outcome, "ok") == 0, "%s: %s", json, outcome);
    const char *value = value_of(&facts, field);
    ck_assert_msg(strcmp(value, row.expected) == 0, "%s: `%s` instead of `%s`", json, value, row.expected);
}

#define CHECK_EXAMPLES(field, ...)                                                                                     \
    do {                                                                                                               \
        const example examples_[] = {__VA_ARGS__};                                                                     \
        for (size_t i = 0; i < sizeof examples_ / sizeof *examples_; i++) check_example(field, examples_[i]);          \
    } while (0)

START_TEST(bool_takes_true_and_false) {
    CHECK_EXAMPLES("yes", {"true", "true"}, {"false", "false"}, {"\"true\"", "!true or false, found \"true\""},
                   {"0", "!true or false, found 0"}, {"[]", "!true or false, found an array"},
                   {"{}", "!true or false, found an object"}, {"null", "(unknown)"});
}
END_TEST

START_TEST(number_takes_numbers_and_texts_that_hold_one) {
    CHECK_EXAMPLES(
        "number", {"0", "0"}, {"-0", "0"}, {"-0.0", "0"}, {"12", "12"}, {"12.50", "12.5"}, {"-7.25", "-7.25"},
        {"1e3", "1000"}, {"1E+3", "1000"}, {"5.0e-1", "0.5"}, {"1234567", "1234567"}, {"12345678.5", "12345678.5"},
        {"\"12.50\"", "12.5"}, {"\"-3\"", "-3"}, {"\"1e2\"", "100"}, {"\"1\\u0032\"", "12"}, {"\"\\u00312\"", "12"},
        {"\"123456789012345678.123456789012345678\"", "123456789012345678.123456789012345678"},
        {"\"\"", "!a number, found \"\""}, {"\"05\"", "!a number, found \"05\""}, {"\"+5\"", "!a number, found \"+5\""},
        {"\".5\"", "!a number, found \".5\""}, {"\"5.\"", "!a number, found \"5.\""},
        {"\"5 \"", "!a number, found \"5 \""}, {"\" 5\"", "!a number, found \" 5\""},
        {"\"1,5\"", "!a number, found \"1,5\""}, {"\"NaN\"", "!a number, found \"NaN\""},
        {"true", "!a number, found true"}, {"\"1000000000000000000\"", "!a number, found \"1000000000000000000\""},
        {"\"0.0000000000000000001\"", "!a number, found \"0.0000000000000000001\""});
}
END_TEST

START_TEST(whole_number_refuses_a_fraction) {
    CHECK_EXAMPLES("whole", {"7", "7"}, {"7.0", "7"}, {"70e-1", "7"}, {"\"7.0\"", "7"}, {"-3", "-3"},
                   {"9007199254740991", "9007199254740991"}, {"1.5", "!a whole number, found 1.5"},
                   {"15e-1", "!a whole number, found 15e-1"}, {"\"1.5\"", "!a whole number, found \"1.5\""},
                   {"\"one\"", "!a whole number, found \"one\""});
}
END_TEST

START_TEST(money_takes_a_text_with_its_currency) {
    CHECK_EXAMPLES("price", {"\"12.50 CNY\"", "12.50 CNY"}, {"\"-3 JPY\"", "-3 JPY"}, {"\"0.125 USD\"", "0.125 USD"},
                   {"\"1e2 EUR\"", "100.00 EUR"}, {"\"12345678901.25 USD\"", "12345678901.25 USD"},
                   {"\"1\\u0032 CNY\"", "12.00 CNY"},
                   {"12.5", "!an amount with a currency, as \"12.50 CNY\", found 12.5"},
                   {"\"12.50\"", "!an amount with a currency, as \"12.50 CNY\", found \"12.50\""},
                   {"\"12.50CNY\"", "!an amount with a currency, as \"12.50 CNY\", found \"12.50CNY\""},
                   {"\"12.50  CNY\"", "!an amount with a currency, as \"12.50 CNY\", found \"12.50  CNY\""},
                   {"\"12.50 CNY \"", "!an amount with a currency, as \"12.50 CNY\", found \"12.50 CNY \""},
                   {"\"12.50 cny\"", "!an amount with a currency, as \"12.50 CNY\", found \"12.50 cny\""},
                   {"\"12.50 XAU\"", "!an amount with a currency, as \"12.50 CNY\", found \"12.50 XAU\""},
                   {"\"012 CNY\"", "!an amount with a currency, as \"12.50 CNY\", found \"012 CNY\""},
                   {"[]", "!an amount with a currency, as \"12.50 CNY\", found an array"});
}
END_TEST

START_TEST(money_in_a_currency_takes_bare_numbers_too) {
    CHECK_EXAMPLES(
        "yuan", {"\"12.50 CNY\"", "12.50 CNY"}, {"12.5", "12.50 CNY"}, {"\"12.5\"", "12.50 CNY"}, {"-1", "-1.00 CNY"},
        {"\"12.50 USD\"", "!an amount in CNY, found \"12.50 USD\""},
        {"\"12.50 \"", "!an amount in CNY, found \"12.50 \""}, {"true", "!an amount in CNY, found true"},
        {"9007199254740992", "!a number that JSON carries exactly; send it as text, found 9007199254740992"});
}
END_TEST

START_TEST(an_amount_before_does_not_change_the_currency) {
    ck_assert_str_eq(read_facts(&facts, "{\"price\":\"1 USD\",\"yuan\":\"2 USD\"}"),
                     "yuan: an amount in CNY, found \"2 USD\"");
    ck_assert_str_eq(read_facts(&facts, "{\"price\":\"1 USD\",\"yuan\":2}"), "ok");
    ck_assert_str_eq(value_of(&facts, "price"), "1.00 USD");
    ck_assert_str_eq(value_of(&facts, "yuan"), "2.00 CNY");
}
END_TEST

/* The shortcut for money remembers a currency: NUL bytes are none. */
START_TEST(money_before_any_other_amount_needs_a_currency) {
    const char nuls[] = "{\"price\":\"1 \0\0\0\"}";
    ck_assert_str_eq(read_bytes(&facts, nuls, sizeof nuls - 1),
                     ": an escape, as \\n, found byte 0x00 at line 1, column 13");
}
END_TEST

START_TEST(text_is_decoded) {
    CHECK_EXAMPLES("text", {"\"\"", ""}, {"\"plain\"", "plain"}, {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
                   {"\"\\u0041\\u00e9\\u4f60\\ud83d\\ude00\"", "A\xc3\xa9\xe4\xbd\xa0\xf0\x9f\x98\x80"},
                   {"\"\xe4\xbd\xa0\xe5\xa5\xbd, and on\"", "\xe4\xbd\xa0\xe5\xa5\xbd, and on"},
                   {"\"sixteen bytes ok\\n and on, beyond sixteen again \\u00e9 x\"",
                    "sixteen bytes ok\n and on, beyond sixteen again \xc3\xa9 x"},
                   {"5", "!a text, found 5"}, {"[\"a\"]", "!a text, found an array"});
}
END_TEST

START_TEST(text_has_at_most_64_kib) {
    enum { MOST = 65536 };
    char *json = malloc(MOST + 100);
    ck_assert_ptr_nonnull(json);
    size_t head = (size_t)sprintf(json, "{\"text\":\"");
    memset(json + head, 'x', MOST + 1);
    strcpy(json + head + MOST, "\"}");
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    ck_assert_uint_eq(pv_slot_text(fixture_slot(&facts.schema, "text")).length, MOST);
    strcpy(json + head + MOST, "x\"}");
    ck_assert_str_eq(read_facts(&facts, json), "text: a text of at most 65536 bytes, found a text of 65537 bytes");
    free(json);
}
END_TEST

START_TEST(text_that_is_compared_has_a_symbol) {
    ck_assert_str_eq(read_facts(&facts, "{\"tier\":\"silver\",\"text\":\"silver\"}"), "ok");
    pv_slot tier = fixture_slot(&facts.schema, "tier"), text = fixture_slot(&facts.schema, "text");
    ck_assert_uint_eq(pv_slot_symbol(tier), pv_schema_symbol(&facts.schema.schema, PROVISO_TEXT("silver")));
    ck_assert_uint_ne(pv_slot_symbol(tier), PV_SYMBOL_NONE);
    ck_assert_uint_eq(pv_slot_symbol(text), PV_SYMBOL_NONE);
    ck_assert_str_eq(read_facts(&facts, "{\"tier\":\"bronze\"}"), "ok");
    ck_assert_uint_eq(pv_slot_symbol(fixture_slot(&facts.schema, "tier")), PV_SYMBOL_NONE);
    ck_assert_str_eq(read_facts(&facts, "{\"tier\":\"\\u0067old\"}"), "ok");
    ck_assert_uint_ne(pv_slot_symbol(fixture_slot(&facts.schema, "tier")), PV_SYMBOL_NONE);
}
END_TEST

START_TEST(one_of_takes_its_values_alone) {
    CHECK_EXAMPLES("kind", {"\"call\"", "call"}, {"\"conference\"", "conference"},
                   {"\"a value of more than sixteen bytes\"", "a value of more than sixteen bytes"},
                   {"\"q\\\"q\"", "q\"q"}, {"\"\\u0063all\"", "call"},
                   {"\"monday\"",
                    "!one of \"call\", \"conference\", \"a value of more than sixteen bytes\", \"q\\\"q\", "
                    "found \"monday\""},
                   {"\"cal\"", "!one of \"call\", \"conference\", \"a value of more than sixteen bytes\", \"q\\\"q\", "
                               "found \"cal\""},
                   {"\"\"", "!one of \"call\", \"conference\", \"a value of more than sixteen bytes\", \"q\\\"q\", "
                            "found \"\""});
    CHECK_EXAMPLES("weekday", {"\"sunday\"", "sunday"},
                   {"7", "!one of \"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", "
                         "\"sunday\", \"someday\", …, found 7"});
    CHECK_EXAMPLES("letter", {"\"a\"", "a"}, {"\"t\"", "t"});
}
END_TEST

START_TEST(one_of_points_to_the_schema) {
    const pv_schema *schema = &facts.schema.schema;
    ck_assert_str_eq(read_facts(&facts, "{\"kind\":\"call\",\"weekday\":\"\\u0063all\",\"letter\":\"b\"}"), "ok");
    pv_slot kind = fixture_slot(&facts.schema, "kind"), weekday = fixture_slot(&facts.schema, "weekday");
    uint32_t symbol = pv_schema_symbol(schema, PROVISO_TEXT("call"));
    ck_assert_uint_eq(pv_slot_symbol(kind), symbol);
    ck_assert_ptr_eq(pv_slot_text(kind).data, pv_schema_text(schema, schema->symbols[symbol]).data);
    ck_assert(kind == weekday);
    ck_assert_uint_ne(pv_slot_symbol(fixture_slot(&facts.schema, "letter")), PV_SYMBOL_NONE);
}
END_TEST

START_TEST(date_is_a_day_of_the_calendar) {
    CHECK_EXAMPLES("date", {"\"2025-03-14\"", "2025-03-14"}, {"\"2000-02-29\"", "2000-02-29"},
                   {"\"2024-02-29\"", "2024-02-29"}, {"\"0001-01-01\"", "0001-01-01"}, {"\"9999-12-31\"", "9999-12-31"},
                   {"\"2025-0\\u0033-14\"", "2025-03-14"},
                   {"\"2023-02-29\"", "!a date, as \"2025-03-14\", found \"2023-02-29\""},
                   {"\"2100-02-29\"", "!a date, as \"2025-03-14\", found \"2100-02-29\""},
                   {"\"0000-01-01\"", "!a date, as \"2025-03-14\", found \"0000-01-01\""},
                   {"\"10000-01-01\"", "!a date, as \"2025-03-14\", found \"10000-01-01\""},
                   {"\"2023-2-3\"", "!a date, as \"2025-03-14\", found \"2023-2-3\""},
                   {"\"2025-13-01\"", "!a date, as \"2025-03-14\", found \"2025-13-01\""},
                   {"\"2025-00-01\"", "!a date, as \"2025-03-14\", found \"2025-00-01\""},
                   {"\"2025-04-31\"", "!a date, as \"2025-03-14\", found \"2025-04-31\""},
                   {"\"2025-04-00\"", "!a date, as \"2025-03-14\", found \"2025-04-00\""},
                   {"\"2025/03/14\"", "!a date, as \"2025-03-14\", found \"2025/03/14\""},
                   {"20250314", "!a date, as \"2025-03-14\", found 20250314"});
}
END_TEST

#define TIME "!a time with an offset, as \"2025-03-14T16:11:42+08:00\", found "

START_TEST(time_needs_an_offset) {
    CHECK_EXAMPLES(
        "time", {"\"2025-03-14T16:11:42+08:00\"", "2025-03-14T08:11:42Z"},
        {"\"2025-03-14T16:11:42Z\"", "2025-03-14T16:11:42Z"}, {"\"2025-03-14T00:00:00-14:00\"", "2025-03-14T14:00:00Z"},
        {"\"2025-03-14T16:11:42.125+08:00\"", "2025-03-14T08:11:42.125Z"},
        {"\"2025-03-14t16:11:42z\"", "2025-03-14T16:11:42Z"}, {"\"0001-01-01T00:00:00Z\"", "0001-01-01T00:00:00Z"},
        {"\"9999-12-31T23:59:59Z\"", "9999-12-31T23:59:59Z"},
        {"\"2025-03-14T23:59:59.999999999Z\"", "2025-03-14T23:59:59.999999999Z"},
        {"\"2025-03-14T16:11:42\"", TIME "\"2025-03-14T16:11:42\""},
        {"\"2025-03-14 16:11:42Z\"", TIME "\"2025-03-14 16:11:42Z\""}, {"\"2025-03-14\"", TIME "\"2025-03-14\""},
        {"\"2025-03-14T24:00:00Z\"", TIME "\"2025-03-14T24:00:00Z\""},
        {"\"2025-03-14T23:60:00Z\"", TIME "\"2025-03-14T23:60:00Z\""},
        {"\"2025-03-14T23:59:60Z\"", TIME "\"2025-03-14T23:59:60Z\""},
        {"\"2025-02-29T00:00:00Z\"", TIME "\"2025-02-29T00:00:00Z\""},
        {"\"2025-03-14T16:11:42+24:00\"", TIME "\"2025-03-14T16:11:42+24:00\""},
        {"\"2025-03-14T16:11:42+08:60\"", TIME "\"2025-03-14T16:11:42+08:60\""},
        {"\"2025-03-14T16:11:42+0800\"", TIME "\"2025-03-14T16:11:42+0800\""},
        {"\"2025-03-14T16:11:42.0000000001Z\"", TIME "\"2025-03-14T16:11:42.0000000001Z\""},
        {"\"0001-01-01T00:00:00+00:01\"", TIME "\"0001-01-01T00:00:00+00:01\""},
        {"\"9999-12-31T23:59:59-00:01\"", TIME "\"9999-12-31T23:59:59-00:01\""}, {"1741939902", TIME "1741939902"});
}
END_TEST

START_TEST(unix_time_is_a_whole_number) {
    CHECK_EXAMPLES("seconds", {"0", "1970-01-01T00:00:00Z"}, {"1741939902", "2025-03-14T08:11:42Z"},
                   {"-1", "1969-12-31T23:59:59Z"}, {"-62135596800", "0001-01-01T00:00:00Z"},
                   {"253402300799", "9999-12-31T23:59:59Z"}, {"\"1741939902\"", "2025-03-14T08:11:42Z"},
                   {"253402300800", "!whole seconds since 1970, found 253402300800"},
                   {"-62135596801", "!whole seconds since 1970, found -62135596801"},
                   {"1.5", "!whole seconds since 1970, found 1.5"},
                   {"\"2025-03-14T16:11:42Z\"", "!whole seconds since 1970, found \"2025-03-14T16:11:42Z\""},
                   {"1e17", "!a number that JSON carries exactly; send it as text, found 1e17"});
    CHECK_EXAMPLES("millis", {"1500", "1970-01-01T00:00:01.5Z"}, {"-1", "1969-12-31T23:59:59.999Z"},
                   {"-1000", "1969-12-31T23:59:59Z"}, {"253402300799999", "9999-12-31T23:59:59.999Z"},
                   {"253402300800000", "!whole milliseconds since 1970, found 253402300800000"},
                   {"0.5", "!whole milliseconds since 1970, found 0.5"});
}
END_TEST

START_TEST(span_is_iso_of_one_family) {
    CHECK_EXAMPLES("span", {"\"P5D\"", "5 days"}, {"\"P2W\"", "14 days"}, {"\"P1Y2M\"", "14 months"},
                   {"\"PT48H\"", "48 hours"}, {"\"-PT1.5S\"", "-1.5 seconds"},
                   {"\"P1DT1H\"", "!a span, as \"P5D\", found \"P1DT1H\""},
                   {"\"5 days\"", "!a span, as \"P5D\", found \"5 days\""}, {"5", "!a span, as \"P5D\", found 5"});
}
END_TEST

START_TEST(long_values_are_not_repeated) {
    CHECK_EXAMPLES(
        "yes",
        {"\"1234567890123456789012345678901234567890\"",
         "!true or false, found \"1234567890123456789012345678901234567890\""},
        {"\"12345678901234567890123456789012345678901\"", "!true or false, found a text of 41 bytes"},
        {"1234567890123456789012345678901234567890", "!true or false, found 1234567890123456789012345678901234567890"},
        {"-1234567890123456789012345678901234567890.5e1", "!true or false, found a number of 42 digits"},
        {"\"a\\nb\"", "!true or false, found \"a\\nb\""});
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts values", setup, teardown, bool_takes_true_and_false,
                           number_takes_numbers_and_texts_that_hold_one, whole_number_refuses_a_fraction,
                           money_takes_a_text_with_its_currency, money_in_a_currency_takes_bare_numbers_too,
                           an_amount_before_does_not_change_the_currency,
                           money_before_any_other_amount_needs_a_currency, text_is_decoded, text_has_at_most_64_kib,
                           text_that_is_compared_has_a_symbol, one_of_takes_its_values_alone,
                           one_of_points_to_the_schema, date_is_a_day_of_the_calendar, time_needs_an_offset,
                           unix_time_is_a_whole_number, span_is_iso_of_one_family, long_values_are_not_repeated);
}
