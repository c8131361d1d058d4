/* Where the suites are.
 *
 * Directories wait in a queue instead of on the stack. A link to a directory is followed where the user names it, not
 * where it is met on the way, so no link leads round in circles or out of what was asked for. Suites are sorted at the
 * end, so that neither the order of the paths nor that of a directory shows. */
#define _POSIX_C_SOURCE 200809L
#include "cli/suite.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/output.h"

typedef struct search {
    pv_cli_suites *found;
    pv_cli_names queue; /* directories; those before `at` were entered */
    size_t at;
} search;

static void clear_suite(pv_cli_suite *suite) {
    free(suite->policy);
    free(suite->cases);
    free(suite->only);
}

/* `path` up to `length` is that of the suite without an ending; `end` is that of its policy; `only` is taken over. */
static int add_suite(search *in, const char *path, size_t length, const char *end, char *only) {
    pv_cli_suites *found = in->found;
    pv_cli_suite suite = {pv_cli_path_with_end(path, length, end), pv_cli_path_with_end(path, length, ".cases"), only};
    if (suite.policy == NULL || suite.cases == NULL) goto failed;
    if (found->count == found->capacity) {
        size_t capacity = found->capacity == 0 ? 16 : found->capacity * 2;
        pv_cli_suite *items = realloc(found->items, capacity * sizeof *items);
        if (items == NULL) goto failed;
        found->items = items;
        found->capacity = capacity;
    }
    found->items[found->count++] = suite;
    return PV_CLI_DONE;
failed:
    clear_suite(&suite);
    return pv_cli_memory_error();
}

/* Without its last ending, which is there. */
static size_t length_without_end(const char *path) { return (size_t)(strrchr(path, '.') - path); }

bool pv_cli_is_case_file(const char *name) {
    return pv_cli_path_ends(name, ".json") || pv_cli_path_ends(name, ".ndjson") || pv_cli_path_ends(name, ".golden");
}

/* NAME.cases/CASE.json and the like. */
static int add_case(search *in, const char *path) {
    const char *base = pv_cli_path_base(path);
    char *directory = pv_cli_path_with_end(path, base == path ? 0 : (size_t)(base - path) - 1, "");
    char *only = NULL;
    int code;
    if (directory == NULL) {
        code = pv_cli_memory_error();
    } else if (!pv_cli_path_ends(directory, ".cases") || !pv_cli_is_case_file(base)) {
        code = pv_cli_usage_error("test", "%s: neither a policy (NAME.proviso, NAME.pvc) nor a case (in NAME.cases)",
                                  path);
    } else {
        only = pv_cli_path_with_end(base, length_without_end(base), "");
        code = only == NULL ? pv_cli_memory_error()
                            : add_suite(in, directory, length_without_end(directory), ".proviso", only);
    }
    free(directory);
    return code;
}

/* A directory waits in the queue, which takes the path over. */
static int add_directory(search *in, char *path) {
    return pv_cli_names_take(&in->queue, path) == 0 ? PV_CLI_DONE : pv_cli_memory_error();
}

/* What was found in a directory; takes the path over. Files of other kinds are nothing to speak of there. */
static int add_found(search *in, char *path) {
    struct stat status;
    if (path == NULL) return pv_cli_memory_error();
    bool directory = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (directory && !pv_cli_path_ends(path, ".cases")) return add_directory(in, path);
    int code = PV_CLI_DONE;
    if (directory || pv_cli_path_ends(path, ".proviso"))
        code = add_suite(in, path, length_without_end(path), ".proviso", NULL);
    free(path);
    return code;
}

/* What the user named has to be there and to be something. */
static int add_named(search *in, const char *named) {
    struct stat status;
    size_t length = strlen(named);
    while (length > 1 && named[length - 1] == '/') length--;
    char *path = pv_cli_path_with_end(named, length, "");
    if (path == NULL) return pv_cli_memory_error();
    bool exists = stat(path, &status) == 0;
    bool directory = exists && S_ISDIR(status.st_mode);
    if (directory && !pv_cli_path_ends(path, ".cases")) return add_directory(in, path);
    int code;
    if (!exists)
        code = pv_cli_file_error(path, errno);
    else if (directory || pv_cli_path_ends(path, ".proviso"))
        code = add_suite(in, path, length_without_end(path), ".proviso", NULL);
    else if (pv_cli_path_ends(path, ".pvc"))
        code = add_suite(in, path, length_without_end(path), ".pvc", NULL);
    else
        code = add_case(in, path);
    free(path);
    return code;
}

static int enter(search *in, const char *directory) {
    pv_cli_names names = {0};
    int code = PV_CLI_DONE;
    int reason = pv_cli_list_directory(&names, directory);
    if (reason != 0) code = pv_cli_file_error(directory, reason);
    for (size_t i = 0; i < names.count && code == PV_CLI_DONE; i++)
        code = add_found(in, pv_cli_path_join(directory, names.items[i]));
    pv_cli_names_clear(&names);
    return code;
}

/* By policy, a whole suite before single cases of it. */
static int compare_suites(const void *a, const void *b) {
    const pv_cli_suite *left = a, *right = b;
    int order = strcmp(left->policy, right->policy);
    if (order != 0) return order;
    if (left->only == NULL || right->only == NULL) return (left->only != NULL) - (right->only != NULL);
    return strcmp(left->only, right->only);
}

/* A suite is found by its policy and by its cases, and paths may say the same twice. */
static void sort_and_unite(pv_cli_suites *suites) {
    size_t kept = 0;
    if (suites->count > 0) qsort(suites->items, suites->count, sizeof *suites->items, compare_suites);
    for (size_t i = 0; i < suites->count; i++) {
        pv_cli_suite *last = kept == 0 ? NULL : &suites->items[kept - 1];
        bool same = last != NULL && strcmp(last->policy, suites->items[i].policy) == 0 &&
                    (last->only == NULL || strcmp(last->only, suites->items[i].only) == 0);
        if (same)
            clear_suite(&suites->items[i]);
        else
            suites->items[kept++] = suites->items[i];
    }
    suites->count = kept;
}

int pv_cli_suites_find(pv_cli_suites *out, size_t count, const char *const *paths) {
    search in = {.found = out};
    int code = PV_CLI_DONE;
    *out = (pv_cli_suites){0};
    for (size_t i = 0; i < count && code == PV_CLI_DONE; i++) code = add_named(&in, paths[i]);
    while (in.at < in.queue.count && code == PV_CLI_DONE) code = enter(&in, in.queue.items[in.at++]);
    sort_and_unite(out);
    pv_cli_names_clear(&in.queue);
    return code;
}

void pv_cli_suites_clear(pv_cli_suites *suites) {
    for (size_t i = 0; i < suites->count; i++) clear_suite(&suites->items[i]);
    free(suites->items);
    *suites = (pv_cli_suites){0};
}
