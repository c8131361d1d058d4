/* check: which constant expressions fault, which rules can conflict, what is warned of and what is not. */
#include <stdio.h>

#include "checked.h"

static void expect(const char *text, const char *expected) {
    checked c;
    char codes[1024];
    check_string(&c, text);
    ck_assert_int_eq(c.status, PROVISO_OK);
    const char *actual = codes_of(&c, codes, sizeof codes);
    ck_assert_msg(strcmp(actual, expected) == 0, "`%s` instead of `%s` for\n%s", actual, expected, text);
    release_checked(&c);
}

/* ---- Rules that can conflict ---- */

#define FACTS                                                                                                          \
    "policy p timezone \"UTC\" decide { outcomes no > yes > all_read otherwise no outputs { o: number } }\n"           \
    "facts { b: bool  n: number  m: money in CNY  t: text  k: one of \"x\", \"y\", \"z\"  d: date  s: time  u: time\n" \
    "  p: span  ob: optional bool  on: optional number  od: optional date  group optional { a: bool } }\n"             \
    "param five = 5  param six = 6  param wait = 5 days  param name = \"x\"\n"                                         \
    "rule reads_all { all_read when b and n = five and m > 0 and t = name and k = name and d within wait after s and " \
    "u = s and p = p and ob = true and on = six and od = d and group.a = true }\n"

static void pair(const char *a, const char *b, const char *expected) {
    char text[4096];
    snprintf(text, sizeof text, "%s rule rule1 { yes when %s set o = 1 }\nrule rule2 { yes when %s set o = 2 }\n",
             FACTS, a, b);
    expect(text, expected);
    snprintf(text, sizeof text, "%s rule rule1 { yes when %s set o = 1 }\nrule rule2 { yes when %s set o = 2 }\n",
             FACTS, b, a);
    expect(text, expected);
}

#define DISJOINT(a, b) pair(a, b, "")
#define OVERLAPPING(a, b) pair(a, b, "W0006 ")

START_TEST(values_of_one_fact_exclude_each_other) {
    DISJOINT("k = \"x\"", "k = \"y\"");
    DISJOINT("k = \"x\" and b", "b and k in {\"y\", \"z\"}");
    DISJOINT("k in {\"x\", \"y\"}", "k not in {\"x\", \"y\", \"z\"}");
    DISJOINT("k = \"x\"", "k != \"x\"");
    DISJOINT("\"x\" = k", "k != \"x\"");
    DISJOINT("t = name", "t != name");
    DISJOINT("n = 5", "n = 6");
    DISJOINT("m = 5 CNY", "m = -5 CNY");
    DISJOINT("b", "not b");
    DISJOINT("on is present", "on is absent");
    DISJOINT("od is not present", "od is not absent");
    DISJOINT("group is present", "group is absent");
    OVERLAPPING("group is present", "group.a is absent");
    OVERLAPPING("k = \"x\"", "k in {\"x\", \"y\"}");
    OVERLAPPING("k != \"x\"", "k != \"y\"");
    OVERLAPPING("k in {\"x\", \"y\"}", "k not in {\"x\"}");
    OVERLAPPING("t = name", "t = \"y\"");
    OVERLAPPING("n = five", "n = six");
    OVERLAPPING("n = 5", "n in {n, 6}");
    OVERLAPPING("b", "ob = true");
    OVERLAPPING("not b", "not (b and n > 5)");
    OVERLAPPING("b = true or n = 5", "n = 6");
}
END_TEST

START_TEST(ranges_of_one_fact_exclude_each_other) {
    DISJOINT("n < 5", "n >= 5");
    DISJOINT("n <= 5", "n > 5");
    DISJOINT("5 > n", "5 <= n");
    DISJOINT("n between 1 and 5", "n between 6 and 9");
    DISJOINT("n between 1 and 5", "n in {0, 6}");
    DISJOINT("n > 5", "n = 5");
    DISJOINT("n between five and 9", "n > 9");
    DISJOINT("b and k = \"x\" and m > 0 and t = name and d > 2025-01-01 and u = u and p = p and n < 5 and n = 1",
             "n > 5");
    DISJOINT("n < five", "n >= five");
    DISJOINT("m < 5 CNY", "m > 5 CNY");
    DISJOINT("d < 2025-01-01", "d >= 2025-01-01 and b");
    DISJOINT("s < 2025-01-01T00:00:00Z", "s > 2025-01-02T00:00:00Z");
    DISJOINT("p < 5 days", "p > 6 days");
    OVERLAPPING("n <= 5", "n >= 5");
    OVERLAPPING("n < 5", "n < 6");
    OVERLAPPING("n < five", "n >= six");
    OVERLAPPING("n < 5", "n >= five");
    OVERLAPPING("n between 1 and 5", "n in {0, 5}");
    DISJOINT("m > 0", "m < 0");
    OVERLAPPING("m > 0", "m < 0 CNY");
    OVERLAPPING("p < 5 days", "p > 6 months");
    OVERLAPPING("n < 5", "m > 5 CNY");
    OVERLAPPING("n < 5", "n != 9");
    OVERLAPPING("n + 1 between 1 and 5", "n > 9");
    OVERLAPPING("n between n and 5", "n > 9");
    OVERLAPPING("n between 1 and n", "n < 0");
    OVERLAPPING("b and k = \"x\" and m > 0 and t = name and d > 2025-01-01 and u = u and p = p and s > u and n < 1",
                "n > 5");
    OVERLAPPING("k = \"x\"", "k = name");
    OVERLAPPING("n = 5", "on is present and n between 0 and five");
}
END_TEST

START_TEST(windows_between_the_same_facts_exclude_each_other) {
    DISJOINT("s within 5 days after u", "s more than 5 days after u");
    DISJOINT("s less than 5 days after u", "s at least 5 days after u");
    DISJOINT("s within wait before u", "s more than wait before u");
    OVERLAPPING("s within 5 days after u", "s at least 5 days after u");
    OVERLAPPING("s within 5 days after u", "s more than 5 days before u");
    OVERLAPPING("s within 5 days of u", "s more than 5 days after u");
    OVERLAPPING("s within 5 days after u", "u more than 5 days after s");
    OVERLAPPING("s within 5 days after u", "s more than 48 hours after u");
    OVERLAPPING("s within 5 days after u", "s > 2025-01-01T00:00:00Z");
    OVERLAPPING("s within 5 days after u + 1 day", "s more than 5 days after u");
}
END_TEST

START_TEST(only_different_literals_conflict) {
    static const char form[] =
        "policy p decide { outcomes no > yes otherwise no outputs { o: %s } } rule rule1 { yes always "
        "set o = %s } rule rule2 { yes always set o = %s } rule rule3 { yes always set o = %s }";
    static const struct {
        const char *type, *values[3], *codes;
    } cases[] = {{"number", {"1", "1.0", "1"}, ""},
                 {"number", {"1", "-1", "1"}, "W0006 "},
                 {"number", {"1", "1 + 1", "1"}, ""},
                 {"number", {"1", "2", "3"}, "W0006 "},
                 {"text", {"\"a\"", "\"a\"", "\"a\""}, ""},
                 {"text", {"\"a\"", "\"a\"", "\"b\""}, "W0006 "},
                 {"money", {"1 CNY", "1.00 CNY", "1 CNY"}, ""},
                 {"money", {"1 CNY", "1 USD", "1 CNY"}, "W0006 "},
                 {"span", {"7 days", "1 week", "7 days"}, ""},
                 {"bool", {"true", "true", "false"}, "W0006 "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024] = "";
        const char *const parts[] = {cases[i].type, cases[i].values[0], cases[i].values[1], cases[i].values[2]};
        const char *at = form;
        for (size_t part = 0; part < 4; part++) {
            const char *next = strstr(at, "%s");
            strncat(text, at, (size_t)(next - at));
            strcat(text, parts[part]);
            at = next + 2;
        }
        strcat(text, at);
        expect(text, cases[i].codes);
    }
}
END_TEST

START_TEST(a_conflict_is_found_between_rules_that_are_not_neighbours) {
#define SETTERS(last)                                                                                                  \
    "policy p facts { k: one of \"a\", \"b\", \"c\", \"d\" } decide { outcomes no > yes otherwise no outputs { o: "    \
    "number } } "                                                                                                      \
    "rule r1 { yes when k = \"a\" set o = 1 } rule r2 { yes when k = \"b\" set o = 2 } "                               \
    "rule r3 { yes when k = \"c\" set o = 3 } rule r4 { yes when k = \"" last "\" set o = 4 }"
    expect(SETTERS("d"), "");
    expect(SETTERS("a"), "W0006 ");
    expect(SETTERS("b"), "W0006 ");
    expect(SETTERS("c"), "W0006 ");
}
END_TEST

START_TEST(rules_of_one_outcome_are_asked_for_the_same_outputs) {
#define OUTPUTS "policy p decide { outcomes no > yes > also otherwise no outputs { a: number b: number } } "
    expect(OUTPUTS "rule r1 { yes always set a = 1 } rule r2 { also always set b = 1 }", "");
    expect(OUTPUTS "rule r1 { yes always set a = 1 } rule r2 { yes always set a = 1 set b = 1 }", "W0005 ");
    expect(OUTPUTS "rule r1 { yes always set a = 1 } rule r2 { yes always set b = 1 }", "W0005 W0005 ");
    expect(OUTPUTS "rule r1 { yes always set a = 1 } rule r2 { yes always set a = 1 } rule r3 { yes always }",
           "W0005 ");
    expect(OUTPUTS "rule r1 { yes always } rule r2 { also always set a = 1 } rule r3 { also always set a = 1 }", "");
}
END_TEST

/* ---- Constants ---- */

static void constant(const char *expression, bool faults) {
    char text[512];
    snprintf(text, sizeof text,
             "policy p timezone \"UTC\" define it = %s decide { outcomes no > yes otherwise no } rule r { yes always "
             "because "
             "\"{it}\" }",
             expression);
    expect(text, faults ? "W0003 " : "");
}

START_TEST(constants_that_fault_are_warned_of) {
    constant("999999999999999999 + 0.5", false);
    constant("999999999999999999 + 1", true);
    constant("-999999999999999999 - 1", true);
    constant("999999999999999999 CNY + 1 CNY", true);
    constant("(999999999999999999 + 1) - 1", true);
    constant("9999-12-31 + 1 day", true);
    constant("9999-12-31 + 1 month", true);
    constant("0001-01-01 - 1 day", true);
    constant("0001-01-31 - 1 month", true);
    constant("0001-02-28 - 1 month + 1 day", false);
    constant("2025-03-14 + (5 days - 3 days)", false);
    constant("9999-12-31T23:59:59Z + 1 second", true);
    constant("9999-12-31T23:59:59.5Z + 0.5 seconds", true);
    constant("9999-12-31T23:59:59.5Z + 0.4 seconds", false);
    constant("0001-01-01T00:00:00Z - 0.5 seconds", true);
    constant("2025-03-14T00:00:00.5Z - 0.6 seconds", false);
    constant("2025-03-14T00:00:00Z + 5 days", false);
    constant("2025-03-14T00:00:00Z - 2024-03-14T00:00:00Z", false);
    constant("1000000000000000 days + 1 day", true);
    constant("-(1000000000000000 days) - 1 day", true);
}
END_TEST

START_TEST(ranges_with_their_ends_the_wrong_way_round_are_warned_of) {
#define BETWEEN(type, ends)                                                                                            \
    "policy p decide { outcomes no > yes otherwise no } facts { x: " type " y: " type                                  \
    " } rule r { yes when y = x and x between " ends " }"
    expect(BETWEEN("number", "1 and 2"), "");
    expect(BETWEEN("number", "2 and 2"), "");
    expect(BETWEEN("number", "2 and 1"), "W0002 ");
    expect(BETWEEN("number", "-1 and -2"), "W0002 ");
    expect(BETWEEN("number", "2 and y"), "");
    expect(BETWEEN("money", "0 and -2 CNY"), "W0002 ");
    expect(BETWEEN("money", "5 CNY and 0"), "W0002 ");
    expect(BETWEEN("date", "2025-03-14 and 2025-03-13"), "W0002 ");
    expect(BETWEEN("time", "2025-03-14T00:00:00Z and 2025-03-14T00:00:00+01:00"), "W0002 ");
    expect(BETWEEN("span", "2 weeks and 13 days"), "W0002 ");
}
END_TEST

/* ---- Others ---- */

START_TEST(a_comma_may_be_missing_where_a_description_looks_like_a_value) {
#define ONE_OF(description)                                                                                            \
    "policy p facts { k: one of \"x\", \"y\" " description                                                             \
    " } decide { outcomes no > yes otherwise no } rule r { yes "                                                       \
    "when k = \"x\" }"
    expect(ONE_OF(""), "");
    expect(ONE_OF("\"z\""), "W0001 ");
    expect(ONE_OF("\"Z\""), "");
    expect(ONE_OF("\"the kind\""), "");
    expect("policy p facts { k: text \"x\" } decide { outcomes no > yes otherwise no outputs { o: one of \"a\" \"b\" } "
           "} rule "
           "r { yes when k = \"x\" }",
           "W0001 ");
}
END_TEST

START_TEST(whatever_is_read_anywhere_is_used) {
    expect("policy p facts { a: bool b: optional bool c: bool d: number } param l = 5 define e = d + l\n"
           "decide { outcomes no > yes otherwise no set o = e because \"{a}\" outputs { o: number } }\n"
           "rule r { yes when b is present } exclude x from r { when c }",
           "");
    expect("policy p facts { a: number } define b = a define c = b decide { outcomes no > yes otherwise no }",
           "W0004 ");
}
END_TEST

START_TEST(errors_silence_what_may_be_their_consequence) {
    expect("policy p facts { a: bool b: bool } decide { outcomes no > yes otherwise no } rule r { yes when c }",
           "E0101 ");
}
END_TEST

START_TEST(what_a_syntax_error_may_have_hidden_is_not_called_undeclared) {
#define HIDDEN(declarations, condition)                                                                                \
    "policy p " declarations                                                                                           \
    " facts { real: bool } decide { outcomes no > yes otherwise no outputs { o: number } } rule "                      \
    "r { yes when real and " condition " }"
    checked c;
    static const struct {
        const char *text;
        bool is_silent;
    } cases[] = {{HIDDEN("facts { lost bool }", "lost"), true},
                 {HIDDEN("facts { g { lost whole number } }", "g.lost = 5"), true},
                 {HIDDEN("facts { lost as 5: bool }", "lost"), true},
                 {HIDDEN("param\tlost 5", "lost = 5"), true},
                 {HIDDEN("facts {\r\n lost2\r\n  bool }", "lost2"), true},
                 {HIDDEN("define x = \"open\n", "nothing_here"), false},
                 {HIDDEN("define lost = 5 +", "lost = 5"), true},
                 {HIDDEN("define lost = 5 + # other: bool", "lost = 5"), true},
                 {HIDDEN("define lost = 5 + \n", "misspelt = 5"), false},
                 {HIDDEN("define lost = 5 + # misspelt: bool\n", "misspelt = 5"), false},
                 {HIDDEN("define lost = \"misspelt: \\\" misspelt: \" 5 +\n", "misspelt = 5"), false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_string(&c, cases[i].text);
        bool is_silent = true;
        for (size_t at = 0; at < proviso_report_count(c.report); at++) {
            proviso_problem problem;
            proviso_report_get(&problem, c.report, at);
            is_silent &= !(problem.code.length == 5 && memcmp(problem.code.data, "E01", 3) == 0);
        }
        ck_assert_msg(c.source.errors > 0 && is_silent == cases[i].is_silent, "%s", cases[i].text);
        release_checked(&c);
    }
}
END_TEST

int main(void) {
    return RUN_SUITE(
        "check warnings", values_of_one_fact_exclude_each_other, ranges_of_one_fact_exclude_each_other,
        windows_between_the_same_facts_exclude_each_other, only_different_literals_conflict,
        a_conflict_is_found_between_rules_that_are_not_neighbours, rules_of_one_outcome_are_asked_for_the_same_outputs,
        constants_that_fault_are_warned_of, ranges_with_their_ends_the_wrong_way_round_are_warned_of,
        a_comma_may_be_missing_where_a_description_looks_like_a_value, whatever_is_read_anywhere_is_used,
        errors_silence_what_may_be_their_consequence, what_a_syntax_error_may_have_hidden_is_not_called_undeclared);
}
