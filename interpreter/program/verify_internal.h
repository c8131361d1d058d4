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

typedef struct pv_verifier {
    const proviso_program *program;
    uint8_t *slot_classes; /* pv_class of each fact slot */
    pv_word_facts *words;
    uint32_t *open; /* where open skips end, the nearest on top */
    uint32_t open_count;
    uint32_t *memo_needed_by; /* region that said so last */
    uint8_t *memo_written;
    uint8_t *region_classes;
    uint32_t region; /* that is being verified */
    uint32_t last_outcome;
    uint8_t *depths; /* of groups */
} pv_verifier;

/* NULL, or what is wrong. Fills slot_classes. */
const char *pv_verify_schema(pv_verifier *v);
const char *pv_verify_value(pv_verifier *v, const pv_value *value);

#endif
