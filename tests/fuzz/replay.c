/* Runs a fuzz target over files, without a fuzzer: what was found once stays found.
 *
 *   replay_TARGET FILE_OR_DIRECTORY... */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <stdio.h>

#include "common.h"
#include "target.h"

static size_t replayed;

/* In a block of its own size, so that the sanitizer sees the first read behind it. */
static void replay_file(const char *path) {
    struct bytes file = read_whole_file(path);
    uint8_t *exact = malloc(file.length > 0 ? file.length : 1);
    if (exact == NULL) fail("out of memory");
    memcpy(exact, file.data, file.length);
    LLVMFuzzerTestOneInput(exact, file.length);
    free(exact);
    free(file.data);
    replayed++;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        DIR *directory = opendir(argv[i]);
        if (directory == NULL) {
            replay_file(argv[i]);
            continue;
        }
        for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
            char path[1024];
            if (entry->d_name[0] == '.') continue;
            snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            replay_file(path);
        }
        closedir(directory);
    }
    printf("%zu inputs\n", replayed);
    return replayed > 0 ? 0 : 1;
}
