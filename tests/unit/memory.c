/* base/memory: the budget, failing requests, and sizes that would wrap. */
#include "base/memory.h"

#include "unit.h"

START_TEST(requests_beyond_the_limit_fail_and_change_nothing) {
    pv_memory memory;
    pv_memory_init(&memory, NULL, 100);
    char *block = pv_memory_allocate(&memory, 60);
    ck_assert_ptr_nonnull(block);
    memset(block, 'x', 60);
    ck_assert_ptr_null(pv_memory_allocate(&memory, 41));
    ck_assert_ptr_null(pv_memory_resize(&memory, block, 60, 101));
    ck_assert_uint_eq(memory.used, 60);
    ck_assert_int_eq(block[59], 'x');
    block = pv_memory_resize(&memory, block, 60, 100);
    ck_assert_ptr_nonnull(block);
    ck_assert_int_eq(block[59], 'x');
    pv_memory_release(&memory, block, 100);
    ck_assert_uint_eq(memory.used, 0);
}
END_TEST

START_TEST(requests_that_the_allocator_refuses_are_not_charged) {
    counting_allocator counts = {.fail_once = 2};
    proviso_allocator allocator = allocator_of(&counts);
    pv_memory memory;
    pv_memory_init(&memory, &allocator, 0);
    void *block = pv_memory_allocate(&memory, 10);
    ck_assert_ptr_null(pv_memory_resize(&memory, block, 10, 20));
    ck_assert_uint_eq(memory.used, 10);
    block = pv_memory_resize(&memory, block, 10, 20);
    ck_assert_uint_eq(memory.used, 20);
    pv_memory_release(&memory, block, 20);
    ck_assert_uint_eq(counts.live, 0);
}
END_TEST

START_TEST(an_allocator_without_a_callback_is_the_c_librarys) {
    proviso_allocator none = {NULL, NULL};
    pv_memory memory;
    pv_memory_init(&memory, &none, 0);
    void *block = pv_memory_allocate(&memory, 1);
    ck_assert_ptr_nonnull(block);
    pv_memory_release(&memory, block, 1);
}
END_TEST

START_TEST(arrays_are_cleared_and_their_size_checked) {
    pv_memory memory;
    pv_memory_init(&memory, NULL, 0);
    ck_assert_ptr_null(pv_memory_array(&memory, SIZE_MAX / 2, 3));
    char *array = pv_memory_array(&memory, 10, 10);
    for (size_t i = 0; i < 100; i++) ck_assert_int_eq(array[i], 0);
    pv_memory_release(&memory, array, 100);
    memory.limit = 50;
    ck_assert_ptr_null(pv_memory_array(&memory, 10, 10));
    void *empty = pv_memory_array(&memory, 0, 8);
    ck_assert_ptr_nonnull(empty);
    pv_memory_release(&memory, empty, 1);
    ck_assert_uint_eq(memory.used, 0);
}
END_TEST

START_TEST(releasing_null_does_nothing) {
    pv_memory memory;
    pv_memory_init(&memory, NULL, 0);
    pv_memory_release(&memory, NULL, 0);
    ck_assert_uint_eq(memory.used, 0);
}
END_TEST

START_TEST(growth_is_at_least_by_half_and_never_wraps) {
    ck_assert_uint_ge(pv_memory_grown(0, 1, 16), 1);
    ck_assert_uint_ge(pv_memory_grown(100, 101, 16), 150);
    ck_assert_uint_ge(pv_memory_grown(100, 1000, 16), 1000);
    ck_assert_uint_eq(pv_memory_grown(1, SIZE_MAX, 1), SIZE_MAX);
    ck_assert_uint_eq(pv_memory_grown(SIZE_MAX - 1, 1, 1), 0);
    ck_assert_uint_eq(pv_memory_grown(SIZE_MAX / 2, SIZE_MAX / 2 + 1, 2), 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("memory", requests_beyond_the_limit_fail_and_change_nothing,
                     requests_that_the_allocator_refuses_are_not_charged,
                     an_allocator_without_a_callback_is_the_c_librarys, arrays_are_cleared_and_their_size_checked,
                     releasing_null_does_nothing, growth_is_at_least_by_half_and_never_wraps);
}
