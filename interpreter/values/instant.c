/* Instants: RFC 3339 text, and the day of an instant in a zone.
 *
 * Reading follows RFC 3339 as the language narrows it: an offset is required, no leap second, no 24:00. Well-formed
 * fields with values that no clock shows are out of range, like instants whose UTC year is not 1 to 9999. Writing gives
 * each instant one text for each zone. */
#include "values/instant.h"

#include "values/digits.h"

enum { DAY_SECONDS = 86400, NANO_PLACES = 9 };

/* The text is consumed from the left; a reader that meets something else returns false. */
typedef struct cursor {
    const char *at, *end;
} cursor;

static bool read_either(cursor *c, char one, char other) {
    if (c->at == c->end || (*c->at != one && *c->at != other)) return false;
    c->at++;
    return true;
}

static bool read_two(cursor *c, int *out) {
    if (c->end - c->at < 2 || pv_digits_end(c->at, c->at + 2) != c->at + 2) return false;
    *out = (int)pv_digits_value(c->at, c->at + 2);
    c->at += 2;
    return true;
}

typedef struct clock_time {
    int hour, minute, second;
    uint64_t nanoseconds;
    bool too_fine; /* more than nine digits */
    int64_t offset;
    bool offset_in_range;
} clock_time;

static bool read_fraction(cursor *c, clock_time *out) {
    if (!read_either(c, '.', '.')) return true;
    const char *end = pv_digits_end(c->at, c->end);
    if (end == c->at) return false;
    out->too_fine = end - c->at > NANO_PLACES;
    const char *last = out->too_fine ? c->at + NANO_PLACES : end;
    out->nanoseconds = pv_digits_value(c->at, last);
    for (int64_t places = last - c->at; places < NANO_PLACES; places++) out->nanoseconds *= 10;
    c->at = end;
    return true;
}

static bool read_offset(cursor *c, clock_time *out) {
    out->offset_in_range = true;
    if (read_either(c, 'z', 'Z')) return true;
    bool west = c->at < c->end && *c->at == '-';
    int hour, minute;
    if (!read_either(c, '+', '-') || !read_two(c, &hour) || !read_either(c, ':', ':') || !read_two(c, &minute))
        return false;
    out->offset_in_range = hour <= 23 && minute <= 59;
    out->offset = (west ? -60 : 60) * (hour * 60 + minute);
    return true;
}

static bool read_clock(cursor *c, clock_time *out) {
    return read_two(c, &out->hour) && read_either(c, ':', ':') && read_two(c, &out->minute) &&
           read_either(c, ':', ':') && read_two(c, &out->second) && read_fraction(c, out) && read_offset(c, out) &&
           c->at == c->end;
}

pv_parsed pv_instant_parse(pv_instant *out, proviso_text text) {
    if (text.length <= PV_DAY_TEXT) return PV_PARSED_MALFORMED;
    pv_day day;
    pv_parsed parsed = pv_day_parse(&day, pv_text(text.data, PV_DAY_TEXT));
    cursor c = {text.data + PV_DAY_TEXT, text.data + text.length};
    clock_time clock = {0};
    if (parsed == PV_PARSED_MALFORMED || !read_either(&c, 't', 'T') || !read_clock(&c, &clock))
        return PV_PARSED_MALFORMED;
    bool in_range = parsed == PV_PARSED && clock.hour <= 23 && clock.minute <= 59 && clock.second <= 59 &&
                    !clock.too_fine && clock.offset_in_range;
    if (!in_range) return PV_PARSED_OUT_OF_RANGE;
    int64_t seconds = day * DAY_SECONDS + clock.hour * 3600 + clock.minute * 60 + clock.second - clock.offset;
    if (seconds < PV_INSTANT_FIRST_SECOND || seconds > PV_INSTANT_LAST_SECOND) return PV_PARSED_OUT_OF_RANGE;
    *out = pv_instant_of(seconds, clock.nanoseconds);
    return PV_PARSED;
}

pv_day pv_instant_day(pv_instant t, const pv_zone *zone) {
    int64_t seconds = pv_instant_seconds(t);
    return pv_day_of_seconds(seconds + (zone ? pv_zone_offset(zone, seconds) : 0));
}

/* The offset to write an instant with; 0 stands for `Z`. */
static int32_t written_offset(int64_t seconds, const pv_zone *zone) {
    int32_t offset = zone ? pv_zone_offset(zone, seconds) : 0;
    return offset % 60 == 0 && pv_day_in_range(pv_day_of_seconds(seconds + offset)) ? offset : 0;
}

static char *write_clock(char *at, int64_t second_of_day, uint64_t nanoseconds) {
    at = pv_digits_write_fixed(at, (uint64_t)second_of_day / 3600, 2);
    *at++ = ':';
    at = pv_digits_write_fixed(at, (uint64_t)second_of_day / 60 % 60, 2);
    *at++ = ':';
    at = pv_digits_write_fixed(at, (uint64_t)second_of_day % 60, 2);
    return pv_digits_write_fraction(at, nanoseconds, NANO_PLACES, 0);
}

static char *write_offset(char *at, int32_t offset) {
    uint64_t minutes = (uint64_t)(offset < 0 ? -offset : offset) / 60;
    *at++ = offset < 0 ? '-' : '+';
    at = pv_digits_write_fixed(at, minutes / 60, 2);
    *at++ = ':';
    return pv_digits_write_fixed(at, minutes % 60, 2);
}

size_t pv_instant_write(char out[PV_INSTANT_TEXT], pv_instant t, const pv_zone *zone) {
    int32_t offset = written_offset(pv_instant_seconds(t), zone);
    int64_t local = pv_instant_seconds(t) + offset;
    pv_day day = pv_day_of_seconds(local);
    char *at = out + pv_day_write(out, day);
    *at++ = 'T';
    at = write_clock(at, local - day * DAY_SECONDS, pv_instant_nanoseconds(t));
    if (offset == 0)
        *at++ = 'Z';
    else
        at = write_offset(at, offset);
    return (size_t)(at - out);
}
