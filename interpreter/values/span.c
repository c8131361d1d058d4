/* Spans: lengths of time in days, in months, or elapsed.
 *
 * All arithmetic is done on one 128-bit total of nanounits (10^-9 day, month or second), in which no sum of two spans
 * and no text can overflow; `from_total` alone turns a total back into a span and holds the bounds. Days and months are
 * whole, so their totals are multiples of a whole unit. */
#include "values/span.h"

#include <string.h>

#include "values/digits.h"

#define NANO ((pv_int128)1000000000)

/* In the order in which ISO 8601 writes them. */
typedef struct span_unit {
    pv_span_family family;
    int32_t multiple;
    bool after_t;
    char designator;
    const char *word; /* singular */
} span_unit;

static const span_unit units[] = {
    {PV_SPAN_MONTHS, 12, false, 'Y', "year"},   {PV_SPAN_MONTHS, 1, false, 'M', "month"},
    {PV_SPAN_DAYS, 7, false, 'W', "week"},      {PV_SPAN_DAYS, 1, false, 'D', "day"},
    {PV_SPAN_ELAPSED, 3600, true, 'H', "hour"}, {PV_SPAN_ELAPSED, 60, true, 'M', "minute"},
    {PV_SPAN_ELAPSED, 1, true, 'S', "second"},
};

enum { UNIT_COUNT = sizeof units / sizeof units[0] };

static pv_int128 total_of(pv_span s) { return (pv_int128)pv_span_count(s) * NANO + (pv_int128)pv_span_nanoseconds(s); }

static bool from_total(pv_span *out, pv_span_family family, pv_int128 total) {
    if (total > PV_SPAN_MOST * NANO || total < -PV_SPAN_MOST * NANO) return false;
    pv_int128 rest = total % NANO;
    if (rest < 0) rest += NANO;
    *out = pv_span_of(family, (int64_t)((total - rest) / NANO), (uint64_t)rest);
    return true;
}

static const span_unit *find_unit(proviso_text word) {
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        size_t length = strlen(units[i].word);
        bool plural = word.length == length + 1 && word.data[length] == 's';
        if (pv_text_equal(pv_text(word.data, word.length - plural), pv_text(units[i].word, length))) return &units[i];
    }
    return NULL;
}

bool pv_span_unit(pv_span_family *family, int64_t *multiple, proviso_text word) {
    const span_unit *found = find_unit(word);
    if (!found) return false;
    *family = found->family;
    *multiple = found->multiple;
    return true;
}

/* Adds `count` units to a total. false: beyond the bounds of a span, or finer than the family allows. */
static bool add_units(pv_int128 *total, pv_number count, const span_unit *unit) {
    if (count > PV_SPAN_MOST * PV_NUMBER_ONE || count < -PV_SPAN_MOST * PV_NUMBER_ONE) return false;
    pv_int128 scaled = count * unit->multiple;
    pv_int128 finest = unit->family == PV_SPAN_ELAPSED ? PV_NUMBER_ONE / NANO : PV_NUMBER_ONE;
    if (scaled % finest != 0) return false;
    *total += scaled / (PV_NUMBER_ONE / NANO);
    return true;
}

bool pv_span_from_units(pv_span *out, pv_number count, proviso_text unit_word) {
    const span_unit *unit = find_unit(unit_word);
    pv_int128 total = 0;
    return unit && add_units(&total, count, unit) && from_total(out, unit->family, total);
}

pv_parsed pv_span_parse(pv_span *out, proviso_text text) {
    size_t number_end = 0;
    while (number_end < text.length && text.data[number_end] != ' ') number_end++;
    size_t word_begin = number_end;
    while (word_begin < text.length && text.data[word_begin] == ' ') word_begin++;
    if (word_begin == text.length) return PV_PARSED_MALFORMED;
    proviso_text word = pv_text(text.data + word_begin, text.length - word_begin);
    if (!find_unit(word)) return PV_PARSED_MALFORMED;
    pv_number count;
    pv_parsed parsed = pv_number_parse(&count, pv_text(text.data, number_end));
    if (parsed != PV_PARSED) return parsed;
    return pv_span_from_units(out, count, word) ? PV_PARSED : PV_PARSED_OUT_OF_RANGE;
}

/* The state of reading ISO text: what was read so far, and the unit that may come next at the earliest. */
typedef struct iso_reader {
    const char *at, *end;
    const span_unit *next;
    bool any, after_t, in_range;
    pv_span_family family;
    pv_int128 total;
} iso_reader;

/* The unit of a designator, if it may stand here. */
static const span_unit *designated_unit(const iso_reader *reader, char designator) {
    for (const span_unit *unit = reader->next; unit < units + UNIT_COUNT; unit++)
        if (unit->after_t == reader->after_t && unit->designator == designator)
            return !reader->any || unit->family == reader->family ? unit : NULL;
    return NULL;
}

/* Reads one part, "3D" or "1.5S". */
static bool read_part(iso_reader *reader) {
    const char *number = reader->at, *whole_end = pv_digits_end(number, reader->end), *end = whole_end;
    if (end < reader->end && *end == '.') end = pv_digits_end(end + 1, reader->end);
    if (whole_end == number || end == reader->end) return false;
    const span_unit *unit = designated_unit(reader, *end);
    if (!unit || (end != whole_end && unit->designator != 'S')) return false;
    pv_number count;
    pv_parsed parsed = pv_number_parse(&count, pv_text(number, (size_t)(end - number)));
    if (parsed == PV_PARSED_MALFORMED) return false;
    reader->in_range = reader->in_range && parsed == PV_PARSED && add_units(&reader->total, count, unit);
    reader->family = unit->family;
    reader->any = true;
    reader->next = unit + 1;
    reader->at = end + 1;
    return true;
}

static bool read_parts(iso_reader *reader) {
    while (reader->at < reader->end) {
        if (*reader->at == 'T' && !reader->after_t) {
            reader->after_t = true;
            reader->at++;
        }
        if (!read_part(reader)) return false;
    }
    return reader->any;
}

pv_parsed pv_span_parse_iso(pv_span *out, proviso_text text) {
    bool negative = text.length > 0 && text.data[0] == '-';
    if (text.length <= (size_t)negative || text.data[negative] != 'P') return PV_PARSED_MALFORMED;
    iso_reader reader = {
        .at = text.data + negative + 1, .end = text.data + text.length, .next = units, .in_range = true};
    if (!read_parts(&reader)) return PV_PARSED_MALFORMED;
    pv_int128 total = negative ? -reader.total : reader.total;
    return reader.in_range && from_total(out, reader.family, total) ? PV_PARSED : PV_PARSED_OUT_OF_RANGE;
}

bool pv_span_add(pv_span *out, pv_span a, pv_span b) {
    if (pv_span_family_of(a) != pv_span_family_of(b)) return false;
    return from_total(out, pv_span_family_of(a), total_of(a) + total_of(b));
}

bool pv_span_subtract(pv_span *out, pv_span a, pv_span b) {
    if (pv_span_family_of(a) != pv_span_family_of(b)) return false;
    return from_total(out, pv_span_family_of(a), total_of(a) - total_of(b));
}

/* A factor is less than 10^18 and a total at most 10^24, so that their product may be longer than 128 bits. */
bool pv_span_multiply(pv_span *out, pv_span s, pv_number n) {
    pv_int128 total;
    if (!pv_number_is_whole(n) || __builtin_mul_overflow(total_of(s), n / PV_NUMBER_ONE, &total)) return false;
    return from_total(out, pv_span_family_of(s), total);
}

bool pv_span_divide(pv_fraction *out, pv_span a, pv_span b) {
    if (pv_span_family_of(a) != PV_SPAN_ELAPSED || pv_span_family_of(b) != PV_SPAN_ELAPSED) return false;
    return pv_fraction_divide(out, (pv_fraction){total_of(a), 1}, (pv_fraction){total_of(b), 1});
}

/* The unit a span is written in: days, months, or the largest of hours, minutes and seconds that is whole; seconds
 * where none is. */
static const span_unit *written_unit(pv_span_family family, pv_int128 total) {
    const span_unit *unit = units;
    if (family == PV_SPAN_ELAPSED) {
        while (unit->family != family) unit++;
        while (unit->multiple > 1 && total % (unit->multiple * NANO) != 0) unit++;
        return unit;
    }
    while (unit->family != family || unit->multiple != 1) unit++;
    return unit;
}

static pv_number count_in(pv_int128 total, const span_unit *unit) {
    return total / unit->multiple * (PV_NUMBER_ONE / NANO);
}

size_t pv_span_write(char out[PV_SPAN_TEXT], pv_span s) {
    pv_int128 total = total_of(s);
    const span_unit *unit = written_unit(pv_span_family_of(s), total);
    pv_number count = count_in(total, unit);
    size_t length = pv_number_write(out, count), word = strlen(unit->word);
    out[length++] = ' ';
    memcpy(out + length, unit->word, word);
    length += word;
    if (count != PV_NUMBER_ONE) out[length++] = 's';
    return length;
}

size_t pv_span_write_iso(char out[PV_SPAN_TEXT], pv_span s) {
    pv_int128 total = total_of(s);
    const span_unit *unit = written_unit(pv_span_family_of(s), total);
    size_t length = 0;
    if (total < 0) out[length++] = '-';
    out[length++] = 'P';
    if (unit->after_t) out[length++] = 'T';
    length += pv_number_write(out + length, count_in(total < 0 ? -total : total, unit));
    out[length++] = unit->designator;
    return length;
}
