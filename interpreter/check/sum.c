/* `+`, `-` and the unary minus: one function for each kind of value that others are added to.
 *
 * A sum is folded from the left, so that its running type meets one operand at a time; the first that does not fit ends
 * the typing of the whole sum, though the operands behind it are still checked for themselves. */
#include "check/check_internal.h"

static void report(pv_checker *c, pv_diagnostic code, const pv_running *sum, const pv_expr *operand,
                   proviso_text hint) {
    proviso_text to = pv_check_quote(c, sum->range), added = pv_check_quote(c, operand->range);
    proviso_text to_type = pv_check_describe(c, &sum->type), added_type = pv_check_describe(c, &operand->type);
    if (operand->minus)
        pv_diagnose(c->source, code, operand->range, hint, "cannot subtract `%t` (%t) from `%t` (%t)", added,
                    added_type, to, to_type);
    else
        pv_diagnose(c->source, code, operand->range, hint, "cannot add `%t` (%t) to `%t` (%t)", added, added_type, to,
                    to_type);
}

/* Numbers, money and spans: like with like. */
static bool add_alike(pv_checker *c, pv_running *sum, const pv_expr *operand) {
    pv_relation relation = pv_check_relate(c, &sum->type, &operand->type);
    if (relation != PV_RELATED) {
        report(c, pv_check_code(relation, PV_DIAGNOSTIC_SUM), sum, operand, pv_check_instead(c, &sum->type, operand));
        return false;
    }
    sum->type.whole = sum->type.whole && operand->type.whole;
    sum->type.fraction = sum->type.fraction || operand->type.fraction;
    sum->type.zero = false;
    if (sum->type.currency == PV_CURRENCY_ANY) sum->type.currency = operand->type.currency;
    if (sum->type.family == PV_SPAN_ANY) sum->type.family = operand->type.family;
    return true;
}

static bool add_to_span(pv_checker *c, pv_running *sum, const pv_expr *operand) {
    pv_type_kind kind = operand->type.kind;
    if (operand->minus || (kind != PV_TYPE_DATE && kind != PV_TYPE_TIME)) return add_alike(c, sum, operand);
    proviso_text hint =
        PV_CHECK_FORMAT(c, "write `%t + %t`", pv_check_quote(c, operand->range), pv_check_quote(c, sum->range));
    report(c, PV_DIAGNOSTIC_SUM, sum, operand, hint);
    return false;
}

static bool add_to_date(pv_checker *c, pv_running *sum, const pv_expr *operand) {
    pv_type_kind kind = operand->type.kind;
    if (kind == PV_TYPE_SPAN && operand->type.family != PV_SPAN_ELAPSED) return true;
    proviso_text hint = PROVISO_TEXT("a date has no time of day: it moves by days or months");
    if (kind == PV_TYPE_DATE && operand->minus)
        hint = PV_CHECK_FORMAT(c, "write `days_between(%t, %t)`", pv_check_quote(c, operand->range),
                               pv_check_quote(c, sum->range));
    else if (kind == PV_TYPE_TIME && operand->minus)
        hint = PV_CHECK_FORMAT(c, "write `days_between(day(%t), %t)`", pv_check_quote(c, operand->range),
                               pv_check_quote(c, sum->range));
    else if (kind != PV_TYPE_SPAN)
        hint = kind == PV_TYPE_NUMBER ? pv_check_instead(c, &(pv_type){.kind = PV_TYPE_SPAN}, operand)
                                      : pv_check_instead(c, &sum->type, operand);
    report(c, PV_DIAGNOSTIC_SUM, sum, operand, hint);
    return false;
}

static bool add_to_time(pv_checker *c, pv_running *sum, const pv_expr *operand) {
    pv_type_kind kind = operand->type.kind;
    if (kind == PV_TYPE_SPAN) {
        if (operand->type.family != PV_SPAN_ELAPSED) pv_check_asks_day(c, pv_range_join(sum->range, operand->range));
        return true;
    }
    if (kind == PV_TYPE_TIME && operand->minus) {
        sum->type = pv_check_type(PV_TYPE_SPAN);
        sum->type.family = PV_SPAN_ELAPSED;
        return true;
    }
    proviso_text hint = {NULL, 0};
    if (kind == PV_TYPE_DATE && operand->minus)
        hint = PV_CHECK_FORMAT(c, "write `days_between(%t, day(%t))`", pv_check_quote(c, operand->range),
                               pv_check_quote(c, sum->range));
    if (kind == PV_TYPE_NUMBER) hint = pv_check_instead(c, &(pv_type){.kind = PV_TYPE_SPAN}, operand);
    report(c, PV_DIAGNOSTIC_SUM, sum, operand, hint);
    return false;
}

static bool (*const adders[])(pv_checker *, pv_running *, const pv_expr *) = {
    [PV_TYPE_NUMBER] = add_alike, [PV_TYPE_MONEY] = add_alike,  [PV_TYPE_SPAN] = add_to_span,
    [PV_TYPE_DATE] = add_to_date, [PV_TYPE_TIME] = add_to_time, [PV_TYPE_LIST] = NULL,
};

static bool can_begin(pv_checker *c, const pv_expr *first) {
    if (first->type.kind == PV_TYPE_NONE) return false;
    if (adders[first->type.kind]) return true;
    pv_diagnose(c->source, PV_DIAGNOSTIC_SUM, first->range,
                PROVISO_TEXT("numbers, money and spans can be added, and spans to dates and times"),
                "cannot calculate with `%t` (%t)", pv_check_quote(c, first->range), pv_check_describe(c, &first->type));
    return false;
}

void pv_check_sum(pv_checker *c, pv_expr *expr) {
    pv_expr *first = expr->operands.first;
    pv_check_expr(c, first);
    for (pv_expr *operand = first->next; operand && !c->failed; operand = operand->next) pv_check_expr(c, operand);
    if (c->failed || !can_begin(c, first)) return;
    pv_running sum = {first->type, first->range};
    for (const pv_expr *operand = first->next; operand; operand = operand->next) {
        if (operand->type.kind == PV_TYPE_NONE || !adders[sum.type.kind](c, &sum, operand)) return;
        sum.range = pv_range_join(sum.range, operand->range);
    }
    expr->type = sum.type;
    pv_check_warn_of_fault(c, expr);
}

void pv_check_negate(pv_checker *c, pv_expr *expr) {
    pv_expr *operand = expr->operands.first;
    pv_check_expr(c, operand);
    pv_type_kind kind = operand->type.kind;
    if (kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY || kind == PV_TYPE_SPAN) {
        expr->type = operand->type;
        expr->type.zero = false;
    } else if (kind != PV_TYPE_NONE) {
        proviso_text hint = {NULL, 0};
        if (kind == PV_TYPE_BOOL) hint = PV_CHECK_FORMAT(c, "write `not %t`", pv_check_quote(c, operand->range));
        pv_diagnose(c->source, PV_DIAGNOSTIC_NEGATE, expr->range, hint,
                    "only a number, money or a span has a minus, and `%t` is %t", pv_check_quote(c, operand->range),
                    pv_check_describe(c, &operand->type));
    }
}
