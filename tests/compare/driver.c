/* The driver of the comparisons: what the layer of values answers to requests, one a line, read from the standard input
 * and answered with one line each.
 *
 *   driver DIRECTORY_OF_ZONES < requests > answers
 *
 * A request is words with one blank between: the table below has the first of them, and what follows. */
#include "driver.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct command {
    const char *name;
    void (*answer)(driver *d, const request *r);
} command;

static const command commands[] = {
    {"number", answer_number},             /* TEXT */
    {"json-number", answer_json_number},   /* TEXT */
    {"padded", answer_padded},             /* DIGITS NUMBER */
    {"money", answer_money},               /* TEXT */
    {"evaluate", answer_evaluate},         /* WORD... in postfix order */
    {"span", answer_span},                 /* TEXT */
    {"iso-span", answer_iso_span},         /* TEXT */
    {"spans", answer_combine_spans},       /* SPAN + SPAN, SPAN - SPAN, SPAN * NUMBER, SPAN / SPAN */
    {"zone", answer_zone},                 /* NAME: of the requests that follow */
    {"offset", answer_offset},             /* SECONDS */
    {"local", answer_local},               /* LOCAL_SECONDS */
    {"day-at", answer_day_at},             /* SECONDS */
    {"date", answer_date},                 /* TEXT */
    {"time", answer_time},                 /* TEXT */
    {"weekday", answer_weekday},           /* DATE */
    {"month", answer_month},               /* DATE: its first day, its last, its length */
    {"days-between", answer_days_between}, /* DATE DATE */
    {"shift-date", answer_shift_date},     /* DATE +|- SPAN */
    {"shift-time", answer_shift_time},     /* TIME +|- SPAN */
    {"elapsed", answer_elapsed},           /* TIME TIME */
    {"date-units", answer_units_of_dates}, /* DATE DATE SPAN: whole and started */
    {"time-units", answer_units_of_times}, /* TIME TIME SPAN */
};

void refuse(const request *r) {
    fprintf(stderr, "driver: no such request: %.*s\n", (int)r->rest.length, r->rest.data);
    exit(2);
}

proviso_text word_at(const request *r, size_t n) {
    if (n >= r->count) refuse(r);
    return r->words[n];
}

/* Words are ended by a blank or the end of the line, neither of which strtoll reads. */
int64_t integer_at(const request *r, size_t n) { return strtoll(word_at(r, n).data, NULL, 10); }

pv_span span_at(const request *r, size_t n) {
    pv_span s = 0;
    if (pv_span_parse_iso(&s, word_at(r, n)) != PV_PARSED) refuse(r);
    return s;
}

void print(const char *text) { fputs(text, stdout); }

void print_text(const char *data, size_t length) { fwrite(data, 1, length, stdout); }

void print_integer(pv_int128 n) {
    char digits[40];
    size_t at = sizeof digits;
    pv_uint128 rest = n < 0 ? -(pv_uint128)n : (pv_uint128)n;
    do {
        digits[--at] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest != 0);
    if (n < 0) print("-");
    print_text(digits + at, sizeof digits - at);
}

void print_fraction(pv_fraction f) {
    print_integer(f.p);
    print("/");
    print_integer(f.q);
}

void print_day(pv_day day) {
    char text[PV_DAY_TEXT];
    print_text(text, pv_day_write(text, day));
}

void print_span(pv_span s) {
    char text[PV_SPAN_TEXT];
    print_text(text, pv_span_write_iso(text, s));
}

bool print_parsed(pv_parsed parsed) {
    if (parsed == PV_PARSED_MALFORMED) print("malformed");
    if (parsed == PV_PARSED_OUT_OF_RANGE) print("out of range");
    return parsed == PV_PARSED;
}

static void split(request *r, const char *line, size_t length) {
    *r = (request){.rest = {line, length}};
    const char *at = line, *end = line + length;
    for (;;) {
        const char *blank = memchr(at, ' ', (size_t)(end - at));
        const char *word_end = blank ? blank : end;
        if (r->count < WORDS_MOST) r->words[r->count++] = pv_text(at, (size_t)(word_end - at));
        if (!blank) break;
        at = blank + 1;
        if (r->count == 1) r->rest = pv_text(at, (size_t)(end - at));
    }
    if (r->count == 1) r->rest.length = 0;
}

static void answer(driver *d, const request *r) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (pv_text_is(r->words[0], commands[i].name)) {
            commands[i].answer(d, r);
            print("\n");
            return;
        }
    refuse(r);
}

int main(int argc, char **argv) {
    static char line[4096];
    driver d = {.zones = argc > 1 ? argv[1] : "/usr/share/zoneinfo", .zone = pv_zone_utc()};
    pv_memory_init(&d.memory, NULL, 0);
    pv_arena_init(&d.arena, &d.memory);
    while (fgets(line, sizeof line, stdin)) {
        request r;
        split(&r, line, strcspn(line, "\n"));
        answer(&d, &r);
    }
    pv_arena_clear(&d.arena);
    return fflush(stdout) == 0 && !ferror(stdin) ? EXIT_SUCCESS : EXIT_FAILURE;
}
