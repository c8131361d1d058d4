/* What tests of source and syntax share: a text, parsed, with its report. */
#ifndef PV_TESTS_PARSED_H
#define PV_TESTS_PARSED_H

#include "syntax/syntax.h"
#include "unit.h"

typedef struct parsed {
    pv_memory memory;
    pv_arena arena;
    proviso_report *report;
    pv_source source;
    pv_tree tree;
    proviso_status status;
} parsed;

static inline void parse_text(parsed *p, proviso_text text, const proviso_allocator *allocator) {
    *p = (parsed){.report = NULL};
    pv_memory_init(&p->memory, allocator, 0);
    pv_arena_init(&p->arena, &p->memory);
    p->status = proviso_report_create(&p->report, allocator);
    if (p->status != PROVISO_OK) return;
    pv_source_init(&p->source, text_of("p.proviso"), text, p->report, &p->arena);
    p->status = pv_syntax_parse(&p->tree, &p->source, &p->arena, 64);
}

static inline void parse_string(parsed *p, const char *text) { parse_text(p, text_of(text), NULL); }

static inline void release_parsed(parsed *p) {
    proviso_report_destroy(p->report);
    pv_arena_clear(&p->arena);
    ck_assert_uint_eq(p->memory.used, 0);
}

/* What the report says, as people read it. */
static inline void rendered(const parsed *p, pv_buffer *out) {
    ck_assert_int_eq(proviso_report_render(p->report, false, pv_buffer_write, out), PROVISO_OK);
}

/* Parses without a problem. */
static inline void parse_clean(parsed *p, const char *text) {
    parse_string(p, text);
    ck_assert_int_eq(p->status, PROVISO_OK);
    if (p->source.errors == 0) return;
    pv_memory memory;
    pv_buffer out;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&out, &memory);
    rendered(p, &out);
    ck_abort_msg("%.*s", (int)out.length, out.data);
}

#endif
