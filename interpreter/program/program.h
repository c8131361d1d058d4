/* Program: a compiled policy. Immutable; tables of fixed-size rows without pointers, so that they can be written to a
 * file as they stand. Everything that decides reads this and nothing else; the tree is gone. */
#ifndef PV_PROGRAM_PROGRAM_H
#define PV_PROGRAM_PROGRAM_H

#include <stdatomic.h>

#include "base/arena.h"
#include "program/schema.h"

#define PV_NONE UINT32_MAX          /* no row */
enum { PV_REGISTER_NONE = 0xffff }; /* no register */

enum { PV_LOOPS_NESTED = 64 }; /* the language's limit of nesting */

/* ---- Words ---- */

typedef enum pv_opcode {
#define PV_OPCODE(name, family, function, result, a, b, c, formula) PV_OP_##name,
#include "program/opcodes.def"
#undef PV_OPCODE
    PV_OPCODE_COUNT
} pv_opcode;

/* A word: opcode 8 bits, skip 8, operands a, b, c 16 each. `skip` k > 0 in a link of a chain at word i: where its
 * result decides the chain (AND: false; OR: true), word i + k gets that result too, and the run goes on behind it. */
typedef uint64_t pv_word;

static inline pv_word pv_word_of(pv_opcode op, unsigned a, unsigned b, unsigned c) {
    return (pv_word)op | (pv_word)(a & 0xffff) << 16 | (pv_word)(b & 0xffff) << 32 | (pv_word)(c & 0xffff) << 48;
}
static inline pv_word pv_word_with_skip(pv_word word, unsigned skip) {
    return (word & ~(pv_word)0xff00) | (pv_word)(skip & 0xff) << 8;
}
static inline unsigned pv_word_op(pv_word w) { return (unsigned)(w & 0xff); }
static inline unsigned pv_word_skip(pv_word w) { return (unsigned)(w >> 8 & 0xff); }
static inline unsigned pv_word_a(pv_word w) { return (unsigned)(w >> 16 & 0xffff); }
static inline unsigned pv_word_b(pv_word w) { return (unsigned)(w >> 32 & 0xffff); }
static inline unsigned pv_word_c(pv_word w) { return (unsigned)(w >> 48); }

/* A FRACTION is a VALUE that is written in two halves. */
typedef enum pv_family { PV_FAMILY_VALUE, PV_FAMILY_AND, PV_FAMILY_OR, PV_FAMILY_FRACTION = PV_FAMILY_VALUE } pv_family;

/* Classes of registers, and what an operand may be. Those of registers are numbered so in compiled files. */
typedef enum pv_class {
    PV_CLASS_NONE,
    PV_CLASS_BOOL,
    PV_CLASS_NUMBER, /* also amounts of money */
    PV_CLASS_CURRENCY,
    PV_CLASS_DATE,
    PV_CLASS_TIME,
    PV_CLASS_SPAN,
    PV_CLASS_TEXT,     /* also one of */
    PV_CLASS_FRACTION, /* the numerator; its denominator stands beside it, see pv_machine */
    PV_CLASS_LIST,
    /* what an operand may be, besides the classes above; see opcodes.def */
    PV_CLASS_ORDERED,
    PV_CLASS_MOMENT,
    PV_CLASS_ANY,
    PV_CLASS_SAME,
    PV_CLASS_CONSTANT,
    PV_CLASS_WEEK,
    PV_CLASS_MODE,
    PV_CLASS_LOOP_BOOL,
    PV_CLASS_LOOP_NUMBER,
    PV_CLASS_LOOP_SPAN,
    PV_CLASS_LOOP_FRACTION,
    PV_CLASS_LOOP_ORDERED,
    PV_CLASS_LOOP_MONEY
} pv_class;

typedef struct pv_opcode_info {
    const char *name;
    uint8_t family; /* pv_family */
    uint8_t result; /* pv_class */
    uint8_t operand[3];
} pv_opcode_info;

/* op < PV_OPCODE_COUNT */
const pv_opcode_info *pv_opcode_get(unsigned op);
pv_class pv_class_of(pv_type_kind kind);

/* ---- Rows ---- */

/* A stretch of code with one result, run as a whole. Word i of it writes register pv_region_base + i. */
typedef struct pv_region {
    uint32_t first_word, word_count;
    uint32_t first_need,
        need_count;    /* program.needs[…]: regions of lower index and the same loop whose memos it reads */
    uint16_t result;   /* register */
    uint16_t currency; /* register of a money result whose currency is known only at run time, else PV_REGISTER_NONE */
    uint16_t
        memo; /* register that keeps the result for other regions (memo + 1: its currency), else PV_REGISTER_NONE */
    uint16_t loop; /* it runs for each element of this loop, + 1; 0: once */
} pv_region;

/* What a word of a quantifier does for each element of its list: puts what the body reads into the body's frame, and
 * runs the body. A frame has registers of its own, so that a body reads nothing of the region around it; a loop belongs
 * to one such region. */
typedef struct pv_loop {
    uint32_t list;                                  /* of the schema: what its elements are */
    uint32_t region;                                /* the body */
    uint32_t first_copy, slot_count, capture_count; /* program.copies[…]: from slots of the element, then from registers
                                                    of the region around it */
    uint16_t
        where; /* register at the end of the body: elements where it is false are passed over; or PV_REGISTER_NONE */
    uint16_t depth; /* 1, and one more than that of the loop around it */
} pv_loop;

typedef struct pv_copy {
    uint16_t source, target; /* target: a register of frames */
} pv_copy;

/* A register of a frame. */
typedef struct pv_frame_register {
    uint32_t class; /* pv_class */
    uint32_t list;  /* of a LIST: which, of the schema; else 0 */
} pv_frame_register;

/* A value of the policy: an output, a placeholder. Run `region` (PV_NONE: nothing to run), then look into the
 * registers. */
typedef struct pv_value {
    uint32_t region;
    uint16_t slot;
    uint16_t currency;       /* register, or PV_REGISTER_NONE */
    uint16_t fixed_currency; /* then; PV_CURRENCY_ANY where it is no money */
    uint8_t kind;            /* pv_type_kind */
    uint8_t reserved;
} pv_value;

typedef struct pv_program_rule {
    pv_text_ref name, cite;
    uint32_t outcome; /* rank, 0 is the strongest; rules are sorted by it, then by name */
    uint32_t region;  /* PV_NONE: always */
    uint32_t because; /* a template, or PV_NONE */
    uint32_t has_cite;
    uint32_t first_exclusion, exclusion_count; /* program.exclusion_lists[…] */
    uint32_t first_set, set_count;             /* program.sets[…] */
    uint32_t first_condition, condition_count; /* program.conditions[…]: the operands of its top-level `and` */
} pv_program_rule;

typedef struct pv_program_exclusion {
    pv_text_ref name, cite;
    uint32_t region, because, has_cite;
} pv_program_exclusion;

typedef struct pv_program_set {
    uint32_t output;
    pv_value value;
} pv_program_set;

typedef struct pv_program_output {
    pv_text_ref name;
    uint16_t currency; /* that the output was declared in, or PV_CURRENCY_ANY */
    uint8_t has_default;
    uint8_t whole;  /* a number that was declared whole */
    pv_value value; /* the default: a constant's register; of another output, zeros but for the kind */
} pv_program_output;

/* An operand of a rule's condition: the value of `word` of `region` alone, without the links before it. */
typedef struct pv_condition {
    uint32_t region, word;
    pv_text_ref text;
    uint32_t first_fact, fact_count; /* program.condition_facts[…]: fields, by path; at most 20, none private */
} pv_condition;

/* A template's parts: texts and placeholders in turn. */
typedef struct pv_program_part {
    pv_text_ref text;
    pv_value value; /* kind PV_TYPE_NONE: it is a text */
} pv_program_part;

typedef struct pv_program_template {
    uint32_t first_part, part_count;
} pv_program_template;

/* What is written where a word may be at fault; sorted by word (index into program.code). */
typedef struct pv_fault_text {
    uint32_t word;
    pv_text_ref text;
} pv_fault_text;

enum { PV_PARAM_NOT_NEGATIVE = 1, PV_PARAM_WHOLE = 2, PV_PARAM_REPLACED = 4 };

typedef struct pv_program_param {
    pv_text_ref name;
    uint16_t slot;     /* register of its constant */
    uint16_t currency; /* money: its currency */
    uint8_t kind, family, flags, reserved;
} pv_program_param;

struct proviso_program {
    atomic_uint references;
    struct proviso_program
        *base; /* a program with replaced params borrows from this one, and holds a reference; else NULL */
    pv_memory memory;
    pv_arena arena; /* of all that follows */
    proviso_limits limits;
    uint32_t format_minor; /* of the file it comes from, so that saving it gives that file again; else today's */

    const char *texts;
    uint32_t texts_size;
    pv_text_ref name, version, zone_name;
    pv_text_ref zone_version; /* of the time zone database that the zone came from; empty: not known */
    char id[32];              /* of the compiled file; zeros where it was not computed */
    pv_schema schema;
    pv_zone zone;
    bool has_zone;

    /* Registers: facts [0, schema.slot_count), constants, memos, frames, then the words of the region that runs, and
     * behind them those of the loop's body that runs in it, and so on. */
    const pv_slot *constants;
    const uint8_t *constant_classes; /* pv_class */
    uint32_t constant_count;
    uint32_t register_constants; /* so many of them have registers, from schema.slot_count on; LOAD reaches all */
    uint32_t memo_count;
    uint32_t base_register; /* the first word's */
    uint32_t region_words;  /* most words of a region, of all depths together */
    const uint8_t *memo_classes;
    const pv_frame_register *frames;
    uint32_t frame_count;
    uint16_t word_bases[PV_LOOPS_NESTED + 1]; /* by depth: the register of a region's first word */

    const pv_word *code;
    const pv_region *regions;
    const uint32_t *needs;
    const pv_loop *loops;
    const pv_copy *copies;
    const pv_text_ref *outcomes;
    const pv_program_output *outputs;
    const pv_program_rule *rules;
    const pv_program_exclusion *exclusions;
    const uint32_t *exclusion_lists;
    const pv_program_set *sets;
    const pv_condition *conditions;
    const uint32_t *condition_facts;
    const pv_program_template *templates;
    const pv_program_part *parts;
    const pv_fault_text *fault_texts;
    const pv_program_param *params;
    uint32_t code_count, region_count, need_count, outcome_count, output_count, rule_count, exclusion_count,
        exclusion_list_count, set_count, condition_count, condition_fact_count, template_count, part_count,
        fault_text_count, param_count, loop_count, copy_count;

    uint32_t otherwise_outcome, otherwise_because, otherwise_has_cite, otherwise_first_set, otherwise_set_count;
    pv_text_ref otherwise_cite;
};

enum {
    PV_LOOPS_MOST = 65534,
    PV_ZONE_VERSION_MOST = 64, /* bytes */
    PV_REGISTERS_MOST = 65535,
    PV_REGION_WORDS_MOST = 8191, /* larger expressions are split into regions of their own */
    PV_REGISTER_CONSTANTS_MOST = 8192,
    PV_MEMOS_MOST = 16384
};

/* An empty program with one reference. */
proviso_status pv_program_create(proviso_program **out, const proviso_allocator *allocator,
                                 const proviso_limits *limits);
proviso_program *pv_program_retain(proviso_program *program);
void pv_program_release(proviso_program *program);

static inline proviso_text pv_program_text(const proviso_program *program, pv_text_ref ref) {
    return (proviso_text){program->texts + ref.offset, ref.length};
}
static inline uint32_t pv_program_registers(const proviso_program *program) {
    return program->base_register + program->region_words;
}
static inline uint32_t pv_region_depth(const proviso_program *program, const pv_region *region) {
    return region->loop == 0 ? 0 : program->loops[region->loop - 1].depth;
}
static inline uint32_t pv_region_base(const proviso_program *program, const pv_region *region) {
    return program->word_bases[pv_region_depth(program, region)];
}
const pv_zone *pv_program_zone(const proviso_program *program); /* NULL where the policy has none */

/* Finds base_register, word_bases and region_words. false: there are more registers than a word can name, or loops nest
 * too deep; then nothing has been found. */
bool pv_program_lay_out(proviso_program *program);
/* Whether that is what they are. */
bool pv_program_is_laid_out(const proviso_program *program);

/* See proviso_program_with_params. */
proviso_status pv_program_with_params(proviso_program **out, const proviso_program *program,
                                      const proviso_param *params, size_t count, size_t *problem);
const pv_program_param *pv_program_param_find(const proviso_program *program, proviso_text name);
proviso_text pv_program_param_expects(const pv_program_param *param);

/* Proves that the program cannot read out of bounds, loop, or leave the machine, and that every skip is optional. In
 * one pass over code and tables. `*problem` (may be NULL) names what is wrong. PROVISO_OK, PROVISO_POLICY_ERRORS,
 * PROVISO_OUT_OF_MEMORY. */
proviso_status pv_program_verify(const proviso_program *program, pv_memory *memory, const char **problem);
/* What the verifier asks of a zone; one of zeros, which a program without a zone has, is UTC's. */
bool pv_program_zone_valid(const pv_zone *zone);

#endif
