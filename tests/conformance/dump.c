/* Prints checked policies as JSON: the front half of the program, of which the conformance driver's evaluator is the
 * other half.
 *
 * Reads frames of the kind `policy` (a policy's text) and passes over all others. Answers each with `model` and its
 * JSON, or with `errors` and the report. It links source, syntax and check alone. */
#include "dump.h"
#include "frames.h"

#include <string.h>

#include "syntax/syntax.h"

static void answer(proviso_text policy, pv_memory *memory) {
    pv_arena arena;
    pv_buffer out;
    pv_source source;
    pv_tree tree;
    pv_model model;
    proviso_report *report = NULL;
    pv_arena_init(&arena, memory);
    pv_buffer_init(&out, memory);
    if (proviso_report_create(&report, NULL) != PROVISO_OK) frame_fail("out of memory");
    pv_source_init(&source, PROVISO_TEXT("policy"), policy, report, &arena);
    if (pv_syntax_parse(&tree, &source, &arena, 64) != PROVISO_OK ||
        pv_check(&model, &tree, &source, &arena) != PROVISO_OK)
        frame_fail("out of memory");
    bool is_whole = source.errors == 0;
    if (is_whole)
        dump_model(&out, &model);
    else if (proviso_report_render(report, false, pv_buffer_write, &out) != PROVISO_OK)
        frame_fail("a report that cannot be rendered");
    if (out.failed) frame_fail("out of memory");
    frame_write(is_whole ? "model" : "errors", out.data, out.length);
    proviso_report_destroy(report);
    pv_buffer_clear(&out);
    pv_arena_clear(&arena);
}

int main(void) {
    struct frame frame = {.data = NULL};
    pv_memory memory;
    pv_memory_init(&memory, NULL, 0);
    while (frame_read(&frame))
        if (strcmp(frame.kind, "policy") == 0) answer((proviso_text){frame.data, frame.length}, &memory);
    frame_clear(&frame);
    return 0;
}
