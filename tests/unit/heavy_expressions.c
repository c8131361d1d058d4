/* Expressions of more words than one region takes, wherever an expression can stand: each is cut into regions of its
 * own, and gives what a light one gives. */
#include <stdio.h>

#include "policy_fixture.h"

enum { TERMS = 3000, SIZE = 1 << 18 };

static char heavy_sum[SIZE], heavy_and[SIZE], heavy_in_list[SIZE], policy[SIZE];

/* 3,000 a; that a is 1, 3,000 times over; 3,000 x of an element x. */
static void write_heavy(void) {
    char *sum = heavy_sum, *and = heavy_and, *in_list = heavy_in_list;
    for (int i = 0; i < TERMS; i++) {
        sum += snprintf(sum, 16, i == 0 ? "(a" : " + a");
        and += snprintf(and, 16, i == 0 ? "(a = 1" : " and a = 1");
        in_list += snprintf(in_list, 16, i == 0 ? "(x" : " + x");
    }
    strcpy(sum, ")");
    strcpy(and, ")");
    strcpy(in_list, ")");
}

/* `%s` is the heavy expression in the condition; the rule holds where `facts` say so. */
static void decides(const char *condition, const char *heavy, const char *facts, const char *outcome) {
    static char when[SIZE], expected[64];
    snprintf(when, sizeof when, condition, heavy);
    int length = snprintf(policy, sizeof policy,
                          "policy p facts { a: number l: list of number }\n"
                          "decide { outcomes yes > no otherwise no }\nrule r { yes when %s }\n",
                          when);
    ck_assert_int_lt(length, (int)sizeof policy);
    snprintf(expected, sizeof expected, "\"outcome\": %s", outcome);
    proviso_program *program = compile(policy);
    const char *json = decide_json(program, facts);
    ck_assert_msg(strstr(json, expected) != NULL, "%s: %.200s", condition, json);
    proviso_program_release(program);
}

static const char *const one = "{\"a\": 1, \"l\": [1, 2]}", *const two = "{\"a\": 2, \"l\": [2, 2]}",
                         *const none = "{\"l\": [2]}";

START_TEST(a_comparison_is_outlined_once) {
    static const char *const conditions[] = {"%s = 3000",
                                             "3000 = %s",
                                             "not %s != 3000",
                                             "a = 1 and %s = 3000",
                                             "a = 5 or %s = 3000",
                                             "not (a != 1 or not %s = 3000)",
                                             "%s between 2999 and 3001",
                                             "2999 between 0 and %s and a = 1",
                                             "%s in {1, 2, 3000}",
                                             "(if %s = 3000 then a else 0) = 1",
                                             "(if a = 1 then %s else 0) = 3000",
                                             "min(%s, 5000) = 3000",
                                             "-%s = -3000",
                                             "%s / 3 = 1000",
                                             "round(%s / 7, 10) = 430",
                                             "any (x in l where x < 9 and %s = 3000)",
                                             "any (x in l where x * 3000 = %s) and a = 1"};
    write_heavy();
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        decides(conditions[i], heavy_sum, one, "\"yes\"");
        decides(conditions[i], heavy_sum, two, "\"no\"");
        decides(conditions[i], heavy_sum, none, "null");
    }
}
END_TEST

START_TEST(a_condition_is_outlined_once) {
    static const char *const conditions[] = {"%s",
                                             "not not %s",
                                             "not (not %s)",
                                             "a = 2 and a = 1 or %s",
                                             "if %s then a = 1 else false",
                                             "(if %s then 1 else 0) = 1",
                                             "any (x in l where x = 1 and %s)"};
    write_heavy();
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        decides(conditions[i], heavy_and, one, "\"yes\"");
        decides(conditions[i], heavy_and, two, "\"no\"");
    }
}
END_TEST

START_TEST(what_reads_an_element_is_outlined_in_its_body) {
    static const char *const conditions[] = {"any (x in l where %s = 3000)",
                                             "all (x in l satisfy not %s > 3000 or x = 2) and a = 1",
                                             "all (x in l where %s = 3000 satisfy a = 1) and a = 1",
                                             "count (x in l where 3000 = %s) = 1",
                                             "sum (x for x in l where not %s > 3000) = 1",
                                             "(smallest (%s for x in l) otherwise 0) = 3000",
                                             "any (x in l where any (y in l where y = 1 and %s < 6000))"};
    write_heavy();
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        decides(conditions[i], heavy_in_list, one, "\"yes\"");
        decides(conditions[i], heavy_in_list, two, "\"no\"");
    }
}
END_TEST

/* A region takes no more operands once it has 4,096 words; what an operand that began before has to add is added. */
START_TEST(no_term_is_lost_where_a_region_is_full) {
    static char when[SIZE];
    for (int operands = 4080; operands <= 4100; operands++) {
        char *at = when;
        for (int i = 0; i < operands; i++) at += snprintf(at, 16, "a = 1 and ");
        strcpy(at, "(a + 1 + a) * (a + 2) * 2 = 18 and 3 * (5 - a - a) / 9 = 1");
        decides("%s", when, one, "\"yes\"");
    }
}
END_TEST

START_TEST(more_is_computed_once_for_all_elements_than_a_region_takes) {
    enum { OPERANDS = 6000 };
    static char any[SIZE], counted[SIZE];
    char *at = any, *of_counts = counted;
    for (int i = 0; i < OPERANDS; i++) at += snprintf(at, 32, "%sx = a + %d - 1", i == 0 ? "" : " or ", i);
    for (int i = 0; i < OPERANDS; i++)
        of_counts += snprintf(of_counts, 40, "%scount (y in l where y > %d) > x", i == 0 ? "" : " or ", 6001 - i);
    decides("any (x in l where %s)", any, "{\"a\": 1, \"l\": [5999]}", "\"yes\"");
    decides("any (x in l where %s)", any, "{\"a\": 1, \"l\": [0]}", "\"yes\"");
    decides("any (x in l where %s)", any, "{\"a\": 1, \"l\": [-1, 6000]}", "\"no\"");
    decides("any (x in l where %s)", any, "{\"l\": [1]}", "null");
    decides("a = 1 and any (x in l where %s)", counted, "{\"a\": 1, \"l\": [0, 3]}", "\"yes\"");
    decides("a = 1 and any (x in l where %s)", counted, "{\"a\": 1, \"l\": [0, 2]}", "\"no\"");
}
END_TEST

int main(void) {
    return RUN_SUITE("heavy_expressions", a_comparison_is_outlined_once, a_condition_is_outlined_once,
                     what_reads_an_element_is_outlined_in_its_body, no_term_is_lost_where_a_region_is_full,
                     more_is_computed_once_for_all_elements_than_a_region_takes);
}
