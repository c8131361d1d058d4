/* `proviso decide POLICY FACTS`: one document of facts, one decision on standard output.
 *
 * A decision that could not be made is a result as well, and printed like any other; the exit status tells them apart.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/buffer.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/policy.h"
#include "cli/suggest.h"

static const char help[] = "Decides the facts of a JSON file by a policy, and prints the decision with its reasons.\n"
                           "POLICY is a policy's text, or what `proviso build` made of it. `-` in place of one of the\n"
                           "two files is standard input.\n";

static const char examples[] = "Examples:\n"
                               "  proviso decide refund.proviso request.json\n"
                               "  proviso decide --format json --strict refund.proviso - < request.json\n"
                               "  proviso decide refund.pvc request.json\n"
                               "  proviso decide --param window=\"7 days\" refund.proviso request.json\n"
                               "\n"
                               "Exit status: 0 decided, 1 the policy has errors, 2 wrong usage or an unreadable file,\n"
                               "3 the facts were refused, 4 undecided, 5 a limit was reached.\n";

static const pv_cli_option options[] = {
    {0, "format", "FORMAT", "Print the decision as `text` (the default) or as `json`, on one line"},
    {0, "param", "NAME=VALUE", "Give a param of the policy another value; for several, repeat it"},
    {0, "strict", NULL, "Refuse facts that the policy does not declare"},
    {0, NULL, NULL, NULL},
};

static int read_format(proviso_format *out, const pv_cli_arguments *arguments) {
    const char *written = pv_cli_arguments_value(arguments, "format");
    bool json = written != NULL && strcmp(written, "json") == 0;
    if (written != NULL && !json && strcmp(written, "text") != 0)
        return pv_cli_usage_error("decide", "`--format` takes `text` or `json`, not `%s`", written);
    *out = json ? PROVISO_FORMAT_JSON : PROVISO_FORMAT_TEXT;
    return PV_CLI_DONE;
}

/* `out` has room for all that was given. */
static int read_params(proviso_param *out, size_t *count, const pv_cli_arguments *arguments) {
    for (size_t i = 0; i < arguments->given_count; i++) {
        const pv_cli_given *given = &arguments->given[i];
        if (strcmp(given->option->name, "param") != 0) continue;
        const char *equals = strchr(given->value, '=');
        if (equals == NULL || equals == given->value)
            return pv_cli_usage_error("decide", "`--param` takes NAME=VALUE, not `%s`", given->value);
        proviso_text name = {given->value, (size_t)(equals - given->value)};
        out[(*count)++] = (proviso_param){name, proviso_text_of(equals + 1)};
    }
    return PV_CLI_DONE;
}

static int complain_of_unknown_param(const proviso_program *program, proviso_text written) {
    proviso_text policy = proviso_program_name(program), name;
    pv_cli_suggestion suggestion = pv_cli_suggest(written.data, written.length);
    for (size_t i = 0; (name = proviso_program_param_name(program, i)).length > 0; i++)
        pv_cli_suggest_one(&suggestion, "", name);
    return pv_cli_usage_error("decide", "`--param %.*s`: policy `%.*s` has no param of this name%s",
                              (int)written.length, written.data, (int)policy.length, policy.data,
                              pv_cli_suggestion_text(&suggestion));
}

static int complain_of_param(const proviso_program *program, const proviso_param *param, proviso_status status) {
    if (status == PROVISO_NOT_FOUND) return complain_of_unknown_param(program, param->name);
    proviso_text expects = proviso_program_param_expects(program, param->name);
    return pv_cli_usage_error("decide", "`--param %.*s`: expected %.*s, not `%.*s`", (int)param->name.length,
                              param->name.data, (int)expects.length, expects.data, (int)param->value.length,
                              param->value.data);
}

/* Puts the program with other params in the place of `*program`. */
static int replace_params(proviso_program **program, const pv_cli_arguments *arguments) {
    proviso_param *params = calloc(arguments->given_count + 1, sizeof *params);
    if (params == NULL) return pv_cli_memory_error();
    proviso_program *replaced;
    size_t count = 0, problem = 0;
    int code = read_params(params, &count, arguments);
    if (code != PV_CLI_DONE || count == 0) goto done;
    proviso_status status = proviso_program_with_params(&replaced, *program, params, count, &problem);
    if (status == PROVISO_NOT_FOUND || status == PROVISO_WRONG_TYPE) {
        code = complain_of_param(*program, &params[problem], status);
    } else if (status != PROVISO_OK) {
        code = pv_cli_status_error("--param", status);
    } else {
        proviso_program_release(*program);
        *program = replaced;
    }
done:
    free(params);
    return code;
}

static int code_of(proviso_state state) {
    switch (state) {
    case PROVISO_DECIDED: return PV_CLI_DONE;
    case PROVISO_REFUSED: return PV_CLI_REFUSED;
    case PROVISO_UNDECIDED: return PV_CLI_UNDECIDED;
    case PROVISO_LIMITED: break;
    }
    return PV_CLI_LIMIT;
}

static int print_decision(const proviso_decision *decision, proviso_format format) {
    proviso_status status = proviso_decision_render(decision, format, pv_cli_write_output, NULL);
    if (format == PROVISO_FORMAT_JSON) putchar('\n');
    /* What could not be written is said when standard output is closed. */
    if (status == PROVISO_OK || status == PROVISO_WRITE_FAILED) return code_of(proviso_decision_state(decision));
    return pv_cli_status_error("decision", status);
}

static int decide(proviso_program *program, const char *path, const pv_cli_arguments *arguments,
                  proviso_format format) {
    unsigned flags = pv_cli_arguments_has(arguments, "strict") ? PROVISO_STRICT : 0;
    const char *name = pv_cli_file_name(path);
    const proviso_decision *decision;
    proviso_session *session = NULL;
    pv_cli_buffer facts = {0};
    int code;
    int reason = pv_cli_read_file(&facts, path);
    if (reason != 0) {
        code = pv_cli_file_error(name, reason);
        goto done;
    }
    proviso_status status = proviso_session_create(&session, program);
    if (status == PROVISO_OK) status = pv_cli_decide(&decision, session, pv_cli_buffer_text(&facts), flags);
    code = status == PROVISO_OK ? print_decision(decision, format) : pv_cli_status_error(name, status);
done:
    proviso_session_destroy(session);
    pv_cli_buffer_clear(&facts);
    return code;
}

static int run(const pv_cli_arguments *arguments) {
    const char *policy = arguments->operands[0], *facts = arguments->operands[1];
    proviso_engine *engine = NULL;
    proviso_program *program = NULL;
    proviso_format format = PROVISO_FORMAT_TEXT;
    int code = read_format(&format, arguments);
    if (code == PV_CLI_DONE && strcmp(policy, "-") == 0 && strcmp(facts, "-") == 0)
        code = pv_cli_usage_error("decide", "standard input cannot be both the policy and the facts");
    if (code == PV_CLI_DONE) code = pv_cli_engine_create(&engine);
    if (code == PV_CLI_DONE) code = pv_cli_load_policy(&program, engine, policy);
    if (code == PV_CLI_DONE) code = replace_params(&program, arguments);
    if (code == PV_CLI_DONE) code = decide(program, facts, arguments, format);
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    return code;
}

const pv_cli_command pv_cli_command_decide = {
    .name = "decide",
    .summary = "Decide facts by a policy, and say why",
    .operands = "POLICY FACTS",
    .least = 2,
    .most = 2,
    .options = options,
    .help = help,
    .examples = examples,
    .run = run,
};
