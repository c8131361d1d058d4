/* A host that has the runtime library alone: loads a compiled policy and decides cases.
 *
 *   host PROGRAM.pvc [CASES...]   a line of JSON for each decision; CASES.ndjson has {"facts": ...} a line, any other
 *                                 file is one document
 *
 * Ends with 1 where a file cannot be used, and prints why. */
#include <proviso/proviso.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool print(void *context, const char *data, size_t length) { return fwrite(data, 1, length, context) == length; }

/* free() it; NULL where it cannot be read. */
static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t capacity = 0, taken = 1;
    *length = 0;
    while (file != NULL && taken > 0) {
        if (*length == capacity) {
            char *grown = realloc(bytes, capacity = capacity * 2 + 4096);
            if (grown == NULL) break;
            bytes = grown;
        }
        taken = fread(bytes + *length, 1, capacity - *length, file);
        *length += taken;
    }
    if (file != NULL) fclose(file);
    if (taken == 0) return bytes;
    fprintf(stderr, "%s: cannot be read\n", path);
    free(bytes);
    return NULL;
}

static bool decide(proviso_session *session, proviso_text facts) {
    const proviso_decision *decision;
    proviso_status status = proviso_facts_read_json(session, facts, 0);
    if (status == PROVISO_OK || status == PROVISO_FACTS_REFUSED) status = proviso_decide(&decision, session);
    if (status == PROVISO_OK) status = proviso_decision_render(decision, PROVISO_FORMAT_JSON, print, stdout);
    putchar('\n');
    if (status != PROVISO_OK) fprintf(stderr, "%s\n", proviso_status_text(status));
    return status == PROVISO_OK;
}

static bool decide_lines(proviso_session *session, proviso_text text) {
    bool ok = true;
    while (text.length > 0 && ok) {
        const char *end = memchr(text.data, '\n', text.length);
        proviso_text line = {text.data, end == NULL ? text.length : (size_t)(end - text.data)}, facts;
        ok = proviso_json_member(&facts, line, PROVISO_TEXT("facts")) == PROVISO_OK && decide(session, facts);
        size_t taken = line.length + (end != NULL);
        text = (proviso_text){text.data + taken, text.length - taken};
    }
    return ok;
}

static bool decide_file(proviso_session *session, const char *path) {
    size_t length, ending = strlen(".ndjson"), name = strlen(path);
    char *bytes = read_file(path, &length);
    if (bytes == NULL) return false;
    bool lines = name > ending && strcmp(path + name - ending, ".ndjson") == 0;
    proviso_text text = {bytes, length};
    bool ok = lines ? decide_lines(session, text) : decide(session, text);
    free(bytes);
    return ok;
}

static proviso_program *load(const char *path) {
    proviso_engine *engine = NULL;
    proviso_report *report = NULL;
    proviso_program *program = NULL;
    size_t length;
    char *bytes = read_file(path, &length);
    if (bytes != NULL && proviso_engine_create(&engine, NULL) == PROVISO_OK &&
        proviso_report_create(&report, NULL) == PROVISO_OK &&
        proviso_program_load(&program, engine, proviso_text_of(path), (proviso_text){bytes, length}, report) !=
            PROVISO_OK)
        proviso_report_render(report, false, print, stderr);
    proviso_report_destroy(report);
    proviso_engine_destroy(engine);
    free(bytes);
    return program;
}

int main(int argc, char **argv) {
    proviso_session *session = NULL;
    proviso_program *program = argc > 1 ? load(argv[1]) : NULL;
    bool ok = program != NULL && proviso_session_create(&session, program) == PROVISO_OK;
    for (int i = 2; i < argc && ok; i++) ok = decide_file(session, argv[i]);
    proviso_session_destroy(session);
    proviso_program_release(program);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
