/* What the fuzz targets and the corruption driver share. See common.h. */
#include "common.h"

#include <stdio.h>

_Noreturn void found(const char *what) {
    fprintf(stderr, "found: %s\n", what);
    abort();
}

_Noreturn void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(2);
}

bool keep(void *context, const char *data, size_t length) {
    struct bytes *bytes = context;
    if (length + 1 > bytes->capacity - bytes->length) {
        bytes->capacity = bytes->capacity * 2 + length + 1;
        bytes->data = realloc(bytes->data, bytes->capacity);
        if (bytes->data == NULL) fail("out of memory");
    }
    if (length > 0) memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    bytes->data[bytes->length] = 0;
    return true;
}

bool ignore(void *context, const char *data, size_t length) {
    (void)context;
    return length == 0 || data != NULL;
}

struct bytes read_whole_file(const char *path) {
    struct bytes bytes = {0};
    char piece[4096];
    FILE *file = fopen(path, "rb");
    if (file == NULL) fail(path);
    for (size_t taken; (taken = fread(piece, 1, sizeof piece, file)) > 0;) keep(&bytes, piece, taken);
    fclose(file);
    keep(&bytes, "", 0);
    return bytes;
}

static bool pinned_zones(void *context, proviso_text name, proviso_write_fn write, void *write_context) {
    char path[512];
    (void)context;
    int length = snprintf(path, sizeof path, "%s/%.*s", PROVISO_TEST_ZONES, (int)name.length, name.data);
    FILE *file = length < (int)sizeof path ? fopen(path, "rb") : NULL;
    if (file == NULL) return false;
    char bytes[8192];
    size_t taken = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return write(write_context, bytes, taken);
}

static bool pinned_zone_version(void *context, proviso_write_fn write, void *write_context) {
    (void)context;
    return write(write_context, "2025b", 5);
}

proviso_engine *new_engine(void) {
    proviso_engine_options options = {
        .size = sizeof options, .load_zone = pinned_zones, .zone_version = pinned_zone_version};
    options.limits = (proviso_limits){
        .size = sizeof options.limits, .memory_bytes = (size_t)256 << 20, .facts_bytes = 1 << 20, .budget = 1000000};
    proviso_engine *engine = NULL;
    if (proviso_engine_create(&engine, &options) != PROVISO_OK) fail("no engine");
    return engine;
}

proviso_program *compile_quietly(proviso_engine *engine, proviso_text policy) {
    proviso_program *program = NULL;
    proviso_report *report = NULL;
    if (proviso_report_create(&report, NULL) != PROVISO_OK) fail("no report");
    proviso_status status = proviso_program_compile(&program, engine, PROVISO_TEXT("policy"), policy, report);
    if ((status == PROVISO_OK) != (program != NULL)) found("a program without success, or the reverse");
    if (status == PROVISO_OK && proviso_report_errors(report) > 0) found("a program in spite of errors");
    if (status == PROVISO_POLICY_ERRORS && proviso_report_errors(report) == 0) found("refused without an error");
    if (proviso_report_render(report, false, ignore, NULL) != PROVISO_OK) found("a report that cannot be rendered");
    if (proviso_report_render(report, true, ignore, NULL) != PROVISO_OK) found("a report that cannot be rendered");
    proviso_report_destroy(report);
    return program;
}

proviso_program *load_quietly(proviso_engine *engine, proviso_text bytes) {
    proviso_program *program = NULL;
    proviso_status status = proviso_program_load(&program, engine, PROVISO_TEXT("file"), bytes, NULL);
    if ((status == PROVISO_OK) != (program != NULL)) found("a program without success, or the reverse");
    return program;
}

struct bytes save(const proviso_program *program) {
    struct bytes bytes = {0};
    if (proviso_program_save(program, keep, &bytes) != PROVISO_OK) found("a program that cannot be saved");
    return bytes;
}

static bool fine(proviso_status status) {
    return status == PROVISO_OK || status == PROVISO_LIMIT_REACHED || status == PROVISO_OUT_OF_MEMORY;
}

void decide_all_ways(proviso_session *session, proviso_text facts, unsigned flags, struct bytes *json) {
    static const char *const outputs[] = {"amount", "note", "pay", "until", ""};
    const proviso_decision *decision = NULL;
    proviso_status status = proviso_facts_read_json(session, facts, flags);
    if (!fine(status) && status != PROVISO_FACTS_REFUSED) found("facts that are neither read nor refused");
    if (proviso_decide(&decision, session) != PROVISO_OK) found("no decision");
    bool refused = proviso_decision_state(decision) == PROVISO_REFUSED;
    if (refused != (status == PROVISO_FACTS_REFUSED)) found("refused facts were decided, or the reverse");
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        proviso_text value;
        status = proviso_decision_get_output(&value, decision, proviso_text_of(outputs[i]));
        if (!fine(status) && status != PROVISO_NOT_FOUND) found("an output that is neither set nor unset");
    }
    status = proviso_decision_render(decision, PROVISO_FORMAT_TEXT, ignore, NULL);
    if (!fine(status)) found("a decision that cannot be rendered as text");
    status = proviso_decision_render(decision, PROVISO_FORMAT_JSON, json == NULL ? ignore : keep, json);
    if (!fine(status)) found("a decision that cannot be rendered as JSON");
}

static void use_params(proviso_program *program, const proviso_text *documents, size_t count) {
    proviso_param param = {proviso_program_param_name(program, 0), PROVISO_TEXT("7 days")};
    proviso_program *other = NULL;
    proviso_session *session = NULL;
    proviso_program_param_expects(program, param.name);
    if (param.name.length == 0 || proviso_program_with_params(&other, program, &param, 1, NULL) != PROVISO_OK) return;
    if (proviso_session_create(&session, other) == PROVISO_OK && count > 0)
        decide_all_ways(session, documents[0], 0, NULL);
    proviso_session_destroy(session);
    proviso_program_release(other);
}

void use_program(proviso_program *program, const proviso_text *documents, size_t count) {
    proviso_session *session = NULL;
    if (!fine(proviso_program_disassemble(program, ignore, NULL))) found("a program that cannot be disassembled");
    if (!fine(proviso_program_describe(program, ignore, NULL))) found("a program that cannot be described");
    if (!fine(proviso_program_save(program, ignore, NULL))) found("a program that cannot be saved");
    use_params(program, documents, count);
    if (proviso_session_create(&session, program) != PROVISO_OK) return;
    for (size_t i = 0; i < count; i++) decide_all_ways(session, documents[i], 0, NULL);
    proviso_session_destroy(session);
}

size_t documents_of(proviso_text *documents, size_t most, const struct bytes *file) {
    const char *at = file->data, *end = file->data + file->length;
    size_t count = 0;
    while (at < end && count < most) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (line_end == NULL) line_end = end;
        proviso_text line = {at, (size_t)(line_end - at)}, facts;
        if (line.length > 0) {
            bool enveloped = proviso_json_member(&facts, line, PROVISO_TEXT("facts")) == PROVISO_OK;
            documents[count++] = enveloped ? facts : line;
        }
        at = line_end + 1;
    }
    return count;
}
