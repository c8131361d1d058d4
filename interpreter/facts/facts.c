/* Facts: the life of a reader, and the reading of one document from its copy to its verdict.
 *
 * The document is copied with zero bytes behind it, so that no later step checks for its end, texts can be decoded in
 * place, and slots may borrow from it. All memory stays with the reader: a document like one before allocates nothing.
 * Whatever stops a reading, the next one starts afresh. */
#include "facts/reader.h"

proviso_status pv_facts_create(pv_facts **out, const pv_schema *schema, pv_memory *memory, pv_slot *slots, size_t bytes,
                               unsigned depth) {
    pv_facts *facts = pv_memory_array(memory, 1, sizeof *facts);
    if (facts == NULL) return PROVISO_OUT_OF_MEMORY;
    facts->schema = schema;
    facts->memory = memory;
    facts->document = facts->slots = slots;
    facts->bytes_most = bytes < INT32_MAX ? bytes : INT32_MAX; /* offsets in signatures have 32 bits */
    facts->depth_most = depth < PV_READER_DEPTH_MOST ? depth : PV_READER_DEPTH_MOST;
    pv_arena_init(&facts->arena, memory);
    pv_refusals_init(&facts->refusals, memory);
    if (!pv_keys_create(facts) || !pv_lists_create(facts)) {
        pv_facts_destroy(facts);
        return PROVISO_OUT_OF_MEMORY;
    }
    memcpy(facts->currency_code, pv_currency_code(facts->currency).data, sizeof facts->currency_code);
    pv_facts_reset(facts);
    *out = facts;
    return PROVISO_OK;
}

void pv_facts_destroy(pv_facts *facts) {
    if (facts == NULL) return;
    pv_memory *memory = facts->memory;
    pv_refusals_release(&facts->refusals, memory);
    pv_lists_release(facts);
    pv_memory_release(memory, facts->signatures, facts->signature_capacity * sizeof *facts->signatures);
    pv_memory_release(memory, facts->text, facts->capacity);
    pv_arena_clear(&facts->arena);
    pv_memory_release(memory, facts, sizeof *facts);
}

/* No element, and the document as `slots` has it. */
static void begin(pv_facts *facts, const pv_slot *slots) {
    size_t count = facts->schema->slot_count;
    facts->slots = facts->document;
    facts->row = 0;
    if (count > 0) memcpy(facts->document, slots, count * sizeof *slots);
    pv_lists_empty(facts);
}

static void empty_slots(pv_facts *facts) {
    begin(facts, facts->schema->templates + facts->schema->groups[0].first_template);
}

void pv_facts_reset(pv_facts *facts) {
    pv_refusals_clear(&facts->refusals);
    empty_slots(facts);
}

static bool copy_document(pv_facts *facts, proviso_text json) {
    size_t needed = json.length + PV_READER_PADDING;
    if (facts->capacity < needed) {
        size_t capacity = pv_memory_grown(facts->capacity, needed, 1);
        char *text = pv_memory_allocate(facts->memory, capacity);
        if (text == NULL) return false;
        pv_memory_release(facts->memory, facts->text, facts->capacity);
        facts->text = text;
        facts->capacity = capacity;
    }
    if (json.length > 0) memcpy(facts->text, json.data, json.length);
    memset(facts->text + json.length, 0, PV_READER_PADDING);
    facts->end = facts->text + json.length;
    facts->source = json.data;
    return true;
}

static proviso_status read_copy(pv_facts *facts) {
    facts->status = PROVISO_OK;
    facts->depth = 0;
    facts->signature_count = 0;
    begin(facts, facts->groups[0].opened);
    const char *stopped = pv_read_document(facts, facts->text);
    facts->source = NULL;
    if (facts->status != PROVISO_OK) return facts->status;
    /* the keys of objects that a syntax error left open */
    for (; stopped == NULL && facts->depth > 0; facts->depth--) pv_keys_close(facts, &facts->frames[facts->depth - 1]);
    if (facts->refusals.failed) return PROVISO_OUT_OF_MEMORY;
    return facts->refusals.count > 0 ? PROVISO_FACTS_REFUSED : PROVISO_OK;
}

proviso_status pv_facts_read_json(pv_facts *facts, proviso_text json, bool strict) {
    proviso_status status = PROVISO_LIMIT_REACHED;
    pv_refusals_clear(&facts->refusals);
    facts->strict = strict;
    if (json.length <= facts->bytes_most)
        status = copy_document(facts, json) ? read_copy(facts) : PROVISO_OUT_OF_MEMORY;
    if (status != PROVISO_OK) empty_slots(facts);
    if (status != PROVISO_OK && status != PROVISO_FACTS_REFUSED) pv_refusals_clear(&facts->refusals);
    return status;
}

const pv_elements *pv_facts_elements(const pv_facts *facts) { return facts->elements; }

const pv_refusal *pv_facts_refusals(const pv_facts *facts, size_t *count, size_t *more) {
    *count = facts->refusals.count;
    *more = facts->refusals.more;
    return facts->refusals.count > 0 ? facts->refusals.list->items : NULL;
}
