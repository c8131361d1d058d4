/* Memory: the one place that calls an allocator.
 *
 * `used` is the sum of the sizes asked for and not yet released, so a limit means the same with every allocator. Every
 * request is held against the limit before the allocator is called; a request that fails has changed nothing, also
 * when it was to resize a block. Blocks carry no header: their owners know the sizes and hand them back. */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/checked.h"

static void *standard_reallocate(void *context, void *block, size_t old_size, size_t new_size) {
    (void)context;
    (void)old_size;
    if (new_size != 0) return realloc(block, new_size);
    free(block);
    return NULL;
}

void pv_memory_init(pv_memory *memory, const proviso_allocator *allocator, size_t limit) {
    memory->allocator =
        allocator && allocator->reallocate ? *allocator : (proviso_allocator){standard_reallocate, NULL};
    memory->used = 0;
    memory->limit = limit ? limit : SIZE_MAX;
}

void *pv_memory_allocate(pv_memory *memory, size_t size) { return pv_memory_resize(memory, NULL, 0, size); }

void *pv_memory_resize(pv_memory *memory, void *block, size_t old_size, size_t new_size) {
    size_t used;
    if (!pv_checked_add(&used, memory->used - old_size, new_size) || used > memory->limit) return NULL;
    void *resized = memory->allocator.reallocate(memory->allocator.context, block, old_size, new_size);
    if (resized) memory->used = used;
    return resized;
}

void *pv_memory_array(pv_memory *memory, size_t count, size_t size) {
    size_t bytes;
    if (!pv_checked_multiply(&bytes, count, size)) return NULL;
    if (bytes == 0) bytes = 1;
    void *block = pv_memory_allocate(memory, bytes);
    if (block) memset(block, 0, bytes);
    return block;
}

void pv_memory_release(pv_memory *memory, void *block, size_t size) {
    if (!block) return;
    memory->allocator.reallocate(memory->allocator.context, block, size, 0);
    memory->used -= size;
}

size_t pv_memory_grown(size_t capacity, size_t needed, size_t size) {
    enum { FEWEST = 8 };
    size_t grown = capacity + capacity / 2;
    if (grown < needed) grown = needed;
    if (grown < FEWEST) grown = FEWEST;
    size_t bytes;
    return grown >= capacity && pv_checked_multiply(&bytes, grown, size) ? grown : 0;
}
