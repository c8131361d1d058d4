/* `proviso disassemble POLICY`: all that a policy was compiled into, on standard output. */
#include "cli/command.h"
#include "cli/policy.h"

static const char help[] = "Shows what a policy was compiled into: registers, facts, constants, the code of every\n"
                           "condition and value, the rules that use it. POLICY is a policy's text, or what\n"
                           "`proviso build` made of it. `-` is standard input.\n";

static const char examples[] = "Examples:\n"
                               "  proviso disassemble refund.proviso\n"
                               "  proviso disassemble refund.pvc\n"
                               "\n"
                               "Exit status: 0 done, 1 the policy has errors, 2 wrong usage or an unreadable file,\n"
                               "5 a limit was reached.\n";

static const pv_cli_option options[] = {{0, NULL, NULL, NULL}};

static int run(const pv_cli_arguments *arguments) {
    return pv_cli_list_policy(arguments->operands[0], proviso_program_disassemble);
}

const pv_cli_command pv_cli_command_disassemble = {
    .name = "disassemble",
    .summary = "Show the code that a policy was compiled into",
    .operands = "POLICY",
    .least = 1,
    .most = 1,
    .options = options,
    .help = help,
    .examples = examples,
    .run = run,
};
