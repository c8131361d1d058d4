/* What the tests of the deciding half share: compiling a policy from text, and deciding one document as a line of JSON.
 */
#ifndef PV_TESTS_POLICY_FIXTURE_H
#define PV_TESTS_POLICY_FIXTURE_H

#include "unit.h"

/* The pinned zones of the tests as a proviso_zone_fn. */
bool pinned_zones(void *context, proviso_text name, proviso_write_fn write, void *write_context);

/* An engine that knows the pinned zones; `counter` NULL: the C library's memory. */
proviso_engine *new_engine(counting_allocator *counter);
/* Fails the test, printing the report, where the policy has errors. */
proviso_program *compile(const char *policy);
proviso_program *compile_text(proviso_text policy);

/* The decision as JSON (or text), zero-ended, in a buffer that the next call overwrites. */
const char *decide_json(proviso_program *program, const char *facts);
const char *decide_text(proviso_program *program, const char *facts);

/* A whole file of the source tree; zero-ended; free() it. Fails the test where it cannot be read. */
char *read_file(const char *path, size_t *length);

#endif
