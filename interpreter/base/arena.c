/* Arena: chunks in the order in which they are filled.
 *
 * Allocation bumps an offset in the current chunk; chunks before it are full, those after it are spare since a reset.
 * A round that repeats the allocations of an earlier one finds the same chunks in the same order and so allocates
 * nothing. Chunks double in size up to a bound; a larger request gets a chunk of its own. Every allocation is rounded
 * up to 16 bytes, and a chunk's header is 16-byte aligned, which keeps all of them aligned. */
#include "base/arena.h"

#include <stdarg.h>
#include <string.h>

#include "base/buffer.h"
#include "base/checked.h"

enum { ALIGNMENT = 16, CHUNK_FIRST = 4096, CHUNK_MOST = 1 << 20 };

struct pv_arena_chunk {
    _Alignas(ALIGNMENT) pv_arena_chunk *next;
    size_t size; /* of the bytes after the header */
    size_t used;
};

void pv_arena_init(pv_arena *arena, pv_memory *memory) { *arena = (pv_arena){.memory = memory}; }

void pv_arena_clear(pv_arena *arena) {
    for (pv_arena_chunk *chunk = arena->first, *next; chunk; chunk = next) {
        next = chunk->next;
        pv_memory_release(arena->memory, chunk, sizeof *chunk + chunk->size);
    }
    pv_arena_init(arena, arena->memory);
}

static bool has_room(const pv_arena_chunk *chunk, size_t size) { return chunk->size - chunk->used >= size; }

/* Makes the next spare chunk with room the current one. Smaller ones that it passes stay unused for this round. */
static bool take_spare(pv_arena *arena, size_t size) {
    pv_arena_chunk *spare = arena->current ? arena->current->next : arena->first;
    for (; spare; spare = spare->next) {
        arena->current = spare;
        spare->used = 0;
        if (has_room(spare, size)) return true;
    }
    return false;
}

static bool add_chunk(pv_arena *arena, size_t size) {
    pv_arena_chunk *last = arena->current;
    size_t room = last ? last->size * 2 : CHUNK_FIRST - sizeof(pv_arena_chunk);
    if (room > CHUNK_MOST) room = CHUNK_MOST;
    if (room < size) room = size;
    size_t bytes;
    if (!pv_checked_add(&bytes, sizeof(pv_arena_chunk), room)) return false;
    pv_arena_chunk *chunk = pv_memory_allocate(arena->memory, bytes);
    if (!chunk) return false;
    *chunk = (pv_arena_chunk){.size = room};
    if (last)
        last->next = chunk;
    else
        arena->first = chunk;
    arena->current = chunk;
    return true;
}

void *pv_arena_allocate(pv_arena *arena, size_t size) {
    size_t rounded;
    if (!pv_checked_add(&rounded, size, ALIGNMENT - 1)) return NULL;
    rounded &= ~(size_t)(ALIGNMENT - 1);
    if (rounded == 0) rounded = ALIGNMENT;
    bool room = arena->current && has_room(arena->current, rounded);
    if (!room && !take_spare(arena, rounded) && !add_chunk(arena, rounded)) return NULL;
    char *bytes = (char *)(arena->current + 1) + arena->current->used;
    arena->current->used += rounded;
    return bytes;
}

void *pv_arena_array(pv_arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (!pv_checked_multiply(&bytes, count, size)) return NULL;
    void *array = pv_arena_allocate(arena, bytes);
    if (array) memset(array, 0, bytes);
    return array;
}

proviso_text pv_arena_copy(pv_arena *arena, proviso_text text) {
    if (text.length == 0) return (proviso_text){"", 0};
    char *copy = pv_arena_allocate(arena, text.length);
    if (!copy) return (proviso_text){NULL, 0};
    memcpy(copy, text.data, text.length);
    return (proviso_text){copy, text.length};
}

proviso_text pv_arena_format(pv_arena *arena, const char *format, ...) {
    pv_buffer buffer;
    pv_buffer_init(&buffer, arena->memory);
    va_list arguments;
    va_start(arguments, format);
    pv_buffer_vformat(&buffer, format, arguments);
    va_end(arguments);
    proviso_text text = {NULL, 0};
    if (!buffer.failed) text = pv_arena_copy(arena, pv_buffer_text(&buffer));
    pv_buffer_clear(&buffer);
    return text;
}
