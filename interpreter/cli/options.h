/* The words after a subcommand: options in any place, and operands. */
#ifndef PV_CLI_OPTIONS_H
#define PV_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct pv_cli_command;

typedef struct pv_cli_option {
    char letter;       /* `-o`; 0: it has none */
    const char *name;  /* without its dashes */
    const char *value; /* what it takes, as help calls it; NULL: nothing */
    const char *help;  /* one line */
} pv_cli_option;

typedef struct pv_cli_given {
    const pv_cli_option *option;
    const char *value; /* NULL where the option takes none */
} pv_cli_given;

/* Strings are borrowed from the words. */
typedef struct pv_cli_arguments {
    const char **operands;
    size_t operand_count;
    pv_cli_given *given; /* in the order of the words */
    size_t given_count;
    bool help; /* `--help` or `-h` was among them; the rest was not looked at then */
} pv_cli_arguments;

/* Reads `--name`, `--name value`, `--name=value`, `-n`, `-n value`, `-nvalue` and operands; a lone `-` is an operand,
 * and after `--` all words are. Returns PV_CLI_DONE, or what to exit with after having said what is wrong. Clear `out`
 * in either case. */
int pv_cli_arguments_read(pv_cli_arguments *out, const struct pv_cli_command *command, size_t count,
                          const char *const *words);
void pv_cli_arguments_clear(pv_cli_arguments *arguments);

/* The value that was given last, or NULL. */
const char *pv_cli_arguments_value(const pv_cli_arguments *arguments, const char *name);
bool pv_cli_arguments_has(const pv_cli_arguments *arguments, const char *name);

/* Usage, help and options of a command, on standard output. */
void pv_cli_print_help(const struct pv_cli_command *command);

#endif
