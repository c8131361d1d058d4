/* Listings of programs that no golden shows: replaced params, constants without registers, conditions in parts, hostile
 * names, and failures. */
#include <stdio.h>

#include "policy_fixture.h"
#include "program/file_internal.h"

static char listed[8 << 20];
static size_t listed_length;

static bool keep(void *context, const char *data, size_t length) {
    (void)context;
    if (length >= sizeof listed - listed_length) return false;
    memcpy(listed + listed_length, data, length);
    listed_length += length;
    listed[listed_length] = 0;
    return true;
}

static bool refuse(void *context, const char *data, size_t length) {
    (void)context;
    (void)data;
    (void)length;
    return false;
}

static const char *disassemble(const proviso_program *program) {
    listed_length = 0;
    ck_assert_int_eq(proviso_program_disassemble(program, keep, NULL), PROVISO_OK);
    return listed;
}

static const char *describe(const proviso_program *program) {
    listed_length = 0;
    ck_assert_int_eq(proviso_program_describe(program, keep, NULL), PROVISO_OK);
    return listed;
}

#define ck_assert_shows(listing, part) ck_assert_msg(strstr(listing, part) != NULL, "no `%s` in\n%.400s", part, listing)

static const char small[] = "policy small facts { n: number } decide { outcomes yes > no otherwise no }"
                            "param limit = 5 \"Most\" rule r { yes when n > limit }";

START_TEST(replaced_params_are_shown_as_such) {
    const proviso_param param = {PROVISO_TEXT("limit"), PROVISO_TEXT("7")};
    proviso_program *program = compile(small), *replaced = NULL;
    ck_assert_int_eq(proviso_program_with_params(&replaced, program, &param, 1, NULL), PROVISO_OK);
    ck_assert_shows(disassemble(program), "limit             5 ");
    ck_assert_shows(disassemble(replaced), "limit             7, replaced ");
    ck_assert_shows(describe(program), "number: 5\n");
    ck_assert_shows(describe(replaced), "number: 7, replaced\n");
    proviso_program_release(replaced);
    proviso_program_release(program);
}
END_TEST

/* `x = 1 OPERATOR x = 2 OPERATOR …`, as the one rule of a policy. */
static proviso_program *compile_many(const char *operator, int count) {
    static char policy[1 << 18];
    size_t length = (size_t)snprintf(policy, sizeof policy,
                                     "policy many facts { x: number } decide { outcomes yes > no otherwise no } "
                                     "rule r { yes when x = 0");
    for (int i = 1; i < count; i++)
        length += (size_t)snprintf(policy + length, sizeof policy - length, " %s x = %d", operator, i);
    snprintf(policy + length, sizeof policy - length, " }");
    return compile(policy);
}

START_TEST(constants_without_registers_are_loaded_by_value) {
    proviso_program *program = compile_many("or", 9000);
    const char *listing = disassemble(program);
    ck_assert_shows(listing, "LOAD                     8999");
    ck_assert_shows(listing, ":= 8999\n");
    ck_assert_shows(listing, "\n  - 9001    number            8999\n");
    ck_assert_ptr_null(strstr(listing, "R["));
    proviso_program_release(program);
}
END_TEST

START_TEST(a_condition_in_parts_belongs_to_its_rule) {
    proviso_program *program = compile_many("and", 9000);
    const char *listing = disassemble(program);
    ck_assert_shows(listing, "region 0: rule r, when, in part\n");
    ck_assert_shows(listing, "region 2: rule r, when\n  needs region 0 for m0, region 1 for m1\n");
    ck_assert_shows(listing, "\n              region 1 w1617  x = 8999\n");
    proviso_program_release(program);
}
END_TEST

START_TEST(long_texts_are_cut_between_characters) {
    proviso_program *program = compile("policy p facts { t: text } decide { outcomes yes > no otherwise no }"
                                       "rule r { yes when t = \"ääääääääääääääääääääääääääääääääää\" }");
    const char *listing = disassemble(program);
    ck_assert_shows(listing, "true, t, \"ääääääääääääääää\"...");
    ck_assert_shows(listing, "1       \"ääääääääääääääääääääääääääääääääää\"\n");
    proviso_program_release(program);
}
END_TEST

/* Replaces a text of the file by another of its length. */
static void forge(char *bytes, size_t length, const char *old, const char *new) {
    size_t replaced = 0;
    for (size_t i = 0; i + strlen(old) <= length; i++) {
        if (memcmp(bytes + i, old, strlen(old)) != 0) continue;
        memcpy(bytes + i, new, strlen(old));
        replaced++;
    }
    ck_assert_uint_gt(replaced, 0);
    pv_put(bytes + PV_AT_CHECKSUM, 4, pv_checksum(bytes, length));
}

START_TEST(names_from_a_hostile_file_cannot_steer_a_terminal) {
    static char file[1 << 16];
    proviso_engine *engine = new_engine(NULL);
    proviso_program *program = compile(small), *forged = NULL;
    listed_length = 0;
    ck_assert_int_eq(proviso_program_save(program, keep, NULL), PROVISO_OK);
    size_t length = listed_length;
    memcpy(file, listed, length);
    forge(file, length, "small", "s\033[1m");
    forge(file, length, "limit", "l\nm\x7ft");
    proviso_status status =
        proviso_program_load(&forged, engine, PROVISO_TEXT("x"), (proviso_text){file, length}, NULL);
    if (status == PROVISO_OK) { /* the verifier may come to refuse such names */
        ck_assert_shows(disassemble(forged), "policy s\\x1b[1m\n");
        ck_assert_shows(describe(forged), "  l\\x0am\\x7ft");
        ck_assert_ptr_null(strchr(listed, '\033'));
    } else {
        ck_assert_int_eq(status, PROVISO_POLICY_ERRORS);
    }
    proviso_program_release(forged);
    proviso_program_release(program);
    proviso_engine_destroy(engine);
}
END_TEST

START_TEST(wrong_calls_and_refused_writes_are_told) {
    proviso_program *program = compile(small);
    ck_assert_int_eq(proviso_program_disassemble(NULL, keep, NULL), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_program_disassemble(program, NULL, NULL), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_program_disassemble(program, refuse, NULL), PROVISO_WRITE_FAILED);
    ck_assert_int_eq(proviso_program_describe(NULL, keep, NULL), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_program_describe(program, NULL, NULL), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_program_describe(program, refuse, NULL), PROVISO_WRITE_FAILED);
    proviso_program_release(program);
}
END_TEST

typedef proviso_status (*lister)(const proviso_program *program, proviso_write_fn write, void *context);

/* With the n-th allocation failing, for every n. */
static void fail_each(const proviso_program *program, counting_allocator *counter, lister list) {
    proviso_status status = PROVISO_OUT_OF_MEMORY;
    size_t live = counter->live;
    for (size_t n = 1; status == PROVISO_OUT_OF_MEMORY; n++) {
        listed_length = 0;
        counter->calls = 0;
        counter->fail_once = n;
        status = list(program, keep, NULL);
        ck_assert_uint_eq(counter->live, live);
        if (status == PROVISO_OUT_OF_MEMORY) ck_assert_uint_eq(listed_length, 0);
    }
    counter->fail_once = 0;
    ck_assert_int_eq(status, PROVISO_OK);
    ck_assert_uint_gt(listed_length, 0);
}

START_TEST(failing_memory_is_told_and_leaves_the_program_usable) {
    counting_allocator counter = {0};
    proviso_engine *engine = new_engine(&counter);
    proviso_program *program = NULL;
    ck_assert_int_eq(proviso_program_compile(&program, engine, PROVISO_TEXT("x"), proviso_text_of(small), NULL),
                     PROVISO_OK);
    fail_each(program, &counter, proviso_program_disassemble);
    fail_each(program, &counter, proviso_program_describe);
    fail_each(program, &counter, proviso_program_save);
    ck_assert_shows(disassemble(program), "w0 := true and limit < n");
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    ck_assert_uint_eq(counter.live, 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("listing", replaced_params_are_shown_as_such, constants_without_registers_are_loaded_by_value,
                     a_condition_in_parts_belongs_to_its_rule, long_texts_are_cut_between_characters,
                     names_from_a_hostile_file_cannot_steer_a_terminal, wrong_calls_and_refused_writes_are_told,
                     failing_memory_is_told_and_leaves_the_program_usable);
}
