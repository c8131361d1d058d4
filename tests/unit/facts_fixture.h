/* A facts reader over a schema of rows, and what it made of a document as texts that assertions can compare. */
#ifndef PV_TESTS_FACTS_FIXTURE_H
#define PV_TESTS_FACTS_FIXTURE_H

#include <stdio.h>

#include "base/buffer.h"
#include "facts/facts.h"
#include "schema_fixture.h"
#include "unit.h"
#include "values/canonical.h"

enum { READER_BYTES = 16 << 20, READER_DEPTH = 64 };

typedef struct facts_reader {
    schema_fixture schema;
    pv_facts *facts;
    pv_buffer text; /* what read_facts and value_of return */
} facts_reader;

static inline void reader_init(facts_reader *reader, const fixture_row *rows, size_t count, const char *constants) {
    fixture_init(&reader->schema, rows, count, constants);
    pv_buffer_init(&reader->text, &reader->schema.memory);
    ck_assert_int_eq(pv_facts_create(&reader->facts, &reader->schema.schema, &reader->schema.memory,
                                     reader->schema.slots, READER_BYTES, READER_DEPTH),
                     PROVISO_OK);
}

static inline void reader_clear(facts_reader *reader) {
    pv_facts_destroy(reader->facts);
    pv_buffer_clear(&reader->text);
    ck_assert_uint_eq(reader->schema.memory.used, 0);
    fixture_clear(&reader->schema);
}

static inline const char *reader_text(facts_reader *reader) {
    pv_buffer_add_char(&reader->text, '\0');
    ck_assert(!reader->text.failed);
    return reader->text.data;
}

/* "ok", or each refusal as "path: expected, found FOUND", a line each; then "N more" where there are. */
static inline const char *outcome_of(facts_reader *reader, proviso_status status) {
    pv_buffer *out = &reader->text;
    size_t count, more;
    const pv_refusal *refusals = pv_facts_refusals(reader->facts, &count, &more);
    pv_buffer_reset(out);
    ck_assert_int_eq(status == PROVISO_FACTS_REFUSED, count > 0);
    if (status == PROVISO_OK) pv_buffer_add_string(out, "ok");
    if (status == PROVISO_LIMIT_REACHED) pv_buffer_add_string(out, "limit");
    if (status == PROVISO_OUT_OF_MEMORY) pv_buffer_add_string(out, "memory");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) pv_buffer_add_char(out, '\n');
        pv_buffer_format(out, "%t: %t, found %t", refusals[i].path, refusals[i].expected, refusals[i].found);
    }
    if (more > 0) pv_buffer_format(out, "\n%zu more", more);
    return reader_text(reader);
}

static inline const char *read_bytes(facts_reader *reader, const char *json, size_t length) {
    return outcome_of(reader, pv_facts_read_json(reader->facts, pv_text(json, length), false));
}

static inline const char *read_facts(facts_reader *reader, const char *json) {
    return read_bytes(reader, json, strlen(json));
}

static inline const char *read_strictly(facts_reader *reader, const char *json) {
    return outcome_of(reader, pv_facts_read_json(reader->facts, text_of(json), true));
}

/* The slot of a field in canonical form. */
static inline const char *value_of(facts_reader *reader, const char *path) {
    const pv_schema_field *field = fixture_field(&reader->schema, path);
    pv_canonical how = {(pv_type_kind)field->kind, field->currency, NULL};
    if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY)
        how.currency = (pv_currency)reader->schema.slots[field->slot + 1];
    pv_buffer_reset(&reader->text);
    pv_canonical_text(&reader->text, reader->schema.slots[field->slot], &how);
    return reader_text(reader);
}

/* Runs tests, each between `setup` and `teardown`. */
static inline int run_facts_suite(const char *name, void (*setup)(void), void (*teardown)(void),
                                  const TTest *const *tests, size_t count) {
    Suite *suite = suite_create(name);
    TCase *cases = tcase_create(name);
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, setup, teardown);
    for (size_t i = 0; i < count; i++) tcase_add_test(cases, tests[i]);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define RUN_FACTS_SUITE(name, setup, teardown, ...)                                                                    \
    run_facts_suite(name, setup, teardown, (const TTest *[]){__VA_ARGS__},                                             \
                    sizeof((const TTest *[]){__VA_ARGS__}) / sizeof(const TTest *))

#endif
