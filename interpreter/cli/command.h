/* A subcommand: what the table of commands, the parser of options and `--help` know of it. */
#ifndef PV_CLI_COMMAND_H
#define PV_CLI_COMMAND_H

#include "cli/options.h"

/* What the process exits with. A larger one is the graver: where several apply, the largest is given. */
enum {
    PV_CLI_DONE = 0,      /* decided; no errors; all tests passed */
    PV_CLI_FAILED = 1,    /* a policy has errors, or a test failed */
    PV_CLI_USAGE = 2,     /* wrong usage, or a file that cannot be read or written */
    PV_CLI_REFUSED = 3,   /* the facts were refused */
    PV_CLI_UNDECIDED = 4, /* the facts do not suffice for a decision */
    PV_CLI_LIMIT = 5      /* a limit was reached, memory among them */
};

typedef struct pv_cli_command {
    const char *name;
    const char *summary;          /* one line, for the list of commands */
    const char *operands;         /* as usage shows them: "POLICY FACTS" */
    size_t least, most;           /* operands */
    const pv_cli_option *options; /* ended by one without a name; `--help` is understood by every command */
    const char *help;             /* what it does, paragraphs ending with a line end */
    const char *examples;         /* and the exit status, likewise */
    int (*run)(const pv_cli_arguments *arguments);
} pv_cli_command;

extern const pv_cli_command pv_cli_command_build;
extern const pv_cli_command pv_cli_command_check;
extern const pv_cli_command pv_cli_command_decide;
extern const pv_cli_command pv_cli_command_disassemble;
extern const pv_cli_command pv_cli_command_info;
extern const pv_cli_command pv_cli_command_test;

#endif
