/* What tests of the checker share: a text, parsed and checked, with its report. */
#ifndef PV_TESTS_CHECKED_H
#define PV_TESTS_CHECKED_H

#include "check/model.h"
#include "syntax/syntax.h"
#include "unit.h"

typedef struct checked {
    pv_memory memory;
    pv_arena arena;
    proviso_report *report;
    pv_source source;
    pv_tree tree;
    pv_model model;
    proviso_status status;
} checked;

static inline void parse_text(checked *c, proviso_text text, const proviso_allocator *allocator) {
    *c = (checked){.report = NULL};
    pv_memory_init(&c->memory, allocator, 0);
    pv_arena_init(&c->arena, &c->memory);
    c->status = proviso_report_create(&c->report, allocator);
    if (c->status != PROVISO_OK) return;
    pv_source_init(&c->source, text_of("p.proviso"), text, c->report, &c->arena);
    c->status = pv_syntax_parse(&c->tree, &c->source, &c->arena, 64);
}

static inline void check_text(checked *c, proviso_text text) {
    parse_text(c, text, NULL);
    if (c->status == PROVISO_OK) c->status = pv_check(&c->model, &c->tree, &c->source, &c->arena);
}

static inline void check_string(checked *c, const char *text) { check_text(c, text_of(text)); }

static inline void release_checked(checked *c) {
    proviso_report_destroy(c->report);
    pv_arena_clear(&c->arena);
}

/* The codes of all problems, in the order of the file: "E0101 W0004 ". */
static inline const char *codes_of(const checked *c, char *out, size_t size) {
    size_t length = 0;
    for (size_t i = 0; i < proviso_report_count(c->report); i++) {
        proviso_problem problem;
        proviso_report_get(&problem, c->report, i);
        if (length + problem.code.length + 2 > size) break;
        memcpy(out + length, problem.code.data, problem.code.length);
        length += problem.code.length;
        out[length++] = ' ';
    }
    out[length] = '\0';
    return out;
}

#define ck_assert_codes(text, expected)                                                                                \
    do {                                                                                                               \
        checked checked_;                                                                                              \
        char codes_[1024];                                                                                             \
        check_string(&checked_, text);                                                                                 \
        ck_assert_int_eq(checked_.status, PROVISO_OK);                                                                 \
        const char *actual_ = codes_of(&checked_, codes_, sizeof codes_);                                              \
        ck_assert_msg(strcmp(actual_, expected) == 0, "`%s` instead of `%s` for\n%s", actual_, expected, text);        \
        release_checked(&checked_);                                                                                    \
    } while (0)

#endif
