/* `proviso build POLICY -o FILE`: a policy as a compiled file.
 *
 * What stands under the name is replaced in one step (cli/files.c), and only where that is a compiled policy or an
 * empty file: a name that slipped does not cost a policy's text. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/policy.h"

static const char help[] =
    "Compiles a policy into a file that every command takes in place of the text, and that a host\n"
    "loads without compiling it. The file carries the rules of its time zone. Building the same\n"
    "text again gives the same bytes.\n"
    "\n"
    "FILE, by custom NAME.pvc, is written as a whole or not at all. One that is there already is\n"
    "replaced if it is a compiled policy, or empty. `-` is standard input as POLICY, and standard\n"
    "output as FILE. Errors and warnings are printed.\n";

static const char examples[] =
    "Examples:\n"
    "  proviso build refund.proviso -o refund.pvc\n"
    "  proviso decide refund.pvc request.json\n"
    "  proviso test refund.pvc\n"
    "\n"
    "Exit status: 0 built, 1 the policy has errors, 2 wrong usage, or a file that cannot be\n"
    "read or written, 5 a limit was reached.\n";

static const pv_cli_option options[] = {
    {'o', "output", "FILE", "Where to write the compiled policy"},
    {0, NULL, NULL, NULL},
};

/* PV_CLI_DONE, or what to exit with after having said why the file at `path` stays. */
static int check_replaceable(const char *path) {
    struct stat status;
    pv_cli_buffer old = {0};
    int code = PV_CLI_DONE;
    if (stat(path, &status) != 0) return errno == ENOENT ? PV_CLI_DONE : pv_cli_file_error(path, errno);
    if (S_ISDIR(status.st_mode)) return pv_cli_file_error(path, EISDIR);
    if (!S_ISREG(status.st_mode)) return pv_cli_usage_error("build", "%s: not a regular file", path);
    int reason = pv_cli_read_file(&old, path);
    proviso_text text = pv_cli_buffer_text(&old);
    if (reason != 0 && reason != PV_CLI_TOO_LARGE)
        code = pv_cli_file_error(path, reason);
    else if (text.length > 0 && !proviso_is_compiled(text))
        code = pv_cli_usage_error("build", "%s: there is a file of this name that is no compiled policy", path);
    pv_cli_buffer_clear(&old);
    return code;
}

static int write_program(const proviso_program *program, const char *path) {
    pv_cli_buffer bytes = {0};
    int code = PV_CLI_DONE, reason = 0;
    proviso_status status = proviso_program_save(program, pv_cli_buffer_write, &bytes);
    if (status != PROVISO_OK)
        code = bytes.failed ? pv_cli_memory_error() : pv_cli_status_error(path, status);
    else if (strcmp(path, "-") == 0)
        pv_cli_write_output(NULL, bytes.data, bytes.length);
    else
        reason = pv_cli_replace_file(path, pv_cli_buffer_text(&bytes));
    if (reason != 0) code = pv_cli_file_error(path, reason);
    pv_cli_buffer_clear(&bytes);
    return code;
}

static int build(proviso_engine *engine, const char *policy, const char *output) {
    proviso_report *report;
    if (proviso_report_create(&report, NULL) != PROVISO_OK) return pv_cli_memory_error();
    proviso_program *program = NULL;
    int code = pv_cli_read_policy(&program, engine, policy, report);
    pv_cli_print_report(report);
    if (code == PV_CLI_DONE) code = write_program(program, output);
    proviso_program_release(program);
    proviso_report_destroy(report);
    return code;
}

static int run(const pv_cli_arguments *arguments) {
    const char *output = pv_cli_arguments_value(arguments, "output");
    if (output == NULL) return pv_cli_usage_error("build", "`build` needs `-o FILE`");
    int code = strcmp(output, "-") == 0 ? PV_CLI_DONE : check_replaceable(output);
    proviso_engine *engine = NULL;
    if (code == PV_CLI_DONE) code = pv_cli_engine_create(&engine);
    if (code == PV_CLI_DONE) code = build(engine, arguments->operands[0], output);
    proviso_engine_destroy(engine);
    return code;
}

const pv_cli_command pv_cli_command_build = {
    .name = "build",
    .summary = "Compile a policy into a file",
    .operands = "POLICY -o FILE",
    .least = 1,
    .most = 1,
    .options = options,
    .help = help,
    .examples = examples,
    .run = run,
};
