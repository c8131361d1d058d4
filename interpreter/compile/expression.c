/* Expressions: code for a value or a condition in the open region.
 *
 * Conditions become chains of links, everything else one word an operation. What is heavy (weight.c) is compiled in a
 * region of its own and read from its memo; long sums and long `and`s are cut into such regions too, so that no region
 * outgrows the operands of a word. Recursion is bounded by the nesting limit. */
#include "compile/internal.h"
#include "syntax/syntax.h"

static pv_operand scalar(pv_ref slot) { return (pv_operand){slot, PV_REF_NONE, PV_CURRENCY_ANY}; }

void pv_compile_fault(pv_builder *b, const pv_expr *whole) {
    if (b->printed != whole) {
        size_t start = b->texts.length;
        pv_print_expr(&b->texts, whole);
        b->printed = whole;
        b->printed_text = (pv_text_ref){(uint32_t)start, (uint32_t)(b->texts.length - start)};
    }
    pv_region_fault_text(b, b->printed_text);
}

/* ---- Leaves ---- */

static pv_operand constant_money(pv_builder *b, pv_number amount, pv_currency currency) {
    return (pv_operand){pv_builder_constant(b, PV_CLASS_NUMBER, amount), PV_REF_NONE, currency};
}

static pv_operand literal(pv_builder *b, const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_MONEY: return constant_money(b, expr->literal, expr->currency);
    case PV_EXPR_TEXT: {
        uint32_t symbol = pv_builder_symbol(b, expr->text);
        return scalar(pv_builder_constant(b, PV_CLASS_TEXT, pv_slot_of_text((proviso_text){0}, symbol)));
    }
    default: return scalar(pv_builder_constant(b, pv_class_of(expr->type.kind), expr->literal));
    }
}

static pv_operand define_value(pv_builder *b, const pv_define *define) {
    const pv_draft_define *draft = &b->defines[define->index];
    if (!draft->shared) return pv_compile_value(b, define->expr);
    return pv_region_need(b, draft->region, define->type.currency);
}

static pv_operand path(pv_builder *b, const pv_expr *expr) {
    switch (expr->target_kind) {
    case PV_TARGET_FACT: {
        const pv_fact *fact = expr->target.fact;
        pv_ref slot = pv_ref_of(PV_SPACE_FACT, b->fact_slots[fact->index]);
        bool paired = fact->type.kind == PV_TYPE_MONEY && fact->type.currency == PV_CURRENCY_ANY;
        return (pv_operand){slot, paired ? slot + 1 : PV_REF_NONE, fact->type.currency};
    }
    case PV_TARGET_PARAM:
        return (pv_operand){b->params[expr->target.param->index], PV_REF_NONE, expr->target.param->type.currency};
    case PV_TARGET_DEFINE: return define_value(b, expr->target.define);
    default: return scalar(b->true_ref);
    }
}

/* ---- Sums ---- */

typedef struct pv_partial {
    pv_operand value;
    pv_type_kind kind;
    const pv_expr *next;  /* term */
    pv_text_ref text;     /* of the terms so far; the text of the whole sum begins there */
    const uint32_t *ends; /* of the text with each further term */
} pv_partial;

static pv_opcode sum_opcode(pv_type_kind left, pv_type_kind right, bool minus) {
    switch (left) {
    case PV_TYPE_SPAN: return minus ? PV_OP_SUBTRACT_SPANS : PV_OP_ADD_SPANS;
    case PV_TYPE_DATE: return minus ? PV_OP_DATE_MINUS : PV_OP_DATE_PLUS;
    case PV_TYPE_TIME:
        if (right == PV_TYPE_TIME) return PV_OP_TIME_BETWEEN;
        return minus ? PV_OP_TIME_MINUS : PV_OP_TIME_PLUS;
    default: return minus ? PV_OP_SUBTRACT : PV_OP_ADD;
    }
}

/* Writes the text of the sum, of which each step's is a part from its beginning. */
static pv_partial begin_sum(pv_builder *b, const pv_expr *sum) {
    const pv_expr *first = sum->operands.first;
    uint32_t *ends = pv_arena_array(b->arena, sum->operands.count, sizeof *ends);
    pv_partial left = {
        .kind = first->type.kind, .next = first->next, .text = {(uint32_t)b->texts.length, 0}, .ends = ends};
    uint32_t i = 0;
    if (ends == NULL) b->failed = true;
    for (const pv_expr *term = first; term != NULL && ends != NULL; term = term->next) {
        pv_print_term(&b->texts, sum, term);
        ends[i++] = (uint32_t)b->texts.length - left.text.offset;
    }
    return left;
}

PV_OWN_FRAME static void add_term(pv_builder *b, pv_partial *left) {
    const pv_expr *term = left->next;
    pv_operand right = pv_compile_outlined(b, term);
    left->text.length = *++left->ends;
    if (left->kind == PV_TYPE_MONEY && pv_compile_same_currency(b, &left->value, right))
        pv_region_fault_text(b, left->text);
    pv_opcode op = sum_opcode(left->kind, term->type.kind, term->minus);
    left->value.slot = pv_region_emit(b, op, left->value.slot, right.slot, PV_REF_NONE);
    pv_region_fault_text(b, left->text);
    if (op == PV_OP_TIME_BETWEEN) left->kind = PV_TYPE_SPAN;
    left->next = term->next;
}

/* Terms until the region is full or none is left. */
PV_OWN_FRAME static void add_terms(pv_builder *b, pv_partial *left) {
    while (left->next != NULL && !b->failed && pv_region_words(b) < PV_REGION_WORDS_FULL) add_term(b, left);
}

PV_OWN_FRAME static pv_operand sum(pv_builder *b, const pv_expr *expr) {
    pv_partial left = begin_sum(b, expr);
    left.value = pv_compile_outlined(b, expr->operands.first);
    add_terms(b, &left);
    return left.value;
}

/* A heavy sum: each region adds to what the one before it has kept. */
PV_OWN_FRAME static pv_operand long_sum(pv_builder *b, const pv_expr *expr) {
    pv_partial left = begin_sum(b, expr);
    uint32_t kept = PV_NONE;
    while (left.next != NULL && !pv_builder_failed(b)) {
        pv_draft_region region;
        pv_region_open(b, &region);
        left.value =
            kept == PV_NONE ? pv_compile_outlined(b, expr->operands.first) : pv_region_need(b, kept, left.value.fixed);
        add_terms(b, &left);
        kept = pv_region_close(b, left.value, pv_class_of(left.kind));
    }
    return pv_region_need(b, kept, left.value.fixed);
}

PV_OWN_FRAME static pv_operand negate(pv_builder *b, const pv_expr *expr) {
    pv_operand value = pv_compile_value(b, expr->operands.first);
    value.slot = pv_region_emit(b, expr->type.kind == PV_TYPE_SPAN ? PV_OP_NEGATE_SPAN : PV_OP_NEGATE, value.slot,
                                PV_REF_NONE, PV_REF_NONE);
    pv_compile_fault(b, expr);
    return value;
}

PV_OWN_FRAME static pv_operand otherwise(pv_builder *b, const pv_expr *expr) {
    pv_operand value = pv_compile_value(b, expr->operands.first);
    pv_operand instead = pv_compile_value(b, expr->operands.last);
    pv_operand out = value;
    out.slot = pv_region_emit(b, PV_OP_OTHERWISE, value.slot, instead.slot, PV_REF_NONE);
    if (value.currency == PV_REF_NONE && instead.currency == PV_REF_NONE) return out;
    pv_ref other =
        instead.currency != PV_REF_NONE ? instead.currency : pv_builder_constant(b, PV_CLASS_CURRENCY, instead.fixed);
    pv_ref own =
        value.currency != PV_REF_NONE ? value.currency : pv_builder_constant(b, PV_CLASS_CURRENCY, value.fixed);
    out.currency = pv_region_emit(b, PV_OP_OTHERWISE, own, other, PV_REF_NONE);
    return out;
}

/* ---- Conditions ---- */

static pv_ref moment_of(pv_builder *b, const pv_expr *expr, bool by_days) {
    pv_operand moment = pv_compile_value(b, expr);
    if (!by_days || expr->type.kind != PV_TYPE_TIME) return moment.slot;
    return pv_region_emit(b, PV_OP_DAY, moment.slot, PV_REF_NONE, PV_REF_NONE);
}

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

PV_OWN_FRAME static pv_ref window(pv_builder *b, const pv_expr *expr) {
    const pv_expr *a = expr->operands.first, *span = a->next, *anchor = span->next;
    bool by_days = span->type.family != PV_SPAN_ELAPSED;
    pv_ref moment = moment_of(b, a, by_days);
    pv_ref length = pv_compile_value(b, span).slot;
    pv_ref from = moment_of(b, anchor, by_days);
    pv_ref result = pv_region_emit(b, window_opcode(expr), moment, length, from);
    pv_compile_fault(b, expr);
    return result;
}

/* Operands from `*operand` on as links, until the region is full or none is left. With `left`, its comparison with
 * each. */
PV_OWN_FRAME static void add_links(pv_builder *b, pv_chain *chain, const pv_expr **operand, const pv_expr *in,
                                   const pv_expr *left) {
    pv_operand value = left == NULL ? scalar(PV_REF_NONE) : pv_compile_value(b, left);
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
        uint32_t index = pv_region_close(b, scalar(pv_chain_end(b, &inner)), PV_CLASS_BOOL);
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
    pv_chain_operand(b, &chain, expr);
    return pv_chain_end(b, &chain);
}

pv_ref pv_compile_condition(pv_builder *b, const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_AND: return links(b, PV_FAMILY_AND, expr, expr->operands.first, NULL);
    case PV_EXPR_OR: return links(b, PV_FAMILY_OR, expr, expr->operands.first, NULL);
    case PV_EXPR_IN: {
        const pv_expr *set = expr->operands.last;
        return links(b, expr->negated ? PV_FAMILY_AND : PV_FAMILY_OR, expr, set->operands.first, expr->operands.first);
    }
    case PV_EXPR_BETWEEN: return between(b, expr);
    case PV_EXPR_WINDOW: return window(b, expr);
    case PV_EXPR_COMPARE:
    case PV_EXPR_NOT:
    case PV_EXPR_IS_PRESENT: return single(b, expr);
    default: return pv_compile_value(b, expr).slot;
    }
}

pv_operand pv_compile_value(pv_builder *b, const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_BOOL:
    case PV_EXPR_NUMBER:
    case PV_EXPR_MONEY:
    case PV_EXPR_TEXT:
    case PV_EXPR_DATE:
    case PV_EXPR_TIME:
    case PV_EXPR_SPAN: return literal(b, expr);
    case PV_EXPR_PATH: return path(b, expr);
    case PV_EXPR_SUM: return pv_compile_weight(b, expr) > PV_WEIGHT_OUTLINED ? long_sum(b, expr) : sum(b, expr);
    case PV_EXPR_NEGATE: return negate(b, expr);
    case PV_EXPR_OTHERWISE: return otherwise(b, expr);
    default: return scalar(pv_compile_condition(b, expr));
    }
}

PV_OWN_FRAME static pv_operand in_own_region(pv_builder *b, const pv_expr *expr) {
    pv_draft_region region;
    pv_region_open(b, &region);
    pv_operand value = pv_compile_value(b, expr);
    uint32_t index = pv_region_close(b, value, pv_class_of(expr->type.kind));
    return pv_region_need(b, index, value.fixed);
}

pv_operand pv_compile_outlined(pv_builder *b, const pv_expr *expr) {
    return pv_compile_weight(b, expr) <= PV_WEIGHT_OUTLINED ? pv_compile_value(b, expr) : in_own_region(b, expr);
}
