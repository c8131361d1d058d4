#define _POSIX_C_SOURCE 200809L
/* Standard output and standard error.
 *
 * Standard output is written through stdio and its errors are asked for once, at the end: whatever was lost on the way,
 * the command then says so and does not exit as if it had succeeded. Standard error has nobody to complain to. */
#define _POSIX_C_SOURCE 200809L
#include "cli/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/files.h"

/* `subject` may be empty. Standard output comes first, so that on a terminal both stand in the order they were made. */
static void complain(const char *subject, const char *reason) {
    fflush(stdout);
    fprintf(stderr, "proviso: %s%s%s\n", subject, subject[0] == '\0' ? "" : ": ", reason);
}

int pv_cli_usage_error(const char *command, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    fputs("proviso: ", stderr);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\nSee `proviso help%s%s`.\n", command == NULL ? "" : " ", command == NULL ? "" : command);
    va_end(arguments);
    return PV_CLI_USAGE;
}

int pv_cli_memory_error(void) {
    complain("", pv_cli_reason(ENOMEM));
    return PV_CLI_LIMIT;
}

int pv_cli_file_error(const char *path, int reason) {
    complain(path, pv_cli_reason(reason));
    return reason == ENOMEM || reason == PV_CLI_TOO_LARGE ? PV_CLI_LIMIT : PV_CLI_USAGE;
}

int pv_cli_status_error(const char *path, proviso_status status) {
    if (status == PROVISO_OUT_OF_MEMORY) return pv_cli_memory_error();
    complain(path, pv_cli_status_reason(status));
    return status == PROVISO_LIMIT_REACHED ? PV_CLI_LIMIT : PV_CLI_USAGE;
}

const char *pv_cli_status_reason(proviso_status status) {
    if (status != PROVISO_LIMIT_REACHED) return proviso_status_text(status);
    return "too large: facts are at most " PV_CLI_FILE_MOST_TEXT ", with at most 65,536 keys in an object";
}

const char *pv_cli_reason(int number) {
    switch (number) {
    case ENOMEM: return "out of memory";
    case PV_CLI_TOO_LARGE:
        return "larger than " PV_CLI_FILE_MOST_TEXT ", the most that is read (of a compiled policy, 1 GiB)";
    default: return strerror(number);
    }
}

static bool write_errors(void *context, const char *data, size_t length) {
    (void)context;
    return fwrite(data, 1, length, stderr) == length;
}

void pv_cli_print_report(const proviso_report *report) {
    if (proviso_report_count(report) == 0) return;
    fflush(stdout);
    bool colour = isatty(STDERR_FILENO) && getenv("NO_COLOR") == NULL;
    if (proviso_report_render(report, colour, write_errors, NULL) == PROVISO_OUT_OF_MEMORY) pv_cli_memory_error();
}

bool pv_cli_write_output(void *context, const char *data, size_t length) {
    (void)context;
    return fwrite(data, 1, length, stdout) == length;
}

int pv_cli_close_output(int code) {
    bool failed = ferror(stdout) != 0;
    errno = 0;
    if (fclose(stdout) != 0) failed = true;
    if (!failed) return code;
    int reason = errno;
    fputs("proviso: cannot write to standard output", stderr);
    if (reason != 0) fprintf(stderr, ": %s", strerror(reason));
    fputc('\n', stderr);
    return PV_CLI_USAGE;
}
