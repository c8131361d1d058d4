/* What the command says: results on standard output, errors on standard error. */
#ifndef PV_CLI_OUTPUT_H
#define PV_CLI_OUTPUT_H

#include <proviso/proviso.h>

#if defined(__GNUC__)
#define PV_CLI_FORMAT(at, first) __attribute__((format(printf, at, first)))
#else
#define PV_CLI_FORMAT(at, first)
#endif

/* These write "proviso: " and what is wrong as a line to standard error, and return what to exit with. */

/* `command` NULL: of no command. A second line names the help. */
PV_CLI_FORMAT(2, 3) int pv_cli_usage_error(const char *command, const char *format, ...);
int pv_cli_memory_error(void);
/* `reason` is a number of errno.h, or PV_CLI_TOO_LARGE. */
int pv_cli_file_error(const char *path, int reason);
int pv_cli_status_error(const char *path, proviso_status status);

/* What a status means for policies and facts. A constant. */
const char *pv_cli_status_reason(proviso_status status);
/* ENOMEM and PV_CLI_TOO_LARGE in the words of this program, others in the system's. A constant until the next call. */
const char *pv_cli_reason(int number);

/* All problems of a report, on standard error; in colour where that is a terminal and NO_COLOR is not set. */
void pv_cli_print_report(const proviso_report *report);

/* A proviso_write_fn to standard output; needs no context. */
bool pv_cli_write_output(void *context, const char *data, size_t length);
/* Ends standard output: what to exit with, which is `code` unless something could not be written. */
int pv_cli_close_output(int code);

#endif
