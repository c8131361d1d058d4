/* A schema built by hand for tests: from rows that name a fact by its path, as the compiler would lay it out. */
#ifndef PV_TESTS_SCHEMA_FIXTURE_H
#define PV_TESTS_SCHEMA_FIXTURE_H

#include "base/memory.h"
#include "program/schema.h"

enum { FIXTURE_GROUP = PV_TYPE_NONE }; /* the kind of a group */

/* A list has a row "tags", and one behind it for its elements: "tags[]" with their kind, where they are scalars or
 * lists; rows "packages[].price" where they are records. */
typedef struct fixture_row {
    const char *path; /* "package.payment.discount"; its group has a row before it */
    int kind;         /* pv_type_kind, or FIXTURE_GROUP */
    unsigned flags;   /* PV_FIELD_…; of a group: PV_FIELD_OPTIONAL, and PV_FIELD_PRESENCE where it has that slot */
    const char *currency;
    pv_time_form form;
    const char *values; /* one of: "call,conference" */
    const char *key;    /* NULL: the name */
} fixture_row;

typedef struct schema_fixture {
    pv_schema schema;
    pv_slot *slots;
    pv_memory memory;
    struct fixture_tables *tables;
} schema_fixture;

/* `constants` (may be NULL): texts that have symbols besides the values of the rows, "gold,silver". */
void fixture_init(schema_fixture *out, const fixture_row *rows, size_t count, const char *constants);
void fixture_clear(schema_fixture *fixture);

/* A field, and its slot in the document. The path has to be one of the rows; that of a group with a PV_FIELD_PRESENCE
 * is that field's. */
const pv_schema_field *fixture_field(const schema_fixture *fixture, const char *path);
pv_slot fixture_slot(const schema_fixture *fixture, const char *path);

#endif
