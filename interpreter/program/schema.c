/* Schema: the index of symbols, and their lookup, which the compiler, the loader, the facts reader and the setters
 * share.
 *
 * The index is open addressing with linear steps by pv_text_hash; at least half of its places are free, so the search
 * needs no end check. It is made anew whenever a program is made or loaded. */
#include "program/schema.h"

enum { INDEX_LEAST = 16 };

uint32_t pv_schema_symbol(const pv_schema *schema, proviso_text text) {
    uint32_t mask = schema->symbol_index_size - 1;
    for (uint32_t at = pv_text_hash(text) & mask;; at = (at + 1) & mask) {
        uint32_t symbol = schema->symbol_index[at];
        if (symbol == PV_SYMBOL_NONE || pv_text_equal(pv_schema_text(schema, schema->symbols[symbol]), text))
            return symbol;
    }
}

bool pv_schema_index_symbols(pv_schema *schema, pv_arena *arena) {
    uint32_t size = INDEX_LEAST;
    while (size < schema->symbol_count * 2) size *= 2;
    uint32_t *index = pv_arena_array(arena, size, sizeof *index);
    if (index == NULL) return false;
    for (uint32_t symbol = 1; symbol < schema->symbol_count; symbol++) {
        uint32_t at = pv_text_hash(pv_schema_text(schema, schema->symbols[symbol])) & (size - 1);
        while (index[at] != 0) at = (at + 1) & (size - 1);
        index[at] = symbol;
    }
    schema->symbol_index = index;
    schema->symbol_index_size = size;
    return true;
}
