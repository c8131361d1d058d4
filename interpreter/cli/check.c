/* `proviso check FILE...`: every problem of every policy, and a line of result for each. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/policy.h"

static const char help[] = "Checks policies. All errors and warnings of a file are printed with the line they are\n"
                           "about; then one line a file says how it went. `-` is standard input.\n"
                           "A compiled policy is verified: whether it is whole, and safe to run.\n";

static const char examples[] = "Examples:\n"
                               "  proviso check refund.proviso\n"
                               "  proviso check policies/*/*.proviso\n"
                               "  proviso check refund.pvc\n"
                               "\n"
                               "Exit status: 0 no errors, 1 a policy has errors, 2 wrong usage or an unreadable file,\n"
                               "5 a limit was reached.\n";

static void print_count(const char *before, size_t count, const char *what) {
    if (count > 0) printf("%s%zu %s%s", before, count, what, count == 1 ? "" : "s");
}

/* "refund.proviso: ok", "…: 1 warning", "…: 2 errors, 1 warning" */
static void print_result(const char *path, const proviso_report *report) {
    size_t errors = proviso_report_errors(report), count = proviso_report_count(report);
    size_t warnings = count > errors ? count - errors : 0; /* errors are counted beyond those that are kept */
    printf("%s: %s", path, errors + warnings == 0 ? "ok" : "");
    print_count("", errors, "error");
    print_count(errors > 0 ? ", " : "", warnings, "warning");
    putchar('\n');
}

static int check_file(proviso_engine *engine, const char *path) {
    proviso_report *report;
    if (proviso_report_create(&report, NULL) != PROVISO_OK) return pv_cli_memory_error();
    proviso_program *program = NULL;
    int code = pv_cli_read_policy(&program, engine, path, report);
    pv_cli_print_report(report);
    if (code == PV_CLI_DONE || code == PV_CLI_FAILED) print_result(pv_cli_file_name(path), report);
    proviso_program_release(program);
    proviso_report_destroy(report);
    return code;
}

static int run(const pv_cli_arguments *arguments) {
    proviso_engine *engine = NULL;
    int worst = pv_cli_engine_create(&engine);
    if (worst != PV_CLI_DONE) return worst;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        int code = check_file(engine, arguments->operands[i]);
        if (code > worst) worst = code;
    }
    proviso_engine_destroy(engine);
    return worst;
}

static const pv_cli_option options[] = {{0, NULL, NULL, NULL}};

const pv_cli_command pv_cli_command_check = {
    .name = "check",
    .summary = "Find what is wrong with policies",
    .operands = "FILE...",
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .help = help,
    .examples = examples,
    .run = run,
};
