/* The public functions of engines and of the library itself: checks of arguments, and defaults. */
#include "api/handles.h"

#include <string.h>

#include "base/memory.h"

#define TEXT_OF_NUMBER(n) #n
#define VERSION_TEXT(major, minor, patch) TEXT_OF_NUMBER(major) "." TEXT_OF_NUMBER(minor) "." TEXT_OF_NUMBER(patch)

const char *proviso_version(void) {
    return VERSION_TEXT(PROVISO_VERSION_MAJOR, PROVISO_VERSION_MINOR, PROVISO_VERSION_PATCH);
}

proviso_text proviso_text_of(const char *zero_ended) {
    return (proviso_text){zero_ended, zero_ended == NULL ? 0 : strlen(zero_ended)};
}

const char *proviso_status_text(proviso_status status) {
    switch (status) {
    case PROVISO_OK: return "ok";
    case PROVISO_INVALID_ARGUMENT: return "invalid argument";
    case PROVISO_OUT_OF_MEMORY: return "out of memory";
    case PROVISO_POLICY_ERRORS: return "the policy has errors";
    case PROVISO_FACTS_REFUSED: return "the facts were refused";
    case PROVISO_LIMIT_REACHED: return "a limit was reached";
    case PROVISO_NOT_FOUND: return "not found";
    case PROVISO_WRONG_TYPE: return "wrong type";
    case PROVISO_WRITE_FAILED: return "the write function failed";
    }
    return "unknown status";
}

enum { MEBIBYTE = 1024 * 1024, ELEMENTS_MOST = 10000000 };

/* The default where `given` is 0, and never more than `most`. */
static bool take_limit(size_t *out, size_t given, size_t most) {
    *out = given == 0 ? most : given;
    return *out <= most;
}

static bool take_limits(proviso_limits *out, const proviso_limits *given) {
    static const proviso_limits none = {0};
    if (given->size == 0)
        given = &none;
    else if (given->size != sizeof *given)
        return false;
    out->size = sizeof *out;
    out->memory_bytes = given->memory_bytes == 0 ? (size_t)1024 * MEBIBYTE : given->memory_bytes;
    out->budget = given->budget == 0 ? 100000000 : given->budget;
    out->elements = given->elements == 0 ? ELEMENTS_MOST : given->elements;
    return out->elements <= ELEMENTS_MOST &&
           take_limit(&out->source_bytes, given->source_bytes, (size_t)16 * MEBIBYTE) &&
           take_limit(&out->facts_bytes, given->facts_bytes, (size_t)16 * MEBIBYTE) &&
           take_limit(&out->nesting, given->nesting, 64);
}

proviso_status proviso_engine_create(proviso_engine **out, const proviso_engine_options *options) {
    static const proviso_engine_options defaults = {.size = sizeof defaults};
    if (options == NULL) options = &defaults;
    if (out == NULL || options->size != sizeof *options) return PROVISO_INVALID_ARGUMENT;
    proviso_limits limits;
    if (!take_limits(&limits, &options->limits)) return PROVISO_INVALID_ARGUMENT;
    pv_memory memory;
    pv_memory_init(&memory, &options->allocator, 0);
    proviso_engine *engine = pv_memory_allocate(&memory, sizeof *engine);
    if (engine == NULL) return PROVISO_OUT_OF_MEMORY;
    *engine =
        (proviso_engine){memory.allocator, limits, options->load_zone, options->zone_version, options->zone_context};
    *out = engine;
    return PROVISO_OK;
}

void proviso_engine_destroy(proviso_engine *engine) {
    if (engine == NULL) return;
    pv_memory memory;
    pv_memory_init(&memory, &engine->allocator, 0);
    pv_memory_release(&memory, engine, sizeof *engine);
}
