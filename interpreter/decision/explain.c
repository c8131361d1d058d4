/* Explaining: what is possible, what is missing or at fault, what conflicts.
 *
 * Only what bears on the question that is open is asked: first the outcome (the unknown rules that could change it),
 * then the outputs (the unknown values, and the unknown rules that could change one). Askers are taken in the order of
 * their names, so that a fault that several share is listed under the first. All of it is built in the session's arena.
 */
#include "decision/explain.h"

#include "base/sort.h"

/* Somebody whose being unknown leaves the question open. */
typedef struct pv_asker {
    proviso_text name;
    pv_value value; /* kind BOOL: the condition in value.region */
} pv_asker;

typedef struct pv_question {
    struct proviso_session *s;
    pv_explanation *e;
    pv_vector askers; /* pv_asker */
} pv_question;

static void ask(pv_question *q, pv_text_ref name, const pv_value *value) {
    pv_asker asker = {pv_program_text(q->s->program, name), *value};
    pv_vector_push(&q->askers, &asker);
}

static void ask_condition(pv_question *q, pv_text_ref name, uint32_t region) {
    if (region == PV_NONE) return;
    pv_value value = {.region = region, .slot = PV_REGISTER_NONE, .kind = PV_TYPE_BOOL};
    ask(q, name, &value);
}

static void ask_rule(pv_question *q, const pv_program_rule *rule) {
    struct proviso_session *s = q->s;
    if (pv_machine_condition(&s->machine, rule->region) == PV_UNKNOWN) ask_condition(q, rule->name, rule->region);
    for (uint32_t i = 0; i < rule->exclusion_count; i++) {
        uint32_t index = s->program->exclusion_lists[rule->first_exclusion + i];
        if (pv_session_exclusion(s, index) != PV_UNKNOWN) continue;
        ask_condition(q, s->program->exclusions[index].name, s->program->exclusions[index].region);
    }
}

static void ask_outcome(pv_question *q) {
    struct proviso_session *s = q->s;
    uint32_t strongest = s->held_count > 0 ? s->program->rules[s->held[0]].outcome : UINT32_MAX;
    for (uint32_t i = 0; i < s->unknown_count; i++) {
        const pv_program_rule *rule = &s->program->rules[s->unknown[i]];
        if (rule->outcome < strongest) ask_rule(q, rule);
    }
}

/* The unknown values that a rule, or otherwise, sets open outputs to. */
static void ask_values(pv_question *q, pv_text_ref name, uint32_t first, uint32_t count) {
    struct proviso_session *s = q->s;
    for (uint32_t i = first; i < first + count; i++) {
        const pv_program_set *set = &s->program->sets[i];
        pv_currency currency;
        if (s->outputs[set->output].state != PV_OUTPUT_OPEN) continue;
        if (!pv_slot_is_value(pv_machine_value(&s->machine, &set->value, &currency))) ask(q, name, &set->value);
    }
}

static void ask_outputs(pv_question *q) {
    struct proviso_session *s = q->s;
    const proviso_program *p = s->program;
    for (uint32_t i = 0; i < s->held_count; i++) {
        const pv_program_rule *rule = &p->rules[s->held[i]];
        ask_values(q, rule->name, rule->first_set, rule->set_count);
    }
    if (!s->decision.by_rules) ask_values(q, (pv_text_ref){0, 0}, p->otherwise_first_set, p->otherwise_set_count);
    for (uint32_t i = 0; i < p->output_count; i++) {
        /* a default is a literal: unknown only if it is at fault */
        if (s->outputs[i].state == PV_OUTPUT_OPEN && !s->outputs[i].is_set && p->outputs[i].has_default &&
            !pv_slot_is_value(s->outputs[i].value))
            ask(q, p->outputs[i].name, &p->outputs[i].value);
    }
    uint32_t at = 0;
    for (const pv_program_rule *rule; (rule = pv_session_next_unknown(s, s->decision.outcome, &at)) != NULL;) {
        bool opens = false;
        if (!pv_machine_charge(&s->machine, (uint64_t)p->output_count + 1)) return;
        for (uint32_t i = 0; i < p->output_count && !opens; i++) {
            opens = s->outputs[i].state == PV_OUTPUT_OPEN && pv_session_opens(s, rule, i);
        }
        if (!opens) continue;
        ask_rule(q, rule);
        ask_values(q, rule->name, rule->first_set, rule->set_count);
    }
}

/* ---- Answers ---- */

static int by_name(const void *context, const void *a, const void *b) {
    (void)context;
    return pv_text_compare(((const pv_asker *)a)->name, ((const pv_asker *)b)->name);
}

static bool find_causes(pv_question *q) {
    struct proviso_session *s = q->s;
    pv_causes causes;
    bool ok = pv_causes_init(&causes, &s->machine, &s->arena, &s->origins);
    if (ok && q->askers.count > 0) pv_sort(q->askers.data, q->askers.count, sizeof(pv_asker), by_name, NULL);
    for (size_t i = 0; ok && i < q->askers.count && s->machine.limit == PV_WITHIN_LIMITS; i++) {
        const pv_asker *asker = pv_vector_at(&q->askers, pv_asker, i);
        proviso_text in = asker->name.length > 0 ? asker->name : PROVISO_TEXT("otherwise");
        pv_causes_of_value(&causes, &asker->value, in);
    }
    ok = ok && !q->askers.failed && !pv_causes_failed(&causes) && pv_explain_causes(s, q->e, &causes);
    pv_causes_clear(&causes);
    return ok;
}

static bool explain_possible(struct proviso_session *s, pv_explanation *e) {
    const proviso_program *p = s->program;
    e->possible = pv_arena_array(&s->arena, p->outcome_count, sizeof *e->possible);
    uint8_t *marks = pv_arena_array(&s->arena, p->outcome_count, 1);
    if (e->possible == NULL || marks == NULL) return false;
    if (s->decision.outcome != PV_NONE) {
        e->possible[e->possible_count++] = s->decision.outcome;
        return true;
    }
    marks[s->held_count > 0 ? p->rules[s->held[0]].outcome : p->otherwise_outcome] = 1;
    for (uint32_t i = 0; i < s->unknown_count; i++) marks[p->rules[s->unknown[i]].outcome] = 1;
    for (uint32_t i = 0; i < p->outcome_count; i++) {
        if (marks[i]) e->possible[e->possible_count++] = i;
    }
    return true;
}

static bool explain_conflict(struct proviso_session *s, pv_explanation *e, uint32_t output) {
    const proviso_program *p = s->program;
    pv_conflict *conflict = &e->conflicts[e->conflict_count++];
    conflict->output = output;
    conflict->contributions = pv_arena_array(&s->arena, s->held_count, sizeof *conflict->contributions);
    if (conflict->contributions == NULL) return false;
    for (uint32_t i = 0; i < s->held_count; i++) {
        const pv_program_rule *rule = &p->rules[s->held[i]];
        if (!pv_machine_charge(&s->machine, (uint64_t)rule->set_count + 1)) return false;
        for (uint32_t k = rule->first_set; k < rule->first_set + rule->set_count; k++) {
            if (p->sets[k].output != output) continue;
            pv_contribution *c = &conflict->contributions[conflict->count++];
            c->rule = pv_program_text(p, rule->name);
            c->value = pv_machine_value(&s->machine, &p->sets[k].value, &c->currency);
            break;
        }
    }
    return true;
}

static bool explain_conflicts(struct proviso_session *s, pv_explanation *e) {
    const proviso_program *p = s->program;
    e->conflicts = pv_arena_array(&s->arena, p->output_count, sizeof *e->conflicts);
    if (e->conflicts == NULL) return false;
    if (s->decision.outcome == PV_NONE) return true;
    for (uint32_t i = 0; i < p->output_count; i++) {
        if (s->outputs[i].state == PV_OUTPUT_CONFLICT && !explain_conflict(s, e, i)) return false;
    }
    return true;
}

static bool explain_open(struct proviso_session *s, pv_explanation *e) {
    pv_question question = {.s = s, .e = e};
    pv_vector_init(&question.askers, &s->memory, sizeof(pv_asker));
    if (s->decision.outcome == PV_NONE)
        ask_outcome(&question);
    else
        ask_outputs(&question);
    bool ok = explain_possible(s, e) && explain_conflicts(s, e) && find_causes(&question);
    pv_vector_clear(&question.askers);
    return ok;
}

/* A program's rules are asked several times over, also those that the decision did not need; what is still more than
 * that comes from a program that was made to be slow. */
static uint64_t enlarged(uint64_t budget) {
    return budget > UINT64_MAX / PV_EXPLAIN_BUDGETS ? UINT64_MAX : budget * PV_EXPLAIN_BUDGETS;
}

static proviso_status explain(pv_explanation *e, struct proviso_session *s) {
    bool ok = s->decision.state != PROVISO_UNDECIDED || explain_open(s, e);
    ok = ok && s->machine.limit == PV_WITHIN_LIMITS && pv_explain_reasons(s, e);
    if (s->machine.limit == PV_LIMIT_MEMORY) return PROVISO_OUT_OF_MEMORY;
    if (s->machine.limit != PV_WITHIN_LIMITS) return PROVISO_LIMIT_REACHED;
    return ok ? PROVISO_OK : PROVISO_OUT_OF_MEMORY;
}

proviso_status pv_explain(const pv_explanation **out, struct proviso_session *s) {
    if (s->decision.explanation == NULL) {
        if (s->machine.limit != PV_WITHIN_LIMITS)
            return PROVISO_LIMIT_REACHED; /* at the call before: memos are empty */
        pv_explanation *e = pv_arena_array(&s->arena, 1, sizeof *e);
        if (e == NULL) return PROVISO_OUT_OF_MEMORY;
        s->machine.budget = enlarged(s->program->limits.budget);
        s->machine.elements_left = enlarged(s->program->limits.elements);
        proviso_status status = explain(e, s);
        if (status != PROVISO_OK) return status;
        s->decision.explanation = e;
    }
    *out = s->decision.explanation;
    return PROVISO_OK;
}
