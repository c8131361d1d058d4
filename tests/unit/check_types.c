/* check: which expressions have a type, and which type. What is wrong with the others is in golden/diagnostics. */
#include <stdio.h>

#include "checked.h"

/* Whether `condition` is one, over the facts below. */
#define FACTS                                                                                                          \
    "policy p timezone \"UTC\" decide { outcomes no > yes otherwise no }\n"                                            \
    "facts { b: bool  n: number  w: whole number  m: money  cny: money in CNY  usd: money in USD  t: text  d: date\n"  \
    "  s: time  u: time in unix seconds  p: span  k: one of \"x\", \"y\"  l: one of \"y\", \"z\"\n"                    \
    "  ob: optional bool  on: optional number  om: optional money  ot: optional text  ok: optional one of \"x\", "     \
    "\"y\"\n  od: optional date  ow: optional whole number  op: optional span  g { of: bool } }\n"                     \
    "param five = 5  param rate = 10%  param wait = 5 days  param hours_long = 2 hours  param name = \"x\"\n"
#define POLICY(condition) FACTS "rule r { yes when " condition " }"

/* The codes of errors; that facts are not read is not of interest here. */
static const char *errors_of(const checked *c, char *out, size_t size) {
    size_t length = 0;
    for (size_t i = 0; i < proviso_report_count(c->report); i++) {
        proviso_problem problem;
        proviso_report_get(&problem, c->report, i);
        if (problem.severity == PROVISO_WARNING || length + problem.code.length + 2 > size) continue;
        memcpy(out + length, problem.code.data, problem.code.length);
        length += problem.code.length;
        out[length++] = ' ';
    }
    out[length] = '\0';
    return out;
}

static void expect(const char *text, const char *expected) {
    checked c;
    char codes[1024];
    check_string(&c, text);
    ck_assert_int_eq(c.status, PROVISO_OK);
    const char *actual = errors_of(&c, codes, sizeof codes);
    ck_assert_msg(strcmp(actual, expected) == 0, "`%s` instead of `%s` for\n%s", actual, expected, text);
    release_checked(&c);
}

#define ACCEPT(condition) expect(POLICY(condition), "")
#define REFUSE(condition, codes) expect(POLICY(condition), codes)

START_TEST(values_of_one_kind_compare) {
    ACCEPT("b = true and n = w and n != 10% and w >= five and rate < n");
    ACCEPT("t = \"x\" and k = \"x\" and t = k and k = t and k = l and name = k and name = t");
    ACCEPT("d <= 2025-03-14 and s > 2025-03-14T16:11:42+08:00 and u < s");
    ACCEPT("p = 5 days and p >= 3 months and p < 48 hours and 2 weeks = 14 days and wait = 1 day");
    ACCEPT("m = cny and m < usd and cny > 5.00 CNY");
    REFUSE("b = n", "E0201 ");
    REFUSE("n < t", "E0201 ");
    REFUSE("k = n", "E0201 ");
    REFUSE("d = s", "E0202 ");
    REFUSE("cny < usd", "E0203 ");
    REFUSE("5 days = 1 month", "E0204 ");
    REFUSE("wait < hours_long", "E0204 ");
    REFUSE("k = \"z\"", "E0206 ");
    REFUSE("\"z\" != k", "E0206 ");
}
END_TEST

START_TEST(only_what_has_an_order_is_ordered) {
    REFUSE("t < \"a\"", "E0207 ");
    REFUSE("b > false", "E0207 ");
    REFUSE("k >= k", "E0207 ");
    REFUSE("t between \"a\" and \"b\"", "E0207 ");
}
END_TEST

START_TEST(zero_is_of_any_currency_in_comparisons_alone) {
    ACCEPT("m > 0 and 0 <= cny and cny != 0 and usd between 0 and 5 USD and 0 between cny and m");
    REFUSE("cny > 1", "E0201 ");
    REFUSE("cny > -0 - 0", "E0201 ");
    REFUSE("cny > 0%", "E0201 ");
    REFUSE("cny in {0}", "E0201 ");
    REFUSE("cny + 0 > 0", "E0209 ");
    REFUSE("cny between 0 and 5 USD", "E0203 ");
    REFUSE("(om otherwise 0) > 0", "E0304 ");
}
END_TEST

START_TEST(sets_hold_what_can_be_equal) {
    ACCEPT("n in {1, five, w + 1} and k not in {\"x\"} and t in {\"a\", k} and d in {d, 2025-03-14}");
    REFUSE("n in {1, \"x\", true}", "E0201 E0201 ");
    REFUSE("k in {\"x\", \"q\"}", "E0206 ");
    REFUSE("n in five", "E0211 ");
    REFUSE("n = {1, 2}", "E0212 ");
    REFUSE("b in {on = 5}", "");
    REFUSE("n in {on}", "E0301 ");
}
END_TEST

START_TEST(sums_keep_to_one_kind) {
    ACCEPT("n + w - 5 > -n and cny + m > cny and m - usd < m and p + 5 days > wait and wait - 1 day < wait");
    ACCEPT("d + 5 days > d and d - 1 year < d and d + p > d and s + 2 hours > s and s - 5 days < s and s + p > s");
    ACCEPT("s - u > 5 hours and s - u + 1 hour < p and -p < p and -wait < wait and -cny < cny");
    REFUSE("n + cny > 0", "E0209 ");
    REFUSE("cny + usd > 0", "E0203 ");
    REFUSE("m + cny + usd > 0", "E0203 ");
    REFUSE("5 days + 1 month > p", "E0204 ");
    REFUSE("d - d > p", "E0209 ");
    REFUSE("d + 5 hours > d", "E0209 ");
    REFUSE("d + 5 > d", "E0209 ");
    REFUSE("s - d > p", "E0209 ");
    REFUSE("d + d = d", "E0209 ");
    REFUSE("s + s = s", "E0209 ");
    REFUSE("5 days + d > d", "E0209 ");
    REFUSE("t + t = t", "E0209 ");
    REFUSE("d + s = d", "E0209 ");
    REFUSE("d - s = d", "E0209 ");
    REFUSE("s + d = s", "E0209 ");
    REFUSE("s + 5 = s", "E0209 ");
    REFUSE("p + n = p", "E0209 ");
    REFUSE("p - d = p", "E0209 ");
    REFUSE("p + s = p", "E0209 ");
    REFUSE("b - b = b", "E0209 ");
    REFUSE("-t = t", "E0210 ");
    REFUSE("-d = d", "E0210 ");
}
END_TEST

START_TEST(conditions_are_bools) {
    ACCEPT("b and not b or not (g.of and b = false)");
    REFUSE("n", "E0208 ");
    REFUSE("b and n or t", "E0208 E0208 ");
    REFUSE("not k", "E0208 ");
}
END_TEST

START_TEST(windows_take_moments_of_their_family) {
    ACCEPT("d within 5 days after d and s within 5 days before d and d within 1 month of s and u within 2 weeks of s");
    ACCEPT("s within 48 hours after u and s at least hours_long before u and s less than 15 seconds after u");
    ACCEPT("d more than 1 year before d and s at least wait after d and s within p of u and d within p after d");
    ACCEPT("s + 1 day within wait + 1 day after s");
    REFUSE("d within 48 hours after d", "E0214 E0214 ");
    REFUSE("s within 48 hours after d", "E0214 ");
    REFUSE("t within 5 days after d", "E0214 ");
    REFUSE("d within 5 after d", "E0213 ");
    REFUSE("d within t after d", "E0213 ");
    REFUSE("d within -5 days after d", "E0215 ");
    REFUSE("d within 1 day - 2 days after d", "E0215 ");
}
END_TEST

START_TEST(optional_facts_answer_for_their_absence_where_they_may) {
    ACCEPT("ot = \"a\" and on != n and ok in {\"x\"} and od not in {d} and ot is present and ob is not absent");
    ACCEPT("(on otherwise 0) > 5 and (ob otherwise false) and (on otherwise w) + 1 > 0 and 5 = on");
    ACCEPT("(ok otherwise \"none\") = \"none\" and (ot otherwise k) = \"q\" and (ok otherwise t) = \"q\"");
    ACCEPT("(ok otherwise ot otherwise \"none\") = \"q\" or (om otherwise 5 CNY) > 5 USD");
    REFUSE("on > 5", "E0301 ");
    REFUSE("on + 1 = 2", "E0301 ");
    REFUSE("ob", "E0301 ");
    REFUSE("not ob", "E0301 ");
    REFUSE("on between 1 and 2", "E0301 ");
    REFUSE("od within 5 days after d", "E0301 ");
    REFUSE("n in {on}", "E0301 ");
    REFUSE("-on = 1", "E0301 ");
    REFUSE("ot = ok", "E0303 ");
    REFUSE("on = on", "E0303 ");
    REFUSE("(ok otherwise \"none\") = \"q\"", "E0206 ");
    REFUSE("n is present", "E0302 ");
    REFUSE("five is absent", "E0302 ");
    REFUSE("(n otherwise 5) = 5", "E0302 ");
    REFUSE("(n + 1 otherwise 5) = 5", "E0302 ");
    REFUSE("(on otherwise \"a\") = 5", "E0304 ");
    REFUSE("(om otherwise 5) = m", "E0304 ");
}
END_TEST

START_TEST(guards_reach_the_other_operands_in_any_order) {
    ACCEPT("on is present and on > 5");
    ACCEPT("on > 5 and on is present");
    ACCEPT("on > 5 and (b and (on is not absent and b))");
    ACCEPT("on is present and (b or on > 5)");
    ACCEPT("on is present and not (on > 5 or b)");
    ACCEPT("not (on is absent) and on > 5 and not (od is not present) and od > d");
    ACCEPT("on is absent or on > 5");
    ACCEPT("on > 5 or on is not present");
    ACCEPT("od > d or b or od is absent");
    ACCEPT("ot = \"x\" and ot = ok and ok in {\"x\", \"y\"} and \"x\" = ot");
    ACCEPT("on = 5 and on < 6 and on = -5");
    ACCEPT("ob is present and ob");
    REFUSE("on is present or on > 5", "E0301 ");
    REFUSE("on is absent and on > 5", "E0301 ");
    REFUSE("on = n and on > 5", "E0301 ");
    REFUSE("on != 5 and on > 5", "E0301 ");
    REFUSE("on in {1, n} and on > 5", "E0301 ");
    REFUSE("on not in {1} and on > 5", "E0301 ");
    REFUSE("(b or on is present) and on > 5", "E0301 ");
    REFUSE("not (on is present) or on > 5", "E0301 ");
    REFUSE("on is present and b or on > 5", "E0301 ");
    REFUSE("not (on is present and b) and on > 5", "E0301 ");
    REFUSE("on > five and on = five", "E0301 ");
}
END_TEST

START_TEST(what_is_not_known_is_silent) {
    REFUSE("nothing and not nothing", "E0101 E0101 ");
    REFUSE("nothing > n and t > nothing", "E0101 E0207 E0101 ");
    REFUSE("t in {nothing}", "E0101 ");
    REFUSE("nothing between d and 2025-03-14", "E0101 ");
    REFUSE("nothing between t and \"x\"", "E0101 E0207 ");
    REFUSE("nothing + n > 5 and n + nothing + t = t and -nothing = t", "E0101 E0101 E0101 ");
    REFUSE("d within nothing after d and nothing within 5 days after d", "E0101 E0101 ");
    REFUSE("(on otherwise nothing) = t and (nothing otherwise 5) = 5 and nothing is present", "E0101 E0101 E0101 ");
    REFUSE("(n * 5 + 3 otherwise 4) > n and (min(n, w) is present)", "E0302 E0302 ");
    REFUSE("nothing in nothing", "E0101 E0101 ");
}
END_TEST

START_TEST(a_rule_guards_what_it_sets) {
    ck_assert_codes(
        "policy p facts { n: optional number } decide { outcomes no > yes otherwise no outputs { o: number } }"
        "rule r { yes when n is present set o = n + 1 }",
        "");
    ck_assert_codes(
        "policy p facts { n: optional number } decide { outcomes no > yes otherwise no outputs { o: number } }"
        "rule r { yes when 5 > 4 and n = 5 set o = n }",
        "");
    ck_assert_codes(
        "policy p facts { n: optional number } decide { outcomes no > yes otherwise no outputs { o: number } }"
        "rule r { yes when n is absent or n = 5 set o = n }",
        "E0301 ");
    ck_assert_codes(
        "policy p facts { n: optional number } decide { outcomes no > yes otherwise no set o = n outputs { o: "
        "number } } rule r { yes when n is present set o = 1 }",
        "E0301 ");
}
END_TEST

/* ---- What may be set ---- */

#define SETS(type, value)                                                                                              \
    "policy p facts { k: one of \"x\", \"y\"  l: one of \"x\", \"y\", \"z\"  t: text  n: number  w: whole number  m: " \
    "money  c: money in CNY  p: span } decide { outcomes no > yes otherwise no outputs { o: " type                     \
    " } } rule r { yes "                                                                                               \
    "when k = l and t = \"\" and n = w and m = c and p = p set o = " value " }"

START_TEST(what_is_set_fits_the_output) {
    expect(SETS("text", "k"), "");
    expect(SETS("text", "\"a\""), "");
    expect(SETS("one of \"x\", \"y\"", "k"), "");
    expect(SETS("one of \"x\", \"y\"", "\"y\""), "");
    expect(SETS("number", "w + 1"), "");
    expect(SETS("whole number", "n"), "");
    expect(SETS("whole number", "2.0"), "");
    expect(SETS("money", "c"), "");
    expect(SETS("money in CNY", "m"), "");
    expect(SETS("money in CNY", "m + c"), "");
    expect(SETS("span", "5 days"), "");
    expect(SETS("one of \"x\", \"y\"", "l"), "E0205 ");
    expect(SETS("one of \"x\", \"y\"", "t"), "E0218 ");
    expect(SETS("one of \"x\", \"y\"", "\"z\""), "E0206 ");
    expect(SETS("number", "t"), "E0218 ");
    expect(SETS("whole number", "1.5"), "E0219 ");
    expect(SETS("whole number", "1 + 0.5"), "E0219 ");
    expect(SETS("money", "0"), "E0218 ");
    expect(SETS("money in USD", "c"), "E0203 ");
    expect(SETS("text", "n"), "E0218 ");
    expect(SETS("date", "p"), "E0218 ");
    expect(SETS("one of \"x\", \"y\"", "nothing"), "E0101 ");
    expect(SETS("date", "nothing"), "E0101 ");
}
END_TEST

/* ---- The types themselves ---- */

static pv_type type_of_define(const char *expression) {
    char text[2048];
    checked c;
    snprintf(text, sizeof text, "%s define it = %s rule r { yes always because \"{it}\" }", FACTS, expression);
    check_string(&c, text);
    ck_assert_msg(c.source.errors == 0, "%s", expression);
    pv_type type = c.model.defines[0]->type;
    release_checked(&c);
    return type;
}

START_TEST(whole_numbers_stay_whole) {
    ck_assert(type_of_define("5").whole && type_of_define("w + 5 - w").whole && type_of_define("-w").whole);
    ck_assert(type_of_define("five").whole);
    ck_assert(!type_of_define("n").whole && !type_of_define("w + n").whole && !type_of_define("w + 0.5").whole);
    ck_assert(!type_of_define("5.0").whole && !type_of_define("100%").whole && !type_of_define("on otherwise 5").whole);
    ck_assert(type_of_define("ow otherwise 5").whole && !type_of_define("ow otherwise 0.5").whole);
}
END_TEST

START_TEST(currencies_and_families_are_known_where_one_operand_knows_them) {
    ck_assert_uint_eq(type_of_define("m + m").currency, PV_CURRENCY_ANY);
    ck_assert_uint_eq(type_of_define("m + cny").currency, pv_currency_find(text_of("CNY")));
    ck_assert_uint_eq(type_of_define("om otherwise 5 CNY").currency, PV_CURRENCY_ANY);
    ck_assert_uint_eq(type_of_define("p").family, PV_SPAN_ANY);
    ck_assert_uint_eq(type_of_define("p + 1 month").family, PV_SPAN_MONTHS);
    ck_assert_uint_eq(type_of_define("s - u").family, PV_SPAN_ELAPSED);
    ck_assert_uint_eq(type_of_define("wait").family, PV_SPAN_DAYS);
    ck_assert_uint_eq(type_of_define("op otherwise 5 days").family, PV_SPAN_ANY);
    ck_assert_int_eq(type_of_define("s + 5 days").kind, PV_TYPE_TIME);
    ck_assert_int_eq(type_of_define("d - 1 month").kind, PV_TYPE_DATE);
}
END_TEST

START_TEST(a_choice_with_a_stand_in_has_the_values_of_both) {
    checked c;
    check_string(&c,
                 FACTS "define x1 = ok otherwise \"none\" define x2 = ok otherwise \"x\" define x3 = ok otherwise l "
                       "define x4 = ok otherwise \"none\" define x5 = ok otherwise k "
                       "rule r { yes when x1 = \"x\" and x2 = \"x\" and x3 = \"x\" and x4 = x5 }");
    ck_assert_uint_eq(c.source.errors, 0);
    ck_assert_uint_eq(c.model.define_count, 5);
    ck_assert_uint_eq(c.model.defines[0]->type.enumeration->count, 3);
    ck_assert_text(c.model.defines[0]->type.enumeration->values[2], "none");
    ck_assert_uint_eq(c.model.defines[1]->type.enumeration->count, 2);
    ck_assert_uint_eq(c.model.defines[2]->type.enumeration->count, 3);
    ck_assert_ptr_eq(c.model.defines[3]->type.enumeration, c.model.defines[0]->type.enumeration);
    ck_assert_uint_eq(c.model.defines[4]->type.enumeration->count, 2);
    release_checked(&c);
}
END_TEST

START_TEST(a_param_that_bounds_a_window_is_not_negative) {
    checked c;
    check_string(&c, FACTS "rule r { yes when d within wait after d and hours_long > 1 hour }");
    ck_assert_uint_eq(c.source.errors, 0);
    for (uint32_t i = 0; i < c.model.param_count; i++)
        ck_assert(c.model.params[i]->not_negative == text_equals(c.model.params[i]->name, "wait"));
    release_checked(&c);
}
END_TEST

START_TEST(the_day_of_a_time_needs_a_timezone) {
#define UNZONED(condition)                                                                                             \
    "policy p facts { s: time  d: date  p: span } decide { outcomes no > yes otherwise no } rule r { yes when s > s "  \
    "and "                                                                                                             \
    "d > d and p > p and " condition " }"
    ck_assert_codes(UNZONED("s within 5 hours of s and d within 5 days of d and d + 1 day > d and s + 1 hour > s"), "");
    ck_assert_codes(UNZONED("s within 5 days of s and s + 5 days > s"), "E0217 ");
    ck_assert_codes(UNZONED("s within 5 days after d"), "E0217 ");
    ck_assert_codes(UNZONED("s + p > s"), "E0217 ");
    ck_assert_codes(UNZONED("s - 1 month > s"), "E0217 ");
}
END_TEST

int main(void) {
    return RUN_SUITE(
        "check types", values_of_one_kind_compare, only_what_has_an_order_is_ordered,
        zero_is_of_any_currency_in_comparisons_alone, sets_hold_what_can_be_equal, sums_keep_to_one_kind,
        conditions_are_bools, windows_take_moments_of_their_family,
        optional_facts_answer_for_their_absence_where_they_may, guards_reach_the_other_operands_in_any_order,
        what_is_not_known_is_silent, a_rule_guards_what_it_sets, what_is_set_fits_the_output, whole_numbers_stay_whole,
        currencies_and_families_are_known_where_one_operand_knows_them, a_choice_with_a_stand_in_has_the_values_of_both,
        a_param_that_bounds_a_window_is_not_negative, the_day_of_a_time_needs_a_timezone);
}
