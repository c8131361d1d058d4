/* What the files of the verifier share. */
#ifndef PV_PROGRAM_VERIFY_INTERNAL_H
#define PV_PROGRAM_VERIFY_INTERNAL_H

#include "program/program.h"

/* What is known of a word of the region that is being verified. */
typedef struct pv_word_facts {
    uint32_t hidden_from; /* words behind this one cannot read it: a skip may have left it out */
    uint32_t chain;       /* the first link of its chain */
    uint8_t class;        /* pv_class of its register */
    uint8_t family;
    uint8_t continued; /* a later link continues it */
} pv_word_facts;

/* How far the lists in each table have come: see pv_verify_list. */
typedef struct pv_list_ends {
    uint32_t words, needs, values, exclusions, sets, conditions, facts, templates, parts, copies;
} pv_list_ends;

typedef struct pv_verifier {
    const proviso_program *program;
    pv_frame_register *slots; /* by root and slot: what a fact is; those of the document first */
    uint32_t *first_slots;    /* by root: where its slots begin */
    uint32_t *roots;          /* by group */
    pv_word_facts *words;
    uint32_t *open; /* where open skips end, the nearest on top */
    uint32_t open_count;
    uint16_t *frame_loops;    /* by register of frames: the loop whose frame it is in, + 1 */
    uint8_t *loop_uses;       /* by loop: bit 0 a value was taken from it, bit 1 a currency */
    uint32_t *memo_needed_by; /* region that said so last */
    uint8_t *memo_written;
    uint8_t *region_classes;
    uint32_t region; /* that is being verified */
    uint32_t last_outcome;
    uint8_t *depths;      /* of groups, below their root */
    uint8_t *list_depths; /* of roots */
    pv_list_ends ends;
} pv_verifier;

/* All of these: NULL, or what is wrong. They stand in the order in which they have to be called. */
const char *pv_verify_schema(pv_verifier *v); /* fills slots, first_slots, roots */
const char *pv_verify_frames(pv_verifier *v); /* fills frame_loops */
const char *pv_verify_regions(pv_verifier *v);
const char *pv_verify_rules(pv_verifier *v);
const char *pv_verify_outputs(pv_verifier *v);
const char *pv_verify_reasons(pv_verifier *v);
const char *pv_verify_params(const pv_verifier *v);

/* The class of a fact or a constant, or PV_CLASS_NONE. */
pv_class pv_verify_outer_class(const pv_verifier *v, uint32_t reg);
/* The class of what word `at` of the region that is being verified may read in `reg`; PV_CLASS_NONE: nothing is there
 * yet. */
pv_class pv_verify_readable(const pv_verifier *v, uint32_t reg, uint32_t at);
/* A word, at place `at` of its region, that goes through the list in register `list` by a loop (verify_loops.c). */
const char *pv_verify_loop(pv_verifier *v, pv_word word, uint32_t at);

/* Inside the texts, and whole characters. A name is short besides, since names are compared and sorted. */
const char *pv_verify_text(const proviso_program *program, pv_text_ref ref);
const char *pv_verify_name(const proviso_program *program, pv_text_ref ref);

/* The lists in one table stand in order and do not overlap, so that whoever walks all of them does no more than the
 * file is long. `*end` is where the last one ended, `most` the rows of the table. */
bool pv_verify_list(uint32_t *end, uint32_t first, uint32_t count, uint32_t most);

#endif
