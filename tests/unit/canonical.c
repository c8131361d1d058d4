/* values/canonical: one text for each value, in texts and in JSON. */
#include "values/canonical.h"

#include "unit.h"

static void expect(pv_slot value, pv_canonical how, const char *text, const char *json) {
    pv_memory memory;
    pv_buffer buffer;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&buffer, &memory);
    pv_canonical_text(&buffer, value, &how);
    ck_assert_text(pv_buffer_text(&buffer), text);
    pv_buffer_reset(&buffer);
    pv_canonical_json(&buffer, value, &how);
    ck_assert_text(pv_buffer_text(&buffer), json);
    pv_buffer_clear(&buffer);
}

static pv_number number(const char *text) {
    pv_number n = 0;
    ck_assert_int_eq(pv_number_parse(&n, text_of(text)), PV_PARSED);
    return n;
}

START_TEST(bools_and_numbers_are_plain_json) {
    expect(1, (pv_canonical){.kind = PV_TYPE_BOOL}, "true", "true");
    expect(0, (pv_canonical){.kind = PV_TYPE_BOOL}, "false", "false");
    expect(number("12.50"), (pv_canonical){.kind = PV_TYPE_NUMBER}, "12.5", "12.5");
    expect(number("-0.0"), (pv_canonical){.kind = PV_TYPE_NUMBER}, "0", "0");
    expect(number("100000000000000000"), (pv_canonical){.kind = PV_TYPE_NUMBER}, "100000000000000000",
           "100000000000000000");
}
END_TEST

START_TEST(money_is_a_json_string) {
    pv_canonical cny = {.kind = PV_TYPE_MONEY, .currency = pv_currency_find(text_of("CNY"))};
    pv_canonical jpy = {.kind = PV_TYPE_MONEY, .currency = pv_currency_find(text_of("JPY"))};
    expect(number("12.5"), cny, "12.50 CNY", "\"12.50 CNY\"");
    expect(number("-3"), jpy, "-3 JPY", "\"-3 JPY\"");
}
END_TEST

START_TEST(texts_are_escaped_in_json_alone) {
    pv_slot slot = pv_slot_of_text(text_of("a \"quoted\"\nline"), 12);
    expect(slot, (pv_canonical){.kind = PV_TYPE_TEXT}, "a \"quoted\"\nline", "\"a \\\"quoted\\\"\\nline\"");
    expect(slot, (pv_canonical){.kind = PV_TYPE_ONE_OF}, "a \"quoted\"\nline", "\"a \\\"quoted\\\"\\nline\"");
    ck_assert_uint_eq(pv_slot_symbol(slot), 12);
    expect(pv_slot_of_text((proviso_text){"", 0}, PV_SYMBOL_NONE), (pv_canonical){.kind = PV_TYPE_TEXT}, "", "\"\"");
}
END_TEST

START_TEST(dates_and_times_are_json_strings) {
    pv_zone zone = pv_zone_utc();
    zone.tail_standard = 8 * 3600;
    pv_day day = 0;
    pv_instant t = 0;
    ck_assert_int_eq(pv_day_parse(&day, text_of("1969-07-20")), PV_PARSED);
    ck_assert_int_eq(pv_instant_parse(&t, text_of("2025-03-14T08:11:42.500Z")), PV_PARSED);
    expect(day, (pv_canonical){.kind = PV_TYPE_DATE}, "1969-07-20", "\"1969-07-20\"");
    expect(t, (pv_canonical){.kind = PV_TYPE_TIME}, "2025-03-14T08:11:42.5Z", "\"2025-03-14T08:11:42.5Z\"");
    expect(t, (pv_canonical){.kind = PV_TYPE_TIME, .zone = &zone}, "2025-03-14T16:11:42.5+08:00",
           "\"2025-03-14T16:11:42.5+08:00\"");
}
END_TEST

START_TEST(spans_are_words_in_texts_and_iso_8601_in_json) {
    pv_canonical span = {.kind = PV_TYPE_SPAN};
    expect(pv_span_of(PV_SPAN_DAYS, 5, 0), span, "5 days", "\"P5D\"");
    expect(pv_span_of(PV_SPAN_DAYS, -1, 0), span, "-1 days", "\"-P1D\"");
    expect(pv_span_of(PV_SPAN_ELAPSED, 0, 0), span, "0 hours", "\"PT0H\"");
    expect(pv_span_of(PV_SPAN_ELAPSED, -2, 500000000), span, "-1.5 seconds", "\"-PT1.5S\"");
}
END_TEST

START_TEST(absent_and_unknown_are_null_in_json_whatever_the_type) {
    for (int kind = PV_TYPE_BOOL; kind <= PV_TYPE_SPAN; kind++) {
        pv_canonical how = {.kind = (pv_type_kind)kind};
        expect(PV_SLOT_ABSENT, how, "(absent)", "null");
        expect(PV_SLOT_UNKNOWN, how, "(unknown)", "null");
    }
}
END_TEST

int main(void) {
    return RUN_SUITE("canonical", bools_and_numbers_are_plain_json, money_is_a_json_string,
                     texts_are_escaped_in_json_alone, dates_and_times_are_json_strings,
                     spans_are_words_in_texts_and_iso_8601_in_json,
                     absent_and_unknown_are_null_in_json_whatever_the_type);
}
