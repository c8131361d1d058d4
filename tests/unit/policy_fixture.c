#include "policy_fixture.h"

#include <stdio.h>

bool pinned_zones(void *context, proviso_text name, proviso_write_fn write, void *write_context) {
    char path[512];
    (void)context;
    snprintf(path, sizeof path, "%s/zones/%.*s", PROVISO_TEST_DATA, (int)name.length, name.data);
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    char bytes[8192];
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return write(write_context, bytes, length);
}

proviso_engine *new_engine(counting_allocator *counter) {
    proviso_engine_options options = {.size = sizeof options, .load_zone = pinned_zones};
    if (counter != NULL) options.allocator = allocator_of(counter);
    proviso_engine *engine = NULL;
    ck_assert_int_eq(proviso_engine_create(&engine, &options), PROVISO_OK);
    return engine;
}

static bool print(void *context, const char *data, size_t length) { return fwrite(data, 1, length, context) == length; }

proviso_program *compile_text(proviso_text policy) {
    proviso_engine *engine = new_engine(NULL);
    proviso_report *report = NULL;
    proviso_program *program = NULL;
    ck_assert_int_eq(proviso_report_create(&report, NULL), PROVISO_OK);
    proviso_status status = proviso_program_compile(&program, engine, PROVISO_TEXT("test.proviso"), policy, report);
    if (status != PROVISO_OK) proviso_report_render(report, false, print, stderr);
    ck_assert_int_eq(status, PROVISO_OK);
    proviso_report_destroy(report);
    proviso_engine_destroy(engine);
    return program;
}

proviso_program *compile(const char *policy) { return compile_text(proviso_text_of(policy)); }

static char rendered[1 << 20];
static size_t rendered_length;

static bool keep(void *context, const char *data, size_t length) {
    (void)context;
    if (length >= sizeof rendered - rendered_length) return false;
    memcpy(rendered + rendered_length, data, length);
    rendered_length += length;
    rendered[rendered_length] = 0;
    return true;
}

static const char *decide(proviso_program *program, const char *facts, proviso_format format) {
    proviso_session *session = NULL;
    const proviso_decision *decision = NULL;
    rendered_length = 0;
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    proviso_status status = proviso_facts_read_json(session, proviso_text_of(facts), 0);
    ck_assert(status == PROVISO_OK || status == PROVISO_FACTS_REFUSED);
    ck_assert_int_eq(proviso_decide(&decision, session), PROVISO_OK);
    ck_assert_int_eq(proviso_decision_render(decision, format, keep, NULL), PROVISO_OK);
    proviso_session_destroy(session);
    return rendered;
}

const char *decide_json(proviso_program *program, const char *facts) {
    return decide(program, facts, PROVISO_FORMAT_JSON);
}

const char *decide_text(proviso_program *program, const char *facts) {
    return decide(program, facts, PROVISO_FORMAT_TEXT);
}

char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "cannot open %s", path);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(fread(text, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    text[size] = 0;
    *length = (size_t)size;
    return text;
}
