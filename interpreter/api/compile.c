/* The public function that compiles. Compiling is the line of stations: source, syntax, check, compile; each runs only
 * when the one before found no error, but parsing and checking both run on a policy with syntax errors, so that all
 * errors are found. The runtime library does without this file. */
#include "compile/compile.h"
#include "api/handles.h"
#include "check/model.h"
#include "syntax/syntax.h"

static proviso_status compile(proviso_program **out, const proviso_engine *engine, pv_source *source, pv_arena *arena) {
    pv_tree tree;
    pv_model model;
    pv_zone_loader zones = {engine->load_zone, engine->zone_version, engine->zone_context};
    proviso_status status = pv_syntax_parse(&tree, source, arena, (unsigned)engine->limits.nesting);
    if (status == PROVISO_OK) status = pv_check(&model, &tree, source, arena);
    if (status == PROVISO_OK && source->errors > 0) status = PROVISO_POLICY_ERRORS;
    if (status != PROVISO_OK) return status;
    return pv_compile(out, &model, source, arena, &zones, &engine->allocator, &engine->limits);
}

proviso_status proviso_program_compile(proviso_program **out, proviso_engine *engine, proviso_text name,
                                       proviso_text text, proviso_report *report) {
    if (out == NULL || engine == NULL || (text.data == NULL && text.length > 0)) return PROVISO_INVALID_ARGUMENT;
    if (text.length > engine->limits.source_bytes) return PROVISO_LIMIT_REACHED;
    pv_memory memory;
    pv_arena arena;
    pv_source source;
    pv_memory_init(&memory, &engine->allocator, engine->limits.memory_bytes);
    pv_arena_init(&arena, &memory);
    pv_source_init(&source, name, text, report, &arena);
    proviso_status status = compile(out, engine, &source, &arena);
    pv_arena_clear(&arena);
    if (report != NULL && report->failed && status == PROVISO_POLICY_ERRORS) status = PROVISO_OUT_OF_MEMORY;
    return status;
}
