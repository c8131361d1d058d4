/* Files and directories. What can fail returns 0, a number of errno.h, or PV_CLI_TOO_LARGE. */
#ifndef PV_CLI_FILES_H
#define PV_CLI_FILES_H

#include "cli/buffer.h"

enum {
    PV_CLI_FILE_MOST = 16 << 20,    /* bytes: what the library takes as a policy or as facts */
    PV_CLI_COMPILED_MOST = 1 << 30, /* and as a compiled policy */
    PV_CLI_TOO_LARGE = -1           /* a file is larger than that */
};
#define PV_CLI_FILE_MOST_TEXT "16 MiB"

/* Reads a whole file into `out`, which is empty; `-` is standard input. */
int pv_cli_read_file(pv_cli_buffer *out, const char *path);
/* How a file is named in messages. */
const char *pv_cli_file_name(const char *path);
/* Puts a file in the place of another, or of none: it is written under a hidden name beside it, synced and renamed, so
 * that `path` is the old one or the new one, never a part of it. Permissions stay. */
int pv_cli_replace_file(const char *path, proviso_text text);

/* Strings of their own, zero-ended; {0} is an empty list. */
typedef struct pv_cli_names {
    char **items;
    size_t count, capacity;
} pv_cli_names;

/* Takes the string over, in failure too; NULL, as a failed allocation gives it, is ENOMEM. */
int pv_cli_names_take(pv_cli_names *names, char *name);
/* Of sorted names. */
bool pv_cli_names_has(const pv_cli_names *names, const char *name);
void pv_cli_names_clear(pv_cli_names *names);

/* The names in a directory, sorted bytewise; hidden ones left out. */
int pv_cli_list_directory(pv_cli_names *out, const char *path);

/* New strings, NULL when memory fails: `directory/name` (`name` alone in "."); `length` bytes and then `end`. */
char *pv_cli_path_join(const char *directory, const char *name);
char *pv_cli_path_with_end(const char *path, size_t length, const char *end);
/* Whether a path ends so, with something before it in its last part. */
bool pv_cli_path_ends(const char *path, const char *end);
/* The last part. */
const char *pv_cli_path_base(const char *path);

#endif
