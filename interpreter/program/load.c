/* Loading: a compiled file becomes a program.
 *
 * Nothing of the file is believed. Every length is held against the bytes that are there before memory is taken for it,
 * and no two sections share bytes, so a file makes the loader take no more than a small multiple of its own size. The
 * tables are copied, pointers are made, and then the verifier proves the rest; the checksum only tells accidents from
 * damage. */
#include "program/file_internal.h"

typedef struct pv_loader {
    proviso_program *p;
    proviso_text bytes;
    pv_rows rows[PV_SECTION_COUNT];
    uint64_t end; /* of the section before */
    const char *problem;
    bool out_of_memory;
} pv_loader;

bool pv_file_is(proviso_text bytes) {
    return bytes.length >= sizeof pv_file_magic && memcmp(bytes.data, pv_file_magic, sizeof pv_file_magic) == 0;
}

static bool fail(pv_loader *l, const char *problem) {
    l->problem = problem;
    return false;
}

static bool read_header(pv_loader *l, uint32_t *sections) {
    const char *h = l->bytes.data;
    if (!pv_file_is(l->bytes)) return fail(l, "this is no compiled policy");
    if (l->bytes.length > PV_FILE_MOST) return fail(l, "the file is too large");
    if (l->bytes.length < PV_FILE_HEADER || l->bytes.length % 8 != 0) return fail(l, "the file is cut short");
    if (pv_get(h + PV_AT_MAJOR, 2) != PV_FILE_MAJOR) return fail(l, "the file is of another version of the format");
    if (pv_get(h + PV_AT_LENGTH, 8) != l->bytes.length) return fail(l, "the file is not as long as it says");
    if (pv_get(h + PV_AT_FEATURES, 4) != 0) return fail(l, "the file needs features that this version does not have");
    if (pv_get(h + PV_AT_CHECKSUM, 4) != pv_checksum(h, l->bytes.length))
        return fail(l, "the file is damaged: its checksum differs");
    uint32_t minor = (uint32_t)pv_get(h + PV_AT_MINOR, 2);
    if (minor < PV_FILE_MINOR) l->p->format_minor = minor;
    *sections = (uint32_t)pv_get(h + PV_AT_SECTIONS, 4);
    if (*sections > (l->bytes.length - PV_FILE_HEADER) / PV_ENTRY_BYTES)
        return fail(l, "the table of sections is cut short");
    memcpy(l->p->id, h + PV_AT_ID, PV_FILE_ID);
    return true;
}

static bool take_section(pv_loader *l, unsigned index, uint32_t count, uint64_t offset) {
    const pv_section *section = pv_section_get(index);
    uint64_t bytes = (uint64_t)count * section->row; /* both below 2^32 */
    if (offset % 8 != 0 || offset > l->bytes.length || bytes > l->bytes.length - offset)
        return fail(l, "a section lies outside of the file");
    if (offset < l->end) return fail(l, "sections overlap");
    l->end = offset + bytes;
    void *rows = pv_arena_array(&l->p->arena, count, section->row);
    if (rows == NULL) {
        l->out_of_memory = true;
        return false;
    }
    if (count > 0) memcpy(rows, l->bytes.data + offset, (size_t)bytes);
    pv_section_swap(section, rows, count);
    l->rows[index] = (pv_rows){rows, count};
    return true;
}

static bool read_entry(pv_loader *l, const char *entry, uint32_t *last_id) {
    uint32_t id = (uint32_t)pv_get(entry, 4), flags = (uint32_t)pv_get(entry + 4, 4);
    if (id <= *last_id) return fail(l, "sections are not in order");
    *last_id = id;
    if ((flags & ~(uint32_t)PV_ENTRY_REQUIRED) != 0) return fail(l, "reserved bits are set");
    for (unsigned i = 0; i < PV_SECTION_COUNT; i++) {
        if (pv_section_get(i)->id != id) continue;
        if (pv_get(entry + 12, 4) != pv_section_get(i)->row) return fail(l, "the rows of a section have another size");
        return take_section(l, i, (uint32_t)pv_get(entry + 8, 4), pv_get(entry + 16, 8));
    }
    return flags == 0 || fail(l, "the file has a section that this version does not know");
}

static bool read_sections(pv_loader *l, uint32_t count) {
    uint32_t last_id = 0;
    l->end = PV_FILE_HEADER + (uint64_t)count * PV_ENTRY_BYTES;
    for (uint32_t i = 0; i < count; i++) {
        if (!read_entry(l, l->bytes.data + PV_FILE_HEADER + (size_t)i * PV_ENTRY_BYTES, &last_id)) return false;
    }
    for (unsigned i = 0; i < PV_SECTION_COUNT; i++) {
        if (l->rows[i].rows == NULL && pv_section_get(i)->id <= PV_SECTION_ALWAYS)
            return fail(l, "a section is missing");
    }
    return true;
}

/* ---- From rows to a program ---- */

static void assign(pv_loader *l) {
    proviso_program *p = l->p;
    pv_schema *s = &p->schema;
#define ROWS(name, table, number)                                                                                      \
    p->table = l->rows[PV_SECTION_##name].rows;                                                                        \
    p->number = l->rows[PV_SECTION_##name].count
    ROWS(TEXTS, texts, texts_size);
    s->texts = p->texts;
    ROWS(GROUPS, schema.groups, schema.group_count);
    ROWS(FIELDS, schema.fields, schema.field_count);
    ROWS(VALUES, schema.values, schema.value_count);
    ROWS(SYMBOLS, schema.symbols, schema.symbol_count);
    ROWS(TEMPLATES, schema.templates, schema.template_count);
    ROWS(CONSTANTS, constants, constant_count);
    p->constant_classes = l->rows[PV_SECTION_CONSTANT_CLASSES].rows;
    ROWS(MEMO_CLASSES, memo_classes, memo_count);
    ROWS(CODE, code, code_count);
    ROWS(REGIONS, regions, region_count);
    ROWS(NEEDS, needs, need_count);
    ROWS(OUTCOMES, outcomes, outcome_count);
    ROWS(OUTPUTS, outputs, output_count);
    ROWS(RULES, rules, rule_count);
    ROWS(EXCLUSIONS, exclusions, exclusion_count);
    ROWS(EXCLUSION_LISTS, exclusion_lists, exclusion_list_count);
    ROWS(SETS, sets, set_count);
    ROWS(CONDITIONS, conditions, condition_count);
    ROWS(CONDITION_FACTS, condition_facts, condition_fact_count);
    ROWS(BECAUSES, templates, template_count);
    ROWS(PARTS, parts, part_count);
    ROWS(FAULT_TEXTS, fault_texts, fault_text_count);
    ROWS(PARAMS, params, param_count);
    ROWS(LISTS, schema.lists, schema.list_count);
    ROWS(LOOPS, loops, loop_count);
    ROWS(COPIES, copies, copy_count);
    ROWS(FRAMES, frames, frame_count);
#undef ROWS
}

static bool text_inside(const proviso_program *p, pv_text_ref ref) {
    return ref.length <= p->texts_size && ref.offset <= p->texts_size - ref.length;
}

static pv_zone_change zone_change(const pv_policy_row *row, int index) {
    return (pv_zone_change){.kind = (uint8_t)row->zone_changes[index].kind,
                            .month = (uint8_t)row->zone_changes[index].month,
                            .week = (uint8_t)row->zone_changes[index].week,
                            .weekday = (uint8_t)row->zone_changes[index].weekday,
                            .day = (uint16_t)row->zone_changes[index].day,
                            .seconds = row->zone_changes[index].seconds};
}

static bool assign_policy(pv_loader *l) {
    proviso_program *p = l->p;
    const pv_rows *rows = &l->rows[PV_SECTION_POLICY];
    if (rows->count != 1) return fail(l, "there is not one policy");
    const pv_policy_row *row = rows->rows;
    p->name = row->name;
    p->version = row->version;
    p->zone_name = row->zone_name;
    p->has_zone = row->has_zone == 1;
    p->schema.slot_count = row->slot_count;
    p->register_constants = row->register_constants;
    p->otherwise_outcome = row->otherwise_outcome;
    p->otherwise_because = row->otherwise_because;
    p->otherwise_has_cite = row->otherwise_has_cite;
    p->otherwise_cite = row->otherwise_cite;
    p->otherwise_first_set = row->otherwise_first_set;
    p->otherwise_set_count = row->otherwise_set_count;
    if (row->has_zone > 1 || row->zone_tail_has_dst > 1 || !text_inside(p, row->zone_name))
        return fail(l, "the policy's row is malformed");
    if (!pv_program_lay_out(p)) return fail(l, "there are too many registers, or loops nest too deep");
    return p->region_words == row->region_words || fail(l, "the registers are laid out wrongly");
}

static bool change_fits(const pv_policy_row *row, int index) {
    return row->zone_changes[index].kind <= PV_ZONE_CHANGE_WEEKDAY && row->zone_changes[index].month <= 12 &&
           row->zone_changes[index].week <= 5 && row->zone_changes[index].weekday <= 6 &&
           row->zone_changes[index].day <= 365;
}

static bool assign_zone(pv_loader *l) {
    proviso_program *p = l->p;
    const pv_policy_row *row = l->rows[PV_SECTION_POLICY].rows;
    const pv_rows *at = &l->rows[PV_SECTION_ZONE_TRANSITIONS], *offsets = &l->rows[PV_SECTION_ZONE_OFFSETS];
    if (at->count != offsets->count) return fail(l, "the zone's tables differ in length");
    if (!change_fits(row, 0) || !change_fits(row, 1)) return fail(l, "the zone's rule is malformed");
    if (!p->has_zone) return true;
    p->zone = (pv_zone){.name = pv_program_text(p, row->zone_name),
                        .at = at->rows,
                        .offsets = offsets->rows,
                        .count = at->count,
                        .first_offset = row->zone_first_offset,
                        .tail_has_dst = row->zone_tail_has_dst == 1,
                        .tail_standard = row->zone_tail_standard,
                        .tail_dst = row->zone_tail_dst,
                        .dst_begins = zone_change(row, 0),
                        .dst_ends = zone_change(row, 1)};
    return true;
}

static bool assign_zone_version(pv_loader *l) {
    const pv_rows *rows = &l->rows[PV_SECTION_ZONE_VERSION];
    if (rows->rows == NULL) return true;
    if (rows->count != 1) return fail(l, "there is not one version of the time zone database");
    l->p->zone_version = *(const pv_text_ref *)rows->rows;
    return true;
}

/* The index is not in the file, so that how it hashes is not part of the format. Symbols share no text: hashing them is
 * no more than reading the texts once. */
static bool index_symbols(pv_loader *l) {
    pv_schema *s = &l->p->schema;
    uint64_t length = 0;
    for (uint32_t i = 0; i < s->symbol_count; i++) {
        if (!text_inside(l->p, s->symbols[i])) return fail(l, "a text lies outside the texts");
        length += s->symbols[i].length;
    }
    if (length > l->p->texts_size) return fail(l, "symbols share their texts");
    proviso_status status = pv_schema_index_symbols(s, &l->p->arena);
    l->out_of_memory = status == PROVISO_OUT_OF_MEMORY;
    return status == PROVISO_OK || fail(l, "too many symbols have one hash");
}

static bool point_constants(pv_loader *l) {
    proviso_program *p = l->p;
    if (l->rows[PV_SECTION_CONSTANT_CLASSES].count != p->constant_count)
        return fail(l, "constants and their classes differ in number");
    pv_slot *constants = l->rows[PV_SECTION_CONSTANTS].rows;
    for (uint32_t i = 0; i < p->constant_count; i++) {
        if (p->constant_classes[i] != PV_CLASS_TEXT) continue;
        uint64_t high = (uint64_t)pv_slot_high(constants[i]);
        uint32_t symbol = (uint32_t)(high >> 32);
        if (symbol == PV_SYMBOL_NONE || symbol >= p->schema.symbol_count) return fail(l, "a constant is out of range");
        constants[i] = pv_slot_of_text(pv_schema_text(&p->schema, p->schema.symbols[symbol]), symbol);
    }
    return true;
}

static bool load(pv_loader *l) {
    uint32_t sections;
    if (!read_header(l, &sections) || !read_sections(l, sections)) return false;
    assign(l);
    return assign_policy(l) && assign_zone(l) && assign_zone_version(l) && index_symbols(l) && point_constants(l);
}

proviso_status pv_program_load(proviso_program **out, proviso_text bytes, const proviso_allocator *allocator,
                               const proviso_limits *limits, const char **problem) {
    pv_loader l = {.bytes = bytes};
    proviso_status status = pv_program_create(&l.p, allocator, limits);
    if (status != PROVISO_OK) return status;
    status = PROVISO_POLICY_ERRORS;
    if (load(&l)) {
        pv_memory memory;
        pv_memory_init(&memory, allocator, limits->memory_bytes);
        status = pv_program_verify(l.p, &memory, &l.problem);
    } else if (l.out_of_memory) {
        status = PROVISO_OUT_OF_MEMORY;
    }
    if (problem != NULL) *problem = l.problem;
    if (status == PROVISO_OK)
        *out = l.p;
    else
        pv_program_release(l.p);
    return status;
}
