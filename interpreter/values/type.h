/* The types of the language, as the checker computes them and the program stores them. */
#ifndef PV_VALUES_TYPE_H
#define PV_VALUES_TYPE_H

#include "values/instant.h"
#include "values/money.h"
#include "values/span.h"

/* Numbered so in compiled files. */
typedef enum pv_type_kind {
    PV_TYPE_NONE = 0, /* not known: an error was reported */
    PV_TYPE_BOOL,
    PV_TYPE_NUMBER,
    PV_TYPE_MONEY,
    PV_TYPE_TEXT,
    PV_TYPE_ONE_OF,
    PV_TYPE_DATE,
    PV_TYPE_TIME,
    PV_TYPE_SPAN,
    PV_TYPE_LIST
} pv_type_kind;

typedef enum pv_time_form { PV_TIME_RFC3339 = 0, PV_TIME_UNIX_SECONDS = 1, PV_TIME_UNIX_MILLISECONDS = 2 } pv_time_form;

/* A slot: a value of 16 bytes, statically typed, untagged. bool: 0 or 1. number, money: a pv_number (a currency that is
 * not fixed by the type has a slot of its own, a pv_currency). date: a pv_day. time: a pv_instant. span: a pv_span.
 * text, one of: see pv_slot_text. Two patterns of the high word are reserved in every type. */
typedef pv_int128 pv_slot;

#define PV_SLOT_UNKNOWN ((pv_slot)((pv_uint128)1 << 127))
#define PV_SLOT_ABSENT ((pv_slot)(((pv_uint128)1 << 127) + ((pv_uint128)1 << 64)))

static inline int64_t pv_slot_high(pv_slot s) { return (int64_t)(s >> 64); }
static inline bool pv_slot_is_unknown(pv_slot s) { return pv_slot_high(s) == INT64_MIN; }
static inline bool pv_slot_is_absent(pv_slot s) { return pv_slot_high(s) == INT64_MIN + 1; }
/* Neither unknown nor absent. */
static inline bool pv_slot_is_value(pv_slot s) { return pv_slot_high(s) > INT64_MIN + 1; }

/* A text: low word the pointer, high word the length (low 32 bits) and the symbol (31 bits). The symbol is the
 * program's number for a text that its constants or enumerations contain, or 0 (PV_SYMBOL_NONE) for every other text.
 */
enum { PV_SYMBOL_NONE = 0 };
static inline pv_slot pv_slot_of_text(proviso_text text, uint32_t symbol) {
    return (pv_slot)(((pv_uint128)(((uint64_t)symbol << 32) | (uint32_t)text.length) << 64) | (uintptr_t)text.data);
}
static inline proviso_text pv_slot_text(pv_slot s) {
    return (proviso_text){(const char *)(uintptr_t)(uint64_t)s, (uint32_t)pv_slot_high(s)};
}
static inline uint32_t pv_slot_symbol(pv_slot s) { return (uint32_t)((uint64_t)pv_slot_high(s) >> 32); }

/* A list: its elements are `count` rows from `first` on of the rows of its kind (facts/facts.h). */
static inline pv_slot pv_slot_of_list(uint64_t first, uint64_t count) {
    return (pv_slot)((pv_uint128)count << 64 | first);
}
static inline uint64_t pv_slot_list_first(pv_slot s) { return (uint64_t)s; }
static inline uint64_t pv_slot_list_count(pv_slot s) { return (uint64_t)pv_slot_high(s); }

#endif
