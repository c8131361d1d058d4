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

/* ---- Values as texts ------------------------------------------------------------------------------------------- */

static inline void write_root(facts_reader *reader, const pv_schema_group *root, const pv_slot *slots, uint64_t row);

/* The elements of a list that stands in `outer`, whose headers have to say so. */
static inline void write_list(facts_reader *reader, const pv_schema_field *field, pv_slot list, uint64_t outer) {
    const pv_schema *schema = &reader->schema.schema;
    const pv_schema_group *root = &schema->groups[schema->lists[field->first_value].group];
    const pv_elements *rows = &pv_facts_elements(reader->facts)[field->first_value];
    uint64_t first = pv_slot_list_first(list), count = pv_slot_list_count(list);
    size_t wrong = first > rows->count || count > rows->count - first;
    pv_buffer_add_char(&reader->text, '[');
    for (uint64_t i = 0; i < count && wrong == 0; i++) {
        const pv_slot *row = rows->slots + (first + i) * (root->slot_count + 1);
        wrong += pv_row_outer(row[0]) != outer || pv_row_index(row[0]) != i;
        if (i > 0) pv_buffer_add_string(&reader->text, ", ");
        write_root(reader, root, row + 1, first + i);
    }
    pv_buffer_add_char(&reader->text, ']');
    if (wrong > 0) pv_buffer_add_string(&reader->text, " (wrong rows)");
}

static inline void write_field(facts_reader *reader, const pv_schema_field *field, const pv_slot *slots, uint64_t row) {
    pv_canonical how = {(pv_type_kind)field->kind, field->currency, NULL};
    pv_slot value = slots[field->slot];
    if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY)
        how.currency = (pv_currency)slots[field->slot + 1];
    if (field->kind == PV_TYPE_LIST && pv_slot_is_value(value)) {
        write_list(reader, field, value, row);
        return;
    }
    if (field->kind == PV_TYPE_LIST) how.kind = PV_TYPE_BOOL; /* absent, or unknown */
    pv_canonical_text(&reader->text, value, &how);
}

static inline void write_group(facts_reader *reader, const pv_schema_group *group, const pv_slot *slots, uint64_t row) {
    const pv_schema *schema = &reader->schema.schema;
    bool comma = false;
    pv_buffer_add_char(&reader->text, '{');
    for (uint32_t i = 0; i < group->field_count; i++, comma = true) {
        const pv_schema_field *field = &schema->fields[group->first_field + i];
        bool presence = (field->flags & PV_FIELD_PRESENCE) != 0;
        pv_buffer_format(&reader->text, "%s%t%s: ", comma ? ", " : "", pv_schema_text(schema, field->name),
                         presence ? "present" : "");
        write_field(reader, field, slots, row);
    }
    for (uint32_t i = 0; i < group->group_count; i++, comma = true) {
        const pv_schema_group *inner = &schema->groups[group->first_group + i];
        pv_buffer_format(&reader->text, "%s%t: ", comma ? ", " : "", pv_schema_text(schema, inner->name));
        write_group(reader, inner, slots, row);
    }
    pv_buffer_add_char(&reader->text, '}');
}

static inline void write_root(facts_reader *reader, const pv_schema_group *root, const pv_slot *slots, uint64_t row) {
    const pv_schema_field *first = &reader->schema.schema.fields[root->first_field];
    if (root->field_count == 1 && first->name.length == 0)
        write_field(reader, first, slots, row);
    else
        write_group(reader, root, slots, row);
}

/* The slot of a field of the document in canonical form; a list with all its elements: "[{price: 1.00 CNY}, …]". */
static inline const char *value_of(facts_reader *reader, const char *path) {
    pv_buffer_reset(&reader->text);
    write_field(reader, fixture_field(&reader->schema, path), reader->schema.slots, 0);
    return reader_text(reader);
}

/* All of the document, likewise. */
static inline const char *facts_of(facts_reader *reader) {
    pv_buffer_reset(&reader->text);
    write_group(reader, &reader->schema.schema.groups[0], reader->schema.slots, 0);
    return reader_text(reader);
}

/* ---- Comparing ------------------------------------------------------------------------------------------------- */

/* Texts are the same where their bytes are, wherever they stand. */
static inline bool same_slot(const pv_schema_field *field, pv_slot a, pv_slot b) {
    bool is_text = field->kind == PV_TYPE_TEXT || field->kind == PV_TYPE_ONE_OF;
    if (!is_text || !pv_slot_is_value(a) || !pv_slot_is_value(b)) return a == b;
    return pv_slot_symbol(a) == pv_slot_symbol(b) && pv_text_equal(pv_slot_text(a), pv_slot_text(b));
}

static inline bool same_row(const pv_schema *schema, const pv_schema_group *root, const pv_slot *a, const pv_slot *b) {
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const pv_schema_field *field = &schema->fields[i];
        const pv_schema_group *group = &schema->groups[field->group];
        while (group != &schema->groups[group->parent]) group = &schema->groups[group->parent];
        if (group != root) continue;
        bool two = field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY;
        if (!same_slot(field, a[field->slot], b[field->slot])) return false;
        if (two && a[field->slot + 1] != b[field->slot + 1]) return false;
    }
    return true;
}

/* Two readers of one schema hold the same: the slots of the document, and all rows with their headers. */
static inline bool same_facts(const facts_reader *a, const facts_reader *b) {
    const pv_schema *schema = &a->schema.schema;
    if (!same_row(schema, &schema->groups[0], a->schema.slots, b->schema.slots)) return false;
    for (uint32_t list = 0; list < schema->list_count; list++) {
        const pv_schema_group *root = &schema->groups[schema->lists[list].group];
        const pv_elements *left = &pv_facts_elements(a->facts)[list], *right = &pv_facts_elements(b->facts)[list];
        if (left->count != right->count) return false;
        for (uint64_t row = 0; row < left->count; row++) {
            uint64_t at = row * (root->slot_count + 1);
            if (left->slots[at] != right->slots[at]) return false;
            if (!same_row(schema, root, &left->slots[at + 1], &right->slots[at + 1])) return false;
        }
    }
    return true;
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
