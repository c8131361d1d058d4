/* Optional facts and groups: where one may stand, and what guards it.
 *
 * A guard is a count for each fact and group: how many of the conditions around say that it is present. `and` adds the
 * guards of all its operands before any of them is typed, so that their order never matters and 65,535 operands cost as
 * much as they are long; that an operand so guards itself is harmless, because what guards has no bare use of the fact.
 * Whatever is present is in groups that are. The elements of quantifiers within each other have counts of their own, a
 * row for each level, so that two names for elements of one list do not guard each other. Counts are zero again behind
 * every condition; a define is typed with none, for no guard reaches through it. */
#include "check/check_internal.h"

static pv_type type_of_target(const pv_expr *path) {
    pv_type type = pv_check_type(PV_TYPE_NONE);
    if (path->target_kind == PV_TARGET_FACT) type = path->target.fact->type;
    if (path->target_kind == PV_TARGET_PARAM) type = path->target.param->type;
    if (path->target_kind == PV_TARGET_DEFINE) type = path->target.define->type;
    return type;
}

/* ---- Counts ---- */

static uint32_t level_of(const pv_element *element) {
    uint32_t level = 0;
    for (; element; element = element->outer) level++;
    return level;
}

static uint32_t place_of_group(const pv_checker *c, const pv_fact_group *group) {
    return c->model->fact_count + group->index;
}

static bool is_guarded(const pv_checker *c, const pv_element *element, uint32_t place) {
    const uint32_t *counts = c->guards[level_of(element)];
    return counts && counts[place] > 0;
}

static void count_guard(pv_checker *c, const pv_expr *path, bool add) {
    uint32_t **counts = &c->guards[level_of(path->element)];
    if (!*counts) *counts = pv_check_scratch(c, (size_t)c->model->fact_count + c->model->group_count, sizeof **counts);
    if (!*counts) return;
    uint32_t step = add ? 1 : UINT32_MAX; /* one more, or one less */
    bool is_fact = path->target_kind == PV_TARGET_FACT;
    if (is_fact) (*counts)[path->target.fact->index] += step;
    for (const pv_fact_group *group = is_fact ? path->target.fact->group : path->target.group; group;
         group = group->parent)
        (*counts)[place_of_group(c, group)] += step;
}

/* The innermost group around a fact that may be absent here; NULL: none. `*distance`: how many groups out. */
static const pv_fact_group *absent_group(const pv_checker *c, const pv_expr *path, uint32_t *distance) {
    *distance = 1;
    for (const pv_fact_group *group = path->target.fact->group; group; group = group->parent, (*distance)++)
        if (group->optional && !is_guarded(c, path->element, place_of_group(c, group))) return group;
    return NULL;
}

static bool is_own_absence(const pv_checker *c, const pv_expr *path) {
    const pv_fact *fact = path->target.fact;
    return fact->optional && !is_guarded(c, path->element, fact->index);
}

/* Whether it, or a group around it, is optional. */
static bool is_optional(const pv_expr *path) {
    bool is_fact = path->target_kind == PV_TARGET_FACT, optional = is_fact && path->target.fact->optional;
    for (const pv_fact_group *group = is_fact ? path->target.fact->group : path->target.group; group && !optional;
         group = group->parent)
        optional = group->optional;
    return optional;
}

/* ---- Uses ---- */

bool pv_check_maybe_absent(pv_checker *c, pv_expr *expr) {
    if (expr->kind != PV_EXPR_PATH) {
        pv_check_expr(c, expr);
        return false;
    }
    expr->type = type_of_target(expr);
    uint32_t distance;
    return expr->target_kind == PV_TARGET_FACT && (is_own_absence(c, expr) || absent_group(c, expr, &distance));
}

/* What a reader would most likely write after `otherwise`. */
static const char *example_of(pv_type_kind kind) {
    static const char *const examples[] = {
        [PV_TYPE_NONE] = "…",      [PV_TYPE_BOOL] = "false",      [PV_TYPE_NUMBER] = "0", [PV_TYPE_MONEY] = "0 EUR",
        [PV_TYPE_TEXT] = "\"\"",   [PV_TYPE_ONE_OF] = "\"none\"", [PV_TYPE_DATE] = "…",   [PV_TYPE_TIME] = "…",
        [PV_TYPE_SPAN] = "0 days", [PV_TYPE_LIST] = "…",
    };
    return examples[kind];
}

static proviso_text stand_in(pv_checker *c, const pv_type *type) {
    if (type->kind == PV_TYPE_MONEY && type->currency != PV_CURRENCY_ANY)
        return PV_CHECK_FORMAT(c, "0 %t", pv_currency_code(type->currency));
    return PV_CHECK_FORMAT(c, "%s", example_of(type->kind));
}

static proviso_text hint_of_absence(pv_checker *c, const pv_type *type, proviso_text name, proviso_text guard) {
    proviso_text otherwise = PV_CHECK_FORMAT(c, "%t otherwise %t", name, stand_in(c, type));
    if (type->kind == PV_TYPE_LIST && c->place == PV_PLACE_DEFINE)
        return PV_CHECK_FORMAT(c, "read it where `%t is present` guards it; no guard reaches into a define", guard);
    if (type->kind == PV_TYPE_LIST) return PV_CHECK_FORMAT(c, "guard it with `%t is present and …`", guard);
    if (c->place == PV_PLACE_DEFINE) return PV_CHECK_FORMAT(c, "write `%t`; no guard reaches into a define", otherwise);
    if (c->place == PV_PLACE_TEXT)
        return PV_CHECK_FORMAT(c, "print a `define` that says `%t`, or guard it with `%t is present and …`", otherwise,
                               guard);
    return PV_CHECK_FORMAT(c, "write `%t`, or guard it with `%t is present and …`", otherwise, guard);
}

void pv_check_report_absent(pv_checker *c, const pv_expr *path) {
    proviso_text name = pv_check_quote(c, path->range);
    if (is_own_absence(c, path)) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_MAYBE_ABSENT, path->range, hint_of_absence(c, &path->type, name, name),
                    "`%t` is optional and may be absent here", name);
        return;
    }
    uint32_t distance;
    const pv_fact_group *group = absent_group(c, path, &distance);
    if (!group) return;
    pv_range range = pv_range_join(path->names[0].range, path->names[path->name_count - 1 - distance].range);
    proviso_text around = pv_check_quote(c, range);
    pv_diagnose(c->source, PV_DIAGNOSTIC_MAYBE_ABSENT, path->range, hint_of_absence(c, &path->type, name, around),
                "`%t` may be absent here, as `%t` is optional", name, around);
}

/* ---- Guards ---- */

static const pv_expr *fact_path(const pv_expr *expr) { return expr->target_kind == PV_TARGET_FACT ? expr : NULL; }

/* Of what `is present` asks. */
static const pv_expr *asked_path(const pv_expr *is_present) {
    const pv_expr *operand = is_present->operands.first;
    return operand->target_kind == PV_TARGET_GROUP ? operand : fact_path(operand);
}

static const pv_expr *equal_to_literal(const pv_expr *comparison) {
    const pv_expr *a = comparison->operands.first, *b = a->next;
    if (comparison->op != PV_EQUAL) return NULL;
    if (pv_check_is_literal(b)) return fact_path(a);
    return pv_check_is_literal(a) ? fact_path(b) : NULL;
}

static const pv_expr *in_literals(const pv_expr *in) {
    const pv_expr *set = in->operands.first->next;
    if (in->negated || set->kind != PV_EXPR_SET) return NULL;
    for (const pv_expr *element = set->operands.first; element; element = element->next)
        if (!pv_check_is_literal(element)) return NULL;
    return fact_path(in->operands.first);
}

/* The fact or group that is present where `expr` holds (or where it does not); NULL: none. */
static const pv_expr *guarded_by(const pv_expr *expr, bool holds) {
    if (expr->kind == PV_EXPR_IS_PRESENT) return expr->negated != holds ? asked_path(expr) : NULL;
    if (!holds) return NULL;
    switch (expr->kind) {
    case PV_EXPR_NOT: {
        const pv_expr *inner = expr->operands.first;
        bool is_absent = inner->kind == PV_EXPR_IS_PRESENT && inner->negated;
        return is_absent ? asked_path(inner) : NULL;
    }
    case PV_EXPR_COMPARE: return equal_to_literal(expr);
    case PV_EXPR_IN: return in_literals(expr);
    default: return NULL;
    }
}

static void guard_one(pv_checker *c, const pv_expr *expr, bool holds, bool add) {
    const pv_expr *path = guarded_by(expr, holds);
    if (path) count_guard(c, path, add);
}

void pv_check_guard(pv_checker *c, const pv_expr *condition, bool holds, bool add) {
    if (condition->kind != (holds ? PV_EXPR_AND : PV_EXPR_OR)) {
        guard_one(c, condition, holds, add);
        return;
    }
    for (const pv_expr *operand = condition->operands.first; operand; operand = operand->next)
        guard_one(c, operand, holds, add);
}

/* ---- is present, otherwise ---- */

static void report_never_absent(pv_checker *c, const pv_expr *operand) {
    proviso_text quoted = pv_check_quote(c, operand->range), name = {NULL, 0};
    const char *form = "declare it so, as in `%t: optional …`, or leave the question out";
    if (operand->target_kind == PV_TARGET_FACT) name = operand->target.fact->name;
    if (operand->target_kind == PV_TARGET_GROUP) {
        name = operand->target.group->name;
        form = "declare it so, as in `%t optional { … }`, or leave the question out";
    }
    if (name.length > 0)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_OPTIONAL, operand->range, PV_CHECK_FORMAT(c, form, name),
                    "`%t` is not optional", quoted);
    else
        pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_OPTIONAL, operand->range,
                    PROVISO_TEXT("only an optional fact or group can be absent"), "`%t` is never absent", quoted);
}

/* Types the operand of `is present` or `otherwise`; reports one that is never absent. */
static void check_optional(pv_checker *c, pv_expr *operand) {
    pv_check_maybe_absent(c, operand);
    bool is_named = operand->target_kind == PV_TARGET_FACT || operand->target_kind == PV_TARGET_GROUP;
    if (is_named ? !is_optional(operand) : operand->type.kind != PV_TYPE_NONE) report_never_absent(c, operand);
}

void pv_check_is_present(pv_checker *c, pv_expr *expr) {
    expr->type = pv_check_type(PV_TYPE_BOOL);
    check_optional(c, expr->operands.first);
}

/* What may be absent, or add up nothing. */
static void check_first(pv_checker *c, pv_expr *first) {
    if (first->kind == PV_EXPR_QUANTIFIER) {
        pv_check_total(c, first);
        return;
    }
    check_optional(c, first);
    if (first->type.kind == PV_TYPE_LIST) pv_check_report_list_otherwise(c, first);
}

void pv_check_otherwise(pv_checker *c, pv_expr *expr) {
    pv_expr *first = expr->operands.first, *value = first->next;
    check_first(c, first);
    pv_check_expr(c, value);
    if (c->failed) return;
    pv_relation relation = pv_check_join(c, &expr->type, first, value);
    if (relation == PV_RELATED) return;
    pv_diagnose(c->source, pv_check_code(relation, PV_DIAGNOSTIC_OTHERWISE), value->range,
                pv_check_instead(c, &first->type, value), "`%t` (%t) cannot stand in for `%t` (%t)",
                pv_check_quote(c, value->range), pv_check_describe(c, &value->type), pv_check_quote(c, first->range),
                pv_check_describe(c, &first->type));
}
