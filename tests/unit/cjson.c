/* The public function of libproviso_cjson: what may be passed, what a session says afterwards, and that all cases of
 * the policies are decided from trees byte for byte as from their texts. */
#define _POSIX_C_SOURCE 200809L
#include <cjson/cJSON.h>
#include <glob.h>
#include <proviso/cjson.h>
#include <stdio.h>

#include "policy_fixture.h"

static const char policy[] =
    "policy p\n"
    "facts { used: bool amount: money in CNY name: optional text }\n"
    "decide { outcomes decline > refund otherwise decline outputs { pay: money in CNY } }\n"
    "rule r { refund when not used and name is present because \"For {name}.\" set pay = amount }\n";

/* A proviso_write_fn into a string, which has to be empty at first. */
typedef struct written {
    char text[1 << 16];
    size_t length;
} written;

static bool keep(void *context, const char *data, size_t length) {
    written *out = context;
    if (length >= sizeof out->text - out->length) return false;
    memcpy(out->text + out->length, data, length);
    out->length += length;
    out->text[out->length] = '\0';
    return true;
}

static const char *decide(written *out, proviso_session *session) {
    const proviso_decision *decision = NULL;
    *out = (written){.length = 0};
    ck_assert_int_eq(proviso_decide(&decision, session), PROVISO_OK);
    ck_assert_int_eq(proviso_decision_render(decision, PROVISO_FORMAT_JSON, keep, out), PROVISO_OK);
    return out->text;
}

static proviso_status read_tree(proviso_session *session, const char *json, unsigned flags) {
    cJSON *root = cJSON_Parse(json);
    ck_assert_ptr_nonnull(root);
    proviso_status status = proviso_facts_read_cjson(session, root, flags);
    cJSON_Delete(root);
    return status;
}

static proviso_session *new_session(const char *text) {
    proviso_program *program = compile(text);
    proviso_session *session = NULL;
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    proviso_program_release(program);
    return session;
}

START_TEST(wrong_arguments_are_named_so) {
    proviso_session *session = new_session(policy);
    cJSON *root = cJSON_CreateObject();
    ck_assert_int_eq(proviso_facts_read_cjson(NULL, root, 0), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_facts_read_cjson(session, NULL, 0), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_facts_read_cjson(session, root, 2), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_facts_read_cjson(session, root, PROVISO_STRICT), PROVISO_OK);
    cJSON_Delete(root);
    proviso_session_destroy(session);
}
END_TEST

/* The tree is gone when the decision is asked for its texts. */
START_TEST(a_decision_outlives_the_tree) {
    static written out;
    proviso_session *session = new_session(policy);
    ck_assert_int_eq(read_tree(session, "{\"used\":false,\"amount\":12.5,\"name\":\"\xe4\xbd\xa0\"}", 0), PROVISO_OK);
    const char *text = decide(&out, session);
    ck_assert_ptr_nonnull(strstr(text, "\"outcome\": \"refund\", \"outputs\": {\"pay\": \"12.50 CNY\"}"));
    ck_assert_ptr_nonnull(strstr(text, "For \xe4\xbd\xa0."));
    proviso_session_destroy(session);
}
END_TEST

START_TEST(texts_and_trees_take_turns) {
    static written out;
    proviso_session *session = new_session(policy);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(read_tree(session, "{\"used\":false,\"amount\":1,\"name\":\"tree\"}", 0), PROVISO_OK);
        ck_assert_ptr_nonnull(strstr(decide(&out, session), "For tree."));
        ck_assert_int_eq(
            proviso_facts_read_json(session, PROVISO_TEXT("{\"used\":false,\"amount\":1,\"name\":\"text\"}"), 0),
            PROVISO_OK);
        ck_assert_ptr_nonnull(strstr(decide(&out, session), "For text."));
        ck_assert_int_eq(read_tree(session, "{\"used\":1,\"amount\":\"x\"}", 0), PROVISO_FACTS_REFUSED);
        ck_assert_ptr_nonnull(
            strstr(decide(&out, session), "\"status\": \"refused\", \"refusals\": [{\"path\": \"amount\""));
    }
    proviso_session_destroy(session);
}
END_TEST

START_TEST(strict_refuses_undeclared_fields) {
    static written out;
    proviso_session *session = new_session(policy);
    ck_assert_int_eq(read_tree(session, "{\"usde\":1}", 0), PROVISO_OK);
    ck_assert_int_eq(read_tree(session, "{\"usde\":1}", PROVISO_STRICT), PROVISO_FACTS_REFUSED);
    ck_assert_ptr_nonnull(strstr(decide(&out, session), "did you mean \\\"used\\\"?"));
    proviso_session_destroy(session);
}
END_TEST

/* ---- The cases of the policies --------------------------------------------------------------------------------- */

/* What was found may be a number in another spelling, or a place in another form. */
static void remove_found(written *out) {
    static const char found[] = "\"found\": ";
    char *to = out->text;
    for (const char *at = out->text; *at != '\0';) {
        const char *next = strstr(at, found);
        size_t length = next != NULL ? (size_t)(next - at) : strlen(at);
        memmove(to, at, length);
        to += length;
        at += length;
        while (next != NULL && *at != '}') at++;
    }
    *to = '\0';
}

/* false: only the text can say what it says. */
static bool compare(proviso_session *session, proviso_text json) {
    static written from_text, from_tree;
    cJSON *root = cJSON_ParseWithLength(json.data, json.length);
    proviso_status status = proviso_facts_read_json(session, json, 0);
    decide(&from_text, session);
    bool syntax = strstr(from_text.text, "\"refusals\": [{\"path\": \"\"") != NULL;
    bool dropped = strstr(from_text.text, "a text without") != NULL;
    bool comparable = root != NULL && !syntax && !dropped;
    if (comparable) {
        ck_assert_int_eq(proviso_facts_read_cjson(session, root, 0), status);
        cJSON_Delete(root);
        root = NULL;
        decide(&from_tree, session);
        remove_found(&from_text);
        remove_found(&from_tree);
        if (strcmp(from_text.text, from_tree.text) != 0)
            ck_abort_msg("%.*s\n%s\n%s", (int)json.length, json.data, from_text.text, from_tree.text);
    }
    cJSON_Delete(root);
    return comparable;
}

static size_t compare_file(proviso_session *session, const char *path) {
    size_t length, compared = 0, ending = strlen(path);
    char *bytes = read_file(path, &length);
    if (strcmp(path + ending - strlen(".json"), ".json") == 0)
        compared += compare(session, (proviso_text){bytes, length});
    bool lines = strcmp(path + ending - strlen(".ndjson"), ".ndjson") == 0;
    for (char *at = bytes; lines && at < bytes + length;) {
        char *end = memchr(at, '\n', (size_t)(bytes + length - at));
        if (end == NULL) end = bytes + length;
        proviso_text facts;
        if (proviso_json_member(&facts, (proviso_text){at, (size_t)(end - at)}, PROVISO_TEXT("facts")) == PROVISO_OK)
            compared += compare(session, facts);
        at = end + 1;
    }
    free(bytes);
    return compared;
}

/* `path`: …/NAME.proviso, whose cases are in …/NAME.cases. A policy that needs more than its own text has no session.
 */
static size_t compare_policy(const char *path) {
    char pattern[1024];
    size_t length, compared = 0;
    proviso_program *program = NULL;
    proviso_session *session = NULL;
    proviso_engine *engine = new_engine(NULL);
    char *text = read_file(path, &length);
    glob_t files;
    if (proviso_program_compile(&program, engine, PROVISO_TEXT("p"), (proviso_text){text, length}, NULL) == PROVISO_OK)
        ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    snprintf(pattern, sizeof pattern, "%.*s.cases/*json", (int)(strlen(path) - strlen(".proviso")), path);
    if (session != NULL && glob(pattern, 0, NULL, &files) == 0) {
        for (size_t i = 0; i < files.gl_pathc; i++) compared += compare_file(session, files.gl_pathv[i]);
        globfree(&files);
    }
    proviso_session_destroy(session);
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    free(text);
    return compared;
}

START_TEST(every_case_is_decided_alike) {
    glob_t policies;
    size_t compared = 0;
    ck_assert_int_eq(glob(PROVISO_SOURCE_DIR "/policies/*/*.proviso", 0, NULL, &policies), 0);
    for (size_t i = 0; i < policies.gl_pathc; i++) compared += compare_policy(policies.gl_pathv[i]);
    globfree(&policies);
    ck_assert_uint_gt(compared, 150);
}
END_TEST

int main(void) {
    return RUN_SUITE("cjson", wrong_arguments_are_named_so, a_decision_outlives_the_tree, texts_and_trees_take_turns,
                     strict_refuses_undeclared_fields, every_case_is_decided_alike);
}
