/* What the subcommands share: a policy read from a file, and facts decided by it. */
#ifndef PV_CLI_POLICY_H
#define PV_CLI_POLICY_H

#include <proviso/proviso.h>

/* These return PV_CLI_DONE, or what to exit with after having said what is wrong. */

/* With the system's time zones. */
int pv_cli_engine_create(proviso_engine **out);
/* A policy's text is compiled, a compiled policy is loaded. Problems, warnings too, are added to the report and not
 * printed. */
int pv_cli_read_policy(proviso_program **out, proviso_engine *engine, const char *path, proviso_report *report);
/* The same; problems are printed where there are errors, and else passed over: `check` and `build` are for them. */
int pv_cli_load_policy(proviso_program **out, proviso_engine *engine, const char *path);

/* Writes what `list` says of a policy to standard output. */
int pv_cli_list_policy(const char *path,
                       proviso_status (*list)(const proviso_program *program, proviso_write_fn write, void *context));

/* Facts that were refused give a decision as well. */
proviso_status pv_cli_decide(const proviso_decision **out, proviso_session *session, proviso_text facts,
                             unsigned flags);

#endif
