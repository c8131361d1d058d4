/* What is decided about lists: quotients that are added up, and what reasons say of elements. */
#include <stdio.h>

#include "policy_fixture.h"

static const char *decided(const char *type, const char *value, const char *facts) {
    static char policy[4096];
    snprintf(policy, sizeof policy,
             "policy p facts { l: list of { n: number m: money eur: money in EUR s: span }\n"
             "  two: number f: money h: span instead: money }\n"
             "decide { outcomes yes > no otherwise no outputs { o: %s } }\nrule r { yes always set o = %s }\n",
             type, value);
    proviso_program *program = compile(policy);
    const char *json = decide_json(program, facts);
    proviso_program_release(program);
    return json;
}

static void gives(const char *type, const char *value, const char *facts, const char *expected) {
    char outputs[128];
    snprintf(outputs, sizeof outputs, "\"outputs\": {\"o\": %s}", expected);
    const char *json = decided(type, value, facts);
    ck_assert_msg(strstr(json, outputs) != NULL, "%s: %s", value, json);
}

static void faults(const char *value, const char *facts, const char *expected) {
    char list[512];
    snprintf(list, sizeof list, "\"faults\": [%s]", expected);
    const char *json = decided("number", value, facts);
    ck_assert_msg(strstr(json, list) != NULL, "%s: %s", value, json);
}

static const char *const two_elements =
    "{\"l\": [{\"n\": 1, \"m\": \"1 EUR\", \"eur\": 3, \"s\": \"PT2H\"}, {\"n\": 2, \"m\": \"2 EUR\", \"eur\": 4,"
    " \"s\": \"PT3H\"}], \"two\": 2, \"f\": \"4 EUR\", \"h\": \"PT1H\", \"instead\": \"5 USD\"}";
static const char *const no_elements =
    "{\"l\": [], \"two\": 2, \"f\": \"4 EUR\", \"h\": \"PT1H\", \"instead\": \"5 USD\"}";

START_TEST(a_sum_of_nothing_is_zero_in_the_currency_that_is_known) {
    gives("money", "sum (p.m + 1 EUR for p in l)", no_elements, "\"0.00 EUR\"");
    gives("money", "sum (p.m + 1 EUR for p in l)", two_elements, "\"5.00 EUR\"");
    gives("bool", "sum (f + 1 EUR for p in l) = 0 EUR", "{\"l\": []}", "true");
}
END_TEST

START_TEST(a_sum_of_ratios_is_divided_once) {
    gives("number", "sum (p.m / f for p in l)", two_elements, "0.75");
    gives("number", "sum (p.eur / f for p in l)", two_elements, "1.75");
    gives("number", "sum (p.n * p.m / f / two for p in l)", two_elements, "0.625");
    gives("number", "sum (p.m * p.n / two / f for p in l)", two_elements, "0.625");
    gives("number", "sum (p.s / h for p in l)", two_elements, "5");
    gives("number", "sum (p.s / 90 minutes for p in l)", two_elements, "3.333333333");
    gives("money", "sum (p.m / f * p.m for p in l) otherwise instead", two_elements, "\"1.25 EUR\"");
    gives("money", "sum (p.s / h * p.m for p in l) otherwise instead", two_elements, "\"8.00 EUR\"");
}
END_TEST

START_TEST(a_sum_of_no_ratios_is_zero) {
    gives("number", "sum (p.m / f for p in l)", no_elements, "0");
    gives("number", "sum (p.eur / f for p in l)", no_elements, "0");
    gives("number", "sum (p.s / h for p in l)", no_elements, "0");
}
END_TEST

START_TEST(a_sum_of_no_quotients_of_money_is_answered_by_otherwise) {
    gives("money", "sum (p.m / two for p in l) otherwise instead", no_elements, "\"5.00 USD\"");
    gives("money", "sum (p.m / two / two for p in l) otherwise (instead / two)", no_elements, "\"2.50 USD\"");
    gives("money", "sum (p.m / two for p in l) otherwise (instead / two)", two_elements, "\"1.50 EUR\"");
}
END_TEST

START_TEST(ratios_of_two_currencies_are_a_fault_of_each_element) {
    static const char *const facts = "{\"l\": [{\"m\": \"1 USD\", \"eur\": 3}, {\"m\": \"2 EUR\", \"eur\": 4}],"
                                     " \"f\": \"4 USD\"}";
    faults("sum (p.m / f for p in l)", facts,
           "{\"in\": \"r\", \"text\": \"p.m / f\", \"fault\": \"currencies differ\", \"at\": \"l[1]\"}");
    faults("sum (p.eur / f for p in l)", facts,
           "{\"in\": \"r\", \"text\": \"p.eur / f\", \"fault\": \"currencies differ\", \"at\": \"l[0]\"}, "
           "{\"in\": \"r\", \"text\": \"p.eur / f\", \"fault\": \"currencies differ\", \"at\": \"l[1]\"}");
    faults("sum (p.s / h for p in l)", "{\"l\": [{\"s\": \"P2D\"}], \"h\": \"PT1H\"}",
           "{\"in\": \"r\", \"text\": \"p.s / h\", \"fault\": \"span families differ\", \"at\": \"l[0]\"}");
    faults("sum (p.s / h for p in l)", "{\"l\": [{\"s\": \"PT2H\"}], \"h\": \"PT0H\"}",
           "{\"in\": \"r\", \"text\": \"sum (p.s / h for p in l)\", \"fault\": \"division by zero\"}");
}
END_TEST

/* Not even that a group is there, nor how many elements there are. */
START_TEST(nothing_of_a_private_list_is_shown) {
    proviso_program *program = compile(
        "policy p facts { people: private list of { coupon optional { code: text } inner: list of { n: number } }\n"
        "  b: bool }\n"
        "decide { outcomes yes > no otherwise no }\n"
        "rule r { yes when b and any (p in people where p.coupon is present or any (i in p.inner where i.n > 1)) }");
    const char *json = decide_json(program, "{\"people\": [{\"inner\": [{\"n\": 1}]}, {\"inner\": []}], \"b\": false}");
    ck_assert_ptr_nonnull(strstr(json, "\"facts\": {\"b\": false}"));
    ck_assert_ptr_nonnull(strstr(json, "i.n > 1))\", \"facts\": {}}"));
    proviso_program_release(program);
}
END_TEST

/* Sums so long that they are cut into regions, in bodies of two depths and around them, all unknown at once. */
START_TEST(causes_are_found_in_regions_of_every_depth) {
    enum { SIZE = 1 << 16, TERMS = 3000 };
    static char policy[SIZE];
    static const char *const terms[] = {"a", "p.x", "q.y"};
    size_t length = (size_t)snprintf(policy, SIZE,
                                     "policy p facts { l: list of { x: number q: list of { y: number } } a: number }\n"
                                     "define shared = a + 1\n"
                                     "decide { outcomes yes > no otherwise no }\n"
                                     "rule s { yes when shared > 5 }\n"
                                     "rule r { yes when any (p in l where any (q in p.q where 0 < shared");
    for (int i = 0; i < TERMS; i++) length += (size_t)snprintf(policy + length, SIZE - length, " + %s", terms[i % 3]);
    length += (size_t)snprintf(policy + length, SIZE - length, ") or 0 < p.x");
    for (int i = 0; i < TERMS; i++) length += (size_t)snprintf(policy + length, SIZE - length, " + p.x");
    length += (size_t)snprintf(policy + length, SIZE - length, ") or 0 < a");
    for (int i = 0; i < TERMS; i++) length += (size_t)snprintf(policy + length, SIZE - length, " + a");
    snprintf(policy + length, SIZE - length, " }\n");
    proviso_program *program = compile(policy);
    const char *json = decide_json(program, "{\"l\": [{\"q\": [{}, {\"y\": 1}]}, {\"x\": -1, \"q\": [{}]}]}");
    ck_assert_ptr_nonnull(strstr(json, "\"missing\": [\"a\", \"l[0].q[0].y\", \"l[0].x\", \"l[1].q[0].y\"]"));
    proviso_program_release(program);
}
END_TEST

int main(void) {
    return RUN_SUITE("decision_lists", a_sum_of_nothing_is_zero_in_the_currency_that_is_known,
                     a_sum_of_ratios_is_divided_once, a_sum_of_no_ratios_is_zero,
                     a_sum_of_no_quotients_of_money_is_answered_by_otherwise,
                     ratios_of_two_currencies_are_a_fault_of_each_element, nothing_of_a_private_list_is_shown,
                     causes_are_found_in_regions_of_every_depth);
}
