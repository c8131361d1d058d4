/* Vectors and sorting. */
#include "base/vector.h"

#include "base/sort.h"
#include "unit.h"

START_TEST(elements_are_cleared_and_keep_their_values_as_the_vector_grows) {
    pv_memory memory;
    pv_vector vector;
    size_t wrong = 0;
    pv_memory_init(&memory, NULL, 0);
    pv_vector_init(&vector, &memory, sizeof(uint64_t));
    for (uint64_t i = 0; i < 10000; i++) {
        uint64_t *element = pv_vector_add(&vector);
        wrong += *element != 0;
        *element = i * i;
    }
    for (uint64_t i = 0; i < 10000; i++) wrong += *pv_vector_at(&vector, uint64_t, i) != i * i;
    ck_assert_uint_eq(wrong, 0);
    pv_vector_clear(&vector);
    ck_assert_uint_eq(memory.used, 0);
}
END_TEST

START_TEST(a_failure_is_remembered_and_what_was_there_stays) {
    counting_allocator counts = {.fail_once = 2};
    proviso_allocator allocator = allocator_of(&counts);
    pv_memory memory;
    pv_vector vector;
    uint32_t kept = 0;
    pv_memory_init(&memory, &allocator, 0);
    pv_vector_init(&vector, &memory, sizeof(uint32_t));
    while (pv_vector_push(&vector, &kept)) kept++;
    ck_assert(vector.failed);
    ck_assert_uint_eq(vector.count, kept);
    ck_assert(!pv_vector_push(&vector, &kept));
    ck_assert_uint_eq(*pv_vector_at(&vector, uint32_t, kept - 1), kept - 1);
    pv_vector_clear(&vector);
    ck_assert_uint_eq(counts.live, 0);
}
END_TEST

static int by_value(const void *context, const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a % *(const uint32_t *)context,
             y = *(const uint32_t *)b % *(const uint32_t *)context;
    return x < y ? -1 : x > y;
}

START_TEST(sorting_orders_any_input_and_loses_nothing) {
    uint64_t random = 3, sum = 0;
    uint32_t modulus = 1000, list[512];
    for (size_t count = 0; count < 512; count++) {
        uint64_t before = 0, after = 0, wrong = 0;
        for (size_t i = 0; i < count; i++) before += list[i] = (uint32_t)(next_random(&random) % 5000);
        pv_sort(list, count, sizeof *list, by_value, &modulus);
        for (size_t i = 0; i < count; i++) after += list[i];
        for (size_t i = 1; i < count; i++) wrong += list[i - 1] % modulus > list[i] % modulus;
        sum += wrong + (before != after);
    }
    ck_assert_uint_eq(sum, 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("vector", elements_are_cleared_and_keep_their_values_as_the_vector_grows,
                     a_failure_is_remembered_and_what_was_there_stays, sorting_orders_any_input_and_loses_nothing);
}
