/* Days, instants and zones. */
#include "driver.h"

#include <stdio.h>

enum { FILE_MOST = 1 << 16 };

/* An unknown zone is answered with nothing. */
void answer_zone(driver *d, const request *r) {
    char path[512], bytes[FILE_MOST];
    bool out_of_memory;
    proviso_text name = word_at(r, 1);
    if (!pv_zone_name_valid(name)) refuse(r);
    snprintf(path, sizeof path, "%s/%.*s", d->zones, (int)name.length, name.data);
    FILE *file = fopen(path, "rb");
    if (!file) return;
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    pv_arena_reset(&d->arena);
    if (pv_zone_read(&d->zone, &d->arena, name, pv_text(bytes, length), &out_of_memory))
        print_text(name.data, name.length);
}

void answer_offset(driver *d, const request *r) { print_integer(pv_zone_offset(&d->zone, integer_at(r, 1))); }

void answer_local(driver *d, const request *r) { print_integer(pv_zone_from_local(&d->zone, integer_at(r, 1))); }

void answer_day_at(driver *d, const request *r) {
    print_day(pv_instant_day(pv_instant_of(integer_at(r, 1), 0), &d->zone));
}

void answer_date(driver *d, const request *r) {
    (void)d;
    pv_day day;
    if (print_parsed(pv_day_parse(&day, r->rest))) print_day(day);
}

static void print_time(pv_instant t, const pv_zone *zone) {
    char text[PV_INSTANT_TEXT];
    print_text(text, pv_instant_write(text, t, zone));
}

/* In UTC and in the zone. */
void answer_time(driver *d, const request *r) {
    pv_instant t;
    if (!print_parsed(pv_instant_parse(&t, r->rest))) return;
    print_time(t, NULL);
    print(" ");
    print_time(t, &d->zone);
}

static pv_day day_at(const request *r, size_t n) {
    pv_day day = 0;
    if (pv_day_parse(&day, word_at(r, n)) != PV_PARSED) refuse(r);
    return day;
}

static pv_instant instant_at(const request *r, size_t n) {
    pv_instant t = 0;
    if (pv_instant_parse(&t, word_at(r, n)) != PV_PARSED) refuse(r);
    return t;
}

void answer_weekday(driver *d, const request *r) {
    (void)d;
    print_integer(pv_day_weekday(day_at(r, 1)));
}

void answer_month(driver *d, const request *r) {
    (void)d;
    pv_day day = day_at(r, 1);
    pv_civil civil = pv_day_to_civil(day);
    print_day(pv_day_month_start(day));
    print(" ");
    print_day(pv_day_month_end(day));
    print(" ");
    print_integer(pv_day_month_length(civil.year, civil.month));
}

void answer_days_between(driver *d, const request *r) {
    (void)d;
    print_integer(day_at(r, 2) - day_at(r, 1));
}

static int sign_at(const request *r, size_t n) { return word_at(r, n).data[0] == '-' ? -1 : 1; }

void answer_shift_date(driver *d, const request *r) {
    (void)d;
    pv_day moved;
    if (pv_day_shift(&moved, day_at(r, 1), span_at(r, 3), sign_at(r, 2)))
        print_day(moved);
    else
        print("fault");
}

void answer_shift_time(driver *d, const request *r) {
    pv_instant moved;
    if (pv_instant_shift(&moved, instant_at(r, 1), span_at(r, 3), sign_at(r, 2), &d->zone))
        print_time(moved, NULL);
    else
        print("fault");
}

void answer_elapsed(driver *d, const request *r) {
    (void)d;
    print_span(pv_instant_difference(instant_at(r, 1), instant_at(r, 2)));
}

static void print_units(bool fits, int64_t n, bool left_over) {
    if (!fits) {
        print("fault");
        return;
    }
    print_integer(n);
    print(" ");
    print_integer(n + left_over);
}

void answer_units_of_dates(driver *d, const request *r) {
    (void)d;
    int64_t n = 0;
    bool left_over = false, fits = pv_day_units(&n, &left_over, day_at(r, 1), day_at(r, 2), span_at(r, 3));
    print_units(fits, n, left_over);
}

void answer_units_of_times(driver *d, const request *r) {
    int64_t n = 0;
    bool left_over = false;
    bool fits = pv_instant_units(&n, &left_over, instant_at(r, 1), instant_at(r, 2), span_at(r, 3), &d->zone);
    print_units(fits, n, left_over);
}
