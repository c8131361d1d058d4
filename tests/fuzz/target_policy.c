/* Policy texts: whatever the input, it is a policy or its errors are reported. A policy is saved, is loaded again as
 * the same program, and decides. */
#include "common.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const proviso_text empty = PROVISO_TEXT("{}");
    proviso_engine *engine = new_engine();
    proviso_program *program = compile_quietly(engine, (proviso_text){(const char *)data, size});
    if (program != NULL) {
        struct bytes file = save(program);
        proviso_program *loaded = load_quietly(engine, (proviso_text){file.data, file.length});
        if (loaded == NULL) found("a compiled policy that cannot be loaded");
        struct bytes again = save(loaded);
        if (again.length != file.length || memcmp(again.data, file.data, file.length) != 0)
            found("a program that was loaded is saved as another");
        use_program(loaded, &empty, 1);
        free(file.data);
        free(again.data);
        proviso_program_release(loaded);
    }
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    return 0;
}
