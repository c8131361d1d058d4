/* `proviso info POLICY`: what a policy asks for and answers, on standard output. */
#include "cli/command.h"
#include "cli/policy.h"

static const char help[] =
    "Tells what the user of a policy has to know: its name, version and id; the facts, params,\n"
    "outcomes and outputs; its time zone; and how large it is. POLICY is a policy's text, or what\n"
    "`proviso build` made of it. `-` is standard input.\n";

static const char examples[] = "Examples:\n"
                               "  proviso info refund.proviso\n"
                               "  proviso info refund.pvc\n"
                               "\n"
                               "Exit status: 0 done, 1 the policy has errors, 2 wrong usage or an unreadable file,\n"
                               "5 a limit was reached.\n";

static const pv_cli_option options[] = {{0, NULL, NULL, NULL}};

static int run(const pv_cli_arguments *arguments) {
    return pv_cli_list_policy(arguments->operands[0], proviso_program_describe);
}

const pv_cli_command pv_cli_command_info = {
    .name = "info",
    .summary = "Tell what a policy asks for and answers",
    .operands = "POLICY",
    .least = 1,
    .most = 1,
    .options = options,
    .help = help,
    .examples = examples,
    .run = run,
};
