/* Zone files: TZif (RFC 8536), versions 2 and later.
 *
 * The file comes from outside, so every count is held against the bytes that are there before anything is read, and
 * every index against its table. The 32-bit block of version 1 is measured and skipped; the 64-bit block gives the
 * transitions, and the footer, a POSIX TZ string, the rule for all time after them. A zone without that rule would be
 * undefined for the years to come, so it is refused. */
#include "values/zone.h"

#include <string.h>

#include "values/digits.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, HEADER_BYTES = 44, TYPE_BYTES = 6 };

/* The footer is read first to last: `std offset [dst [offset] ,begin[/time],end[/time]]`. */
typedef struct cursor {
    const char *at, *end;
} cursor;

static bool next_is(const cursor *c, char wanted) { return c->at < c->end && *c->at == wanted; }

static bool take(cursor *c, char wanted) {
    if (!next_is(c, wanted)) return false;
    c->at++;
    return true;
}

/* One to three digits up to `most`. */
static bool take_number(cursor *c, int *out, int least, int most) {
    const char *end = pv_digits_end(c->at, c->end);
    if (end == c->at || end - c->at > 3) return false;
    *out = (int)pv_digits_value(c->at, end);
    c->at = end;
    return *out >= least && *out <= most;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* A designation is passed over: `CST`, or quoted, `<+08>`. */
static bool skip_designation(cursor *c) {
    enum { SHORTEST = 3 };
    bool quoted = take(c, '<');
    const char *begin = c->at;
    while (c->at < c->end && (is_letter(*c->at) || (quoted && (pv_digit_is(*c->at) || *c->at == '+' || *c->at == '-'))))
        c->at++;
    return c->at - begin >= SHORTEST && (!quoted || take(c, '>'));
}

/* [+-]hh[:mm[:ss]] */
static bool take_time(cursor *c, int32_t *seconds, int most_hours) {
    bool negative = next_is(c, '-');
    if (negative || next_is(c, '+')) c->at++;
    int hours, minutes = 0, rest = 0;
    if (!take_number(c, &hours, 0, most_hours)) return false;
    if (take(c, ':')) {
        if (!take_number(c, &minutes, 0, 59)) return false;
        if (take(c, ':') && !take_number(c, &rest, 0, 59)) return false;
    }
    *seconds = (hours * 60 + minutes) * 60 + rest;
    if (negative) *seconds = -*seconds;
    return true;
}

static bool offset_in_range(int32_t offset) { return offset > -DAY_SECONDS && offset < DAY_SECONDS; }

/* POSIX counts west of Greenwich, we count east. */
static bool take_offset(cursor *c, int32_t *east) {
    int32_t west;
    if (!take_time(c, &west, 24) || !offset_in_range(west)) return false;
    *east = -west;
    return true;
}

static bool take_month_day(cursor *c, pv_zone_change *out) {
    int month, week, weekday;
    if (!take_number(c, &month, 1, 12) || !take(c, '.') || !take_number(c, &week, 1, 5) || !take(c, '.') ||
        !take_number(c, &weekday, 0, 6))
        return false;
    *out = (pv_zone_change){
        .kind = PV_ZONE_CHANGE_WEEKDAY, .month = (uint8_t)month, .week = (uint8_t)week, .weekday = (uint8_t)weekday};
    return true;
}

static bool take_year_day(cursor *c, pv_zone_change *out) {
    bool julian = take(c, 'J');
    int day;
    if (!take_number(c, &day, julian ? 1 : 0, 365)) return false;
    *out = (pv_zone_change){.kind = julian ? PV_ZONE_CHANGE_JULIAN : PV_ZONE_CHANGE_DAY, .day = (uint16_t)day};
    return true;
}

/* ,date[/time] with times as RFC 8536 extends them; two o'clock where none is given. */
static bool take_change(cursor *c, pv_zone_change *out) {
    enum { TIME_MOST_HOURS = 167, TIME_DEFAULT = 2 * HOUR_SECONDS };
    if (!take(c, ',')) return false;
    if (take(c, 'M') ? !take_month_day(c, out) : !take_year_day(c, out)) return false;
    out->seconds = TIME_DEFAULT;
    return !take(c, '/') || take_time(c, &out->seconds, TIME_MOST_HOURS);
}

static bool read_tail_rule(pv_zone *out, cursor c) {
    if (!skip_designation(&c) || !take_offset(&c, &out->tail_standard)) return false;
    if (c.at == c.end) return true;
    out->tail_has_dst = true;
    out->tail_dst = out->tail_standard + HOUR_SECONDS;
    if (!skip_designation(&c)) return false;
    if (!next_is(&c, ',') && !take_offset(&c, &out->tail_dst)) return false;
    return offset_in_range(out->tail_dst) && take_change(&c, &out->dst_begins) && take_change(&c, &out->dst_ends) &&
           c.at == c.end;
}

/* The counts of a block, in the order of the file. */
typedef struct header {
    uint32_t utc_indicators, standard_indicators, leaps, times, types, characters;
} header;

static uint32_t read_u32(const char *at) {
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Two's complement, without a conversion that depends on the compiler. */
static int32_t read_i32(const char *at) {
    uint32_t bits = read_u32(at);
    return bits <= INT32_MAX ? (int32_t)bits : -(int32_t)(UINT32_MAX - bits) - 1;
}

static int64_t read_i64(const char *at) {
    uint64_t bits = (uint64_t)read_u32(at) << 32 | read_u32(at + 4);
    return bits <= INT64_MAX ? (int64_t)bits : -(int64_t)(UINT64_MAX - bits) - 1;
}

static bool take_header(cursor *c, header *out) {
    if (c->end - c->at < HEADER_BYTES || memcmp(c->at, "TZif", 4) != 0 || c->at[4] < '2') return false;
    const char *counts = c->at + 20;
    *out = (header){read_u32(counts),      read_u32(counts + 4),  read_u32(counts + 8),
                    read_u32(counts + 12), read_u32(counts + 16), read_u32(counts + 20)};
    c->at += HEADER_BYTES;
    return true;
}

/* Sizes of 2^32 records fit 64 bits. */
static uint64_t block_bytes(const header *h, unsigned time_bytes) {
    return (uint64_t)h->times * (time_bytes + 1) + (uint64_t)h->types * TYPE_BYTES + h->characters +
           (uint64_t)h->leaps * (time_bytes + 4) + h->standard_indicators + h->utc_indicators;
}

static bool take_block(cursor *c, const char **block, const header *h, unsigned time_bytes) {
    uint64_t bytes = block_bytes(h, time_bytes);
    if (bytes > (uint64_t)(c->end - c->at)) return false;
    *block = c->at;
    c->at += bytes;
    return true;
}

static bool types_valid(const char *types, const header *h) {
    for (uint32_t i = 0; i < h->types; i++) {
        const char *type = types + (size_t)i * TYPE_BYTES;
        unsigned char is_dst = (unsigned char)type[4], designation = (unsigned char)type[5];
        if (!offset_in_range(read_i32(type)) || is_dst > 1 || designation >= h->characters) return false;
    }
    return h->types > 0;
}

static bool indicators_valid(const header *h) {
    return (h->standard_indicators == 0 || h->standard_indicators == h->types) &&
           (h->utc_indicators == 0 || h->utc_indicators == h->types);
}

/* Fills the two arrays, which have a row for each transition. */
static bool read_transitions(int64_t *at, int32_t *offsets, const char *block, const header *h) {
    const char *kinds = block + (size_t)h->times * 8, *types = kinds + h->times;
    for (uint32_t i = 0; i < h->times; i++) {
        unsigned char type = (unsigned char)kinds[i];
        at[i] = read_i64(block + (size_t)i * 8);
        if (type >= h->types || (i > 0 && at[i] <= at[i - 1])) return false;
        offsets[i] = read_i32(types + (size_t)type * TYPE_BYTES);
    }
    return true;
}

static bool read_block(pv_zone *out, pv_arena *arena, const char *block, const header *h, bool *out_of_memory) {
    const char *types = block + (size_t)h->times * 9;
    if (h->leaps != 0 || !indicators_valid(h) || !types_valid(types, h)) return false;
    int64_t *at = pv_arena_array(arena, h->times, sizeof *at);
    int32_t *offsets = pv_arena_array(arena, h->times, sizeof *offsets);
    *out_of_memory = !at || !offsets;
    if (*out_of_memory || !read_transitions(at, offsets, block, h)) return false;
    out->at = at;
    out->offsets = offsets;
    out->count = h->times;
    out->first_offset = read_i32(types);
    return true;
}

bool pv_zone_read(pv_zone *out, pv_arena *arena, proviso_text name, proviso_text tzif, bool *out_of_memory) {
    *out_of_memory = false;
    if (tzif.length == 0) return false;
    cursor c = {tzif.data, tzif.data + tzif.length};
    header h;
    const char *block;
    pv_zone zone = {0};
    if (!take_header(&c, &h) || !take_block(&c, &block, &h, 4)) return false;
    if (!take_header(&c, &h) || !take_block(&c, &block, &h, 8)) return false;
    cursor footer = {c.at + 1, c.end - 1};
    bool enclosed = c.end - c.at >= 2 && *c.at == '\n' && *footer.end == '\n';
    if (!enclosed || !read_tail_rule(&zone, footer)) return false;
    if (!read_block(&zone, arena, block, &h, out_of_memory)) return false;
    zone.name = pv_arena_copy(arena, name);
    *out_of_memory = !zone.name.data;
    if (*out_of_memory) return false;
    *out = zone;
    return true;
}
