/* values/fraction: quotients held against their definition in small integers, at the bounds of 10^36, and rounded. */
#include "values/fraction.h"

#include "unit.h"

#define BIG "999999999999999999999999999999999999" /* 10^36 - 1 */

static pv_int128 integer(const char **at) {
    bool negative = **at == '-';
    pv_int128 value = 0;
    for (*at += negative; **at >= '0' && **at <= '9'; ++*at) value = value * 10 + (**at - '0');
    return negative ? -value : value;
}

/* "p/q" or "p", as it stands. */
static pv_fraction fraction(const char *text) {
    pv_fraction f = {integer(&text), 1};
    if (*text == '/') {
        text++;
        f.q = integer(&text);
    }
    ck_assert_int_eq(*text, '\0');
    return f;
}

static bool same(pv_fraction a, pv_fraction b) { return a.p == b.p && a.q == b.q; }

static pv_number number(const char *text) {
    pv_number n = 0;
    ck_assert_msg(pv_number_parse(&n, text_of(text)) == PV_PARSED, "%s", text);
    return n;
}

START_TEST(every_number_is_a_fraction_in_lowest_terms) {
    const char *rows[][2] = {{"0", "0/1"},
                             {"-3", "-3/1"},
                             {"0.5", "1/2"},
                             {"-12.50", "-25/2"},
                             {"0.000000000000000001", "1/1000000000000000000"},
                             {"999999999999999999.999999999999999999", BIG "/1000000000000000000"},
                             {"100000000000000000", "100000000000000000"},
                             {"0.0078125", "1/128"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(same(pv_fraction_of(number(rows[i][0])), fraction(rows[i][1])), "%s", rows[i][0]);
}
END_TEST

typedef bool operation(pv_fraction *out, pv_fraction a, pv_fraction b);

static operation *operation_of(char sign) {
    return sign == '+'   ? pv_fraction_add
           : sign == '-' ? pv_fraction_subtract
           : sign == '*' ? pv_fraction_multiply
                         : pv_fraction_divide;
}

START_TEST(results_are_exact_and_in_lowest_terms_or_out_of_range) {
    const struct {
        const char *a;
        char sign;
        const char *b, *expected; /* NULL: a fault */
    } rows[] = {{"1/3", '+', "1/6", "1/2"},
                {"1/6", '-', "1/6", "0"},
                {"-1/3", '-', "2/3", "-1"},
                {"2/3", '*', "-3/4", "-1/2"},
                {"0", '*', "-7/9", "0"},
                {"0", '/', "-7/9", "0"},
                {"-2/3", '/', "-4/9", "3/2"},
                {"2/3", '/', "-4/9", "-3/2"},
                {"1", '/', "0", NULL},
                {"0", '/', "0", NULL},
                /* the numerator's bound */
                {BIG, '+', "0", BIG},
                {BIG, '+', "1", NULL},
                {"-" BIG, '-', "1", NULL},
                {BIG, '-', BIG, "0"},
                {"-" BIG, '+', "1/2", NULL},
                {BIG "/2", '+', "1/2", "500000000000000000000000000000000000"},
                {BIG "/2", '+', BIG "/2", BIG},
                {BIG, '*', "-1", "-" BIG},
                {BIG, '*', "2", NULL},
                /* the denominator's */
                {"1/" BIG, '+', "1/" BIG, "2/" BIG},
                {"1/" BIG, '-', "2/" BIG, "-1/" BIG},
                {"1/" BIG, '*', "1/2", NULL},
                {"1/" BIG, '/', "2", NULL},
                {"1/999999999999999999", '*', "1/1000000000000000001", "1/" BIG},
                {"1/999999999999999999", '+', "1/1000000000000000001", "2000000000000000000/" BIG},
                {"1/1000000000000000000", '*', "1/1000000000000000000", NULL},
                /* products and sums of 72 digits on the way that are in range in the end */
                {BIG "/2", '*', "2/" BIG, "1"},
                {BIG "/999999999999999999999999999999999998", '*', "999999999999999999999999999999999998/" BIG, "1"},
                {BIG "/999999999999999999999999999999999998", '/', BIG "/999999999999999999999999999999999998", "1"},
                {BIG "/999999999999999999999999999999999998", '-', BIG "/999999999999999999999999999999999998", "0"},
                {BIG "/999999999999999999999999999999999998", '+', "-1/999999999999999999999999999999999998", "1"},
                {"999999999999999999999999999999999998/" BIG, '+', "1/" BIG, "1"},
                /* neighbours, the difference of which is 1 over a product of 72 digits */
                {BIG "/999999999999999999999999999999999998", '-',
                 "999999999999999999999999999999999998/"
                 "999999999999999999999999999999999997",
                 NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pv_fraction out = {77, 77};
        bool fits = operation_of(rows[i].sign)(&out, fraction(rows[i].a), fraction(rows[i].b));
        ck_assert_msg(fits == (rows[i].expected != NULL), "%s %c %s", rows[i].a, rows[i].sign, rows[i].b);
        if (rows[i].expected)
            ck_assert_msg(same(out, fraction(rows[i].expected)), "%s %c %s", rows[i].a, rows[i].sign, rows[i].b);
    }
}
END_TEST

static int64_t common_divisor(int64_t a, int64_t b) { return b == 0 ? a : common_divisor(b, a % b); }

static pv_fraction in_lowest_terms(int64_t p, int64_t q) {
    int64_t common = common_divisor(p < 0 ? -p : p, q < 0 ? -q : q);
    if (q < 0) common = -common;
    return (pv_fraction){p / common, q / common};
}

START_TEST(small_fractions_compute_as_their_definitions_say) {
    uint64_t seed = 11;
    for (int i = 0; i < 200000; i++) {
        int64_t ap = (int64_t)(next_random(&seed) % 2001) - 1000, bp = (int64_t)(next_random(&seed) % 2001) - 1000;
        int64_t aq = 1 + (int64_t)(next_random(&seed) % 1000), bq = 1 + (int64_t)(next_random(&seed) % 1000);
        pv_fraction a = in_lowest_terms(ap, aq), b = in_lowest_terms(bp, bq), sum, difference, product, quotient;
        bool right = pv_fraction_add(&sum, a, b) && same(sum, in_lowest_terms(ap * bq + bp * aq, aq * bq)) &&
                     pv_fraction_subtract(&difference, a, b) &&
                     same(difference, in_lowest_terms(ap * bq - bp * aq, aq * bq)) &&
                     pv_fraction_multiply(&product, a, b) && same(product, in_lowest_terms(ap * bp, aq * bq)) &&
                     pv_fraction_divide(&quotient, a, b) == (bp != 0) &&
                     (bp == 0 || same(quotient, in_lowest_terms(ap * bq, aq * bp)));
        int order = pv_fraction_compare(a, b);
        if (!right || (order > 0) - (order < 0) != (ap * bq > bp * aq) - (ap * bq < bp * aq))
            ck_abort_msg("%" PRId64 "/%" PRId64 " %" PRId64 "/%" PRId64, ap, aq, bp, bq);
    }
}
END_TEST

static pv_int128 random_below(uint64_t *seed, int bits) {
    pv_uint128 random = (pv_uint128)next_random(seed) << 64 | next_random(seed);
    return (pv_int128)((random >> (128 - bits)) % (pv_uint128)PV_NUMBER_END);
}

static pv_fraction random_fraction(uint64_t *seed, int bits) {
    pv_fraction p = {random_below(seed, bits), 1}, q = {1 + random_below(seed, bits - 1), 1}, out = {0, 1};
    ck_assert(pv_fraction_divide(&out, p, q));
    if (next_random(seed) % 2) out.p = -out.p;
    return out;
}

START_TEST(what_is_added_or_multiplied_can_be_taken_away_again) {
    uint64_t seed = 12;
    size_t undone = 0;
    for (int i = 0; i < 100000; i++) {
        int bits = 2 + (int)(next_random(&seed) % 119);
        pv_fraction a = random_fraction(&seed, bits), b = random_fraction(&seed, 122 - bits), c, back;
        if (pv_fraction_add(&c, a, b)) {
            undone++;
            if (!pv_fraction_subtract(&back, c, b) || !same(back, a)) ck_abort_msg("sum %d", i);
            if (pv_fraction_compare(c, a) * (b.p < 0 ? -1 : b.p > 0) < (b.p != 0)) ck_abort_msg("order %d", i);
        }
        if (b.p != 0 && pv_fraction_multiply(&c, a, b)) {
            undone++;
            if (!pv_fraction_divide(&back, c, b) || !same(back, a)) ck_abort_msg("product %d", i);
        }
    }
    ck_assert_uint_gt(undone, 50000);
}
END_TEST

START_TEST(comparison_is_exact_at_any_size) {
    const char *ascending[] = {"-" BIG,
                               "-" BIG "/2",
                               "-" BIG "/999999999999999999999999999999999998",
                               "-1",
                               "-999999999999999999999999999999999998/" BIG,
                               "-1/2",
                               "-1/999999999999999999999999999999999998",
                               "-1/" BIG,
                               "0",
                               "1/" BIG,
                               "1/999999999999999999999999999999999998",
                               "1/3",
                               "333333333333333333333333333333333334/" BIG,
                               "999999999999999999999999999999999997/999999999999999999999999999999999998",
                               "999999999999999999999999999999999998/" BIG,
                               "1",
                               BIG "/999999999999999999999999999999999998",
                               "999999999999999999999999999999999998/999999999999999999999999999999999997",
                               BIG};
    enum { COUNT = sizeof ascending / sizeof *ascending };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < COUNT; j++) {
            int order = pv_fraction_compare(fraction(ascending[i]), fraction(ascending[j]));
            ck_assert_msg((order > 0) - (order < 0) == (i > j) - (i < j), "%s, %s", ascending[i], ascending[j]);
        }
}
END_TEST

START_TEST(whole_fractions_are_numbers) {
    pv_number n = 77;
    ck_assert(pv_fraction_whole(&n, fraction("-12")) && n == number("-12"));
    ck_assert(pv_fraction_whole(&n, fraction("0")) && n == 0);
    ck_assert(pv_fraction_whole(&n, fraction("999999999999999999")) && n == number("999999999999999999"));
    ck_assert(!pv_fraction_whole(&n, fraction("1000000000000000000")));
    ck_assert(!pv_fraction_whole(&n, fraction("-" BIG)));
    ck_assert(!pv_fraction_whole(&n, fraction("1/2")));
    ck_assert(n == number("999999999999999999"));
}
END_TEST

int main(void) {
    return RUN_SUITE(
        "fraction", every_number_is_a_fraction_in_lowest_terms, results_are_exact_and_in_lowest_terms_or_out_of_range,
        small_fractions_compute_as_their_definitions_say, what_is_added_or_multiplied_can_be_taken_away_again,
        comparison_is_exact_at_any_size, whole_fractions_are_numbers);
}
