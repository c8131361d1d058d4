/* Memory: one reallocate callback with a byte budget. Every object that owns memory (a program, a session, a report)
 * has a pv_memory of its own, so no two threads share one. */
#ifndef PV_BASE_MEMORY_H
#define PV_BASE_MEMORY_H

#include <proviso/proviso.h>

typedef struct pv_memory {
    proviso_allocator allocator;
    size_t used;  /* bytes handed out now */
    size_t limit; /* of `used` */
} pv_memory;

/* `allocator` NULL or with a NULL callback: the C library's. `limit` 0: none. */
void pv_memory_init(pv_memory *memory, const proviso_allocator *allocator, size_t limit);

/* All return NULL on failure, and then have changed nothing. Contents are not cleared. size > 0; 16-byte aligned. */
void *pv_memory_allocate(pv_memory *memory, size_t size);
void *pv_memory_resize(pv_memory *memory, void *block, size_t old_size, size_t new_size);
/* count * size, checked; cleared to zero. NULL for a count of 0 only when memory fails (at least one byte is taken). */
void *pv_memory_array(pv_memory *memory, size_t count, size_t size);
/* NULL is accepted. `size` is what was asked for. */
void pv_memory_release(pv_memory *memory, void *block, size_t size);

/* The next capacity for a growing vector of `size`-byte elements that must hold `needed`: at least 1.5 times as much as
 * before; 0 when it cannot be represented. */
size_t pv_memory_grown(size_t capacity, size_t needed, size_t size);

#endif
