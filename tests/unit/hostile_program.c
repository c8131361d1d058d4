/* What somebody could write into a compiled file, with a checksum that is right. Each test is named after what the file
 * was once accepted with, or would do if it were. */
#include <stddef.h>
#include <stdio.h>

#include "decision/session.h"
#include "fuzz/image.h"
#include "policy_fixture.h"

static const char *const policy =
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

static const char *const one_yuan =
    "policy p facts { a: bool } decide { outcomes yes > no otherwise no outputs { x: money } }\n"
    "rule r { yes when a set x = 1 CNY }";

static const char *const documents[] = {
    "{}",
    "{\"a\": true, \"n\": 9, \"t\": \"p\", \"kind\": \"x\", \"secret\": 1, \"sent\": \"2025-03-15T00:00:00Z\", \"g\": "
    "{\"m\": "
    "\"3 CNY\", \"other\": \"w\", \"h\": {\"deep\": false}}, \"k\": {\"late\": false}}",
    "{\"a\": true, \"n\": 2, \"t\": \"p\", \"kind\": \"x\", \"g\": {\"m\": \"3 CNY\", \"other\": \"z\", \"h\": "
    "{\"deep\": "
    "true}}, \"k\": {\"late\": true}}",
};

static bool write_to(void *context, const char *data, size_t length) {
    pv_buffer_add(context, (proviso_text){data, length});
    return true;
}

static struct image image_of(const char *text) {
    proviso_program *program = compile(text);
    struct image image;
    pv_memory memory;
    pv_buffer bytes;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&bytes, &memory);
    ck_assert_int_eq(proviso_program_save(program, write_to, &bytes), PROVISO_OK);
    ck_assert(image_create(&image, bytes.data, bytes.length, 1 << 20));
    pv_buffer_clear(&bytes);
    proviso_program_release(program);
    return image;
}

static proviso_status load_with(proviso_program **out, const struct image *image, uint64_t budget,
                                const char **problem) {
    static const proviso_allocator standard = {0};
    proviso_limits limits = {.memory_bytes = 1 << 28, .facts_bytes = 1 << 20, .nesting = 64, .budget = budget};
    return pv_program_load(out, (proviso_text){image->bytes, image->length}, &standard, &limits, problem);
}

static void refused(struct image *image, const char *expected) {
    proviso_program *program = NULL;
    const char *problem = NULL;
    image_seal(image);
    ck_assert_int_eq(load_with(&program, image, 1 << 20, &problem), PROVISO_POLICY_ERRORS);
    ck_assert_str_eq(problem, expected);
    free(image->bytes);
}

static proviso_program *accepted(struct image *image, uint64_t budget) {
    proviso_program *program = NULL;
    const char *problem = "";
    image_seal(image);
    proviso_status status = load_with(&program, image, budget, &problem);
    ck_assert_msg(status == PROVISO_OK, "%s", problem);
    free(image->bytes);
    return program;
}

START_TEST(a_file_that_nobody_changed_decides_as_its_policy) {
    struct image image = image_of(policy);
    proviso_program *loaded = accepted(&image, 1 << 20), *compiled = compile(policy);
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
    struct image image = image_of(policy);
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
    struct image image = image_of(policy);
    image_put(&image, PV_SECTION_CODE, 0, 2, 2, 0xfffe);
    refused(&image, "an operand is not what its opcode reads");
}
END_TEST

START_TEST(an_opcode_beyond_the_last_is_refused) {
    struct image image = image_of(policy);
    image_put(&image, PV_SECTION_CODE, 0, 0, 1, PV_OPCODE_COUNT);
    refused(&image, "an opcode is unknown");
}
END_TEST

START_TEST(a_skip_out_of_its_region_is_refused) {
    struct image image = image_of(policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_CODE); i++) {
        if (image_get(&image, PV_SECTION_CODE, i, 1, 1) == 0) continue;
        image_put(&image, PV_SECTION_CODE, i, 1, 1, 0xff);
        break;
    }
    refused(&image, "a skip leaves its region");
}
END_TEST

START_TEST(a_memo_of_a_region_that_is_not_needed_may_not_be_read) {
    struct image image = image_of(policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_REGIONS); i++)
        IMAGE_PUT(&image, PV_SECTION_REGIONS, i, pv_region, need_count, 0);
    refused(&image, "an operand is not what its opcode reads");
}
END_TEST

START_TEST(a_region_may_not_need_itself) {
    struct image image = image_of(policy);
    uint32_t region = 0;
    while (IMAGE_GET(&image, PV_SECTION_REGIONS, region, pv_region, need_count) == 0) region++;
    image_put(&image, PV_SECTION_NEEDS, 0, 0, 4, region);
    refused(&image, "a region needs one that is not before it");
}
END_TEST

START_TEST(a_condition_in_another_region_shows_that_ones_truth) {
    struct image image = image_of(policy);
    IMAGE_PUT(&image, PV_SECTION_CONDITIONS, 0, pv_condition, word, 200);
    refused(&image, "a condition is out of range");
    image = image_of(policy);
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
    struct image image = image_of(policy);
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
    struct image image = image_of(policy);
    image_put(&image, PV_SECTION_RULES, 0, offsetof(pv_program_rule, cite) + 4, 4, UINT32_MAX);
    refused(&image, "a text lies outside the texts");
}
END_TEST

START_TEST(a_private_fact_is_not_shown) {
    struct image image = image_of(policy);
    uint32_t field = 0;
    while ((IMAGE_GET(&image, PV_SECTION_FIELDS, field, pv_schema_field, flags) & PV_FIELD_PRIVATE) == 0) field++;
    image_put(&image, PV_SECTION_CONDITION_FACTS, 0, 0, 4, field);
    refused(&image, "a private fact is shown");
}
END_TEST

START_TEST(a_param_does_not_claim_to_be_replaced) {
    struct image image = image_of(policy);
    IMAGE_PUT(&image, PV_SECTION_PARAMS, 0, pv_program_param, flags, PV_PARAM_REPLACED);
    refused(&image, "reserved bits are set");
}
END_TEST

START_TEST(the_checksum_covers_the_id) {
    struct image image = image_of(policy);
    proviso_program *program;
    const char *problem = NULL;
    image.bytes[PV_AT_ID] ^= 1;
    ck_assert_int_eq(load_with(&program, &image, 1 << 20, &problem), PROVISO_POLICY_ERRORS);
    ck_assert_str_eq(problem, "the file is damaged: its checksum differs");
    free(image.bytes);
}
END_TEST

/* ---- Time and memory out of proportion to the file ---- */

START_TEST(a_length_beyond_the_largest_file_is_not_read) {
    struct image image = image_of(policy);
    proviso_program *program;
    const char *problem = NULL;
    struct image larger = {image.bytes, (size_t)PV_FILE_MOST + 8, 0};
    ck_assert_int_eq(load_with(&program, &larger, 1 << 20, &problem), PROVISO_POLICY_ERRORS);
    ck_assert_str_eq(problem, "the file is too large");
    free(image.bytes);
}
END_TEST

START_TEST(sections_that_share_bytes_would_multiply_the_file) {
    struct image image = image_of(policy);
    image_set_offset(&image, PV_SECTION_VALUES, PV_FILE_HEADER);
    refused(&image, "sections overlap");
}
END_TEST

START_TEST(regions_that_share_words_would_be_verified_again_and_again) {
    struct image image = image_of(policy);
    uint32_t region = image_count(&image, PV_SECTION_REGIONS) - 1;
    while (IMAGE_GET(&image, PV_SECTION_REGIONS, region, pv_region, word_count) == 0) region--;
    IMAGE_PUT(&image, PV_SECTION_REGIONS, region, pv_region, first_word, 0);
    refused(&image, "a region's words are out of range");
}
END_TEST

static void share_list(unsigned section, uint32_t row, size_t first, size_t count, const char *expected) {
    struct image image = image_of(policy);
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

START_TEST(fields_that_share_their_values_would_be_searched_at_length) {
    struct image image = image_of(policy);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_FIELDS); i++) {
        if (IMAGE_GET(&image, PV_SECTION_FIELDS, i, pv_schema_field, kind) == PV_TYPE_ONE_OF)
            IMAGE_PUT(&image, PV_SECTION_FIELDS, i, pv_schema_field, first_value, 0);
    }
    refused(&image, "an enumeration is out of range");
}
END_TEST

START_TEST(groups_that_share_slots_would_be_opened_at_length) {
    struct image image = image_of(policy);
    uint64_t all = IMAGE_GET(&image, PV_SECTION_GROUPS, 0, pv_schema_group, slot_count);
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_GROUPS); i++) {
        IMAGE_PUT(&image, PV_SECTION_GROUPS, i, pv_schema_group, first_slot, 0);
        IMAGE_PUT(&image, PV_SECTION_GROUPS, i, pv_schema_group, slot_count, all);
        IMAGE_PUT(&image, PV_SECTION_GROUPS, i, pv_schema_group, first_template, 0);
    }
    refused(&image, "a field or a group is in no group");
}
END_TEST

START_TEST(symbols_that_share_a_text_would_be_hashed_at_length) {
    struct image image = image_of(policy);
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
    struct image image = image_of(policy);
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
    struct image image = image_of(policy);
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
    struct image image = image_of(policy);
    ck_assert(image_resize(&image, PV_SECTION_TEXTS, 4096));
    for (uint32_t i = 0; i < 4096; i++) *image_row(&image, PV_SECTION_TEXTS, i) = 'n';
    image_put(&image, PV_SECTION_RULES, 0, offsetof(pv_program_rule, name) + 4, 4, 256);
    refused(&image, "a name is too long");
}
END_TEST

START_TEST(transitions_by_the_second_would_be_stepped_through) {
    struct image image = image_of(policy);
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
    decides_to_limit(text, "{\"b\": true}", RULES * OUTPUTS * 3, RULES * OUTPUTS / 2);
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

START_TEST(truths_of_exclusions_outlive_no_count_of_decisions) {
    proviso_program *program = compile(policy);
    proviso_session *session = NULL;
    const proviso_decision *decision = NULL;
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    const char *const outcomes[] = {"", "first", "third"};
    for (int round = 0; round < 6; round++) {
        session->machine.round = round < 3 ? (uint64_t)round : (uint64_t)UINT32_MAX - 1 + (uint64_t)(round - 3);
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
    return RUN_SUITE(
        "hostile_program", a_file_that_nobody_changed_decides_as_its_policy,
        a_field_in_no_group_would_be_written_through_its_slot, a_number_as_money_would_have_no_currency_to_print,
        money_of_an_unknown_currency_is_refused, a_text_with_a_currency_would_be_read_beyond_the_registers,
        an_operand_beyond_the_registers_is_refused, an_opcode_beyond_the_last_is_refused,
        a_skip_out_of_its_region_is_refused, a_memo_of_a_region_that_is_not_needed_may_not_be_read,
        a_region_may_not_need_itself, a_condition_in_another_region_shows_that_ones_truth,
        a_program_without_a_zone_takes_none_from_its_file, texts_that_are_no_utf8_are_refused,
        a_text_that_cuts_a_character_is_refused, a_text_beyond_the_texts_is_refused, a_private_fact_is_not_shown,
        a_param_does_not_claim_to_be_replaced, the_checksum_covers_the_id, a_length_beyond_the_largest_file_is_not_read,
        sections_that_share_bytes_would_multiply_the_file, regions_that_share_words_would_be_verified_again_and_again,
        lists_that_share_rows_would_be_walked_again_and_again,
        fields_that_share_their_values_would_be_searched_at_length, groups_that_share_slots_would_be_opened_at_length,
        symbols_that_share_a_text_would_be_hashed_at_length, symbols_that_share_a_hash_would_make_every_text_slow,
        texts_that_nobody_chose_for_their_hash_are_taken, names_too_long_would_be_sorted_at_length,
        transitions_by_the_second_would_be_stepped_through, an_explanation_ends_within_its_budget,
        outputs_times_unknown_rules_are_charged, comparing_long_texts_is_charged,
        truths_of_exclusions_outlive_no_count_of_decisions);
}
