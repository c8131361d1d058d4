/* The types of expressions: one function a kind of expression, found by a table.
 *
 * Each types its operands first, says what is wrong with them, and sets its own type even so, where that is certain (a
 * comparison is a bool, whatever it compares), so that one mistake is one message. A name that is not declared was
 * reported when it was resolved and has no type. A list is a value nowhere: the few places that look into one type it
 * by pv_check_operand. Recursion follows the nesting of the expression, which the parser bounds. */
#include "check/check_internal.h"

/* ---- Literals ---- */

static bool has_point(proviso_text number) {
    for (size_t i = 0; i < number.length; i++)
        if (number.data[i] == '.') return true;
    return false;
}

/* `1.0` and `100%` are whole by chance: a param of theirs may become 1.5 or 50%. A number that reaches further than its
 * digits is `5 dayz`, of which the parser has spoken. */
static void type_number(pv_checker *c, pv_expr *expr) {
    if (c->partial && expr->range.end - expr->range.begin > expr->text.length) return;
    expr->type = pv_check_type(PV_TYPE_NUMBER);
    expr->type.whole = pv_number_is_whole(expr->literal) && !expr->percent && !has_point(expr->text);
    expr->type.zero = expr->literal == 0 && !expr->percent;
}

static void type_literal(pv_checker *c, pv_expr *expr) {
    static const pv_type_kind kinds[] = {
        [PV_EXPR_BOOL] = PV_TYPE_BOOL, [PV_EXPR_MONEY] = PV_TYPE_MONEY, [PV_EXPR_TEXT] = PV_TYPE_TEXT,
        [PV_EXPR_DATE] = PV_TYPE_DATE, [PV_EXPR_TIME] = PV_TYPE_TIME,   [PV_EXPR_SPAN] = PV_TYPE_SPAN,
    };
    (void)c;
    expr->type = pv_check_type(kinds[expr->kind]);
    if (expr->kind == PV_EXPR_MONEY) expr->type.currency = expr->currency;
    if (expr->kind == PV_EXPR_SPAN) expr->type.family = pv_span_family_of(expr->literal);
}

/* ---- Names ---- */

void pv_check_operand(pv_checker *c, pv_expr *expr) {
    if (pv_check_maybe_absent(c, expr)) pv_check_report_absent(c, expr);
}

static void type_path(pv_checker *c, pv_expr *expr) {
    pv_check_operand(c, expr);
    if (expr->type.kind == PV_TYPE_LIST) pv_check_report_list(c, expr);
}

/* ---- and, or, not ---- */

void pv_check_condition(pv_checker *c, pv_expr *expr, const char *where) {
    pv_check_expr(c, expr);
    if (expr->type.kind == PV_TYPE_BOOL || expr->type.kind == PV_TYPE_NONE) return;
    proviso_text quoted = pv_check_quote(c, expr->range), hint = {NULL, 0};
    if (expr->kind == PV_EXPR_PATH) hint = PV_CHECK_FORMAT(c, "compare it, as in `%t = …`", quoted);
    pv_diagnose(c->source, PV_DIAGNOSTIC_CONDITION, expr->range, hint, "`%s` needs a condition, and `%t` is %t", where,
                quoted, pv_check_describe(c, &expr->type));
}

static void type_and_or(pv_checker *c, pv_expr *expr) {
    bool holds = expr->kind == PV_EXPR_AND;
    pv_check_guard(c, expr, holds, true);
    for (pv_expr *operand = expr->operands.first; operand && !c->failed; operand = operand->next)
        pv_check_condition(c, operand, holds ? "and" : "or");
    pv_check_guard(c, expr, holds, false);
    expr->type = pv_check_type(PV_TYPE_BOOL);
}

static void type_not(pv_checker *c, pv_expr *expr) {
    pv_check_condition(c, expr->operands.first, "not");
    expr->type = pv_check_type(PV_TYPE_BOOL);
}

/* ---- What stands in the wrong place ---- */

static void type_stray_set(pv_checker *c, pv_expr *expr) {
    for (pv_expr *element = expr->operands.first; element; element = element->next) pv_check_expr(c, element);
    pv_diagnose(c->source, PV_DIAGNOSTIC_STRAY_SET, expr->range, PROVISO_TEXT("as in `x in {\"a\", \"b\"}`"),
                "a set stands only after `in` and `not in`");
}

/* ---- The table ---- */

void pv_check_asks_day(pv_checker *c, pv_range range) {
    if (!c->asks_day || range.begin < c->day_asked.begin) c->day_asked = range;
    c->asks_day = true;
}

void pv_check_expr(pv_checker *c, pv_expr *expr) {
    static void (*const kinds[])(pv_checker *, pv_expr *) = {
        [PV_EXPR_BOOL] = type_literal,
        [PV_EXPR_NUMBER] = type_number,
        [PV_EXPR_MONEY] = type_literal,
        [PV_EXPR_TEXT] = type_literal,
        [PV_EXPR_DATE] = type_literal,
        [PV_EXPR_TIME] = type_literal,
        [PV_EXPR_SPAN] = type_literal,
        [PV_EXPR_PATH] = type_path,
        [PV_EXPR_CALL] = pv_check_call,
        [PV_EXPR_AND] = type_and_or,
        [PV_EXPR_OR] = type_and_or,
        [PV_EXPR_SUM] = pv_check_sum,
        [PV_EXPR_PRODUCT] = pv_check_product,
        [PV_EXPR_SET] = type_stray_set,
        [PV_EXPR_NOT] = type_not,
        [PV_EXPR_NEGATE] = pv_check_negate,
        [PV_EXPR_PERCENT_OF] = pv_check_percent_of,
        [PV_EXPR_COMPARE] = pv_check_compare,
        [PV_EXPR_IN] = pv_check_in,
        [PV_EXPR_BETWEEN] = pv_check_between,
        [PV_EXPR_WINDOW] = pv_check_window,
        [PV_EXPR_IS_PRESENT] = pv_check_is_present,
        [PV_EXPR_OTHERWISE] = pv_check_otherwise,
        [PV_EXPR_IF] = pv_check_if,
        [PV_EXPR_FROM_TO] = pv_check_from_to,
        [PV_EXPR_QUANTIFIER] = pv_check_quantifier,
    };
    expr->type = pv_check_type(PV_TYPE_NONE);
    if (!c->failed) kinds[expr->kind](c, expr);
}
