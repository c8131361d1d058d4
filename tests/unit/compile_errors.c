/* What only the compiler can find wrong with a checked policy: a zone that nobody knows, and more than a program can
 * hold. */
#include <stdio.h>

#include "policy_fixture.h"

typedef struct problems {
    char text[4096];
    size_t length;
} problems;

static bool keep(void *context, const char *data, size_t length) {
    problems *p = context;
    if (length >= sizeof p->text - p->length) return false;
    memcpy(p->text + p->length, data, length);
    p->length += length;
    p->text[p->length] = 0;
    return true;
}

static void expect_error(proviso_text policy, const char *code, const char *message) {
    proviso_engine *engine = new_engine(NULL);
    proviso_report *report = NULL;
    proviso_program *program = NULL;
    proviso_problem problem;
    problems rendered = {.length = 0};
    ck_assert_int_eq(proviso_report_create(&report, NULL), PROVISO_OK);
    ck_assert_int_eq(proviso_program_compile(&program, engine, PROVISO_TEXT("p"), policy, report),
                     PROVISO_POLICY_ERRORS);
    ck_assert_uint_eq(proviso_report_errors(report), 1);
    ck_assert_int_eq(proviso_report_get(&problem, report, 0), PROVISO_OK);
    ck_assert_text(problem.code, code);
    proviso_report_render(report, false, keep, &rendered);
    ck_assert_msg(strstr(rendered.text, message) != NULL, "`%s` is not in:\n%s", message, rendered.text);
    proviso_report_destroy(report);
    proviso_engine_destroy(engine);
}

#define DECIDE "decide { outcomes yes > no otherwise no } "

START_TEST(a_zone_that_nobody_knows) {
    expect_error(PROVISO_TEXT("policy p timezone \"Europe/Atlantis\" facts { d: date } " DECIDE
                              "rule r { yes when d = 2025-03-14 }"),
                 "E0601", "there is no time zone `Europe/Atlantis`");
}
END_TEST

START_TEST(more_params_than_there_are_registers_for) {
    size_t size = 1 << 19, length = 0;
    char *policy = malloc(size);
    ck_assert_ptr_nonnull(policy);
    length += (size_t)snprintf(policy, size, "policy p facts { n: number } " DECIDE "rule r { yes when n in {p0");
    for (int i = 1; i < 4097; i++) length += (size_t)snprintf(policy + length, size - length, ", p%d", i);
    length += (size_t)snprintf(policy + length, size - length, "} }\n");
    for (int i = 0; i < 4097; i++) length += (size_t)snprintf(policy + length, size - length, "param p%d = %d\n", i, i);
    expect_error((proviso_text){policy, length}, "E0507", "a policy can have at most 4096 params");
    free(policy);
}
END_TEST

/* 16,000 facts of two slots and 17,000 shared defines of two memos. */
START_TEST(more_facts_and_shared_defines_than_a_word_can_name) {
    size_t size = 1 << 22, length = 0;
    char *policy = malloc(size);
    ck_assert_ptr_nonnull(policy);
    length += (size_t)snprintf(policy, size, "policy p facts {\n");
    for (int i = 0; i < 16000; i++) length += (size_t)snprintf(policy + length, size - length, "f%d: money\n", i);
    length += (size_t)snprintf(policy + length, size - length, "}\n" DECIDE);
    for (int i = 0; i < 17000; i++) {
        length += (size_t)snprintf(policy + length, size - length,
                                   "define d%d = f%d + f%d\nrule r%d { yes when d%d > 0 and d%d < 9 CNY }\n", i,
                                   i % 16000, (i + 1) % 16000, i, i, i);
    }
    expect_error((proviso_text){policy, length}, "E0507", "this policy is too large");
    free(policy);
}
END_TEST

START_TEST(bytes_that_are_no_compiled_policy) {
    proviso_engine *engine = new_engine(NULL);
    proviso_report *report = NULL;
    proviso_program *program = NULL;
    proviso_problem problem;
    ck_assert_int_eq(proviso_report_create(&report, NULL), PROVISO_OK);
    ck_assert_int_eq(proviso_program_load(&program, engine, PROVISO_TEXT("p.pvc"), PROVISO_TEXT("policy p"), report),
                     PROVISO_POLICY_ERRORS);
    ck_assert_int_eq(proviso_report_get(&problem, report, 0), PROVISO_OK);
    ck_assert_text(problem.code, "E0701");
    ck_assert_text(problem.message, "this is no compiled policy");
    ck_assert(!proviso_is_compiled(PROVISO_TEXT("policy p")));
    proviso_report_destroy(report);
    proviso_engine_destroy(engine);
}
END_TEST

int main(void) {
    return RUN_SUITE("compile_errors", a_zone_that_nobody_knows, more_params_than_there_are_registers_for,
                     more_facts_and_shared_defines_than_a_word_can_name, bytes_that_are_no_compiled_policy);
}
