/* Builder: texts, symbols, constants and regions while the program grows.
 *
 * Texts are offsets into one buffer. Symbols and constants are kept once each, found by hash. A region is written into
 * vectors of its own until it is closed, because an expression that is moved out of line opens another one in its
 * midst. Failures of memory are remembered (in the vectors, or in `failed`) and asked for once, at the end: until then
 * every index stays in range of what exists. */
#include "compile/builder.h"

#include <string.h>

void pv_builder_init(pv_builder *b, const pv_model *model, pv_source *source, pv_arena *scratch) {
    *b = (pv_builder){.model = model, .source = source, .arena = scratch, .memory = scratch->memory, .week = PV_NONE};
    pv_buffer_init(&b->texts, b->memory);
    pv_vector_init(&b->symbols, b->memory, sizeof(pv_text_ref));
    pv_vector_init(&b->constants, b->memory, sizeof(pv_draft_constant));
    pv_vector_init(&b->words, b->memory, sizeof(pv_draft_word));
    pv_vector_init(&b->regions, b->memory, sizeof(pv_region));
    pv_vector_init(&b->results, b->memory, sizeof(pv_draft_result));
    pv_vector_init(&b->loops, b->memory, sizeof(pv_loop));
    pv_vector_init(&b->wheres, b->memory, sizeof(pv_ref));
    pv_vector_init(&b->copies, b->memory, sizeof(pv_draft_copy));
    pv_vector_init(&b->frames, b->memory, sizeof(pv_frame_register));
    pv_vector_init(&b->needs, b->memory, sizeof(uint32_t));
    pv_vector_init(&b->fault_texts, b->memory, sizeof(pv_fault_text));
    pv_vector_init(&b->rules, b->memory, sizeof(pv_program_rule));
    pv_vector_init(&b->exclusions, b->memory, sizeof(pv_program_exclusion));
    pv_vector_init(&b->exclusion_lists, b->memory, sizeof(uint32_t));
    pv_vector_init(&b->sets, b->memory, sizeof(pv_draft_set));
    pv_vector_init(&b->conditions, b->memory, sizeof(pv_condition));
    pv_vector_init(&b->condition_facts, b->memory, sizeof(uint32_t));
    pv_vector_init(&b->templates, b->memory, sizeof(pv_program_template));
    pv_vector_init(&b->parts, b->memory, sizeof(pv_draft_part));
    pv_vector_init(&b->values, b->memory, sizeof(pv_draft_value));
    pv_vector_init(&b->outcomes, b->memory, sizeof(pv_text_ref));
    pv_vector_init(&b->memo_classes, b->memory, 1);
    pv_vector_add(&b->symbols); /* PV_SYMBOL_NONE */
    b->true_ref = pv_builder_constant(b, PV_CLASS_BOOL, 1);
    b->false_ref = pv_builder_constant(b, PV_CLASS_BOOL, 0);
}

static void each_vector(pv_builder *b, void (*visit)(pv_vector *vector, bool *any), bool *any) {
    pv_vector *const all[] = {&b->symbols, &b->constants,   &b->words,           &b->regions,    &b->results,
                              &b->needs,   &b->fault_texts, &b->rules,           &b->exclusions, &b->exclusion_lists,
                              &b->sets,    &b->conditions,  &b->condition_facts, &b->templates,  &b->parts,
                              &b->values,  &b->outcomes,    &b->memo_classes,    &b->loops,      &b->wheres,
                              &b->copies,  &b->frames};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) visit(all[i], any);
}

static void clear_vector(pv_vector *vector, bool *any) {
    (void)any;
    pv_vector_clear(vector);
}

static void ask_vector(pv_vector *vector, bool *any) { *any = *any || vector->failed; }

void pv_builder_clear(pv_builder *b) {
    pv_buffer_clear(&b->texts);
    each_vector(b, clear_vector, NULL);
    pv_memory_release(b->memory, b->symbol_rows.rows, b->symbol_rows.size * sizeof(uint32_t));
    pv_memory_release(b->memory, b->constant_rows.rows, b->constant_rows.size * sizeof(uint32_t));
}

bool pv_builder_failed(const pv_builder *b) {
    bool failed = b->failed || b->texts.failed;
    each_vector((pv_builder *)(uintptr_t)b, ask_vector, &failed);
    return failed;
}

pv_text_ref pv_builder_text(pv_builder *b, proviso_text text) {
    pv_text_ref ref = {(uint32_t)b->texts.length, (uint32_t)text.length};
    pv_buffer_add(&b->texts, text);
    return b->texts.failed ? (pv_text_ref){0, 0} : ref;
}

/* ---- Rows by hash ---- */

typedef uint32_t row_hash_fn(const pv_builder *b, uint32_t row);

static bool rows_grow(pv_builder *b, pv_row_index *index, row_hash_fn *hash) {
    uint32_t size = index->size == 0 ? 64 : index->size * 2;
    uint32_t *rows = pv_memory_array(b->memory, size, sizeof *rows);
    if (rows == NULL) return false;
    for (uint32_t i = 0; i < index->size; i++) {
        if (index->rows[i] == 0) continue;
        uint32_t at = hash(b, index->rows[i] - 1) & (size - 1);
        while (rows[at] != 0) at = (at + 1) & (size - 1);
        rows[at] = index->rows[i];
    }
    pv_memory_release(b->memory, index->rows, index->size * sizeof *rows);
    index->rows = rows;
    index->size = size;
    return true;
}

/* Makes room for one more; false when memory fails. */
static bool rows_ready(pv_builder *b, pv_row_index *index, row_hash_fn *hash) {
    if ((uint64_t)index->used * 2 < index->size || rows_grow(b, index, hash)) return true;
    b->failed = true;
    return false;
}

static proviso_text symbol_text(const pv_builder *b, uint32_t symbol) {
    pv_text_ref ref = *pv_vector_at(&b->symbols, pv_text_ref, symbol);
    return pv_text(b->texts.data + ref.offset, ref.length);
}

static uint32_t symbol_hash(const pv_builder *b, uint32_t row) { return pv_text_hash(symbol_text(b, row)); }

uint32_t pv_builder_symbol(pv_builder *b, proviso_text text) {
    if (!rows_ready(b, &b->symbol_rows, symbol_hash)) return PV_SYMBOL_NONE;
    pv_row_index *index = &b->symbol_rows;
    uint32_t at = pv_text_hash(text) & (index->size - 1);
    for (; index->rows[at] != 0; at = (at + 1) & (index->size - 1)) {
        if (pv_text_equal(symbol_text(b, index->rows[at] - 1), text)) return index->rows[at] - 1;
    }
    pv_text_ref ref = pv_builder_text(b, text);
    if (b->texts.failed || !pv_vector_push(&b->symbols, &ref)) return PV_SYMBOL_NONE;
    index->rows[at] = (uint32_t)b->symbols.count;
    index->used++;
    return (uint32_t)b->symbols.count - 1;
}

static uint32_t constant_hash(const pv_builder *b, uint32_t row) {
    const pv_draft_constant *constant = pv_vector_at(&b->constants, pv_draft_constant, row);
    char bytes[17];
    memcpy(bytes, &constant->value, 16);
    bytes[16] = (char)constant->class;
    return pv_text_hash(pv_text(bytes, sizeof bytes));
}

pv_ref pv_builder_own_constant(pv_builder *b, pv_class class, pv_slot value) {
    pv_draft_constant constant = {.value = value, .class = (uint8_t) class};
    if (!pv_vector_push(&b->constants, &constant)) return pv_ref_of(PV_SPACE_CONSTANT, 0);
    return pv_ref_of(PV_SPACE_CONSTANT, (uint32_t)b->constants.count - 1);
}

pv_ref pv_builder_constant(pv_builder *b, pv_class class, pv_slot value) {
    pv_ref ref = pv_builder_own_constant(b, class, value);
    if (b->constants.failed || !rows_ready(b, &b->constant_rows, constant_hash)) return ref;
    pv_row_index *index = &b->constant_rows;
    uint32_t at = constant_hash(b, pv_ref_index(ref)) & (index->size - 1);
    for (; index->rows[at] != 0; at = (at + 1) & (index->size - 1)) {
        const pv_draft_constant *other = pv_vector_at(&b->constants, pv_draft_constant, index->rows[at] - 1);
        if (other->value != value || other->class != (uint8_t) class) continue;
        b->constants.count--; /* it was there already */
        return pv_ref_of(PV_SPACE_CONSTANT, index->rows[at] - 1);
    }
    index->rows[at] = pv_ref_index(ref) + 1;
    index->used++;
    return ref;
}

/* ---- Regions ---- */

void pv_region_open(pv_builder *b, pv_draft_region *region) {
    region->outer = b->region;
    region->loop = b->region == NULL ? NULL : b->region->loop;
    pv_vector_init(&region->words, b->memory, sizeof(pv_draft_word));
    pv_vector_init(&region->needs, b->memory, sizeof(uint32_t));
    pv_vector_init(&region->faults, b->memory, sizeof(pv_fault_text));
    b->region = region;
}

uint32_t pv_region_words(const pv_builder *b) { return (uint32_t)b->region->words.count; }

static pv_ref add_word(pv_builder *b, pv_draft_word word) {
    if (!pv_vector_push(&b->region->words, &word)) b->failed = true;
    return pv_ref_of(PV_SPACE_WORD, pv_region_words(b) - (b->failed ? 0 : 1));
}

static pv_ref reachable(pv_builder *b, pv_ref ref) {
    if (pv_ref_space(ref) != PV_SPACE_CONSTANT || pv_ref_index(ref) < PV_REGISTER_CONSTANTS_MOST) return ref;
    return add_word(b, (pv_draft_word){PV_OP_LOAD, 0, PV_REF_NONE, ref, PV_REF_NONE});
}

pv_ref pv_region_emit(pv_builder *b, pv_opcode op, pv_ref a, pv_ref b_, pv_ref c) {
    a = reachable(b, a);
    b_ = reachable(b, b_);
    c = reachable(b, c);
    return add_word(b, (pv_draft_word){op, 0, a, b_, c});
}

void pv_region_fault_text(pv_builder *b, pv_text_ref text) {
    pv_fault_text row = {pv_region_words(b) - 1, text};
    if (!pv_vector_push(&b->region->faults, &row)) b->failed = true;
}

void pv_region_abandon(pv_builder *b) {
    pv_draft_region *region = b->region;
    pv_vector_clear(&region->words);
    pv_vector_clear(&region->needs);
    pv_vector_clear(&region->faults);
    b->region = region->outer;
}

static void append(pv_builder *b, pv_vector *to, const pv_vector *from) {
    for (size_t i = 0; i < from->count; i++) {
        if (!pv_vector_push(to, (const char *)from->data + i * from->size)) b->failed = true;
    }
}

uint32_t pv_region_close(pv_builder *b, pv_operand result, pv_class memo_class) {
    pv_draft_region *region = b->region;
    pv_region row = {.first_word = (uint32_t)b->words.count,
                     .word_count = (uint32_t)region->words.count,
                     .first_need = (uint32_t)b->needs.count,
                     .need_count = (uint32_t)region->needs.count,
                     .loop = (uint16_t)(region->loop == NULL ? 0 : region->loop->index + 1)};
    pv_draft_result found = {result.slot, result.currency, PV_REF_NONE, result.fraction};
    if (memo_class != PV_CLASS_NONE) {
        found.memo = pv_ref_of(PV_SPACE_MEMO, (uint32_t)b->memo_classes.count);
        uint8_t classes[2] = {(uint8_t)(result.fraction ? PV_CLASS_FRACTION : memo_class), PV_CLASS_CURRENCY};
        pv_vector_push(&b->memo_classes, &classes[0]);
        if (result.currency != PV_REF_NONE) pv_vector_push(&b->memo_classes, &classes[1]);
    }
    for (size_t i = 0; i < region->faults.count; i++) {
        pv_fault_text fault = *pv_vector_at(&region->faults, pv_fault_text, i);
        fault.word += row.first_word;
        pv_vector_push(&b->fault_texts, &fault);
    }
    append(b, &b->words, &region->words);
    append(b, &b->needs, &region->needs);
    pv_vector_push(&b->regions, &row);
    pv_vector_push(&b->results, &found);
    pv_region_abandon(b);
    return (uint32_t)b->regions.count - (b->regions.failed ? 0 : 1);
}

/* The loop that a finished region runs for, which is around the open one. */
static pv_draft_loop *loop_of(const pv_builder *b, uint32_t region) {
    uint16_t wanted = pv_vector_at(&b->regions, pv_region, region)->loop;
    pv_draft_loop *loop = b->region->loop;
    while (loop != NULL && loop->index + 1 != wanted) loop = loop->outer;
    return loop;
}

static void note_need(pv_builder *b, pv_vector *needs, uint32_t region) {
    for (size_t i = needs->count; i > 0; i--) {
        if (*pv_vector_at(needs, uint32_t, i - 1) == region) return;
    }
    if (!pv_vector_push(needs, &region)) b->failed = true;
}

pv_operand pv_region_need(pv_builder *b, uint32_t region, pv_currency fixed) {
    if (pv_builder_failed(b)) return (pv_operand){b->true_ref, PV_REF_NONE, fixed, false};
    const pv_draft_result result = *pv_vector_at(&b->results, pv_draft_result, region);
    const pv_draft_loop *loop = loop_of(b, region);
    uint8_t class = *pv_vector_at(&b->memo_classes, uint8_t, pv_ref_index(result.memo));
    note_need(b, &pv_loop_region(b, loop)->needs, region);
    pv_operand operand = {PV_REF_NONE, PV_REF_NONE, fixed, result.fraction};
    operand.slot = pv_loop_import(b, loop, result.memo, (pv_frame_register){class, 0});
    if (result.currency != PV_REF_NONE)
        operand.currency = pv_loop_import(b, loop, result.memo + 1, (pv_frame_register){PV_CLASS_CURRENCY, 0});
    return operand;
}
