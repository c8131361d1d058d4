/* Zones: the offset of local time from UTC at any instant, from TZif data (RFC 8536) with its tail rule, to year 9999.
 */
#ifndef PV_VALUES_ZONE_H
#define PV_VALUES_ZONE_H

#include "base/arena.h"
#include "values/day.h"

/* In POSIX TZ: `Jn` (1 to 365, never February 29), `n` (0 to 365), `Mm.w.d`. */
typedef enum pv_zone_change_kind {
    PV_ZONE_CHANGE_JULIAN = 0,
    PV_ZONE_CHANGE_DAY = 1,
    PV_ZONE_CHANGE_WEEKDAY = 2
} pv_zone_change_kind;

/* One yearly change of the tail rule (POSIX TZ as RFC 8536 extends it: times -167 to 167 hours). */
typedef struct pv_zone_change {
    uint8_t kind;                 /* a pv_zone_change_kind */
    uint8_t month, week, weekday; /* of Mm.w.d */
    uint16_t day;                 /* of Jn and n */
    int32_t seconds;              /* local time of day */
} pv_zone_change;

typedef struct pv_zone {
    proviso_text name;
    const int64_t *at;      /* ascending, seconds since 1970 */
    const int32_t *offsets; /* seconds east of UTC from at[i] on; as all offsets, less than a day either way */
    uint32_t count;
    int32_t first_offset; /* before at[0] */
    /* from the last transition on */
    bool tail_has_dst;
    int32_t tail_standard, tail_dst; /* offsets, seconds east */
    pv_zone_change dst_begins, dst_ends;
} pv_zone;

/* Reads a TZif file of version 2 or later. Arrays and the name are copied into the arena. false: malformed, or memory
 * failed (then *out_of_memory). Refused are leap-second records, and a file without a tail rule. */
bool pv_zone_read(pv_zone *out, pv_arena *arena, proviso_text name, proviso_text tzif, bool *out_of_memory);
/* The zone of UTC. */
pv_zone pv_zone_utc(void);

/* Letters, digits, `_ + - /`; no empty, `.` or `..` part; 1 to 255 bytes. */
bool pv_zone_name_valid(proviso_text name);

/* Instants that follow each other and have one offset: `from` is the first, `end` is behind the last. */
typedef struct pv_zone_segment {
    int64_t from, end;
    int32_t offset; /* seconds east of UTC */
} pv_zone_segment;

/* For the instants of years 1 to 9999 and a year around them. */
pv_zone_segment pv_zone_segment_at(const pv_zone *zone, int64_t seconds);
int32_t pv_zone_offset(const pv_zone *zone, int64_t seconds);
/* The instant of a local date and time of day (seconds since local 1970-01-01T00:00): where the clock skips it, the
 * first instant after the gap; where it comes twice, the earlier one. */
int64_t pv_zone_from_local(const pv_zone *zone, int64_t local_seconds);

#endif
