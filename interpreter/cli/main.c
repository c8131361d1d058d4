/* The `proviso` command: which subcommand is meant, and the ways to be told.
 *
 * Everything that is wrong with the streams that the process was started with is dealt with here, before the first file
 * is opened and after the last line is printed. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <proviso/proviso.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/suggest.h"

static const pv_cli_command *const commands[] = {
    &pv_cli_command_decide, &pv_cli_command_check, &pv_cli_command_test,
    &pv_cli_command_build,  &pv_cli_command_info,  &pv_cli_command_disassemble,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const char intro[] = "Usage: proviso COMMAND [OPTION]... OPERAND...\n"
                            "       proviso --help | --version\n"
                            "\n"
                            "Proviso decides by policies that are written clause by clause, and says why.\n"
                            "\n"
                            "Commands:\n";

static const char outro[] = "\n"
                            "Examples:\n"
                            "  proviso decide refund.proviso request.json\n"
                            "  proviso check policies/*/*.proviso\n"
                            "  proviso test policies/\n"
                            "  proviso build refund.proviso -o refund.pvc\n"
                            "\n"
                            "`proviso help COMMAND` tells all about one of them.\n";

static int print_overview(void) {
    static const char line[] = "  %-11s  %s\n";
    fputs(intro, stdout);
    for (size_t i = 0; i < COMMANDS; i++) printf(line, commands[i]->name, commands[i]->summary);
    printf(line, "help", "Tell how a command is used");
    fputs(outro, stdout);
    return PV_CLI_DONE;
}

/* NULL, after having said that there is none. */
static const pv_cli_command *find_command(const char *name) {
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    pv_cli_suggestion suggestion = pv_cli_suggest(name, strlen(name));
    for (size_t i = 0; i < COMMANDS; i++) pv_cli_suggest_one(&suggestion, "", proviso_text_of(commands[i]->name));
    pv_cli_suggest_one(&suggestion, "", PROVISO_TEXT("help"));
    pv_cli_suggest_one(&suggestion, "--", PROVISO_TEXT("help"));
    pv_cli_suggest_one(&suggestion, "--", PROVISO_TEXT("version"));
    pv_cli_usage_error(NULL, "unknown %s `%s`%s", name[0] == '-' ? "option" : "command", name,
                       pv_cli_suggestion_text(&suggestion));
    return NULL;
}

static bool asks_for_help(const char *word) { return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0; }

static int run_help(size_t count, const char *const *words) {
    if (count == 0 || asks_for_help(words[0])) return print_overview();
    if (count > 1) return pv_cli_usage_error(NULL, "`%s` is one too many: `help` takes one COMMAND", words[1]);
    const pv_cli_command *command = find_command(words[0]);
    if (command == NULL) return PV_CLI_USAGE;
    pv_cli_print_help(command);
    return PV_CLI_DONE;
}

static int run_command(const pv_cli_command *command, size_t count, const char *const *words) {
    pv_cli_arguments arguments;
    int code = pv_cli_arguments_read(&arguments, command, count, words);
    if (code == PV_CLI_DONE && arguments.help)
        pv_cli_print_help(command);
    else if (code == PV_CLI_DONE)
        code = command->run(&arguments);
    pv_cli_arguments_clear(&arguments);
    return code;
}

static int run(size_t count, const char *const *words) {
    if (count == 0) return pv_cli_usage_error(NULL, "expected a command");
    if (asks_for_help(words[0])) return print_overview();
    if (strcmp(words[0], "help") == 0) return run_help(count - 1, words + 1);
    if (strcmp(words[0], "--version") == 0) {
        printf("proviso %s\n", proviso_version());
        return PV_CLI_DONE;
    }
    const pv_cli_command *command = find_command(words[0]);
    return command == NULL ? PV_CLI_USAGE : run_command(command, count - 1, words + 1);
}

/* A stream that is closed would be opened again as the first file that is read or written. It is held open in the
 * direction in which nobody uses it, so that whoever does gets an error. */
static bool hold_streams(void) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream)
            return false;
    return true;
}

int main(int argc, char **argv) {
    if (!hold_streams()) return PV_CLI_USAGE;
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is a failed write, and said so */
    size_t count = argc > 0 ? (size_t)argc - 1 : 0;
    return pv_cli_close_output(run(count, count > 0 ? (const char *const *)argv + 1 : NULL));
}
