/* From the path of a policy to its program, and from facts to their decision.
 *
 * Problems of a policy go to a report, and who asked for the policy decides what to print of it; what keeps a policy
 * from being read or compiled at all is said here. */
#include "cli/policy.h"

#include "cli/buffer.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/output.h"

int pv_cli_engine_create(proviso_engine **out) {
    proviso_engine_options options = {
        .size = sizeof options, .load_zone = proviso_system_zones, .zone_version = proviso_system_zone_version};
    proviso_status status = proviso_engine_create(out, &options);
    return status == PROVISO_OK ? PV_CLI_DONE : pv_cli_status_error("engine", status);
}

int pv_cli_read_policy(proviso_program **out, proviso_engine *engine, const char *path, proviso_report *report) {
    const char *name = pv_cli_file_name(path);
    pv_cli_buffer bytes = {0};
    int code = PV_CLI_DONE;
    int reason = pv_cli_read_file(&bytes, path);
    if (reason != 0) {
        code = pv_cli_file_error(name, reason);
        goto done;
    }
    proviso_text policy = pv_cli_buffer_text(&bytes);
    proviso_status status = proviso_is_compiled(policy)
                                ? proviso_program_load(out, engine, proviso_text_of(name), policy, report)
                                : proviso_program_compile(out, engine, proviso_text_of(name), policy, report);
    if (status == PROVISO_POLICY_ERRORS)
        code = PV_CLI_FAILED;
    else if (status != PROVISO_OK)
        code = pv_cli_status_error(name, status);
done:
    pv_cli_buffer_clear(&bytes);
    return code;
}

int pv_cli_load_policy(proviso_program **out, proviso_engine *engine, const char *path) {
    proviso_report *report;
    if (proviso_report_create(&report, NULL) != PROVISO_OK) return pv_cli_memory_error();
    int code = pv_cli_read_policy(out, engine, path, report);
    if (code != PV_CLI_DONE) pv_cli_print_report(report);
    proviso_report_destroy(report);
    return code;
}

int pv_cli_list_policy(const char *path,
                       proviso_status (*list)(const proviso_program *program, proviso_write_fn write, void *context)) {
    proviso_engine *engine = NULL;
    proviso_program *program = NULL;
    int code = pv_cli_engine_create(&engine);
    if (code == PV_CLI_DONE) code = pv_cli_load_policy(&program, engine, path);
    if (code == PV_CLI_DONE) {
        proviso_status status = list(program, pv_cli_write_output, NULL);
        /* What could not be written is said when standard output is closed. */
        if (status != PROVISO_OK && status != PROVISO_WRITE_FAILED)
            code = pv_cli_status_error(pv_cli_file_name(path), status);
    }
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    return code;
}

proviso_status pv_cli_decide(const proviso_decision **out, proviso_session *session, proviso_text facts,
                             unsigned flags) {
    proviso_status status = proviso_facts_read_json(session, facts, flags);
    if (status != PROVISO_OK && status != PROVISO_FACTS_REFUSED) return status;
    return proviso_decide(out, session);
}
