/* Source: where an offset of a policy's text stands, and the making of diagnostics.
 *
 * A mark for every block of the text holds the line and column of the block's first byte, so a position is found by
 * reading one block at most, however long the lines are and however many problems there are. Columns count characters:
 * every byte that does not continue a UTF-8 sequence. Lines end with LF; a CR before it belongs to the line end.
 * How problems look is left to render.c, how many are kept to base/report.c. */
#include "source/source.h"

#include <string.h>

enum {
    BLOCK = 4096,
    EXCERPT_MOST = 4096 /* bytes from the beginning of a line to the end of its excerpt */
};

typedef struct pv_source_mark {
    uint32_t line;       /* 1 is the first */
    uint32_t line_begin; /* offset */
    uint32_t column;     /* characters between line_begin and here */
} pv_source_mark;

static bool begins_character(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

static pv_source_mark advance(const pv_source *source, pv_source_mark mark, size_t from, size_t to) {
    const char *text = source->text.data;
    for (size_t i = from; i < to; i++) {
        if (text[i] == '\n') {
            mark = (pv_source_mark){mark.line + 1, (uint32_t)(i + 1), 0};
        } else if (begins_character(text[i])) {
            mark.column++;
        }
    }
    return mark;
}

static const pv_source_mark first_mark = {1, 0, 0};

static const pv_source_mark *make_marks(const pv_source *source) {
    size_t count = source->text.length / BLOCK + 1;
    pv_source_mark *marks = pv_arena_array(source->arena, count, sizeof *marks);
    if (!marks) return NULL;
    marks[0] = first_mark;
    for (size_t i = 1; i < count; i++) marks[i] = advance(source, marks[i - 1], (i - 1) * BLOCK, i * BLOCK);
    return marks;
}

void pv_source_init(pv_source *source, proviso_text name, proviso_text text, proviso_report *report, pv_arena *arena) {
    if (!text.data) text = (proviso_text){"", 0};
    *source = (pv_source){.name = name, .text = text, .report = report, .arena = arena};
    if (text.length <= BLOCK) return;
    source->marks = make_marks(source);
    source->failed = !source->marks;
}

static pv_source_mark find(const pv_source *source, size_t offset) {
    if (offset > source->text.length) offset = source->text.length;
    if (!source->marks) return advance(source, first_mark, 0, offset);
    size_t block = offset / BLOCK;
    return advance(source, source->marks[block], block * BLOCK, offset);
}

void pv_source_position(const pv_source *source, uint32_t offset, size_t *line, size_t *column) {
    pv_source_mark mark = find(source, offset);
    *line = mark.line;
    *column = (size_t)mark.column + 1;
}

proviso_text pv_source_slice(const pv_source *source, pv_range range) {
    return (proviso_text){source->text.data + range.begin, range.end - range.begin};
}

/* The line that begins at `begin`, without its end, shortened to EXCERPT_MOST; empty where the problem lies beyond. */
static proviso_text excerpt_of(const pv_source *source, size_t begin, size_t offset) {
    if (offset - begin >= EXCERPT_MOST) return (proviso_text){"", 0};
    proviso_text line = {source->text.data + begin, source->text.length - begin};
    if (line.length > EXCERPT_MOST) line.length = EXCERPT_MOST;
    const char *end = line.length > 0 ? memchr(line.data, '\n', line.length) : NULL;
    if (end) line.length = (size_t)(end - line.data);
    if (line.length > 0 && line.data[line.length - 1] == '\r') line.length--;
    return line;
}

/* Characters of [offset, offset + length) that stand in the excerpt; at least 1. */
static size_t width_of(proviso_text excerpt, size_t offset, size_t length) {
    size_t width = 0;
    for (size_t i = offset; i < excerpt.length && i - offset < length; i++) width += begins_character(excerpt.data[i]);
    return width > 0 ? width : 1;
}

static void add_problem(pv_source *source, proviso_problem *problem, pv_range range) {
    pv_source_mark mark = find(source, range.begin);
    problem->file = source->name;
    problem->offset = range.begin;
    problem->length = range.end - range.begin;
    problem->line = mark.line;
    problem->column = (size_t)mark.column + 1;
    problem->excerpt = excerpt_of(source, mark.line_begin, range.begin);
    problem->width = width_of(problem->excerpt, range.begin - mark.line_begin, problem->length);
    pv_report_add(source->report, problem);
    if (source->report->failed) source->failed = true;
}

static const struct {
    const char *code;
    proviso_severity severity;
} diagnostics[] = {
#define PV_DIAGNOSTIC(name, code, severity) {code, PROVISO_##severity},
#include "source/diagnostics.def"
#undef PV_DIAGNOSTIC
};

bool pv_source_is_heard(const pv_source *source) {
    const proviso_report *report = source->report;
    return report && (report->count < PV_REPORT_MOST || report->errors < PV_REPORT_MOST);
}

void pv_vdiagnose(pv_source *source, pv_diagnostic which, pv_range range, proviso_text hint, const char *format,
                  va_list arguments) {
    proviso_severity severity = diagnostics[which].severity;
    if (severity == PROVISO_ERROR) source->errors++;
    if (!source->report) return;
    if (!pv_source_is_heard(source)) {
        source->report->errors += severity == PROVISO_ERROR;
        return;
    }
    const char *code = diagnostics[which].code;
    proviso_problem problem = {.severity = severity, .code = {code, strlen(code)}, .hint = hint};
    pv_buffer message;
    pv_buffer_init(&message, source->arena->memory);
    pv_buffer_vformat(&message, format, arguments);
    problem.message = pv_buffer_text(&message);
    if (message.failed)
        source->failed = true;
    else
        add_problem(source, &problem, range);
    pv_buffer_clear(&message);
}

void pv_diagnose(pv_source *source, pv_diagnostic which, pv_range range, proviso_text hint, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    pv_vdiagnose(source, which, range, hint, format, arguments);
    va_end(arguments);
}
