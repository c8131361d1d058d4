/* The public functions of programs, but for compiling: checks of arguments, and forwarding. This file is in the runtime
 * library too, so it knows nothing of sources and trees. */
#include "api/handles.h"
#include "base/report.h"
#include "program/file.h"

proviso_status proviso_program_with_params(proviso_program **out, const proviso_program *program,
                                           const proviso_param *params, size_t count, size_t *problem) {
    if (out == NULL || program == NULL || (params == NULL && count > 0)) return PROVISO_INVALID_ARGUMENT;
    return pv_program_with_params(out, program, params, count, problem);
}

proviso_text proviso_program_param_expects(const proviso_program *program, proviso_text name) {
    const pv_program_param *param = program == NULL ? NULL : pv_program_param_find(program, name);
    return param == NULL ? (proviso_text){"", 0} : pv_program_param_expects(param);
}

proviso_text proviso_program_param_name(const proviso_program *program, size_t index) {
    if (program == NULL || index >= program->param_count) return (proviso_text){"", 0};
    return pv_program_text(program, program->params[index].name);
}

/* ---- Compiled files ---- */

proviso_status pv_api_write_out(const proviso_program *program, proviso_write_fn write, void *context,
                                bool (*make)(pv_buffer *out, const proviso_program *program)) {
    if (program == NULL || write == NULL) return PROVISO_INVALID_ARGUMENT;
    pv_memory memory;
    pv_buffer buffer;
    pv_memory_init(&memory, &program->memory.allocator, program->limits.memory_bytes);
    pv_buffer_init(&buffer, &memory);
    proviso_status status = PROVISO_INVALID_ARGUMENT;
    if (make(&buffer, program)) {
        status = PROVISO_OUT_OF_MEMORY;
        if (!buffer.failed) status = write(context, buffer.data, buffer.length) ? PROVISO_OK : PROVISO_WRITE_FAILED;
    }
    pv_buffer_clear(&buffer);
    return status;
}

proviso_status proviso_program_save(const proviso_program *program, proviso_write_fn write, void *context) {
    return pv_api_write_out(program, write, context, pv_program_save);
}

static void report_damage(proviso_report *report, proviso_text name, const char *message) {
    proviso_problem problem = {.severity = PROVISO_ERROR,
                               .code = PROVISO_TEXT("E0701"),
                               .message = proviso_text_of(message),
                               .hint = PROVISO_TEXT("build it anew from its text with `proviso build`"),
                               .file = name};
    pv_report_add(report, &problem);
}

proviso_status proviso_program_load(proviso_program **out, proviso_engine *engine, proviso_text name,
                                    proviso_text bytes, proviso_report *report) {
    if (out == NULL || engine == NULL || (bytes.data == NULL && bytes.length > 0)) return PROVISO_INVALID_ARGUMENT;
    const char *problem = NULL;
    proviso_status status = pv_program_load(out, bytes, &engine->allocator, &engine->limits, &problem);
    if (status == PROVISO_POLICY_ERRORS && report != NULL) report_damage(report, name, problem);
    return status;
}

bool proviso_is_compiled(proviso_text bytes) { return pv_file_is(bytes); }

proviso_text proviso_program_id(const proviso_program *program) {
    if (program == NULL) return (proviso_text){"", 0};
    return (proviso_text){program->id, sizeof program->id};
}

proviso_program *proviso_program_retain(proviso_program *program) {
    return program == NULL ? NULL : pv_program_retain(program);
}

void proviso_program_release(proviso_program *program) { pv_program_release(program); }

proviso_text proviso_program_name(const proviso_program *program) {
    return program == NULL ? (proviso_text){"", 0} : pv_program_text(program, program->name);
}

proviso_text proviso_program_policy_version(const proviso_program *program) {
    return program == NULL ? (proviso_text){"", 0} : pv_program_text(program, program->version);
}

size_t proviso_program_memory(const proviso_program *program) { return program == NULL ? 0 : program->memory.used; }
