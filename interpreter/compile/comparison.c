/* Comparisons: which instruction compares two expressions, by their types.
 *
 * The left side of a word may be absent (an optional fact: `x = v` is then false, whatever v is), so an optional fact
 * is always put there; the order of the written sides means nothing to = and !=, and for the others a side that may be
 * absent is guarded. Money of two currencies is a fault before it is compared; `0` is zero of any currency. */
#include "compile/internal.h"

/* An optional fact, or one of an optional group: its own, or one around it. */
bool pv_compile_may_be_absent(const pv_expr *expr) {
    if (expr->kind != PV_EXPR_PATH || expr->target_kind != PV_TARGET_FACT) return false;
    bool optional = expr->target.fact->optional;
    for (const pv_fact_group *group = expr->target.fact->group; group != NULL; group = group->parent)
        optional = optional || group->optional;
    return optional;
}

pv_ref pv_compile_currency(pv_builder *b, pv_operand money) {
    return money.currency != PV_REF_NONE ? money.currency : pv_builder_constant(b, PV_CLASS_CURRENCY, money.fixed);
}

pv_operand pv_compile_in_known_currency(const pv_expr *expr, pv_operand value) {
    if (expr->type.kind != PV_TYPE_MONEY || expr->type.currency == PV_CURRENCY_ANY) return value;
    value.currency = PV_REF_NONE;
    value.fixed = expr->type.currency;
    return value;
}

/* The currency may be known where the amount is missing or at fault; then it must not be found to differ. Of a fact in
 * any currency both are known or neither. */
static pv_ref known_currency(pv_builder *b, pv_operand money) {
    pv_ref currency = pv_compile_currency(b, money);
    unsigned space = pv_ref_space(money.slot);
    if (space == PV_SPACE_CONSTANT || space == PV_SPACE_NONE) return currency;
    if (space == PV_SPACE_FACT && money.currency != PV_REF_NONE) return currency;
    return pv_compile_word2(b, money.fraction ? PV_OP_CURRENCY_OF_FRACTION : PV_OP_CURRENCY_OF, money.slot, currency);
}

bool pv_compile_same_currency(pv_builder *b, pv_operand *money, pv_operand other) {
    if (money->currency == PV_REF_NONE && other.currency == PV_REF_NONE && money->fixed == other.fixed) return false;
    pv_ref known = known_currency(b, other);
    pv_opcode op = money->fraction ? PV_OP_SAME_CURRENCY_FRACTION : PV_OP_SAME_CURRENCY;
    money->slot = pv_region_emit(b, op, money->slot, pv_compile_currency(b, *money), known);
    return true;
}

/* The right side as it is compared with the left. */
static pv_operand right_side(pv_builder *b, const pv_sides *sides, pv_operand l, pv_operand r) {
    const pv_type *left = &sides->left->type, *right = &sides->right->type;
    bool checked = false;
    if (left->kind == PV_TYPE_MONEY && right->kind == PV_TYPE_MONEY) {
        checked = pv_compile_same_currency(b, &r, l);
    } else if (left->kind == PV_TYPE_SPAN && (left->family == PV_SPAN_ANY || right->family == PV_SPAN_ANY)) {
        r.slot = pv_region_emit(b, PV_OP_SAME_FAMILY, r.slot, l.slot, PV_REF_NONE);
        checked = true;
    }
    if (checked) pv_compile_fault(b, sides->whole);
    return r;
}

/* Texts that only symbols can decide: one side is a constant, and what stands on the other has its symbol looked up
 * when it is read. */
static bool mark_symbolic(pv_builder *b, const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_TEXT: return true;
    case PV_EXPR_PATH:
        if (expr->target_kind != PV_TARGET_FACT) return expr->target_kind == PV_TARGET_PARAM;
        b->symbolic[expr->target.fact->index] = 1;
        return true;
    default: return false;
    }
}

static bool by_symbol(pv_builder *b, const pv_expr *left, const pv_expr *right) {
    bool constant = left->kind == PV_EXPR_TEXT || right->kind == PV_EXPR_TEXT;
    bool enumerations = left->type.kind == PV_TYPE_ONE_OF && right->type.kind == PV_TYPE_ONE_OF;
    if (!constant && !enumerations) return false;
    bool l = left->type.kind == PV_TYPE_ONE_OF || mark_symbolic(b, left);
    bool r = right->type.kind == PV_TYPE_ONE_OF || mark_symbolic(b, right);
    return l && r;
}

static pv_opcode equality(pv_builder *b, const pv_expr *left, const pv_expr *right, bool equal) {
    pv_type_kind kind = left->type.kind;
    if (kind != PV_TYPE_TEXT && kind != PV_TYPE_ONE_OF) return equal ? PV_OP_AND_EQUAL : PV_OP_AND_NOT_EQUAL;
    if (by_symbol(b, left, right)) return equal ? PV_OP_AND_SYMBOL : PV_OP_AND_NOT_SYMBOL;
    return equal ? PV_OP_AND_TEXT : PV_OP_AND_NOT_TEXT;
}

void pv_compile_comparison_of(pv_builder *b, pv_chain *chain, pv_compare op, pv_sides sides, pv_operand left,
                              pv_operand right) {
    bool equality_op = op == PV_EQUAL || op == PV_NOT_EQUAL;
    if (op == PV_GREATER || op == PV_GREATER_EQUAL || (equality_op && pv_compile_may_be_absent(sides.right))) {
        sides = (pv_sides){sides.right, sides.left, sides.whole};
        pv_operand other = left;
        left = right;
        right = other;
    }
    pv_opcode opcode = PV_OP_AND_LESS;
    if (equality_op)
        opcode = equality(b, sides.left, sides.right, op == PV_EQUAL);
    else if (op == PV_LESS_EQUAL || op == PV_GREATER_EQUAL)
        opcode = PV_OP_AND_LESS_EQUAL;
    right = right_side(b, &sides, left, right);
    if (left.fraction || right.fraction) { /* their order, against zero */
        left.slot = pv_compile_word2(b, PV_OP_COMPARE_FRACTIONS, pv_compile_as_fraction(b, left).slot,
                                     pv_compile_as_fraction(b, right).slot);
        right.slot = pv_builder_constant(b, PV_CLASS_NUMBER, 0);
    }
    pv_chain_link(b, chain, opcode, left.slot, right.slot);
}

void pv_compile_comparison(pv_builder *b, pv_chain *chain, pv_compare op, pv_sides sides) {
    pv_operand left = pv_compile_value(b, sides.left);
    pv_operand right = pv_compile_value(b, sides.right);
    pv_compile_comparison_of(b, chain, op, sides, left, right);
}
