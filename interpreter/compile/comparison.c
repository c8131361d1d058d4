/* Comparisons: which instruction compares two expressions, by their types.
 *
 * The left side of a word may be absent (an optional fact: `x = v` is then false, whatever v is), so an optional fact
 * is always put there; the order of the written sides means nothing to = and !=, and for the others a side that may be
 * absent is guarded. Money of two currencies is a fault before it is compared; `0` is zero of any currency. */
#include "compile/internal.h"

static bool may_be_absent(const pv_expr *expr) {
    return expr->kind == PV_EXPR_PATH && expr->target_kind == PV_TARGET_FACT && expr->target.fact->optional;
}

static pv_ref currency_ref(pv_builder *b, pv_operand operand) {
    return operand.currency != PV_REF_NONE ? operand.currency
                                           : pv_builder_constant(b, PV_CLASS_CURRENCY, operand.fixed);
}

/* The currency of what was computed is known even where its amount is at fault; then it must not be found to differ. */
static pv_ref known_currency(pv_builder *b, pv_operand operand) {
    pv_ref currency = currency_ref(b, operand);
    unsigned space = pv_ref_space(operand.slot);
    if (space != PV_SPACE_WORD && space != PV_SPACE_MEMO) return currency;
    return pv_region_emit(b, PV_OP_CURRENCY_OF, operand.slot, currency, PV_REF_NONE);
}

bool pv_compile_same_currency(pv_builder *b, pv_operand *money, pv_operand other) {
    if (money->currency == PV_REF_NONE && other.currency == PV_REF_NONE && money->fixed == other.fixed) return false;
    pv_ref known = known_currency(b, other);
    money->slot = pv_region_emit(b, PV_OP_SAME_CURRENCY, money->slot, currency_ref(b, *money), known);
    return true;
}

/* The right side as it is compared with the left. */
static pv_ref right_side(pv_builder *b, const pv_sides *sides, pv_operand l, pv_operand r) {
    const pv_type *left = &sides->left->type, *right = &sides->right->type;
    bool checked = false;
    if (left->kind == PV_TYPE_MONEY && right->kind == PV_TYPE_MONEY) {
        checked = pv_compile_same_currency(b, &r, l);
    } else if (left->kind == PV_TYPE_SPAN && (left->family == PV_SPAN_ANY || right->family == PV_SPAN_ANY)) {
        r.slot = pv_region_emit(b, PV_OP_SAME_FAMILY, r.slot, l.slot, PV_REF_NONE);
        checked = true;
    }
    if (checked) pv_compile_fault(b, sides->whole);
    return r.slot;
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
    if (op == PV_GREATER || op == PV_GREATER_EQUAL || (equality_op && may_be_absent(sides.right))) {
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
    pv_chain_link(b, chain, opcode, left.slot, right_side(b, &sides, left, right));
}

void pv_compile_comparison(pv_builder *b, pv_chain *chain, pv_compare op, pv_sides sides) {
    pv_operand left = pv_compile_value(b, sides.left);
    pv_operand right = pv_compile_value(b, sides.right);
    pv_compile_comparison_of(b, chain, op, sides, left, right);
}
