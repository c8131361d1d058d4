/* What only the compiler can find wrong with a checked policy: a zone that nobody knows, more than a program can hold,
 * and a program of its own that the verifier refuses. */
#include <stdio.h>

#include "compile/internal.h"
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

static void expect_one_error(const proviso_report *report, const char *code, const char *message) {
    proviso_problem problem;
    problems rendered = {.length = 0};
    ck_assert_uint_eq(proviso_report_errors(report), 1);
    ck_assert_int_eq(proviso_report_get(&problem, report, 0), PROVISO_OK);
    ck_assert_text(problem.code, code);
    proviso_report_render(report, false, keep, &rendered);
    ck_assert_msg(strstr(rendered.text, message) != NULL, "`%s` is not in:\n%s", message, rendered.text);
}

static void expect_error_with(proviso_zone_fn load_zone, proviso_text policy, const char *code, const char *message) {
    proviso_engine_options options = {.size = sizeof options, .load_zone = load_zone};
    proviso_engine *engine = NULL;
    proviso_report *report = NULL;
    proviso_program *program = NULL;
    ck_assert_int_eq(proviso_engine_create(&engine, &options), PROVISO_OK);
    ck_assert_int_eq(proviso_report_create(&report, NULL), PROVISO_OK);
    ck_assert_int_eq(proviso_program_compile(&program, engine, PROVISO_TEXT("p"), policy, report),
                     PROVISO_POLICY_ERRORS);
    expect_one_error(report, code, message);
    proviso_report_destroy(report);
    proviso_engine_destroy(engine);
}

static void expect_error(proviso_text policy, const char *code, const char *message) {
    expect_error_with(pinned_zones, policy, code, message);
}

#define DECIDE "decide { outcomes yes > no otherwise no } "

START_TEST(a_zone_that_nobody_knows) {
    expect_error(PROVISO_TEXT("policy p timezone \"Europe/Atlantis\" facts { d: date } " DECIDE
                              "rule r { yes when d = 2025-03-14 }"),
                 "E0601", "there is no time zone `Europe/Atlantis`");
}
END_TEST

/* A TZif file (RFC 8536) of two transitions within two minutes; the block of version 1 is empty. */
static bool hasty_zones(void *context, proviso_text name, proviso_write_fn write, void *write_context) {
    static const char reserved[15] = {0}, no_counts[24] = {0};
    static const char counts[] = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2\0\0\0\2\0\0\0\4";
    static const char block[] = "\0\0\0\0\0\0\0\x64\0\0\0\0\0\0\0\xc8" /* 100 and 200 seconds */
                                "\1\0"                                 /* their types */
                                "\0\0\x0e\x10\0\0\0\0\x1c\x20\1\0"     /* an hour, and two */
                                "AAA\0"
                                "\nAAA-1\n";
    (void)context;
    (void)name;
    return write(write_context, "TZif2", 5) && write(write_context, reserved, sizeof reserved) &&
           write(write_context, no_counts, sizeof no_counts) && write(write_context, "TZif2", 5) &&
           write(write_context, reserved, sizeof reserved) && write(write_context, counts, sizeof counts - 1) &&
           write(write_context, block, sizeof block - 1);
}

START_TEST(a_zone_whose_clock_is_changed_by_the_minute) {
    expect_error_with(hasty_zones,
                      PROVISO_TEXT("policy p timezone \"Asia/Shanghai\" facts { d: date } " DECIDE
                                   "rule r { yes when d = 2025-03-14 }"),
                      "E0601", "the rules of the time zone `Asia/Shanghai` cannot be read");
}
END_TEST

/* No policy is known that makes the compiler do so: a program is damaged before it is verified. */
START_TEST(a_program_that_the_verifier_refuses_is_reported_as_our_mistake) {
    proviso_program *program = compile("policy p facts { a: bool } " DECIDE "rule r { yes when a }");
    proviso_report *report = NULL;
    pv_memory memory;
    pv_arena arena;
    pv_source source;
    ck_assert_int_eq(proviso_report_create(&report, NULL), PROVISO_OK);
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
    pv_source_init(&source, PROVISO_TEXT("p"), PROVISO_TEXT(""), report, &arena);
    ck_assert_int_eq(pv_compile_verify(program, &source, &memory), PROVISO_OK);
    ck_assert_uint_eq(proviso_report_count(report), 0);
    program->otherwise_outcome = program->outcome_count;
    ck_assert_int_eq(pv_compile_verify(program, &source, &memory), PROVISO_POLICY_ERRORS);
    expect_one_error(report, "E0901",
                     "internal: the compiled policy was refused: there is no such outcome, please report it");
    pv_arena_clear(&arena);
    proviso_report_destroy(report);
    proviso_program_release(program);
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

/* 8,999 words that compare two arguments, and one. */
START_TEST(more_arguments_than_a_region_has_words) {
    size_t size = 1 << 16, length = 0;
    char *policy = malloc(size);
    ck_assert_ptr_nonnull(policy);
    length += (size_t)snprintf(policy, size, "policy p facts { n: number } " DECIDE "rule r { yes when min(n");
    for (int i = 0; i < 8999; i++) length += (size_t)snprintf(policy + length, size - length, ", n");
    length += (size_t)snprintf(policy + length, size - length, ") > 1 }");
    expect_error((proviso_text){policy, length}, "E0507", "an expression of it has 9000 steps, and 8191 is the most");
    free(policy);
}
END_TEST

START_TEST(more_quantifiers_than_a_program_can_hold) {
    size_t size = 1 << 22, length = 0;
    char *policy = malloc(size);
    ck_assert_ptr_nonnull(policy);
    length += (size_t)snprintf(policy, size, "policy p facts { l: list of number } " DECIDE);
    for (int rule = 0; rule < 10; rule++) {
        length += (size_t)snprintf(policy + length, size - length, "rule r%d { yes when false", rule);
        for (int i = 0; i < 6600; i++)
            length += (size_t)snprintf(policy + length, size - length, " or any (x in l where x = 1)");
        length += (size_t)snprintf(policy + length, size - length, " }\n");
    }
    expect_error((proviso_text){policy, length}, "E0507", "it has 66000 quantifiers, and 65534 is the most");
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
    return RUN_SUITE("compile_errors", a_zone_that_nobody_knows, a_zone_whose_clock_is_changed_by_the_minute,
                     a_program_that_the_verifier_refuses_is_reported_as_our_mistake,
                     more_params_than_there_are_registers_for, more_facts_and_shared_defines_than_a_word_can_name,
                     more_arguments_than_a_region_has_words, more_quantifiers_than_a_program_can_hold,
                     bytes_that_are_no_compiled_policy);
}
