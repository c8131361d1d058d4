/* Decides a stream of policies and documents, and answers with the decisions as JSON; on the public header alone, but
 * for regions.c.
 *
 *   policy  a policy's text: answers `ok`, or `errors` and the report
 *   params  a line NAME=VALUE for each param that has another value from here on: answers `ok`, or `errors`
 *   facts   a document: answers `decision` and its JSON; `strict`: the same with PROVISO_STRICT
 *   limit   (an answer) the document is larger than a document may be
 *
 * Each document is decided several times over, which has to make no difference: by the program as compiled, in a
 * session that decides all documents, and by the program as loaded from its file, in a new session; and with smaller
 * budgets, which may only turn the decision into `limit`, for good once they do. And every region is run with its
 * skips and without. What differs is answered with `different`. */
#include "frames.h"

#include <proviso/proviso.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regions.h"

enum { WAYS = 6, COMPILED = 0, LOADED = 1, FEW_ELEMENTS = 2, SMALLEST = 3, PARAMS_MOST = 64 };

/* 0 is the most that there is. From SMALLEST on the budgets ascend. */
static const struct { uint64_t budget, elements; } bounds[WAYS] = {{0, 0}, {0, 0}, {0, 2}, {3, 0}, {40, 0}, {500, 0}};

struct bytes {
    char *data;
    size_t length, capacity;
};

struct way {
    proviso_engine *engine;
    proviso_program *program;  /* as written in the policy */
    proviso_program *replaced; /* with other params; NULL: none */
    proviso_session *session;
    struct bytes json;
    bool limited, has_facts;
};

static bool keep(void *context, const char *data, size_t length) {
    struct bytes *bytes = context;
    if (length > bytes->capacity - bytes->length) {
        bytes->capacity = bytes->capacity * 2 + length;
        bytes->data = realloc(bytes->data, bytes->capacity);
        if (bytes->data == NULL) frame_fail("out of memory");
    }
    if (length > 0) memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return true;
}

static void require(proviso_status status) {
    if (status != PROVISO_OK) frame_fail(proviso_status_text(status));
}

/* ---- Programs ---- */

static void open_engines(struct way *ways) {
    for (unsigned i = 0; i < WAYS; i++) {
        proviso_engine_options options = {.size = sizeof options, .load_zone = proviso_system_zones};
        options.limits =
            (proviso_limits){.size = sizeof options.limits, .budget = bounds[i].budget, .elements = bounds[i].elements};
        require(proviso_engine_create(&ways[i].engine, &options));
    }
}

static void open_session(struct way *way) {
    proviso_session_destroy(way->session);
    way->session = NULL;
    require(proviso_session_create(&way->session, way->replaced ? way->replaced : way->program));
}

static void close_program(struct way *way) {
    proviso_session_destroy(way->session);
    proviso_program_release(way->replaced);
    proviso_program_release(way->program);
    way->session = NULL;
    way->replaced = way->program = NULL;
}

static void read_policy(struct way *ways, proviso_text text) {
    proviso_report *report = NULL;
    struct bytes written = {.data = NULL}, file = {.data = NULL};
    for (unsigned i = 0; i < WAYS; i++) close_program(&ways[i]);
    require(proviso_report_create(&report, NULL));
    proviso_program **program = &ways[COMPILED].program;
    if (proviso_program_compile(program, ways[COMPILED].engine, PROVISO_TEXT("policy"), text, report) == PROVISO_OK) {
        require(proviso_program_save(*program, keep, &file));
        for (unsigned i = LOADED; i < WAYS; i++)
            require(proviso_program_load(&ways[i].program, ways[i].engine, PROVISO_TEXT("policy"),
                                         (proviso_text){file.data, file.length}, NULL));
        for (unsigned i = 0; i < WAYS; i++) open_session(&ways[i]);
        frame_write("ok", NULL, 0);
    } else {
        require(proviso_report_render(report, false, keep, &written));
        frame_write("errors", written.data, written.length);
    }
    free(file.data);
    free(written.data);
    proviso_report_destroy(report);
}

/* ---- Params ---- */

static size_t read_lines(proviso_param *params, proviso_text lines) {
    size_t count = 0;
    while (lines.length > 0 && count < PARAMS_MOST) {
        const char *end = memchr(lines.data, '\n', lines.length);
        size_t length = end ? (size_t)(end - lines.data) : lines.length;
        const char *sign = memchr(lines.data, '=', length);
        if (sign == NULL) frame_fail("a param without a value");
        size_t name = (size_t)(sign - lines.data);
        params[count++] = (proviso_param){{lines.data, name}, {sign + 1, length - name - 1}};
        size_t taken = end ? length + 1 : length;
        lines = (proviso_text){lines.data + taken, lines.length - taken};
    }
    return count;
}

static void read_params(struct way *ways, proviso_text lines) {
    proviso_param params[PARAMS_MOST];
    size_t count = read_lines(params, lines), refused = 0;
    for (unsigned i = 0; i < WAYS; i++) {
        if (ways[i].program == NULL) continue;
        proviso_program_release(ways[i].replaced);
        ways[i].replaced = NULL;
        if (count > 0 &&
            proviso_program_with_params(&ways[i].replaced, ways[i].program, params, count, NULL) != PROVISO_OK)
            refused++;
        open_session(&ways[i]);
    }
    if (refused != 0 && refused != WAYS) frame_fail("params that are refused in one program and not in its copy");
    frame_write(refused == 0 ? "ok" : "errors", NULL, 0);
}

/* ---- Decisions ---- */

/* false: the document is too large. */
static bool decide(struct way *way, proviso_text facts, unsigned flags) {
    const proviso_decision *decision = NULL;
    proviso_status status = proviso_facts_read_json(way->session, facts, flags);
    if (status == PROVISO_LIMIT_REACHED) return false;
    way->has_facts = status != PROVISO_FACTS_REFUSED;
    if (way->has_facts) require(status);
    require(proviso_decide(&decision, way->session));
    way->json.length = 0;
    status = proviso_decision_render(decision, PROVISO_FORMAT_JSON, keep, &way->json);
    way->limited = proviso_decision_state(decision) == PROVISO_LIMITED || status == PROVISO_LIMIT_REACHED;
    if (status != PROVISO_LIMIT_REACHED) require(status);
    return true;
}

static bool is_same(const struct way *a, const struct way *b) {
    return a->json.length == b->json.length && memcmp(a->json.data, b->json.data, a->json.length) == 0;
}

/* What differs; NULL: nothing. */
static const char *find_difference(struct way *ways) {
    if (ways[COMPILED].limited != ways[LOADED].limited || !is_same(&ways[COMPILED], &ways[LOADED]))
        return "compiled and loaded";
    if (!ways[FEW_ELEMENTS].limited && !is_same(&ways[COMPILED], &ways[FEW_ELEMENTS])) return "fewer elements";
    for (unsigned i = SMALLEST; i < WAYS; i++) {
        if (!ways[i].limited && !is_same(&ways[COMPILED], &ways[i])) return "a smaller budget";
        if (i > SMALLEST && ways[i].limited && !ways[i - 1].limited)
            return "a limit that a smaller budget does not reach";
    }
    if (ways[COMPILED].has_facts && !regions_agree(ways[COMPILED].session)) return "a skip changes a value";
    return NULL;
}

static void read_facts(struct way *ways, proviso_text facts, unsigned flags) {
    if (ways[COMPILED].program == NULL) return;
    open_session(&ways[LOADED]);
    for (unsigned i = 0; i < WAYS; i++) {
        if (decide(&ways[i], facts, flags)) continue;
        frame_write("limit", NULL, 0);
        return;
    }
    const char *difference = find_difference(ways);
    if (difference)
        frame_write("different", difference, strlen(difference));
    else
        frame_write("decision", ways[COMPILED].json.data, ways[COMPILED].json.length);
}

int main(void) {
    struct way ways[WAYS] = {{.engine = NULL}};
    struct frame frame = {.data = NULL};
    open_engines(ways);
    while (frame_read(&frame)) {
        proviso_text text = {frame.data, frame.length};
        if (strcmp(frame.kind, "policy") == 0)
            read_policy(ways, text);
        else if (strcmp(frame.kind, "params") == 0)
            read_params(ways, text);
        else
            read_facts(ways, text, strcmp(frame.kind, "strict") == 0 ? PROVISO_STRICT : 0);
    }
    for (unsigned i = 0; i < WAYS; i++) {
        close_program(&ways[i]);
        proviso_engine_destroy(ways[i].engine);
        free(ways[i].json.data);
    }
    frame_clear(&frame);
    return 0;
}
