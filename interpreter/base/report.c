/* Report: the problems of a policy, kept in order as they come, in memory of the report's own.
 *
 * The problems of one file stand together, files in the order in which they were first named; within a file the order
 * is by offset, then code, then arrival. Once PV_REPORT_MOST are kept, an error takes the place of a warning, and what
 * comes after is only counted, so a hostile policy cannot make the report grow. Names of files and lines of source are
 * shared between neighbours. Rendering is left to source/render.c. */
#include "base/report.h"

#include <string.h>

#include "base/text.h"

void pv_report_init(proviso_report *report, const proviso_allocator *allocator) {
    *report = (proviso_report){0};
    pv_memory_init(&report->memory, allocator, 0);
    pv_arena_init(&report->arena, &report->memory);
}

void pv_report_clear(proviso_report *report) {
    pv_arena_clear(&report->arena);
    pv_memory_release(&report->memory, report->problems, report->capacity * sizeof *report->problems);
    report->problems = NULL;
    report->count = report->capacity = report->errors = 0;
    report->failed = false;
}

/* The end of the run of problems of the same file; where the file is new, the end of all. */
static size_t end_of_file(const proviso_report *report, proviso_text file) {
    size_t at = report->count;
    while (at > 0 && !pv_text_equal(report->problems[at - 1].file, file)) at--;
    return at > 0 ? at : report->count;
}

static bool sorts_after(const proviso_problem *a, const proviso_problem *b) {
    return a->offset != b->offset ? a->offset > b->offset : pv_text_compare(a->code, b->code) > 0;
}

static size_t place(const proviso_report *report, const proviso_problem *problem) {
    size_t at = end_of_file(report, problem->file);
    while (at > 0 && pv_text_equal(report->problems[at - 1].file, problem->file) &&
           sorts_after(&report->problems[at - 1], problem))
        at--;
    return at;
}

/* Identical problems stand right before the place at which another of them would go. */
static bool is_known(const proviso_report *report, size_t at, const proviso_problem *problem) {
    for (; at > 0; at--) {
        const proviso_problem *other = &report->problems[at - 1];
        if (other->offset != problem->offset || !pv_text_equal(other->code, problem->code) ||
            !pv_text_equal(other->file, problem->file))
            return false;
        if (pv_text_equal(other->message, problem->message)) return true;
    }
    return false;
}

static bool has_room(proviso_report *report) {
    if (report->count < report->capacity) return true;
    size_t capacity = pv_memory_grown(report->capacity, report->count + 1, sizeof *report->problems);
    proviso_problem *problems = pv_memory_resize(&report->memory, report->problems, report->capacity * sizeof *problems,
                                                 capacity * sizeof *problems);
    if (!problems) return false;
    report->problems = problems;
    report->capacity = capacity;
    return true;
}

static bool keep_text(proviso_report *report, proviso_text *text) {
    *text = pv_arena_copy(&report->arena, *text);
    return text->data != NULL;
}

/* As keep_text, but `*text` may be shared with a problem nearby. */
static bool share_text(proviso_report *report, proviso_text *text, proviso_text nearby) {
    if (!pv_text_equal(*text, nearby)) return keep_text(report, text);
    *text = nearby;
    return true;
}

static bool keep(proviso_report *report, size_t at, const proviso_problem *problem) {
    if (!has_room(report)) return false;
    proviso_problem kept = *problem, none = {0};
    const proviso_problem *nearby = at > 0 ? &report->problems[at - 1] : &none;
    if (!keep_text(report, &kept.code) || !keep_text(report, &kept.message) || !keep_text(report, &kept.hint) ||
        !share_text(report, &kept.file, nearby->file) || !share_text(report, &kept.excerpt, nearby->excerpt))
        return false;
    proviso_problem *slot = &report->problems[at];
    memmove(slot + 1, slot, (report->count - at) * sizeof *slot);
    *slot = kept;
    report->count++;
    return true;
}

/* An error is worth more than a warning: where no more is kept, the last warning makes way for it. */
static bool make_way(proviso_report *report) {
    for (size_t i = report->count; i > 0; i--) {
        if (report->problems[i - 1].severity == PROVISO_ERROR) continue;
        memmove(&report->problems[i - 1], &report->problems[i], (report->count - i) * sizeof *report->problems);
        report->count--;
        return true;
    }
    return false;
}

void pv_report_add(proviso_report *report, const proviso_problem *problem) {
    bool is_error = problem->severity == PROVISO_ERROR;
    if (is_known(report, place(report, problem), problem)) return;
    if (is_error) report->errors++;
    if (report->count == PV_REPORT_MOST && !(is_error && make_way(report))) return;
    if (!keep(report, place(report, problem), problem)) report->failed = true;
}

proviso_status proviso_report_create(proviso_report **out, const proviso_allocator *allocator) {
    if (!out) return PROVISO_INVALID_ARGUMENT;
    pv_memory memory;
    pv_memory_init(&memory, allocator, 0);
    proviso_report *report = pv_memory_allocate(&memory, sizeof *report);
    if (!report) return PROVISO_OUT_OF_MEMORY;
    pv_report_init(report, allocator);
    *out = report;
    return PROVISO_OK;
}

void proviso_report_destroy(proviso_report *report) {
    if (!report) return;
    pv_report_clear(report);
    proviso_allocator allocator = report->memory.allocator;
    allocator.reallocate(allocator.context, report, sizeof *report, 0);
}

void proviso_report_clear(proviso_report *report) {
    if (report) pv_report_clear(report);
}

size_t proviso_report_count(const proviso_report *report) { return report ? report->count : 0; }

size_t proviso_report_errors(const proviso_report *report) { return report ? report->errors : 0; }

proviso_status proviso_report_get(proviso_problem *out, const proviso_report *report, size_t index) {
    if (!out || !report) return PROVISO_INVALID_ARGUMENT;
    if (index >= report->count) return PROVISO_NOT_FOUND;
    *out = report->problems[index];
    return PROVISO_OK;
}
