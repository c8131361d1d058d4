/* Lists: quantifiers, and `in` a list of the facts.
 *
 * Each is a word that goes through the list, and a loop with a body: for `any`, `all` and `count` the body is a
 * condition, for the others a value and what admits it. A sum of quotients by what is the same for every element is
 * divided once. The currency of a sum, which only the facts know, is a second word through the same loop. */
#include "compile/internal.h"

const pv_expr *pv_compile_list_path(const pv_expr *expr) {
    while (expr->target_kind == PV_TARGET_DEFINE) expr = expr->target.define->expr;
    return expr;
}

/* A word that is being made. */
typedef struct pv_pass {
    pv_ref list;
    pv_draft_loop loop;
    pv_draft_region body;
} pv_pass;

static void open_pass(pv_builder *b, pv_pass *pass, const pv_expr *list, const pv_element *element) {
    const pv_expr *path = pv_compile_list_path(list);
    pass->list = pv_compile_fact(b, path).slot;
    pv_loop_open(b, &pass->loop, &pass->body, element, b->lists[path->target.fact->index]);
}

static pv_ref close_pass(pv_builder *b, pv_pass *pass, pv_opcode op, pv_operand result, pv_ref where) {
    pv_ref loop = pv_loop_close(b, &pass->loop, result, where);
    return pv_compile_word2(b, op, pass->list, loop);
}

/* ---- any, all, count ---- */

/* Of `all (p in L where C satisfy D)`: not C or D. */
static pv_ref satisfied(pv_builder *b, const pv_expr *where, const pv_expr *satisfy) {
    pv_chain chain;
    if (where == NULL) return pv_compile_condition(b, satisfy);
    pv_chain_begin(b, &chain, PV_FAMILY_OR);
    pv_chain_link(b, &chain, PV_OP_AND_NOT, pv_compile_condition(b, where), PV_REF_NONE);
    pv_chain_link(b, &chain, PV_OP_AND_IS, pv_compile_condition(b, satisfy), PV_REF_NONE);
    return pv_chain_end(b, &chain);
}

PV_OWN_FRAME static pv_operand of_truths(pv_builder *b, const pv_expr *expr, pv_opcode op) {
    pv_pass pass;
    open_pass(b, &pass, expr->list, expr->element);
    pv_ref truth =
        op == PV_OP_ALL ? satisfied(b, expr->where, expr->operands.first) : pv_compile_condition(b, expr->where);
    return pv_operand_of(close_pass(b, &pass, op, pv_operand_of(truth), PV_REF_NONE));
}

static pv_operand count(pv_builder *b, const pv_expr *expr) {
    if (expr->where != NULL) return of_truths(b, expr, PV_OP_COUNT);
    return pv_operand_of(
        pv_compile_word1(b, PV_OP_LIST_LENGTH, pv_compile_fact(b, pv_compile_list_path(expr->list)).slot));
}

/* ---- sum, smallest, largest ---- */

static pv_opcode opcode_of(const pv_expr *expr, bool fraction) {
    bool span = expr->type.kind == PV_TYPE_SPAN;
    if (expr->op == PV_SUM_OF) return span ? PV_OP_SUM_SPANS : PV_OP_SUM;
    bool smallest = expr->op == PV_SMALLEST;
    if (fraction) return smallest ? PV_OP_SMALLEST_FRACTION : PV_OP_LARGEST_FRACTION;
    if (span) return smallest ? PV_OP_SMALLEST_SPAN : PV_OP_LARGEST_SPAN;
    return smallest ? PV_OP_SMALLEST : PV_OP_LARGEST;
}

PV_OWN_FRAME static pv_operand of_values(pv_builder *b, const pv_expr *expr, bool divided) {
    const pv_expr *element = expr->operands.first;
    pv_pass pass;
    open_pass(b, &pass, expr->list, expr->element);
    pv_ref where = expr->where == NULL ? PV_REF_NONE : pv_compile_condition(b, expr->where);
    pv_operand value = divided ? pv_compile_product(b, element, false) : pv_compile_value(b, element);
    pv_opcode op = opcode_of(expr, value.fraction);
    bool paired = value.currency != PV_REF_NONE;
    pv_ref loop = pv_loop_close(b, &pass.loop, value, where);
    value.slot = pv_compile_word2(b, op, pass.list, loop);
    pv_compile_fault(b, expr);
    if (paired) {
        value.currency = pv_compile_word2(b, PV_OP_ONE_CURRENCY, pass.list, loop);
        pv_compile_fault(b, expr);
    }
    return value;
}

PV_OWN_FRAME static pv_operand sum(pv_builder *b, const pv_expr *expr) {
    const pv_expr *element = expr->operands.first;
    bool divided = element->type.fraction;
    pv_operand value = of_values(b, expr, divided);
    const pv_type *type = &expr->type;
    if (type->kind == PV_TYPE_SPAN && type->family != PV_SPAN_ANY) { /* of nothing: zero of that family */
        pv_ref zero = pv_builder_constant(b, PV_CLASS_SPAN, pv_span_of(type->family, 0, 0));
        value.slot = pv_compile_word2(b, PV_OP_OTHERWISE, value.slot, zero);
    }
    return divided ? pv_compile_divisors(b, element, value, expr) : value;
}

PV_OWN_FRAME pv_operand pv_compile_quantifier(pv_builder *b, const pv_expr *expr) {
    switch ((pv_quantifier)expr->op) {
    case PV_ANY: return of_truths(b, expr, PV_OP_ANY);
    case PV_ALL: return of_truths(b, expr, PV_OP_ALL);
    case PV_COUNT: return count(b, expr);
    case PV_SUM_OF: return sum(b, expr);
    default: return of_values(b, expr, false);
    }
}

/* ---- in ---- */

/* Any element equals x; all differ from it. */
PV_OWN_FRAME static pv_ref membership(pv_builder *b, const pv_expr *expr, pv_operand x) {
    const pv_expr *list = pv_compile_list_path(expr->operands.last);
    pv_fact_group *record = list->target.fact->type.record;
    pv_element anonymous = {.record = record};
    pv_expr element = {.kind = PV_EXPR_PATH,
                       .target_kind = PV_TARGET_FACT,
                       .target.fact = record->facts,
                       .type = record->facts->type,
                       .element = &anonymous};
    pv_pass pass;
    pv_chain chain;
    open_pass(b, &pass, list, &anonymous);
    pv_chain_begin(b, &chain, PV_FAMILY_AND);
    pv_operand left = pv_compile_import(b, pass.loop.outer, x, expr->operands.first->type.kind);
    pv_compile_comparison_of(b, &chain, expr->negated ? PV_NOT_EQUAL : PV_EQUAL,
                             (pv_sides){expr->operands.first, &element, expr}, left, pv_compile_fact(b, &element));
    pv_ref found = pv_chain_end(b, &chain);
    return close_pass(b, &pass, expr->negated ? PV_OP_ALL : PV_OP_ANY, pv_operand_of(found), PV_REF_NONE);
}

/* `x in list`: any element equals x, and x equals itself, which is so where it is known and not where it is absent: so
 * an x that is not known is asked for also where the list is not known, and an absent one is in no list whatever. */
PV_OWN_FRAME pv_ref pv_compile_in_list(pv_builder *b, const pv_expr *expr) {
    const pv_expr *first = expr->operands.first;
    pv_operand x = pv_compile_outlined(b, first);
    pv_chain chain;
    pv_chain_begin(b, &chain, expr->negated ? PV_FAMILY_OR : PV_FAMILY_AND);
    pv_chain_link(b, &chain, PV_OP_AND_IS, membership(b, expr, x), PV_REF_NONE);
    pv_ref itself = x.slot, other = x.slot;
    if (x.fraction) {
        itself = pv_compile_word2(b, PV_OP_COMPARE_FRACTIONS, x.slot, x.slot);
        other = pv_builder_constant(b, PV_CLASS_NUMBER, 0);
    }
    bool text = pv_class_of(first->type.kind) == PV_CLASS_TEXT;
    pv_opcode equal = text ? PV_OP_AND_SYMBOL : PV_OP_AND_EQUAL,
              differs = text ? PV_OP_AND_NOT_SYMBOL : PV_OP_AND_NOT_EQUAL;
    pv_chain_link(b, &chain, expr->negated ? differs : equal, itself, other);
    return pv_chain_end(b, &chain);
}
