/* date: a day of the proleptic Gregorian calendar (ISO 8601), as days since 1970-01-01; years 1 to 9999. */
#ifndef PV_VALUES_DAY_H
#define PV_VALUES_DAY_H

#include "values/number.h"

typedef int64_t pv_day;

#define PV_DAY_FIRST ((pv_day)-719162) /* 0001-01-01 */
#define PV_DAY_LAST ((pv_day)2932896)  /* 9999-12-31 */

typedef struct pv_civil {
    int year, month, day;
} pv_civil; /* month 1 to 12, day 1 to 31 */

/* The day of a count of seconds since 1970-01-01T00:00, in UTC or on a local clock. */
static inline pv_day pv_day_of_seconds(int64_t seconds) { return seconds / 86400 - (seconds % 86400 < 0); }

static inline bool pv_day_in_range(pv_day d) { return d >= PV_DAY_FIRST && d <= PV_DAY_LAST; }

pv_day pv_day_of(pv_civil civil);                    /* of a day that exists, in any year */
bool pv_day_from_civil(pv_day *out, pv_civil civil); /* false: no such day, or the year is outside 1 to 9999 */
pv_civil pv_day_to_civil(pv_day day);
int pv_day_month_length(int year, int month); /* in days */
/* A day that does not exist becomes its month's last. false: outside the range (overflow). */
bool pv_day_add_months(pv_day *out, pv_day day, int64_t months);

int pv_day_weekday(pv_day day); /* 0 is Monday */
pv_day pv_day_month_start(pv_day day);
pv_day pv_day_month_end(pv_day day);

/* YYYY-MM-DD, nothing else. A day that is none (2023-02-29) is PV_PARSED_OUT_OF_RANGE. */
pv_parsed pv_day_parse(pv_day *out, proviso_text text);
enum { PV_DAY_TEXT = 10 };
size_t pv_day_write(char out[PV_DAY_TEXT], pv_day day);

#endif
