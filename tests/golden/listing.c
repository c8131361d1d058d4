/* Golden listings: what the library says of a policy that is compiled with the pinned time zones of the tests.
 *
 *   golden_listing disassemble|describe POLICY GOLDEN [--update]
 *
 * With --update, or where the environment has PROVISO_UPDATE_GOLDENS, the golden is written anew, to be read in the
 * diff. */
#include <stdio.h>

#include "unit/policy_fixture.h"

static char policy[1 << 16], expected[1 << 20], actual[1 << 20];
static size_t actual_length;

static size_t read_whole(const char *path, char *bytes, size_t size) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) return 0;
    size_t length = fread(bytes, 1, size, file);
    fclose(file);
    return length;
}

static bool write_whole(const char *path) {
    FILE *file = fopen(path, "wb");
    if (file == NULL) return false;
    bool complete = fwrite(actual, 1, actual_length, file) == actual_length;
    return fclose(file) == 0 && complete;
}

static bool keep(void *context, const char *data, size_t length) {
    (void)context;
    if (length > sizeof actual - actual_length) return false;
    memcpy(actual + actual_length, data, length);
    actual_length += length;
    return true;
}

static proviso_status list(const char *what, const char *path) {
    proviso_engine_options options = {.size = sizeof options, .load_zone = pinned_zones};
    proviso_engine *engine = NULL;
    proviso_program *program = NULL;
    proviso_text text = {policy, read_whole(path, policy, sizeof policy)};
    proviso_status status = proviso_engine_create(&engine, &options);
    if (status == PROVISO_OK) status = proviso_program_compile(&program, engine, proviso_text_of(path), text, NULL);
    if (status == PROVISO_OK && strcmp(what, "describe") == 0)
        status = proviso_program_describe(program, keep, NULL);
    else if (status == PROVISO_OK)
        status = proviso_program_disassemble(program, keep, NULL);
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    return status;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: %s disassemble|describe POLICY GOLDEN [--update]\n", argv[0]);
        return EXIT_FAILURE;
    }
    bool update = (argc > 4 && strcmp(argv[4], "--update") == 0) || getenv("PROVISO_UPDATE_GOLDENS") != NULL;
    proviso_status status = list(argv[1], argv[2]);
    if (status != PROVISO_OK) {
        printf("%s: %s\n", argv[2], proviso_status_text(status));
        return EXIT_FAILURE;
    }
    size_t length = read_whole(argv[3], expected, sizeof expected);
    if (length == actual_length && memcmp(expected, actual, length) == 0) return EXIT_SUCCESS;
    if (update) return write_whole(argv[3]) ? EXIT_SUCCESS : EXIT_FAILURE;
    printf("%s differs from what is said today of %s:\n%.*s", argv[3], argv[2], (int)actual_length, actual);
    return EXIT_FAILURE;
}
