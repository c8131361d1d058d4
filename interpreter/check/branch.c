/* `if C then A else B`.
 *
 * Both branches are of one type; where they are choices, the whole has the values of both. A is looked at as if C held,
 * B as if it did not: what C says of presence guards them. */
#include "check/check_internal.h"

static void check_branch(pv_checker *c, const pv_expr *condition, pv_expr *branch, bool holds) {
    pv_check_guard(c, condition, holds, true);
    pv_check_expr(c, branch);
    pv_check_guard(c, condition, holds, false);
}

static void report_branches(pv_checker *c, pv_relation relation, const pv_expr *a, const pv_expr *b) {
    proviso_text hint = pv_check_instead(c, &a->type, b);
    if (hint.length == 0) hint = pv_check_instead(c, &b->type, a);
    pv_diagnose(c->source, pv_check_code(relation, PV_DIAGNOSTIC_BRANCHES), pv_range_join(a->range, b->range), hint,
                "`if` gives `%t` (%t) or `%t` (%t), which are not of one type", pv_check_quote(c, a->range),
                pv_check_describe(c, &a->type), pv_check_quote(c, b->range), pv_check_describe(c, &b->type));
}

void pv_check_if(pv_checker *c, pv_expr *expr) {
    pv_expr *condition = expr->operands.first, *a = condition->next, *b = a->next;
    pv_check_condition(c, condition, "if");
    if (!c->failed) check_branch(c, condition, a, true);
    if (!c->failed) check_branch(c, condition, b, false);
    if (c->failed) return;
    pv_relation relation = pv_check_join(c, &expr->type, a, b);
    if (relation != PV_RELATED) report_branches(c, relation, a, b);
}
