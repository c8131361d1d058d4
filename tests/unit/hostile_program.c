/* What somebody could write into a compiled file, with a checksum that is right, to be read out of bounds or to show
 * what is not so. Each test is named after what such a file was accepted with, or would do if it were. */
#include "decision/session.h"
#include "hostile.h"

static const char *const documents[] = {
    "{}",
    "{\"a\": true, \"n\": 9, \"t\": \"p\", \"kind\": \"x\", \"secret\": 1, \"sent\": \"2025-03-15T00:00:00Z\",\n"
    " \"g\": {\"m\": \"3 CNY\", \"other\": \"w\", \"h\": {\"deep\": false}}, \"k\": {\"late\": false}}",
    "{\"a\": true, \"n\": 2, \"t\": \"p\", \"kind\": \"x\",\n"
    " \"g\": {\"m\": \"3 CNY\", \"other\": \"z\", \"h\": {\"deep\": true}}, \"k\": {\"late\": true}}",
};

static const char *const one_yuan =
    "policy p facts { a: bool } decide { outcomes yes > no otherwise no outputs { x: money } }\n"
    "rule r { yes when a set x = 1 CNY }";

START_TEST(a_file_that_nobody_changed_decides_as_its_policy) {
    struct image image = image_of(hostile_policy);
    proviso_program *loaded = accepted(&image, 1 << 20), *compiled = compile(hostile_policy);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        char text[4096];
        snprintf(text, sizeof text, "%s", decide_json(compiled, documents[i]));
        ck_assert_str_eq(decide_json(loaded, documents[i]), text);
    }
    proviso_program_release(loaded);
    proviso_program_release(compiled);
}
END_TEST

/* ---- Reads and writes out of bounds ---- */

START_TEST(a_field_in_no_group_would_be_written_through_its_slot) {
    struct image image = image_of(hostile_policy);
    uint32_t count = image_count(&image, PV_SECTION_FIELDS);
    ck_assert(image_resize(&image, PV_SECTION_FIELDS, count + 1));
    IMAGE_PUT(&image, PV_SECTION_FIELDS, count, pv_schema_field, slot, 0x0fffffff);
    refused(&image, "a field or a group is in no group");
}
END_TEST

START_TEST(a_number_as_money_would_have_no_currency_to_print) {
    struct image image = image_of(one_yuan);
    size_t kind = offsetof(pv_program_set, value) + offsetof(pv_value, kind);
    ck_assert_uint_eq(image_get(&image, PV_SECTION_SETS, 0, kind, 1), PV_TYPE_MONEY);
    image_put(&image, PV_SECTION_SETS, 0, kind, 1, PV_TYPE_NUMBER);
    refused(&image, "an output is set to a value of another type");
}
END_TEST

START_TEST(money_of_an_unknown_currency_is_refused) {
    struct image image = image_of(one_yuan);
    size_t currency = offsetof(pv_program_set, value) + offsetof(pv_value, fixed_currency);
    image_put(&image, PV_SECTION_SETS, 0, currency, 2, 0xfffe);
    refused(&image, "a currency is unknown");
}
END_TEST

START_TEST(a_text_with_a_currency_would_be_read_beyond_the_registers) {
    struct image image =
        image_of("policy p facts { t: text } decide { outcomes yes > no otherwise no outputs { x: text } }\n"
                 "rule r { yes always set x = t }");
    size_t currency = offsetof(pv_program_set, value) + offsetof(pv_value, currency);
    image_put(&image, PV_SECTION_SETS, 0, currency, 2, 0xfffe);
    refused(&image, "a value that is no money has a currency");
}
END_TEST

START_TEST(an_operand_beyond_the_registers_is_refused) {
    struct image image = image_of(hostile_policy);
    image_put(&image, PV_SECTION_CODE, 0, 2, 2, 0xfffe);
    refused(&image, "an operand is not what its opcode reads");
}
END_TEST

START_TEST(an_opcode_beyond_the_last_is_refused) {
    struct image image = image_of(hostile_policy);
    image_put(&image, PV_SECTION_CODE, 0, 0, 1, PV_OPCODE_COUNT);
    refused(&image, "an opcode is unknown");
}
END_TEST

START_TEST(a_skip_out_of_its_region_is_refused) {
    struct image image = image_of(hostile_policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_CODE); i++) {
        if (image_get(&image, PV_SECTION_CODE, i, 1, 1) == 0) continue;
        image_put(&image, PV_SECTION_CODE, i, 1, 1, 0xff);
        break;
    }
    refused(&image, "a skip leaves its region");
}
END_TEST

START_TEST(a_memo_of_a_region_that_is_not_needed_may_not_be_read) {
    struct image image = image_of(hostile_policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_REGIONS); i++)
        IMAGE_PUT(&image, PV_SECTION_REGIONS, i, pv_region, need_count, 0);
    refused(&image, "an operand is not what its opcode reads");
}
END_TEST

START_TEST(a_region_may_not_need_itself) {
    struct image image = image_of(hostile_policy);
    uint32_t region = 0;
    while (IMAGE_GET(&image, PV_SECTION_REGIONS, region, pv_region, need_count) == 0) region++;
    image_put(&image, PV_SECTION_NEEDS, 0, 0, 4, region);
    refused(&image, "a region needs one that is not before it");
}
END_TEST

START_TEST(a_condition_in_another_region_shows_that_ones_truth) {
    struct image image = image_of(hostile_policy);
    IMAGE_PUT(&image, PV_SECTION_CONDITIONS, 0, pv_condition, word, 200);
    refused(&image, "a condition is out of range");
    image = image_of(hostile_policy);
    uint64_t other = IMAGE_GET(&image, PV_SECTION_RULES, 1, pv_program_rule, region);
    IMAGE_PUT(&image, PV_SECTION_CONDITIONS, 0, pv_condition, region, other);
    proviso_program *program = accepted(&image, 1 << 20);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        ck_assert_ptr_nonnull(strstr(decide_json(program, documents[i]), "\"status\""));
    proviso_program_release(program);
}
END_TEST

START_TEST(a_program_without_a_zone_takes_none_from_its_file) {
    struct image image = image_of("policy p facts { a: time b: time } decide { outcomes yes > no otherwise no\n"
                                  "outputs { x: time } } rule r { yes when a - b > 48 hours set x = a + 1 hour }");
    IMAGE_PUT(&image, PV_SECTION_POLICY, 0, pv_policy_row, zone_tail_standard, 0x7fffffff);
    IMAGE_PUT(&image, PV_SECTION_POLICY, 0, pv_policy_row, zone_tail_dst, 0x7fffffff);
    IMAGE_PUT(&image, PV_SECTION_POLICY, 0, pv_policy_row, zone_tail_has_dst, 1);
    proviso_program *program = accepted(&image, 1 << 20);
    const char *facts = "{\"a\": \"2025-03-14T00:00:00Z\", \"b\": \"2025-03-10T00:00:00+08:00\"}";
    ck_assert_ptr_nonnull(strstr(decide_json(program, facts), "\"x\": \"2025-03-14T01:00:00Z\""));
    proviso_program_release(program);
}
END_TEST

/* ---- Texts ---- */

START_TEST(texts_that_are_no_utf8_are_refused) {
    struct image image = image_of(hostile_policy);
    *image_row(&image, PV_SECTION_TEXTS, 3) = (char)0xc0;
    refused(&image, "the texts are not UTF-8");
}
END_TEST

START_TEST(a_text_that_cuts_a_character_is_refused) {
    struct image image = image_of("policy p facts { a: bool } decide { outcomes yes > no otherwise no because \"é\" }\n"
                                  "rule r { yes when a }");
    size_t text = offsetof(pv_program_part, text);
    uint64_t offset = image_get(&image, PV_SECTION_PARTS, 0, text, 4);
    image_put(&image, PV_SECTION_PARTS, 0, text, 4, offset + 1);
    image_put(&image, PV_SECTION_PARTS, 0, text + 4, 4, 1);
    refused(&image, "a text begins or ends within a character");
}
END_TEST

START_TEST(a_text_beyond_the_texts_is_refused) {
    struct image image = image_of(hostile_policy);
    image_put(&image, PV_SECTION_RULES, 0, offsetof(pv_program_rule, cite) + 4, 4, UINT32_MAX);
    refused(&image, "a text lies outside the texts");
}
END_TEST

START_TEST(a_private_fact_is_not_shown) {
    struct image image = image_of(hostile_policy);
    uint32_t field = 0;
    while ((IMAGE_GET(&image, PV_SECTION_FIELDS, field, pv_schema_field, flags) & PV_FIELD_PRIVATE) == 0) field++;
    image_put(&image, PV_SECTION_CONDITION_FACTS, 0, 0, 4, field);
    refused(&image, "a private fact is shown");
}
END_TEST

START_TEST(a_param_does_not_claim_to_be_replaced) {
    struct image image = image_of(hostile_policy);
    IMAGE_PUT(&image, PV_SECTION_PARAMS, 0, pv_program_param, flags, PV_PARAM_REPLACED);
    refused(&image, "reserved bits are set");
}
END_TEST

START_TEST(the_checksum_covers_the_id) {
    struct image image = image_of(hostile_policy);
    proviso_program *program;
    const char *problem = NULL;
    image.bytes[PV_AT_ID] ^= 1;
    ck_assert_int_eq(load_with(&program, &image, 1 << 20, &problem), PROVISO_POLICY_ERRORS);
    ck_assert_str_eq(problem, "the file is damaged: its checksum differs");
    free(image.bytes);
}
END_TEST

START_TEST(truths_of_exclusions_outlive_no_count_of_decisions) {
    proviso_program *program = compile(hostile_policy);
    proviso_session *session = NULL;
    const proviso_decision *decision = NULL;
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    const char *const outcomes[] = {"", "first", "third"};
    for (int round = 0; round < 6; round++) {
        session->machine.last_round = round < 3 ? (uint64_t)round : (uint64_t)UINT32_MAX - 1 + (uint64_t)(round - 3);
        proviso_status status = proviso_facts_read_json(session, text_of(documents[round % 3]), 0);
        ck_assert_int_eq(status, PROVISO_OK);
        ck_assert_int_eq(proviso_decide(&decision, session), PROVISO_OK);
        ck_assert_text(proviso_decision_outcome(decision), outcomes[round % 3]);
    }
    proviso_session_destroy(session);
    proviso_program_release(program);
}
END_TEST

int main(void) {
    return RUN_SUITE("hostile_program", a_file_that_nobody_changed_decides_as_its_policy,
                     a_field_in_no_group_would_be_written_through_its_slot,
                     a_number_as_money_would_have_no_currency_to_print, money_of_an_unknown_currency_is_refused,
                     a_text_with_a_currency_would_be_read_beyond_the_registers,
                     an_operand_beyond_the_registers_is_refused, an_opcode_beyond_the_last_is_refused,
                     a_skip_out_of_its_region_is_refused, a_memo_of_a_region_that_is_not_needed_may_not_be_read,
                     a_region_may_not_need_itself, a_condition_in_another_region_shows_that_ones_truth,
                     a_program_without_a_zone_takes_none_from_its_file, texts_that_are_no_utf8_are_refused,
                     a_text_that_cuts_a_character_is_refused, a_text_beyond_the_texts_is_refused,
                     a_private_fact_is_not_shown, a_param_does_not_claim_to_be_replaced, the_checksum_covers_the_id,
                     truths_of_exclusions_outlive_no_count_of_decisions);
}
