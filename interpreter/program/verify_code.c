/* The verifier's part for code: every word reads registers that hold a value of the class its opcode wants, assigned
 * before, on every path; skips stay inside their region, go forward, and land on a later link of the same chain, so
 * that a run without skips gives the same values; regions need only regions before them.
 *
 * It switches on the shape of an operand, never on the opcode. */
#include "program/verify_internal.h"

pv_class pv_verify_outer_class(const pv_verifier *v, uint32_t reg) {
    const proviso_program *p = v->program;
    if (reg < p->schema.slot_count) return (pv_class)v->slot_classes[reg];
    reg -= p->schema.slot_count;
    return reg < p->register_constants ? (pv_class)p->constant_classes[reg] : PV_CLASS_NONE;
}

static uint32_t first_memo(const proviso_program *p) { return p->schema.slot_count + p->register_constants; }

/* The class of what word `at` of the region may read in `reg`; PV_CLASS_NONE: nothing is there yet. A memo is filled
 * before the region runs only where the region says that it needs it; a word behind the end of a skip cannot read what
 * the skip may have left out. */
static pv_class readable(const pv_verifier *v, uint32_t reg, uint32_t at) {
    const proviso_program *p = v->program;
    if (reg < first_memo(p)) return pv_verify_outer_class(v, reg);
    if (reg < p->base_register) {
        uint32_t memo = reg - first_memo(p);
        return v->memo_needed_by[memo] == v->region ? (pv_class)p->memo_classes[memo] : PV_CLASS_NONE;
    }
    uint32_t word = reg - p->base_register;
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

/* ---- Skips ---- */

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
    if (region->memo < first_memo(p) || region->memo + width > p->base_register) return "a memo is out of range";
    for (uint32_t i = 0; i < width; i++) {
        uint32_t memo = region->memo + i - first_memo(p);
        if (p->memo_classes[memo] != (uint8_t)classes[i]) return "a memo is of another class";
        if (v->memo_written[memo]) return "a memo is written twice";
        v->memo_written[memo] = 1;
    }
    return NULL;
}

static const char *verify_result(pv_verifier *v, const pv_region *region) {
    pv_class result = readable(v, region->result, region->word_count);
    if (result == PV_CLASS_NONE) return "a region's result is not assigned";
    if (region->currency != PV_REGISTER_NONE &&
        (result != PV_CLASS_NUMBER || readable(v, region->currency, region->word_count) != PV_CLASS_CURRENCY))
        return "a region's currency is not assigned";
    v->region_classes[v->region] = (uint8_t)result;
    return verify_memo(v, region, result);
}

static const char *verify_region(pv_verifier *v, const pv_region *region) {
    const proviso_program *p = v->program;
    v->open_count = 0;
    if (region->reserved != 0) return "reserved bits are set";
    if (!pv_verify_list(&v->ends.words, region->first_word, region->word_count, p->code_count) ||
        region->word_count > p->region_words)
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
