/* Truth: conditions that are made of others or of comparisons: chains, `in` a set, `between`, windows.
 *
 * Chains become links; what does not fit into a region goes on in regions of their own. */
#include "compile/internal.h"

static pv_opcode window_opcode(const pv_expr *expr) {
    bool after = expr->direction == PV_AFTER;
    switch ((pv_window)expr->op) {
    case PV_WITHIN:
        if (expr->direction == PV_OF) return PV_OP_WITHIN_OF;
        return after ? PV_OP_WITHIN_AFTER : PV_OP_WITHIN_BEFORE;
    case PV_AT_LEAST: return after ? PV_OP_AT_LEAST_AFTER : PV_OP_AT_LEAST_BEFORE;
    case PV_MORE_THAN: return after ? PV_OP_MORE_THAN_AFTER : PV_OP_MORE_THAN_BEFORE;
    case PV_LESS_THAN: break;
    }
    return after ? PV_OP_LESS_THAN_AFTER : PV_OP_LESS_THAN_BEFORE;
}

typedef struct pv_window_parts {
    const pv_expr *expr;
    pv_ref a, length, anchor;
} pv_window_parts;

static pv_ref window_word(pv_builder *b, const pv_window_parts *w, bool by_days) {
    const pv_expr *a = w->expr->operands.first, *anchor = w->expr->operands.last;
    pv_ref moment = w->a, from = w->anchor;
    if (by_days && a->type.kind == PV_TYPE_TIME) moment = pv_compile_word1(b, PV_OP_DAY, moment);
    if (by_days && anchor->type.kind == PV_TYPE_TIME) from = pv_compile_word1(b, PV_OP_DAY, from);
    pv_ref result = pv_region_emit(b, window_opcode(w->expr), moment, w->length, from);
    pv_compile_fault(b, w->expr);
    return result;
}

/* The family of a length that only the facts know chooses how the moments are looked at; where one is a date, it is by
 * days. */
PV_OWN_FRAME static pv_ref window(pv_builder *b, const pv_expr *expr) {
    const pv_expr *a = expr->operands.first, *span = a->next, *anchor = span->next;
    pv_window_parts parts = {.expr = expr};
    parts.a = pv_compile_value(b, a).slot;
    parts.length = pv_compile_value(b, span).slot;
    parts.anchor = pv_compile_value(b, anchor).slot;
    if (span->type.family != PV_SPAN_ANY) return window_word(b, &parts, span->type.family != PV_SPAN_ELAPSED);
    if (a->type.kind == PV_TYPE_TIME && anchor->type.kind == PV_TYPE_TIME) {
        pv_ref elapsed = pv_compile_word1(b, PV_OP_IS_ELAPSED, parts.length), by_time = window_word(b, &parts, false);
        return pv_region_emit(b, PV_OP_SELECT, elapsed, by_time, window_word(b, &parts, true));
    }
    parts.length = pv_region_emit(b, PV_OP_CALENDAR_SPAN, parts.length, parts.a, parts.anchor);
    pv_compile_fault(b, expr);
    return window_word(b, &parts, true);
}

/* Operands from `*operand` on as links, until the region is full or none is left. With `left`, its comparison with
 * each. */
PV_OWN_FRAME static void add_links(pv_builder *b, pv_chain *chain, const pv_expr **operand, const pv_expr *in,
                                   const pv_expr *left) {
    pv_operand value = left == NULL ? pv_operand_of(PV_REF_NONE) : pv_compile_value(b, left);
    pv_compare op = chain->family == PV_FAMILY_OR ? PV_EQUAL : PV_NOT_EQUAL;
    for (; *operand != NULL && pv_region_words(b) < PV_REGION_WORDS_FULL; *operand = (*operand)->next) {
        if (left == NULL)
            pv_chain_operand(b, chain, *operand);
        else
            pv_compile_comparison_of(b, chain, op, (pv_sides){left, *operand, in}, value,
                                     pv_compile_value(b, *operand));
    }
}

/* The operands of `expr` in a chain: of `and` and `or` a link each, of `in` (then `left` is what is looked for) a
 * comparison each. What does not fit follows in regions of its own. */
PV_OWN_FRAME static pv_ref links(pv_builder *b, pv_family family, const pv_expr *expr, const pv_expr *operand,
                                 const pv_expr *left) {
    pv_chain chain;
    pv_chain_begin(b, &chain, family);
    add_links(b, &chain, &operand, expr, left);
    while (operand != NULL && !pv_builder_failed(b)) {
        pv_draft_region region;
        pv_chain inner;
        pv_region_open(b, &region);
        pv_chain_begin(b, &inner, family);
        add_links(b, &inner, &operand, expr, left);
        uint32_t index = pv_region_close(b, pv_operand_of(pv_chain_end(b, &inner)), PV_CLASS_BOOL);
        pv_chain_link(b, &chain, PV_OP_AND_IS, pv_region_need(b, index, PV_CURRENCY_ANY).slot, PV_REF_NONE);
    }
    return pv_chain_end(b, &chain);
}

/* A between B and C: B <= A and A <= C. */
PV_OWN_FRAME static pv_ref between(pv_builder *b, const pv_expr *expr) {
    const pv_expr *x = expr->operands.first, *low = x->next, *high = low->next;
    pv_chain chain;
    pv_chain_begin(b, &chain, PV_FAMILY_AND);
    pv_operand value = pv_compile_value(b, x);
    pv_compile_comparison_of(b, &chain, PV_LESS_EQUAL, (pv_sides){low, x, expr}, pv_compile_value(b, low), value);
    pv_compile_comparison_of(b, &chain, PV_LESS_EQUAL, (pv_sides){x, high, expr}, value, pv_compile_value(b, high));
    return pv_chain_end(b, &chain);
}

PV_OWN_FRAME static pv_ref single(pv_builder *b, const pv_expr *expr) {
    pv_chain chain;
    pv_chain_begin(b, &chain, PV_FAMILY_AND);
    pv_chain_operand_here(b, &chain, expr);
    return pv_chain_end(b, &chain);
}

pv_ref pv_compile_truth(pv_builder *b, const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_AND: return links(b, PV_FAMILY_AND, expr, expr->operands.first, NULL);
    case PV_EXPR_OR: return links(b, PV_FAMILY_OR, expr, expr->operands.first, NULL);
    case PV_EXPR_IN: {
        const pv_expr *set = expr->operands.last;
        if (set->kind != PV_EXPR_SET) return pv_compile_in_list(b, expr);
        return links(b, expr->negated ? PV_FAMILY_AND : PV_FAMILY_OR, expr, set->operands.first, expr->operands.first);
    }
    case PV_EXPR_BETWEEN: return between(b, expr);
    case PV_EXPR_WINDOW: return window(b, expr);
    default: return single(b, expr);
    }
}
