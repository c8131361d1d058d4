/* `proviso test PATH...`: policies against the golden decisions beside them. */
#include <stdio.h>

#include "cli/cases.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/policy.h"

static const char help[] =
    "Runs the cases of policies and prints what is decided otherwise than their goldens say.\n"
    "A PATH is a directory (everything in it and below), a policy, a compiled policy, a\n"
    "directory of cases, or one case.\n"
    "\n"
    "The cases of NAME.proviso and of NAME.pvc stand beside it in NAME.cases:\n"
    "  CASE.json     with CASE.golden: facts, and their decision as text\n"
    "  CASES.ndjson  with CASES.golden: {\"case\": \"name\", \"facts\": ...} one a line, and for\n"
    "                each a line with the decision as JSON\n";

static const char examples[] = "Examples:\n"
                               "  proviso test policies/\n"
                               "  proviso test refund.proviso\n"
                               "  proviso test refund.pvc\n"
                               "  proviso test --update refund.cases/late.json\n"
                               "\n"
                               "Exit status: 0 all passed, 1 one failed or a policy has errors, 2 wrong usage or an\n"
                               "unreadable file, 5 a limit was reached.\n";

static const pv_cli_option options[] = {
    {0, "update", NULL, "Write the goldens that differ or are missing, and say which"},
    {0, NULL, NULL, NULL},
};

static int run_suites(const pv_cli_suites *suites, bool update) {
    pv_cli_run tally = {.update = update};
    int worst = pv_cli_engine_create(&tally.engine);
    if (worst != PV_CLI_DONE) return worst;
    for (size_t i = 0; i < suites->count; i++) {
        int code = pv_cli_run_suite(&tally, &suites->items[i]);
        if (code > worst) worst = code;
    }
    proviso_engine_destroy(tally.engine);
    printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
    return worst == PV_CLI_DONE && tally.failed > 0 ? PV_CLI_FAILED : worst;
}

static int run(const pv_cli_arguments *arguments) {
    pv_cli_suites suites;
    int code = pv_cli_suites_find(&suites, arguments->operand_count, arguments->operands);
    if (code == PV_CLI_DONE && suites.count == 0)
        code = pv_cli_usage_error("test", "%s: no policies (NAME.proviso) and no cases (NAME.cases) there",
                                  arguments->operands[0]);
    else if (code == PV_CLI_DONE)
        code = run_suites(&suites, pv_cli_arguments_has(arguments, "update"));
    pv_cli_suites_clear(&suites);
    return code;
}

const pv_cli_command pv_cli_command_test = {
    .name = "test",
    .summary = "Run the cases of policies against their golden decisions",
    .operands = "PATH...",
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .help = help,
    .examples = examples,
    .run = run,
};
