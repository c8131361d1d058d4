/* Replay: the causes of an unknown.
 *
 * A word reads only registers of words before it, so one walk backwards through a region visits each word once: a
 * wanted word whose value is unknown wants its unknown operands; one that has none is at fault itself. What it reads of
 * other regions (memos) is walked after this region, because their words use the same registers. Where a word goes
 * through a list, its body is replayed and walked for each element in turn: bodies have registers of their own, and
 * what they took from the region around is wanted there. Recursion is as deep as loops nest; all else waits in a
 * list.
 *
 * The causes are those of language: of every operand that is unknown, whichever would have been looked at first. */
#include "evaluate/replay.h"

#include <string.h>

#include "evaluate/fold.h"

/* ---- Origins ---- */

static void note_fields(pv_origins *o, const pv_schema *schema) {
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const pv_schema_field *field = &schema->fields[i];
        uint32_t slot = o->first_slots[pv_schema_root(schema, field->group)] + field->slot;
        o->fields[slot] = i;
        if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY) o->fields[slot + 1] = i;
    }
}

static void note_memos(pv_origins *o, const proviso_program *p) {
    const uint32_t first = p->schema.slot_count + p->register_constants;
    for (uint32_t i = 0; i < p->region_count; i++) {
        const pv_region *region = &p->regions[i];
        if (region->memo == PV_REGISTER_NONE) continue;
        o->memos[region->memo - first] = i;
        if (region->currency != PV_REGISTER_NONE) o->memos[region->memo + 1 - first] = i;
    }
}

static void note_frames(pv_origins *o, const proviso_program *p) {
    const uint32_t first = p->base_register - p->frame_count;
    for (uint32_t i = 0; i < p->loop_count; i++) {
        const pv_loop *loop = &p->loops[i];
        for (uint32_t k = loop->first_copy; k < loop->first_copy + loop->slot_count + loop->capture_count; k++) {
            o->frames[p->copies[k].target - first] = k;
            o->loops[p->copies[k].target - first] = i;
        }
    }
}

bool pv_origins_init(pv_origins *o, const proviso_program *p, pv_arena *arena) {
    const pv_schema *schema = &p->schema;
    o->first_slots = pv_arena_array(arena, (size_t)schema->list_count + 1, sizeof *o->first_slots);
    if (o->first_slots == NULL) return false;
    uint32_t slots = 0;
    for (uint32_t i = 0; i <= schema->list_count; i++) {
        o->first_slots[i] = slots;
        slots += schema->groups[i].slot_count;
    }
    o->fields = pv_arena_array(arena, slots, sizeof *o->fields);
    o->memos = pv_arena_array(arena, p->memo_count, sizeof *o->memos);
    o->frames = pv_arena_array(arena, p->frame_count, sizeof *o->frames);
    o->loops = pv_arena_array(arena, p->frame_count, sizeof *o->loops);
    if (o->fields == NULL || o->memos == NULL || o->frames == NULL || o->loops == NULL) return false;
    note_fields(o, schema);
    note_memos(o, p);
    note_frames(o, p);
    return true;
}

bool pv_causes_init(pv_causes *causes, pv_machine *machine, pv_arena *arena, const pv_origins *origins) {
    const proviso_program *p = machine->program;
    *causes = (pv_causes){.machine = machine, .origins = origins};
    pv_vector_init(&causes->missing, arena->memory, sizeof(pv_place));
    pv_vector_init(&causes->faults, arena->memory, sizeof(pv_fault));
    causes->field_seen = pv_arena_array(arena, p->schema.field_count, 1);
    causes->word_wanted = pv_arena_array(arena, p->region_words, 1);
    causes->region_seen = pv_arena_array(arena, p->region_count, sizeof *causes->region_seen);
    causes->next = pv_arena_array(arena, p->region_count, sizeof *causes->next);
    causes->rows = pv_arena_array(arena, p->loop_count, sizeof *causes->rows);
    for (uint32_t depth = 0; depth <= PV_LOOPS_NESTED; depth++) causes->pending[depth] = PV_NONE;
    return causes->field_seen != NULL && causes->word_wanted != NULL && causes->region_seen != NULL &&
           causes->next != NULL && causes->rows != NULL;
}

void pv_causes_clear(pv_causes *causes) {
    pv_vector_clear(&causes->missing);
    pv_vector_clear(&causes->faults);
}

bool pv_causes_failed(const pv_causes *causes) { return causes->missing.failed || causes->faults.failed; }

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

static const char *fault_of_ratio(pv_span a, pv_span b) {
    if (pv_span_family_of(a) != PV_SPAN_ELAPSED || pv_span_family_of(b) != PV_SPAN_ELAPSED)
        return "span families differ";
    return pv_span_count(b) == 0 && pv_span_nanoseconds(b) == 0 ? "division by zero" : "overflow";
}

/* What went wrong in a word all of whose operands are known. */
static const char *fault_kind(const pv_slot *r, pv_word word) {
    switch ((pv_opcode)pv_word_op(word)) {
    case PV_OP_SAME_CURRENCY:
    case PV_OP_SAME_CURRENCY_FRACTION: return "currencies differ";
    case PV_OP_WHOLE:
    case PV_OP_WHOLE_FRACTION: return "not whole";
    case PV_OP_MULTIPLY_SPAN: return pv_number_is_whole(r[pv_word_b(word)]) ? "overflow" : "not whole";
    case PV_OP_DIVIDE:
    case PV_OP_DIVIDE_SUM: return r[pv_word_b(word)] == 0 ? "division by zero" : "overflow";
    case PV_OP_DIVIDE_SPANS: return fault_of_ratio(r[pv_word_a(word)], r[pv_word_b(word)]);
    case PV_OP_WHOLE_OF_DATES:
    case PV_OP_WHOLE_OF_TIMES:
    case PV_OP_STARTED_OF_DATES:
    case PV_OP_STARTED_OF_TIMES: return "B before A";
    case PV_OP_SAME_FAMILY:
    case PV_OP_CALENDAR_SPAN: return "span families differ";
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

/* A region that is walked, and for whom. */
typedef struct pv_walk {
    uint32_t region;
    proviso_text in;
} pv_walk;

static void add_fault(pv_causes *causes, const pv_walk *walk, uint32_t word, const char *kind) {
    pv_machine *m = causes->machine;
    const proviso_program *p = m->program;
    const pv_region *region = &p->regions[walk->region];
    pv_fault fault = {walk->in, fault_text(p, region->first_word + word), kind, {{0, 0}, 0, 0}};
    if (region->loop != 0)
        fault.at = pv_place_of_element(p, p->loops[region->loop - 1].list + 1, causes->rows[region->loop - 1]);
    if (!pv_machine_charge(m, fault.text.length + 1)) return; /* its text will be compared and sorted */
    pv_vector_push(&causes->faults, &fault);
}

/* ---- What is wanted ---- */

static void add_missing(pv_causes *causes, uint32_t root, uint32_t slot, uint64_t row) {
    const proviso_program *p = causes->machine->program;
    uint32_t field = causes->origins->fields[causes->origins->first_slots[root] + slot];
    if (root == 0 && causes->field_seen[field]) return;
    if (root == 0) causes->field_seen[field] = 1;
    pv_place place = pv_place_of_field(p, field, row);
    /* its path will be compared and sorted */
    if (pv_machine_charge(causes->machine, place.path.length / 16 + 1)) pv_vector_push(&causes->missing, &place);
}

static void add_region(pv_causes *causes, uint32_t region) {
    const pv_machine *m = causes->machine;
    const uint32_t depth = pv_region_depth(m->program, &m->program->regions[region]);
    if (causes->region_seen[region] == m->rounds[depth]) return;
    causes->region_seen[region] = m->rounds[depth];
    causes->next[region] = causes->pending[depth];
    causes->pending[depth] = region;
}

/* An unknown register: of a fact, of a word, a memo, or of a frame: then its element's, or another that was taken over
 * from the region around. */
static void want(pv_causes *causes, uint32_t reg) {
    const proviso_program *p = causes->machine->program;
    const uint32_t memos = p->schema.slot_count + p->register_constants, frames = p->base_register - p->frame_count;
    while (reg >= frames && reg < p->base_register) {
        uint32_t copy = causes->origins->frames[reg - frames], index = causes->origins->loops[reg - frames];
        const pv_loop *loop = &p->loops[index];
        reg = p->copies[copy].source;
        if (copy - loop->first_copy >= loop->slot_count) continue;
        add_missing(causes, loop->list + 1, reg, causes->rows[index]);
        return;
    }
    if (reg < p->schema.slot_count)
        add_missing(causes, 0, reg, 0);
    else if (reg >= p->base_register)
        causes->word_wanted[reg - p->base_register] = 1;
    else if (reg >= memos)
        add_region(causes, causes->origins->memos[reg - memos]);
}

static bool want_unknown(pv_causes *causes, uint32_t reg) {
    bool unknown = pv_slot_is_unknown(causes->machine->registers[reg]);
    if (unknown) want(causes, reg);
    return unknown;
}

static bool is_register(uint8_t kind) {
    return kind != PV_CLASS_NONE && kind != PV_CLASS_CONSTANT && kind < PV_CLASS_WEEK;
}

/* Wants the unknown operands of a word from the `first` on; false: there is none. */
static bool want_operands(pv_causes *causes, pv_word word, int first) {
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    const unsigned operands[3] = {pv_word_a(word), pv_word_b(word), pv_word_c(word)};
    bool any = false;
    for (int i = first; i < 3; i++) {
        if (is_register(info->operand[i]) && want_unknown(causes, operands[i])) any = true;
    }
    return any;
}

/* ---- The walk ---- */

static void walk_words(pv_causes *causes, const pv_walk *walk);
static void walk_pending(pv_causes *causes, uint32_t depth, proviso_text in);

/* One element: what makes its condition unknown, and its value where the condition is not false. */
static bool walk_element(pv_causes *causes, const pv_steps *steps, const pv_walk *body) {
    const pv_machine *m = causes->machine;
    const pv_region *region = &m->program->regions[body->region];
    bool any = false;
    memset(causes->word_wanted + (pv_region_base(m->program, region) - m->program->base_register), 0,
           region->word_count);
    if (steps->loop->where != PV_REGISTER_NONE) any = want_unknown(causes, steps->loop->where);
    if (pv_steps_admits(steps) != PV_FALSE) {
        any = want_unknown(causes, region->result) || any;
        if (region->currency != PV_REGISTER_NONE) any = want_unknown(causes, region->currency) || any;
    }
    if (!any) return false;
    walk_words(causes, body);
    walk_pending(causes, steps->loop->depth, body->in);
    return true;
}

/* A word whose list is not unknown: the causes of all its elements, or else the fault is its own. (A list that is
 * absent although nothing guards it comes from no policy, and has no causes.) */
static void walk_list(pv_causes *causes, const pv_walk *walk, uint32_t index, pv_word word) {
    pv_machine *m = causes->machine;
    pv_slot list = m->registers[pv_word_a(word)];
    if (!pv_slot_is_value(list)) return;
    pv_steps steps = pv_steps_of(m, list, pv_word_b(word), true);
    pv_walk body = {steps.loop->region, walk->in};
    bool any = false;
    while (pv_steps_next(&steps) && !pv_causes_failed(causes)) {
        causes->rows[pv_word_b(word)] = steps.row - 1;
        if (walk_element(causes, &steps, &body)) any = true;
    }
    if (!any && m->limit == PV_WITHIN_LIMITS) add_fault(causes, walk, index, pv_fold_fault(m, word));
}

/* A choice whose condition is known has the causes of what was chosen alone. */
static void walk_choice(pv_causes *causes, pv_word word) {
    pv_truth chosen = pv_truth_from(causes->machine->registers[pv_word_a(word)]);
    if (chosen == PV_UNKNOWN)
        want_operands(causes, word, 0);
    else
        want_unknown(causes, chosen == PV_TRUE ? pv_word_b(word) : pv_word_c(word));
}

static void walk_word(pv_causes *causes, const pv_walk *walk, uint32_t index) {
    pv_machine *m = causes->machine;
    pv_word word = m->program->code[m->program->regions[walk->region].first_word + index];
    const pv_opcode_info *info = pv_opcode_get(pv_word_op(word));
    if (info->family != PV_FAMILY_VALUE) {
        if (pv_truth_from(m->registers[pv_word_a(word)]) == PV_UNKNOWN) want(causes, pv_word_a(word));
        if (pv_machine_operand(m, walk->region, index) == PV_UNKNOWN) want_operands(causes, word, 1);
    } else if (pv_word_op(word) == PV_OP_SELECT || pv_word_op(word) == PV_OP_SELECT_TEXT ||
               pv_word_op(word) == PV_OP_SELECT_FRACTION) {
        walk_choice(causes, word);
    } else if (!want_operands(causes, word, 0)) {
        if (info->operand[1] >= PV_CLASS_LOOP_BOOL)
            walk_list(causes, walk, index, word);
        else
            add_fault(causes, walk, index, fault_kind(m->registers, word));
    }
}

/* From the last word back to the first: the wanted ones that are unknown. */
static void walk_words(pv_causes *causes, const pv_walk *walk) {
    const pv_machine *m = causes->machine;
    const pv_region *region = &m->program->regions[walk->region];
    const uint32_t base = pv_region_base(m->program, region);
    for (uint32_t i = region->word_count; i > 0; i--) {
        if (causes->word_wanted[base + i - 1 - m->program->base_register] &&
            pv_slot_is_unknown(m->registers[base + i - 1]))
            walk_word(causes, walk, i - 1);
    }
}

static void walk_region(pv_causes *causes, const pv_walk *walk) {
    pv_machine *m = causes->machine;
    const pv_region *region = &m->program->regions[walk->region];
    if (!pv_machine_replay(m, walk->region)) return;
    memset(causes->word_wanted + (pv_region_base(m->program, region) - m->program->base_register), 0,
           region->word_count);
    want_unknown(causes, region->result);
    walk_words(causes, walk);
}

/* Regions of a loop are walked while its element is in the frame; others wait until theirs is. Of each depth one loop
 * at most is on its way. */
static void walk_pending(pv_causes *causes, uint32_t depth, proviso_text in) {
    while (!pv_causes_failed(causes) && causes->machine->limit == PV_WITHIN_LIMITS) {
        pv_walk walk = {causes->pending[depth], in};
        if (walk.region == PV_NONE) return;
        causes->pending[depth] = causes->next[walk.region];
        walk_region(causes, &walk);
    }
}

void pv_causes_of_region(pv_causes *causes, uint32_t region, proviso_text in) {
    if (region == PV_NONE) return;
    add_region(causes, region);
    walk_pending(causes, 0, in);
}

void pv_causes_of_value(pv_causes *causes, const pv_value *value, proviso_text in) {
    if (value->region != PV_NONE)
        pv_causes_of_region(causes, value->region, in);
    else if (pv_slot_is_unknown(causes->machine->registers[value->slot]))
        want(causes, value->slot);
}
