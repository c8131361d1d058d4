/* Quantifiers: `any`, `all`, `count`, `sum`, `smallest` and `largest` over the elements of a list.
 *
 * What `where` says of presence guards what is asked or added up. A `sum` of quotients would add fractions whose
 * denominators grow with every element, so it is allowed only where all are divided by the same: then the sum is
 * divided once. What has no answer for a list without elements needs an `otherwise`, and what has one must do without.
 */
#include "check/check_internal.h"

#include <string.h>

static const char *word_of(const pv_expr *quantifier) {
    static const char *const words[] = {"any", "all", "count", "sum", "smallest", "largest"};
    return words[quantifier->op];
}

static void check_list(pv_checker *c, const pv_expr *quantifier) {
    pv_expr *list = quantifier->list;
    pv_check_operand(c, list);
    if (list->type.kind == PV_TYPE_LIST || list->type.kind == PV_TYPE_NONE) return;
    pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_A_LIST, list->range, (proviso_text){NULL, 0},
                "`%s` looks at the elements of a list, and `%t` is %t", word_of(quantifier),
                pv_check_quote(c, list->range), pv_check_describe(c, &list->type));
}

/* ---- Sums of quotients ---- */

static bool reads(const pv_expr *expr, const pv_element *element) {
    if (expr->kind == PV_EXPR_PATH) return expr->element == element;
    bool found = (expr->list && reads(expr->list, element)) || (expr->where && reads(expr->where, element));
    for (const pv_expr *operand = expr->operands.first; operand && !found; operand = operand->next)
        found = reads(operand, element);
    return found;
}

/* Whether a fraction is a product of what is none, divided by what is the same for every element. */
static bool has_one_divisor(const pv_expr *fraction, const pv_element *element) {
    if (fraction->kind != PV_EXPR_PRODUCT) return false;
    for (const pv_expr *operand = fraction->operands.first; operand; operand = operand->next)
        if (operand->minus ? reads(operand, element) : operand->type.fraction) return false;
    return true;
}

static void check_divisor(pv_checker *c, const pv_expr *quantifier, const pv_expr *added) {
    if (!added->type.fraction || has_one_divisor(added, quantifier->element)) return;
    pv_diagnose(c->source, PV_DIAGNOSTIC_SUM_OF_QUOTIENTS, added->range,
                PROVISO_TEXT("round each, as in `sum (round(…) for …)`, or divide the sum"),
                "`%t` is a quotient, and each may have another divisor", pv_check_quote(c, added->range));
}

/* ---- What is added up ---- */

static void type_sum(pv_checker *c, pv_expr *quantifier, const pv_expr *added) {
    pv_type_kind kind = added->type.kind;
    if (kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY || kind == PV_TYPE_SPAN) {
        quantifier->type = added->type;
        quantifier->type.zero = false;
        check_divisor(c, quantifier, added);
        return;
    }
    if (kind == PV_TYPE_NONE) return;
    proviso_text hint = {NULL, 0};
    if (kind == PV_TYPE_BOOL)
        hint = PV_CHECK_FORMAT(c, "write `count (%t in %t where %t)`", quantifier->name.text,
                               pv_check_quote(c, quantifier->list->range), pv_check_quote(c, added->range));
    pv_diagnose(c->source, PV_DIAGNOSTIC_SUM, added->range, hint,
                "`sum` adds up numbers, money or spans, and `%t` is %t", pv_check_quote(c, added->range),
                pv_check_describe(c, &added->type));
}

static void type_value(pv_checker *c, pv_expr *quantifier, pv_expr *value) {
    pv_check_expr(c, value);
    if (c->failed) return;
    if (quantifier->op == PV_SUM_OF) {
        type_sum(c, quantifier, value);
    } else if (pv_check_is_ordered(c, value, word_of(quantifier))) {
        quantifier->type = value->type;
        quantifier->type.zero = false;
    }
}

static void type_quantifier(pv_checker *c, pv_expr *expr) {
    pv_expr *part = expr->operands.first;
    bool is_condition = expr->op == PV_ANY || expr->op == PV_ALL;
    expr->type = pv_check_type(is_condition ? PV_TYPE_BOOL : expr->op == PV_COUNT ? PV_TYPE_NUMBER : PV_TYPE_NONE);
    expr->type.whole = expr->op == PV_COUNT;
    check_list(c, expr);
    if (expr->where && !c->failed) pv_check_condition(c, expr->where, "where");
    if (c->failed || !part) return;
    if (expr->where) pv_check_guard(c, expr->where, true, true);
    if (is_condition)
        pv_check_condition(c, part, "satisfy");
    else
        type_value(c, expr, part);
    if (expr->where) pv_check_guard(c, expr->where, true, false);
}

/* ---- Nothing to answer ---- */

/* Whether it has no answer where there are no elements. */
static bool needs_otherwise(const pv_expr *quantifier) {
    const pv_type *type = &quantifier->type;
    if (quantifier->op == PV_SMALLEST || quantifier->op == PV_LARGEST) return true;
    return pv_check_is_open(type);
}

/* What a reader would most likely write after `otherwise`, or the answer that there is without one. */
static proviso_text answer_of(pv_checker *c, const pv_expr *quantifier) {
    const pv_type *type = &quantifier->type;
    switch (type->kind) {
    case PV_TYPE_BOOL: return quantifier->op == PV_ANY ? PROVISO_TEXT("false") : PROVISO_TEXT("true");
    case PV_TYPE_MONEY:
        return PV_CHECK_FORMAT(
            c, "0 %t", type->currency == PV_CURRENCY_ANY ? PROVISO_TEXT("EUR") : pv_currency_code(type->currency));
    case PV_TYPE_NUMBER: return PROVISO_TEXT("0");
    case PV_TYPE_SPAN:
        return type->family == PV_SPAN_MONTHS    ? PROVISO_TEXT("0 months")
               : type->family == PV_SPAN_ELAPSED ? PROVISO_TEXT("0 hours")
                                                 : PROVISO_TEXT("0 days");
    default: return PROVISO_TEXT("…");
    }
}

static void report_nothing(pv_checker *c, const pv_expr *quantifier) {
    const char *word = word_of(quantifier);
    proviso_text hint = PV_CHECK_FORMAT(c, "write `%s (…) otherwise %t`", word, answer_of(c, quantifier));
    pv_range head = pv_check_head(quantifier->range, (uint32_t)strlen(word));
    if (quantifier->op == PV_SUM_OF)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NOTHING_TO_ADD, head, hint,
                    "this `sum` needs an `otherwise`: the sum of nothing has no %s",
                    quantifier->type.kind == PV_TYPE_MONEY ? "currency" : "unit");
    else
        pv_diagnose(c->source, PV_DIAGNOSTIC_NOTHING_TO_ADD, head, hint,
                    "this `%s` needs an `otherwise`: there may be nothing to take it of", word);
}

void pv_check_quantifier(pv_checker *c, pv_expr *expr) {
    type_quantifier(c, expr);
    if (!c->failed && expr->type.kind != PV_TYPE_NONE && needs_otherwise(expr)) report_nothing(c, expr);
}

void pv_check_total(pv_checker *c, pv_expr *expr) {
    type_quantifier(c, expr);
    if (c->failed || expr->type.kind == PV_TYPE_NONE || needs_otherwise(expr)) return;
    pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_OPTIONAL, expr->range, PROVISO_TEXT("leave `otherwise` out"),
                "`%s` of nothing is `%t`, so that `otherwise` never answers", word_of(expr), answer_of(c, expr));
}
