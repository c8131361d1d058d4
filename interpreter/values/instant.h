/* time: an instant, {int64 seconds since 1970 UTC, uint64 nanoseconds < 10^9} in one 128-bit integer, so that instants
 * are ordered as integers are. Years 1 to 9999 in UTC. */
#ifndef PV_VALUES_INSTANT_H
#define PV_VALUES_INSTANT_H

#include "values/zone.h"

typedef pv_int128 pv_instant;

#define PV_INSTANT_FIRST_SECOND ((int64_t)-62135596800)
#define PV_INSTANT_LAST_SECOND ((int64_t)253402300799)

static inline int64_t pv_instant_seconds(pv_instant t) { return (int64_t)(t >> 64); }
static inline uint64_t pv_instant_nanoseconds(pv_instant t) { return (uint64_t)t; }
static inline pv_instant pv_instant_of(int64_t seconds, uint64_t nanoseconds) {
    return (pv_instant)(((pv_uint128)(uint64_t)seconds << 64) | nanoseconds);
}

/* RFC 3339 with an offset, as the language narrows it: at most 9 fractional digits, no :60, no 24:00, upper or lower
 * case T and Z, no blank for T. */
pv_parsed pv_instant_parse(pv_instant *out, proviso_text text);

/* The day in the zone; UTC's where zone is NULL. */
pv_day pv_instant_day(pv_instant t, const pv_zone *zone);

/* Canonical, in the zone; `Z` where zone is NULL, or where the offset is zero or not whole minutes (then the time is
 * UTC's); fractional seconds trimmed. A year outside 1 to 9999 after shifting to the zone also falls back to UTC. */
enum { PV_INSTANT_TEXT = 35 };
size_t pv_instant_write(char out[PV_INSTANT_TEXT], pv_instant t, const pv_zone *zone);

#endif
