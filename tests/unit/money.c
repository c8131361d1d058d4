/* values/money: the table of currencies, and amounts as text. */
#include "values/money.h"

#include "unit.h"

START_TEST(every_currency_is_found_by_its_code_and_the_table_is_sorted) {
    ck_assert_uint_eq(pv_currency_count(), 165);
    for (size_t i = 0; i < pv_currency_count(); i++) {
        proviso_text code = pv_currency_code((pv_currency)i);
        ck_assert_uint_eq(pv_currency_find(code), i);
        if (i > 0) ck_assert_int_lt(pv_text_compare(pv_currency_code((pv_currency)(i - 1)), code), 0);
    }
}
END_TEST

START_TEST(minor_units_are_those_of_iso_4217) {
    const struct {
        const char *code;
        unsigned digits;
    } rows[] = {{"CNY", 2}, {"USD", 2}, {"EUR", 2}, {"JPY", 0}, {"KRW", 0}, {"ISK", 0}, {"KWD", 3},
                {"TND", 3}, {"IQD", 3}, {"CLP", 0}, {"CLF", 4}, {"UYW", 4}, {"UYI", 0}, {"XAF", 0},
                {"XPF", 0}, {"MRU", 2}, {"ZWG", 2}, {"XCG", 2}, {"HUF", 2}, {"VND", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(pv_currency_digits(pv_currency_find(text_of(rows[i].code))) == rows[i].digits, "%s",
                      rows[i].code);
}
END_TEST

START_TEST(other_codes_are_none) {
    const char *codes[] = {"XAU", "XXX", "XTS", "XDR", "DEM", "HRK", "BGN", "cny", "CN", "CNYX", "", "AAA", "ZZZ"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        ck_assert_msg(pv_currency_find(text_of(codes[i])) == PV_CURRENCY_ANY, "%s", codes[i]);
    ck_assert_text(pv_currency_code(PV_CURRENCY_ANY), "");
    ck_assert_uint_eq(pv_currency_digits(PV_CURRENCY_ANY), 0);
}
END_TEST

static pv_parsed parse(const char *text) {
    pv_number amount;
    pv_currency currency;
    return pv_money_parse(&amount, &currency, text_of(text));
}

START_TEST(amounts_are_written_with_the_minor_units_digits_or_more) {
    const struct {
        const char *text, *expected;
    } rows[] = {{"12.5 CNY", "12.50 CNY"},    {"12 CNY", "12.00 CNY"},   {"12.125 CNY", "12.125 CNY"},
                {"-3 JPY", "-3 JPY"},         {"3.50 JPY", "3.5 JPY"},   {"0 KWD", "0.000 KWD"},
                {"-0 USD", "0.00 USD"},       {"007.1 EUR", "7.10 EUR"}, {"1 UYW", "1.0000 UYW"},
                {"-0.001 USD", "-0.001 USD"}, {"1.100 KWD", "1.100 KWD"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_number amount = 0;
        pv_currency currency = 0;
        char out[PV_MONEY_TEXT];
        ck_assert_int_eq(pv_money_parse(&amount, &currency, text_of(rows[i].text)), PV_PARSED);
        ck_assert_text(((proviso_text){out, pv_money_write(out, amount, currency)}), rows[i].expected);
    }
}
END_TEST

START_TEST(the_longest_amount_fits) {
    char out[PV_MONEY_TEXT];
    size_t length = pv_money_write(out, 1 - PV_NUMBER_END, pv_currency_find(text_of("USD")));
    ck_assert_text(((proviso_text){out, length}), "-999999999999999999.999999999999999999 USD");
    length = pv_money_write(out, PV_NUMBER_ONE, PV_CURRENCY_ANY);
    ck_assert_text(((proviso_text){out, length}), "1");
}
END_TEST

START_TEST(what_is_no_amount_is_malformed) {
    const char *texts[] = {"",        " CNY",         "CNY",       "12",     "12CNY",      "12  CNY",
                           "12 CNY ", "12 cny",       "12.50 XAU", "CNY 12", "12.50\tCNY", "1e2 CNY",
                           "+1 CNY",  "1,000.00 CNY", " 12 CNY",   "1_0 CNY"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_msg(parse(texts[i]) == PV_PARSED_MALFORMED, "%s", texts[i]);
    ck_assert_int_eq(parse("1000000000000000000 CNY"), PV_PARSED_OUT_OF_RANGE);
}
END_TEST

int main(void) {
    return RUN_SUITE("money", every_currency_is_found_by_its_code_and_the_table_is_sorted,
                     minor_units_are_those_of_iso_4217, other_codes_are_none,
                     amounts_are_written_with_the_minor_units_digits_or_more, the_longest_amount_fits,
                     what_is_no_amount_is_malformed);
}
