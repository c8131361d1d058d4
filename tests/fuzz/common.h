/* What the fuzz targets and the corruption driver share: an engine, files, and all that a host can ask of a program and
 * of a decision, for the sake of asking. */
#ifndef PV_TESTS_FUZZ_COMMON_H
#define PV_TESTS_FUZZ_COMMON_H

#include <proviso/proviso.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that grow; free() the data. */
struct bytes {
    char *data;
    size_t length, capacity;
};

/* A proviso_write_fn whose context is a struct bytes; and one that takes everything and keeps nothing. */
bool keep(void *context, const char *data, size_t length);
bool ignore(void *context, const char *data, size_t length);

/* Stops the process, with a line that says what, where a test found something. */
_Noreturn void found(const char *what);
/* Where the tool itself cannot go on. */
_Noreturn void fail(const char *what);

/* Fails where it cannot be read. Ended by a zero byte that is not counted. */
struct bytes read_whole_file(const char *path);

/* Knows the zones that come with the tests. Limits are small, so that whatever is made of an input stays quick. */
proviso_engine *new_engine(void);

/* NULL where the policy has errors. */
proviso_program *compile_quietly(proviso_engine *engine, proviso_text policy);
proviso_program *load_quietly(proviso_engine *engine, proviso_text bytes);
struct bytes save(const proviso_program *program);

/* Reads the facts, decides, asks for every output by name, renders in both forms. The last JSON is added to `json`
 * (may be NULL). */
void decide_all_ways(proviso_session *session, proviso_text facts, unsigned flags, struct bytes *json);
/* Everything about a program that needs no facts, and each of the documents. */
void use_program(proviso_program *program, const proviso_text *documents, size_t count);

/* The non-empty lines of a file, at most `most`; of {"facts": …} what stands there. */
size_t documents_of(proviso_text *documents, size_t most, const struct bytes *file);

#endif
