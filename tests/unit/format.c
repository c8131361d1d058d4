/* The compiled file: that it is what program/FORMAT.md says, and that the files of a released format keep working.
 *
 * The first half reads a file by itself, with nothing but FORMAT.md in hand: header, checksum, id, table of sections,
 * and then every member of every row, in the order and of the size that FORMAT.md gives, against the program.
 *
 * The second half goes through the files of golden/format, written by the version that released their format. They
 * have to load and to decide as their texts do, for ever, so they are never written anew. Today's compiler makes
 * the same bytes of the texts of the newest format, and other code of older ones. With
 * PROVISO_UPDATE_GOLDENS in the environment, files that are missing are written. */
#include <sha2.h>
#include <stdio.h>

#include "policy_fixture.h"
#include "program/program.h"

static const char *const fixtures[] = {"1.0/deposits", "1.0/minimal", "1.0/trtc",
                                       "1.0/values",   "1.1/amounts", "1.1/lists"};
enum { FIXTURES = sizeof fixtures / sizeof *fixtures, OF_TODAY = 4 /* the first one of the newest format */ };

static const char *path_of(const char *name, const char *end) {
    static char path[1024];
    snprintf(path, sizeof path, "%s/tests/golden/format/%s%s", PROVISO_SOURCE_DIR, name, end);
    return path;
}

/* ---- Bytes ---- */

typedef struct bytes {
    unsigned char data[1 << 16];
    size_t length;
} bytes;

static bool keep(void *context, const char *data, size_t length) {
    bytes *out = context;
    if (length > sizeof out->data - out->length) return false;
    memcpy(out->data + out->length, data, length);
    out->length += length;
    return true;
}

static bytes saved; /* what save_fixture saved last */

static void save(const proviso_program *program) {
    saved.length = 0;
    ck_assert_int_eq(proviso_program_save(program, keep, &saved), PROVISO_OK);
}

static proviso_program *compile_fixture(const char *name) {
    size_t length;
    char *text = read_file(path_of(name, ".proviso"), &length);
    proviso_program *program = compile_text((proviso_text){text, length});
    free(text);
    return program;
}

static proviso_program *load(proviso_text file) {
    proviso_engine *engine = new_engine(NULL);
    proviso_program *program = NULL;
    ck_assert_int_eq(proviso_program_load(&program, engine, PROVISO_TEXT("test.pvc"), file, NULL), PROVISO_OK);
    proviso_engine_destroy(engine);
    return program;
}

static uint64_t at(size_t offset, unsigned size) {
    uint64_t value = 0;
    ck_assert_uint_le(offset + size, saved.length);
    for (unsigned i = 0; i < size; i++) value |= (uint64_t)saved.data[offset + i] << (8 * i);
    return value;
}

/* ---- Header and table ---- */

enum { HEADER = 64, ENTRY = 24, ALWAYS = 27, ZONE_VERSION = 28, SECTIONS = 32 };

START_TEST(the_header_is_as_described) {
    static const unsigned char magic[] = {0x89, 'P', 'V', 'C', 0x0d, 0x0a, 0x1a, 0x0a};
    proviso_program *program = compile_fixture(fixtures[_i]);
    save(program);
    ck_assert_mem_eq(saved.data, magic, sizeof magic);
    ck_assert_uint_eq(at(8, 2), 1);
    ck_assert_uint_eq(at(10, 2), 1);
    ck_assert_uint_ge(at(12, 4), ALWAYS);
    ck_assert_uint_le(at(12, 4), SECTIONS);
    ck_assert_uint_eq(at(16, 8), saved.length);
    ck_assert_uint_eq(saved.length % 8, 0);
    ck_assert_uint_eq(at(24, 4), 0);
    proviso_program_release(program);
}
END_TEST

START_TEST(the_checksum_is_as_described) {
    proviso_program *program = compile_fixture(fixtures[_i]);
    save(program);
    uint64_t checksum = at(28, 4), s = saved.length;
    memset(saved.data + 28, 0, 4);
    for (size_t i = 0; i < saved.length; i += 8) {
        s = (s ^ at(i, 8)) * UINT64_C(0x9e3779b97f4a7c15);
        s ^= s >> 29;
    }
    ck_assert_uint_eq(checksum, (uint32_t)(s ^ s >> 32));
    proviso_program_release(program);
}
END_TEST

START_TEST(the_id_is_the_hash_of_the_file_without_it) {
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    proviso_program *program = compile_fixture(fixtures[_i]);
    save(program);
    proviso_text id = proviso_program_id(program);
    ck_assert_uint_eq(id.length, sizeof digest);
    ck_assert_mem_eq(saved.data + 32, id.data, id.length);
    memset(saved.data + 28, 0, HEADER - 28);
    SHA256Init(&context);
    SHA256Update(&context, saved.data, saved.length);
    SHA256Final(digest, &context);
    ck_assert_mem_eq(digest, id.data, id.length);
    proviso_program_release(program);
}
END_TEST

/* Bytes of a row, by id; FORMAT.md gives them by their members. */
static const unsigned row_bytes[SECTIONS + 1] = {0,  1, 132, 60, 48, 4, 8,  16, 16, 1, 1, 8, 24, 4,  8, 24, 56,
                                                 28, 4, 16,  24, 4,  8, 20, 12, 16, 8, 4, 8, 8,  24, 4, 8};

/* The entry of a section, or 0: those behind ALWAYS are left out where they would have no rows. */
static size_t entry_of(unsigned id) {
    for (size_t i = 0; i < at(12, 4); i++)
        if (at(HEADER + i * ENTRY, 4) == id) return HEADER + i * ENTRY;
    return 0;
}
static uint64_t rows_of(unsigned id) { return entry_of(id) == 0 ? 0 : at(entry_of(id) + 8, 4); }
static uint64_t offset_of(unsigned id) { return at(entry_of(id) + 16, 8); }

START_TEST(the_sections_are_as_described_with_zeros_between) {
    proviso_program *program = compile_fixture(fixtures[_i]);
    save(program);
    uint64_t end = HEADER + at(12, 4) * ENTRY, wrong = 0, seen = 0;
    for (unsigned id = 1; id <= SECTIONS; id++) {
        if (entry_of(id) == 0) {
            ck_assert_uint_gt(id, ALWAYS);
            continue;
        }
        ck_assert_uint_eq(entry_of(id), HEADER + seen++ * ENTRY);
        ck_assert(id <= ALWAYS || rows_of(id) > 0);
        ck_assert_uint_eq(at(entry_of(id) + 4, 4), id != ZONE_VERSION);
        ck_assert_uint_eq(at(entry_of(id) + 12, 4), row_bytes[id]);
        ck_assert_uint_eq(offset_of(id) % 8, 0);
        ck_assert_uint_ge(offset_of(id), end);
        for (; end < offset_of(id); end++) wrong += saved.data[end] != 0;
        end = offset_of(id) + rows_of(id) * row_bytes[id];
    }
    for (; end < saved.length; end++) wrong += saved.data[end] != 0;
    ck_assert_uint_eq(seen, at(12, 4));
    ck_assert_uint_eq(end, saved.length);
    ck_assert_uint_eq(wrong, 0);
    proviso_program_release(program);
}
END_TEST

/* ---- Rows ---- */

/* Where in `saved` the next member is, and how many were not what they should be. */
static size_t here;
static unsigned section, differing;

static void open_section(unsigned id, uint32_t rows) {
    section = id;
    here = entry_of(id) == 0 ? 0 : offset_of(id);
    ck_assert_msg(rows_of(id) == rows, "section %u has %u rows", id, (unsigned)rows_of(id));
}

static void member(unsigned size, uint64_t expected) {
    if (size < 8) expected &= ((uint64_t)1 << 8 * size) - 1;
    if (at(here, size) != expected && ++differing <= 10)
        fprintf(stderr, "section %u, offset %zu: %llu\n", section, here - (size_t)offset_of(section),
                (unsigned long long)at(here, size));
    here += size;
}

static void members_4(const uint32_t *expected, size_t count) {
    for (size_t i = 0; i < count; i++) member(4, expected[i]);
}

static void text_member(pv_text_ref ref) {
    member(4, ref.offset);
    member(4, ref.length);
}

static void value_member(const pv_value *value) {
    member(4, value->region);
    member(2, value->slot);
    member(2, value->currency);
    member(2, value->fixed_currency);
    member(1, value->kind);
    member(1, 0);
}

static void change_member(const pv_zone_change *change) {
    const uint32_t members[] = {change->kind,    change->month, change->week,
                                change->weekday, change->day,   (uint32_t)change->seconds};
    members_4(members, 6);
}

static void check_policy(const proviso_program *p) {
    open_section(2, 1);
    text_member(p->name);
    text_member(p->version);
    text_member(p->zone_name);
    text_member(p->otherwise_cite);
    const uint32_t counts[] = {p->has_zone, p->schema.slot_count, p->register_constants, p->region_words};
    members_4(counts, 4);
    const uint32_t otherwise[] = {p->otherwise_outcome, p->otherwise_because, p->otherwise_has_cite,
                                  p->otherwise_first_set, p->otherwise_set_count};
    members_4(otherwise, 5);
    const pv_zone none = {0}, *zone = p->has_zone ? &p->zone : &none;
    const uint32_t tail[] = {(uint32_t)zone->first_offset, (uint32_t)zone->tail_standard, (uint32_t)zone->tail_dst,
                             zone->tail_has_dst};
    members_4(tail, 4);
    change_member(&zone->dst_begins);
    change_member(&zone->dst_ends);
}

static void check_zone(const proviso_program *p) {
    uint32_t count = p->has_zone ? p->zone.count : 0;
    open_section(26, count);
    for (uint32_t i = 0; i < count; i++) member(8, (uint64_t)p->zone.at[i]);
    open_section(27, count);
    for (uint32_t i = 0; i < count; i++) member(4, (uint32_t)p->zone.offsets[i]);
}

static void check_groups(const pv_schema *schema) {
    open_section(3, schema->group_count);
    for (uint32_t i = 0; i < schema->group_count; i++) {
        const pv_schema_group *g = &schema->groups[i];
        text_member(g->name);
        text_member(g->key);
        text_member(g->path);
        const uint32_t members[] = {g->parent,     g->first_field, g->field_count,    g->first_group, g->group_count,
                                    g->first_slot, g->slot_count,  g->first_template, g->optional};
        members_4(members, 9);
    }
}

static void check_fields(const pv_schema *schema) {
    open_section(4, schema->field_count);
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const pv_schema_field *f = &schema->fields[i];
        text_member(f->name);
        text_member(f->key);
        text_member(f->path);
        const uint32_t members[] = {f->group, f->slot, f->first_value, f->value_count};
        members_4(members, 4);
        member(2, f->currency);
        member(1, f->kind);
        member(1, f->form);
        member(1, f->flags);
        member(3, 0);
    }
}

static void check_schema(const pv_schema *schema) {
    check_groups(schema);
    check_fields(schema);
    open_section(5, schema->value_count);
    members_4(schema->values, schema->value_count);
    open_section(6, schema->symbol_count);
    for (uint32_t i = 0; i < schema->symbol_count; i++) text_member(schema->symbols[i]);
    open_section(7, schema->template_count);
    for (uint32_t i = 0; i < schema->template_count; i++) {
        bool known = schema->templates[i] == 1, absent = pv_slot_is_absent(schema->templates[i]);
        member(8, known);
        member(8, known ? 0 : ((uint64_t)1 << 63) + absent);
    }
    open_section(29, schema->list_count);
    for (uint32_t i = 0; i < schema->list_count; i++) {
        member(4, schema->lists[i].field);
        member(4, schema->lists[i].group);
    }
}

static void check_loops(const proviso_program *p) {
    open_section(30, p->loop_count);
    for (uint32_t i = 0; i < p->loop_count; i++) {
        const pv_loop *l = &p->loops[i];
        const uint32_t members[] = {l->list, l->region, l->first_copy, l->slot_count, l->capture_count};
        members_4(members, 5);
        member(2, l->where);
        member(2, l->depth);
    }
    open_section(31, p->copy_count);
    for (uint32_t i = 0; i < p->copy_count; i++) {
        member(2, p->copies[i].source);
        member(2, p->copies[i].target);
    }
    open_section(32, p->frame_count);
    for (uint32_t i = 0; i < p->frame_count; i++) {
        member(4, p->frames[i].class);
        member(4, p->frames[i].list);
    }
}

static void check_code(const proviso_program *p) {
    open_section(8, p->constant_count);
    for (uint32_t i = 0; i < p->constant_count; i++) {
        bool text = p->constant_classes[i] == PV_CLASS_TEXT;
        member(8, text ? 0 : (uint64_t)p->constants[i]);
        member(8, text ? (uint64_t)pv_slot_symbol(p->constants[i]) << 32 : (uint64_t)pv_slot_high(p->constants[i]));
    }
    open_section(9, p->constant_count);
    for (uint32_t i = 0; i < p->constant_count; i++) member(1, p->constant_classes[i]);
    open_section(10, p->memo_count);
    for (uint32_t i = 0; i < p->memo_count; i++) member(1, p->memo_classes[i]);
    open_section(11, p->code_count);
    for (uint32_t i = 0; i < p->code_count; i++) {
        member(1, pv_word_op(p->code[i]));
        member(1, pv_word_skip(p->code[i]));
        member(2, pv_word_a(p->code[i]));
        member(2, pv_word_b(p->code[i]));
        member(2, pv_word_c(p->code[i]));
    }
}

static void check_regions(const proviso_program *p) {
    open_section(12, p->region_count);
    for (uint32_t i = 0; i < p->region_count; i++) {
        const pv_region *r = &p->regions[i];
        const uint32_t members[] = {r->first_word, r->word_count, r->first_need, r->need_count};
        members_4(members, 4);
        member(2, r->result);
        member(2, r->currency);
        member(2, r->memo);
        member(2, r->loop);
    }
    open_section(13, p->need_count);
    members_4(p->needs, p->need_count);
}

static void check_outputs(const proviso_program *p) {
    open_section(14, p->outcome_count);
    for (uint32_t i = 0; i < p->outcome_count; i++) text_member(p->outcomes[i]);
    open_section(15, p->output_count);
    for (uint32_t i = 0; i < p->output_count; i++) {
        text_member(p->outputs[i].name);
        member(2, p->outputs[i].currency);
        member(1, p->outputs[i].has_default);
        member(1, p->outputs[i].whole);
        value_member(&p->outputs[i].value);
    }
    open_section(19, p->set_count);
    for (uint32_t i = 0; i < p->set_count; i++) {
        member(4, p->sets[i].output);
        value_member(&p->sets[i].value);
    }
}

static void check_rules(const proviso_program *p) {
    open_section(16, p->rule_count);
    for (uint32_t i = 0; i < p->rule_count; i++) {
        const pv_program_rule *r = &p->rules[i];
        text_member(r->name);
        text_member(r->cite);
        const uint32_t members[] = {r->outcome,         r->region,          r->because,   r->has_cite,
                                    r->first_exclusion, r->exclusion_count, r->first_set, r->set_count,
                                    r->first_condition, r->condition_count};
        members_4(members, 10);
    }
    open_section(17, p->exclusion_count);
    for (uint32_t i = 0; i < p->exclusion_count; i++) {
        const pv_program_exclusion *e = &p->exclusions[i];
        text_member(e->name);
        text_member(e->cite);
        const uint32_t members[] = {e->region, e->because, e->has_cite};
        members_4(members, 3);
    }
    open_section(18, p->exclusion_list_count);
    members_4(p->exclusion_lists, p->exclusion_list_count);
}

static void check_reasons(const proviso_program *p) {
    open_section(20, p->condition_count);
    for (uint32_t i = 0; i < p->condition_count; i++) {
        const pv_condition *c = &p->conditions[i];
        member(4, c->region);
        member(4, c->word);
        text_member(c->text);
        member(4, c->first_fact);
        member(4, c->fact_count);
    }
    open_section(21, p->condition_fact_count);
    members_4(p->condition_facts, p->condition_fact_count);
    open_section(22, p->template_count);
    for (uint32_t i = 0; i < p->template_count; i++) {
        member(4, p->templates[i].first_part);
        member(4, p->templates[i].part_count);
    }
    open_section(23, p->part_count);
    for (uint32_t i = 0; i < p->part_count; i++) {
        text_member(p->parts[i].text);
        value_member(&p->parts[i].value);
    }
    open_section(24, p->fault_text_count);
    for (uint32_t i = 0; i < p->fault_text_count; i++) {
        member(4, p->fault_texts[i].word);
        text_member(p->fault_texts[i].text);
    }
}

static void check_params(const proviso_program *p) {
    open_section(25, p->param_count);
    for (uint32_t i = 0; i < p->param_count; i++) {
        text_member(p->params[i].name);
        member(2, p->params[i].slot);
        member(2, p->params[i].currency);
        member(1, p->params[i].kind);
        member(1, p->params[i].family);
        member(1, p->params[i].flags);
        member(1, 0);
    }
}

START_TEST(every_member_of_every_row_is_as_described) {
    proviso_program *program = compile_fixture(fixtures[_i]);
    save(program);
    differing = 0;
    open_section(1, program->texts_size);
    ck_assert_mem_eq(saved.data + here, program->texts, program->texts_size);
    check_policy(program);
    check_zone(program);
    check_schema(&program->schema);
    check_code(program);
    check_loops(program);
    check_regions(program);
    check_outputs(program);
    check_rules(program);
    check_reasons(program);
    check_params(program);
    ck_assert_uint_eq(differing, 0);
    proviso_program_release(program);
}
END_TEST

START_TEST(a_program_that_was_loaded_is_saved_as_the_same_bytes) {
    static bytes first;
    proviso_program *program = compile_fixture(fixtures[_i]);
    save(program);
    first = saved;
    proviso_program *loaded = load((proviso_text){(const char *)first.data, first.length});
    save(loaded);
    ck_assert_uint_eq(saved.length, first.length);
    ck_assert_mem_eq(saved.data, first.data, first.length);
    proviso_program_release(loaded);
    proviso_program_release(program);
}
END_TEST

START_TEST(a_program_with_replaced_params_is_not_saved) {
    const proviso_param param = {PROVISO_TEXT("window"), PROVISO_TEXT("7 days")};
    proviso_program *program = compile_fixture("1.0/trtc"), *replaced = NULL;
    ck_assert_int_eq(proviso_program_with_params(&replaced, program, &param, 1, NULL), PROVISO_OK);
    ck_assert_int_eq(proviso_program_save(replaced, keep, &saved), PROVISO_INVALID_ARGUMENT);
    proviso_program_release(replaced);
    proviso_program_release(program);
}
END_TEST

/* ---- Files of released formats ---- */

/* Makes a file that is not there yet. */
static void write_missing(const char *name, const proviso_program *program) {
    FILE *file = fopen(path_of(name, ".pvc"), "rb");
    if (file == NULL && getenv("PROVISO_UPDATE_GOLDENS") != NULL) {
        save(program);
        file = fopen(path_of(name, ".pvc"), "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(saved.data, 1, saved.length, file), saved.length);
    }
    if (file != NULL) fclose(file);
}

static void expect_same_decision(proviso_program *text, proviso_program *file, const char *facts) {
    static char expected[1 << 16];
    snprintf(expected, sizeof expected, "%s", decide_json(text, facts));
    ck_assert_str_eq(decide_json(file, facts), expected);
    snprintf(expected, sizeof expected, "%s", decide_text(text, facts));
    ck_assert_str_eq(decide_text(file, facts), expected);
}

START_TEST(released_files_decide_as_their_texts) {
    size_t length, lines = 0;
    proviso_program *text = compile_fixture(fixtures[_i]);
    write_missing(fixtures[_i], text);
    char *file = read_file(path_of(fixtures[_i], ".pvc"), &length);
    proviso_program *program = load((proviso_text){file, length});
    char *cases = read_file(path_of(fixtures[_i], ".cases/facts.ndjson"), &length);
    for (char *line = cases, *end; (end = strchr(line, '\n')) != NULL; line = end + 1, lines++) {
        proviso_text facts;
        ck_assert_int_eq(proviso_json_member(&facts, (proviso_text){line, (size_t)(end - line)}, PROVISO_TEXT("facts")),
                         PROVISO_OK);
        char *copy = calloc(facts.length + 1, 1);
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, facts.data, facts.length);
        expect_same_decision(text, program, copy);
        free(copy);
    }
    ck_assert_uint_gt(lines, 3);
    free(cases);
    free(file);
    proviso_program_release(program);
    proviso_program_release(text);
}
END_TEST

START_TEST(todays_compiler_makes_the_files_of_todays_format) {
    size_t length;
    proviso_program *program = compile_fixture(fixtures[_i]);
    char *file = read_file(path_of(fixtures[_i], ".pvc"), &length);
    save(program);
    ck_assert_uint_eq(saved.length, length);
    ck_assert_mem_eq(saved.data, file, length);
    free(file);
    proviso_program_release(program);
}
END_TEST

START_TEST(a_released_file_is_saved_as_it_was) {
    size_t length;
    char *file = read_file(path_of(fixtures[_i], ".pvc"), &length);
    proviso_program *program = load((proviso_text){file, length});
    save(program);
    ck_assert_uint_eq(saved.length, length);
    ck_assert_mem_eq(saved.data, file, length);
    free(file);
    proviso_program_release(program);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("format");
    TCase *each = tcase_create("each file"), *one = tcase_create("one file");
    tcase_set_timeout(each, 60);
    tcase_add_loop_test(each, the_header_is_as_described, 0, FIXTURES);
    tcase_add_loop_test(each, the_checksum_is_as_described, 0, FIXTURES);
    tcase_add_loop_test(each, the_id_is_the_hash_of_the_file_without_it, 0, FIXTURES);
    tcase_add_loop_test(each, the_sections_are_as_described_with_zeros_between, 0, FIXTURES);
    tcase_add_loop_test(each, every_member_of_every_row_is_as_described, 0, FIXTURES);
    tcase_add_loop_test(each, a_program_that_was_loaded_is_saved_as_the_same_bytes, 0, FIXTURES);
    tcase_add_loop_test(each, released_files_decide_as_their_texts, 0, FIXTURES);
    tcase_add_loop_test(each, todays_compiler_makes_the_files_of_todays_format, OF_TODAY, FIXTURES);
    tcase_add_loop_test(each, a_released_file_is_saved_as_it_was, 0, FIXTURES);
    tcase_add_test(one, a_program_with_replaced_params_is_not_saved);
    suite_add_tcase(suite, each);
    suite_add_tcase(suite, one);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
