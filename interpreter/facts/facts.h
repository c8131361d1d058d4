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

/* `slots` (schema->slot_count of them) are borrowed: the reader writes there. `depth`: the most open objects and
 * arrays, the root included, at most 64. `bytes`: the largest document. PROVISO_OK or PROVISO_OUT_OF_MEMORY. */
proviso_status pv_facts_create(pv_facts **out, const pv_schema *schema, pv_memory *memory, pv_slot *slots, size_t bytes,
                               unsigned depth);
void pv_facts_destroy(pv_facts *facts);

/* PROVISO_OK: every slot is set. PROVISO_FACTS_REFUSED: see the refusals; slots then mean nothing.
 * PROVISO_LIMIT_REACHED: larger than `bytes`, or an object has more than 65,536 keys. PROVISO_OUT_OF_MEMORY. A document
 * that is no larger than an earlier one, and has no more undeclared keys and no other refusals, allocates nothing. */
proviso_status pv_facts_read_json(pv_facts *facts, proviso_text json, bool strict);
/* All slots as an empty document `{}` leaves them. */
void pv_facts_reset(pv_facts *facts);

/* The first PV_REFUSALS_MOST by path, bytewise, list indexes as numbers; `*more` counts the rest. NULL where there are
 * none. */
const pv_refusal *pv_facts_refusals(const pv_facts *facts, size_t *count, size_t *more);

#endif
