/* Place: where in the document something stands, elements of lists included: "packages[2].price". */
#ifndef PV_EVALUATE_PLACE_H
#define PV_EVALUATE_PLACE_H

#include "base/buffer.h"
#include "evaluate/machine.h"

/* A path of the schema, in which `[]` stands for the index of each element on the way, and which element it is. */
typedef struct pv_place {
    pv_text_ref path;
    uint32_t root; /* of the elements; 0: in no list */
    uint64_t row;  /* of that list; 0 where it is none */
} pv_place;

/* A field of the schema, in the element `row` of its root. */
pv_place pv_place_of_field(const proviso_program *program, uint32_t field, uint64_t row);
/* The element itself. */
pv_place pv_place_of_element(const proviso_program *program, uint32_t root, uint64_t row);

/* Bytewise by what is written, indexes as numbers. */
int pv_place_compare(const pv_machine *machine, const pv_place *a, const pv_place *b);
void pv_place_write(pv_buffer *out, const pv_machine *machine, const pv_place *place);

#endif
