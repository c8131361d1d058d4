/* Reading a file whole, replacing one whole, listing a directory, and the arithmetic of paths.
 *
 * Files are read with a limit and never mapped: what is cut short while it is read cannot harm. A file is replaced by
 * writing another one, syncing it and renaming it, so that an interruption at any point leaves the old one or the new
 * one; the directory is synced too, so that it stays the new one. The other one's name begins with a dot: what a killed
 * process leaves behind is never taken for a case. */
#define _POSIX_C_SOURCE 200809L
#include "cli/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How much of a file is read that begins so. */
static size_t most_of(proviso_text begin) {
    return proviso_is_compiled(begin) ? PV_CLI_COMPILED_MOST : PV_CLI_FILE_MOST;
}

/* At most one byte more than the limit is read, which is enough to see that there is one. */
static int read_all(pv_cli_buffer *out, int file) {
    for (;;) {
        size_t most = most_of(pv_cli_buffer_text(out));
        if (out->length > most) return PV_CLI_TOO_LARGE;
        size_t left = most + 1 - out->length;
        size_t size = left < 65536 ? left : 65536;
        char *room = pv_cli_buffer_reserve(out, size);
        if (room == NULL) return ENOMEM;
        ssize_t got = read(file, room, size);
        if (got == 0) return 0;
        if (got < 0 && errno != EINTR) return errno;
        if (got > 0) out->length += (size_t)got;
    }
}

int pv_cli_read_file(pv_cli_buffer *out, const char *path) {
    if (strcmp(path, "-") == 0) return read_all(out, STDIN_FILENO);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    int reason = read_all(out, file);
    close(file);
    return reason;
}

const char *pv_cli_file_name(const char *path) { return strcmp(path, "-") == 0 ? "<standard input>" : path; }

static int write_all(int file, proviso_text text) {
    for (size_t written = 0; written < text.length;) {
        ssize_t count = write(file, text.data + written, text.length - written);
        if (count < 0 && errno != EINTR) return errno;
        if (count > 0) written += (size_t)count;
    }
    return fsync(file) == 0 ? 0 : errno;
}

static mode_t mode_of(const char *path) {
    struct stat status;
    if (stat(path, &status) == 0) return status.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* "directory/.name.XXXXXX" */
static char *temporary_path(const char *path) {
    const char *base = pv_cli_path_base(path);
    size_t size = strlen(path) + sizeof "..XXXXXX";
    char *temporary = malloc(size);
    if (temporary != NULL) snprintf(temporary, size, "%.*s.%s.XXXXXX", (int)(base - path), path, base);
    return temporary;
}

/* A directory that may be written to but not read cannot be synced, nor can one of some file systems: no failure. */
static int sync_directory(const char *path) {
    const char *base = pv_cli_path_base(path);
    char *directory = base == path ? strdup(".") : pv_cli_path_with_end(path, (size_t)(base - path), "");
    if (directory == NULL) return ENOMEM;
    int reason = 0;
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(directory);
    if (file < 0) return 0;
    if (fsync(file) != 0 && errno != EINVAL) reason = errno;
    close(file);
    return reason;
}

int pv_cli_replace_file(const char *path, proviso_text text) {
    char *temporary = temporary_path(path);
    if (temporary == NULL) return ENOMEM;
    int reason = 0;
    int file = mkstemp(temporary);
    if (file < 0) {
        reason = errno;
        goto done;
    }
    reason = write_all(file, text);
    if (reason == 0 && fchmod(file, mode_of(path)) != 0) reason = errno;
    if (close(file) != 0 && reason == 0) reason = errno;
    if (reason == 0 && rename(temporary, path) != 0) reason = errno;
    if (reason != 0)
        unlink(temporary);
    else
        reason = sync_directory(path);
done:
    free(temporary);
    return reason;
}

int pv_cli_names_take(pv_cli_names *names, char *name) {
    if (name == NULL) return ENOMEM;
    if (names->count == names->capacity) {
        size_t capacity = names->capacity == 0 ? 16 : names->capacity * 2;
        char **items = realloc(names->items, capacity * sizeof *items);
        if (items == NULL) {
            free(name);
            return ENOMEM;
        }
        names->items = items;
        names->capacity = capacity;
    }
    names->items[names->count++] = name;
    return 0;
}

static int compare_names(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

bool pv_cli_names_has(const pv_cli_names *names, const char *name) {
    return names->count > 0 && bsearch(&name, names->items, names->count, sizeof *names->items, compare_names) != NULL;
}

void pv_cli_names_clear(pv_cli_names *names) {
    for (size_t i = 0; i < names->count; i++) free(names->items[i]);
    free(names->items);
    *names = (pv_cli_names){0};
}

int pv_cli_list_directory(pv_cli_names *out, const char *path) {
    DIR *directory = opendir(path);
    if (directory == NULL) return errno;
    int reason = 0;
    while (reason == 0) {
        errno = 0; /* the one way to tell an error from the end */
        const struct dirent *entry = readdir(directory);
        if (entry == NULL) {
            reason = errno;
            break;
        }
        if (entry->d_name[0] != '.') reason = pv_cli_names_take(out, strdup(entry->d_name));
    }
    closedir(directory);
    if (out->count > 0) qsort(out->items, out->count, sizeof *out->items, compare_names);
    return reason;
}

char *pv_cli_path_join(const char *directory, const char *name) {
    if (strcmp(directory, ".") == 0) return strdup(name);
    size_t length = strlen(directory);
    const char *slash = length > 0 && directory[length - 1] == '/' ? "" : "/";
    size_t size = length + strlen(slash) + strlen(name) + 1;
    char *path = malloc(size);
    if (path != NULL) snprintf(path, size, "%s%s%s", directory, slash, name);
    return path;
}

char *pv_cli_path_with_end(const char *path, size_t length, const char *end) {
    size_t size = length + strlen(end) + 1;
    char *result = malloc(size);
    if (result != NULL) snprintf(result, size, "%.*s%s", (int)length, path, end);
    return result;
}

bool pv_cli_path_ends(const char *path, const char *end) {
    const char *base = pv_cli_path_base(path);
    size_t length = strlen(base), end_length = strlen(end);
    return length > end_length && strcmp(base + length - end_length, end) == 0;
}

const char *pv_cli_path_base(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}
