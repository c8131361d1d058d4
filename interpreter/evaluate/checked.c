/* Self-checks of the machine: a class for each register, kept while it runs.
 *
 * Slots carry no tags, so a wrong register would be read as whatever its opcode expects, in silence or through a wild
 * pointer. Here each register's class is known: of facts and constants always, of a memo since it was filled, of a word
 * since it ran in the region that runs. Every read is held against the opcode's row, every value against the range of
 * its class. Nothing of this is in a build without PROVISO_CHECKED. */
#include "evaluate/checked.h"

#if defined(PROVISO_CHECKED)

#include <string.h>

/* The class of what a list without elements gives: not known, and no value. */
enum { NO_VALUE = 0xff };

#define HOLDS(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) __builtin_trap();                                                                            \
    } while (0)

bool pv_checked_init(pv_machine *machine, pv_arena *arena) {
    const proviso_program *p = machine->program;
    const pv_schema *schema = &p->schema;
    uint8_t *classes = pv_arena_array(arena, pv_program_registers(p), 1);
    if (classes == NULL) return false;
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const pv_schema_field *field = &schema->fields[i];
        if (pv_schema_root(schema, field->group) != 0) continue;
        classes[field->slot] = (uint8_t)pv_class_of((pv_type_kind)field->kind);
        if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY)
            classes[field->slot + 1] = PV_CLASS_CURRENCY;
    }
    if (p->register_constants > 0) memcpy(classes + schema->slot_count, p->constant_classes, p->register_constants);
    for (uint32_t i = 0; i < p->frame_count; i++)
        classes[p->base_register - p->frame_count + i] = (uint8_t)p->frames[i].class;
    machine->classes = classes;
    return true;
}

void pv_checked_begin(const pv_machine *machine) {
    const proviso_program *p = machine->program;
    memset(machine->classes + (p->schema.slot_count + p->register_constants), PV_CLASS_NONE, p->memo_count);
}

void pv_checked_region(const pv_machine *machine, const pv_region *region) {
    const proviso_program *p = machine->program;
    HOLDS(region->first_word <= p->code_count && region->word_count <= p->code_count - region->first_word);
    const uint32_t depth = pv_region_depth(p, region), first = p->word_bases[depth];
    const uint32_t end = depth < PV_LOOPS_NESTED ? p->word_bases[depth + 1] : pv_program_registers(p);
    HOLDS(region->word_count <= end - first);
    memset(machine->classes + first, PV_CLASS_NONE, end - first);
}

static bool in_range(pv_slot value, pv_class class) {
    if (!pv_slot_is_value(value)) return pv_slot_is_unknown(value) || pv_slot_is_absent(value);
    switch (class) {
    case PV_CLASS_BOOL: return value == 0 || value == 1;
    case PV_CLASS_NUMBER:
    case PV_CLASS_FRACTION: return pv_number_in_range(value);
    case PV_CLASS_LIST: return pv_slot_high(value) >= 0;
    case PV_CLASS_CURRENCY: return value >= 0 && value < (pv_slot)pv_currency_count();
    case PV_CLASS_DATE: return value >= PV_DAY_FIRST - 2 && value <= PV_DAY_LAST + 2; /* the day of a time, in a zone */
    case PV_CLASS_TIME:
        return pv_instant_seconds(value) >= PV_INSTANT_FIRST_SECOND &&
               pv_instant_seconds(value) <= PV_INSTANT_LAST_SECOND && pv_instant_nanoseconds(value) < 1000000000;
    case PV_CLASS_SPAN:
        return pv_span_family_of(value) != PV_SPAN_ANY && pv_span_count(value) >= -PV_SPAN_MOST &&
               pv_span_count(value) <= PV_SPAN_MOST && pv_span_nanoseconds(value) < 1000000000;
    case PV_CLASS_TEXT: return pv_slot_text(value).data != NULL || pv_slot_text(value).length == 0;
    default: return false;
    }
}

static bool fits(pv_class wanted, pv_class class, pv_class same) {
    switch (wanted) {
    case PV_CLASS_ORDERED: return class != PV_CLASS_TEXT && class != PV_CLASS_FRACTION && class != PV_CLASS_LIST;
    case PV_CLASS_MOMENT: return class == PV_CLASS_DATE || class == PV_CLASS_TIME;
    case PV_CLASS_ANY: return class != PV_CLASS_FRACTION;
    case PV_CLASS_SAME: return class == same;
    default: return class == wanted;
    }
}

static void check_denominator(const pv_machine *machine, uint32_t reg) {
    if (!pv_slot_is_value(machine->registers[reg])) return;
    pv_slot denominator = machine->denominators[reg];
    HOLDS(denominator > 0 && denominator < PV_NUMBER_END);
}

static bool is_register(pv_class wanted) {
    return wanted != PV_CLASS_NONE && wanted != PV_CLASS_CONSTANT && wanted < PV_CLASS_WEEK;
}

void pv_checked_read(const pv_machine *machine, pv_word word, int first) {
    HOLDS(pv_word_op(word) < PV_OPCODE_COUNT);
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    const unsigned operands[3] = {pv_word_a(word), pv_word_b(word), pv_word_c(word)};
    pv_class same = PV_CLASS_NONE;
    if (first > 0 && info->family == PV_FAMILY_VALUE) return; /* its result alone is asked */
    for (int i = first; i < 3; i++) {
        pv_class wanted = (pv_class)info->operand[i];
        if (!is_register(wanted)) continue;
        HOLDS(operands[i] < pv_program_registers(machine->program));
        pv_class class = (pv_class)machine->classes[operands[i]];
        if (machine->classes[operands[i]] == NO_VALUE) {
            HOLDS(!pv_slot_is_value(machine->registers[operands[i]]));
            if (wanted >= PV_CLASS_ORDERED) same = class;
            continue;
        }
        if (wanted == PV_CLASS_SAME && (int)same == NO_VALUE) same = class;
        HOLDS(class != PV_CLASS_NONE && fits(wanted, class, same));
        HOLDS(in_range(machine->registers[operands[i]], class));
        if (class == PV_CLASS_FRACTION) check_denominator(machine, operands[i]);
        if (wanted == PV_CLASS_ORDERED || wanted == PV_CLASS_MOMENT || wanted == PV_CLASS_ANY) same = class;
    }
}

/* Of a row whose result is of the class of an operand: that of the first that may be of several, and has one. */
static pv_class class_of_operand(const pv_machine *machine, pv_word word, pv_slot result) {
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    if (info->operand[1] == PV_CLASS_LOOP_ORDERED) {
        if (!pv_slot_is_value(result)) return (pv_class)NO_VALUE; /* its body may not have run */
        const pv_loop *loop = &machine->program->loops[pv_word_b(word)];
        return (pv_class)machine->classes[machine->program->regions[loop->region].result];
    }
    const bool is_choice = info->operand[0] == PV_CLASS_BOOL;
    unsigned reg = is_choice ? pv_word_b(word) : pv_word_a(word);
    if (machine->classes[reg] == NO_VALUE) reg = is_choice ? pv_word_c(word) : pv_word_b(word); /* or the other */
    return (pv_class)machine->classes[reg];
}

static pv_class class_of_result(const pv_machine *machine, pv_word word, pv_slot result) {
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    uint32_t constant = pv_word_b(word) | (uint32_t)pv_word_c(word) << 16;
    switch ((pv_class)info->result) {
    case PV_CLASS_CONSTANT:
        HOLDS(constant < machine->program->constant_count);
        return (pv_class)machine->program->constant_classes[constant];
    case PV_CLASS_SAME: return class_of_operand(machine, word, result);
    default: return (pv_class)info->result;
    }
}

void pv_checked_write(const pv_machine *machine, const pv_region *region, size_t at) {
    const proviso_program *p = machine->program;
    HOLDS(at < region->word_count);
    pv_word word = p->code[region->first_word + at];
    HOLDS(pv_word_skip(word) == 0 || pv_opcode_get(pv_word_op(word))->family != PV_FAMILY_VALUE);
    size_t reg = pv_region_base(p, region) + at;
    pv_class class = class_of_result(machine, word, machine->registers[reg]);
    HOLDS(in_range(machine->registers[reg], class));
    if (class == PV_CLASS_FRACTION) check_denominator(machine, (uint32_t)reg);
    machine->classes[reg] = (uint8_t) class;
}

void pv_checked_list(const pv_machine *machine, const pv_loop *loop, pv_slot list) {
    const pv_elements *elements = &machine->elements[loop->list];
    HOLDS(pv_slot_list_first(list) <= elements->count);
    HOLDS(pv_slot_list_count(list) <= elements->count - pv_slot_list_first(list));
}

void pv_checked_memo(const pv_machine *machine, const pv_region *region) {
    const proviso_program *p = machine->program;
    const uint32_t memos = p->schema.slot_count + p->register_constants;
    HOLDS(region->memo >= memos && region->memo < memos + p->memo_count);
    HOLDS(machine->classes[region->result] != PV_CLASS_NONE);
    machine->classes[region->memo] = machine->classes[region->result];
    if (region->currency == PV_REGISTER_NONE) return;
    HOLDS(region->memo + 1u < memos + p->memo_count && machine->classes[region->currency] == PV_CLASS_CURRENCY);
    machine->classes[region->memo + 1] = PV_CLASS_CURRENCY;
}

void pv_checked_value(const pv_machine *machine, uint32_t slot, uint32_t currency) {
    const uint32_t registers = pv_program_registers(machine->program);
    if (machine->limit != PV_WITHIN_LIMITS) return; /* memos were left empty */
    HOLDS(slot < registers && machine->classes[slot] != PV_CLASS_NONE);
    HOLDS(in_range(machine->registers[slot], (pv_class)machine->classes[slot]));
    if (currency == PV_REGISTER_NONE) return;
    HOLDS(currency < registers && machine->classes[currency] == PV_CLASS_CURRENCY);
    HOLDS(in_range(machine->registers[currency], PV_CLASS_CURRENCY));
}

#else

/* A translation unit is not empty. */
typedef int pv_checked_nothing;

#endif
