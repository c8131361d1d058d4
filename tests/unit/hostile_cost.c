/* What somebody could write into a compiled file to cost its reader time and memory out of proportion to the file: each
 * list walked again and again, each search made slow, each decision and explanation beyond its budget. Each test is
 * named after what such a file would do. */
#include "hostile.h"

START_TEST(a_length_beyond_the_largest_file_is_not_read) {
    struct image image = image_of(hostile_policy);
    proviso_program *program;
    const char *problem = NULL;
    struct image larger = {image.bytes, (size_t)PV_FILE_MOST + 8, 0};
    ck_assert_int_eq(load_with(&program, &larger, 1 << 20, &problem), PROVISO_POLICY_ERRORS);
    ck_assert_str_eq(problem, "the file is too large");
    free(image.bytes);
}
END_TEST

START_TEST(sections_that_share_bytes_would_multiply_the_file) {
    struct image image = image_of(hostile_policy);
    image_set_offset(&image, PV_SECTION_VALUES, PV_FILE_HEADER);
    refused(&image, "sections overlap");
}
END_TEST

START_TEST(regions_that_share_words_would_be_verified_again_and_again) {
    struct image image = image_of(hostile_policy);
    uint32_t region = image_count(&image, PV_SECTION_REGIONS) - 1;
    while (IMAGE_GET(&image, PV_SECTION_REGIONS, region, pv_region, word_count) == 0) region--;
    IMAGE_PUT(&image, PV_SECTION_REGIONS, region, pv_region, first_word, 0);
    refused(&image, "a region's words are out of range");
}
END_TEST

static void share_list(unsigned section, uint32_t row, size_t first, size_t count, const char *expected) {
    struct image image = image_of(hostile_policy);
    ck_assert_uint_lt(row, image_count(&image, section));
    image_put(&image, section, row, first, 4, 0);
    image_put(&image, section, row, count, 4, 1);
    refused(&image, expected);
}

START_TEST(lists_that_share_rows_would_be_walked_again_and_again) {
    share_list(PV_SECTION_RULES, 1, offsetof(pv_program_rule, first_exclusion),
               offsetof(pv_program_rule, exclusion_count), "a rule's lists are out of range");
    share_list(PV_SECTION_RULES, 1, offsetof(pv_program_rule, first_set), offsetof(pv_program_rule, set_count),
               "a rule's lists are out of range");
    share_list(PV_SECTION_RULES, 1, offsetof(pv_program_rule, first_condition),
               offsetof(pv_program_rule, condition_count), "a rule's lists are out of range");
    share_list(PV_SECTION_POLICY, 0, offsetof(pv_policy_row, otherwise_first_set),
               offsetof(pv_policy_row, otherwise_set_count), "a rule's lists are out of range");
    share_list(PV_SECTION_BECAUSES, 1, offsetof(pv_program_template, first_part),
               offsetof(pv_program_template, part_count), "a template's parts are out of range");
    share_list(PV_SECTION_CONDITIONS, 2, offsetof(pv_condition, first_fact), offsetof(pv_condition, fact_count),
               "a condition's facts are out of range");
}
END_TEST

START_TEST(a_template_of_several_rules_would_be_listed_again_and_again) {
    struct image image = image_of(hostile_policy);
    uint64_t because = IMAGE_GET(&image, PV_SECTION_EXCLUSIONS, 0, pv_program_exclusion, because);
    IMAGE_PUT(&image, PV_SECTION_RULES, 0, pv_program_rule, because, because);
    refused(&image, "a template is out of range");
}
END_TEST

START_TEST(fields_that_share_their_values_would_be_searched_at_length) {
    struct image image = image_of(hostile_policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_FIELDS); i++) {
        if (IMAGE_GET(&image, PV_SECTION_FIELDS, i, pv_schema_field, kind) == PV_TYPE_ONE_OF)
            IMAGE_PUT(&image, PV_SECTION_FIELDS, i, pv_schema_field, first_value, 0);
    }
    refused(&image, "an enumeration is out of range");
}
END_TEST

/* One within the other. */
START_TEST(groups_that_share_slots_would_be_opened_at_length) {
    static const uint32_t outer_and_inner[] = {1, 3};
    struct image image = image_of(hostile_policy);
    uint64_t all = IMAGE_GET(&image, PV_SECTION_GROUPS, 2, pv_schema_group, first_slot);
    for (uint32_t i = 0; i < 2; i++) {
        IMAGE_PUT(&image, PV_SECTION_GROUPS, outer_and_inner[i], pv_schema_group, first_slot, 0);
        IMAGE_PUT(&image, PV_SECTION_GROUPS, outer_and_inner[i], pv_schema_group, slot_count, all);
        IMAGE_PUT(&image, PV_SECTION_GROUPS, outer_and_inner[i], pv_schema_group, first_template, 0);
    }
    refused(&image, "a field or a group is in no group");
}
END_TEST

START_TEST(groups_side_by_side_that_share_slots_would_be_emptied_at_length) {
    struct image image = image_of(hostile_policy);
    uint64_t first = IMAGE_GET(&image, PV_SECTION_GROUPS, 1, pv_schema_group, first_slot);
    ck_assert_uint_lt(first, IMAGE_GET(&image, PV_SECTION_GROUPS, 2, pv_schema_group, first_slot));
    IMAGE_PUT(&image, PV_SECTION_GROUPS, 2, pv_schema_group, first_slot, first);
    refused(&image, "groups share slots");
}
END_TEST

START_TEST(symbols_that_share_a_text_would_be_hashed_at_length) {
    struct image image = image_of(hostile_policy);
    uint32_t size = image_count(&image, PV_SECTION_TEXTS);
    for (uint32_t i = 1; i < image_count(&image, PV_SECTION_SYMBOLS); i++) {
        IMAGE_PUT(&image, PV_SECTION_SYMBOLS, i, pv_text_ref, offset, 0);
        IMAGE_PUT(&image, PV_SECTION_SYMBOLS, i, pv_text_ref, length, size);
    }
    refused(&image, "symbols share their texts");
}
END_TEST

/* 2,000 texts of 8 characters whose hashes end in the same 12 bits. */
START_TEST(symbols_that_share_a_hash_would_make_every_text_slow) {
    enum { COUNT = 2000, LENGTH = 8, PLACES = 4096 };
    struct image image = image_of(hostile_policy);
    uint32_t texts = image_count(&image, PV_SECTION_TEXTS), symbols = image_count(&image, PV_SECTION_SYMBOLS);
    ck_assert(image_resize(&image, PV_SECTION_TEXTS, texts + COUNT * LENGTH));
    ck_assert(image_resize(&image, PV_SECTION_SYMBOLS, symbols + COUNT));
    uint32_t found = 0;
    for (uint32_t n = 0; found < COUNT; n++) {
        char text[LENGTH + 1];
        snprintf(text, sizeof text, "%08" PRIu32, n);
        if (pv_text_hash((proviso_text){text, LENGTH}) % PLACES != 0) continue;
        memcpy(image_row(&image, PV_SECTION_TEXTS, texts + found * LENGTH), text, LENGTH);
        IMAGE_PUT(&image, PV_SECTION_SYMBOLS, symbols + found, pv_text_ref, offset, texts + found * LENGTH);
        IMAGE_PUT(&image, PV_SECTION_SYMBOLS, symbols + found, pv_text_ref, length, LENGTH);
        found++;
    }
    refused(&image, "too many symbols have one hash");
}
END_TEST

START_TEST(texts_that_nobody_chose_for_their_hash_are_taken) {
    enum { COUNT = 40000, LENGTH = 8 };
    struct image image = image_of(hostile_policy);
    uint32_t texts = image_count(&image, PV_SECTION_TEXTS), symbols = image_count(&image, PV_SECTION_SYMBOLS);
    ck_assert(image_resize(&image, PV_SECTION_TEXTS, texts + COUNT * LENGTH));
    ck_assert(image_resize(&image, PV_SECTION_SYMBOLS, symbols + COUNT));
    for (uint32_t i = 0; i < COUNT; i++) {
        char text[LENGTH + 1];
        snprintf(text, sizeof text, "SKU%05" PRIu32, i);
        memcpy(image_row(&image, PV_SECTION_TEXTS, texts + i * LENGTH), text, LENGTH);
        IMAGE_PUT(&image, PV_SECTION_SYMBOLS, symbols + i, pv_text_ref, offset, texts + i * LENGTH);
        IMAGE_PUT(&image, PV_SECTION_SYMBOLS, symbols + i, pv_text_ref, length, LENGTH);
    }
    proviso_program_release(accepted(&image, 1 << 20));
}
END_TEST

START_TEST(names_too_long_would_be_sorted_at_length) {
    struct image image = image_of(hostile_policy);
    ck_assert(image_resize(&image, PV_SECTION_TEXTS, 4096));
    for (uint32_t i = 0; i < 4096; i++) *image_row(&image, PV_SECTION_TEXTS, i) = 'n';
    image_put(&image, PV_SECTION_RULES, 0, offsetof(pv_program_rule, name) + 4, 4, 256);
    refused(&image, "a name is too long");
}
END_TEST

START_TEST(transitions_by_the_second_would_be_stepped_through) {
    struct image image = image_of(hostile_policy);
    enum { COUNT = 100 };
    ck_assert(image_resize(&image, PV_SECTION_ZONE_TRANSITIONS, COUNT));
    ck_assert(image_resize(&image, PV_SECTION_ZONE_OFFSETS, COUNT));
    for (uint32_t i = 0; i < COUNT; i++) image_put(&image, PV_SECTION_ZONE_TRANSITIONS, i, 0, 8, 1700000000 + i);
    refused(&image, "the zone is malformed");
}
END_TEST

/* A decision of a step or two, whose explanation has to ask many rules that did not matter. */
START_TEST(an_explanation_ends_within_its_budget) {
    enum { SIZE = 1 << 16 };
    static char text[SIZE];
    size_t length = (size_t)snprintf(text, SIZE,
                                     "policy p facts { a: bool } decide { outcomes yes > no > never otherwise never }\n"
                                     "rule first { yes when a }\nexclude e from no { when a }\n");
    for (int i = 0; i < 500; i++)
        length += (size_t)snprintf(text + length, SIZE - length, "rule r%d { no when a or not a }\n", i);
    struct image image = image_of(text);
    proviso_program *program = accepted(&image, 20);
    proviso_session *session = NULL;
    const proviso_decision *decision = NULL;
    pv_memory memory;
    pv_buffer out;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&out, &memory);
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    for (int round = 0; round < 3; round++) {
        ck_assert_int_eq(proviso_facts_read_json(session, PROVISO_TEXT("{\"a\": true}"), 0), PROVISO_OK);
        ck_assert_int_eq(proviso_decide(&decision, session), PROVISO_OK);
        ck_assert_int_eq(proviso_decision_state(decision), PROVISO_DECIDED);
        for (int again = 0; again < 3; again++) {
            ck_assert_int_eq(proviso_decision_render(decision, PROVISO_FORMAT_JSON, pv_buffer_write, &out),
                             PROVISO_LIMIT_REACHED);
        }
        ck_assert_text(proviso_decision_outcome(decision), "yes");
    }
    ck_assert_uint_eq(out.length, 0);
    proviso_session_destroy(session);
    proviso_program_release(program);
}
END_TEST

static void decides_to_limit(const char *text, const char *facts, uint64_t enough, uint64_t too_little) {
    struct image image = image_of(text);
    proviso_program *program = accepted(&image, enough);
    ck_assert_ptr_null(strstr(decide_json(program, facts), "\"limit\""));
    proviso_program_release(program);
    image = image_of(text);
    program = accepted(&image, too_little);
    ck_assert_ptr_nonnull(strstr(decide_json(program, facts), "\"status\": \"limit\""));
    proviso_program_release(program);
}

START_TEST(outputs_times_unknown_rules_are_charged) {
    enum { SIZE = 1 << 16, RULES = 100, OUTPUTS = 100 };
    static char text[SIZE];
    size_t length = (size_t)snprintf(text, SIZE,
                                     "policy p facts { a: bool b: bool } decide { outcomes yes > no\n"
                                     "otherwise no outputs {");
    for (int i = 0; i < OUTPUTS; i++) length += (size_t)snprintf(text + length, SIZE - length, " o%d: bool", i);
    length += (size_t)snprintf(text + length, SIZE - length, " } }\nrule first { yes when b }\n");
    for (int i = 0; i < RULES; i++) {
        length +=
            (size_t)snprintf(text + length, SIZE - length, "rule r%d { yes when a set o%d = true }\n", i, OUTPUTS - 1);
    }
    decides_to_limit(text, "{\"b\": true}", RULES * OUTPUTS * 5, RULES * OUTPUTS / 2);
}
END_TEST

START_TEST(unknown_rules_that_open_nothing_more_are_charged) {
    enum { SIZE = 1 << 17, RULES = 1000, OUTPUTS = 100 };
    static char text[SIZE];
    size_t length = (size_t)snprintf(text, SIZE,
                                     "policy p facts { a: bool b: bool } decide { outcomes yes > no\n"
                                     "otherwise no outputs {");
    for (int i = 0; i < OUTPUTS; i++) length += (size_t)snprintf(text + length, SIZE - length, " o%d: bool", i);
    length +=
        (size_t)snprintf(text + length, SIZE - length, " } }\nrule first { yes when b }\nrule every_one { yes when a");
    for (int i = 0; i < OUTPUTS; i++) length += (size_t)snprintf(text + length, SIZE - length, " set o%d = true", i);
    length += (size_t)snprintf(text + length, SIZE - length, " }\n");
    for (int i = 0; i < RULES; i++)
        length += (size_t)snprintf(text + length, SIZE - length, "rule r%d { yes when a }\n", i);
    decides_to_limit(text, "{\"b\": true}", RULES * OUTPUTS * 2, RULES * OUTPUTS / 2);
}
END_TEST

START_TEST(comparing_long_texts_is_charged) {
    static char facts[1 << 18];
    size_t length = (size_t)snprintf(facts, sizeof facts, "{\"t\": \"");
    memset(facts + length, 'x', 65000);
    length += 65000;
    length += (size_t)snprintf(facts + length, sizeof facts - length, "\", \"u\": \"");
    memset(facts + length, 'x', 65000);
    length += 65000;
    snprintf(facts + length, sizeof facts - length, "\"}");
    decides_to_limit(
        "policy p facts { t: text u: text } decide { outcomes yes > no otherwise no } rule r { yes when t = "
        "u }\nrule s { yes when t != u }",
        facts, 3000, 1000);
}
END_TEST

int main(void) {
    return RUN_SUITE(
        "hostile_cost", a_length_beyond_the_largest_file_is_not_read, sections_that_share_bytes_would_multiply_the_file,
        regions_that_share_words_would_be_verified_again_and_again,
        lists_that_share_rows_would_be_walked_again_and_again,
        a_template_of_several_rules_would_be_listed_again_and_again,
        fields_that_share_their_values_would_be_searched_at_length, groups_that_share_slots_would_be_opened_at_length,
        groups_side_by_side_that_share_slots_would_be_emptied_at_length,
        symbols_that_share_a_text_would_be_hashed_at_length, symbols_that_share_a_hash_would_make_every_text_slow,
        texts_that_nobody_chose_for_their_hash_are_taken, names_too_long_would_be_sorted_at_length,
        transitions_by_the_second_would_be_stepped_through, an_explanation_ends_within_its_budget,
        outputs_times_unknown_rules_are_charged, unknown_rules_that_open_nothing_more_are_charged,
        comparing_long_texts_is_charged);
}
