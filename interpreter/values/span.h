/* span: a length of time of one of three families that never mix. One 128-bit integer: the high word counts days,
 * months or seconds (floor), the low word holds the family in its top two bits and nanoseconds (elapsed only) below, so
 * that spans of one family are ordered as integers are. */
#ifndef PV_VALUES_SPAN_H
#define PV_VALUES_SPAN_H

#include "values/fraction.h"

typedef pv_int128 pv_span;

typedef enum pv_span_family {
    PV_SPAN_DAYS = 0,
    PV_SPAN_MONTHS = 1,
    PV_SPAN_ELAPSED = 2,
    PV_SPAN_ANY = 3 /* in types: known only at run time */
} pv_span_family;

/* The most days, months or seconds, either way: 10^15. */
#define PV_SPAN_MOST ((int64_t)1000000000000000)

static inline int64_t pv_span_count(pv_span s) { return (int64_t)(s >> 64); }
static inline pv_span_family pv_span_family_of(pv_span s) { return (pv_span_family)((uint64_t)s >> 62); }
static inline uint64_t pv_span_nanoseconds(pv_span s) { return (uint64_t)s & (UINT64_MAX >> 2); }
static inline pv_span pv_span_of(pv_span_family family, int64_t count, uint64_t nanoseconds) {
    return (pv_span)(((pv_uint128)(uint64_t)count << 64) | ((uint64_t)family << 62) | nanoseconds);
}

/* A unit word, singular or plural: day(s) week(s) month(s) year(s) hour(s) minute(s) second(s). `*multiple`: days,
 * months or seconds in one. */
bool pv_span_unit(pv_span_family *family, int64_t *multiple, proviso_text word);
/* count * unit. false: out of range, or (days, months) not whole, or more than 9 digits of a second. */
bool pv_span_from_units(pv_span *out, pv_number count, proviso_text unit);

/* As in a policy: "5 days", "-48 hours": a number, one blank or more, a unit. */
pv_parsed pv_span_parse(pv_span *out, proviso_text text);
/* ISO 8601 of one family: "P5D", "-P5D", "P2W3D" (weeks combine with days), "P1Y6M", "PT1H30M1.5S"; capitals; only
 * seconds have a fraction; at least one part; each part at most once, in order. A mixture of families is
 * PV_PARSED_MALFORMED. */
pv_parsed pv_span_parse_iso(pv_span *out, proviso_text text);

/* false: the families differ, or out of range. */
bool pv_span_add(pv_span *out, pv_span a, pv_span b);
bool pv_span_subtract(pv_span *out, pv_span a, pv_span b);
/* false: n is not whole, or out of range. */
bool pv_span_multiply(pv_span *out, pv_span s, pv_number n);
/* a / b of elapsed spans. false: another family, or b is zero. */
bool pv_span_divide(pv_fraction *out, pv_span a, pv_span b);

/* Canonical: "14 days", "1 day", "12 months", "90 minutes", "1.5 seconds", "0 hours"; and as ISO text: "P14D", "P12M",
 * "PT90M". */
enum { PV_SPAN_TEXT = 48 };
size_t pv_span_write(char out[PV_SPAN_TEXT], pv_span s);
size_t pv_span_write_iso(char out[PV_SPAN_TEXT], pv_span s);

#endif
