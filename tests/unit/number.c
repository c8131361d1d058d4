/* values/number: reading, writing and arithmetic, held against decimal arithmetic on strings of digits. */
#include "values/number.h"

#include "unit.h"

/* The second way: a number as signed decimal digits, the first one of the smallest place. */
enum { PLACES = 18, DIGITS = 36, PRODUCT_DIGITS = 72 };

typedef struct reference {
    int digits[PRODUCT_DIGITS];
} reference;

static reference reference_of(const char *text) {
    reference r = {{0}};
    int sign = *text == '-' ? -1 : 1;
    if (*text == '-') text++;
    const char *point = strchr(text, '.');
    const char *whole_end = point ? point : text + strlen(text);
    for (const char *at = text; at < whole_end; at++) r.digits[PLACES + (whole_end - at) - 1] = sign * (*at - '0');
    for (int i = 1; point && point[i]; i++) r.digits[PLACES - i] = sign * (point[i] - '0');
    return r;
}

/* Makes all digits 0 to 9; returns the sign. */
static int normalise(reference *r) {
    for (int sign = 1;; sign = -sign) {
        int carry = 0;
        for (int i = 0; i < PRODUCT_DIGITS; i++) {
            int sum = r->digits[i] + carry;
            carry = sum >= 0 ? sum / 10 : -((9 - sum) / 10);
            r->digits[i] = sum - carry * 10;
        }
        if (carry == 0) return sign;
        r->digits[PRODUCT_DIGITS - 1] += carry * 10;
        for (int i = 0; i < PRODUCT_DIGITS; i++) r->digits[i] = -r->digits[i];
    }
}

/* The text of the digits [first, first + DIGITS); false where others are not zero. */
static bool reference_text(char out[PV_NUMBER_TEXT + 1], reference *r, int first) {
    int sign = normalise(r), low = first, high = first + DIGITS - 1;
    for (int i = 0; i < PRODUCT_DIGITS; i++)
        if (r->digits[i] != 0 && (i < low || i > high)) return false;
    while (high > first + PLACES && r->digits[high] == 0) high--;
    while (low < first + PLACES && r->digits[low] == 0) low++;
    if (sign < 0) *out++ = '-';
    for (int i = high; i >= low; i--) {
        if (i == first + PLACES - 1) *out++ = '.';
        *out++ = (char)('0' + r->digits[i]);
    }
    *out = '\0';
    return true;
}

static bool reference_add(char out[PV_NUMBER_TEXT + 1], const char *a, const char *b, int sign) {
    reference x = reference_of(a), y = reference_of(b);
    for (int i = 0; i < DIGITS; i++) x.digits[i] += sign * y.digits[i];
    return reference_text(out, &x, 0);
}

static bool reference_multiply(char out[PV_NUMBER_TEXT + 1], const char *a, const char *b) {
    reference x = reference_of(a), y = reference_of(b), product = {{0}};
    for (int i = 0; i < DIGITS; i++)
        for (int j = 0; j < DIGITS; j++) product.digits[i + j] += x.digits[i] * y.digits[j];
    return reference_text(out, &product, PLACES);
}

static char random_digit(uint64_t *seed, unsigned least) {
    return (char)('0' + least + (unsigned)(next_random(seed) % (10 - least)));
}

/* A canonical text of random length. */
static void random_text(char out[PV_NUMBER_TEXT + 1], uint64_t *seed) {
    size_t whole = next_random(seed) % (PLACES + 1), fraction = next_random(seed) % (PLACES + 1);
    if (next_random(seed) % 2) fraction /= 4;
    if (whole + fraction > 0 && next_random(seed) % 2) *out++ = '-';
    if (whole == 0) *out++ = '0';
    for (size_t i = 0; i < whole; i++) *out++ = random_digit(seed, i == 0);
    if (fraction > 0) *out++ = '.';
    for (size_t i = 0; i < fraction; i++) *out++ = random_digit(seed, i == fraction - 1);
    *out = '\0';
}

static pv_number number(const char *text) {
    pv_number n = 0;
    ck_assert_msg(pv_number_parse(&n, text_of(text)) == PV_PARSED, "%s", text);
    return n;
}

static bool writes(pv_number n, const char *expected) {
    char out[PV_NUMBER_TEXT];
    return text_equals((proviso_text){out, pv_number_write(out, n)}, expected);
}

static pv_parsed parse(const char *text) {
    pv_number n;
    return pv_number_parse(&n, text_of(text));
}

static pv_parsed parse_json(const char *text) {
    pv_number n;
    return pv_number_parse_json_text(&n, text_of(text));
}

START_TEST(random_numbers_read_and_write_as_themselves) {
    uint64_t seed = 1;
    for (int i = 0; i < 50000; i++) {
        char text[PV_NUMBER_TEXT + 1];
        random_text(text, &seed);
        pv_number n = 0, json = 1;
        bool same = pv_number_parse(&n, text_of(text)) == PV_PARSED && writes(n, text) &&
                    pv_number_parse_json_text(&json, text_of(text)) == PV_PARSED && json == n;
        if (!same) ck_abort_msg("%s", text);
    }
}
END_TEST

START_TEST(random_sums_and_differences_are_those_of_the_digits) {
    uint64_t seed = 2;
    for (int i = 0; i < 50000; i++) {
        char a[PV_NUMBER_TEXT + 1], b[PV_NUMBER_TEXT + 1], expected[PV_NUMBER_TEXT + 1];
        random_text(a, &seed);
        random_text(b, &seed);
        pv_number x = 0, y = 0, out;
        if (pv_number_parse(&x, text_of(a)) || pv_number_parse(&y, text_of(b))) ck_abort_msg("%s %s", a, b);
        bool fits = reference_add(expected, a, b, 1);
        if (pv_number_add(&out, x, y) != fits || (fits && !writes(out, expected))) ck_abort_msg("%s + %s", a, b);
        fits = reference_add(expected, a, b, -1);
        if (pv_number_subtract(&out, x, y) != fits || (fits && !writes(out, expected))) ck_abort_msg("%s - %s", a, b);
    }
}
END_TEST

START_TEST(random_products_are_those_of_the_digits) {
    uint64_t seed = 3;
    int exact = 0;
    for (int i = 0; i < 50000; i++) {
        char a[PV_NUMBER_TEXT + 1], b[PV_NUMBER_TEXT + 1], expected[PV_NUMBER_TEXT + 1];
        random_text(a, &seed);
        random_text(b, &seed);
        pv_number x = 0, y = 0, out;
        if (pv_number_parse(&x, text_of(a)) || pv_number_parse(&y, text_of(b))) ck_abort_msg("%s %s", a, b);
        bool fits = reference_multiply(expected, a, b);
        if (pv_number_multiply(&out, x, y) != fits || (fits && !writes(out, expected))) ck_abort_msg("%s * %s", a, b);
        exact += fits;
    }
    ck_assert_int_gt(exact, 5000);
    ck_assert_int_lt(exact, 45000);
}
END_TEST

START_TEST(sums_at_the_bounds) {
    pv_number largest = number("999999999999999999.999999999999999999"), smallest = number("0.000000000000000001"), out;
    ck_assert(!pv_number_add(&out, largest, smallest));
    ck_assert(!pv_number_subtract(&out, -largest, smallest));
    ck_assert(pv_number_add(&out, largest, -smallest));
    ck_assert(writes(out, "999999999999999999.999999999999999998"));
    ck_assert(pv_number_subtract(&out, largest, largest) && out == 0);
}
END_TEST

START_TEST(products_at_the_bounds) {
    pv_number largest = number("999999999999999999.999999999999999999"), out;
    ck_assert(!pv_number_multiply(&out, largest, largest));
    ck_assert(pv_number_multiply(&out, largest, number("-1")) && out == -largest);
    ck_assert(!pv_number_multiply(&out, largest, number("1.1")));
    ck_assert(!pv_number_multiply(&out, number("1000000000"), number("1000000000")));
    ck_assert(pv_number_multiply(&out, number("1000000000"), number("-999999999.999999999")));
    ck_assert(writes(out, "-999999999999999999"));
    ck_assert(!pv_number_multiply(&out, number("0.000000000000000001"), number("0.1")));
    ck_assert(pv_number_multiply(&out, number("0.000000001"), number("0.000000001")));
    ck_assert(writes(out, "0.000000000000000001"));
    ck_assert(pv_number_multiply(&out, number("-5"), 0) && out == 0);
}
END_TEST

START_TEST(decimals_that_doubles_get_wrong_are_exact) {
    pv_number out;
    ck_assert(pv_number_multiply(&out, number("19.99"), number("100")) && writes(out, "1999"));
    ck_assert(pv_number_add(&out, number("0.1"), number("0.2")) && writes(out, "0.3"));
    ck_assert(number("9007199254740993") == pv_number_from_int(9007199254740993));
}
END_TEST

START_TEST(zeros_that_change_nothing_are_not_counted) {
    ck_assert(writes(number("000000000000000000000000000007.50000000000000000000000000000"), "7.5"));
    ck_assert(writes(number("-0"), "0"));
    ck_assert(writes(number("-0.000000000000000000000000"), "0"));
    ck_assert_int_eq(parse("1000000000000000000"), PV_PARSED_OUT_OF_RANGE);
    ck_assert_int_eq(parse("0.0000000000000000001"), PV_PARSED_OUT_OF_RANGE);
    ck_assert_int_eq(parse_json("0.1000000000000000000000"), PV_PARSED);
}
END_TEST

START_TEST(malformed_texts_are_told_from_those_out_of_range) {
    const char *malformed[] = {"",
                               "-",
                               "+1",
                               ".5",
                               "1.",
                               "-.5",
                               "1e5",
                               "1_000",
                               "0x10",
                               " 1",
                               "1 ",
                               "--1",
                               "1.2.",
                               "1.2.3",
                               "NaN",
                               "१",
                               "1,5",
                               "1-",
                               "1.-",
                               "1.5x",
                               "x",
                               "1e",
                               "999999999999999999999999x"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        ck_assert_msg(parse(malformed[i]) == PV_PARSED_MALFORMED, "%s", malformed[i]);
    pv_number n;
    ck_assert_int_eq(pv_number_parse(&n, (proviso_text){NULL, 0}), PV_PARSED_MALFORMED);
    ck_assert_int_eq(pv_number_parse(&n, (proviso_text){"1\0", 2}), PV_PARSED_MALFORMED);
    ck_assert_int_eq(pv_number_parse_json_text(&n, (proviso_text){NULL, 0}), PV_PARSED_MALFORMED);
}
END_TEST

START_TEST(json_texts_follow_jsons_grammar) {
    const char *malformed[] = {"",   "-",   "+1",   "01",   "-01",  "1.", "2.e3", ".5",  "-.5", "1e",    "1e+",
                               "e5", "1E-", "1e5x", "1e1.", "1 e5", "1x", "00.5", "NaN", "1e ", "1e--5", "1e5e5"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        ck_assert_msg(parse_json(malformed[i]) == PV_PARSED_MALFORMED, "%s", malformed[i]);
}
END_TEST

START_TEST(json_exponents_are_exact_or_out_of_range) {
    const struct {
        const char *text, *expected; /* NULL: out of range */
    } rows[] = {{"1e3", "1000"},
                {"1E+3", "1000"},
                {"-12.5e-1", "-1.25"},
                {"1e-18", "0.000000000000000001"},
                {"1.00e-18", "0.000000000000000001"},
                {"1e-19", NULL},
                {"10e-19", "0.000000000000000001"},
                {"123456789.123456789e9", "123456789123456789"},
                {"123456789.123456789e10", NULL},
                {"999999999999999999e0", "999999999999999999"},
                {"1e17", "100000000000000000"},
                {"1e18", NULL},
                {"0.0000000000000000000000001e25", "1"},
                {"10000000000000000000000000e-25", "1"},
                {"1e400", NULL},
                {"1e-400", NULL},
                {"0e99999999999999999999999999", "0"},
                {"-0.0e-99999999999999999999999999", "0"},
                {"1e99999999999999999999999999", NULL},
                {"5e000000000000000000000000000001", "50"},
                {"-0", "0"},
                {"-0e0", "0"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_number n = 0;
        pv_parsed parsed = pv_number_parse_json_text(&n, text_of(rows[i].text));
        ck_assert_msg(parsed == (rows[i].expected ? PV_PARSED : PV_PARSED_OUT_OF_RANGE), "%s", rows[i].text);
        if (rows[i].expected) ck_assert_msg(writes(n, rows[i].expected), "%s", rows[i].text);
    }
}
END_TEST

START_TEST(json_exponents_shift_random_numbers) {
    uint64_t seed = 4;
    for (int i = 0; i < 20000; i++) {
        char text[PV_NUMBER_TEXT + 1], shifted[PV_NUMBER_TEXT + 8];
        random_text(text, &seed);
        pv_number n = 0, same = 0, power = 1;
        unsigned exponent = (unsigned)(next_random(&seed) % 10);
        for (unsigned j = 0; j < exponent; j++) power *= 10;
        size_t length = strlen(text);
        memcpy(shifted, text, length);
        memcpy(shifted + length, "e-", 2);
        shifted[length + 2] = (char)('0' + exponent);
        if (pv_number_parse(&n, text_of(text)) != PV_PARSED) ck_abort_msg("%s", text);
        pv_parsed parsed = pv_number_parse_json_text(&same, (proviso_text){shifted, length + 3});
        bool exact = n % power == 0;
        if (parsed != (exact ? PV_PARSED : PV_PARSED_OUT_OF_RANGE) || (exact && same != n / power))
            ck_abort_msg("%se-%u", text, exponent);
    }
}
END_TEST

START_TEST(padded_numbers_have_at_least_the_digits) {
    const struct {
        const char *text;
        unsigned digits;
        const char *expected;
    } rows[] = {{"12.5", 2, "12.50"},
                {"12", 2, "12.00"},
                {"12.125", 2, "12.125"},
                {"-0.5", 0, "-0.5"},
                {"0", 3, "0.000"},
                {"1", 18, "1.000000000000000000"},
                {"-999999999999999999.999999999999999999", 18, "-999999999999999999.999999999999999999"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[PV_NUMBER_TEXT];
        size_t length = pv_number_write_padded(out, number(rows[i].text), rows[i].digits);
        ck_assert_text(((proviso_text){out, length}), rows[i].expected);
    }
}
END_TEST

START_TEST(whole_numbers_are_told_from_fractions) {
    ck_assert(pv_number_is_whole(number("-5.000")) && pv_number_is_whole(0));
    ck_assert(!pv_number_is_whole(number("0.000000000000000001")));
    ck_assert(number("-12") < number("-11.999") && number("0.1") > number("0.09"));
}
END_TEST

int main(void) {
    return RUN_SUITE("number", random_numbers_read_and_write_as_themselves,
                     random_sums_and_differences_are_those_of_the_digits, random_products_are_those_of_the_digits,
                     sums_at_the_bounds, products_at_the_bounds, decimals_that_doubles_get_wrong_are_exact,
                     zeros_that_change_nothing_are_not_counted, malformed_texts_are_told_from_those_out_of_range,
                     json_texts_follow_jsons_grammar, json_exponents_are_exact_or_out_of_range,
                     json_exponents_shift_random_numbers, padded_numbers_have_at_least_the_digits,
                     whole_numbers_are_told_from_fractions);
}
