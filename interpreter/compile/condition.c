/* Conditions of rules and exclusions.
 *
 * A rule's reasons speak of the operands of its top-level `and`, so each becomes one link whose own value can be asked
 * alone, and a row of the program's conditions with its canonical text (from the tree printer) and the facts that it
 * reads. */
#include "compile/internal.h"
#include "syntax/syntax.h"

/* Links for the operands from `*operand` on, until the region is full; a row of conditions each, whose region is not
 * known yet. */
static void add_operands(pv_builder *b, pv_chain *chain, const pv_expr **operand) {
    for (; *operand != NULL && pv_region_words(b) < PV_REGION_WORDS_FULL; *operand = (*operand)->next) {
        pv_chain_operand(b, chain, *operand);
        pv_condition row = {.word = pv_region_words(b) - 1};
        row.text.offset = (uint32_t)b->texts.length;
        pv_print_expr(&b->texts, *operand);
        row.text.length = (uint32_t)b->texts.length - row.text.offset;
        pv_reads_collect(b->reads, *operand, &row.first_fact, &row.fact_count);
        pv_vector_push(&b->conditions, &row);
    }
}

static void set_region(pv_builder *b, size_t from, size_t to, uint32_t region) {
    for (size_t i = from; i < to && i < b->conditions.count; i++)
        pv_vector_at(&b->conditions, pv_condition, i)->region = region;
}

uint32_t pv_compile_rule_condition(pv_builder *b, const pv_expr *when, uint32_t *first_condition,
                                   uint32_t *condition_count) {
    size_t first = b->conditions.count;
    *first_condition = (uint32_t)first;
    *condition_count = 0;
    if (when == NULL) return PV_NONE;
    pv_expr alone = *when; /* a condition that is no `and` is its own only operand, whatever it stands in */
    alone.next = NULL;
    const pv_expr *operand = when->kind == PV_EXPR_AND ? when->operands.first : &alone;
    b->printed = NULL; /* a rule before may have had its own copy in the same place */
    pv_draft_region region;
    pv_chain chain;
    pv_region_open(b, &region);
    pv_chain_begin(b, &chain, PV_FAMILY_AND);
    add_operands(b, &chain, &operand);
    size_t own = b->conditions.count;
    while (operand != NULL && !pv_builder_failed(b)) {
        pv_draft_region more;
        pv_chain inner;
        size_t from = b->conditions.count;
        pv_region_open(b, &more);
        pv_chain_begin(b, &inner, PV_FAMILY_AND);
        add_operands(b, &inner, &operand);
        uint32_t index = pv_region_close(b, pv_operand_of(pv_chain_end(b, &inner)), PV_CLASS_BOOL);
        set_region(b, from, b->conditions.count, index);
        pv_chain_link(b, &chain, PV_OP_AND_IS, pv_region_need(b, index, PV_CURRENCY_ANY).slot, PV_REF_NONE);
    }
    uint32_t index = pv_region_close(b, pv_operand_of(pv_chain_end(b, &chain)), PV_CLASS_NONE);
    set_region(b, first, own, index);
    *condition_count = (uint32_t)(b->conditions.count - first);
    return index;
}

uint32_t pv_compile_exclusion_condition(pv_builder *b, const pv_expr *when) {
    if (when == NULL) return PV_NONE;
    pv_draft_region region;
    pv_region_open(b, &region);
    pv_operand value = pv_operand_of(pv_compile_condition(b, when));
    return pv_region_close(b, value, PV_CLASS_NONE);
}
