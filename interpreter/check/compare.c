/* Comparisons: `=` and its kin, `in`, `between`.
 *
 * Both sides have to be of one kind, one currency, one family of spans, and able to be equal; an order needs a kind
 * that has one. Two exceptions are made here and nowhere else: the literal 0 stands for zero of any currency, and an
 * optional fact may stand bare beside `=`, `!=`, `in` and `not in`, which answer for its absence. */
#include "check/check_internal.h"

static bool is_zero_of_money(const pv_type *a, const pv_type *b) { return a->zero && b->kind == PV_TYPE_MONEY; }

static void report_mismatch(pv_checker *c, pv_relation relation, const pv_expr *a, const pv_expr *b, pv_range range) {
    proviso_text hint = pv_check_instead(c, &a->type, b);
    if (hint.length == 0) hint = pv_check_instead(c, &b->type, a);
    bool is_moment = (a->type.kind == PV_TYPE_DATE && b->type.kind == PV_TYPE_TIME) ||
                     (a->type.kind == PV_TYPE_TIME && b->type.kind == PV_TYPE_DATE);
    pv_diagnose(c->source, pv_check_code(relation, is_moment ? PV_DIAGNOSTIC_DATE_AND_TIME : PV_DIAGNOSTIC_COMPARISON),
                range, hint,
                relation == PV_NO_SHARED_VALUE ? "`%t` (%t) and `%t` (%t) are never equal"
                                               : "cannot compare `%t` (%t) with `%t` (%t)",
                pv_check_quote(c, a->range), pv_check_describe(c, &a->type), pv_check_quote(c, b->range),
                pv_check_describe(c, &b->type));
}

/* `one of` against a literal that it does not have; true: reported. */
static bool lacks_value(pv_checker *c, const pv_expr *choice, const pv_expr *literal) {
    const pv_type *type = &choice->type;
    if (type->kind != PV_TYPE_ONE_OF || literal->kind != PV_EXPR_TEXT) return false;
    if (pv_check_has_value(c, type->enumeration, literal->text)) return false;
    pv_check_no_such_value(c, literal, type, pv_check_quote(c, choice->range));
    return true;
}

bool pv_check_compares(pv_checker *c, const pv_expr *a, const pv_expr *b, bool zero_of_money, pv_range range) {
    if (zero_of_money && (is_zero_of_money(&a->type, &b->type) || is_zero_of_money(&b->type, &a->type))) return true;
    if (lacks_value(c, a, b) || lacks_value(c, b, a)) return false;
    pv_relation relation = pv_check_relate(c, &a->type, &b->type);
    if (relation == PV_RELATED) return true;
    report_mismatch(c, relation, a, b, range);
    return false;
}

bool pv_check_is_ordered(pv_checker *c, const pv_expr *operand, const char *op) {
    if (operand->type.kind == PV_TYPE_NONE || pv_check_has_order(operand->type.kind)) return true;
    pv_diagnose(c->source, PV_DIAGNOSTIC_NO_ORDER, operand->range,
                PROVISO_TEXT("numbers, money, dates, times and spans have an order"),
                "`%s` needs an order, and `%t` (%t) has none", op, pv_check_quote(c, operand->range),
                pv_check_describe(c, &operand->type));
    return false;
}

static const char *operator_of(const pv_expr *expr) {
    static const char *const names[] = {"=", "!=", "<", "<=", ">", ">="};
    return names[expr->op];
}

static void check_equality(pv_checker *c, const pv_expr *expr, pv_expr *a, pv_expr *b) {
    bool a_absent = pv_check_maybe_absent(c, a), b_absent = pv_check_maybe_absent(c, b);
    if (a->type.kind == PV_TYPE_LIST || b->type.kind == PV_TYPE_LIST) {
        bool is_first = a->type.kind == PV_TYPE_LIST;
        pv_check_report_list_compared(c, expr, is_first ? a : b, is_first ? b : a);
        return;
    }
    if (c->failed || !pv_check_compares(c, a, b, true, expr->range)) return;
    if (a_absent && b_absent)
        pv_diagnose(c->source, PV_DIAGNOSTIC_BOTH_OPTIONAL, expr->range,
                    PV_CHECK_FORMAT(c, "write `%t is present and …` to say what holds when one is absent",
                                    pv_check_quote(c, a->range)),
                    "`%t` and `%t` are both optional, and cannot be compared", pv_check_quote(c, a->range),
                    pv_check_quote(c, b->range));
}

static void report_set_in_equality(pv_checker *c, const pv_expr *expr, const pv_expr *a, const pv_expr *set) {
    const char *word = expr->op == PV_NOT_EQUAL ? "not in" : "in";
    pv_diagnose(
        c->source, PV_DIAGNOSTIC_STRAY_SET, set->range,
        PV_CHECK_FORMAT(c, "write `%t %s %t`", pv_check_quote(c, a->range), word, pv_check_quote(c, set->range)),
        "`%s` compares with one value, and this is a set", operator_of(expr));
}

void pv_check_compare(pv_checker *c, pv_expr *expr) {
    pv_expr *a = expr->operands.first, *b = a->next;
    expr->type = pv_check_type(PV_TYPE_BOOL);
    if (b->kind == PV_EXPR_SET) {
        pv_check_maybe_absent(c, a);
        report_set_in_equality(c, expr, a, b);
        return;
    }
    if (expr->op == PV_EQUAL || expr->op == PV_NOT_EQUAL) {
        check_equality(c, expr, a, b);
        return;
    }
    pv_check_expr(c, a);
    pv_check_expr(c, b);
    if (!c->failed && pv_check_compares(c, a, b, true, expr->range) && pv_check_is_ordered(c, a, operator_of(expr)))
        pv_check_is_ordered(c, b, operator_of(expr));
}

void pv_check_in(pv_checker *c, pv_expr *expr) {
    pv_expr *a = expr->operands.first, *set = a->next;
    expr->type = pv_check_type(PV_TYPE_BOOL);
    pv_check_maybe_absent(c, a);
    if (a->type.kind == PV_TYPE_LIST) pv_check_report_list(c, a);
    if (set->kind == PV_EXPR_SET) {
        for (pv_expr *element = set->operands.first; element && !c->failed; element = element->next) {
            pv_check_expr(c, element);
            pv_check_compares(c, a, element, false, element->range);
        }
        return;
    }
    pv_check_operand(c, set);
    if (set->type.kind == PV_TYPE_NONE) return;
    if (set->type.kind == PV_TYPE_LIST) {
        pv_check_in_list(c, expr, a, set);
        return;
    }
    proviso_text value = pv_check_quote(c, set->range);
    pv_diagnose(
        c->source, PV_DIAGNOSTIC_NOT_A_SET, set->range,
        PV_CHECK_FORMAT(c, "write `%t %s {%t}`", pv_check_quote(c, a->range), expr->negated ? "not in" : "in", value),
        "`in` needs a set, and `%t` is %t", value, pv_check_describe(c, &set->type));
}

/* The ends may be literals the wrong way round: then the answer is always no. */
static void warn_of_empty_range(pv_checker *c, const pv_expr *low, const pv_expr *high) {
    pv_value from, to;
    if (!pv_check_is_literal(low) || !pv_check_is_literal(high)) return;
    if (pv_check_constant(&from, low) != PV_CONSTANT_VALUE || pv_check_constant(&to, high) != PV_CONSTANT_VALUE) return;
    if (from.slot <= to.slot) return;
    proviso_text a = pv_check_quote(c, low->range), b = pv_check_quote(c, high->range);
    pv_diagnose(c->source, PV_DIAGNOSTIC_BETWEEN_NOTHING, pv_range_join(low->range, high->range),
                PV_CHECK_FORMAT(c, "write `between %t and %t`", b, a), "nothing is between `%t` and `%t`", a, b);
}

void pv_check_between(pv_checker *c, pv_expr *expr) {
    pv_expr *x = expr->operands.first, *low = x->next, *high = low->next;
    expr->type = pv_check_type(PV_TYPE_BOOL);
    for (pv_expr *operand = x; operand; operand = operand->next) pv_check_expr(c, operand);
    if (c->failed || !pv_check_compares(c, x, low, true, pv_range_join(x->range, low->range))) return;
    if (!pv_check_is_ordered(c, x, "between") || !pv_check_is_ordered(c, low, "between")) return;
    if (!pv_check_compares(c, x, high, true, high->range)) return;
    if (pv_check_compares(c, low, high, true, pv_range_join(low->range, high->range)))
        warn_of_empty_range(c, low, high);
}
