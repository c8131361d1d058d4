/* Facts against one policy that has fields of every type, strict and not; twice in one session and once in a fresh one,
 * which must agree: what a session remembers of earlier documents never changes a decision. */
#include "common.h"
#include "target.h"

static proviso_program *policy(void) {
    static proviso_program *program;
    if (program != NULL) return program;
    proviso_engine *engine = new_engine();
    struct bytes text = read_whole_file(PROVISO_FUZZ_POLICIES "/facts.proviso");
    program = compile_quietly(engine, (proviso_text){text.data, text.length});
    if (program == NULL) fail("facts.proviso has errors");
    free(text.data);
    proviso_engine_destroy(engine);
    return program;
}

static void decide(proviso_session *session, const uint8_t *data, size_t size, unsigned flags, struct bytes *json) {
    json->length = 0;
    keep(json, "", 0);
    decide_all_ways(session, (proviso_text){(const char *)data, size}, flags, json);
}

static bool equal(const struct bytes *a, const struct bytes *b) {
    return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static proviso_session *lasting; /* learns from every input */
    proviso_session *fresh = NULL;
    struct bytes first = {0}, second = {0}, other = {0};
    if (lasting == NULL && proviso_session_create(&lasting, policy()) != PROVISO_OK) fail("no session");
    if (proviso_session_create(&fresh, policy()) != PROVISO_OK) fail("no session");
    for (unsigned flags = 0; flags <= PROVISO_STRICT; flags++) {
        decide(fresh, data, size, flags, &first);
        decide(lasting, data, size, flags, &second);
        decide(lasting, data, size, flags, &other);
        if (!equal(&first, &second) || !equal(&first, &other)) found("a session remembers");
    }
    free(first.data);
    free(second.data);
    free(other.data);
    proviso_session_destroy(fresh);
    return 0;
}
