/* Saving: a program as a compiled file (FORMAT.md).
 *
 * Every table becomes a section as it stands. Pointers are left out: a text constant keeps its symbol alone. The same
 * program gives the same bytes: rows have no padding, what lies between sections is zero. */
#include "program/file_internal.h"

const char pv_file_magic[8] = {(char)0x89, 'P', 'V', 'C', '\r', '\n', 0x1a, '\n'};

static void *unconst(const void *pointer) { return (void *)(uintptr_t)pointer; }

static void fill_change(const pv_zone_change *change, pv_policy_row *row, int index) {
    row->zone_changes[index].kind = change->kind;
    row->zone_changes[index].month = change->month;
    row->zone_changes[index].week = change->week;
    row->zone_changes[index].weekday = change->weekday;
    row->zone_changes[index].day = change->day;
    row->zone_changes[index].seconds = change->seconds;
}

static void fill_policy(const proviso_program *p, pv_policy_row *row) {
    *row = (pv_policy_row){.name = p->name,
                           .version = p->version,
                           .zone_name = p->zone_name,
                           .otherwise_cite = p->otherwise_cite,
                           .has_zone = p->has_zone,
                           .slot_count = p->schema.slot_count,
                           .register_constants = p->register_constants,
                           .region_words = p->region_words,
                           .otherwise_outcome = p->otherwise_outcome,
                           .otherwise_because = p->otherwise_because,
                           .otherwise_has_cite = p->otherwise_has_cite,
                           .otherwise_first_set = p->otherwise_first_set,
                           .otherwise_set_count = p->otherwise_set_count};
    if (!p->has_zone) return;
    row->zone_first_offset = p->zone.first_offset;
    row->zone_tail_standard = p->zone.tail_standard;
    row->zone_tail_dst = p->zone.tail_dst;
    row->zone_tail_has_dst = p->zone.tail_has_dst;
    fill_change(&p->zone.dst_begins, row, 0);
    fill_change(&p->zone.dst_ends, row, 1);
}

static void fill_rows(const proviso_program *p, pv_policy_row *policy, pv_rows *rows) {
    const pv_schema *s = &p->schema;
#define ROWS(name, table, number) rows[PV_SECTION_##name] = (pv_rows){unconst(table), number}
    ROWS(TEXTS, p->texts, p->texts_size);
    ROWS(POLICY, policy, 1);
    ROWS(GROUPS, s->groups, s->group_count);
    ROWS(FIELDS, s->fields, s->field_count);
    ROWS(VALUES, s->values, s->value_count);
    ROWS(SYMBOLS, s->symbols, s->symbol_count);
    ROWS(TEMPLATES, s->templates, s->template_count);
    ROWS(CONSTANTS, p->constants, p->constant_count);
    ROWS(CONSTANT_CLASSES, p->constant_classes, p->constant_count);
    ROWS(MEMO_CLASSES, p->memo_classes, p->memo_count);
    ROWS(CODE, p->code, p->code_count);
    ROWS(REGIONS, p->regions, p->region_count);
    ROWS(NEEDS, p->needs, p->need_count);
    ROWS(OUTCOMES, p->outcomes, p->outcome_count);
    ROWS(OUTPUTS, p->outputs, p->output_count);
    ROWS(RULES, p->rules, p->rule_count);
    ROWS(EXCLUSIONS, p->exclusions, p->exclusion_count);
    ROWS(EXCLUSION_LISTS, p->exclusion_lists, p->exclusion_list_count);
    ROWS(SETS, p->sets, p->set_count);
    ROWS(CONDITIONS, p->conditions, p->condition_count);
    ROWS(CONDITION_FACTS, p->condition_facts, p->condition_fact_count);
    ROWS(BECAUSES, p->templates, p->template_count);
    ROWS(PARTS, p->parts, p->part_count);
    ROWS(FAULT_TEXTS, p->fault_texts, p->fault_text_count);
    ROWS(PARAMS, p->params, p->param_count);
    ROWS(ZONE_TRANSITIONS, p->zone.at, p->has_zone ? p->zone.count : 0);
    ROWS(ZONE_OFFSETS, p->zone.offsets, p->has_zone ? p->zone.count : 0);
    ROWS(ZONE_VERSION, &p->zone_version, p->has_zone && p->zone_version.length > 0 ? 1 : 0);
    ROWS(LISTS, s->lists, s->list_count);
    ROWS(LOOPS, p->loops, p->loop_count);
    ROWS(COPIES, p->copies, p->copy_count);
    ROWS(FRAMES, p->frames, p->frame_count);
#undef ROWS
}

static void add_zeros(pv_buffer *out, size_t count) {
    for (size_t i = 0; i < count; i++) pv_buffer_add_char(out, 0);
}

static size_t aligned(size_t n) { return (n + 7) & ~(size_t)7; }

static void add_entry(pv_buffer *out, const pv_section *section, uint32_t count, size_t offset) {
    char entry[PV_ENTRY_BYTES];
    pv_put(entry, 4, section->id);
    pv_put(entry + 4, 4, section->optional ? 0 : PV_ENTRY_REQUIRED);
    pv_put(entry + 8, 4, count);
    pv_put(entry + 12, 4, section->row);
    pv_put(entry + 16, 8, offset);
    pv_buffer_add(out, (proviso_text){entry, sizeof entry});
}

/* Constants are written without pointers. `at`: where the section begins. */
static void strip_texts(const proviso_program *p, pv_buffer *out, size_t at) {
    if (out->failed) return;
    for (uint32_t i = 0; i < p->constant_count; i++) {
        if (p->constant_classes[i] != PV_CLASS_TEXT) continue;
        pv_slot bare = pv_slot_of_text((proviso_text){NULL, 0}, pv_slot_symbol(p->constants[i]));
        memcpy(out->data + at + i * sizeof bare, &bare, sizeof bare);
    }
}

static void add_section(pv_buffer *out, const proviso_program *p, size_t start, unsigned index, const pv_rows *rows) {
    const pv_section *section = pv_section_get(index);
    size_t at = out->length, bytes = (size_t)rows->count * section->row;
    if (rows->count > 0) pv_buffer_add(out, (proviso_text){rows->rows, bytes});
    if (index == PV_SECTION_CONSTANTS) strip_texts(p, out, at);
    if (!out->failed) pv_section_swap(section, out->data + at, rows->count);
    add_zeros(out, aligned(out->length - start) - (out->length - start));
}

static bool is_written(unsigned index, const pv_rows *rows) {
    return rows->count > 0 || pv_section_get(index)->id <= PV_SECTION_ALWAYS;
}

bool pv_program_save_unidentified(pv_buffer *out, const proviso_program *program) {
    if (program->base != NULL) return false;
    pv_policy_row policy;
    pv_rows rows[PV_SECTION_COUNT];
    size_t start = out->length;
    fill_policy(program, &policy);
    fill_rows(program, &policy, rows);
    pv_buffer_add(out, (proviso_text){pv_file_magic, sizeof pv_file_magic});
    add_zeros(out, PV_FILE_HEADER - sizeof pv_file_magic);
    uint32_t sections = 0;
    for (unsigned i = 0; i < PV_SECTION_COUNT; i++) sections += is_written(i, &rows[i]);
    size_t offset = PV_FILE_HEADER + (size_t)sections * PV_ENTRY_BYTES;
    for (unsigned i = 0; i < PV_SECTION_COUNT; i++) {
        if (!is_written(i, &rows[i])) continue;
        add_entry(out, pv_section_get(i), rows[i].count, offset);
        offset += aligned((size_t)rows[i].count * pv_section_get(i)->row);
    }
    for (unsigned i = 0; i < PV_SECTION_COUNT; i++) {
        if (is_written(i, &rows[i])) add_section(out, program, start, i, &rows[i]);
    }
    if (out->failed) return true;
    char *header = out->data + start;
    pv_put(header + PV_AT_MAJOR, 2, PV_FILE_MAJOR);
    pv_put(header + PV_AT_MINOR, 2, program->format_minor);
    pv_put(header + PV_AT_SECTIONS, 4, sections);
    pv_put(header + PV_AT_LENGTH, 8, out->length - start);
    return true;
}

bool pv_program_save(pv_buffer *out, const proviso_program *program) {
    size_t start = out->length;
    if (!pv_program_save_unidentified(out, program)) return false;
    if (out->failed) return true;
    char *header = out->data + start;
    memcpy(header + PV_AT_ID, program->id, PV_FILE_ID);
    pv_put(header + PV_AT_CHECKSUM, 4, pv_checksum(header, out->length - start));
    return true;
}
