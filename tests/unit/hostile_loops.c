/* What somebody could write into a compiled file so that the body of a loop reads what is not its element's, or runs
 * without end. Each test is named after what such a file would do. */
#include "hostile.h"

/* Loops: 0 through k, 1 through l, 2 through the m of an element of l, within 1, which takes `p.n` from it. */
static const char *const loops_policy =
    "policy p facts { l: list of { n: number m: list of number d: date } k: list of { n: number } a: number }\n"
    "decide { outcomes yes > no otherwise no outputs { o: number } }\n"
    "rule r { yes when any (q in k where q.n > 1)\n"
    "  and any (p in l where p.n > a + 1 and any (x in p.m where x > p.n + p.n)) set o = a + 1 }\n";

enum { IN_K, IN_L, IN_M };

#define LOOP_PUT(image, loop, member, value) IMAGE_PUT(image, PV_SECTION_LOOPS, loop, pv_loop, member, value)
#define LOOP_GET(image, loop, member) IMAGE_GET(image, PV_SECTION_LOOPS, loop, pv_loop, member)

/* The word that goes through the list by a loop; its row of CODE. */
static uint32_t word_of(const struct image *image, uint32_t loop) {
    for (uint32_t i = 0;; i++) {
        ck_assert_uint_lt(i, image_count(image, PV_SECTION_CODE));
        if (image_get(image, PV_SECTION_CODE, i, 0, 1) == PV_OP_ANY &&
            image_get(image, PV_SECTION_CODE, i, 4, 2) == loop)
            return i;
    }
}

START_TEST(loops_are_as_the_tests_suppose) {
    struct image image = image_of(loops_policy);
    ck_assert_uint_eq(image_count(&image, PV_SECTION_LOOPS), 3);
    ck_assert_uint_eq(LOOP_GET(&image, IN_K, depth), 1);
    ck_assert_uint_eq(LOOP_GET(&image, IN_L, depth), 1);
    ck_assert_uint_eq(LOOP_GET(&image, IN_M, depth), 2);
    ck_assert_uint_eq(LOOP_GET(&image, IN_L, capture_count), 1);
    ck_assert_uint_eq(LOOP_GET(&image, IN_M, capture_count), 1);
    proviso_program *program = accepted(&image, 1 << 20);
    ck_assert_ptr_nonnull(
        strstr(decide_json(program, "{\"a\": 1, \"k\": [{\"n\": 2}], \"l\": [{\"n\": 3, \"m\": [6, 7]}]}"),
               "\"outcome\": \"yes\""));
    proviso_program_release(program);
}
END_TEST

START_TEST(a_body_that_is_no_body_would_read_registers_of_another_region) {
    struct image image = image_of(loops_policy);
    LOOP_PUT(&image, IN_K, region, LOOP_GET(&image, IN_L, region));
    refused(&image, "a loop has no list, or no body");
    image = image_of(loops_policy);
    LOOP_PUT(&image, IN_K, list, 99);
    refused(&image, "a loop has no list, or no body");
}
END_TEST

START_TEST(elements_of_another_list_would_be_read_beyond_their_rows) {
    struct image image = image_of(loops_policy);
    uint64_t of_k = LOOP_GET(&image, IN_K, list);
    image_put(&image, PV_SECTION_CODE, word_of(&image, IN_L), 2, 2,
              image_get(&image, PV_SECTION_CODE, word_of(&image, IN_K), 2, 2));
    refused(&image, "a loop goes through another list");
    image = image_of(loops_policy);
    LOOP_PUT(&image, IN_L, list, of_k);
    refused(&image, "a copy reads no slot of the element");
}
END_TEST

START_TEST(copies_stay_in_the_element_and_in_the_frame) {
    struct image image = image_of(loops_policy);
    uint32_t first = (uint32_t)LOOP_GET(&image, IN_L, first_copy);
    IMAGE_PUT(&image, PV_SECTION_COPIES, first, pv_copy, source, 99);
    refused(&image, "a copy reads no slot of the element");
    image = image_of(loops_policy);
    IMAGE_PUT(&image, PV_SECTION_COPIES, first, pv_copy, target, 0);
    refused(&image, "a copy lies outside of frames");
    image = image_of(loops_policy);
    uint32_t captured = first + (uint32_t)LOOP_GET(&image, IN_L, slot_count);
    IMAGE_PUT(&image, PV_SECTION_COPIES, captured, pv_copy, target,
              IMAGE_GET(&image, PV_SECTION_COPIES, first, pv_copy, target));
    refused(&image, "two copies go to one register");
    image = image_of(loops_policy);
    LOOP_PUT(&image, IN_L, slot_count, UINT32_MAX);
    LOOP_PUT(&image, IN_L, capture_count, 3);
    refused(&image, "a loop's copies are out of range");
}
END_TEST

START_TEST(a_date_of_an_element_is_not_read_as_a_list) {
    struct image image = image_of(loops_policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_FRAMES); i++) {
        if (IMAGE_GET(&image, PV_SECTION_FRAMES, i, pv_frame_register, class) == PV_CLASS_NUMBER)
            IMAGE_PUT(&image, PV_SECTION_FRAMES, i, pv_frame_register, class, PV_CLASS_DATE);
    }
    refused(&image, "a register of a frame is of another class");
    image = image_of(loops_policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_FRAMES); i++) {
        if (IMAGE_GET(&image, PV_SECTION_FRAMES, i, pv_frame_register, class) == PV_CLASS_LIST)
            IMAGE_PUT(&image, PV_SECTION_FRAMES, i, pv_frame_register, list, LOOP_GET(&image, IN_K, list));
    }
    refused(&image, "a register of a frame is of another class");
}
END_TEST

START_TEST(a_loop_takes_only_what_is_there) {
    struct image image = image_of(loops_policy);
    uint32_t captured = (uint32_t)(LOOP_GET(&image, IN_L, first_copy) + LOOP_GET(&image, IN_L, slot_count));
    uint64_t word = IMAGE_GET(&image, PV_SECTION_COPIES, captured, pv_copy, source);
    IMAGE_PUT(&image, PV_SECTION_COPIES, captured, pv_copy, source, word + 2); /* assigned behind the loop's word */
    refused(&image, "a loop takes what is not there");
    image = image_of(loops_policy);
    IMAGE_PUT(&image, PV_SECTION_COPIES, captured, pv_copy, source, 0xfffe);
    refused(&image, "a loop takes what is not there");
}
END_TEST

START_TEST(a_body_that_runs_itself_would_not_end) {
    struct image image = image_of(loops_policy);
    image_put(&image, PV_SECTION_CODE, word_of(&image, IN_M), 4, 2, IN_L);
    refused(&image, "an operand is not what its opcode reads");
}
END_TEST

START_TEST(a_loop_of_two_words_would_fill_one_frame_from_two_places) {
    struct image image = image_of(loops_policy);
    uint32_t second = word_of(&image, IN_L);
    image_put(&image, PV_SECTION_CODE, second, 2, 2, image_get(&image, PV_SECTION_CODE, word_of(&image, IN_K), 2, 2));
    image_put(&image, PV_SECTION_CODE, second, 4, 2, IN_K);
    refused(&image, "a loop is used twice");
}
END_TEST

START_TEST(the_body_of_a_loop_is_nobodys_value) {
    struct image image = image_of(loops_policy);
    uint64_t body = LOOP_GET(&image, IN_K, region);
    IMAGE_PUT(&image, PV_SECTION_RULES, 0, pv_program_rule, region, body);
    refused(&image, "a condition is no condition");
    image = image_of(loops_policy);
    image_put(&image, PV_SECTION_SETS, 0, offsetof(pv_program_set, value) + offsetof(pv_value, region), 4, body);
    refused(&image, "a value belongs to a loop");
    image = image_of(loops_policy);
    IMAGE_PUT(&image, PV_SECTION_CONDITIONS, 0, pv_condition, region, body);
    refused(&image, "a condition is out of range");
}
END_TEST

START_TEST(a_list_within_its_own_kind_would_move_the_row_that_is_read) {
    struct image image = image_of(loops_policy);
    uint32_t outer = (uint32_t)LOOP_GET(&image, IN_L, list), inner = (uint32_t)LOOP_GET(&image, IN_M, list);
    uint32_t l = (uint32_t)IMAGE_GET(&image, PV_SECTION_LISTS, outer, pv_schema_list, field);
    uint32_t m = (uint32_t)IMAGE_GET(&image, PV_SECTION_LISTS, inner, pv_schema_list, field);
    IMAGE_PUT(&image, PV_SECTION_LISTS, outer, pv_schema_list, field, m);
    IMAGE_PUT(&image, PV_SECTION_LISTS, inner, pv_schema_list, field, l);
    IMAGE_PUT(&image, PV_SECTION_FIELDS, l, pv_schema_field, first_value, inner);
    IMAGE_PUT(&image, PV_SECTION_FIELDS, m, pv_schema_field, first_value, outer);
    refused(&image, "a list is malformed");
}
END_TEST

int main(void) {
    return RUN_SUITE(
        "hostile_loops", loops_are_as_the_tests_suppose, a_body_that_is_no_body_would_read_registers_of_another_region,
        elements_of_another_list_would_be_read_beyond_their_rows, copies_stay_in_the_element_and_in_the_frame,
        a_date_of_an_element_is_not_read_as_a_list, a_loop_takes_only_what_is_there,
        a_body_that_runs_itself_would_not_end, a_loop_of_two_words_would_fill_one_frame_from_two_places,
        the_body_of_a_loop_is_nobodys_value, a_list_within_its_own_kind_would_move_the_row_that_is_read);
}
