/* Builder: the program while it grows. Tables are vectors; operands of words are references that become registers when
 * all counts are known. */
#ifndef PV_COMPILE_BUILDER_H
#define PV_COMPILE_BUILDER_H

#include "base/buffer.h"
#include "base/vector.h"
#include "compile/compile.h"

/* A register to be: its space in the top four bits, its index below. */
typedef uint32_t pv_ref;
enum {
    PV_SPACE_FACT = 0,
    PV_SPACE_CONSTANT = 1,
    PV_SPACE_MEMO = 2,
    PV_SPACE_WORD = 3,
    PV_SPACE_FRAME = 4,
    PV_SPACE_IMMEDIATE = 5, /* no register: a loop, a way to round, half of an index */
    PV_SPACE_NONE = 15
};
#define PV_REF_NONE ((pv_ref)PV_SPACE_NONE << 28)
static inline pv_ref pv_ref_of(unsigned space, uint32_t index) { return (pv_ref)space << 28 | index; }
static inline unsigned pv_ref_space(pv_ref ref) { return ref >> 28; }
static inline uint32_t pv_ref_index(pv_ref ref) { return ref & 0x0fffffff; }

/* Where a typed value is found. */
typedef struct pv_operand {
    pv_ref slot;
    pv_ref currency;   /* money whose currency is known only at run time, else PV_REF_NONE */
    pv_currency fixed; /* else, of money */
    bool fraction;     /* the slot holds one */
} pv_operand;

typedef struct pv_draft_word {
    pv_opcode op;
    uint32_t skip;
    pv_ref a, b, c;
} pv_draft_word;

typedef struct pv_draft_constant {
    pv_slot value; /* TEXT: only the symbol; the pointer is filled in at the end */
    uint8_t class;
} pv_draft_constant;

/* What the body of a loop reads: a slot of the element, or a register of the region around it. */
typedef struct pv_draft_copy {
    uint32_t loop;
    bool captured;
    pv_ref source; /* of an element: the slot in its row */
    uint32_t frame;
} pv_draft_copy;

/* A loop whose body is being written. */
typedef struct pv_draft_loop {
    const pv_element *element; /* NULL: it has no name (`in`) */
    struct pv_draft_loop *outer;
    struct pv_draft_region *around; /* the region that goes through the list */
    uint32_t index, depth;
    pv_vector copies; /* pv_draft_copy */
} pv_draft_loop;

/* The region that is being written; an expression that is outlined, and the body of a loop, open one within another. */
typedef struct pv_draft_region {
    struct pv_draft_region *outer;
    pv_draft_loop *loop; /* that it runs for; NULL: it runs once */
    pv_vector words;     /* pv_draft_word */
    pv_vector needs;     /* uint32_t */
    pv_vector faults;    /* pv_fault_text, by word of this region */
} pv_draft_region;

/* What is known of a region that is finished. */
typedef struct pv_draft_result {
    pv_ref slot, currency, memo;
    bool fraction;
} pv_draft_result;

/* A value of the policy; a set, a part and a default name theirs by index in `values`. */
typedef struct pv_draft_value {
    uint32_t region; /* PV_NONE: `operand` is a fact or a constant */
    pv_operand operand;
    uint8_t kind;
} pv_draft_value;

typedef struct pv_draft_set {
    uint32_t output, value;
} pv_draft_set;

typedef struct pv_draft_part {
    pv_text_ref text;
    uint32_t value; /* PV_NONE: a text */
} pv_draft_part;

/* An index of rows by hash: open addressing; rows are numbered from 0, stored + 1. */
typedef struct pv_row_index {
    uint32_t *rows;
    uint32_t size, used;
} pv_row_index;

typedef struct pv_draft_define {
    bool shared;
    uint32_t region; /* shared: its region */
    uint32_t weight; /* else: of its expression */
    uint16_t depth;
} pv_draft_define;

typedef struct pv_builder {
    const pv_model *model;
    pv_source *source;
    pv_arena *arena; /* scratch */
    pv_memory *memory;
    pv_buffer texts;
    pv_vector symbols; /* pv_text_ref */
    pv_row_index symbol_rows;
    pv_vector constants; /* pv_draft_constant */
    pv_row_index constant_rows;
    pv_vector words;   /* pv_draft_word: finished regions */
    pv_vector regions; /* pv_region; result, currency and memo are filled in from `results` at the end */
    pv_vector results; /* pv_draft_result */
    pv_vector loops;   /* pv_loop; copies and conditions have their registers at the end */
    pv_vector wheres;  /* pv_ref, by loop */
    pv_vector copies;  /* pv_draft_copy, of finished loops */
    pv_vector frames;  /* pv_frame_register */
    pv_vector needs, fault_texts, rules, exclusions, exclusion_lists, conditions, condition_facts, templates;
    pv_vector values;   /* pv_draft_value */
    pv_vector sets;     /* pv_draft_set */
    pv_vector parts;    /* pv_draft_part */
    pv_vector outcomes; /* pv_text_ref */
    uint32_t *defaults; /* by output: a value, or PV_NONE */
    pv_text_ref *output_names, *param_names;

    pv_vector memo_classes;  /* uint8_t */
    pv_draft_region *region; /* the one that is being written */
    uint32_t *fact_slots;    /* by fact index, from that of its root on */
    /* by group index: of an optional group, its slot and its row of fields; how many are optional before it */
    uint32_t *presence_slots, *presence_rows, *presences_before;
    uint32_t *lists;     /* by fact index, of a list: which */
    uint8_t *symbolic;   /* by fact index: a text that is compared with constants */
    uint32_t slot_count; /* of the document */
    uint32_t week;       /* the constant of Monday's name; PV_NONE: not needed yet */
    pv_draft_define *defines;
    pv_ref *params; /* by param index */
    pv_ref true_ref, false_ref;
    struct pv_reads *reads;   /* reasons.c */
    const pv_expr *printed;   /* the expression that pv_compile_fault printed last, */
    pv_text_ref printed_text; /* and where */
    bool failed;              /* memory */
} pv_builder;

void pv_builder_init(pv_builder *b, const pv_model *model, pv_source *source, pv_arena *scratch);
void pv_builder_clear(pv_builder *b);
/* Whether any addition failed for want of memory. */
bool pv_builder_failed(const pv_builder *b);

pv_text_ref pv_builder_text(pv_builder *b, proviso_text text);
uint32_t pv_builder_symbol(pv_builder *b, proviso_text text);
/* A constant; equal ones are one. */
pv_ref pv_builder_constant(pv_builder *b, pv_class class, pv_slot value);
/* One of its own, whatever its value. */
pv_ref pv_builder_own_constant(pv_builder *b, pv_class class, pv_slot value);

void pv_region_open(pv_builder *b, pv_draft_region *region);
/* A word of the open region; a constant that will have no register is loaded first. */
pv_ref pv_region_emit(pv_builder *b, pv_opcode op, pv_ref a, pv_ref b_, pv_ref c);
uint32_t pv_region_words(const pv_builder *b);
/* What is written where the last word may be at fault. */
void pv_region_fault_text(pv_builder *b, pv_text_ref text);
/* Ends it; the region around it is open again. Returns its index. `memo_class`: PV_CLASS_NONE, or the class of the memo
 * that keeps its result for other regions. */
uint32_t pv_region_close(pv_builder *b, pv_operand result, pv_class memo_class);
/* Drops it, unwritten. */
void pv_region_abandon(pv_builder *b);
/* The memo of a region, noted as needed by the open one. */
pv_operand pv_region_need(pv_builder *b, uint32_t region, pv_currency fixed);

/* ---- Loops (draft_loop.c) ---- */

/* A loop through a list of the schema, and its body as the open region. */
void pv_loop_open(pv_builder *b, pv_draft_loop *loop, pv_draft_region *body, const pv_element *element, uint32_t list);
/* Ends the body; the region around is open again. Returns what a word names the loop by. */
pv_ref pv_loop_close(pv_builder *b, pv_draft_loop *loop, pv_operand result, pv_ref where);
/* The loop around the open region that goes through the lists of this element; NULL: none does. */
pv_draft_loop *pv_loop_find(const pv_builder *b, const pv_element *element);
/* A slot of the element that a loop is at, as the open region reads it. */
pv_ref pv_loop_slot(pv_builder *b, pv_draft_loop *loop, uint32_t slot, pv_frame_register what);
/* What the open region, or one around it, has for the loop `to` (NULL: what runs once). */
pv_draft_region *pv_loop_region(const pv_builder *b, const pv_draft_loop *to);
/* A register of pv_loop_region(b, from), as the open region reads it: taken over into each frame between them. */
pv_ref pv_loop_import(pv_builder *b, const pv_draft_loop *from, pv_ref ref, pv_frame_register what);

/* finish.c: moves everything into the program's tables. PROVISO_POLICY_ERRORS: the policy is larger than a program can
 * be, reported. */
proviso_status pv_builder_finish(pv_builder *b, proviso_program *program);

#endif
