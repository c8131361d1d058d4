/* The code of a program as text: every region, whose it is, and its words.
 *
 * A region does not know what it computes; whoever reads its result does. So owners are found first, in one pass over
 * the tables that name regions. A region that nobody names keeps its result for other regions: a shared define, or a
 * part of an expression that was too large for one region. What a word does is the formula of its row in opcodes.def,
 * with the operands in it. */
#include <string.h>

#include "listing/listing_internal.h"

enum {
    COLUMN_OPCODE = 9,
    COLUMN_SKIP = 27,
    COLUMN_OPERANDS = 34,
    COLUMN_FORMULA = 76,
    TEXT_SHOWN = 32 /* characters of a text constant as an operand; the constants list it whole */
};

/* ---- Owners ---- */

typedef enum pv_owner_kind {
    PV_OWNER_NONE, /* shared */
    PV_OWNER_RULE,
    PV_OWNER_RULE_PART, /* some operands of a condition that is larger than a region */
    PV_OWNER_RULE_SET,
    PV_OWNER_RULE_BECAUSE,
    PV_OWNER_EXCLUSION,
    PV_OWNER_EXCLUSION_BECAUSE,
    PV_OWNER_OTHERWISE_SET,
    PV_OWNER_OTHERWISE_BECAUSE,
    PV_OWNER_DEFAULT,
    PV_OWNER_BODY /* of a loop */
} pv_owner_kind;

typedef struct pv_owner {
    pv_owner_kind kind;
    uint32_t row;    /* of the rule, the exclusion, the output, the loop */
    uint32_t output; /* that is set */
} pv_owner;

/* The first one that claims it stays. */
static void claim(pv_owner *owners, uint32_t region, pv_owner owner) {
    if (region != PV_NONE && owners[region].kind == PV_OWNER_NONE) owners[region] = owner;
}

static void claim_because(const proviso_program *p, pv_owner *owners, uint32_t because, pv_owner owner) {
    if (because == PV_NONE) return;
    const pv_program_template *template = &p->templates[because];
    for (uint32_t i = 0; i < template->part_count; i++) {
        const pv_program_part *part = &p->parts[template->first_part + i];
        if (part->value.kind != PV_TYPE_NONE) claim(owners, part->value.region, owner);
    }
}

static void claim_sets(const proviso_program *p, pv_owner *owners, uint32_t first, uint32_t count, pv_owner owner) {
    for (uint32_t i = 0; i < count; i++) {
        owner.output = p->sets[first + i].output;
        claim(owners, p->sets[first + i].value.region, owner);
    }
}

static void claim_rule(const proviso_program *p, pv_owner *owners, uint32_t row) {
    const pv_program_rule *rule = &p->rules[row];
    claim(owners, rule->region, (pv_owner){PV_OWNER_RULE, row, 0});
    for (uint32_t i = 0; i < rule->condition_count; i++)
        claim(owners, p->conditions[rule->first_condition + i].region, (pv_owner){PV_OWNER_RULE_PART, row, 0});
    claim_sets(p, owners, rule->first_set, rule->set_count, (pv_owner){PV_OWNER_RULE_SET, row, 0});
    claim_because(p, owners, rule->because, (pv_owner){PV_OWNER_RULE_BECAUSE, row, 0});
}

static void claim_all(const proviso_program *p, pv_owner *owners) {
    for (uint32_t i = 0; i < p->rule_count; i++) claim_rule(p, owners, i);
    for (uint32_t i = 0; i < p->exclusion_count; i++) {
        claim(owners, p->exclusions[i].region, (pv_owner){PV_OWNER_EXCLUSION, i, 0});
        claim_because(p, owners, p->exclusions[i].because, (pv_owner){PV_OWNER_EXCLUSION_BECAUSE, i, 0});
    }
    claim_sets(p, owners, p->otherwise_first_set, p->otherwise_set_count, (pv_owner){PV_OWNER_OTHERWISE_SET, 0, 0});
    claim_because(p, owners, p->otherwise_because, (pv_owner){PV_OWNER_OTHERWISE_BECAUSE, 0, 0});
    for (uint32_t i = 0; i < p->loop_count; i++) claim(owners, p->loops[i].region, (pv_owner){PV_OWNER_BODY, i, 0});
    for (uint32_t i = 0; i < p->output_count; i++) {
        if (p->outputs[i].has_default) claim(owners, p->outputs[i].value.region, (pv_owner){PV_OWNER_DEFAULT, i, 0});
    }
}

static void add_named(pv_listing *l, const char *before, pv_text_ref name, const char *behind) {
    pv_buffer_add_string(l->out, before);
    pv_listing_plain(l, name);
    pv_buffer_add_string(l->out, behind);
}

static void add_owner(pv_listing *l, pv_owner owner) {
    const proviso_program *p = l->p;
    switch (owner.kind) {
    case PV_OWNER_NONE: pv_buffer_add_string(l->out, "shared by those that need it"); break;
    case PV_OWNER_RULE: add_named(l, "rule ", p->rules[owner.row].name, ", when"); break;
    case PV_OWNER_RULE_PART: add_named(l, "rule ", p->rules[owner.row].name, ", when, in part"); break;
    case PV_OWNER_RULE_SET:
        add_named(l, "rule ", p->rules[owner.row].name, ", set ");
        pv_listing_plain(l, p->outputs[owner.output].name);
        break;
    case PV_OWNER_RULE_BECAUSE: add_named(l, "rule ", p->rules[owner.row].name, ", because"); break;
    case PV_OWNER_EXCLUSION: add_named(l, "exclude ", p->exclusions[owner.row].name, ", when"); break;
    case PV_OWNER_EXCLUSION_BECAUSE: add_named(l, "exclude ", p->exclusions[owner.row].name, ", because"); break;
    case PV_OWNER_OTHERWISE_SET: add_named(l, "otherwise, set ", p->outputs[owner.output].name, ""); break;
    case PV_OWNER_OTHERWISE_BECAUSE: pv_buffer_add_string(l->out, "otherwise, because"); break;
    case PV_OWNER_BODY: pv_buffer_format(l->out, "the body of loop %zu", (size_t)owner.row); break;
    case PV_OWNER_DEFAULT: add_named(l, "output ", p->outputs[owner.row].name, ", default"); break;
    }
}

/* ---- Registers ---- */

/* A text of many characters is cut short. */
static void add_text_constant(pv_listing *l, pv_slot value) {
    proviso_text text = pv_slot_text(value);
    bool cut = pv_utf8_count(text.data, text.length) > TEXT_SHOWN;
    if (cut) {
        text.length = TEXT_SHOWN; /* bytes, of more: the last sequence may have to go as well */
        while (text.length > 0 && ((unsigned char)text.data[text.length] & 0xc0) == 0x80) text.length--;
    }
    pv_buffer_add_json_string(l->out, text);
    if (cut) pv_buffer_add_string(l->out, "...");
}

static void add_constant(pv_listing *l, uint32_t constant) {
    if (l->constant_params[constant] != PV_NONE)
        pv_listing_plain(l, l->p->params[l->constant_params[constant]].name);
    else if (l->p->constant_classes[constant] == PV_CLASS_TEXT)
        add_text_constant(l, l->p->constants[constant]);
    else
        pv_listing_constant(l, constant);
}

/* "packages[].price" */
static void add_slot(pv_listing *l, uint32_t root, uint32_t slot) {
    const pv_schema_field *field = &l->p->schema.fields[l->slot_fields[l->first_slots[root] + slot]];
    pv_listing_plain(l, field->path);
    if (field->slot != slot) pv_buffer_add_string(l->out, ".currency");
}

/* What comes from an element is named by its path there. */
static void add_frame(pv_listing *l, uint32_t frame) {
    const pv_loop *loop = &l->p->loops[l->frame_loops[frame]];
    uint32_t copy = l->frame_copies[frame];
    if (copy - loop->first_copy < loop->slot_count)
        add_slot(l, loop->list + 1, l->p->copies[copy].source);
    else
        pv_buffer_format(l->out, "f%zu", (size_t)frame);
}

void pv_listing_register(pv_listing *l, uint32_t reg) {
    const proviso_program *p = l->p;
    uint32_t constants = p->schema.slot_count, memos = constants + p->register_constants;
    uint32_t frames = memos + p->memo_count;
    if (reg < constants)
        add_slot(l, 0, reg);
    else if (reg < memos)
        add_constant(l, reg - constants);
    else if (reg < frames)
        pv_buffer_format(l->out, "m%zu", (size_t)(reg - memos));
    else if (reg < p->base_register)
        add_frame(l, reg - frames);
    else
        pv_buffer_format(l->out, "w%zu", (size_t)(reg - l->word_base));
}

void pv_listing_value(pv_listing *l, const pv_value *value) {
    if (value->region != PV_NONE)
        pv_buffer_format(l->out, "region %zu", (size_t)value->region);
    else
        pv_listing_register(l, value->slot);
    if (value->kind == PV_TYPE_MONEY && value->currency == PV_REGISTER_NONE)
        pv_buffer_format(l->out, " in %t", pv_currency_code(value->fixed_currency));
}

/* ---- Words ---- */

static const char *formula_of(unsigned op) {
    static const char *const formulas[] = {
#define PV_OPCODE(name, family, function, result, a, b, c, formula) formula,
#include "program/opcodes.def"
#undef PV_OPCODE
    };
    return formulas[op];
}

static uint32_t constant_in(pv_word word) { return pv_word_b(word) | (uint32_t)pv_word_c(word) << 16; }

/* An operand by what its row says it is. */
static void add_operand(pv_listing *l, unsigned kind, pv_word word, uint32_t operand) {
    static const char *const modes[] = {"half_even", "half_up", "up", "down"};
    if (kind == PV_CLASS_CONSTANT || kind == PV_CLASS_WEEK)
        add_constant(l, constant_in(word));
    else if (kind == PV_CLASS_MODE)
        pv_buffer_add_string(l->out, modes[operand]);
    else if (kind >= PV_CLASS_LOOP_BOOL)
        pv_buffer_format(l->out, "loop %zu", (size_t)operand);
    else
        pv_listing_register(l, operand);
}

static void add_operands(pv_listing *l, pv_word word) {
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    const uint32_t operands[3] = {pv_word_a(word), pv_word_b(word), pv_word_c(word)};
    bool first = true;
    for (int i = 0; i < 3; i++) {
        if (info->operand[i] == PV_CLASS_NONE) continue;
        if (!first) pv_buffer_add_string(l->out, ", ");
        add_operand(l, info->operand[i], word, operands[i]);
        first = false;
    }
}

/* The row's formula, R[a], R[b], R[c] and R[d] being replaced by what they are here. */
static void add_formula(pv_listing *l, pv_word word, uint32_t result) {
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    const uint32_t operands[4] = {pv_word_a(word), pv_word_b(word), pv_word_c(word), result};
    const char *rest = formula_of(pv_word_op(word));
    for (const char *at; (at = strchr(rest, 'R')) != NULL; rest = at + sizeof "R[d]" - 1) {
        pv_buffer_add(l->out, pv_text(rest, (size_t)(at - rest)));
        pv_listing_register(l, operands[at[2] - 'a']);
    }
    if (info->result != PV_CLASS_CONSTANT) {
        pv_buffer_add_string(l->out, rest);
    } else {
        pv_buffer_add_string(l->out, " := ");
        add_constant(l, constant_in(word));
    }
}

static void add_word(pv_listing *l, pv_word word, uint32_t index) {
    pv_buffer_format(l->out, "  w%zu", (size_t)index);
    pv_listing_column(l, COLUMN_OPCODE);
    pv_buffer_add_string(l->out, pv_opcode_get(pv_word_op(word))->name);
    if (pv_word_skip(word) != 0) {
        pv_listing_column(l, COLUMN_SKIP);
        pv_buffer_format(l->out, "w%zu", (size_t)index + pv_word_skip(word));
    }
    pv_listing_column(l, COLUMN_OPERANDS);
    add_operands(l, word);
    pv_listing_column_or_line(l, COLUMN_FORMULA, COLUMN_OPERANDS);
    pv_buffer_add_string(l->out, "; ");
    add_formula(l, word, l->word_base + index);
    pv_listing_end(l);
}

/* ---- Faults ---- */

/* What a word is called where it is at fault, or NULL. */
static const pv_text_ref *find_fault_text(const proviso_program *p, uint32_t word) {
    uint32_t first = 0, count = p->fault_text_count;
    while (count > 0) {
        uint32_t half = count / 2;
        if (p->fault_texts[first + half].word == word) return &p->fault_texts[first + half].text;
        if (p->fault_texts[first + half].word < word) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return NULL;
}

/* A line for each text, with the words that share it. */
static void add_fault_texts(pv_listing *l, const pv_region *region) {
    const pv_text_ref *last = NULL;
    for (uint32_t i = 0; i < region->word_count; i++) {
        const pv_text_ref *text = find_fault_text(l->p, region->first_word + i);
        if (text == NULL) continue;
        if (last != NULL && (last->offset != text->offset || last->length != text->length)) {
            pv_buffer_add_string(l->out, ": ");
            pv_listing_plain(l, *last);
            pv_listing_end(l);
            last = NULL;
        }
        pv_buffer_format(l->out, "%sw%zu", last == NULL ? "  fault at " : ", ", (size_t)i);
        last = text;
    }
    if (last == NULL) return;
    pv_buffer_add_string(l->out, ": ");
    pv_listing_plain(l, *last);
    pv_listing_end(l);
}

/* ---- Regions ---- */

/* "w3, its currency w1; kept in m0 and m1" */
static void add_result(pv_listing *l, const pv_region *region) {
    bool money = region->currency != PV_REGISTER_NONE;
    pv_buffer_add_string(l->out, "  result ");
    pv_listing_register(l, region->result);
    if (money) {
        pv_buffer_add_string(l->out, ", its currency ");
        pv_listing_register(l, region->currency);
    }
    if (region->memo != PV_REGISTER_NONE) {
        pv_buffer_add_string(l->out, "; kept in ");
        pv_listing_register(l, region->memo);
    }
    if (region->memo != PV_REGISTER_NONE && money) {
        pv_buffer_add_string(l->out, " and ");
        pv_listing_register(l, region->memo + 1u);
    }
    pv_listing_end(l);
}

static void add_needs(pv_listing *l, const pv_region *region) {
    if (region->need_count == 0) return;
    for (uint32_t i = 0; i < region->need_count; i++) {
        uint32_t need = l->p->needs[region->first_need + i];
        pv_buffer_format(l->out, "%s%zu for ", i == 0 ? "  needs region " : ", region ", (size_t)need);
        pv_listing_register(l, l->p->regions[need].memo);
    }
    pv_listing_end(l);
}

static void add_region(pv_listing *l, uint32_t index, pv_owner owner) {
    const pv_region *region = &l->p->regions[index];
    l->word_base = pv_region_base(l->p, region);
    pv_buffer_format(l->out, "\n  region %zu: ", (size_t)index);
    add_owner(l, owner);
    pv_listing_end(l);
    add_needs(l, region);
    for (uint32_t i = 0; i < region->word_count; i++) add_word(l, l->p->code[region->first_word + i], i);
    add_result(l, region);
    add_fault_texts(l, region);
}

/* ---- Loops ---- */

static void add_copies(pv_listing *l, const pv_loop *loop) {
    const uint32_t frames = l->p->base_register - l->p->frame_count;
    for (uint32_t i = 0; i < loop->slot_count + loop->capture_count; i++) {
        const pv_copy *copy = &l->p->copies[loop->first_copy + i];
        pv_buffer_format(l->out, "    f%zu := ", (size_t)(copy->target - frames));
        if (i < loop->slot_count)
            add_slot(l, loop->list + 1, copy->source);
        else
            pv_listing_register(l, copy->source);
        pv_listing_end(l);
    }
}

void pv_listing_loops(pv_listing *l) {
    if (l->p->loop_count == 0) return;
    pv_listing_title(l, "loops", NULL);
    for (uint32_t i = 0; i < l->p->loop_count; i++) {
        const pv_loop *loop = &l->p->loops[i];
        pv_buffer_format(l->out, "  loop %zu: for each ", (size_t)i);
        pv_listing_plain(l, l->p->schema.groups[loop->list + 1].path);
        pv_buffer_format(l->out, ", region %zu", (size_t)loop->region);
        l->word_base = l->p->word_bases[loop->depth];
        if (loop->where != PV_REGISTER_NONE) {
            pv_buffer_add_string(l->out, ", where ");
            pv_listing_register(l, loop->where);
        }
        pv_listing_end(l);
        l->word_base = l->p->word_bases[loop->depth - 1];
        add_copies(l, loop);
    }
}

void pv_listing_regions(pv_listing *l, pv_arena *scratch) {
    pv_owner *owners = pv_arena_array(scratch, l->p->region_count, sizeof *owners);
    if (owners == NULL) {
        l->out->failed = true;
        return;
    }
    claim_all(l->p, owners);
    pv_listing_title(l, "code",
                     "  word   opcode            skip   operands                                  ; what it does");
    for (uint32_t i = 0; i < l->p->region_count; i++) add_region(l, i, owners[i]);
}
