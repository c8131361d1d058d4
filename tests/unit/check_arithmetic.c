/* check: products, quotients, `if`, functions and `whole … from … to`: which of them have a type, and which type. What
 * is said of the others is in golden/diagnostics. */
#include <stdio.h>

#include "checked.h"

#define FACTS                                                                                                          \
    "policy p timezone \"UTC\" decide { outcomes no > yes otherwise no }\n"                                            \
    "facts { b: bool  n: number  w: whole number  m: money  gbp: money in GBP  jpy: money in JPY  t: text  d: date\n"  \
    "  s: time  p: span  k: one of \"x\", \"y\"  l: one of \"y\", \"z\"  on: optional number  ob: optional bool }\n"   \
    "param wait = 5 days  param rate = 10%\n"

static pv_type type_of(const char *expression) {
    char text[2048];
    checked c;
    snprintf(text, sizeof text, "%s define it = %s rule r { yes always because \"{it}\" }", FACTS, expression);
    check_string(&c, text);
    ck_assert_msg(c.source.errors == 0, "%s", expression);
    pv_type type = c.model.defines[0]->type;
    release_checked(&c);
    return type;
}

/* How many values a choice has, of which the first is `first`. */
static void expect_values(const char *expression, uint32_t count, const char *first) {
    char text[2048];
    checked c;
    snprintf(text, sizeof text, "%s define it = %s rule r { yes always because \"{it}\" }", FACTS, expression);
    check_string(&c, text);
    ck_assert_uint_eq(c.source.errors, 0);
    const pv_type *type = &c.model.defines[0]->type;
    ck_assert_int_eq(type->kind, PV_TYPE_ONE_OF);
    ck_assert_msg(type->enumeration->count == count, "%s", expression);
    ck_assert_text(type->enumeration->values[0], first);
    release_checked(&c);
}

static void expect_kind(const char *expression, pv_type_kind kind) {
    ck_assert_msg(type_of(expression).kind == kind, "%s", expression);
}

static void refuse(const char *expression, const char *expected) {
    char text[2048], codes[256];
    checked c;
    snprintf(text, sizeof text, "%s define it = %s rule r { yes always because \"{it}\" }", FACTS, expression);
    check_string(&c, text);
    ck_assert_uint_gt(c.source.errors, 0);
    const char *actual = codes_of(&c, codes, sizeof codes);
    ck_assert_msg(strncmp(actual, expected, strlen(expected)) == 0, "`%s` for %s", actual, expression);
    release_checked(&c);
}

static pv_currency gbp(void) { return pv_currency_find(text_of("GBP")); }

START_TEST(a_product_has_the_type_that_its_operands_make) {
    expect_kind("n * w", PV_TYPE_NUMBER);
    expect_kind("n * gbp", PV_TYPE_MONEY);
    expect_kind("gbp * n * w", PV_TYPE_MONEY);
    expect_kind("w * p", PV_TYPE_SPAN);
    expect_kind("5 days * w * 2", PV_TYPE_SPAN);
    expect_kind("gbp / m", PV_TYPE_NUMBER);
    expect_kind("gbp / 5 GBP * gbp", PV_TYPE_MONEY);
    expect_kind("(s - s) / 1 hour", PV_TYPE_NUMBER);
    expect_kind("p / p", PV_TYPE_NUMBER);
    expect_kind("10% of n", PV_TYPE_NUMBER);
    expect_kind("10% of 5% of gbp", PV_TYPE_MONEY);
    expect_kind("-(gbp * 2)", PV_TYPE_MONEY);
    ck_assert_uint_eq(type_of("n * gbp / w").currency, gbp());
    ck_assert_uint_eq(type_of("m * n").currency, PV_CURRENCY_ANY);
    ck_assert_uint_eq(type_of("10% of gbp").currency, gbp());
    ck_assert_int_eq(type_of("2 * 5 days").family, PV_SPAN_DAYS);
    refuse("gbp * m", "E0221 ");
    refuse("n / gbp", "E0221 ");
    refuse("p * n", "E0221 ");
    refuse("n * p", "E0221 ");
    refuse("p * 2.5", "E0221 ");
    refuse("p * (w / w)", "E0221 ");
    refuse("p / 2", "E0221 ");
    refuse("wait / wait", "E0221 ");
    refuse("1 hour / wait", "E0204 ");
    refuse("gbp / jpy", "E0203 ");
    refuse("d * 2", "E0221 ");
    refuse("n * t", "E0221 ");
    refuse("b / n", "E0221 ");
    refuse("10% of p", "E0221 ");
}
END_TEST

START_TEST(a_quotient_is_a_fraction_until_it_is_rounded) {
    static const char *const fractions[] = {"n / n",
                                            "w / 2",
                                            "gbp / 3",
                                            "gbp / gbp",
                                            "n / 3 + 1",
                                            "1 - gbp / m",
                                            "-(n / 3)",
                                            "n * (n / 3)",
                                            "10% of (gbp / 3)",
                                            "min(n / 3, 1)",
                                            "max(gbp, gbp / 3)",
                                            "abs(n / 3)",
                                            "if b then n / 3 else 1",
                                            "if b then 1 else n / 3",
                                            "on otherwise n / 3",
                                            "(s - s) / 1 hour"};
    static const char *const others[] = {"n * n",      "10% of n",         "round(n / 3)",   "round(gbp / 3, down)",
                                         "abs(n - 1)", "round(n / 3) * n", "on otherwise 1", "min(n, w)"};
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++)
        ck_assert_msg(type_of(fractions[i]).fraction && !type_of(fractions[i]).whole, "%s", fractions[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!type_of(others[i]).fraction, "%s", others[i]);
}
END_TEST

START_TEST(what_is_known_to_be_whole) {
    static const char *const whole[] = {"w * w",
                                        "-(w * 2)",
                                        "min(w, 5)",
                                        "max(w, -w)",
                                        "abs(w - 5)",
                                        "if b then w else 5",
                                        "length(t)",
                                        "days_between(d, d)",
                                        "year(d)",
                                        "month(d)",
                                        "days_in_month(d)",
                                        "whole days from d to d",
                                        "started months from s to s",
                                        "round(n)",
                                        "round(n / 3, down)",
                                        "round(n, 5)",
                                        "round(n, 5, up)"};
    static const char *const others[] = {"w * n",     "w / w",        "10% of w",
                                         "100% of w", "min(w, n)",    "abs(n)",
                                         "w * 1.0",   "w * rate",     "if b then w else 0.5",
                                         "gbp / gbp", "round(n, 0.5)"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) ck_assert_msg(type_of(whole[i]).whole, "%s", whole[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!type_of(others[i]).whole, "%s", others[i]);
}
END_TEST

START_TEST(branches_are_joined) {
    expect_kind("if b then gbp else 10% of m", PV_TYPE_MONEY);
    ck_assert_uint_eq(type_of("if b then gbp else m").currency, PV_CURRENCY_ANY);
    ck_assert_uint_eq(type_of("if b then gbp else 0 GBP").currency, gbp());
    ck_assert_int_eq(type_of("if b then p else 5 days").family, PV_SPAN_ANY);
    expect_kind("if b then k else t", PV_TYPE_TEXT);
    expect_values("if b then k else l", 3, "x");
    expect_values("if b then \"w\" else k", 3, "x");
    expect_values("if b then \"w\" else \"w\"", 1, "w");
    expect_values("if b then \"a\" else if n > 5 then \"b\" else k", 4, "x");
    refuse("if b then gbp else jpy", "E0203 ");
    refuse("if b then gbp else 0", "E0222 ");
    refuse("if b then 5 days else 5 hours", "E0204 ");
    refuse("if n then 1 else 2", "E0208 ");
}
END_TEST

START_TEST(a_condition_guards_its_branches) {
    expect_kind("if on is present then on else 0", PV_TYPE_NUMBER);
    expect_kind("if on is absent then 0 else on", PV_TYPE_NUMBER);
    expect_kind("if on is absent or ob is absent then 0 else if ob then on else 1", PV_TYPE_NUMBER);
    expect_kind("if ob is present and on = 5 then on else 1", PV_TYPE_NUMBER);
    expect_kind("if b and on is present then (if n > on then on else n) else 1", PV_TYPE_NUMBER);
    refuse("if on is present then 0 else on", "E0301 ");
    refuse("if on is absent then on else 0", "E0301 ");
    refuse("if on is present and b then 0 else on", "E0301 ");
    refuse("if on is present or b then on else 0", "E0301 ");
    refuse("(if on is present then on else 0) + on", "E0301 ");
    refuse("if not (on is present) then 0 else on", "E0301 ");
}
END_TEST

START_TEST(functions_give_what_they_are_said_to_give) {
    static const struct {
        const char *call;
        pv_type_kind kind;
    } calls[] = {{"weekday(d)", PV_TYPE_ONE_OF},
                 {"month_start(d)", PV_TYPE_DATE},
                 {"month_end(d)", PV_TYPE_DATE},
                 {"day(s)", PV_TYPE_DATE},
                 {"abs(p)", PV_TYPE_SPAN},
                 {"abs(gbp)", PV_TYPE_MONEY},
                 {"min(d, day(s))", PV_TYPE_DATE},
                 {"max(s, s, s)", PV_TYPE_TIME},
                 {"min(p, wait)", PV_TYPE_SPAN},
                 {"lower(k)", PV_TYPE_TEXT},
                 {"starts_with(t, k)", PV_TYPE_BOOL},
                 {"ends_with(t, \"a\")", PV_TYPE_BOOL},
                 {"contains(t, t)", PV_TYPE_BOOL},
                 {"round(gbp)", PV_TYPE_MONEY},
                 {"min(0, gbp)", PV_TYPE_MONEY},
                 {"min(0, n)", PV_TYPE_NUMBER}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) expect_kind(calls[i].call, calls[i].kind);
    expect_values("weekday(d)", 7, "monday");
    ck_assert_uint_eq(type_of("max(0, m, gbp)").currency, gbp());
    ck_assert_uint_eq(type_of("max(gbp, m)").currency, gbp());
    ck_assert_int_eq(type_of("min(p, wait)").family, PV_SPAN_DAYS);
    refuse("min(n, 0 GBP)", "E0201 ");
    refuse("max(0, n, gbp)", "E0201 ");
    refuse("max(m, gbp, jpy)", "E0203 ");
    refuse("min(d, s)", "E0202 ");
    refuse("min(k, l)", "E0224 ");
    refuse("min(0%, gbp)", "E0201 ");
    refuse("lenght(t)", "E0106 ");
}
END_TEST

/* ---- What the compiler reads ---- */

static pv_expr call_of(const char *expression, checked *c) {
    char text[2048];
    snprintf(text, sizeof text, "%s define it = %s rule r { yes always because \"{it}\" }", FACTS, expression);
    check_string(c, text);
    ck_assert_msg(c->source.errors == 0, "%s", expression);
    return *c->model.defines[0]->expr;
}

static pv_number number_of(const char *text) {
    pv_number number;
    ck_assert_int_eq(pv_number_parse(&number, text_of(text)), PV_PARSED);
    return number;
}

START_TEST(rounding_is_told_by_step_and_mode) {
    static const struct {
        const char *call, *step;
        pv_rounding_mode mode;
        bool by_minor_unit;
    } cases[] = {{"round(n)", "1", PV_ROUND_HALF_EVEN, false},
                 {"round(n, half_up)", "1", PV_ROUND_HALF_UP, false},
                 {"round(n, 0.25)", "0.25", PV_ROUND_HALF_EVEN, false},
                 {"round(n, 5, up)", "5", PV_ROUND_UP, false},
                 {"round(gbp)", "0.01", PV_ROUND_HALF_EVEN, false},
                 {"round(jpy, down)", "1", PV_ROUND_DOWN, false},
                 {"round(gbp / 3, 0.05 GBP)", "0.05", PV_ROUND_HALF_EVEN, false},
                 {"round(m)", "1", PV_ROUND_HALF_EVEN, true},
                 {"round(m, up)", "1", PV_ROUND_UP, true},
                 {"round(m, 0.05 GBP, up)", "0.05", PV_ROUND_UP, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        checked c;
        pv_expr call = call_of(cases[i].call, &c);
        ck_assert_int_eq(call.function, PV_FUNCTION_ROUND);
        ck_assert(call.rounding.present && call.rounding.by_minor_unit == cases[i].by_minor_unit);
        ck_assert_int_eq(call.rounding.mode, cases[i].mode);
        ck_assert_msg(call.rounding.step == number_of(cases[i].step), "%s", cases[i].call);
        release_checked(&c);
    }
    ck_assert_uint_eq(type_of("round(m, 0.05 GBP)").currency, gbp());
    ck_assert_uint_eq(type_of("round(m)").currency, PV_CURRENCY_ANY);
}
END_TEST

START_TEST(a_unit_is_a_span_of_one) {
    static const struct {
        const char *expression;
        pv_span_family family;
        int64_t count;
    } cases[] = {{"whole days from d to d", PV_SPAN_DAYS, 1},
                 {"started weeks from d to d", PV_SPAN_DAYS, 7},
                 {"whole years from s to s", PV_SPAN_MONTHS, 12},
                 {"whole months from d to d", PV_SPAN_MONTHS, 1},
                 {"started hours from s to s", PV_SPAN_ELAPSED, 3600}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        checked c;
        pv_expr expr = call_of(cases[i].expression, &c);
        ck_assert_msg(expr.unit == pv_span_of(cases[i].family, cases[i].count, 0), "%s", cases[i].expression);
        release_checked(&c);
    }
    refuse("whole hours from d to d", "E0226 E0226 ");
    refuse("whole days from d to s", "E0202 ");
    refuse("whole days from n to d", "E0226 ");
    refuse("whole dayz from d to d", "E0014 ");
}
END_TEST

START_TEST(what_is_not_known_is_silent) {
    refuse("nothing * t", "E0101 ");
    refuse("n / nothing", "E0101 ");
    refuse("10% of nothing", "E0101 ");
    refuse("if nothing then 1 else t", "E0101 E0222 ");
    refuse("if b then nothing else t", "E0101 ");
    refuse("min(nothing, t, n)", "E0101 E0224 ");
    refuse("round(nothing, 0.5 GBP)", "E0101 ");
    refuse("whole dayz from nothing to t", "E0014 E0101 ");
    refuse("nothing(t * 2)", "E0106 E0221 ");
}
END_TEST

int main(void) {
    return RUN_SUITE("check arithmetic", a_product_has_the_type_that_its_operands_make,
                     a_quotient_is_a_fraction_until_it_is_rounded, what_is_known_to_be_whole, branches_are_joined,
                     a_condition_guards_its_branches, functions_give_what_they_are_said_to_give,
                     rounding_is_told_by_step_and_mode, a_unit_is_a_span_of_one, what_is_not_known_is_silent);
}
