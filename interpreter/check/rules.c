/* Rules, and the clauses that rules, exclusions and `otherwise` are made of.
 *
 * Each clause stands at most once, `set` once for each output. What is set has to fit its output, and is guarded by the
 * condition beside it. A `because` may print any fact, param or define, present or not, but no list and no private one.
 * Rules are sorted in the model by the rank of their outcome, then by name. */
#include "check/check_internal.h"

/* ---- because ---- */

static bool is_private(const pv_expr *path) {
    if (path->target_kind == PV_TARGET_FACT) return path->target.fact->is_private;
    return path->target_kind == PV_TARGET_DEFINE && path->target.define->is_private;
}

/* What a placeholder prints that is private; NULL: nothing. */
static const pv_expr *private_in(const pv_expr *expr) {
    if (expr->kind == PV_EXPR_PATH) return is_private(expr) ? expr : NULL;
    const pv_expr *found = NULL;
    for (const pv_expr *argument = expr->operands.first; argument && !found; argument = argument->next)
        found = private_in(argument);
    return found;
}

static void report_private(pv_checker *c, const pv_expr *path) {
    bool is_fact = path->target_kind == PV_TARGET_FACT;
    pv_diagnose(c->source, PV_DIAGNOSTIC_PRIVATE, path->range,
                PROVISO_TEXT("a reason is read by others; say it without the value"),
                is_fact ? "`%t` is private and cannot be printed" : "`%t` reads a private fact and cannot be printed",
                pv_check_quote(c, path->range));
}

/* A name prints its absence as well; a function needs a value. */
static void check_placeholder(pv_checker *c, pv_expr *expr) {
    c->place = PV_PLACE_TEXT;
    pv_check_maybe_absent(c, expr);
    c->place = PV_PLACE_CONDITION;
    if (c->failed) return;
    const pv_expr *path = private_in(expr);
    if (path) report_private(c, path);
    if (expr->type.kind == PV_TYPE_LIST)
        pv_diagnose(c->source, PV_DIAGNOSTIC_LIST, expr->range,
                    PV_CHECK_FORMAT(c, "print how many there are, as `{length(%t)}`", pv_check_quote(c, expr->range)),
                    "`%t` is a list, which cannot stand in a text", pv_check_quote(c, expr->range));
}

static void check_template(pv_checker *c, const pv_template_part *parts) {
    for (const pv_template_part *part = parts; part && !c->failed; part = part->next)
        if (part->expr) check_placeholder(c, part->expr);
}

/* ---- set ---- */

static void report_unfit(pv_checker *c, const pv_output *output, const pv_expr *expr, pv_relation relation) {
    proviso_text value = pv_check_quote(c, expr->range), hint = pv_check_instead(c, &output->type, expr);
    if (relation == PV_NO_SHARED_VALUE && expr->kind == PV_EXPR_TEXT) {
        pv_check_no_such_value(c, expr, &output->type, output->name);
        return;
    }
    pv_diagnose(c->source, pv_check_code(relation, PV_DIAGNOSTIC_OUTPUT_TYPE), expr->range, hint,
                "`%t` is %t, and `%t` (%t) does not fit", output->name, pv_check_describe(c, &output->type), value,
                pv_check_describe(c, &expr->type));
}

static bool is_whole(const pv_value *value) {
    pv_number whole;
    return value->is_fraction ? pv_fraction_whole(&whole, value->fraction) : pv_number_is_whole(value->slot);
}

static void check_whole(pv_checker *c, const pv_output *output, const pv_expr *expr) {
    pv_value value;
    if (!output->type.whole || output->rounding.present || expr->type.kind != PV_TYPE_NUMBER) return;
    if (pv_check_constant(&value, expr) != PV_CONSTANT_VALUE || is_whole(&value)) return;
    pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_WHOLE, expr->range, (proviso_text){NULL, 0},
                "`%t` is a whole number, and `%t` is not whole", output->name, pv_check_quote(c, expr->range));
}

void pv_check_assign(pv_checker *c, const pv_output *output, pv_expr *expr) {
    pv_check_expr(c, expr);
    if (c->failed) return;
    pv_relation relation = pv_check_fits(c, &output->type, expr);
    if (relation != PV_RELATED)
        report_unfit(c, output, expr, relation);
    else
        check_whole(c, output, expr);
}

static pv_output *find_output(pv_checker *c, pv_name name) {
    const pv_named *named = pv_check_find(c, &c->outputs, name.text);
    if (named) return named->is.output;
    if (!pv_check_is_lost(c, name.text))
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_OUTPUT, name.range,
                    pv_check_did_you_mean(c, pv_check_suggest(c, &c->outputs, name.text, 1u << PV_NAMED_OUTPUT)),
                    "no output is called `%t`", name.text);
    return NULL;
}

static void report_clause_again(pv_checker *c, pv_range range, const char *clause) {
    pv_diagnose(c->source, PV_DIAGNOSTIC_CLAUSE_AGAIN, range, (proviso_text){NULL, 0}, "`%s` is written twice", clause);
}

/* Which outputs a body has set already is kept among the names, with the body's own first clause as their scope. */
static void add_set(pv_checker *c, const void *scope, pv_set ***end, const pv_clause *clause) {
    pv_output *output = find_output(c, clause->output);
    if (!output) {
        pv_check_expr(c, clause->expr);
        return;
    }
    pv_check_assign(c, output, clause->expr);
    if (pv_check_find(c, scope, clause->output.text)) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_CLAUSE_AGAIN, clause->output.range, (proviso_text){NULL, 0},
                    "`%t` is set twice", clause->output.text);
        return;
    }
    pv_set *set = pv_check_new(c, 1, sizeof *set);
    if (!set || !pv_check_add_name(c, scope, clause->output, PV_NAMED_REFERENCE)) return;
    *set = (pv_set){output, clause->expr, NULL};
    **end = set;
    *end = &set->next;
}

/* ---- Bodies ---- */

static void add_because(pv_checker *c, pv_body *body, const pv_clause *clause) {
    check_template(c, clause->parts);
    if (body->has_because) {
        report_clause_again(c, pv_check_head(clause->range, 7), "because");
        return;
    }
    body->has_because = true;
    body->because = clause->parts;
}

static void add_cite(pv_checker *c, pv_body *body, const pv_clause *clause) {
    if (body->cite.present)
        report_clause_again(c, pv_check_head(clause->range, 4), "cite");
    else
        body->cite = clause->text;
}

static void add_when(pv_checker *c, pv_body *body, const pv_clause *clause) {
    pv_check_condition(c, clause->expr, "when");
    if (body->when)
        report_clause_again(c, pv_check_head(clause->range, 4), "when");
    else
        body->when = clause->expr;
}

/* All but the condition, which guards it. */
static void add_clause(pv_checker *c, pv_body *body, const void *scope, pv_set ***end, const pv_clause *clause) {
    switch (clause->kind) {
    case PV_CLAUSE_SET: add_set(c, scope, end, clause); break;
    case PV_CLAUSE_WHEN: break;
    case PV_CLAUSE_BECAUSE: add_because(c, body, clause); break;
    case PV_CLAUSE_CITE: add_cite(c, body, clause); break;
    }
}

pv_body pv_check_body(pv_checker *c, const pv_clause *clauses, pv_expr *when) {
    pv_body body = {.when = when};
    pv_set **end = &body.sets;
    for (const pv_clause *clause = clauses; clause && !c->failed; clause = clause->next)
        if (clause->kind == PV_CLAUSE_WHEN) add_when(c, &body, clause);
    if (c->failed) return body;
    if (body.when) pv_check_guard(c, body.when, true, true);
    for (const pv_clause *clause = clauses; clause && !c->failed; clause = clause->next)
        add_clause(c, &body, clauses, &end, clause);
    if (body.when) pv_check_guard(c, body.when, true, false);
    return body;
}

/* ---- Rules ---- */

void pv_check_declare_rule(pv_checker *c, const pv_item *item) {
    pv_rule *rule = pv_check_new(c, 1, sizeof *rule);
    if (!rule) return;
    rule->name = item->name.text;
    c->rules[c->rule_count++] = (pv_rule_note){.rule = rule, .item = item};
    if (c->rule_count == PV_CHECK_RULES_MOST + 1)
        pv_diagnose(c->source, PV_DIAGNOSTIC_TOO_MANY_RULES, item->name.range, (proviso_text){NULL, 0},
                    "a policy has at most 65,535 rules, and this is one more");
    pv_named *named = pv_check_declare(c, &c->clauses, item->name, PV_NAMED_RULE);
    if (named) named->is.rule = rule;
}

const pv_named *pv_check_outcome(pv_checker *c, pv_name name) {
    const pv_named *named = pv_check_find(c, &c->clauses, name.text);
    if (named && named->kind == PV_NAMED_OUTCOME) return named;
    if (!c->outcomes || name.text.length == 0 || pv_check_is_lost(c, name.text)) return NULL;
    proviso_text hint = pv_check_did_you_mean(c, pv_check_suggest(c, &c->clauses, name.text, 1u << PV_NAMED_OUTCOME));
    if (hint.length == 0) hint = PROVISO_TEXT("declare it after `outcomes`, in its place between the others");
    if (named)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_OUTCOME, name.range, hint, "`%t` is %s, not an outcome", name.text,
                    pv_check_noun(named->kind));
    else
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_OUTCOME, name.range, hint, "no outcome is called `%t`", name.text);
    return NULL;
}

static void check_rule(pv_checker *c, pv_rule_note *note) {
    pv_rule *rule = note->rule;
    const pv_named *outcome = pv_check_outcome(c, note->item->outcome);
    note->has_outcome = outcome != NULL;
    if (outcome) rule->outcome = outcome->is.outcome;
    pv_expr *when = note->item->expr;
    if (when) pv_check_condition(c, when, "when");
    pv_body body = pv_check_body(c, note->item->clauses, when);
    rule->when = body.when;
    rule->sets = body.sets;
    rule->has_because = body.has_because;
    rule->because = body.because;
    rule->cite = body.cite;
}

void pv_check_rules(pv_checker *c) {
    pv_sort_key *keys = pv_check_scratch(c, c->rule_count, sizeof *keys);
    c->model->rules = pv_check_new(c, c->rule_count, sizeof(pv_rule *));
    for (uint32_t i = 0; i < c->rule_count && !c->failed; i++) {
        check_rule(c, &c->rules[i]);
        keys[i] = (pv_sort_key){c->rules[i].rule->outcome, c->rules[i].rule->name, c->rules[i].rule};
    }
    if (c->failed) return;
    pv_check_sort(keys, c->rule_count);
    c->model->rule_count = c->rule_count;
    for (uint32_t i = 0; i < c->rule_count; i++) {
        c->model->rules[i] = keys[i].item;
        c->model->rules[i]->index = i;
    }
}
