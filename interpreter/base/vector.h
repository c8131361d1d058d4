/* Vector: elements of one size that grow. A failed allocation sets `failed` and makes later additions do nothing, so
 * that a builder checks once, at its end. */
#ifndef PV_BASE_VECTOR_H
#define PV_BASE_VECTOR_H

#include "base/memory.h"

typedef struct pv_vector {
    pv_memory *memory;
    void *data;
    size_t size; /* of an element */
    size_t count, capacity;
    bool failed;
} pv_vector;

void pv_vector_init(pv_vector *vector, pv_memory *memory, size_t size);
void pv_vector_clear(pv_vector *vector); /* releases */

/* A new last element, cleared to zero, valid until the next addition; NULL when memory fails. */
void *pv_vector_add(pv_vector *vector);
/* The same, copied from `element`; false when memory fails. */
bool pv_vector_push(pv_vector *vector, const void *element);

#define pv_vector_at(vector, type, index) (&((type *)(vector)->data)[index])

#endif
