/* Arena: memory that is released all at once. Trees and everything else that lives exactly as long as its owner. */
#ifndef PV_BASE_ARENA_H
#define PV_BASE_ARENA_H

#include "base/memory.h"

typedef struct pv_arena_chunk pv_arena_chunk;

typedef struct pv_arena {
    pv_memory *memory;
    pv_arena_chunk *first, *current; /* filled up to `current`, NULL: not begun; those after it are spare */
} pv_arena;

void pv_arena_init(pv_arena *arena, pv_memory *memory);
/* Releases all; the arena is as after init. */
void pv_arena_clear(pv_arena *arena);
/* Forgets all contents but keeps the chunks, so that a round that repeats the last one allocates nothing. */
static inline void pv_arena_reset(pv_arena *arena) { arena->current = NULL; }

/* 16-byte aligned; NULL when memory fails. Contents are not cleared; the second is `count * size`, checked, and
 * cleared. */
void *pv_arena_allocate(pv_arena *arena, size_t size);
void *pv_arena_array(pv_arena *arena, size_t count, size_t size);
/* A copy; data is NULL when memory fails, never otherwise. */
proviso_text pv_arena_copy(pv_arena *arena, proviso_text text);
/* Formats as pv_buffer_format does; data is NULL when memory fails. */
proviso_text pv_arena_format(pv_arena *arena, const char *format, ...);

#endif
