/* Reasons: which rules made the decision, which were stopped and by what, and, where no rule holds, why each does not.
 *
 * Rules that did not hold are listed at most PV_RULES_LISTED: first those that were stopped, then those that came
 * nearest (fewest false operands), then by name; and printed by name. An operand's own value comes from replaying the
 * region that it stands in. */
#include "base/buffer.h"
#include "base/sort.h"
#include "decision/explain.h"
#include "values/canonical.h"

typedef struct pv_candidate {
    uint32_t rule;
    uint32_t false_count;
    bool stopped; /* its own condition is true */
} pv_candidate;

typedef struct pv_reasons {
    struct proviso_session *s;
    pv_vector list;       /* pv_reason */
    pv_vector operands;   /* uint32_t, of the rule that is looked at */
    pv_vector candidates; /* pv_candidate */
    bool failed;
} pv_reasons;

/* ---- Templates ---- */

static void render_part(pv_buffer *out, struct proviso_session *s, const pv_program_part *part) {
    if (part->value.kind == PV_TYPE_NONE) {
        pv_buffer_add(out, pv_program_text(s->program, part->text));
        return;
    }
    pv_canonical how = {
        .kind = (pv_type_kind)part->value.kind, .currency = PV_CURRENCY_ANY, .zone = pv_program_zone(s->program)};
    pv_slot value = pv_machine_value(&s->machine, &part->value, &how.currency);
    pv_canonical_text(out, value, &how);
}

static void set_because(pv_reasons *r, pv_reason *reason, uint32_t template_index) {
    struct proviso_session *s = r->s;
    if (template_index == PV_NONE) return;
    const pv_program_template *template = &s->program->templates[template_index];
    if (r->failed || !pv_machine_charge(&s->machine, (uint64_t) template->part_count + 1)) {
        r->failed = true;
        return;
    }
    pv_buffer_reset(&s->text);
    for (uint32_t i = 0; i < template->part_count; i++)
        render_part(&s->text, s, &s->program->parts[template->first_part + i]);
    reason->has_because = true;
    if (!pv_session_take_text(&reason->because, s)) r->failed = true;
}

static void set_cite(const pv_reasons *r, pv_reason *reason, uint32_t has_cite, pv_text_ref cite) {
    reason->has_cite = has_cite != 0;
    reason->cite = pv_program_text(r->s->program, cite);
}

static void add(pv_reasons *r, const pv_reason *reason) {
    if (!pv_vector_push(&r->list, reason)) r->failed = true;
}

/* ---- One rule ---- */

static void add_held(pv_reasons *r, const pv_program_rule *rule) {
    pv_reason reason = {.kind = PV_REASON_RULE, .rule = pv_program_text(r->s->program, rule->name)};
    set_because(r, &reason, rule->because);
    set_cite(r, &reason, rule->has_cite, rule->cite);
    add(r, &reason);
}

static void add_exclusions(pv_reasons *r, const pv_program_rule *rule) {
    const proviso_program *p = r->s->program;
    for (uint32_t i = 0; i < rule->exclusion_count; i++) {
        uint32_t index = p->exclusion_lists[rule->first_exclusion + i];
        const pv_program_exclusion *exclusion = &p->exclusions[index];
        if (pv_session_exclusion(r->s, index) != PV_TRUE) continue;
        pv_reason reason = {.kind = PV_REASON_EXCLUDED,
                            .rule = pv_program_text(p, rule->name),
                            .exclusion = pv_program_text(p, exclusion->name)};
        set_because(r, &reason, exclusion->because);
        set_cite(r, &reason, exclusion->has_cite, exclusion->cite);
        add(r, &reason);
    }
}

static bool is_excluded(const pv_reasons *r, const pv_program_rule *rule) {
    for (uint32_t i = 0; i < rule->exclusion_count; i++) {
        if (pv_session_exclusion(r->s, r->s->program->exclusion_lists[rule->first_exclusion + i]) == PV_TRUE)
            return true;
    }
    return false;
}

/* The operands of its condition that are false, in r->operands. */
static uint32_t find_false(pv_reasons *r, const pv_program_rule *rule) {
    pv_machine *machine = &r->s->machine;
    uint32_t replayed = PV_NONE;
    r->operands.count = 0;
    for (uint32_t i = rule->first_condition; i < rule->first_condition + rule->condition_count; i++) {
        const pv_condition *condition = &r->s->program->conditions[i];
        if (condition->region != replayed && !pv_machine_replay(machine, condition->region)) r->failed = true;
        if (r->failed) break;
        replayed = condition->region;
        if (pv_machine_operand(machine, condition->region, condition->word) != PV_FALSE) continue;
        if (!pv_vector_push(&r->operands, &i)) r->failed = true;
    }
    return (uint32_t)r->operands.count;
}

static void add_false(pv_reasons *r, const pv_program_rule *rule) {
    uint32_t count = find_false(r, rule);
    if (count == 0 || r->failed) return;
    pv_reason reason = {
        .kind = PV_REASON_FALSE, .rule = pv_program_text(r->s->program, rule->name), .operand_count = count};
    pv_false_operand *operands = pv_arena_array(&r->s->arena, count, sizeof *operands);
    bool ok = operands != NULL;
    for (uint32_t i = 0; i < count && ok; i++)
        ok = pv_explain_facts(r->s, &operands[i], *pv_vector_at(&r->operands, uint32_t, i));
    if (!ok) {
        r->failed = true;
        return;
    }
    reason.operands = operands;
    add(r, &reason);
}

/* ---- Why no rule holds ---- */

static int nearest_first(const void *context, const void *a, const void *b) {
    const proviso_program *p = context;
    const pv_candidate *x = a, *y = b;
    if (x->stopped != y->stopped) return x->stopped ? -1 : 1;
    if (x->false_count != y->false_count) return x->false_count < y->false_count ? -1 : 1;
    return pv_text_compare(pv_program_text(p, p->rules[x->rule].name), pv_program_text(p, p->rules[y->rule].name));
}

static int by_rule(const void *context, const void *a, const void *b) {
    const proviso_program *p = context;
    const pv_candidate *x = a, *y = b;
    return pv_text_compare(pv_program_text(p, p->rules[x->rule].name), pv_program_text(p, p->rules[y->rule].name));
}

static void add_otherwise(pv_reasons *r) {
    const proviso_program *p = r->s->program;
    pv_reason reason = {.kind = PV_REASON_OTHERWISE};
    set_because(r, &reason, p->otherwise_because);
    set_cite(r, &reason, p->otherwise_has_cite, p->otherwise_cite);
    add(r, &reason);
    for (uint32_t i = 0, unknown = 0; i < p->rule_count; i++) {
        if (unknown < r->s->unknown_count && r->s->unknown[unknown] == i) {
            unknown++;
            continue;
        }
        pv_candidate candidate = {.rule = i, .false_count = find_false(r, &p->rules[i])};
        candidate.stopped = pv_machine_condition(&r->s->machine, p->rules[i].region) == PV_TRUE;
        if (!pv_vector_push(&r->candidates, &candidate)) r->failed = true;
    }
    size_t count = r->candidates.count, shown = count < PV_RULES_LISTED ? count : PV_RULES_LISTED;
    if (r->failed || count == 0) return;
    pv_sort(r->candidates.data, count, sizeof(pv_candidate), nearest_first, p);
    pv_sort(r->candidates.data, shown, sizeof(pv_candidate), by_rule, p);
    for (size_t i = 0; i < shown; i++) {
        const pv_program_rule *rule = &p->rules[pv_vector_at(&r->candidates, pv_candidate, i)->rule];
        add_false(r, rule);
        add_exclusions(r, rule);
    }
    pv_reason more = {.kind = PV_REASON_MORE, .more = count - shown};
    if (shown < count) add(r, &more);
}

/* ---- Stopped ---- */

static void add_stopped(pv_reasons *r) {
    const proviso_program *p = r->s->program;
    for (uint32_t i = 0; i < p->rule_count; i++) {
        pv_candidate candidate = {.rule = i};
        if (p->rules[i].exclusion_count == 0 || pv_machine_condition(&r->s->machine, p->rules[i].region) != PV_TRUE)
            continue;
        if (is_excluded(r, &p->rules[i]) && !pv_vector_push(&r->candidates, &candidate)) r->failed = true;
    }
    if (r->candidates.count == 0) return;
    pv_sort(r->candidates.data, r->candidates.count, sizeof(pv_candidate), by_rule, p);
    for (size_t i = 0; i < r->candidates.count; i++) {
        add_exclusions(r, &p->rules[pv_vector_at(&r->candidates, pv_candidate, i)->rule]);
    }
}

static pv_reason *take(pv_reasons *r, uint32_t *count) {
    pv_reason *copy = pv_arena_array(&r->s->arena, r->list.count, sizeof *copy);
    if (copy == NULL) r->failed = true;
    for (size_t i = 0; copy != NULL && i < r->list.count; i++) copy[i] = *pv_vector_at(&r->list, pv_reason, i);
    *count = (uint32_t)r->list.count;
    r->list.count = 0;
    return copy;
}

bool pv_explain_reasons(struct proviso_session *s, pv_explanation *e) {
    pv_reasons r = {.s = s};
    pv_vector_init(&r.list, &s->memory, sizeof(pv_reason));
    pv_vector_init(&r.operands, &s->memory, sizeof(uint32_t));
    pv_vector_init(&r.candidates, &s->memory, sizeof(pv_candidate));
    bool decided = s->decision.state == PROVISO_DECIDED;
    for (uint32_t i = 0; decided && i < s->held_count; i++) add_held(&r, &s->program->rules[s->held[i]]);
    if (decided && !s->decision.by_rules) add_otherwise(&r);
    e->reasons = take(&r, &e->reason_count);
    if (!decided || s->decision.by_rules) add_stopped(&r);
    e->stopped = take(&r, &e->stopped_count);
    pv_vector_clear(&r.list);
    pv_vector_clear(&r.operands);
    pv_vector_clear(&r.candidates);
    return !r.failed;
}
