/* Replay: why a value is unknown. Regions that matter run again without skips; then one walk back from the result, word
 * by word, finds the facts that are missing and the words that are at fault; in lists, element by element. */
#ifndef PV_EVALUATE_REPLAY_H
#define PV_EVALUATE_REPLAY_H

#include "base/vector.h"
#include "evaluate/place.h"

typedef struct pv_fault {
    proviso_text in;   /* the rule, exclusion or output that asked; borrowed from the program */
    proviso_text text; /* what is written there */
    const char *kind;  /* "overflow", "currencies differ", … */
    pv_place at;       /* the element that it was asked of; root 0: of none */
} pv_fault;

/* What the walk knows of registers: which field a slot is of, which region fills a memo, where a register of a frame
 * comes from. */
typedef struct pv_origins {
    uint32_t *fields;      /* by root and slot */
    uint32_t *first_slots; /* by root: where its slots begin in `fields` */
    uint32_t *memos;       /* by memo: its region */
    uint32_t *frames;      /* by register of frames: its row of program.copies */
    uint32_t *loops;       /* by register of frames: its loop */
} pv_origins;

typedef struct pv_causes {
    pv_machine *machine;
    const pv_origins *origins;
    pv_vector missing;                     /* pv_place; those of the document once each */
    pv_vector faults;                      /* pv_fault */
    uint8_t *field_seen;                   /* by field of the document */
    uint8_t *word_wanted;                  /* by register of words */
    uint64_t *region_seen;                 /* by region: the machine's round in which it was, or will be, walked */
    uint64_t *rows;                        /* by loop: the element that is walked */
    uint32_t *next;                        /* by region that is still to walk: another of its depth, or PV_NONE */
    uint32_t pending[PV_LOOPS_NESTED + 1]; /* by depth: the first of them */
} pv_causes;

/* Working memory comes from the arena; the origins are borrowed. false: it failed. */
bool pv_causes_init(pv_causes *causes, pv_machine *machine, pv_arena *arena, const pv_origins *origins);
void pv_causes_clear(pv_causes *causes);

/* Adds the causes of a region's, or of a value's result being unknown; none where it is known. `in` names who asked;
 * what several ask for is walked once, for the first of them. Where a limit is reached, causes are left out. */
void pv_causes_of_region(pv_causes *causes, uint32_t region, proviso_text in);
void pv_causes_of_value(pv_causes *causes, const pv_value *value, proviso_text in);
/* Whether memory failed on the way. */
bool pv_causes_failed(const pv_causes *causes);

/* Of a verified program; in the arena. false: memory failed. */
bool pv_origins_init(pv_origins *origins, const proviso_program *program, pv_arena *arena);

#endif
