/* Render: a report as people read it, on a terminal or in a file.
 *
 *   refund.proviso:12:8: error[E0104]: no fact is called `pakage`
 *     12 |   when pakage.used
 *        |        ^~~~~~
 *        hint: did you mean `package`?
 *
 * Nothing is allocated: the text leaves in pieces. What came from a policy cannot command the terminal: characters that
 * control it, or that turn the direction of writing, leave as U+FFFD. The caret stands under the meant characters where
 * tabs are wide, where characters take two cells (East Asian Width) and where they take none (combining marks). */
#include <string.h>

#include "base/report.h"
#include "base/text.h"

enum { CELLS_MOST = 160, CELLS_BEFORE = 60 /* kept before the meant characters where a line is cut */ };

typedef struct pv_render {
    proviso_write_fn write;
    void *context;
    bool colour;
    bool failed;
    size_t length;
    char buffer[512];
} pv_render;

static void flush(pv_render *out) {
    if (out->length > 0 && !out->failed) out->failed = !out->write(out->context, out->buffer, out->length);
    out->length = 0;
}

static void put(pv_render *out, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (out->length == sizeof out->buffer) flush(out);
        out->buffer[out->length++] = bytes[i];
    }
}

static void put_string(pv_render *out, const char *string) { put(out, string, strlen(string)); }

static void put_times(pv_render *out, char c, size_t times) {
    for (; times > 0; times--) put(out, &c, 1);
}

static void put_colour(pv_render *out, const char *escape) {
    if (out->colour) put_string(out, escape);
}

static size_t write_digits(char digits[20], size_t value) {
    size_t at = 20;
    do digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    memmove(digits, digits + at, 20 - at);
    return 20 - at;
}

static void put_size(pv_render *out, size_t value) {
    char digits[20];
    put(out, digits, write_digits(digits, value));
}

/* One character of a text: its bytes, its code point, the cells that it takes on a terminal. */
typedef struct pv_glyph {
    size_t length;
    uint32_t code_point;
    size_t cells;
} pv_glyph;

static uint32_t decode(const unsigned char *bytes, size_t length) {
    static const unsigned char masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code_point = bytes[0] & masks[length];
    for (size_t i = 1; i < length; i++) code_point = code_point << 6 | (bytes[i] & 0x3F);
    return code_point;
}

typedef struct pv_interval {
    uint32_t first, last;
} pv_interval;

static bool is_within(uint32_t code_point, const pv_interval *intervals, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (code_point >= intervals[i].first && code_point <= intervals[i].last) return true;
    return false;
}

#define IS_WITHIN(code_point, intervals) is_within(code_point, intervals, sizeof(intervals) / sizeof *(intervals))

/* C0 without tab, DEL, C1, and the marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
static bool is_harmful(uint32_t code_point) {
    static const pv_interval harmful[] = {{0, 8},           {10, 0x1F},       {0x7F, 0x9F},    {0x061C, 0x061C},
                                          {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};
    return IS_WITHIN(code_point, harmful);
}

/* Wide by Unicode Standard Annex 11, in blocks; no cell for combining marks and joiners. */
static size_t cells_of(uint32_t code_point) {
    static const pv_interval wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},
                                       {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                                       {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18AFF}, {0x1B000, 0x1B2FF},
                                       {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    static const pv_interval none[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},  {0x064B, 0x065F},
                                       {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},  {0x20D0, 0x20FF},
                                       {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};
    if (IS_WITHIN(code_point, none)) return 0;
    return IS_WITHIN(code_point, wide) ? 2 : 1;
}

static pv_glyph glyph_at(proviso_text text, size_t at) {
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    if (*bytes >= ' ' && *bytes < 0x7F) return (pv_glyph){1, *bytes, 1};
    size_t length = pv_utf8_sequence(text.data + at, text.length - at);
    if (length == 0) return (pv_glyph){1, 0, 1};
    uint32_t code_point = decode(bytes, length);
    return (pv_glyph){length, code_point, is_harmful(code_point) ? 1 : cells_of(code_point)};
}

static void put_glyph(pv_render *out, proviso_text text, size_t at, pv_glyph glyph) {
    if (is_harmful(glyph.code_point))
        put_string(out, "\xEF\xBF\xBD");
    else
        put(out, text.data + at, glyph.length);
}

static void put_text(pv_render *out, proviso_text text) {
    pv_glyph glyph;
    for (size_t at = 0; at < text.length; at += glyph.length) {
        glyph = glyph_at(text, at);
        put_glyph(out, text, at, glyph);
    }
}

/* Columns count bytes that begin a character, as source.c does, so that text that is no UTF-8 lines up as well. */
static bool begins_column(proviso_text text, size_t at) { return ((unsigned char)text.data[at] & 0xC0) != 0x80; }

/* The offset of a column, 0-based, or the text's length. */
static size_t offset_of_column(proviso_text text, size_t column) {
    size_t at = 0, seen = 0;
    for (; at < text.length; at++)
        if (begins_column(text, at) && seen++ == column) break;
    return at;
}

/* The part of a line that is shown: all of it, or what surrounds the meant characters. */
typedef struct pv_view {
    proviso_text text;
    size_t mark;  /* offset of the meant characters in `text` */
    size_t width; /* how many there are */
    bool cut_before, cut_after;
} pv_view;

static pv_view view_of(const proviso_problem *problem) {
    proviso_text line = problem->excerpt;
    size_t column = problem->column > 0 ? problem->column - 1 : 0;
    size_t first = 0, mark = offset_of_column(line, column);
    bool is_long = offset_of_column(line, CELLS_MOST) < line.length;
    if (is_long && column > CELLS_BEFORE) first = offset_of_column(line, column - CELLS_BEFORE);
    proviso_text rest = {line.data + first, line.length - first};
    size_t shown = is_long ? offset_of_column(rest, CELLS_MOST) : rest.length;
    return (pv_view){
        .text = {rest.data, shown},
        .mark = mark - first,
        .width = problem->width,
        .cut_before = first > 0,
        .cut_after = shown < rest.length,
    };
}

static void put_gutter(pv_render *out, proviso_text label, size_t width) {
    put_colour(out, "\x1b[34m");
    put_times(out, ' ', width - label.length);
    put(out, label.data, label.length);
    put_string(out, " |");
    put_colour(out, "\x1b[0m");
    put_string(out, " ");
}

static void put_excerpt(pv_render *out, const pv_view *view) {
    if (view->cut_before) put_string(out, "...");
    put_text(out, view->text);
    if (view->cut_after) put_string(out, "...");
    put_string(out, "\n");
}

/* Blanks up to the meant characters, tabs where the line has tabs, then `^~~~`. */
static void put_caret(pv_render *out, const pv_view *view, const char *colour) {
    pv_glyph glyph;
    size_t at = 0, cells = 0, seen = 0;
    if (view->cut_before) put_times(out, ' ', 3);
    for (; at < view->mark && at < view->text.length; at += glyph.length) {
        glyph = glyph_at(view->text, at);
        if (glyph.code_point == '\t')
            put_string(out, "\t");
        else
            put_times(out, ' ', glyph.cells);
    }
    for (; at < view->text.length && seen < view->width; at += glyph.length) {
        glyph = glyph_at(view->text, at);
        seen += begins_column(view->text, at);
        cells += glyph.cells;
    }
    put_colour(out, colour);
    put_string(out, "^");
    put_times(out, '~', cells > 1 ? cells - 1 : 0);
    put_colour(out, "\x1b[0m");
    put_string(out, "\n");
}

static void put_head(pv_render *out, const proviso_problem *problem, const char *colour) {
    put_colour(out, "\x1b[1m");
    put_text(out, problem->file);
    if (problem->line > 0) {
        put_string(out, ":");
        put_size(out, problem->line);
        put_string(out, ":");
        put_size(out, problem->column);
    }
    put_string(out, ": ");
    put_colour(out, colour);
    put_string(out, problem->severity == PROVISO_ERROR ? "error[" : "warning[");
    put_text(out, problem->code);
    put_string(out, "]:");
    put_colour(out, "\x1b[0m");
    put_string(out, " ");
    put_text(out, problem->message);
    put_string(out, "\n");
}

static void put_problem(pv_render *out, const proviso_problem *problem) {
    enum { GUTTER = 4 };
    const char *colour = problem->severity == PROVISO_ERROR ? "\x1b[1;31m" : "\x1b[1;33m";
    char digits[20];
    proviso_text label = {digits, write_digits(digits, problem->line)};
    size_t gutter = label.length > GUTTER ? label.length : GUTTER;
    put_head(out, problem, colour);
    if (problem->line > 0 && problem->excerpt.length > 0) {
        pv_view view = view_of(problem);
        put_gutter(out, label, gutter);
        put_excerpt(out, &view);
        put_gutter(out, (proviso_text){"", 0}, gutter);
        put_caret(out, &view, colour);
    }
    if (problem->hint.length > 0) {
        put_times(out, ' ', gutter + 1);
        put_colour(out, "\x1b[36m");
        put_string(out, "hint:");
        put_colour(out, "\x1b[0m");
        put_string(out, " ");
        put_text(out, problem->hint);
        put_string(out, "\n");
    }
}

proviso_status proviso_report_render(const proviso_report *report, bool colour, proviso_write_fn write, void *context) {
    if (!report || !write) return PROVISO_INVALID_ARGUMENT;
    pv_render out = {.write = write, .context = context, .colour = colour};
    for (size_t i = 0; i < report->count && !out.failed; i++) put_problem(&out, &report->problems[i]);
    flush(&out);
    return out.failed ? PROVISO_WRITE_FAILED : PROVISO_OK;
}
