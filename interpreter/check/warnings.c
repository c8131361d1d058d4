/* Warnings: what is allowed and probably not meant.
 *
 * They are for a policy without errors: of one that has some, half would be their consequences. What an expression
 * shows by itself is warned of where it is typed; here stands what only the whole policy shows: names that nothing
 * reads, and rules of one outcome that differ in what they set. Of the latter there is one warning for each outcome and
 * output. */
#include "check/check_internal.h"

/* ---- What nothing reads ---- */

static void warn_unused(pv_checker *c, const pv_named *named) {
    switch (named->kind) {
    case PV_NAMED_FACT:
        pv_diagnose(c->source, PV_DIAGNOSTIC_UNUSED, named->range, (proviso_text){NULL, 0},
                    "the fact `%t` is never read", named->is.fact->path);
        break;
    case PV_NAMED_PARAM:
    case PV_NAMED_DEFINE:
        pv_diagnose(c->source, PV_DIAGNOSTIC_UNUSED, named->range, (proviso_text){NULL, 0}, "the %s `%t` is never used",
                    named->kind == PV_NAMED_PARAM ? "param" : "define", named->name);
        break;
    default: break;
    }
}

/* ---- What rules of one outcome set ---- */

typedef struct pv_setter {
    const pv_rule *rule;
    const pv_expr *value;
} pv_setter;

enum { RECENT = 4 };

/* Of an output, among the rules of one outcome. */
typedef struct pv_settings {
    uint32_t setters;
    uint32_t run;                    /* how many of the first rules set it, without a gap */
    pv_setter first, recent[RECENT]; /* those that set a literal; the last ones, in turn */
    uint32_t literals;               /* how many there were */
    const pv_rule *any;              /* the first that sets it */
    bool conflict;                   /* warned of */
    uint32_t next;                   /* among those that the outcome's rules set: index + 1 */
} pv_settings;

typedef struct pv_group_of_rules {
    pv_rule *const *rules;
    uint32_t count;
    pv_settings *settings; /* by output */
    uint32_t touched;      /* the last output that any of them sets: index + 1 */
} pv_group_of_rules;

static pv_range range_of(const pv_checker *c, const pv_rule *rule) {
    return pv_check_find(c, &c->clauses, rule->name)->range;
}

static void warn_of_conflict(pv_checker *c, const pv_set *set, const pv_rule *rule, const pv_setter *earlier) {
    proviso_text hint =
        PV_CHECK_FORMAT(c, "let the conditions of `%t` and `%t` exclude each other", earlier->rule->name, rule->name);
    pv_diagnose(c->source, PV_DIAGNOSTIC_MAY_CONFLICT, set->expr->range, hint,
                "`%t` may be set to `%t` by `%t` and to `%t` by `%t`", set->output->name,
                pv_check_quote(c, earlier->value->range), earlier->rule->name, pv_check_quote(c, set->expr->range),
                rule->name);
}

static bool may_conflict(pv_checker *c, const pv_setter *earlier, const pv_rule *rule, const pv_expr *value) {
    return earlier->rule && pv_check_differ(earlier->value, value) &&
           !pv_check_disjoint(c, earlier->rule->when, rule->when);
}

/* Each literal is compared with the few before it and with the first: enough to find a slip, and linear. */
static void note_literal(pv_checker *c, pv_settings *settings, const pv_set *set, const pv_rule *rule) {
    if (!pv_check_is_literal(set->expr) || settings->conflict) return;
    const pv_setter *earlier = NULL;
    for (uint32_t i = 0; i < RECENT && !earlier; i++)
        if (may_conflict(c, &settings->recent[i], rule, set->expr)) earlier = &settings->recent[i];
    if (may_conflict(c, &settings->first, rule, set->expr)) earlier = &settings->first;
    if (earlier) {
        warn_of_conflict(c, set, rule, earlier);
        settings->conflict = true;
    }
    pv_setter setter = {rule, set->expr};
    if (settings->literals == 0) settings->first = setter;
    settings->recent[settings->literals++ % RECENT] = setter;
}

static void note_rule(pv_checker *c, pv_group_of_rules *group, uint32_t at) {
    const pv_rule *rule = group->rules[at];
    for (const pv_set *set = rule->sets; set; set = set->next) {
        pv_settings *settings = &group->settings[set->output->index];
        if (settings->setters++ == 0) {
            settings->any = rule;
            settings->next = group->touched;
            group->touched = set->output->index + 1;
        }
        if (settings->run == at) settings->run++;
        note_literal(c, settings, set, rule);
    }
}

static void warn_of_gaps(pv_checker *c, pv_group_of_rules *group) {
    while (group->touched > 0) {
        const pv_output *output = c->model->outputs[group->touched - 1];
        pv_settings *settings = &group->settings[group->touched - 1];
        if (settings->setters < group->count) {
            const pv_rule *rule = group->rules[settings->run];
            pv_diagnose(c->source, PV_DIAGNOSTIC_SETS_DIFFER, range_of(c, rule),
                        PV_CHECK_FORMAT(c, "where `%t` alone holds, the decision %s", rule->name,
                                        output->otherwise ? "has the default" : "is without it"),
                        "`%t` does not set `%t`, as `%t` does for the same outcome", rule->name, output->name,
                        settings->any->name);
        }
        group->touched = settings->next;
        *settings = (pv_settings){.setters = 0};
    }
}

static void warn_of_sets(pv_checker *c) {
    const pv_model *model = c->model;
    pv_group_of_rules group = {.settings = pv_check_scratch(c, model->output_count, sizeof(pv_settings))};
    for (uint32_t begin = 0; begin < model->rule_count && !c->failed; begin += group.count) {
        group.rules = model->rules + begin;
        group.count = 1;
        while (begin + group.count < model->rule_count && group.rules[group.count]->outcome == group.rules[0]->outcome)
            group.count++;
        for (uint32_t i = 0; i < group.count && !c->failed; i++) note_rule(c, &group, i);
        warn_of_gaps(c, &group);
    }
}

void pv_check_warn(pv_checker *c) {
    if (c->source->errors > 0) return;
    for (const pv_named *named = c->names.first; named && !c->failed; named = named->next)
        if (!named->used) warn_unused(c, named);
    if (!c->failed) warn_of_sets(c);
    if (!c->failed) pv_check_warn_of_digits(c);
}
