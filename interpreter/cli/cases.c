/* Cases against goldens.
 *
 * CASE.json holds facts and CASE.golden their decision as text. CASES.ndjson holds one {"case": …, "facts": …} a line
 * and CASES.golden one decision a line, as JSON. A file of cases is decided as a whole before anything is compared, so
 * that an update writes either all of its golden or nothing. Whatever has no counterpart fails: a case without its
 * golden as well as a golden without its case. */
#include "cli/cases.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/buffer.h"
#include "cli/command.h"
#include "cli/diff.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/policy.h"

/* One file of cases. */
typedef struct trial {
    pv_cli_run *run;
    proviso_session *session;
    char *path, *golden_path;
    pv_cli_buffer cases, golden, actual;
    bool has_golden;
} trial;

PV_CLI_FORMAT(2, 3) static void fail(pv_cli_run *run, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("FAIL ", stdout);
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
    run->failed++;
}

/* Adds the decision to `actual`. */
static proviso_status decide(trial *one, proviso_text facts, proviso_format format) {
    const proviso_decision *decision;
    proviso_status status = pv_cli_decide(&decision, one->session, facts, 0);
    if (status == PROVISO_OK) status = proviso_decision_render(decision, format, pv_cli_buffer_write, &one->actual);
    return status == PROVISO_WRITE_FAILED ? PROVISO_OUT_OF_MEMORY : status;
}

/* `count` cases pass by the golden that is written. */
static int update(trial *one, size_t count) {
    int reason = pv_cli_replace_file(one->golden_path, pv_cli_buffer_text(&one->actual));
    if (reason == ENOMEM) return pv_cli_memory_error();
    if (reason != 0) {
        fail(one->run, "%s: %s", one->golden_path, pv_cli_reason(reason));
        return PV_CLI_DONE;
    }
    printf("updated %s\n", one->golden_path);
    one->run->passed += count;
    return PV_CLI_DONE;
}

static bool is_as_golden(const trial *one) {
    return one->has_golden && pv_cli_equal(pv_cli_buffer_text(&one->golden), pv_cli_buffer_text(&one->actual));
}

static int run_one(trial *one) {
    proviso_status status = decide(one, pv_cli_buffer_text(&one->cases), PROVISO_FORMAT_TEXT);
    if (status == PROVISO_OUT_OF_MEMORY) return pv_cli_memory_error();
    if (status != PROVISO_OK) {
        fail(one->run, "%s: %s", one->path, pv_cli_status_reason(status));
    } else if (is_as_golden(one)) {
        one->run->passed++;
    } else if (one->run->update) {
        return update(one, 1);
    } else if (!one->has_golden) {
        fail(one->run, "%s: it has no golden; `--update` writes it", one->path);
    } else {
        fail(one->run, "%s", one->path);
        if (!pv_cli_print_diff(pv_cli_buffer_text(&one->golden), pv_cli_buffer_text(&one->actual)))
            return pv_cli_memory_error();
    }
    return PV_CLI_DONE;
}

static proviso_text without_line_end(proviso_text line) {
    if (line.length > 0 && line.data[line.length - 1] == '\n') line.length--;
    return line;
}

/* Both members of {"case": "name", "facts": …}; the name without its quotes, as it is written. */
static bool open_envelope(proviso_text *name, proviso_text *facts, proviso_text line) {
    if (proviso_json_member(facts, line, PROVISO_TEXT("facts")) != PROVISO_OK) return false;
    if (proviso_json_member(name, line, PROVISO_TEXT("case")) != PROVISO_OK) return false;
    if (name->data[0] != '"') return false;
    *name = (proviso_text){name->data + 1, name->length - 2};
    return true;
}

/* A line of `actual` for each line of cases, an empty one where there is no decision. */
static int decide_lines(trial *one, size_t *decided, size_t *bad) {
    proviso_text line, rest = pv_cli_buffer_text(&one->cases), name, facts;
    for (size_t number = 1; pv_cli_next_line(&line, &rest); number++) {
        proviso_status status = PROVISO_NOT_FOUND;
        if (open_envelope(&name, &facts, without_line_end(line))) {
            status = decide(one, facts, PROVISO_FORMAT_JSON);
            if (status == PROVISO_OUT_OF_MEMORY) return pv_cli_memory_error();
            if (status != PROVISO_OK) fail(one->run, "%s:%zu: %s", one->path, number, pv_cli_status_reason(status));
        } else {
            fail(one->run, "%s:%zu: expected {\"case\": \"name\", \"facts\": ...}, found %s", one->path, number,
                 without_line_end(line).length == 0 ? "an empty line" : "something else");
        }
        if (status == PROVISO_OK)
            ++*decided;
        else
            ++*bad;
        pv_cli_buffer_add(&one->actual, PROVISO_TEXT("\n"));
    }
    return one->actual.failed ? pv_cli_memory_error() : PV_CLI_DONE;
}

static int compare_line(trial *one, size_t number, proviso_text line, proviso_text actual, const proviso_text *golden) {
    proviso_text name, facts;
    if (golden != NULL && pv_cli_equal(*golden, actual)) {
        one->run->passed++;
        return PV_CLI_DONE;
    }
    if (!open_envelope(&name, &facts, line)) return PV_CLI_DONE;
    if (golden == NULL) {
        fail(one->run, "%s:%zu: %.*s: it has no golden%s", one->path, number, (int)name.length, name.data,
             one->run->update ? "" : "; `--update` writes it");
        return PV_CLI_DONE;
    }
    fail(one->run, "%s:%zu: %.*s", one->path, number, (int)name.length, name.data);
    return pv_cli_print_json_diff(*golden, actual) ? PV_CLI_DONE : pv_cli_memory_error();
}

static int compare_lines(trial *one) {
    proviso_text cases = pv_cli_buffer_text(&one->cases), actuals = pv_cli_buffer_text(&one->actual);
    proviso_text goldens = pv_cli_buffer_text(&one->golden), line, actual, golden;
    int code = PV_CLI_DONE;
    for (size_t number = 1; code == PV_CLI_DONE && pv_cli_next_line(&line, &cases); number++) {
        bool has_golden = pv_cli_next_line(&golden, &goldens);
        if (has_golden) golden = without_line_end(golden);
        if (!pv_cli_next_line(&actual, &actuals) || actual.length == 1) continue; /* it has failed before */
        code = compare_line(one, number, without_line_end(line), without_line_end(actual), has_golden ? &golden : NULL);
    }
    size_t more = 0;
    while (pv_cli_next_line(&golden, &goldens)) more++;
    if (more > 0)
        fail(one->run, "%s: it has %zu line%s more than there are cases", one->golden_path, more, more == 1 ? "" : "s");
    return code;
}

static int run_lines(trial *one) {
    size_t decided = 0, bad = 0;
    int code = decide_lines(one, &decided, &bad);
    if (code != PV_CLI_DONE) return code;
    if (decided + bad == 0) {
        fail(one->run, "%s: it is empty", one->path);
    } else if (one->run->update && bad == 0) {
        if (!is_as_golden(one)) return update(one, decided);
        one->run->passed += decided;
    } else {
        return compare_lines(one);
    }
    return PV_CLI_DONE;
}

/* false: it was said why it cannot be read. */
static bool read_files(trial *one) {
    int reason = pv_cli_read_file(&one->cases, one->path);
    if (reason != 0) {
        fail(one->run, "%s: %s", one->path, pv_cli_reason(reason));
        return false;
    }
    reason = pv_cli_read_file(&one->golden, one->golden_path);
    one->has_golden = reason == 0;
    if (reason == 0 || reason == ENOENT) return true;
    fail(one->run, "%s: %s", one->golden_path, pv_cli_reason(reason));
    return false;
}

static int run_file(pv_cli_run *run, proviso_session *session, const char *directory, const char *name) {
    trial one = {.run = run, .session = session, .path = pv_cli_path_join(directory, name)};
    int code = PV_CLI_DONE;
    if (one.path != NULL)
        one.golden_path = pv_cli_path_with_end(one.path, (size_t)(strrchr(one.path, '.') - one.path), ".golden");
    if (one.golden_path == NULL)
        code = pv_cli_memory_error();
    else if (read_files(&one))
        code = pv_cli_path_ends(name, ".json") ? run_one(&one) : run_lines(&one);
    pv_cli_buffer_clear(&one.actual);
    pv_cli_buffer_clear(&one.golden);
    pv_cli_buffer_clear(&one.cases);
    free(one.golden_path);
    free(one.path);
    return code;
}

/* Whether there is a file of the same name but with another ending. */
static bool has_sibling(const pv_cli_names *names, const char *name, const char *end) {
    char sibling[512]; /* twice what a file system takes as a name; a longer one would be found missing */
    int length = (int)(strrchr(name, '.') - name);
    int needed = snprintf(sibling, sizeof sibling, "%.*s%s", length, name, end);
    return needed > 0 && (size_t)needed < sizeof sibling && pv_cli_names_has(names, sibling);
}

static bool is_meant(const pv_cli_suite *suite, const char *name) {
    if (!pv_cli_is_case_file(name)) return false;
    size_t length = (size_t)(strrchr(name, '.') - name);
    return suite->only == NULL || (strlen(suite->only) == length && memcmp(suite->only, name, length) == 0);
}

static int run_files(pv_cli_run *run, proviso_session *session, const pv_cli_suite *suite, const pv_cli_names *names) {
    size_t meant = 0;
    int code = PV_CLI_DONE;
    for (size_t i = 0; i < names->count && code == PV_CLI_DONE; i++) {
        const char *name = names->items[i];
        if (!is_meant(suite, name)) continue;
        meant++;
        bool golden = pv_cli_path_ends(name, ".golden");
        if (golden && !has_sibling(names, name, ".json") && !has_sibling(names, name, ".ndjson"))
            fail(run, "%s/%s: a golden without its case", suite->cases, name);
        else if (pv_cli_path_ends(name, ".ndjson") && has_sibling(names, name, ".json"))
            fail(run, "%s/%s: it would share its golden with the .json of that name", suite->cases, name);
        else if (!golden)
            code = run_file(run, session, suite->cases, name);
    }
    if (meant == 0) printf("%s: no cases\n", suite->policy);
    return code;
}

int pv_cli_run_suite(pv_cli_run *run, const pv_cli_suite *suite) {
    proviso_program *program = NULL;
    proviso_session *session = NULL;
    pv_cli_names names = {0};
    int code = pv_cli_load_policy(&program, run->engine, suite->policy);
    if (code != PV_CLI_DONE) {
        fail(run, "%s: it cannot be used", suite->policy);
        code = code == PV_CLI_LIMIT ? code : PV_CLI_DONE;
        goto done;
    }
    int reason = pv_cli_list_directory(&names, suite->cases);
    if (reason != 0 && reason != ENOENT) {
        fail(run, "%s: %s", suite->cases, pv_cli_reason(reason));
        goto done;
    }
    proviso_status status = proviso_session_create(&session, program);
    code = status == PROVISO_OK ? run_files(run, session, suite, &names) : pv_cli_status_error(suite->policy, status);
done:
    pv_cli_names_clear(&names);
    proviso_session_destroy(session);
    proviso_program_release(program);
    return code;
}
