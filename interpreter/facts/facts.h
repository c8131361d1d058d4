/* Facts: a JSON document read in one pass into typed slots. Strict (RFC 8259); every fault of the document is listed.
 * The document is copied first, so texts in slots are borrowed from that copy until the next read. */
#ifndef PV_FACTS_FACTS_H
#define PV_FACTS_FACTS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "program/schema.h"

/* One thing that is not as declared. Texts live until the next read. */
typedef struct pv_refusal {
    proviso_text path;     /* with the policy's names: package.payment.discount; empty for the document itself */
    proviso_text expected; /* "a time with an offset, as …" */
    proviso_text found;    /* what stands there, shortened */
} pv_refusal;

enum { PV_REFUSALS_MOST = 100 };

typedef struct pv_facts pv_facts;

/* The elements of all lists of one kind, in the order in which they were read: the elements of one list stand side by
 * side. A row is a header and the slots of an element: row r begins at slots[r * (1 + the root's slot_count)]. Texts in
 * it are borrowed as those in other slots are. */
typedef struct pv_elements {
    pv_slot *slots;
    uint64_t count, capacity; /* rows */
} pv_elements;

/* A row's header: the element (row of the list around) that its list belongs to, 0 in the document; and its place in
 * its list. */
static inline uint64_t pv_row_outer(pv_slot header) { return (uint64_t)header; }
static inline uint64_t pv_row_index(pv_slot header) { return (uint64_t)pv_slot_high(header); }
static inline pv_slot pv_row_header(uint64_t outer, uint64_t index) { return pv_slot_of_list(outer, index); }

/* `slots` (schema->slot_count of them) are borrowed: the reader writes there. `depth`: the most open objects and
 * arrays, the root included, at most 64. `bytes`: the largest document. PROVISO_OK or PROVISO_OUT_OF_MEMORY. */
proviso_status pv_facts_create(pv_facts **out, const pv_schema *schema, pv_memory *memory, pv_slot *slots, size_t bytes,
                               unsigned depth);
void pv_facts_destroy(pv_facts *facts);

/* PROVISO_OK: every slot is set, and so are the rows of all lists. PROVISO_FACTS_REFUSED: see the refusals; slots then
 * mean nothing. PROVISO_LIMIT_REACHED: larger than `bytes`, an object has more than 65,536 keys, or the lists together
 * have more than 10,000,000 elements. PROVISO_OUT_OF_MEMORY. A document that is no larger than an earlier one, and has
 * no more elements, undeclared keys or other refusals, allocates nothing. */
proviso_status pv_facts_read_json(pv_facts *facts, proviso_text json, bool strict);
/* All slots as an empty document `{}` leaves them. */
void pv_facts_reset(pv_facts *facts);

/* By list of the schema; valid as long as the reader, their contents until the next read. */
const pv_elements *pv_facts_elements(const pv_facts *facts);

/* The first PV_REFUSALS_MOST by path, bytewise, list indexes as numbers; `*more` counts the rest. NULL where there are
 * none. */
const pv_refusal *pv_facts_refusals(const pv_facts *facts, size_t *count, size_t *more);

#endif
