/* What the files of the compiler share. */
#ifndef PV_COMPILE_INTERNAL_H
#define PV_COMPILE_INTERNAL_H

#include "compile/builder.h"

/* Of functions that recurse through each other: inlined into one, they would give each level the frames of all. */
#define PV_OWN_FRAME __attribute__((noinline))

/* schema.c: slots of the facts, and at the end the schema's tables. */
void pv_compile_slots(pv_builder *b);
proviso_status pv_compile_schema(pv_builder *b, proviso_program *program);

/* expression.c: code for an expression, in the open region. */
pv_ref pv_compile_condition(pv_builder *b, const pv_expr *expr);
pv_operand pv_compile_value(pv_builder *b, const pv_expr *expr);
/* The same, in a region of its own with a memo if `expr` is heavy. */
pv_operand pv_compile_outlined(pv_builder *b, const pv_expr *expr);

/* chain.c: an `and` or `or` link by link. */
typedef struct pv_chain {
    pv_family family;
    pv_ref value;    /* of the links so far */
    pv_vector links; /* uint32_t: their words, in the open region */
} pv_chain;
void pv_chain_begin(pv_builder *b, pv_chain *chain, pv_family family);
/* `and_op` is the AND row of the link's opcode; an OR chain takes its OR row. */
void pv_chain_link(pv_builder *b, pv_chain *chain, pv_opcode and_op, pv_ref left, pv_ref right);
/* An operand as one link, the last word of the region. */
void pv_chain_operand(pv_builder *b, pv_chain *chain, const pv_expr *operand);
/* Sets the skips; the chain's value. */
pv_ref pv_chain_end(pv_builder *b, pv_chain *chain);

/* comparison.c: A op B as a link; `whole` is what is written, for faults. */
typedef struct pv_sides {
    const pv_expr *left, *right, *whole;
} pv_sides;
void pv_compile_comparison(pv_builder *b, pv_chain *chain, pv_compare op, pv_sides sides);
/* The same where both sides have been compiled. */
void pv_compile_comparison_of(pv_builder *b, pv_chain *chain, pv_compare op, pv_sides sides, pv_operand left,
                              pv_operand right);
/* Makes the amount of `money` unknown (currencies differ) unless it is of the other's currency. false: that is known,
 * and no word was needed. */
bool pv_compile_same_currency(pv_builder *b, pv_operand *money, pv_operand other);
/* What is written where the last word may be at fault. */
void pv_compile_fault(pv_builder *b, const pv_expr *whole);

/* condition.c: the condition of a rule with its operands kept apart for the reasons, and of an exclusion. PV_NONE:
 * always. */
uint32_t pv_compile_rule_condition(pv_builder *b, const pv_expr *when, uint32_t *first_condition,
                                   uint32_t *condition_count);
uint32_t pv_compile_exclusion_condition(pv_builder *b, const pv_expr *when);

/* reasons.c: the facts that an expression reads, through defines too. */
typedef struct pv_reads pv_reads;
bool pv_reads_create(pv_reads **out, pv_builder *b);
void pv_reads_collect(pv_reads *reads, const pv_expr *expr, uint32_t *first, uint32_t *count);

uint32_t pv_compile_template(pv_builder *b, const pv_template_part *parts);
/* An index in b->values. */
uint32_t pv_compile_policy_value(pv_builder *b, const pv_expr *expr, const pv_type *wanted);

/* weight.c: how much code an expression makes, up to the point where it has to be outlined. */
enum { PV_WEIGHT_OUTLINED = 1024, PV_REGION_WORDS_FULL = 4096 };
uint32_t pv_compile_weight(const pv_builder *b, const pv_expr *expr);
void pv_compile_plan_defines(pv_builder *b);

#endif
