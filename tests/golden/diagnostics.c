/* Golden diagnostics: each NAME.proviso of a folder has a NAME.golden that holds what a report on it prints.
 *
 *   golden_diagnostics FOLDER [--update]
 *
 * With --update, or where the environment has PROVISO_UPDATE_GOLDENS, the expected texts are written anew, to be read
 * in the diff. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/model.h"
#include "syntax/syntax.h"

static const char input_ending[] = ".proviso", golden_ending[] = ".golden";

/* ---- Files ---- */

static bool read_file(const char *path, pv_buffer *out) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    char block[4096];
    for (size_t length; (length = fread(block, 1, sizeof block, file)) > 0;)
        pv_buffer_add(out, (proviso_text){block, length});
    bool complete = !ferror(file) && !out->failed;
    fclose(file);
    return complete;
}

static bool write_file(const char *path, proviso_text text) {
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool complete = fwrite(text.data ? text.data : "", 1, text.length, file) == text.length;
    return fclose(file) == 0 && complete;
}

/* ---- One file ---- */

static bool diagnose(pv_buffer *out, const char *name, proviso_text policy, pv_memory *memory) {
    pv_arena arena;
    pv_arena_init(&arena, memory);
    proviso_report *report = NULL;
    pv_source source;
    pv_tree tree;
    pv_model model;
    bool complete = proviso_report_create(&report, NULL) == PROVISO_OK;
    if (complete) {
        pv_source_init(&source, (proviso_text){name, strlen(name)}, policy, report, &arena);
        complete = pv_syntax_parse(&tree, &source, &arena, 64) == PROVISO_OK &&
                   pv_check(&model, &tree, &source, &arena) == PROVISO_OK &&
                   proviso_report_render(report, false, pv_buffer_write, out) == PROVISO_OK;
    }
    proviso_report_destroy(report);
    pv_arena_clear(&arena);
    return complete && !out->failed;
}

static bool compare(const char *name, const char *golden, pv_buffer *expected, proviso_text actual, bool update) {
    bool known = read_file(golden, expected);
    if (known && pv_text_equal(pv_buffer_text(expected), actual)) return true;
    if (update) return write_file(golden, actual);
    printf("%s: expected\n%.*s\nbut it is\n%.*s\n", name, (int)expected->length,
           expected->data ? expected->data : "(no golden)", (int)actual.length, actual.data ? actual.data : "");
    return false;
}

static bool check_file(const char *folder, const char *name, bool update) {
    char input[1024], golden[1024];
    size_t stem = strlen(name) - strlen(input_ending);
    snprintf(input, sizeof input, "%s/%s", folder, name);
    snprintf(golden, sizeof golden, "%s/%.*s%s", folder, (int)stem, name, golden_ending);
    pv_memory memory;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer policy, expected, actual;
    pv_buffer_init(&policy, &memory);
    pv_buffer_init(&expected, &memory);
    pv_buffer_init(&actual, &memory);
    bool same = read_file(input, &policy) && diagnose(&actual, name, pv_buffer_text(&policy), &memory) &&
                compare(name, golden, &expected, pv_buffer_text(&actual), update);
    pv_buffer_clear(&policy);
    pv_buffer_clear(&expected);
    pv_buffer_clear(&actual);
    if (!same) printf("%s: differs\n", name);
    return same;
}

/* ---- The folder ---- */

static int is_input(const struct dirent *entry) {
    size_t length = strlen(entry->d_name), ending = strlen(input_ending);
    return length > ending && strcmp(entry->d_name + length - ending, input_ending) == 0;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: %s FOLDER [--update]\n", argv[0]);
        return EXIT_FAILURE;
    }
    bool update = (argc > 2 && strcmp(argv[2], "--update") == 0) || getenv("PROVISO_UPDATE_GOLDENS");
    struct dirent **entries;
    int count = scandir(argv[1], &entries, is_input, alphasort), differing = 0;
    if (count < 0) {
        fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
        return EXIT_FAILURE;
    }
    for (int i = 0; i < count; i++) {
        differing += !check_file(argv[1], entries[i]->d_name, update);
        free(entries[i]);
    }
    free(entries);
    printf("%d files, %d differ\n", count, differing);
    return differing == 0 && count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
