/* Expressions: code for a value or a condition in the open region.
 *
 * Conditions become chains of links (truth.c), everything else one word an operation. What is heavy (weight.c) is
 * compiled in a region of its own and read from its memo, so that no region outgrows the operands of a word. In the
 * body of a loop, what does not read the loop's element is computed by the region around, once, and taken over into the
 * frame. Recursion is bounded by the nesting limit. */
#include "compile/internal.h"
#include "syntax/syntax.h"

pv_text_ref pv_compile_text(pv_builder *b, const pv_expr *whole) {
    if (b->printed != whole) {
        size_t start = b->texts.length;
        pv_print_expr(&b->texts, whole);
        b->printed = whole;
        b->printed_text = (pv_text_ref){(uint32_t)start, (uint32_t)(b->texts.length - start)};
    }
    return b->printed_text;
}

void pv_compile_fault(pv_builder *b, const pv_expr *whole) { pv_region_fault_text(b, pv_compile_text(b, whole)); }

pv_ref pv_compile_word1(pv_builder *b, pv_opcode op, pv_ref a) {
    return pv_region_emit(b, op, a, PV_REF_NONE, PV_REF_NONE);
}

pv_ref pv_compile_word2(pv_builder *b, pv_opcode op, pv_ref a, pv_ref c) {
    return pv_region_emit(b, op, a, c, PV_REF_NONE);
}

pv_operand pv_compile_as_fraction(pv_builder *b, pv_operand value) {
    if (!value.fraction) value.slot = pv_compile_word1(b, PV_OP_FRACTION, value.slot);
    value.fraction = true;
    return value;
}

/* ---- Leaves ---- */

static pv_operand literal(pv_builder *b, const pv_expr *expr) {
    pv_operand out = pv_operand_of(PV_REF_NONE);
    switch (expr->kind) {
    case PV_EXPR_MONEY:
        out.slot = pv_builder_constant(b, PV_CLASS_NUMBER, expr->literal);
        out.fixed = expr->currency;
        return out;
    case PV_EXPR_TEXT: {
        uint32_t symbol = pv_builder_symbol(b, expr->text);
        out.slot = pv_builder_constant(b, PV_CLASS_TEXT, pv_slot_of_text((proviso_text){0}, symbol));
        return out;
    }
    default: out.slot = pv_builder_constant(b, pv_class_of(expr->type.kind), expr->literal); return out;
    }
}

/* A slot of the document, or of the element that the path begins with. */
static pv_ref slot_of(pv_builder *b, const pv_element *element, uint32_t slot, pv_frame_register what) {
    if (element == NULL) return pv_ref_of(PV_SPACE_FACT, slot);
    return pv_loop_slot(b, pv_loop_find(b, element), slot, what);
}

pv_operand pv_compile_fact(pv_builder *b, const pv_expr *path) {
    pv_operand out = pv_operand_of(PV_REF_NONE);
    if (path->target_kind == PV_TARGET_GROUP) {
        uint32_t slot = b->presence_slots[path->target.group->index];
        out.slot = slot_of(b, path->element, slot, (pv_frame_register){PV_CLASS_BOOL, 0});
        return out;
    }
    const pv_fact *fact = path->target.fact;
    const pv_type *type = &fact->type;
    uint32_t list = type->kind == PV_TYPE_LIST ? b->lists[fact->index] : 0, slot = b->fact_slots[fact->index];
    out.slot = slot_of(b, path->element, slot, (pv_frame_register){pv_class_of(type->kind), list});
    out.fixed = type->currency;
    if (type->kind == PV_TYPE_MONEY && type->currency == PV_CURRENCY_ANY)
        out.currency = slot_of(b, path->element, slot + 1, (pv_frame_register){PV_CLASS_CURRENCY, 0});
    return out;
}

static pv_operand define_value(pv_builder *b, const pv_define *define) {
    const pv_draft_define *draft = &b->defines[define->index];
    if (!draft->shared) return pv_compile_value(b, define->expr);
    return pv_region_need(b, draft->region, define->type.currency);
}

static pv_operand path_value(pv_builder *b, const pv_expr *expr) {
    pv_operand out = pv_operand_of(b->true_ref);
    switch (expr->target_kind) {
    case PV_TARGET_FACT:
    case PV_TARGET_GROUP: return pv_compile_fact(b, expr);
    case PV_TARGET_PARAM:
        out.slot = b->params[expr->target.param->index];
        out.fixed = expr->target.param->type.currency;
        return out;
    case PV_TARGET_DEFINE: return define_value(b, expr->target.define);
    default: return out;
    }
}

/* ---- What is computed once for all elements ---- */

/* The innermost of the loops around whose element an expression reads; NULL: none. */
static pv_draft_loop *loop_read(const pv_builder *b, const pv_expr *expr) {
    pv_draft_loop *found = expr->kind == PV_EXPR_PATH && expr->element != NULL ? pv_loop_find(b, expr->element) : NULL;
    const pv_expr *const others[] = {expr->list, expr->where};
    for (const pv_expr *e = expr->operands.first; e != NULL; e = e->next) {
        pv_draft_loop *inner = loop_read(b, e);
        if (inner != NULL && (found == NULL || inner->depth > found->depth)) found = inner;
    }
    for (int i = 0; i < 2; i++) {
        pv_draft_loop *inner = others[i] == NULL ? NULL : loop_read(b, others[i]);
        if (inner != NULL && (found == NULL || inner->depth > found->depth)) found = inner;
    }
    return found;
}

static bool is_leaf(const pv_expr *expr) {
    if (expr->kind == PV_EXPR_PATH) return expr->target_kind != PV_TARGET_DEFINE;
    return expr->kind <= PV_EXPR_SPAN;
}

pv_operand pv_compile_import(pv_builder *b, const pv_draft_loop *from, pv_operand value, pv_type_kind kind) {
    pv_class class = value.fraction ? PV_CLASS_FRACTION : pv_class_of(kind);
    value.slot = pv_loop_import(b, from, value.slot, (pv_frame_register){class, 0});
    if (value.currency != PV_REF_NONE)
        value.currency = pv_loop_import(b, from, value.currency, (pv_frame_register){PV_CLASS_CURRENCY, 0});
    return value;
}

PV_OWN_FRAME static pv_operand in_own_region(pv_builder *b, const pv_expr *expr) {
    pv_draft_region region;
    pv_region_open(b, &region);
    pv_operand value = pv_compile_value(b, expr);
    uint32_t index = pv_region_close(b, value, pv_class_of(expr->type.kind));
    return pv_region_need(b, index, value.fixed);
}

bool pv_compile_hoisted(pv_builder *b, const pv_expr *expr, pv_operand *out) {
    pv_draft_region *here = b->region;
    if (here->loop == NULL || is_leaf(expr) || b->failed) return false;
    const pv_draft_loop *to = loop_read(b, expr);
    if (to == here->loop) return false;
    b->region = pv_loop_region(b, to);
    bool full = pv_region_words(b) >= PV_REGION_WORDS_FULL;
    pv_operand value = full ? in_own_region(b, expr) : pv_compile_outlined(b, expr);
    b->region = here;
    *out = pv_compile_import(b, to, value, expr->type.kind);
    return true;
}

/* ---- Operators ---- */

PV_OWN_FRAME static pv_operand negate(pv_builder *b, const pv_expr *expr) {
    pv_operand value = pv_compile_value(b, expr->operands.first);
    pv_opcode op = expr->type.kind == PV_TYPE_SPAN ? PV_OP_NEGATE_SPAN : PV_OP_NEGATE;
    value.slot = pv_compile_word1(b, value.fraction ? PV_OP_NEGATE_FRACTION : op, value.slot);
    pv_compile_fault(b, expr);
    return value;
}

PV_OWN_FRAME static pv_operand percent_of(pv_builder *b, const pv_expr *expr) {
    pv_operand value = pv_compile_value(b, expr->operands.first);
    pv_operand rate = pv_operand_of(pv_builder_constant(b, PV_CLASS_NUMBER, expr->literal));
    if (value.fraction) rate = pv_compile_as_fraction(b, rate);
    value.slot = pv_compile_word2(b, value.fraction ? PV_OP_MULTIPLY_FRACTIONS : PV_OP_MULTIPLY, rate.slot, value.slot);
    pv_compile_fault(b, expr);
    return value;
}

/* Two that one of will be taken are both fractions, or none is. */
static void match_fractions(pv_builder *b, pv_operand *x, pv_operand *y) {
    if (x->fraction == y->fraction) return;
    *x = pv_compile_as_fraction(b, *x);
    *y = pv_compile_as_fraction(b, *y);
}

/* Of an amount that may be absent, the currency is its own or that of what stands in for it. One that is fixed is there
 * whether or not the amount is, so that the amount is asked. */
static pv_ref currency_of_either(pv_builder *b, pv_operand value, pv_operand instead) {
    pv_ref other = pv_compile_currency(b, instead);
    if (value.currency != PV_REF_NONE) return pv_compile_word2(b, PV_OP_OTHERWISE, value.currency, other);
    pv_ref amount = value.slot;
    if (value.fraction) amount = pv_compile_word2(b, PV_OP_COMPARE_FRACTIONS, amount, amount); /* absent if it is */
    pv_ref present = pv_compile_word2(b, PV_OP_AND_PRESENT, b->true_ref, amount);
    return pv_region_emit(b, PV_OP_SELECT, present, pv_compile_currency(b, value), other);
}

PV_OWN_FRAME static pv_operand otherwise(pv_builder *b, const pv_expr *expr) {
    pv_operand value = pv_compile_value(b, expr->operands.first);
    pv_operand instead = pv_compile_value(b, expr->operands.last);
    bool is_money = expr->type.kind == PV_TYPE_MONEY;
    bool fixed = value.currency == PV_REF_NONE && instead.currency == PV_REF_NONE && value.fixed == instead.fixed;
    pv_ref currency = is_money && !fixed ? currency_of_either(b, value, instead) : PV_REF_NONE;
    match_fractions(b, &value, &instead);
    pv_opcode op = value.fraction ? PV_OP_OTHERWISE_FRACTION : PV_OP_OTHERWISE;
    value.slot = pv_compile_word2(b, op, value.slot, instead.slot);
    value.currency = currency;
    return value;
}

/* The amount is not known where its currency is not: both may be chosen from, and equal in one of them alone. */
static pv_operand choose_currency(pv_builder *b, pv_operand chosen, pv_ref condition, pv_operand x, pv_operand y) {
    pv_ref other = pv_compile_currency(b, y);
    chosen.currency = pv_region_emit(b, PV_OP_SELECT, condition, pv_compile_currency(b, x), other);
    pv_opcode op = chosen.fraction ? PV_OP_SAME_CURRENCY_FRACTION : PV_OP_SAME_CURRENCY;
    chosen.slot = pv_region_emit(b, op, chosen.slot, chosen.currency, chosen.currency);
    return chosen;
}

PV_OWN_FRAME static pv_operand choice(pv_builder *b, const pv_expr *expr) {
    const pv_expr *condition = expr->operands.first, *first = condition->next;
    pv_ref chooses = pv_compile_condition(b, condition);
    pv_operand x = pv_compile_value(b, first), y = pv_compile_value(b, first->next);
    match_fractions(b, &x, &y);
    pv_operand out = x;
    pv_opcode op = pv_class_of(expr->type.kind) == PV_CLASS_TEXT ? PV_OP_SELECT_TEXT : PV_OP_SELECT;
    out.slot = pv_region_emit(b, x.fraction ? PV_OP_SELECT_FRACTION : op, chooses, x.slot, y.slot);
    bool is_money = expr->type.kind == PV_TYPE_MONEY;
    bool fixed = x.currency == PV_REF_NONE && y.currency == PV_REF_NONE && x.fixed == y.fixed;
    return is_money && !fixed ? choose_currency(b, out, chooses, x, y) : out;
}

/* ---- All ---- */

pv_ref pv_compile_condition(pv_builder *b, const pv_expr *expr) {
    pv_operand hoisted;
    switch (expr->kind) {
    case PV_EXPR_AND:
    case PV_EXPR_OR:
    case PV_EXPR_IN:
    case PV_EXPR_BETWEEN:
    case PV_EXPR_WINDOW:
    case PV_EXPR_COMPARE:
    case PV_EXPR_NOT:
    case PV_EXPR_IS_PRESENT: return pv_compile_hoisted(b, expr, &hoisted) ? hoisted.slot : pv_compile_truth(b, expr);
    default: return pv_compile_value(b, expr).slot;
    }
}

static pv_operand compile_here(pv_builder *b, const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_BOOL:
    case PV_EXPR_NUMBER:
    case PV_EXPR_MONEY:
    case PV_EXPR_TEXT:
    case PV_EXPR_DATE:
    case PV_EXPR_TIME:
    case PV_EXPR_SPAN: return literal(b, expr);
    case PV_EXPR_PATH: return path_value(b, expr);
    case PV_EXPR_SUM: return pv_compile_sum(b, expr);
    case PV_EXPR_PRODUCT: return pv_compile_product(b, expr, true);
    case PV_EXPR_NEGATE: return negate(b, expr);
    case PV_EXPR_PERCENT_OF: return percent_of(b, expr);
    case PV_EXPR_OTHERWISE: return otherwise(b, expr);
    case PV_EXPR_IF: return choice(b, expr);
    case PV_EXPR_CALL: return pv_compile_call(b, expr);
    case PV_EXPR_FROM_TO: return pv_compile_from_to(b, expr);
    case PV_EXPR_QUANTIFIER: return pv_compile_quantifier(b, expr);
    default: return pv_operand_of(pv_compile_condition(b, expr));
    }
}

pv_operand pv_compile_value(pv_builder *b, const pv_expr *expr) {
    pv_operand hoisted;
    return pv_compile_hoisted(b, expr, &hoisted) ? hoisted : compile_here(b, expr);
}

pv_operand pv_compile_outlined(pv_builder *b, const pv_expr *expr) {
    pv_operand hoisted;
    if (pv_compile_weight(b, expr) <= PV_WEIGHT_OUTLINED) return pv_compile_value(b, expr);
    return pv_compile_hoisted(b, expr, &hoisted) ? hoisted : in_own_region(b, expr);
}
