/* What every reader of facts has to survive: damaged documents, and allocations that fail. */
#ifndef PV_TESTS_FACTS_DAMAGE_H
#define PV_TESTS_FACTS_DAMAGE_H

#include <stdlib.h>
#include <string.h>

#include "facts_fixture.h"

/* Read from a block of exactly its size, so that a sanitizer sees whoever reads beyond. */
static inline proviso_status read_exactly(facts_reader *reader, const char *json, size_t length) {
    char *copy = malloc(length > 0 ? length : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, json, length);
    proviso_status status = pv_facts_read_json(reader->facts, pv_text(copy, length), length % 2 == 0);
    free(copy);
    return status;
}

/* The document is read, and no beginning of it. */
static inline void expect_beginnings_refused(facts_reader *reader, const char *good, size_t length) {
    ck_assert_int_eq(pv_facts_read_json(reader->facts, pv_text(good, length), false), PROVISO_OK);
    for (size_t n = 0; n < length; n++) ck_assert_int_eq(read_exactly(reader, good, n), PROVISO_FACTS_REFUSED);
}

/* With any byte in any place it is read or refused, and mostly refused. */
static inline void expect_verdict_on_changes(facts_reader *reader, const char *good, size_t length) {
    size_t neither = 0, refused = 0;
    char *json = malloc(length);
    ck_assert_ptr_nonnull(json);
    for (size_t at = 0; at < length; at++) {
        memcpy(json, good, length);
        for (int byte = 0; byte < 256; byte++) {
            json[at] = (char)byte;
            proviso_status status = read_exactly(reader, json, length);
            refused += status == PROVISO_FACTS_REFUSED;
            neither += status != PROVISO_OK && status != PROVISO_FACTS_REFUSED;
        }
    }
    free(json);
    ck_assert_uint_eq(neither, 0);
    ck_assert_uint_gt(refused, length * 128);
}

/* A reader over the schema of another one, whose memory can fail. */
typedef struct failing {
    counting_allocator counts;
    facts_reader reader;
} failing;

static inline void failing_init(failing *f, const facts_reader *like) {
    *f = (failing){.reader = *like};
    proviso_allocator allocator = allocator_of(&f->counts);
    pv_memory_init(&f->reader.schema.memory, &allocator, 0);
    ck_assert_int_eq(pv_facts_create(&f->reader.facts, &like->schema.schema, &f->reader.schema.memory,
                                     like->schema.slots, READER_BYTES, READER_DEPTH),
                     PROVISO_OK);
}

/* What it made texts in is again that of `like`. */
static inline void failing_clear(failing *f, facts_reader *like) {
    pv_facts_destroy(f->reader.facts);
    like->text = f->reader.text;
    ck_assert_uint_eq(f->counts.live, 0);
}

#endif
