/* Replay: why a value is unknown. Regions that matter run again without skips; then one walk back from the result, word
 * by word, finds the facts that are missing and the words that are at fault. */
#ifndef PV_EVALUATE_REPLAY_H
#define PV_EVALUATE_REPLAY_H

#include "base/vector.h"
#include "evaluate/machine.h"

typedef struct pv_fault {
    proviso_text in;   /* the rule, exclusion or output that asked; borrowed from the program */
    proviso_text text; /* what is written there */
    const char *kind;  /* "overflow", "currencies differ", … */
} pv_fault;

typedef struct pv_causes {
    pv_machine *machine;
    pv_vector missing;            /* uint32_t: fields of the schema, each once */
    pv_vector faults;             /* pv_fault */
    uint8_t *slot_seen;           /* by slot */
    uint8_t *word_wanted;         /* by word of a region */
    uint8_t *region_seen;         /* by region: it was walked, or will be */
    pv_vector regions;            /* uint32_t: still to walk */
    const uint32_t *slot_fields;  /* by slot: its field */
    const uint32_t *memo_regions; /* by memo: its region */
} pv_causes;

/* Working memory comes from the arena; slot_fields and memo_regions are borrowed. false: it failed. */
bool pv_causes_init(pv_causes *causes, pv_machine *machine, pv_arena *arena, const uint32_t *slot_fields,
                    const uint32_t *memo_regions);
void pv_causes_clear(pv_causes *causes);

/* Adds the causes of a region's, or of a value's result being unknown; none where it is known. `in` names who asked;
 * what several ask for is walked once, for the first of them. Where the machine's budget ends, causes are left out. */
void pv_causes_of_region(pv_causes *causes, uint32_t region, proviso_text in);
void pv_causes_of_value(pv_causes *causes, const pv_value *value, proviso_text in);
/* Whether memory failed on the way. */
bool pv_causes_failed(const pv_causes *causes);

/* Tables for pv_causes_init. */
uint32_t *pv_slot_fields(const proviso_program *program, pv_arena *arena);
uint32_t *pv_memo_regions(const proviso_program *program, pv_arena *arena);

#endif
