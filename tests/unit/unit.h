/* What unit tests share: running a suite, an allocator that counts and fails on demand, repeatable random numbers, and
 * texts as assertions see them. */
#ifndef PV_TESTS_UNIT_H
#define PV_TESTS_UNIT_H

#include <check.h>
#include <inttypes.h>
#include <proviso/proviso.h>
#include <stdlib.h>
#include <string.h>

static inline int run_suite(const char *name, const TTest *const *tests, size_t count) {
    Suite *suite = suite_create(name);
    TCase *cases = tcase_create(name);
    tcase_set_timeout(cases, 60);
    for (size_t i = 0; i < count; i++) tcase_add_test(cases, tests[i]);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define RUN_SUITE(name, ...)                                                                                           \
    run_suite(name, (const TTest *[]){__VA_ARGS__}, sizeof((const TTest *[]){__VA_ARGS__}) / sizeof(const TTest *))

/* Counts calls that ask for memory and the bytes that are out. `fail_from`: that call and all after it fail (0: none);
 * `fail_once`: that call alone does. */
typedef struct counting_allocator {
    size_t calls, live, fail_from, fail_once;
} counting_allocator;

static inline void *counting_reallocate(void *context, void *block, size_t old_size, size_t new_size) {
    counting_allocator *counts = context;
    void *result = NULL;
    if (new_size == 0) {
        free(block);
    } else {
        counts->calls++;
        if (counts->calls == counts->fail_once || (counts->fail_from && counts->calls >= counts->fail_from))
            return NULL;
        result = realloc(block, new_size);
        ck_assert_ptr_nonnull(result);
    }
    counts->live += new_size;
    counts->live -= old_size;
    return result;
}

static inline proviso_allocator allocator_of(counting_allocator *counts) {
    return (proviso_allocator){counting_reallocate, counts};
}

/* xorshift64*: the same numbers in every run. */
static inline uint64_t next_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static inline proviso_text text_of(const char *zero_ended) { return (proviso_text){zero_ended, strlen(zero_ended)}; }

/* Passing assertions write to a file, so long loops count what is wrong and assert once. */

static inline bool text_equals(proviso_text text, const char *expected) {
    return text.length == strlen(expected) && (text.length == 0 || memcmp(text.data, expected, text.length) == 0);
}

#define ck_assert_text(text, expected)                                                                                 \
    do {                                                                                                               \
        proviso_text actual_ = (text);                                                                                 \
        const char *expected_ = (expected);                                                                            \
        ck_assert_msg(text_equals(actual_, expected_), "`%.*s` instead of `%s`", (int)actual_.length,                  \
                      actual_.data ? actual_.data : "", expected_);                                                    \
    } while (0)

#endif
