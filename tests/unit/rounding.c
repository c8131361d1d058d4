/* values/rounding: numbers and fractions to a multiple of a step, in four modes, at ties and at the bounds. */
#include "values/fraction.h"

#include "unit.h"

enum { MODES = 4 };

static const pv_rounding_mode modes[MODES] = {PV_ROUND_HALF_EVEN, PV_ROUND_HALF_UP, PV_ROUND_UP, PV_ROUND_DOWN};

static pv_number number(const char *text) {
    pv_number n = 0;
    ck_assert_msg(pv_number_parse(&n, text_of(text)) == PV_PARSED, "%s", text);
    return n;
}

static pv_number negated(const char *text) { return text[0] == '-' ? number(text + 1) : -number(text); }

START_TEST(numbers_round_to_a_multiple_of_the_step) {
    const struct {
        const char *n, *step, *expected[MODES]; /* half even, half up, up, down */
    } rows[] = {
        {"2.5", "1", {"2", "3", "3", "2"}},
        {"3.5", "1", {"4", "4", "4", "3"}},
        {"-2.5", "1", {"-2", "-3", "-3", "-2"}},
        {"0.5", "1", {"0", "1", "1", "0"}},
        {"-0.5", "1", {"0", "-1", "-1", "0"}},
        {"2.4", "1", {"2", "2", "3", "2"}},
        {"-2.6", "1", {"-3", "-3", "-3", "-2"}},
        {"7", "1", {"7", "7", "7", "7"}},
        {"0", "5", {"0", "0", "0", "0"}},
        {"12.345", "0.01", {"12.34", "12.35", "12.35", "12.34"}},
        {"12.355", "0.01", {"12.36", "12.36", "12.36", "12.35"}},
        /* 0.075 is one and a half steps of 0.05: to the even multiple, 2 */
        {"0.075", "0.05", {"0.1", "0.1", "0.1", "0.05"}},
        {"0.125", "0.05", {"0.1", "0.15", "0.15", "0.1"}},
        {"7", "5", {"5", "5", "10", "5"}},
        {"7.5", "5", {"10", "10", "10", "5"}},
        {"12.5", "5", {"10", "15", "15", "10"}},
        {"10", "3", {"9", "9", "12", "9"}},
        {"11", "3", {"12", "12", "12", "9"}},
        {"1", "0.3", {"0.9", "0.9", "1.2", "0.9"}},
        {"2.500000000000000001", "1", {"3", "3", "3", "2"}},
        {"2.499999999999999999", "1", {"2", "2", "3", "2"}},
        {"0.000000000000000001", "1", {"0", "0", "1", "0"}},
        {"0.000000000000000001", "0.000000000000000002", {"0", "0.000000000000000002", "0.000000000000000002", "0"}},
        {"0.000000000000000001", "0.000000000000000003", {"0", "0", "0.000000000000000003", "0"}},
        {"0.000000000000000002",
         "0.000000000000000003",
         {"0.000000000000000003", "0.000000000000000003", "0.000000000000000003", "0"}},
        /* the bounds hold for the result */
        {"999999999999999999.5", "1", {NULL, NULL, NULL, "999999999999999999"}},
        {"999999999999999998.5",
         "1",
         {"999999999999999998", "999999999999999999", "999999999999999999", "999999999999999998"}},
        {"999999999999999999.999999999999999999",
         "0.000000000000000001",
         {"999999999999999999.999999999999999999", "999999999999999999.999999999999999999",
          "999999999999999999.999999999999999999", "999999999999999999.999999999999999999"}},
        {"0.1", "999999999999999999.999999999999999999", {"0", "0", "999999999999999999.999999999999999999", "0"}},
        {"999999999999999999",
         "999999999999999998",
         {"999999999999999998", "999999999999999998", NULL, "999999999999999998"}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t mode = 0; mode < MODES; mode++) {
            const char *expected = rows[i].expected[mode];
            pv_number n = number(rows[i].n), step = number(rows[i].step), out = 77, of_fraction = 77, negative = 77;
            bool fits = pv_number_round(&out, n, step, modes[mode]);
            ck_assert_msg(fits == (expected != NULL), "%s to %s, mode %zu", rows[i].n, rows[i].step, mode);
            ck_assert(pv_fraction_round(&of_fraction, pv_fraction_of(n), step, modes[mode]) == fits);
            ck_assert(pv_number_round(&negative, -n, step, modes[mode]) == fits);
            if (!expected) continue;
            ck_assert_msg(out == number(expected), "%s to %s, mode %zu", rows[i].n, rows[i].step, mode);
            ck_assert(of_fraction == out && negative == negated(expected));
        }
}
END_TEST

START_TEST(fractions_round_once_from_what_they_are_exactly) {
    const struct {
        pv_fraction f;
        const char *step, *expected[MODES];
    } rows[] = {
        {{1, 3}, "0.01", {"0.33", "0.33", "0.34", "0.33"}},
        {{-2, 3}, "0.01", {"-0.67", "-0.67", "-0.67", "-0.66"}},
        {{5, 2}, "1", {"2", "3", "3", "2"}},
        /* a hair above and below a tie, beyond the 18 places of a number */
        {{PV_NUMBER_END / 2 + 1, PV_NUMBER_END - 1}, "1", {"1", "1", "1", "0"}},
        {{PV_NUMBER_END / 2 - 1, PV_NUMBER_END - 1}, "1", {"0", "0", "1", "0"}},
        {{1, 2 * PV_NUMBER_ONE}, "0.000000000000000001", {"0", "0.000000000000000001", "0.000000000000000001", "0"}},
        {{3, 2 * PV_NUMBER_ONE},
         "0.000000000000000001",
         {"0.000000000000000002", "0.000000000000000002", "0.000000000000000002", "0.000000000000000001"}},
        {{3, 2 * PV_NUMBER_ONE}, "0.000000000000000003", {"0", "0.000000000000000003", "0.000000000000000003", "0"}},
        {{1, PV_NUMBER_END - 1}, "0.000000000000000001", {"0", "0", "0.000000000000000001", "0"}},
        {{-1, PV_NUMBER_END - 1}, "999999999999999999", {"0", "0", "-999999999999999999", "0"}},
        /* beyond the bounds of a number, but not once it is rounded */
        {{4 * PV_NUMBER_ONE + 1, 4}, "3", {"999999999999999999", "999999999999999999", NULL, "999999999999999999"}},
        {{2 * PV_NUMBER_ONE + 1, 2}, "3", {NULL, NULL, NULL, "999999999999999999"}},
        {{PV_NUMBER_ONE / 10 * 17, 1}, "900000000000000000", {NULL, NULL, NULL, "900000000000000000"}},
        {{2 * PV_NUMBER_ONE, 1}, "999999999999999999", {NULL, NULL, NULL, NULL}},
        {{PV_NUMBER_END - 1, 1}, "999999999999999999", {NULL, NULL, NULL, NULL}},
        {{PV_NUMBER_END - 1, 3}, "1", {NULL, NULL, NULL, NULL}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t mode = 0; mode < MODES; mode++) {
            const char *expected = rows[i].expected[mode];
            pv_number out = 77;
            bool fits = pv_fraction_round(&out, rows[i].f, number(rows[i].step), modes[mode]);
            ck_assert_msg(fits == (expected != NULL), "row %zu, mode %zu", i, mode);
            if (expected) ck_assert_msg(out == number(expected), "row %zu, mode %zu", i, mode);
        }
}
END_TEST

/* The multiple of the step that the mode's definition names, found by looking: no division. */
static int64_t looked_for(int64_t p, int64_t q, int64_t step, pv_rounding_mode mode) {
    int64_t below = 0, at = p < 0 ? -p : p;
    while ((below + 1) * step * q <= at) below++;
    int64_t left = at - below * step * q, missing = (below + 1) * step * q - at;
    bool away = mode == PV_ROUND_UP     ? left > 0
                : mode == PV_ROUND_DOWN ? false
                : left != missing       ? left > missing
                                        : mode == PV_ROUND_HALF_UP || below % 2 != 0;
    int64_t rounded = (below + away) * step;
    return p < 0 ? -rounded : rounded;
}

START_TEST(small_fractions_round_as_the_modes_are_defined) {
    for (int64_t q = 1; q <= 12; q++)
        for (int64_t step = 1; step <= 7; step++)
            for (int64_t p = -300; p <= 300; p++)
                for (size_t mode = 0; mode < MODES; mode++) {
                    pv_fraction f = {0, 1};
                    pv_number out = 77;
                    bool fits = pv_fraction_divide(&f, (pv_fraction){p, 1}, (pv_fraction){q, 1}) &&
                                pv_fraction_round(&out, f, pv_number_from_int(step), modes[mode]);
                    if (!fits || out != pv_number_from_int(looked_for(p, q, step, modes[mode])))
                        ck_abort_msg("%" PRId64 "/%" PRId64 " to %" PRId64 ", mode %zu", p, q, step, mode);
                }
}
END_TEST

int main(void) {
    return RUN_SUITE("rounding", numbers_round_to_a_multiple_of_the_step,
                     fractions_round_once_from_what_they_are_exactly, small_fractions_round_as_the_modes_are_defined);
}
