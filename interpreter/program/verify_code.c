/* The verifier's part for code: every word reads registers that hold a value of the class its opcode wants, assigned
 * before, on every path; skips stay inside their region, go forward, and land on a later link of the same chain, so
 * that a run without skips gives the same values; regions need only regions before them, and run only the bodies of
 * loops before them.
 *
 * It switches on the shape of an operand, never on the opcode. */
#include "program/verify_internal.h"

pv_class pv_verify_outer_class(const pv_verifier *v, uint32_t reg) {
    const proviso_program *p = v->program;
    if (reg < p->schema.slot_count) return (pv_class)v->slots[reg].class;
    reg -= p->schema.slot_count;
    return reg < p->register_constants ? (pv_class)p->constant_classes[reg] : PV_CLASS_NONE;
}

static uint32_t first_memo(const proviso_program *p) { return p->schema.slot_count + p->register_constants; }
static uint32_t first_frame(const proviso_program *p) { return first_memo(p) + p->memo_count; }

/* A memo is filled before the region runs only where the region says that it needs it; a frame is the body's whose loop
 * fills it; a word behind the end of a skip cannot read what the skip may have left out. */
pv_class pv_verify_readable(const pv_verifier *v, uint32_t reg, uint32_t at) {
    const proviso_program *p = v->program;
    const pv_region *region = &p->regions[v->region];
    if (reg < first_memo(p)) return pv_verify_outer_class(v, reg);
    if (reg < first_frame(p)) {
        uint32_t memo = reg - first_memo(p);
        return v->memo_needed_by[memo] == v->region ? (pv_class)p->memo_classes[memo] : PV_CLASS_NONE;
    }
    if (reg < p->base_register) {
        uint32_t frame = reg - first_frame(p);
        bool own = region->loop != 0 && v->frame_loops[frame] == region->loop;
        return own ? (pv_class)p->frames[frame].class : PV_CLASS_NONE;
    }
    uint32_t word = reg - pv_region_base(p, region);
    if (reg < pv_region_base(p, region) || word >= at || v->words[word].hidden_from < at) return PV_CLASS_NONE;
    return (pv_class)v->words[word].class;
}

/* What is read for its bits alone is neither a text, which is compared by its bytes, nor in two halves, nor a list. */
static bool is_ordered(pv_class class) {
    return class != PV_CLASS_NONE && class != PV_CLASS_TEXT && class != PV_CLASS_FRACTION && class != PV_CLASS_LIST;
}

static bool class_fits(pv_class wanted, pv_class got, pv_class *same) {
    switch (wanted) {
    case PV_CLASS_SAME: return got != PV_CLASS_NONE && got == *same;
    case PV_CLASS_ORDERED: *same = got; return is_ordered(got);
    case PV_CLASS_MOMENT: *same = got; return got == PV_CLASS_DATE || got == PV_CLASS_TIME;
    case PV_CLASS_ANY: *same = got; return got != PV_CLASS_NONE && got != PV_CLASS_FRACTION;
    case PV_CLASS_LOOP_BOOL: return got == PV_CLASS_BOOL;
    case PV_CLASS_LOOP_NUMBER: return got == PV_CLASS_NUMBER;
    case PV_CLASS_LOOP_MONEY: return got == PV_CLASS_NUMBER || got == PV_CLASS_FRACTION;
    case PV_CLASS_LOOP_SPAN: return got == PV_CLASS_SPAN;
    case PV_CLASS_LOOP_FRACTION: return got == PV_CLASS_FRACTION;
    case PV_CLASS_LOOP_ORDERED: *same = got; return is_ordered(got);
    default: return got == wanted;
    }
}

static bool is_week(const proviso_program *p, uint32_t constant) {
    if (p->constant_count < 7 || constant > p->constant_count - 7) return false;
    for (uint32_t i = 0; i < 7; i++) {
        if (p->constant_classes[constant + i] != PV_CLASS_TEXT) return false;
    }
    return true;
}

static const char *verify_operand(pv_verifier *v, pv_class wanted, uint32_t operand, uint32_t at, pv_class *same) {
    const proviso_program *p = v->program;
    pv_class got = PV_CLASS_NONE;
    if (wanted == PV_CLASS_MODE) return operand <= PV_ROUND_DOWN ? NULL : "there is no such way to round";
    if (wanted < PV_CLASS_LOOP_BOOL)
        got = pv_verify_readable(v, operand, at);
    else if (operand < p->loop_count && p->loops[operand].region < v->region)
        got = (pv_class)v->region_classes[p->loops[operand].region];
    return class_fits(wanted, got, same) ? NULL : "an operand is not what its opcode reads";
}

static const char *verify_operands(pv_verifier *v, pv_word word, uint32_t at) {
    const proviso_program *p = v->program;
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    const unsigned operands[3] = {pv_word_a(word), pv_word_b(word), pv_word_c(word)};
    const uint32_t constant = operands[1] | (uint32_t)operands[2] << 16;
    bool has_constant = info->operand[1] == PV_CLASS_CONSTANT || info->operand[1] == PV_CLASS_WEEK;
    pv_class same = PV_CLASS_NONE, result = (pv_class)info->result;
    const char *problem = NULL;
    for (int i = 0; i < (has_constant ? 1 : 3) && problem == NULL; i++) {
        if (info->operand[i] != PV_CLASS_NONE)
            problem = verify_operand(v, (pv_class)info->operand[i], operands[i], at, &same);
        else if (operands[i] != 0)
            problem = "an unused operand is not zero";
    }
    if (problem == NULL && has_constant && constant >= p->constant_count) problem = "a constant is out of range";
    if (problem == NULL && info->operand[1] == PV_CLASS_WEEK && !is_week(p, constant))
        problem = "the days of the week are no texts";
    if (problem == NULL && info->operand[1] >= PV_CLASS_LOOP_BOOL) problem = pv_verify_loop(v, word, at);
    if (problem != NULL) return problem;
    if (result == PV_CLASS_CONSTANT) result = (pv_class)p->constant_classes[constant];
    v->words[at].class = (uint8_t)(result == PV_CLASS_SAME ? same : result);
    return NULL;
}

/* ---- Skips ---- */

/* Chains: a link whose `a` is the link before it, of the same family, which no other link continues. */
static void join_chain(pv_verifier *v, pv_word word, uint32_t at) {
    pv_word_facts *self = &v->words[at];
    self->family = pv_opcode_get(pv_word_op(word))->family;
    self->chain = at;
    self->continued = 0;
    uint32_t base = pv_region_base(v->program, &v->program->regions[v->region]);
    if (self->family == PV_FAMILY_VALUE || pv_word_a(word) < base) return;
    pv_word_facts *before = &v->words[pv_word_a(word) - base];
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
static const char *verify_skips(const pv_verifier *v, const pv_region *region) {
    for (uint32_t i = 0; i < region->word_count; i++) {
        uint32_t skip = pv_word_skip(v->program->code[region->first_word + i]);
        if (skip != 0 && v->words[i + skip].chain != v->words[i].chain) return "a skip lands outside of its chain";
    }
    return NULL;
}

/* ---- Regions ---- */

static const char *verify_needs(pv_verifier *v, const pv_region *region) {
    const proviso_program *p = v->program;
    if (!pv_verify_list(&v->ends.needs, region->first_need, region->need_count, p->need_count))
        return "a region's needs are out of range";
    for (uint32_t i = 0; i < region->need_count; i++) {
        uint32_t need = p->needs[region->first_need + i];
        if (need >= v->region) return "a region needs one that is not before it";
        if (p->regions[need].loop != region->loop) return "a region needs one of another loop";
        uint16_t memo = p->regions[need].memo;
        if (memo == PV_REGISTER_NONE) return "a region needs one that keeps nothing";
        v->memo_needed_by[memo - first_memo(p)] = v->region;
        if (p->regions[need].currency != PV_REGISTER_NONE) v->memo_needed_by[memo + 1u - first_memo(p)] = v->region;
    }
    return NULL;
}

/* Each memo is written by one region, and in the class that memo_classes says. */
static const char *verify_memo(pv_verifier *v, const pv_region *region, pv_class result) {
    const proviso_program *p = v->program;
    if (region->memo == PV_REGISTER_NONE) return NULL;
    const pv_class classes[2] = {result, PV_CLASS_CURRENCY};
    uint32_t width = region->currency != PV_REGISTER_NONE ? 2 : 1;
    if (region->memo < first_memo(p) || region->memo + width > first_frame(p)) return "a memo is out of range";
    for (uint32_t i = 0; i < width; i++) {
        uint32_t memo = region->memo + i - first_memo(p);
        if (p->memo_classes[memo] != (uint8_t)classes[i]) return "a memo is of another class";
        if (v->memo_written[memo]) return "a memo is written twice";
        v->memo_written[memo] = 1;
    }
    return NULL;
}

static const char *verify_result(pv_verifier *v, const pv_region *region) {
    const proviso_program *p = v->program;
    const pv_loop *loop = region->loop == 0 ? NULL : &p->loops[region->loop - 1];
    pv_class result = pv_verify_readable(v, region->result, region->word_count);
    if (result == PV_CLASS_NONE) return "a region's result is not assigned";
    if (region->currency != PV_REGISTER_NONE &&
        ((result != PV_CLASS_NUMBER && result != PV_CLASS_FRACTION) ||
         pv_verify_readable(v, region->currency, region->word_count) != PV_CLASS_CURRENCY))
        return "a region's currency is not assigned";
    if (loop != NULL && loop->region == v->region && loop->where != PV_REGISTER_NONE &&
        pv_verify_readable(v, loop->where, region->word_count) != PV_CLASS_BOOL)
        return "a loop's condition is not assigned";
    v->region_classes[v->region] = (uint8_t)result;
    return verify_memo(v, region, result);
}

static const char *verify_region(pv_verifier *v, const pv_region *region) {
    const proviso_program *p = v->program;
    v->open_count = 0;
    if (!pv_verify_list(&v->ends.words, region->first_word, region->word_count, p->code_count))
        return "a region's words are out of range";
    const char *problem = verify_needs(v, region);
    for (uint32_t i = 0; i < region->word_count && problem == NULL; i++) {
        pv_word word = p->code[region->first_word + i];
        if (pv_word_op(word) >= PV_OPCODE_COUNT) return "an opcode is unknown";
        problem = verify_operands(v, word, i);
        if (problem == NULL) join_chain(v, word, i);
        if (problem == NULL) problem = open_skip(v, region, word, i);
    }
    if (problem == NULL) problem = verify_skips(v, region);
    return problem != NULL ? problem : verify_result(v, region);
}

const char *pv_verify_regions(pv_verifier *v) {
    const char *problem = NULL;
    for (uint32_t i = 0; i < v->program->region_count && problem == NULL; i++) {
        v->region = i;
        problem = verify_region(v, &v->program->regions[i]);
    }
    return problem;
}
