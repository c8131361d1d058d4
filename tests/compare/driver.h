/* What the parts of the driver share: a request, one line of words, and how answers are printed. A request that is none
 * ends the program: it is a mistake of the one who asks. */
#ifndef PV_TESTS_COMPARE_DRIVER_H
#define PV_TESTS_COMPARE_DRIVER_H

#include "values/shift.h"
#include "values/type.h"

enum { WORDS_MOST = 64 };

typedef struct request {
    proviso_text words[WORDS_MOST];
    size_t count;
    proviso_text rest; /* behind the first word and the blank after it, as it stands */
} request;

typedef struct driver {
    const char *zones; /* a directory of TZif files */
    pv_memory memory;
    pv_arena arena; /* holds the zone */
    pv_zone zone;
} driver;

_Noreturn void refuse(const request *r);

/* The n-th word; refused where there are not so many. */
proviso_text word_at(const request *r, size_t n);
int64_t integer_at(const request *r, size_t n);
pv_span span_at(const request *r, size_t n); /* as ISO text */

void print(const char *text);
void print_text(const char *data, size_t length);
void print_integer(pv_int128 n);
void print_fraction(pv_fraction f); /* p/q */
void print_day(pv_day day);
void print_span(pv_span s); /* as ISO text */
/* true where there is a value to be printed; else prints why there is none. */
bool print_parsed(pv_parsed parsed);

/* The answers, without the line end. arithmetic.c: */
void answer_number(driver *d, const request *r);
void answer_json_number(driver *d, const request *r);
void answer_padded(driver *d, const request *r);
void answer_money(driver *d, const request *r);
void answer_evaluate(driver *d, const request *r);
void answer_span(driver *d, const request *r);
void answer_iso_span(driver *d, const request *r);
void answer_combine_spans(driver *d, const request *r);

/* moments.c: */
void answer_zone(driver *d, const request *r);
void answer_offset(driver *d, const request *r);
void answer_local(driver *d, const request *r);
void answer_day_at(driver *d, const request *r);
void answer_date(driver *d, const request *r);
void answer_time(driver *d, const request *r);
void answer_weekday(driver *d, const request *r);
void answer_month(driver *d, const request *r);
void answer_days_between(driver *d, const request *r);
void answer_shift_date(driver *d, const request *r);
void answer_shift_time(driver *d, const request *r);
void answer_elapsed(driver *d, const request *r);
void answer_units_of_dates(driver *d, const request *r);
void answer_units_of_times(driver *d, const request *r);

#endif
