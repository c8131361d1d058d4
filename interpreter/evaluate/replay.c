/* Replay: the causes of an unknown.
 *
 * A word reads only registers of words before it, so one walk backwards through a region visits each word once: a
 * wanted word whose value is unknown wants its unknown operands; one that has none is at fault itself. What it reads of
 * other regions (memos) is walked after this region, because their words use the same registers. No recursion: the
 * stack is a vector.
 *
 * The causes are those of language: of every operand that is unknown, whichever would have been looked at first. */
#include "evaluate/replay.h"

#include <string.h>

bool pv_causes_init(pv_causes *causes, pv_machine *machine, pv_arena *arena, const uint32_t *slot_fields,
                    const uint32_t *memo_regions) {
    const proviso_program *p = machine->program;
    *causes = (pv_causes){.machine = machine, .slot_fields = slot_fields, .memo_regions = memo_regions};
    pv_vector_init(&causes->missing, arena->memory, sizeof(uint32_t));
    pv_vector_init(&causes->faults, arena->memory, sizeof(pv_fault));
    pv_vector_init(&causes->regions, arena->memory, sizeof(uint32_t));
    causes->slot_seen = pv_arena_array(arena, p->schema.slot_count, 1);
    causes->word_wanted = pv_arena_array(arena, p->region_words, 1);
    causes->region_seen = pv_arena_array(arena, p->region_count, 1);
    return causes->slot_seen != NULL && causes->word_wanted != NULL && causes->region_seen != NULL;
}

void pv_causes_clear(pv_causes *causes) {
    pv_vector_clear(&causes->missing);
    pv_vector_clear(&causes->faults);
    pv_vector_clear(&causes->regions);
}

bool pv_causes_failed(const pv_causes *causes) {
    return causes->missing.failed || causes->faults.failed || causes->regions.failed;
}

uint32_t *pv_slot_fields(const proviso_program *program, pv_arena *arena) {
    const pv_schema *schema = &program->schema;
    uint32_t *fields = pv_arena_array(arena, schema->slot_count, sizeof *fields);
    for (uint32_t i = 0; fields != NULL && i < schema->field_count; i++) {
        const pv_schema_field *field = &schema->fields[i];
        fields[field->slot] = i;
        if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY) fields[field->slot + 1] = i;
    }
    return fields;
}

uint32_t *pv_memo_regions(const proviso_program *program, pv_arena *arena) {
    uint32_t first = program->schema.slot_count + program->register_constants;
    uint32_t *regions = pv_arena_array(arena, program->memo_count, sizeof *regions);
    for (uint32_t i = 0; regions != NULL && i < program->region_count; i++) {
        const pv_region *region = &program->regions[i];
        if (region->memo == PV_REGISTER_NONE) continue;
        regions[region->memo - first] = i;
        if (region->currency != PV_REGISTER_NONE) regions[region->memo + 1 - first] = i;
    }
    return regions;
}

/* ---- Faults ---- */

static proviso_text fault_text(const proviso_program *p, uint32_t word) {
    uint32_t low = 0, high = p->fault_text_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->fault_texts[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == p->fault_text_count || p->fault_texts[low].word != word) return (proviso_text){0};
    return pv_program_text(p, p->fault_texts[low].text);
}

/* What went wrong in a word all of whose operands are known. */
static const char *fault_kind(const pv_slot *r, pv_word word) {
    switch ((pv_opcode)pv_word_op(word)) {
    case PV_OP_SAME_CURRENCY: return "currencies differ";
    case PV_OP_WHOLE: return "not whole";
    case PV_OP_SAME_FAMILY: return "span families differ";
    case PV_OP_ADD_SPANS:
    case PV_OP_SUBTRACT_SPANS:
        return pv_span_family_of(r[pv_word_a(word)]) != pv_span_family_of(r[pv_word_b(word)]) ? "span families differ"
                                                                                              : "overflow";
    case PV_OP_DATE_PLUS:
    case PV_OP_DATE_MINUS:
        return pv_span_family_of(r[pv_word_b(word)]) == PV_SPAN_ELAPSED ? "span families differ" : "overflow";
    case PV_OP_WITHIN_AFTER:
    case PV_OP_WITHIN_BEFORE:
    case PV_OP_WITHIN_OF:
    case PV_OP_AT_LEAST_AFTER:
    case PV_OP_AT_LEAST_BEFORE:
    case PV_OP_MORE_THAN_AFTER:
    case PV_OP_MORE_THAN_BEFORE:
    case PV_OP_LESS_THAN_AFTER:
    case PV_OP_LESS_THAN_BEFORE: return "negative span";
    default: return "overflow";
    }
}

static void add_fault(pv_causes *causes, uint32_t region, uint32_t word, proviso_text in) {
    const pv_machine *m = causes->machine;
    uint32_t at = m->program->regions[region].first_word + word;
    pv_fault fault = {in, fault_text(m->program, at), fault_kind(m->registers, m->program->code[at])};
    if (!pv_machine_charge(causes->machine, fault.text.length + 1)) return; /* its text will be compared and sorted */
    pv_vector_push(&causes->faults, &fault);
}

/* ---- The walk ---- */

static void add_missing(pv_causes *causes, uint32_t slot) {
    uint32_t field = causes->slot_fields[slot];
    uint32_t first = causes->machine->program->schema.fields[field].slot;
    if (causes->slot_seen[first]) return;
    causes->slot_seen[first] = 1;
    pv_vector_push(&causes->missing, &field);
}

static void add_region(pv_causes *causes, uint32_t region) {
    if (causes->region_seen[region]) return;
    causes->region_seen[region] = 1;
    pv_vector_push(&causes->regions, &region);
}

/* An unknown register: of a fact, of a word of this region, or a memo. */
static void want(pv_causes *causes, uint32_t reg) {
    const proviso_program *p = causes->machine->program;
    uint32_t memos = p->schema.slot_count + p->register_constants;
    if (reg < p->schema.slot_count)
        add_missing(causes, reg);
    else if (reg >= p->base_register)
        causes->word_wanted[reg - p->base_register] = 1;
    else if (reg >= memos)
        add_region(causes, causes->memo_regions[reg - memos]);
}

/* Wants the unknown operands of a word; false: there is none, it is at fault. */
static bool want_operands(pv_causes *causes, pv_word word, int first) {
    const pv_slot *r = causes->machine->registers;
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    const unsigned operands[3] = {pv_word_a(word), pv_word_b(word), pv_word_c(word)};
    bool any = false;
    for (int i = first; i < 3; i++) {
        if (info->operand[i] == PV_CLASS_NONE || info->operand[i] == PV_CLASS_CONSTANT) continue;
        if (!pv_slot_is_unknown(r[operands[i]])) continue;
        any = true;
        want(causes, operands[i]);
    }
    return any;
}

static void walk_word(pv_causes *causes, uint32_t region, uint32_t index, proviso_text in) {
    pv_machine *m = causes->machine;
    pv_word word = m->program->code[m->program->regions[region].first_word + index];
    if (pv_opcode_get(pv_word_op(word))->family == PV_FAMILY_VALUE) {
        if (!want_operands(causes, word, 0)) add_fault(causes, region, index, in);
        return;
    }
    if (pv_truth_from(m->registers[pv_word_a(word)]) == PV_UNKNOWN) want(causes, pv_word_a(word));
    if (pv_machine_operand(m, region, index) == PV_UNKNOWN) want_operands(causes, word, 1);
}

static void walk_region(pv_causes *causes, uint32_t index, proviso_text in) {
    pv_machine *m = causes->machine;
    const pv_region *region = &m->program->regions[index];
    if (!pv_machine_replay(m, index)) return;
    memset(causes->word_wanted, 0, region->word_count);
    const pv_slot *r = m->registers;
    if (pv_slot_is_unknown(r[region->result])) want(causes, region->result);
    for (uint32_t i = region->word_count; i > 0; i--) {
        if (causes->word_wanted[i - 1] && pv_slot_is_unknown(r[m->program->base_register + i - 1]))
            walk_word(causes, index, i - 1, in);
    }
}

void pv_causes_of_region(pv_causes *causes, uint32_t region, proviso_text in) {
    if (region == PV_NONE) return;
    add_region(causes, region);
    while (causes->regions.count > 0 && !pv_causes_failed(causes) && !causes->machine->exhausted) {
        causes->regions.count--;
        walk_region(causes, *pv_vector_at(&causes->regions, uint32_t, causes->regions.count), in);
    }
}

void pv_causes_of_value(pv_causes *causes, const pv_value *value, proviso_text in) {
    if (value->region != PV_NONE)
        pv_causes_of_region(causes, value->region, in);
    else if (pv_slot_is_unknown(causes->machine->registers[value->slot]))
        add_missing(causes, value->slot);
}
