/* The verifier: what has to be true of a program before it runs for the first time, whoever made it.
 *
 * Proven in one pass over each table: every index, range and text lies inside its table; every word reads registers
 * that hold a value of the class its opcode wants, assigned before, on every path; skips stay inside their region, go
 * forward, and land on a later link of the same chain, so that a run without skips gives the same values; regions need
 * only regions before them. Then nothing can be read out of bounds, nothing loops, and the machine needs no checks.
 *
 * It switches on the shape of an operand, never on the opcode. The meaning of constants (a day in range, a text inside
 * the texts) is checked here too; the shape of the schema's tree is checked in verify_schema.c. */
#include <string.h>

#include "program/verify_internal.h"

static const char *verify_text(const proviso_program *program, pv_text_ref ref) {
    return ref.length <= program->texts_size && ref.offset <= program->texts_size - ref.length
               ? NULL
               : "a text lies outside the texts";
}

static bool range_inside(uint32_t first, uint32_t count, uint32_t end) { return first <= end && count <= end - first; }

/* The class of a register outside of the words of a region, or PV_CLASS_NONE. */
static pv_class outer_class(const pv_verifier *v, uint32_t reg) {
    const proviso_program *p = v->program;
    if (reg < p->schema.slot_count) return (pv_class)v->slot_classes[reg];
    reg -= p->schema.slot_count;
    if (reg < p->register_constants) return (pv_class)p->constant_classes[reg];
    reg -= p->register_constants;
    return reg < p->memo_count ? (pv_class)p->memo_classes[reg] : PV_CLASS_NONE;
}

/* The class of what word `at` of the region may read in `reg`; PV_CLASS_NONE: nothing is there yet. A word behind the
 * end of a skip cannot read what the skip may have left out. */
static pv_class readable(const pv_verifier *v, uint32_t reg, uint32_t at) {
    if (reg < v->program->base_register) {
        pv_class class = outer_class(v, reg);
        uint32_t memos = v->program->schema.slot_count + v->program->register_constants;
        if (reg < memos) return class;
        /* a memo is filled before the region runs only where the region says that it needs it */
        return v->memo_needed_by[reg - memos] == v->region ? class : PV_CLASS_NONE;
    }
    uint32_t word = reg - v->program->base_register;
    if (word >= at || v->words[word].hidden_from < at) return PV_CLASS_NONE;
    return (pv_class)v->words[word].class;
}

static bool class_fits(pv_class wanted, pv_class got, pv_class *same) {
    switch (wanted) {
    case PV_CLASS_NONE:
    case PV_CLASS_CONSTANT: return true;
    case PV_CLASS_SAME: return got != PV_CLASS_NONE && got == *same;
    case PV_CLASS_ORDERED: *same = got; return got != PV_CLASS_NONE && got != PV_CLASS_TEXT;
    case PV_CLASS_MOMENT: *same = got; return got == PV_CLASS_DATE || got == PV_CLASS_TIME;
    case PV_CLASS_ANY: *same = got; return got != PV_CLASS_NONE;
    default: return got == wanted;
    }
}

static const char *verify_operands(pv_verifier *v, pv_word word, uint32_t at) {
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    const unsigned operands[3] = {pv_word_a(word), pv_word_b(word), pv_word_c(word)};
    pv_class same = PV_CLASS_NONE;
    for (int i = 0; i < 3; i++) {
        pv_class wanted = (pv_class)info->operand[i];
        if (wanted == PV_CLASS_NONE && operands[i] != 0 && info->result != PV_CLASS_CONSTANT)
            return "an unused operand is not zero";
        pv_class got = wanted == PV_CLASS_NONE ? PV_CLASS_NONE : readable(v, operands[i], at);
        if (!class_fits(wanted, got, &same)) return "an operand is not what its opcode reads";
    }
    uint32_t constant = operands[1] | (uint32_t)operands[2] << 16;
    pv_class result = (pv_class)info->result;
    if (result == PV_CLASS_CONSTANT) {
        if (constant >= v->program->constant_count) return "a constant is out of range";
        result = (pv_class)v->program->constant_classes[constant];
    }
    v->words[at].class = (uint8_t)(result == PV_CLASS_SAME ? same : result);
    return NULL;
}

/* Chains: a link whose `a` is the link before it, of the same family, which no other link continues. */
static void join_chain(pv_verifier *v, pv_word word, uint32_t at) {
    pv_word_facts *self = &v->words[at];
    self->family = pv_opcode_get(pv_word_op(word))->family;
    self->chain = at;
    self->continued = 0;
    if (self->family == PV_FAMILY_VALUE || pv_word_a(word) < v->program->base_register) return;
    pv_word_facts *before = &v->words[pv_word_a(word) - v->program->base_register];
    if (before->family != self->family || before->continued) return;
    before->continued = 1;
    self->chain = before->chain;
}

/* Skips have to nest: a stack of the ends of those that are open holds, at its top, the nearest. */
static const char *open_skip(pv_verifier *v, const pv_region *region, pv_word word, uint32_t at) {
    while (v->open_count > 0 && v->open[v->open_count - 1] <= at) v->open_count--;
    v->words[at].hidden_from = v->open_count > 0 ? v->open[v->open_count - 1] : UINT32_MAX;
    uint32_t skip = pv_word_skip(word);
    if (skip == 0) return NULL;
    if (v->words[at].family == PV_FAMILY_VALUE) return "a skip on a word that is no link of a chain";
    if (skip >= region->word_count - at) return "a skip leaves its region";
    if (v->open_count > 0 && at + skip > v->open[v->open_count - 1]) return "skips do not nest";
    if (v->open_count == 0 || v->open[v->open_count - 1] != at + skip) v->open[v->open_count++] = at + skip;
    return NULL;
}

/* A skip may land only on a later link of its own chain. Asked when all chains are known. */
static const char *verify_skips(pv_verifier *v, const pv_region *region) {
    for (uint32_t i = 0; i < region->word_count; i++) {
        uint32_t skip = pv_word_skip(v->program->code[region->first_word + i]);
        if (skip != 0 && v->words[i + skip].chain != v->words[i].chain) return "a skip lands outside of its chain";
    }
    return NULL;
}

static const char *verify_needs(pv_verifier *v, const pv_region *region) {
    const proviso_program *p = v->program;
    if (!range_inside(region->first_need, region->need_count, p->need_count))
        return "a region's needs are out of range";
    for (uint32_t i = 0; i < region->need_count; i++) {
        uint32_t need = p->needs[region->first_need + i];
        if (need >= v->region) return "a region needs one that is not before it";
        uint16_t memo = p->regions[need].memo;
        if (memo == PV_REGISTER_NONE) return "a region needs one that keeps nothing";
        uint32_t memos = p->schema.slot_count + p->register_constants;
        v->memo_needed_by[memo - memos] = v->region;
        if (p->regions[need].currency != PV_REGISTER_NONE) v->memo_needed_by[memo + 1u - memos] = v->region;
    }
    return NULL;
}

/* Each memo is written by one region, and in the class that memo_classes says. */
static const char *verify_memo(pv_verifier *v, const pv_region *region, pv_class result) {
    const proviso_program *p = v->program;
    if (region->memo == PV_REGISTER_NONE) return NULL;
    uint32_t memos = p->schema.slot_count + p->register_constants;
    uint32_t width = region->currency != PV_REGISTER_NONE ? 2 : 1;
    if (region->memo < memos || !range_inside(region->memo - memos, width, p->memo_count))
        return "a memo is out of range";
    if (p->memo_classes[region->memo - memos] != (uint8_t)result) return "a memo is of another class";
    if (width == 2 && p->memo_classes[region->memo + 1 - memos] != PV_CLASS_CURRENCY)
        return "a memo is of another class";
    for (uint32_t i = 0; i < width; i++) {
        if (v->memo_written[region->memo - memos + i]) return "a memo is written twice";
        v->memo_written[region->memo - memos + i] = 1;
    }
    return NULL;
}

static const char *verify_region(pv_verifier *v, uint32_t index) {
    const proviso_program *p = v->program;
    const pv_region *region = &p->regions[index];
    v->region = index;
    v->open_count = 0;
    if (region->reserved != 0) return "reserved bits are set";
    if (!range_inside(region->first_word, region->word_count, p->code_count) || region->word_count > p->region_words)
        return "a region's words are out of range";
    const char *problem = verify_needs(v, region);
    for (uint32_t i = 0; i < region->word_count && problem == NULL; i++) {
        pv_word word = p->code[region->first_word + i];
        if (pv_word_op(word) >= PV_OPCODE_COUNT) return "an opcode is unknown";
        problem = verify_operands(v, word, i);
        if (problem == NULL) join_chain(v, word, i);
        if (problem == NULL) problem = open_skip(v, region, word, i);
        if (pv_opcode_get(pv_word_op(word))->operand[0] == PV_CLASS_TIME && !p->has_zone) return "there is no zone";
    }
    if (problem == NULL) problem = verify_skips(v, region);
    if (problem != NULL) return problem;
    pv_class result = readable(v, region->result, region->word_count);
    if (result == PV_CLASS_NONE) return "a region's result is not assigned";
    if (region->currency != PV_REGISTER_NONE &&
        (result != PV_CLASS_NUMBER || readable(v, region->currency, region->word_count) != PV_CLASS_CURRENCY))
        return "a region's currency is not assigned";
    v->region_classes[index] = (uint8_t)result;
    return verify_memo(v, region, result);
}

const char *pv_verify_value(pv_verifier *v, const pv_value *value) {
    const proviso_program *p = v->program;
    pv_class class = PV_CLASS_NONE;
    if (value->reserved != 0) return "reserved bits are set";
    if (value->region == PV_NONE) {
        v->region = PV_NONE - 1; /* needs nothing, so it can read no memo */
        class = readable(v, value->slot, 0);
    } else if (value->region < p->region_count) {
        const pv_region *region = &p->regions[value->region];
        if (value->slot != region->result || value->currency != region->currency)
            return "a value is not its region's result";
        class = (pv_class)v->region_classes[value->region];
    }
    if (class == PV_CLASS_NONE || class != pv_class_of((pv_type_kind)value->kind)) return "a value is not of its type";
    if (value->kind != PV_TYPE_MONEY) return NULL;
    if (value->currency == PV_REGISTER_NONE)
        return value->fixed_currency < pv_currency_count() ? NULL : "a currency is unknown";
    if (value->region == PV_NONE && readable(v, value->currency, 0) != PV_CLASS_CURRENCY)
        return "a value's currency is not assigned";
    return NULL;
}

static const char *verify_condition_region(const pv_verifier *v, uint32_t region) {
    if (region == PV_NONE) return NULL;
    return region < v->program->region_count && v->region_classes[region] == PV_CLASS_BOOL
               ? NULL
               : "a condition is no condition";
}

static const char *verify_reason(const pv_verifier *v, uint32_t because, uint32_t has_cite, pv_text_ref cite) {
    if (because != PV_NONE && because >= v->program->template_count) return "a template is out of range";
    return has_cite > 1 ? "reserved bits are set" : verify_text(v->program, cite);
}

static const char *verify_rule(pv_verifier *v, const pv_program_rule *rule) {
    const proviso_program *p = v->program;
    const char *problem = verify_text(p, rule->name);
    if (problem == NULL) problem = verify_condition_region(v, rule->region);
    if (problem == NULL) problem = verify_reason(v, rule->because, rule->has_cite, rule->cite);
    if (problem != NULL) return problem;
    if (rule->outcome >= p->outcome_count || rule->outcome < v->last_outcome) return "rules are not sorted by outcome";
    v->last_outcome = rule->outcome;
    if (!range_inside(rule->first_exclusion, rule->exclusion_count, p->exclusion_list_count) ||
        !range_inside(rule->first_set, rule->set_count, p->set_count) ||
        !range_inside(rule->first_condition, rule->condition_count, p->condition_count))
        return "a rule's lists are out of range";
    return NULL;
}

static const char *verify_rules(pv_verifier *v) {
    const proviso_program *p = v->program;
    const char *problem = NULL;
    for (uint32_t i = 0; i < p->rule_count && problem == NULL; i++) problem = verify_rule(v, &p->rules[i]);
    for (uint32_t i = 0; i < p->exclusion_count && problem == NULL; i++) {
        const pv_program_exclusion *exclusion = &p->exclusions[i];
        problem = verify_text(p, exclusion->name);
        if (problem == NULL) problem = verify_condition_region(v, exclusion->region);
        if (problem == NULL) problem = verify_reason(v, exclusion->because, exclusion->has_cite, exclusion->cite);
    }
    for (uint32_t i = 0; i < p->exclusion_list_count && problem == NULL; i++) {
        if (p->exclusion_lists[i] >= p->exclusion_count) problem = "an exclusion is out of range";
    }
    if (problem != NULL) return problem;
    if (p->otherwise_outcome >= p->outcome_count) return "there is no such outcome";
    if (!range_inside(p->otherwise_first_set, p->otherwise_set_count, p->set_count))
        return "a rule's lists are out of range";
    return verify_reason(v, p->otherwise_because, p->otherwise_has_cite, p->otherwise_cite);
}

static const char *verify_outputs(pv_verifier *v) {
    const proviso_program *p = v->program;
    const char *problem = NULL;
    for (uint32_t i = 0; i < p->output_count && problem == NULL; i++) {
        problem = verify_text(p, p->outputs[i].name);
        if (pv_class_of((pv_type_kind)p->outputs[i].value.kind) == PV_CLASS_NONE) return "an output has no type";
        if (problem == NULL && p->outputs[i].has_default) problem = pv_verify_value(v, &p->outputs[i].value);
    }
    for (uint32_t i = 0; i < p->set_count && problem == NULL; i++) {
        if (p->sets[i].output >= p->output_count) return "an output is out of range";
        problem = pv_verify_value(v, &p->sets[i].value);
        if (problem == NULL && pv_class_of((pv_type_kind)p->outputs[p->sets[i].output].value.kind) !=
                                   pv_class_of((pv_type_kind)p->sets[i].value.kind))
            problem = "an output is set to a value of another type";
    }
    return problem;
}

static const char *verify_reasons(pv_verifier *v) {
    const proviso_program *p = v->program;
    const char *problem = NULL;
    for (uint32_t i = 0; i < p->template_count; i++) {
        if (!range_inside(p->templates[i].first_part, p->templates[i].part_count, p->part_count))
            return "a template's parts are out of range";
    }
    for (uint32_t i = 0; i < p->part_count && problem == NULL; i++) {
        problem = p->parts[i].value.kind == PV_TYPE_NONE ? verify_text(p, p->parts[i].text)
                                                         : pv_verify_value(v, &p->parts[i].value);
    }
    for (uint32_t i = 0; i < p->condition_count && problem == NULL; i++) {
        const pv_condition *condition = &p->conditions[i];
        if (condition->region >= p->region_count || condition->word >= p->regions[condition->region].word_count)
            return "a condition is out of range";
        if (!range_inside(condition->first_fact, condition->fact_count, p->condition_fact_count))
            return "a condition's facts are out of range";
        pv_word word = p->code[p->regions[condition->region].first_word + condition->word];
        if (pv_opcode_get(pv_word_op(word))->result != PV_CLASS_BOOL) return "a condition is no condition";
        problem = verify_text(p, condition->text);
    }
    for (uint32_t i = 0; i < p->condition_fact_count && problem == NULL; i++) {
        if (p->condition_facts[i] >= p->schema.field_count) problem = "a fact is out of range";
    }
    for (uint32_t i = 0; i < p->fault_text_count && problem == NULL; i++) {
        if (i > 0 && p->fault_texts[i].word <= p->fault_texts[i - 1].word) return "texts of faults are not sorted";
        problem = verify_text(p, p->fault_texts[i].text);
    }
    return problem;
}

static const char *verify_params(const pv_verifier *v) {
    const proviso_program *p = v->program;
    for (uint32_t i = 0; i < p->param_count; i++) {
        const pv_program_param *param = &p->params[i];
        uint32_t constant = param->slot - p->schema.slot_count;
        if (param->slot < p->schema.slot_count || constant >= p->register_constants) return "a param has no register";
        if (p->constant_classes[constant] != pv_class_of((pv_type_kind)param->kind))
            return "a param is of another class";
        if (param->kind == PV_TYPE_MONEY && param->currency >= pv_currency_count()) return "a currency is unknown";
        if (verify_text(p, param->name) != NULL) return "a text lies outside the texts";
    }
    return NULL;
}

static bool constant_in_range(pv_slot value, pv_class class) {
    switch (class) {
    case PV_CLASS_BOOL: return value == 0 || value == 1;
    case PV_CLASS_NUMBER: return pv_number_in_range(value);
    case PV_CLASS_CURRENCY: return value >= 0 && value < (pv_slot)pv_currency_count();
    case PV_CLASS_DATE: return value >= PV_DAY_FIRST && value <= PV_DAY_LAST;
    case PV_CLASS_TIME:
        return pv_instant_seconds(value) >= PV_INSTANT_FIRST_SECOND &&
               pv_instant_seconds(value) <= PV_INSTANT_LAST_SECOND && pv_instant_nanoseconds(value) < 1000000000;
    case PV_CLASS_SPAN:
        return pv_span_family_of(value) != PV_SPAN_ANY && pv_span_count(value) <= PV_SPAN_MOST &&
               pv_span_count(value) >= -PV_SPAN_MOST &&
               pv_span_nanoseconds(value) < (pv_span_family_of(value) == PV_SPAN_ELAPSED ? 1000000000u : 1u);
    case PV_CLASS_TEXT: return true; /* made from a pv_text_ref by whoever builds the constants */
    default: return false;
    }
}

static const char *verify_layout(const pv_verifier *v) {
    const proviso_program *p = v->program;
    if (p->register_constants > p->constant_count) return "registers hold more constants than there are";
    if (p->base_register != p->schema.slot_count + p->register_constants + p->memo_count)
        return "the registers are laid out wrongly";
    if ((size_t)p->base_register + p->region_words > PV_REGISTERS_MOST) return "there are too many registers";
    for (uint32_t i = 0; i < p->constant_count; i++) {
        if (!constant_in_range(p->constants[i], (pv_class)p->constant_classes[i])) return "a constant is out of range";
    }
    if (verify_text(p, p->name) != NULL || verify_text(p, p->version) != NULL) return "a text lies outside the texts";
    for (uint32_t i = 0; i < p->outcome_count; i++) {
        if (verify_text(p, p->outcomes[i]) != NULL) return "a text lies outside the texts";
    }
    return NULL;
}

/* RFC 8536 allows offsets of -24:59:59 to 25:59:59, and times of day of a rule within 167 hours. */
static bool offset_in_range(int32_t offset) { return offset > -90000 && offset < 93600; }

static bool change_in_range(const pv_zone_change *change) {
    if (change->seconds < -604800 || change->seconds > 604800) return false;
    if (change->kind == 2)
        return change->month >= 1 && change->month <= 12 && change->week >= 1 && change->week <= 5 &&
               change->weekday <= 6;
    return change->kind < 2 && change->day <= 365 && (change->kind == 1 || change->day >= 1);
}

static const char *verify_zone(const pv_zone *zone) {
    static const char *const problem = "the zone is malformed";
    for (uint32_t i = 0; i < zone->count; i++) {
        if (!offset_in_range(zone->offsets[i]) || (i > 0 && zone->at[i] <= zone->at[i - 1])) return problem;
        if (zone->at[i] < -((int64_t)1 << 59) || zone->at[i] > (int64_t)1 << 59) return problem;
    }
    if (!offset_in_range(zone->first_offset) || !offset_in_range(zone->tail_standard)) return problem;
    if (!zone->tail_has_dst) return NULL;
    return offset_in_range(zone->tail_dst) && change_in_range(&zone->dst_begins) && change_in_range(&zone->dst_ends)
               ? NULL
               : problem;
}

static const char *verify_all(pv_verifier *v) {
    const char *problem = pv_verify_schema(v);
    if (problem == NULL) problem = verify_layout(v);
    if (problem == NULL && v->program->has_zone) problem = verify_zone(&v->program->zone);
    for (uint32_t i = 0; i < v->program->region_count && problem == NULL; i++) problem = verify_region(v, i);
    if (problem == NULL) problem = verify_rules(v);
    if (problem == NULL) problem = verify_outputs(v);
    if (problem == NULL) problem = verify_reasons(v);
    if (problem == NULL) problem = verify_params(v);
    return problem;
}

proviso_status pv_program_verify(const proviso_program *program, pv_memory *memory, const char **problem) {
    pv_arena arena;
    pv_arena_init(&arena, memory);
    pv_verifier v = {.program = program};
    v.slot_classes = pv_arena_array(&arena, program->schema.slot_count, 1);
    v.words = pv_arena_array(&arena, program->region_words, sizeof *v.words);
    v.open = pv_arena_array(&arena, program->region_words, sizeof *v.open);
    v.memo_needed_by = pv_arena_array(&arena, program->memo_count, sizeof *v.memo_needed_by);
    v.memo_written = pv_arena_array(&arena, program->memo_count, 1);
    v.region_classes = pv_arena_array(&arena, program->region_count, 1);
    v.depths = pv_arena_array(&arena, program->schema.group_count, 1);
    proviso_status status = PROVISO_OUT_OF_MEMORY;
    if (v.slot_classes != NULL && v.words != NULL && v.open != NULL && v.memo_needed_by != NULL &&
        v.memo_written != NULL && v.region_classes != NULL && v.depths != NULL) {
        if (program->memo_count > 0) memset(v.memo_needed_by, 0xff, program->memo_count * sizeof *v.memo_needed_by);
        const char *found = verify_all(&v);
        if (problem != NULL) *problem = found;
        status = found == NULL ? PROVISO_OK : PROVISO_POLICY_ERRORS;
    }
    pv_arena_clear(&arena);
    return status;
}
