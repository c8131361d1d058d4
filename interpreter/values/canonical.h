/* The canonical form of a value: one text for each value, in texts (`because`, the text form of a decision) and in
 * JSON. */
#ifndef PV_VALUES_CANONICAL_H
#define PV_VALUES_CANONICAL_H

#include "base/buffer.h"
#include "values/type.h"

/* How to print a slot. `currency` is the currency of a money value. `zone` NULL: none. */
typedef struct pv_canonical {
    pv_type_kind kind;
    pv_currency currency;
    const pv_zone *zone;
} pv_canonical;

/* A value as text: "12.50 CNY", "true", "5 days"; a text without quotes; a list by its length: "2 elements", "[]";
 * absent
 * "(absent)"; unknown "(unknown)". */
void pv_canonical_text(pv_buffer *out, pv_slot value, const pv_canonical *how);
/* As JSON: true, 12.5, "12.50 CNY", "P5D", "2025-03-14"; absent and unknown null. */
void pv_canonical_json(pv_buffer *out, pv_slot value, const pv_canonical *how);

#endif
