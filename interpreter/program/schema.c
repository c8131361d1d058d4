/* Schema: the index of symbols, and their lookup, which the compiler, the loader, the facts reader and the setters
 * share.
 *
 * The index is open addressing with linear steps by pv_text_hash; at least half of its places are free, so the search
 * needs no end check. It is made anew whenever a program is made or loaded. The hash withstands nobody who looks for
 * texts that share one, so no symbol may stand far from its place: then neither making the index nor searching it can
 * be made slow. (In a table that is half empty the longest way of a million texts is about 60 steps.) */
#include "program/schema.h"

enum { INDEX_LEAST = 16, STEPS_MOST = 512 };

uint32_t pv_schema_symbol(const pv_schema *schema, proviso_text text) {
    uint32_t mask = schema->symbol_index_size - 1;
    for (uint32_t at = pv_text_hash(text) & mask;; at = (at + 1) & mask) {
        uint32_t symbol = schema->symbol_index[at];
        if (symbol == PV_SYMBOL_NONE || pv_text_equal(pv_schema_text(schema, schema->symbols[symbol]), text))
            return symbol;
    }
}

/* false: it would stand too far from its place. */
static bool insert(uint32_t *index, uint32_t mask, uint32_t hash, uint32_t symbol) {
    for (uint32_t steps = 0; steps < STEPS_MOST; steps++) {
        uint32_t at = (hash + steps) & mask;
        if (index[at] != PV_SYMBOL_NONE) continue;
        index[at] = symbol;
        return true;
    }
    return false;
}

proviso_status pv_schema_index_symbols(pv_schema *schema, pv_arena *arena) {
    uint32_t size = INDEX_LEAST;
    while (size < schema->symbol_count * 2) size *= 2;
    uint32_t *index = pv_arena_array(arena, size, sizeof *index);
    if (index == NULL) return PROVISO_OUT_OF_MEMORY;
    for (uint32_t symbol = 1; symbol < schema->symbol_count; symbol++) {
        uint32_t hash = pv_text_hash(pv_schema_text(schema, schema->symbols[symbol]));
        if (!insert(index, size - 1, hash, symbol)) return PROVISO_LIMIT_REACHED;
    }
    schema->symbol_index = index;
    schema->symbol_index_size = size;
    return PROVISO_OK;
}
