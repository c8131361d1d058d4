/* What the tests of hostile compiled files share: a policy as a file, changes to it, and what loading makes of them. */
#ifndef PV_TESTS_HOSTILE_H
#define PV_TESTS_HOSTILE_H

#include <stddef.h>
#include <stdio.h>

#include "fuzz/image.h"
#include "policy_fixture.h"

static const char *const hostile_policy =
    "policy p timezone \"Asia/Shanghai\"\n"
    "facts { a: bool b: optional bool n: number t: text kind: one of \"x\", \"y\" secret: private number\n"
    "  sent: time g { m: money other: one of \"z\", \"w\" h { deep: bool } } k { late: bool } }\n"
    "param w = 5 days\n"
    "define much = n + 1  define added = g.m\n"
    "decide { outcomes first > second > third otherwise third because \"none\"\n"
    "  outputs { amount: money  count: number  note: text } }\n"
    "rule r1 { first when a and much > 2 and t in {\"p\", \"q\"} set amount = added set count = much because \"{n}!\" "
    "}\n"
    "rule r2 { second when kind = \"x\" and much > 5 and sent within w after 2025-03-14T00:00:00Z set note = t }\n"
    "exclude e1 from r1 { when g.h.deep because \"{t}\" }\n"
    "exclude e2 from all { when k.late or g.other = \"z\" }\n";

static inline struct image image_of(const char *text) {
    proviso_program *program = compile(text);
    struct image image;
    pv_memory memory;
    pv_buffer bytes;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&bytes, &memory);
    ck_assert_int_eq(proviso_program_save(program, pv_buffer_write, &bytes), PROVISO_OK);
    ck_assert(image_create(&image, bytes.data, bytes.length, 1 << 20));
    pv_buffer_clear(&bytes);
    proviso_program_release(program);
    return image;
}

static inline proviso_status load_with(proviso_program **out, const struct image *image, uint64_t budget,
                                       const char **problem) {
    static const proviso_allocator standard = {0};
    proviso_limits limits = {
        .memory_bytes = 1 << 28, .facts_bytes = 1 << 20, .nesting = 64, .budget = budget, .elements = 1 << 20};
    return pv_program_load(out, (proviso_text){image->bytes, image->length}, &standard, &limits, problem);
}

static inline void refused(struct image *image, const char *expected) {
    proviso_program *program = NULL;
    const char *problem = NULL;
    image_seal(image);
    ck_assert_int_eq(load_with(&program, image, 1 << 20, &problem), PROVISO_POLICY_ERRORS);
    ck_assert_str_eq(problem, expected);
    free(image->bytes);
}

static inline proviso_program *accepted(struct image *image, uint64_t budget) {
    proviso_program *program = NULL;
    const char *problem = "";
    image_seal(image);
    proviso_status status = load_with(&program, image, budget, &problem);
    ck_assert_msg(status == PROVISO_OK, "%s", problem);
    free(image->bytes);
    return program;
}

#endif
