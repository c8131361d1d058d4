/* Print: the canonical text of an expression, on one line.
 *
 * Each kind has a rank, weakest first, as the grammar has rules; an operand of a weaker rank than its place takes is
 * put in parentheses, and no other is. Where what is printed is parsed, the tree is the same again. Literals are
 * printed as they were written, texts with their escapes. Recursion is bounded by the nesting limit that every tree
 * keeps. */
#include "syntax/syntax.h"

typedef enum pv_rank {
    RANK_EXPR, /* if */
    RANK_OR,
    RANK_AND,
    RANK_NOT,
    RANK_COMPARISON,
    RANK_SUM,
    RANK_PRODUCT,
    RANK_RATE,
    RANK_UNARY,
    RANK_FALLBACK, /* otherwise */
    RANK_PRIMARY
} pv_rank;

static pv_rank rank_of(const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_IF: return RANK_EXPR;
    case PV_EXPR_OR: return RANK_OR;
    case PV_EXPR_AND: return RANK_AND;
    case PV_EXPR_NOT: return RANK_NOT;
    case PV_EXPR_COMPARE:
    case PV_EXPR_IN:
    case PV_EXPR_BETWEEN:
    case PV_EXPR_WINDOW:
    case PV_EXPR_IS_PRESENT: return RANK_COMPARISON;
    case PV_EXPR_SUM: return RANK_SUM;
    case PV_EXPR_PRODUCT: return RANK_PRODUCT;
    case PV_EXPR_PERCENT_OF: return RANK_RATE;
    case PV_EXPR_NEGATE:
    case PV_EXPR_FROM_TO: return RANK_UNARY;
    case PV_EXPR_OTHERWISE: return RANK_FALLBACK;
    default: return RANK_PRIMARY;
    }
}

static void print(pv_buffer *out, const pv_expr *expr);

static void print_in(pv_buffer *out, const pv_expr *expr, pv_rank least) {
    bool parentheses = rank_of(expr) < least;
    if (parentheses) pv_buffer_add_char(out, '(');
    print(out, expr);
    if (parentheses) pv_buffer_add_char(out, ')');
}

static void add(pv_buffer *out, const char *string) { pv_buffer_add_string(out, string); }

/* ---- texts and names */

static void print_code_point(pv_buffer *out, uint32_t code_point) {
    static const char hex[] = "0123456789abcdef";
    add(out, "\\u{");
    if (code_point >= 16) pv_buffer_add_char(out, hex[code_point >> 4 & 15]);
    pv_buffer_add_char(out, hex[code_point & 15]);
    pv_buffer_add_char(out, '}');
}

/* A C1 control character: U+0080 to U+009F, two bytes. */
static bool is_c1(proviso_text text, size_t at) {
    return (unsigned char)text.data[at] == 0xC2 && at + 1 < text.length && (unsigned char)text.data[at + 1] < 0xA0;
}

static void print_text(pv_buffer *out, proviso_text text) {
    pv_buffer_add_char(out, '"');
    for (size_t at = 0; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte == '"' || byte == '\\')
            pv_buffer_format(out, "\\%c", byte);
        else if (byte == '\n')
            add(out, "\\n");
        else if (byte == '\t')
            add(out, "\\t");
        else if (byte < 0x20 || byte == 0x7F)
            print_code_point(out, byte);
        else if (is_c1(text, at))
            print_code_point(out, (unsigned char)text.data[++at]);
        else
            pv_buffer_add_char(out, (char)byte);
    }
    pv_buffer_add_char(out, '"');
}

static void print_path(pv_buffer *out, const pv_expr *expr) {
    for (uint32_t i = 0; i < expr->name_count; i++) {
        if (i > 0) pv_buffer_add_char(out, '.');
        pv_buffer_add(out, expr->names[i].text);
    }
}

/* ---- operands */

static void print_separated(pv_buffer *out, const pv_expr_list *operands, const char *separator, pv_rank least) {
    for (const pv_expr *operand = operands->first; operand; operand = operand->next) {
        if (operand != operands->first) add(out, separator);
        print_in(out, operand, least);
    }
}

void pv_print_term(pv_buffer *out, const pv_expr *expr, const pv_expr *term) {
    bool is_sum = expr->kind == PV_EXPR_SUM;
    if (term != expr->operands.first) add(out, is_sum ? (term->minus ? " - " : " + ") : (term->minus ? " / " : " * "));
    print_in(out, term, is_sum ? RANK_PRODUCT : RANK_RATE);
}

static void print_terms(pv_buffer *out, const pv_expr *expr) {
    for (const pv_expr *term = expr->operands.first; term; term = term->next) pv_print_term(out, expr, term);
}

static void print_compare(pv_buffer *out, const pv_expr *expr) {
    static const char *const signs[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
    print_separated(out, &expr->operands, signs[expr->op], RANK_SUM);
}

/* Whether the last token of what is printed is a percentage: `of` after it would be taken for `10% of`. */
static bool ends_in_percent(const pv_expr *expr, pv_rank least) {
    while (rank_of(expr) >= least && rank_of(expr) < RANK_PRIMARY && expr->operands.last) {
        least = expr->kind == PV_EXPR_SUM ? RANK_PRODUCT : RANK_RATE;
        expr = expr->operands.last;
    }
    return rank_of(expr) >= least && expr->kind == PV_EXPR_NUMBER && expr->percent;
}

static void print_window(pv_buffer *out, const pv_expr *expr) {
    static const char *const windows[] = {" within ", " at least ", " more than ", " less than "};
    static const char *const directions[] = {" after ", " before ", " of "};
    const pv_expr *a = expr->operands.first, *span = a->next, *b = span->next;
    bool is_percent = expr->direction == PV_OF && ends_in_percent(span, RANK_SUM);
    print_in(out, a, RANK_SUM);
    add(out, windows[expr->op]);
    if (is_percent) pv_buffer_add_char(out, '(');
    print_in(out, span, RANK_SUM);
    if (is_percent) pv_buffer_add_char(out, ')');
    add(out, directions[expr->direction]);
    print_in(out, b, RANK_SUM);
}

static void print_present(pv_buffer *out, const pv_expr *expr) {
    print_in(out, expr->operands.first, RANK_SUM);
    add(out, expr->negated != expr->absent ? " is not " : " is ");
    add(out, expr->absent ? "absent" : "present");
}

static void print_between(pv_buffer *out, const pv_expr *expr) {
    const pv_expr *x = expr->operands.first;
    print_in(out, x, RANK_SUM);
    add(out, " between ");
    print_in(out, x->next, RANK_SUM);
    add(out, " and ");
    print_in(out, x->next->next, RANK_SUM);
}

static void print_if(pv_buffer *out, const pv_expr *expr) {
    const pv_expr *condition = expr->operands.first;
    add(out, "if ");
    print(out, condition);
    add(out, " then ");
    print(out, condition->next);
    add(out, " else ");
    print(out, condition->next->next);
}

static void print_from_to(pv_buffer *out, const pv_expr *expr) {
    pv_buffer_format(out, "%s %t from ", expr->started ? "started" : "whole", expr->name.text);
    print_separated(out, &expr->operands, " to ", RANK_FALLBACK);
}

static void print_quantifier(pv_buffer *out, const pv_expr *expr) {
    static const char *const words[] = {"any (", "all (", "count (", "sum (", "smallest (", "largest ("};
    const pv_expr *element = expr->operands.first;
    bool is_first = element && expr->op != PV_ALL;
    add(out, words[expr->op]);
    if (is_first) print(out, element);
    pv_buffer_format(out, "%s%t in ", is_first ? " for " : "", expr->name.text);
    print(out, expr->list);
    if (expr->where) {
        add(out, " where ");
        print(out, expr->where);
    }
    if (element && !is_first) {
        add(out, " satisfy ");
        print(out, element);
    }
    pv_buffer_add_char(out, ')');
}

static void print(pv_buffer *out, const pv_expr *expr) {
    const pv_expr_list *operands = &expr->operands;
    switch (expr->kind) {
    case PV_EXPR_BOOL: add(out, expr->literal ? "true" : "false"); break;
    case PV_EXPR_NUMBER:
    case PV_EXPR_MONEY:
    case PV_EXPR_DATE:
    case PV_EXPR_TIME:
    case PV_EXPR_SPAN: pv_buffer_add(out, expr->text); break;
    case PV_EXPR_TEXT: print_text(out, expr->text); break;
    case PV_EXPR_PATH: print_path(out, expr); break;
    case PV_EXPR_CALL:
        pv_buffer_format(out, "%t(", expr->name.text);
        print_separated(out, operands, ", ", RANK_EXPR);
        pv_buffer_add_char(out, ')');
        break;
    case PV_EXPR_SET:
        pv_buffer_add_char(out, '{');
        print_separated(out, operands, ", ", RANK_EXPR);
        pv_buffer_add_char(out, '}');
        break;
    case PV_EXPR_AND: print_separated(out, operands, " and ", RANK_NOT); break;
    case PV_EXPR_OR: print_separated(out, operands, " or ", RANK_AND); break;
    case PV_EXPR_SUM:
    case PV_EXPR_PRODUCT: print_terms(out, expr); break;
    case PV_EXPR_NOT:
        add(out, "not ");
        print_in(out, operands->first, RANK_NOT);
        break;
    case PV_EXPR_NEGATE:
        pv_buffer_add_char(out, '-');
        print_in(out, operands->first, RANK_UNARY);
        break;
    case PV_EXPR_PERCENT_OF:
        pv_buffer_format(out, "%t of ", expr->text);
        print_in(out, operands->first, RANK_RATE);
        break;
    case PV_EXPR_COMPARE: print_compare(out, expr); break;
    case PV_EXPR_IN: print_separated(out, operands, expr->negated ? " not in " : " in ", RANK_SUM); break;
    case PV_EXPR_BETWEEN: print_between(out, expr); break;
    case PV_EXPR_WINDOW: print_window(out, expr); break;
    case PV_EXPR_IS_PRESENT: print_present(out, expr); break;
    case PV_EXPR_OTHERWISE:
        print_in(out, operands->first, RANK_PRIMARY);
        add(out, " otherwise ");
        print_in(out, operands->first->next, RANK_FALLBACK);
        break;
    case PV_EXPR_IF: print_if(out, expr); break;
    case PV_EXPR_FROM_TO: print_from_to(out, expr); break;
    case PV_EXPR_QUANTIFIER: print_quantifier(out, expr); break;
    }
}

void pv_print_expr(pv_buffer *out, const pv_expr *expr) { print(out, expr); }
