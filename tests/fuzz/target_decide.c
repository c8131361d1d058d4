/* A policy and a document for it, with a zero byte between them. The program as compiled and as loaded from its file
 * decide the same bytes, and so does the program run again. */
#include "common.h"
#include "target.h"

static void decide(proviso_program *program, proviso_text facts, struct bytes *json) {
    proviso_session *session = NULL;
    if (proviso_session_create(&session, program) != PROVISO_OK) return;
    for (unsigned round = 0; round < 2; round++) decide_all_ways(session, facts, 0, json);
    proviso_session_destroy(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *end = size == 0 ? NULL : memchr(data, 0, size);
    if (end == NULL) return 0;
    proviso_text policy = {(const char *)data, (size_t)(end - data)};
    proviso_text facts = {(const char *)end + 1, size - policy.length - 1};
    proviso_engine *engine = new_engine();
    proviso_program *program = compile_quietly(engine, policy);
    if (program != NULL) {
        struct bytes file = save(program), compiled = {0}, loaded = {0};
        proviso_program *again = load_quietly(engine, (proviso_text){file.data, file.length});
        if (again == NULL) found("a compiled policy that cannot be loaded");
        decide(program, facts, &compiled);
        decide(again, facts, &loaded);
        if (compiled.length != loaded.length ||
            (loaded.length > 0 && memcmp(compiled.data, loaded.data, loaded.length) != 0))
            found("a program decides otherwise when it was loaded");
        if (compiled.length % 2 != 0 ||
            (compiled.length > 0 &&
             memcmp(compiled.data, compiled.data + compiled.length / 2, compiled.length / 2) != 0))
            found("a program decides otherwise the second time");
        free(file.data);
        free(compiled.data);
        free(loaded.data);
        proviso_program_release(again);
    }
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    return 0;
}
