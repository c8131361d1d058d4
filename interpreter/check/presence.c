/* Optional facts: where one may stand, and what guards it.
 *
 * A guard is a count for each fact: how many of the conditions around say that it is present. `and` adds the guards of
 * all its operands before any of them is typed, so that their order never matters and 65,535 operands cost as much as
 * they are long; that an operand so guards itself is harmless, because what guards has no bare use of the fact. Counts
 * are zero again behind every rule; a define is typed with none, for no guard reaches through it. */
#include "check/check_internal.h"

static pv_type type_of_target(const pv_expr *path) {
    pv_type type = {.kind = PV_TYPE_NONE, .currency = PV_CURRENCY_ANY, .family = PV_SPAN_ANY};
    if (path->target_kind == PV_TARGET_FACT) type = path->target.fact->type;
    if (path->target_kind == PV_TARGET_PARAM) type = path->target.param->type;
    if (path->target_kind == PV_TARGET_DEFINE) type = path->target.define->type;
    return type;
}

bool pv_check_maybe_absent(pv_checker *c, pv_expr *expr) {
    if (expr->kind != PV_EXPR_PATH) {
        pv_check_expr(c, expr);
        return false;
    }
    expr->type = type_of_target(expr);
    if (expr->target_kind != PV_TARGET_FACT) return false;
    const pv_fact *fact = expr->target.fact;
    return fact->optional && c->guards[fact->index] == 0;
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

void pv_check_report_absent(pv_checker *c, const pv_expr *path) {
    proviso_text name = path->target.fact->path;
    const pv_type *type = &path->type;
    proviso_text value = PV_CHECK_FORMAT(c, "%s", example_of(type->kind));
    if (type->kind == PV_TYPE_MONEY && type->currency != PV_CURRENCY_ANY)
        value = PV_CHECK_FORMAT(c, "0 %t", pv_currency_code(type->currency));
    proviso_text hint =
        c->in_define
            ? PV_CHECK_FORMAT(c, "write `%t otherwise %t`; no guard reaches into a define", name, value)
            : PV_CHECK_FORMAT(c, "write `%t otherwise %t`, or guard it with `%t is present and …`", name, value, name);
    pv_diagnose(c->source, PV_DIAGNOSTIC_MAYBE_ABSENT, path->range, hint, "`%t` is optional and may be absent here",
                name);
}

/* ---- Guards ---- */

static const pv_expr *fact_path(const pv_expr *expr) { return expr->target_kind == PV_TARGET_FACT ? expr : NULL; }

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

/* The fact that is present where `expr` holds (or where it does not); NULL: none. */
static const pv_expr *guarded_by(const pv_expr *expr, bool holds) {
    if (expr->kind == PV_EXPR_IS_PRESENT) return expr->negated != holds ? fact_path(expr->operands.first) : NULL;
    if (!holds) return NULL;
    switch (expr->kind) {
    case PV_EXPR_NOT: {
        const pv_expr *inner = expr->operands.first;
        bool is_absent = inner->kind == PV_EXPR_IS_PRESENT && inner->negated;
        return is_absent ? fact_path(inner->operands.first) : NULL;
    }
    case PV_EXPR_COMPARE: return equal_to_literal(expr);
    case PV_EXPR_IN: return in_literals(expr);
    default: return NULL;
    }
}

static void guard_one(pv_checker *c, const pv_expr *expr, bool holds, bool add) {
    const pv_expr *path = guarded_by(expr, holds);
    if (!path) return;
    uint32_t *count = &c->guards[path->target.fact->index];
    *count = add ? *count + 1 : *count - 1;
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
    proviso_text quoted = pv_check_quote(c, operand->range);
    if (operand->target_kind == PV_TARGET_FACT)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_OPTIONAL, operand->range,
                    PV_CHECK_FORMAT(c, "declare it so, as in `%t: optional …`, or leave the question out",
                                    operand->target.fact->name),
                    "`%t` is not optional", quoted);
    else
        pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_OPTIONAL, operand->range,
                    PROVISO_TEXT("only an optional fact can be absent"), "`%t` is never absent", quoted);
}

/* Types the operand of `is present` or `otherwise`; reports one that is never absent. */
static void check_optional(pv_checker *c, pv_expr *operand) {
    pv_check_maybe_absent(c, operand);
    switch (operand->target_kind) {
    case PV_TARGET_FACT:
        if (operand->target.fact->optional) return;
        break;
    case PV_TARGET_GROUP:
        if (operand->target.group->optional) return;
        break;
    default:
        if (operand->type.kind == PV_TYPE_NONE) return;
    }
    report_never_absent(c, operand);
}

void pv_check_is_present(pv_checker *c, pv_expr *expr) {
    expr->type = (pv_type){.kind = PV_TYPE_BOOL, .currency = PV_CURRENCY_ANY, .family = PV_SPAN_ANY};
    check_optional(c, expr->operands.first);
}

void pv_check_otherwise(pv_checker *c, pv_expr *expr) {
    pv_expr *fact = expr->operands.first, *value = fact->next;
    check_optional(c, fact);
    pv_check_expr(c, value);
    if (c->failed) return;
    pv_relation relation = pv_check_join(c, &expr->type, &fact->type, value);
    if (relation == PV_RELATED) return;
    pv_diagnose(c->source, pv_check_code(relation, PV_DIAGNOSTIC_OTHERWISE), value->range,
                pv_check_instead(c, &fact->type, value), "`%t` (%t) cannot stand in for `%t` (%t)",
                pv_check_quote(c, value->range), pv_check_describe(c, &value->type), pv_check_quote(c, fact->range),
                pv_check_describe(c, &fact->type));
}
