/* What the files of the compiler share. */
#ifndef PV_COMPILE_INTERNAL_H
#define PV_COMPILE_INTERNAL_H

#include "compile/builder.h"

/* Of functions that recurse through each other: inlined into one, they would give each level the frames of all. */
#define PV_OWN_FRAME __attribute__((noinline))

/* schema.c: slots of the facts, and at the end the schema's tables. Rows of fields: each group's presence, where it is
 * optional, before its own facts. */
void pv_compile_slots(pv_builder *b);
uint32_t pv_compile_fact_row(const pv_builder *b, const pv_fact *fact);
uint32_t pv_compile_presence_row(const pv_builder *b, const pv_fact_group *group);
uint32_t pv_compile_field_count(const pv_builder *b);
proviso_status pv_compile_schema(pv_builder *b, proviso_program *program);

/* expression.c: code for an expression, in the open region; what does not read the element that this is the body for is
 * computed once, by the region around. */
pv_ref pv_compile_condition(pv_builder *b, const pv_expr *expr);
pv_operand pv_compile_value(pv_builder *b, const pv_expr *expr);
/* The same, in a region of its own with a memo if `expr` is heavy. */
pv_operand pv_compile_outlined(pv_builder *b, const pv_expr *expr);
/* Whether it is to be computed by a region around; then its value is in `*out`. */
bool pv_compile_hoisted(pv_builder *b, const pv_expr *expr, pv_operand *out);

/* A value that pv_loop_region(b, from) has, as the open region reads it. */
pv_operand pv_compile_import(pv_builder *b, const pv_draft_loop *from, pv_operand value, pv_type_kind kind);

static inline pv_operand pv_operand_of(pv_ref slot) { return (pv_operand){slot, PV_REF_NONE, PV_CURRENCY_ANY, false}; }
static inline pv_ref pv_ref_immediate(uint32_t value) { return pv_ref_of(PV_SPACE_IMMEDIATE, value); }
/* A word of one operand, and of two. */
pv_ref pv_compile_word1(pv_builder *b, pv_opcode op, pv_ref a);
pv_ref pv_compile_word2(pv_builder *b, pv_opcode op, pv_ref a, pv_ref c);
/* The same value as a fraction. */
pv_operand pv_compile_as_fraction(pv_builder *b, pv_operand value);
/* The register of a fact, or of an optional group's presence, of the document or an element. */
pv_operand pv_compile_fact(pv_builder *b, const pv_expr *path);

/* truth.c: conditions but for chains of links. */
pv_ref pv_compile_truth(pv_builder *b, const pv_expr *expr);
/* terms.c: sums and products. `divisors`: with the operands that divide. */
pv_operand pv_compile_sum(pv_builder *b, const pv_expr *expr);
pv_operand pv_compile_product(pv_builder *b, const pv_expr *expr, bool divisors);
/* Divides by the operands of a product that divide; `whole` is what is written. */
pv_operand pv_compile_divisors(pv_builder *b, const pv_expr *product, pv_operand value, const pv_expr *whole);
/* calls.c: functions, and `whole … from … to`. */
pv_operand pv_compile_call(pv_builder *b, const pv_expr *expr);
pv_operand pv_compile_from_to(pv_builder *b, const pv_expr *expr);
pv_operand pv_compile_rounded(pv_builder *b, pv_operand value, const pv_rounding *rounding, const pv_expr *whole);
/* lists.c: quantifiers, and `in` a list of the facts. */
pv_operand pv_compile_quantifier(pv_builder *b, const pv_expr *expr);
pv_ref pv_compile_in_list(pv_builder *b, const pv_expr *expr);
/* The fact that the name of a list stands for, through defines. */
const pv_expr *pv_compile_list_path(const pv_expr *expr);

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
/* The same with all its words in the open region, neither moved out of a loop nor outlined. */
void pv_chain_operand_here(pv_builder *b, pv_chain *chain, const pv_expr *operand);
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
/* The register of an amount's currency. */
pv_ref pv_compile_currency(pv_builder *b, pv_operand money);
/* An amount whose currency the checker knows has it whatever a register says, which of nothing holds none. */
pv_operand pv_compile_in_known_currency(const pv_expr *expr, pv_operand value);
/* Whether an operand may be an absent fact. */
bool pv_compile_may_be_absent(const pv_expr *expr);
/* What an expression is called in faults. */
pv_text_ref pv_compile_text(pv_builder *b, const pv_expr *whole);
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
/* An index in b->values; as rounded as the output says, whose value it is (NULL: of none). */
uint32_t pv_compile_policy_value(pv_builder *b, const pv_expr *expr, const pv_type *wanted,
                                 const pv_rounding *rounding);

/* compile.c: the verifier's word on what was compiled. A refusal is reported as the compiler's own mistake. */
proviso_status pv_compile_verify(const proviso_program *program, pv_source *source, pv_memory *memory);

/* weight.c: how much code an expression makes, up to the point where it has to be outlined. */
enum { PV_WEIGHT_OUTLINED = 1024, PV_REGION_WORDS_FULL = 4096 };
uint32_t pv_compile_weight(const pv_builder *b, const pv_expr *expr);
void pv_compile_plan_defines(pv_builder *b);

#endif
