/* The constructors of expressions.
 *
 * Every node knows its depth, and none is made that is deeper than the nesting limit, so that whoever walks a tree may
 * recurse. AND, OR, SUM and PRODUCT are flat: a left operand of the same kind takes the right one in (for `and` and
 * `or` also the other way), so 65,535 operands are no deeper than two. Constructors of what is not part of the
 * language, but is written by people who know others, report it with what they meant and give back what comes nearest.
 */
#include "syntax/build.h"

enum { OPERANDS_MOST = 65535 };

static const proviso_text no_hint = {"", 0};

static pv_expr *make(pv_parser *parser, pv_expr_kind kind, pv_range range) {
    pv_expr *expr = pv_parser_allocate(parser, 1, sizeof *expr);
    if (!expr) return NULL;
    expr->kind = kind;
    expr->range = range;
    expr->depth = 1;
    return expr;
}

static void deepen(pv_expr *expr, const pv_expr *part) {
    if (part && part->depth >= expr->depth) expr->depth = (uint16_t)(part->depth + 1);
}

static void append(pv_expr *expr, pv_expr *operand) {
    pv_expr_list *list = &expr->operands;
    operand->next = NULL;
    if (list->last)
        list->last->next = operand;
    else
        list->first = operand;
    list->last = operand;
    list->count++;
    deepen(expr, operand);
}

/* Takes all operands of another node. */
static void splice(pv_expr *expr, const pv_expr *other) {
    pv_expr_list *list = &expr->operands;
    if (list->last)
        list->last->next = other->operands.first;
    else
        list->first = other->operands.first;
    list->last = other->operands.last;
    list->count += other->operands.count;
    if (other->depth > expr->depth) expr->depth = other->depth;
}

/* The last step of each constructor. */
static pv_expr *within_limit(pv_parser *parser, pv_expr *expr) {
    if (expr->depth <= parser->nesting) return expr;
    pv_message_too_deep(parser, expr->range);
    return NULL;
}

static pv_expr *make_with(pv_parser *parser, pv_expr_kind kind, pv_range range, size_t count,
                          pv_expr *const operands[]) {
    pv_expr *expr = make(parser, kind, range);
    if (!expr) return NULL;
    for (size_t i = 0; i < count; i++) append(expr, operands[i]);
    return within_limit(parser, expr);
}

static proviso_text shown(pv_parser *parser, const pv_expr *expr) { return pv_parser_shown(parser, expr->range); }

/* ---- names, calls, sets */

pv_expr *pv_build_text(pv_parser *parser, pv_string string) {
    pv_expr *expr = make(parser, PV_EXPR_TEXT, string.range);
    if (expr) expr->text = string.text;
    return expr;
}

pv_expr *pv_build_path(pv_parser *parser, pv_range range, pv_names names) {
    pv_expr *expr = make(parser, PV_EXPR_PATH, range);
    if (!expr) return NULL;
    expr->names = names.names;
    expr->name_count = names.count;
    return expr;
}

bool pv_build_add_expr(pv_parser *parser, pv_expr_list *list, pv_range range, pv_expr *expr) {
    if (list->count == OPERANDS_MOST) {
        pv_parser_complain(parser, PV_DIAGNOSTIC_OPERANDS, (pv_range){range.begin, range.begin + 1}, no_hint,
                           "a list can have at most 65,535 values");
        return false;
    }
    if (list->last)
        list->last->next = expr;
    else
        list->first = expr;
    list->last = expr;
    list->count++;
    return true;
}

static pv_expr *make_list(pv_parser *parser, pv_expr_kind kind, pv_range range, pv_expr_list operands) {
    pv_expr *expr = make(parser, kind, range);
    if (!expr) return NULL;
    expr->operands = operands;
    for (const pv_expr *operand = operands.first; operand; operand = operand->next) deepen(expr, operand);
    return within_limit(parser, expr);
}

pv_expr *pv_build_call(pv_parser *parser, pv_range range, pv_name name, pv_expr_list arguments) {
    pv_expr *expr = make_list(parser, PV_EXPR_CALL, range, arguments);
    if (expr) expr->name = name;
    return expr;
}

pv_expr *pv_build_set(pv_parser *parser, pv_range range, pv_expr_list elements) {
    return make_list(parser, PV_EXPR_SET, range, elements);
}

/* ---- chains */

static const char *operands_name(pv_expr_kind kind) {
    switch (kind) {
    case PV_EXPR_AND: return "an `and` can have at most 65,535 conditions";
    case PV_EXPR_OR: return "an `or` can have at most 65,535 conditions";
    case PV_EXPR_SUM: return "a sum can have at most 65,535 terms";
    default: return "a product can have at most 65,535 factors";
    }
}

pv_expr *pv_build_chain(pv_parser *parser, pv_expr_kind kind, pv_range range, pv_expr *left, pv_expr *right,
                        bool minus) {
    pv_expr *expr = left;
    if (left->kind != kind) {
        expr = make(parser, kind, range);
        if (!expr) return NULL;
        append(expr, left);
    }
    expr->range = range;
    right->minus = minus;
    if (right->kind == kind && (kind == PV_EXPR_AND || kind == PV_EXPR_OR))
        splice(expr, right);
    else
        append(expr, right);
    if (expr->operands.count > OPERANDS_MOST) {
        pv_parser_complain(parser, PV_DIAGNOSTIC_OPERANDS, (pv_range){range.begin, range.begin + 1}, no_hint,
                           operands_name(kind));
        return NULL;
    }
    return within_limit(parser, expr);
}

static bool is_literal(const pv_expr *expr) { return expr->kind >= PV_EXPR_NUMBER && expr->kind <= PV_EXPR_SPAN; }

static bool is_equality(const pv_expr *expr) {
    return expr->kind == PV_EXPR_COMPARE && (expr->op == PV_EQUAL || expr->op == PV_NOT_EQUAL);
}

/* `x in {"a", "b"}` for a comparison of x with "a" and the literals that follow it, up to `end`. */
static proviso_text membership_hint(pv_parser *parser, const pv_expr *comparison, const pv_expr *end, bool is_or) {
    enum { MOST = 5 };
    if ((comparison->op == PV_EQUAL) != is_or) return no_hint; /* then it is not clear what was meant */
    const pv_expr *x = comparison->operands.first, *value = x->next;
    proviso_text values = shown(parser, value);
    size_t count = 1;
    for (value = comparison->next; value != end && count <= MOST; value = value->next, count++) {
        if (count < MOST)
            values = pv_parser_format(parser, "%t, %t", values, shown(parser, value));
        else
            values = pv_parser_format(parser, "%t, …", values);
    }
    return pv_parser_format(parser, "write `%t %s {%t}`", shown(parser, x), is_or ? "in" : "not in", values);
}

/* Takes the literals out that follow a comparison: `x = "a" or "b" or "c"`. */
static void drop_bare_values(pv_parser *parser, pv_expr *expr, pv_expr *comparison) {
    pv_expr *first = comparison->next, *end = first;
    for (; end && is_literal(end); end = end->next) expr->operands.count--;
    if (end == first) return;
    pv_parser_complain(parser, PV_DIAGNOSTIC_BARE_VALUE, first->range,
                       membership_hint(parser, comparison, end, expr->kind == PV_EXPR_OR), "`%t` is not a condition",
                       shown(parser, first));
    comparison->next = end;
    if (!end) expr->operands.last = comparison;
}

pv_expr *pv_build_complete(pv_parser *parser, pv_expr *expr) {
    if (expr->kind != PV_EXPR_AND && expr->kind != PV_EXPR_OR) return expr;
    for (pv_expr *operand = expr->operands.first; operand; operand = operand->next)
        if (is_equality(operand)) drop_bare_values(parser, expr, operand);
    return expr->operands.count > 1 ? expr : expr->operands.first;
}

/* ---- operators */

pv_expr *pv_build_unary(pv_parser *parser, pv_expr_kind kind, pv_range range, pv_expr *operand) {
    return make_with(parser, kind, range, 1, (pv_expr *[]){operand});
}

pv_expr *pv_build_percent_of(pv_parser *parser, pv_range range, pv_expr *rate, pv_expr *of) {
    pv_expr *expr = make_with(parser, PV_EXPR_PERCENT_OF, range, 1, (pv_expr *[]){of});
    if (!expr) return NULL;
    expr->literal = rate->literal;
    expr->text = rate->text;
    return expr;
}

pv_expr *pv_build_compare(pv_parser *parser, pv_range range, int op, pv_expr *a, pv_expr *b) {
    pv_expr *expr = make_with(parser, PV_EXPR_COMPARE, range, 2, (pv_expr *[]){a, b});
    if (expr) expr->op = (uint8_t)op;
    return expr;
}

static bool ascends(int op) { return op == PV_LESS || op == PV_LESS_EQUAL; }
static bool descends(int op) { return op == PV_GREATER || op == PV_GREATER_EQUAL; }

pv_expr *pv_build_compare_chain(pv_parser *parser, pv_range range, int first_op, int second_op, pv_expr *a, pv_expr *b,
                                pv_expr *c) {
    proviso_text hint = no_hint;
    if (ascends(first_op) && ascends(second_op))
        hint = pv_parser_format(parser, "write `%t between %t and %t`, which includes both ends", shown(parser, b),
                                shown(parser, a), shown(parser, c));
    if (descends(first_op) && descends(second_op))
        hint = pv_parser_format(parser, "write `%t between %t and %t`, which includes both ends", shown(parser, b),
                                shown(parser, c), shown(parser, a));
    if (hint.length == 0) hint = PROVISO_TEXT("join two comparisons with `and`");
    pv_parser_complain(parser, PV_DIAGNOSTIC_CHAIN, range, hint, "comparisons do not chain");
    return pv_build_compare(parser, range, first_op, a, b);
}

pv_expr *pv_build_worded_compare(pv_parser *parser, pv_range first, pv_range last, int window, pv_expr *a, pv_expr *b) {
    pv_range range = pv_range_join(first, last);
    const char *words = "at most", *sign = "<=";
    int op = PV_LESS_EQUAL;
    if (window == PV_AT_LEAST) words = "at least", sign = ">=", op = PV_GREATER_EQUAL;
    if (window == PV_MORE_THAN) words = "more than", sign = ">", op = PV_GREATER;
    if (window == PV_LESS_THAN) words = "less than", sign = "<", op = PV_LESS;
    pv_parser_complain(parser, PV_DIAGNOSTIC_WINDOW, range,
                       pv_parser_format(parser, "to compare two values, write `%s`", sign),
                       "`%s` wants a span and `after` or `before`", words);
    return pv_build_compare(parser, pv_range_join(a->range, range), op, a, b);
}

pv_expr *pv_build_in(pv_parser *parser, pv_range range, bool negated, pv_expr *a, pv_expr *b) {
    pv_expr *expr = make_with(parser, PV_EXPR_IN, range, 2, (pv_expr *[]){a, b});
    if (expr) expr->negated = negated;
    return expr;
}

pv_expr *pv_build_between(pv_parser *parser, pv_range range, pv_expr *x, pv_expr *a, pv_expr *b) {
    return make_with(parser, PV_EXPR_BETWEEN, range, 3, (pv_expr *[]){x, a, b});
}

pv_expr *pv_build_window(pv_parser *parser, pv_range range, int window, int direction, pv_expr *a, pv_expr *span,
                         pv_expr *b) {
    pv_expr *expr = make_with(parser, PV_EXPR_WINDOW, range, 3, (pv_expr *[]){a, span, b});
    if (!expr) return NULL;
    expr->op = (uint8_t)window;
    expr->direction = (uint8_t)direction;
    return expr;
}

pv_expr *pv_build_at_most(pv_parser *parser, pv_range range, int direction, pv_expr *a, pv_expr *span, pv_expr *b) {
    proviso_text hint = pv_parser_format(parser, "write `%t within %t %s %t`", shown(parser, a), shown(parser, span),
                                         direction == PV_AFTER ? "after" : "before", shown(parser, b));
    pv_parser_complain(parser, PV_DIAGNOSTIC_WINDOW, range, hint, "`at most` is not a window");
    return pv_build_window(parser, range, PV_WITHIN, direction, a, span, b);
}

pv_expr *pv_build_present(pv_parser *parser, pv_range range, pv_expr *x, bool negated, bool absent) {
    pv_expr *expr = make_with(parser, PV_EXPR_IS_PRESENT, range, 1, (pv_expr *[]){x});
    if (!expr) return NULL;
    expr->negated = negated;
    expr->absent = absent;
    return expr;
}

pv_expr *pv_build_otherwise(pv_parser *parser, pv_range range, pv_expr *x, pv_expr *value) {
    return make_with(parser, PV_EXPR_OTHERWISE, range, 2, (pv_expr *[]){x, value});
}

pv_expr *pv_build_if(pv_parser *parser, pv_range range, pv_expr *condition, pv_expr *a, pv_expr *b) {
    return make_with(parser, PV_EXPR_IF, range, 3, (pv_expr *[]){condition, a, b});
}

pv_expr *pv_build_from_to(pv_parser *parser, pv_range range, bool started, pv_name unit, pv_expr *a, pv_expr *b) {
    pv_expr *expr = make_with(parser, PV_EXPR_FROM_TO, range, 2, (pv_expr *[]){a, b});
    if (!expr) return NULL;
    expr->started = started;
    expr->name = unit;
    return expr;
}

pv_expr *pv_build_quantifier(pv_parser *parser, pv_range range, int quantifier, pv_name name, pv_expr *element,
                             pv_expr *list, pv_expr *where) {
    pv_expr *expr = make(parser, PV_EXPR_QUANTIFIER, range);
    if (!expr) return NULL;
    expr->op = (uint8_t)quantifier;
    expr->name = name;
    expr->list = list;
    expr->where = where;
    if (element) append(expr, element);
    deepen(expr, list);
    deepen(expr, where);
    return within_limit(parser, expr);
}

/* ---- units that are none */

static proviso_text near_unit(proviso_text written) {
    static const proviso_text units[] = {{"days", 4},  {"weeks", 5},   {"months", 6}, {"years", 5},
                                         {"hours", 5}, {"minutes", 7}, {"seconds", 7}};
    proviso_text best = no_hint;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) pv_text_suggest(&best, written, units[i]);
    return best;
}

/* A word in capitals, and one without a blank before it, were reported when they were read. */
pv_expr *pv_build_misspelt_span(pv_parser *parser, pv_expr *number, pv_name unit) {
    pv_span_family family;
    int64_t multiple;
    bool was_reported = number->range.end == unit.range.begin || pv_span_unit(&family, &multiple, unit.text);
    proviso_text best = near_unit(unit.text), hint = no_hint;
    if (best.length > 0) hint = pv_parser_format(parser, "did you mean `%t`?", best);
    if (!was_reported)
        pv_parser_complain(parser, PV_DIAGNOSTIC_UNIT, unit.range, hint, "`%t` is not a unit",
                           pv_parser_shown(parser, unit.range));
    number->range = pv_range_join(number->range, unit.range);
    return number;
}
