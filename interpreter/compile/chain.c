/* Chains: `and` and `or` as links, each of which reads the value of the one before.
 *
 * A link whose result decides the chain may skip to a later link of it. All links skip to the last one within reach of
 * eight bits, and that one onwards, so that skips nest. A link is made in the AND row of its opcode; an OR chain takes
 * the row as far down, which the order of opcodes.def makes the same test. */
#include "compile/internal.h"

_Static_assert(PV_OP_OR_ABSENT - PV_OP_OR_IS == PV_OP_AND_ABSENT - PV_OP_AND_IS,
               "AND and OR rows stand in the same order");

enum { SKIP_MOST = 255 };

void pv_chain_begin(pv_builder *b, pv_chain *chain, pv_family family) {
    chain->family = family;
    chain->value = family == PV_FAMILY_AND ? b->true_ref : b->false_ref;
    pv_vector_init(&chain->links, b->memory, sizeof(uint32_t));
}

void pv_chain_link(pv_builder *b, pv_chain *chain, pv_opcode and_op, pv_ref left, pv_ref right) {
    pv_opcode op = chain->family == PV_FAMILY_AND ? and_op : (pv_opcode)(and_op + (PV_OP_OR_IS - PV_OP_AND_IS));
    chain->value = pv_region_emit(b, op, chain->value, left, right);
    uint32_t word = pv_region_words(b) - 1;
    if (!pv_vector_push(&chain->links, &word)) b->failed = true;
}

static uint32_t link_at(const pv_chain *chain, size_t i) { return *pv_vector_at(&chain->links, uint32_t, i); }

pv_ref pv_chain_end(pv_builder *b, pv_chain *chain) {
    size_t count = b->failed ? 0 : chain->links.count;
    for (size_t first = 0; first + 1 < count;) {
        size_t last = first + 1;
        while (last + 1 < count && link_at(chain, last + 1) - link_at(chain, first) <= SKIP_MOST) last++;
        for (size_t i = first; i < last; i++) {
            uint32_t distance = link_at(chain, last) - link_at(chain, i);
            if (distance <= SKIP_MOST)
                pv_vector_at(&b->region->words, pv_draft_word, link_at(chain, i))->skip = distance;
        }
        first = last;
    }
    pv_vector_clear(&chain->links);
    return chain->value;
}

static void link_present(pv_builder *b, pv_chain *chain, const pv_expr *expr) {
    pv_operand fact = pv_compile_fact(b, expr->operands.first);
    pv_chain_link(b, chain, expr->negated ? PV_OP_AND_ABSENT : PV_OP_AND_PRESENT, fact.slot, PV_REF_NONE);
}

void pv_chain_operand_here(pv_builder *b, pv_chain *chain, const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_COMPARE:
        pv_compile_comparison(b, chain, (pv_compare)expr->op,
                              (pv_sides){expr->operands.first, expr->operands.first->next, expr});
        return;
    case PV_EXPR_IS_PRESENT: link_present(b, chain, expr); return;
    case PV_EXPR_NOT:
        pv_chain_link(b, chain, PV_OP_AND_NOT, pv_compile_condition(b, expr->operands.first), PV_REF_NONE);
        return;
    default: pv_chain_link(b, chain, PV_OP_AND_IS, pv_compile_condition(b, expr), PV_REF_NONE); return;
    }
}

void pv_chain_operand(pv_builder *b, pv_chain *chain, const pv_expr *expr) {
    pv_operand hoisted;
    if (pv_compile_hoisted(b, expr, &hoisted))
        pv_chain_link(b, chain, PV_OP_AND_IS, hoisted.slot, PV_REF_NONE);
    else if (pv_compile_weight(b, expr) > PV_WEIGHT_OUTLINED)
        pv_chain_link(b, chain, PV_OP_AND_IS, pv_compile_outlined(b, expr).slot, PV_REF_NONE);
    else
        pv_chain_operand_here(b, chain, expr);
}
