/* `*`, `/` and `P% of X`: what can be multiplied and divided, and where a fraction begins.
 *
 * A product is folded from the left, as a sum is. A quotient is an exact fraction, and so is all that is computed from
 * one until it is rounded: the type says so, because the program keeps such values apart. A span is multiplied by what
 * is known to be whole, and only elapsed time is divided; of what family a span is, a fact may tell as late as at run
 * time. */
#include "check/check_internal.h"

static void report(pv_checker *c, pv_diagnostic code, const pv_running *product, const pv_expr *operand,
                   proviso_text hint) {
    const char *format =
        operand->minus ? "cannot divide `%t` (%t) by `%t` (%t)" : "cannot multiply `%t` (%t) by `%t` (%t)";
    pv_diagnose(c->source, code, pv_range_join(product->range, operand->range), hint, format,
                pv_check_quote(c, product->range), pv_check_describe(c, &product->type),
                pv_check_quote(c, operand->range), pv_check_describe(c, &operand->type));
}

/* ---- `*` ---- */

static proviso_text hint_of_times(pv_checker *c, const pv_running *product, const pv_expr *operand) {
    pv_type_kind a = product->type.kind, b = operand->type.kind;
    if (a == PV_TYPE_MONEY && b == PV_TYPE_MONEY && operand->kind == PV_EXPR_MONEY)
        return pv_check_instead(c, &(pv_type){.kind = PV_TYPE_NUMBER}, operand);
    if (a == PV_TYPE_MONEY && b == PV_TYPE_MONEY) return PROVISO_TEXT("money is multiplied by a number");
    if (a == PV_TYPE_SPAN && b == PV_TYPE_NUMBER && !pv_check_is_literal(operand))
        return PV_CHECK_FORMAT(c,
                               "a span takes a whole number of times: write `round(%t)`, or declare a `whole number`",
                               pv_check_quote(c, operand->range));
    if (a == PV_TYPE_NUMBER && b == PV_TYPE_SPAN)
        return PV_CHECK_FORMAT(c,
                               "a span takes a whole number of times: write `round(%t)`, or declare a `whole number`",
                               pv_check_quote(c, product->range));
    if (a == PV_TYPE_SPAN && b == PV_TYPE_NUMBER) return PROVISO_TEXT("a span takes a whole number of times");
    return PROVISO_TEXT("numbers multiply numbers and money, and whole numbers spans");
}

static bool multiply(pv_checker *c, pv_running *product, const pv_expr *operand) {
    pv_type *a = &product->type;
    const pv_type *b = &operand->type;
    bool by_number = b->kind == PV_TYPE_NUMBER && (a->kind != PV_TYPE_SPAN || b->whole);
    bool of_number = a->kind == PV_TYPE_NUMBER && (b->kind == PV_TYPE_MONEY || (b->kind == PV_TYPE_SPAN && a->whole));
    if (!by_number && !of_number) {
        report(c, PV_DIAGNOSTIC_PRODUCT, product, operand, hint_of_times(c, product, operand));
        return false;
    }
    bool whole = a->whole && b->whole, fraction = a->fraction || b->fraction;
    if (of_number) *a = *b;
    a->whole = whole;
    a->fraction = fraction;
    a->zero = false;
    return true;
}

/* ---- `/` ---- */

static bool may_be_elapsed(const pv_type *span) {
    return span->family == PV_SPAN_ELAPSED || span->family == PV_SPAN_ANY;
}

static proviso_text hint_of_division(const pv_running *product, const pv_expr *operand) {
    pv_type_kind a = product->type.kind, b = operand->type.kind;
    if (a == PV_TYPE_SPAN && b == PV_TYPE_SPAN)
        return PROVISO_TEXT(
            "hours, minutes and seconds can be divided; between two dates days and months are counted, as in "
            "`whole days from a to b`");
    if (a == PV_TYPE_SPAN && b == PV_TYPE_NUMBER && !may_be_elapsed(&product->type))
        return PROVISO_TEXT("days and months cannot be divided");
    if (a == PV_TYPE_SPAN && b == PV_TYPE_NUMBER)
        return PROVISO_TEXT("a span is divided by a span, as in `x / 1 hour`, which gives a number");
    if (a == PV_TYPE_NUMBER && b == PV_TYPE_MONEY) return PROVISO_TEXT("money is divided by money, or by a number");
    return PROVISO_TEXT("numbers and money can be divided by numbers, money by money, hours by hours");
}

static bool divide(pv_checker *c, pv_running *product, const pv_expr *operand) {
    pv_type *a = &product->type;
    const pv_type *b = &operand->type;
    bool by_number = b->kind == PV_TYPE_NUMBER && a->kind != PV_TYPE_SPAN;
    bool alike = a->kind == b->kind && (a->kind == PV_TYPE_MONEY || a->kind == PV_TYPE_SPAN);
    pv_relation relation = alike ? pv_check_relate(c, a, b) : PV_RELATED;
    if (relation != PV_RELATED) {
        report(c, pv_check_code(relation, PV_DIAGNOSTIC_PRODUCT), product, operand, (proviso_text){NULL, 0});
        return false;
    }
    bool fits = a->kind == PV_TYPE_SPAN ? alike && may_be_elapsed(a) && may_be_elapsed(b) : by_number || alike;
    if (!fits) {
        report(c, PV_DIAGNOSTIC_PRODUCT, product, operand, hint_of_division(product, operand));
        return false;
    }
    if (alike) *a = pv_check_type(PV_TYPE_NUMBER);
    a->whole = a->zero = false;
    a->fraction = true;
    return true;
}

/* ---- Products ---- */

static bool can_begin(pv_checker *c, const pv_expr *first) {
    pv_type_kind kind = first->type.kind;
    if (kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY || kind == PV_TYPE_SPAN) return true;
    if (kind != PV_TYPE_NONE)
        pv_diagnose(c->source, PV_DIAGNOSTIC_PRODUCT, first->range,
                    PROVISO_TEXT("numbers, money and spans can be multiplied and divided"),
                    "cannot calculate with `%t` (%t)", pv_check_quote(c, first->range),
                    pv_check_describe(c, &first->type));
    return false;
}

void pv_check_product(pv_checker *c, pv_expr *expr) {
    pv_expr *first = expr->operands.first;
    pv_check_expr(c, first);
    for (pv_expr *operand = first->next; operand && !c->failed; operand = operand->next) pv_check_expr(c, operand);
    if (c->failed || !can_begin(c, first)) return;
    pv_running product = {first->type, first->range};
    for (const pv_expr *operand = first->next; operand; operand = operand->next) {
        if (operand->type.kind == PV_TYPE_NONE) return;
        if (!(operand->minus ? divide : multiply)(c, &product, operand)) return;
        product.range = pv_range_join(product.range, operand->range);
    }
    expr->type = product.type;
    pv_check_warn_of_fault(c, expr);
}

void pv_check_percent_of(pv_checker *c, pv_expr *expr) {
    pv_expr *of = expr->operands.first;
    pv_check_expr(c, of);
    pv_type_kind kind = of->type.kind;
    if (kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY) {
        expr->type = of->type;
        expr->type.whole = expr->type.zero = false;
        pv_check_warn_of_fault(c, expr);
    } else if (kind != PV_TYPE_NONE) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_PRODUCT, of->range,
                    kind == PV_TYPE_SPAN ? PROVISO_TEXT("a span takes a whole number of times")
                                         : (proviso_text){NULL, 0},
                    "`%t of` needs a number or money, and `%t` is %t", expr->text, pv_check_quote(c, of->range),
                    pv_check_describe(c, &of->type));
    }
}
