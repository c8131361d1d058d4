/* Vector: elements of one size that grow.
 *
 * Invariant: capacity * size bytes are allocated at data, the first count * size of them in use. After a failure the
 * vector keeps what it had; only `failed` tells. Elements move when the vector grows: nobody keeps a pointer to one
 * across an addition. Ownership of what elements point to is the caller's. */
#include "base/vector.h"

#include <string.h>

#include "base/checked.h"

void pv_vector_init(pv_vector *vector, pv_memory *memory, size_t size) {
    *vector = (pv_vector){.memory = memory, .size = size};
}

void pv_vector_clear(pv_vector *vector) {
    pv_memory_release(vector->memory, vector->data, vector->capacity * vector->size);
    pv_vector_init(vector, vector->memory, vector->size);
}

static bool grow(pv_vector *vector) {
    size_t capacity = pv_memory_grown(vector->capacity, vector->count + 1, vector->size);
    void *data = capacity == 0 ? NULL
                               : pv_memory_resize(vector->memory, vector->data, vector->capacity * vector->size,
                                                  capacity * vector->size);
    if (data == NULL) {
        vector->failed = true;
        return false;
    }
    vector->data = data;
    vector->capacity = capacity;
    return true;
}

void *pv_vector_add(pv_vector *vector) {
    if (vector->failed || (vector->count == vector->capacity && !grow(vector))) return NULL;
    void *element = (char *)vector->data + vector->count * vector->size;
    vector->count++;
    return memset(element, 0, vector->size);
}

bool pv_vector_push(pv_vector *vector, const void *element) {
    void *place = pv_vector_add(vector);
    if (place == NULL) return false;
    memcpy(place, element, vector->size);
    return true;
}
