/* Source: a policy's text with its lines, and diagnostics that point into it. */
#ifndef PV_SOURCE_SOURCE_H
#define PV_SOURCE_SOURCE_H

#include "base/buffer.h"
#include "base/report.h"

/* Bytes [begin, end) of the source. */
typedef struct pv_range {
    uint32_t begin, end;
} pv_range;

static inline pv_range pv_range_join(pv_range a, pv_range b) {
    return (pv_range){a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

typedef struct pv_source {
    proviso_text name;      /* of the file, as given */
    proviso_text text;      /* borrowed */
    proviso_report *report; /* may be NULL */
    size_t errors;
    pv_arena *arena;                    /* of the marks and of the memory that messages take */
    const struct pv_source_mark *marks; /* one a block of the text; NULL: short, or memory failed */
    bool failed;                        /* memory failed: a problem is not in the report */
} pv_source;

void pv_source_init(pv_source *source, proviso_text name, proviso_text text, proviso_report *report, pv_arena *arena);

/* The diagnostics: diagnostics.def has a row PV_DIAGNOSTIC(NAME, "E0104", ERROR) for each; codes are never reused.
 * E00xx scanning and parsing, E01xx names, E02xx types, E03xx presence, E04xx decisions, E05xx limits, E06xx zones,
 * E07xx compiled files, E09xx mistakes of this library, W0xxx warnings. */
typedef enum pv_diagnostic {
#define PV_DIAGNOSTIC(name, code, severity) PV_DIAGNOSTIC_##name,
#include "source/diagnostics.def"
#undef PV_DIAGNOSTIC
    PV_DIAGNOSTIC_COUNT
} pv_diagnostic;

/* Reports a problem at a range; `hint` may be empty. The message is formatted as pv_buffer_format does. */
void pv_diagnose(pv_source *source, pv_diagnostic which, pv_range range, proviso_text hint, const char *format, ...);
void pv_vdiagnose(pv_source *source, pv_diagnostic which, pv_range range, proviso_text hint, const char *format,
                  va_list arguments);

/* Whether a problem would still be kept: there is a report, and it is not full of errors. Messages that cost something
 * need not be made otherwise. */
bool pv_source_is_heard(const pv_source *source);

/* 1-based line and column (in characters) of an offset. */
void pv_source_position(const pv_source *source, uint32_t offset, size_t *line, size_t *column);
proviso_text pv_source_slice(const pv_source *source, pv_range range);

#endif
