/* Differences line by line: the longest common subsequence of what is left when equal lines at both ends are put aside.
 *
 * Its table grows with the product of the lines; where that is beyond TABLE_MOST, everything in the middle counts as
 * replaced, which is as true and only less helpful. Lines keep their line ends, so that a text which lacks its last one
 * differs from a text which has it. */
#include "cli/diff.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/buffer.h"

enum { TABLE_MOST = 4 * 1024 * 1024 }; /* cells of four bytes */

typedef struct lines {
    proviso_text *items;
    size_t count;
} lines;

/* One step from the expected lines to the actual ones. */
typedef struct step {
    char mark; /* ' ', '-' or '+' */
    proviso_text line;
    size_t number; /* of the expected line that is next, from 1 */
} step;

typedef struct steps {
    step *items;
    size_t count;
} steps;

static bool split(lines *out, proviso_text text) {
    proviso_text line, rest = text;
    size_t count = 0;
    while (pv_cli_next_line(&line, &rest)) count++;
    *out = (lines){calloc(count + 1, sizeof *out->items), 0};
    if (out->items == NULL) return false;
    for (rest = text; out->count < count;) pv_cli_next_line(&out->items[out->count++], &rest);
    return true;
}

static size_t common_head(const lines *a, const lines *b) {
    size_t count = 0;
    while (count < a->count && count < b->count && pv_cli_equal(a->items[count], b->items[count])) count++;
    return count;
}

static size_t common_tail(const lines *a, const lines *b, size_t head) {
    size_t count = 0;
    while (count < a->count - head && count < b->count - head &&
           pv_cli_equal(a->items[a->count - 1 - count], b->items[b->count - 1 - count]))
        count++;
    return count;
}

/* table[i * (b_count + 1) + j]: the length of the longest common subsequence of a[i..] and b[j..]. NULL when memory
 * fails; where the table would be too large, all of its cells are left at 0, as if nothing were common. */
static uint32_t *common_lengths(const proviso_text *a, size_t a_count, const proviso_text *b, size_t b_count,
                                size_t *width) {
    bool fits = b_count < TABLE_MOST && a_count < TABLE_MOST / (b_count + 1);
    *width = fits ? b_count + 1 : 0;
    uint32_t *table = calloc(fits ? (a_count + 1) * (b_count + 1) : 1, sizeof *table);
    if (table == NULL || !fits) return table;
    for (size_t i = a_count; i-- > 0;) {
        uint32_t *row = table + i * *width, *below = row + *width;
        for (size_t j = b_count; j-- > 0;) {
            if (pv_cli_equal(a[i], b[j]))
                row[j] = below[j + 1] + 1;
            else
                row[j] = below[j] > row[j + 1] ? below[j] : row[j + 1];
        }
    }
    return table;
}

static void add_step(steps *out, char mark, proviso_text line, size_t number) {
    out->items[out->count++] = (step){mark, line, number};
}

/* What is expected comes before what is there instead of it. */
static bool add_middle(steps *out, const proviso_text *a, size_t a_count, const proviso_text *b, size_t b_count,
                       size_t number) {
    size_t width;
    uint32_t *table = common_lengths(a, a_count, b, b_count, &width);
    if (table == NULL) return false;
    size_t i = 0, j = 0;
    while (i < a_count || j < b_count) {
        const uint32_t *here = width == 0 ? NULL : table + i * width + j;
        if (here != NULL && i < a_count && j < b_count && pv_cli_equal(a[i], b[j])) {
            add_step(out, ' ', a[i], number + i);
            i++;
            j++;
        } else if (i < a_count && (here == NULL || j == b_count || here[width] >= here[1])) {
            add_step(out, '-', a[i], number + i);
            i++;
        } else {
            add_step(out, '+', b[j], number + i);
            j++;
        }
    }
    free(table);
    return true;
}

static bool compare(steps *out, const lines *a, const lines *b) {
    size_t head = common_head(a, b), tail = common_tail(a, b, head);
    *out = (steps){calloc(a->count + b->count + 1, sizeof *out->items), 0};
    if (out->items == NULL) return false;
    for (size_t i = 0; i < head; i++) add_step(out, ' ', a->items[i], i + 1);
    if (!add_middle(out, a->items + head, a->count - head - tail, b->items + head, b->count - head - tail, head + 1))
        return false;
    for (size_t i = a->count - tail; i < a->count; i++) add_step(out, ' ', a->items[i], i + 1);
    return true;
}

static void print_step(const step *printed) {
    bool ended = printed->line.length > 0 && printed->line.data[printed->line.length - 1] == '\n';
    putchar(printed->mark);
    fwrite(printed->line.data, 1, printed->line.length, stdout);
    if (!ended) fputs("\n\\ no line end at the end\n", stdout);
}

/* Steps that are no further than `context` from one that changes something; with a heading where others were left out,
 * and always the first time. */
static void print_steps(const steps *all, size_t context, bool headed) {
    size_t printed = 0; /* all before this one were printed or left out */
    bool first = true;
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].mark == ' ') continue;
        size_t begin = i - printed > context ? i - context : printed;
        if (headed && (first || begin > printed)) printf("@@ line %zu @@\n", all->items[begin].number);
        first = false;
        for (printed = begin; printed <= i; printed++) print_step(&all->items[printed]);
        for (; printed < all->count && printed <= i + context && all->items[printed].mark == ' '; printed++)
            print_step(&all->items[printed]);
    }
}

static bool print_difference(proviso_text expected, proviso_text actual, size_t context, bool headed) {
    lines a = {0}, b = {0};
    steps found = {0};
    bool done = split(&a, expected) && split(&b, actual) && compare(&found, &a, &b);
    if (done) print_steps(&found, context, headed);
    free(found.items);
    free(b.items);
    free(a.items);
    return done;
}

bool pv_cli_print_diff(proviso_text expected, proviso_text actual) {
    return print_difference(expected, actual, 3, true);
}

/* A line end behind each comma of the outermost object, and at the end: nothing is left out, so equal lines are equal
 * members. */
static void unfold(pv_cli_buffer *out, proviso_text json) {
    size_t depth = 0, begin = 0;
    bool quoted = false;
    for (size_t i = 0; i < json.length; i++) {
        char c = json.data[i];
        if (c == '"') {
            quoted = !quoted;
        } else if (quoted) {
            if (c == '\\') i++;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            depth--;
        } else if (c == ',' && depth == 1) {
            pv_cli_buffer_add(out, (proviso_text){json.data + begin, i + 1 - begin});
            pv_cli_buffer_add(out, PROVISO_TEXT("\n"));
            begin = i + 1;
        }
    }
    pv_cli_buffer_add(out, (proviso_text){json.data + begin, json.length - begin});
    pv_cli_buffer_add(out, PROVISO_TEXT("\n"));
}

bool pv_cli_print_json_diff(proviso_text expected, proviso_text actual) {
    pv_cli_buffer a = {0}, b = {0};
    unfold(&a, expected);
    unfold(&b, actual);
    bool done = !a.failed && !b.failed && print_difference(pv_cli_buffer_text(&a), pv_cli_buffer_text(&b), 0, false);
    pv_cli_buffer_clear(&b);
    pv_cli_buffer_clear(&a);
    return done;
}
