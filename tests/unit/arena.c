/* base/arena: alignment, reuse after a reset, and failing memory. */
#include "base/arena.h"

#include "unit.h"

static void fill(pv_arena *arena, uint64_t seed) {
    int misaligned = 0;
    for (int i = 0; i < 2000; i++) {
        size_t size = (size_t)(next_random(&seed) % (i % 100 == 0 ? 20000 : 200));
        char *block = pv_arena_allocate(arena, size);
        misaligned += !block || (uintptr_t)block % 16 != 0;
        if (block) memset(block, i, size);
    }
    ck_assert_int_eq(misaligned, 0);
}

START_TEST(blocks_do_not_overlap) {
    pv_memory memory;
    pv_arena arena;
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
    unsigned char *blocks[300];
    for (size_t i = 0; i < 300; i++) {
        blocks[i] = pv_arena_allocate(&arena, i);
        memset(blocks[i], (int)(i & 0xff), i);
    }
    size_t overwritten = 0;
    for (size_t i = 0; i < 300; i++)
        for (size_t j = 0; j < i; j++) overwritten += blocks[i][j] != (i & 0xff);
    ck_assert_uint_eq(overwritten, 0);
    pv_arena_clear(&arena);
    ck_assert_uint_eq(memory.used, 0);
}
END_TEST

START_TEST(a_round_like_the_last_one_allocates_nothing_after_a_reset) {
    counting_allocator counts = {0};
    proviso_allocator allocator = allocator_of(&counts);
    pv_memory memory;
    pv_arena arena;
    pv_memory_init(&memory, &allocator, 0);
    pv_arena_init(&arena, &memory);
    fill(&arena, 7);
    size_t calls = counts.calls;
    for (int round = 0; round < 3; round++) {
        pv_arena_reset(&arena);
        fill(&arena, 7);
    }
    ck_assert_uint_eq(counts.calls, calls);
    pv_arena_clear(&arena);
    pv_arena_reset(&arena);
    ck_assert_uint_eq(counts.live, 0);
}
END_TEST

START_TEST(another_round_after_a_reset_finds_room_too) {
    counting_allocator counts = {0};
    proviso_allocator allocator = allocator_of(&counts);
    pv_memory memory;
    pv_arena arena;
    pv_memory_init(&memory, &allocator, 0);
    pv_arena_init(&arena, &memory);
    for (uint64_t seed = 1; seed < 20; seed++) {
        pv_arena_reset(&arena);
        fill(&arena, seed);
        ck_assert_ptr_nonnull(pv_arena_allocate(&arena, 3000000));
    }
    pv_arena_clear(&arena);
    ck_assert_uint_eq(counts.live, 0);
}
END_TEST

START_TEST(sizes_that_cannot_be_represented_fail) {
    pv_memory memory;
    pv_arena arena;
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
    ck_assert_ptr_null(pv_arena_allocate(&arena, SIZE_MAX));
    ck_assert_ptr_null(pv_arena_allocate(&arena, SIZE_MAX - 15));
    ck_assert_ptr_null(pv_arena_array(&arena, SIZE_MAX / 4, 5));
    ck_assert_ptr_nonnull(pv_arena_allocate(&arena, 0));
    pv_arena_clear(&arena);
}
END_TEST

START_TEST(arrays_are_cleared_also_in_memory_used_before) {
    pv_memory memory;
    pv_arena arena;
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
    memset(pv_arena_allocate(&arena, 400), 'x', 400);
    pv_arena_reset(&arena);
    const char *array = pv_arena_array(&arena, 100, 4);
    for (size_t i = 0; i < 400; i++) ck_assert_int_eq(array[i], 0);
    pv_arena_clear(&arena);
}
END_TEST

START_TEST(copies_hold_the_bytes_and_an_empty_one_is_not_null) {
    pv_memory memory;
    pv_arena arena;
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
    char original[] = "text";
    proviso_text copy = pv_arena_copy(&arena, text_of(original));
    original[0] = 'n';
    ck_assert_text(copy, "text");
    ck_assert_ptr_nonnull(pv_arena_copy(&arena, (proviso_text){NULL, 0}).data);
    ck_assert_text(pv_arena_format(&arena, "%t has %zu", copy, copy.length), "text has 4");
    ck_assert_ptr_nonnull(pv_arena_format(&arena, "").data);
    pv_arena_clear(&arena);
}
END_TEST

START_TEST(failing_memory_gives_null_and_leaves_the_arena_usable) {
    for (size_t n = 1; n < 6; n++) {
        counting_allocator counts = {.fail_once = n};
        proviso_allocator allocator = allocator_of(&counts);
        pv_memory memory;
        pv_arena arena;
        pv_memory_init(&memory, &allocator, 0);
        pv_arena_init(&arena, &memory);
        int failures = 0;
        for (int i = 0; i < 10; i++) failures += pv_arena_allocate(&arena, 3000) == NULL;
        failures += pv_arena_format(&arena, "%s", "a message").data == NULL;
        ck_assert_int_eq(failures, n <= counts.calls);
        ck_assert_text(pv_arena_format(&arena, "%s", "usable"), "usable");
        pv_arena_clear(&arena);
        ck_assert_uint_eq(counts.live, 0);
    }
}
END_TEST

START_TEST(copies_fail_where_memory_fails) {
    counting_allocator counts = {.fail_from = 1};
    proviso_allocator allocator = allocator_of(&counts);
    pv_memory memory;
    pv_arena arena;
    pv_memory_init(&memory, &allocator, 0);
    pv_arena_init(&arena, &memory);
    ck_assert_ptr_null(pv_arena_copy(&arena, text_of("text")).data);
    ck_assert_ptr_null(pv_arena_array(&arena, 1, 1));
    ck_assert_ptr_null(pv_arena_format(&arena, "text").data);
    ck_assert_uint_eq(memory.used, 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("arena", blocks_do_not_overlap, a_round_like_the_last_one_allocates_nothing_after_a_reset,
                     another_round_after_a_reset_finds_room_too, sizes_that_cannot_be_represented_fail,
                     arrays_are_cleared_also_in_memory_used_before, copies_hold_the_bytes_and_an_empty_one_is_not_null,
                     failing_memory_gives_null_and_leaves_the_arena_usable, copies_fail_where_memory_fails);
}
