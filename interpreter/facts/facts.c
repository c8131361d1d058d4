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
static void empty(pv_facts *facts, const pv_slot *slots) {
    size_t count = facts->schema->slot_count;
    facts->slots = facts->document;
    facts->row = 0;
    if (count > 0) memcpy(facts->document, slots, count * sizeof *slots);
    pv_lists_empty(facts);
}

void pv_facts_reset(pv_facts *facts) {
    pv_refusals_clear(&facts->refusals);
    empty(facts, facts->schema->templates + facts->schema->groups[0].first_template);
}

/* ---- A reading ------------------------------------------------------------------------------------------------- */

void pv_facts_begin(pv_facts *facts, bool strict) {
    facts->strict = strict;
    facts->status = PROVISO_OK;
    facts->depth = 0;
    facts->signature_count = 0;
    pv_refusals_clear(&facts->refusals);
    empty(facts, facts->groups[0].opened);
}

static proviso_status verdict(pv_facts *facts) {
    if (facts->status != PROVISO_OK) return facts->status;
    /* the keys of objects that were left open */
    for (; facts->depth > 0; facts->depth--) pv_keys_close(facts, &facts->frames[facts->depth - 1]);
    if (facts->refusals.failed) return PROVISO_OUT_OF_MEMORY;
    return facts->refusals.count > 0 ? PROVISO_FACTS_REFUSED : PROVISO_OK;
}

proviso_status pv_facts_end(pv_facts *facts) {
    proviso_status status = verdict(facts);
    if (status == PROVISO_OK) return PROVISO_OK;
    empty(facts, facts->schema->templates + facts->schema->groups[0].first_template);
    if (status != PROVISO_FACTS_REFUSED) pv_refusals_clear(&facts->refusals);
    return status;
}

bool pv_facts_make_room(pv_facts *facts, size_t needed) {
    if (facts->capacity >= needed) return true;
    size_t capacity = pv_memory_grown(facts->capacity, needed, 1);
    char *text = pv_memory_allocate(facts->memory, capacity);
    if (text == NULL) {
        facts->status = PROVISO_OUT_OF_MEMORY;
        return false;
    }
    pv_memory_release(facts->memory, facts->text, facts->capacity);
    facts->text = text;
    facts->capacity = capacity;
    return true;
}

/* ---- JSON ------------------------------------------------------------------------------------------------------ */

static bool copy_document(pv_facts *facts, proviso_text json) {
    if (json.length > facts->bytes_most) {
        facts->status = PROVISO_LIMIT_REACHED;
        return false;
    }
    if (!pv_facts_make_room(facts, json.length + PV_READER_PADDING)) return false;
    if (json.length > 0) memcpy(facts->text, json.data, json.length);
    memset(facts->text + json.length, 0, PV_READER_PADDING);
    facts->end = facts->text + json.length;
    facts->source = json.data;
    return true;
}

proviso_status pv_facts_read_json(pv_facts *facts, proviso_text json, bool strict) {
    pv_facts_begin(facts, strict);
    if (copy_document(facts, json)) pv_read_document(facts, facts->text);
    facts->source = NULL;
    return pv_facts_end(facts);
}

/* ---- What was read --------------------------------------------------------------------------------------------- */

const pv_elements *pv_facts_elements(const pv_facts *facts) { return facts->elements; }

const pv_refusal *pv_facts_refusals(const pv_facts *facts, size_t *count, size_t *more) {
    *count = facts->refusals.count;
    *more = facts->refusals.more;
    return facts->refusals.count > 0 ? facts->refusals.list->items : NULL;
}
