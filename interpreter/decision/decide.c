/* Deciding: outcome and outputs, as the language page's section "Decisions" says.
 *
 * Rules are sorted by outcome, the strongest first. Once one holds, only the other rules of its outcome matter any
 * more: they may set outputs. The lists of rules that held and of those that are unknown are all that is kept. What is
 * more than a step for each row of the program is charged to the machine's budget, as its instructions are. */
#include "decision/session.h"

pv_truth pv_session_exclusion(struct proviso_session *s, uint32_t exclusion) {
    pv_known_exclusion *known = &s->exclusions[exclusion];
    if (known->round != s->machine.rounds[0]) {
        known->truth = pv_machine_condition(&s->machine, s->program->exclusions[exclusion].region);
        known->round = s->machine.rounds[0];
    }
    return known->truth;
}

/* Of the rule as a whole: its condition and no exclusion. */
static pv_truth decide_rule(struct proviso_session *s, const pv_program_rule *rule) {
    pv_truth holds = pv_machine_condition(&s->machine, rule->region);
    if (holds == PV_FALSE) return holds;
    const uint32_t *exclusion = s->program->exclusion_lists + rule->first_exclusion;
    for (const uint32_t *end = exclusion + rule->exclusion_count; exclusion < end; exclusion++) {
        pv_truth excluded = pv_session_exclusion(s, *exclusion);
        if (excluded == PV_TRUE) return PV_FALSE;
        if (excluded == PV_UNKNOWN) holds = PV_UNKNOWN;
    }
    return holds;
}

static void run_rules(struct proviso_session *s) {
    const proviso_program *p = s->program;
    uint32_t strongest = UINT32_MAX;
    s->held_count = s->unknown_count = 0;
    for (uint32_t i = 0, count = p->rule_count; i < count && p->rules[i].outcome <= strongest; i++) {
        pv_truth holds = decide_rule(s, &p->rules[i]);
        if (holds == PV_FALSE) continue;
        if (holds == PV_UNKNOWN) {
            s->unknown[s->unknown_count++] = i;
        } else {
            s->held[s->held_count++] = i;
            strongest = p->rules[i].outcome;
        }
    }
}

/* The one possible outcome, or PV_NONE: unknown rules of other outcomes could still decide. */
static uint32_t settle(const struct proviso_session *s) {
    const proviso_program *p = s->program;
    uint32_t outcome = s->held_count > 0 ? p->rules[s->held[0]].outcome : p->otherwise_outcome;
    for (uint32_t i = 0; i < s->unknown_count; i++) {
        if (p->rules[s->unknown[i]].outcome != outcome) return PV_NONE;
    }
    return outcome;
}

/* ---- Outputs ---- */

bool pv_values_equal(pv_type_kind kind, pv_slot a, pv_currency currency_a, pv_slot b, pv_currency currency_b) {
    if (kind == PV_TYPE_TEXT || kind == PV_TYPE_ONE_OF) return pv_text_equal(pv_slot_text(a), pv_slot_text(b));
    return a == b && (kind != PV_TYPE_MONEY || currency_a == currency_b);
}

static void set_defaults(struct proviso_session *s) {
    const pv_program_output *row = s->program->outputs;
    pv_output_value *out = s->outputs;
    for (const pv_program_output *end = row + s->program->output_count; row < end; row++, out++) {
        *out = (pv_output_value){PV_SLOT_UNKNOWN, PV_CURRENCY_ANY, PV_OUTPUT_NONE, false};
        if (!row->has_default) continue;
        out->value = pv_machine_value(&s->machine, &row->value, &out->currency);
        out->state = pv_slot_is_value(out->value) ? PV_OUTPUT_SET : PV_OUTPUT_OPEN;
    }
}

static void apply_set(struct proviso_session *s, const pv_program_set *set) {
    pv_output_value *out = &s->outputs[set->output];
    pv_currency currency = PV_CURRENCY_ANY;
    pv_slot value = pv_machine_value(&s->machine, &set->value, &currency);
    bool known = pv_slot_is_value(value);
    if (!out->is_set) {
        *out = (pv_output_value){value, currency, known ? PV_OUTPUT_SET : PV_OUTPUT_OPEN, true};
    } else if (!known) {
        if (out->state == PV_OUTPUT_SET) out->state = PV_OUTPUT_OPEN;
    } else if (!pv_slot_is_value(out->value)) {
        out->value = value;
        out->currency = currency;
    } else if (!pv_values_equal((pv_type_kind)set->value.kind, out->value, out->currency, value, currency)) {
        out->state = PV_OUTPUT_CONFLICT;
    }
}

static void apply_sets(struct proviso_session *s, uint32_t first, uint32_t count) {
    const pv_program_set *set = s->program->sets + first;
    for (const pv_program_set *end = set + count; set < end; set++) apply_set(s, set);
}

const pv_program_rule *pv_session_next_unknown(const struct proviso_session *s, uint32_t outcome, uint32_t *at) {
    while (*at < s->unknown_count) {
        const pv_program_rule *rule = &s->program->rules[s->unknown[(*at)++]];
        if (rule->outcome == outcome) return rule;
    }
    return NULL;
}

static const pv_program_set *find_set(const proviso_program *p, const pv_program_rule *rule, uint32_t output) {
    for (uint32_t i = 0; i < rule->set_count; i++) {
        if (p->sets[rule->first_set + i].output == output) return &p->sets[rule->first_set + i];
    }
    return NULL;
}

bool pv_session_opens(struct proviso_session *s, const pv_program_rule *rule, uint32_t output) {
    const pv_output_value *now = &s->outputs[output];
    const pv_program_output *row = &s->program->outputs[output];
    if (!pv_machine_charge(&s->machine, (uint64_t)rule->set_count + 1)) return true;
    const pv_program_set *set = find_set(s->program, rule, output);
    if (set == NULL && (s->decision.by_rules || !now->is_set)) return false; /* what stands, stands either way */
    const pv_value *other = set != NULL ? &set->value : &row->value;
    if (set == NULL && !row->has_default) return true;
    if (!pv_slot_is_value(now->value)) return true;
    pv_currency currency = PV_CURRENCY_ANY;
    pv_slot value = pv_machine_value(&s->machine, other, &currency);
    return !pv_slot_is_value(value) ||
           !pv_values_equal((pv_type_kind)row->value.kind, now->value, now->currency, value, currency);
}

static void open_outputs(struct proviso_session *s, const pv_program_rule *rule) {
    for (uint32_t i = 0; i < s->program->output_count; i++) {
        if (s->outputs[i].state <= PV_OUTPUT_SET && pv_session_opens(s, rule, i)) s->outputs[i].state = PV_OUTPUT_OPEN;
    }
}

static bool settle_outputs(struct proviso_session *s) {
    const proviso_program *p = s->program;
    set_defaults(s);
    for (uint32_t i = 0; i < s->held_count; i++)
        apply_sets(s, p->rules[s->held[i]].first_set, p->rules[s->held[i]].set_count);
    if (!s->decision.by_rules) apply_sets(s, p->otherwise_first_set, p->otherwise_set_count);
    uint32_t at = 0;
    for (const pv_program_rule *rule; (rule = pv_session_next_unknown(s, s->decision.outcome, &at)) != NULL;) {
        if (!pv_machine_charge(&s->machine, (uint64_t)p->output_count + 1)) return false;
        open_outputs(s, rule);
    }
    for (uint32_t i = 0; i < p->output_count; i++) {
        if (s->outputs[i].state > PV_OUTPUT_SET) return false;
    }
    return true;
}

proviso_status pv_session_decide(struct proviso_session *s) {
    proviso_decision *decision = &s->decision;
    pv_arena_reset(&s->arena);
    *decision = (proviso_decision){.session = s, .state = PROVISO_UNDECIDED, .outcome = PV_NONE};
    if (s->refused) {
        decision->state = PROVISO_REFUSED;
        return PROVISO_OK;
    }
    pv_machine_begin(&s->machine, s->program->limits.budget, s->program->limits.elements);
    run_rules(s);
    decision->by_rules = s->held_count > 0;
    decision->outcome = settle(s);
    if (decision->outcome != PV_NONE && settle_outputs(s)) decision->state = PROVISO_DECIDED;
    if (s->machine.limit == PV_WITHIN_LIMITS) return PROVISO_OK;
    decision->limit = s->machine.limit;
    decision->state = PROVISO_LIMITED;
    decision->outcome = PV_NONE;
    return s->machine.limit == PV_LIMIT_MEMORY ? PROVISO_OUT_OF_MEMORY : PROVISO_OK;
}
