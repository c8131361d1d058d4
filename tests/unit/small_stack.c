/* Every call fits a thread with a stack of 64 KiB, with the deepest policy and the deepest document that are allowed.
 */
#include <pthread.h>
#include <stdio.h>

#include "policy_fixture.h"

#if defined(__SANITIZE_ADDRESS__)
enum { STACK = 1 << 21 }; /* its frames are many times as large */
#else
enum { STACK = 64 * 1024 };
#endif

enum { LISTS = 30 };

static char policy[1 << 17], document[1 << 16];

static void add(const char *text) { strcat(policy, text); }

/* Each of them, and the innermost, is too large for a region. */
static void add_nested_sums(void) {
    enum { NESTED = 61, TERMS = 1200 };
    char line[64];
    add("rule v { yes when 1 < ");
    for (int i = 0; i < NESTED; i++) add("sum (");
    for (int i = 0; i < TERMS; i++) {
        snprintf(line, sizeof line, "%s s%d", i == 0 ? "" : " +", NESTED);
        add(line);
    }
    for (int i = NESTED; i > 0; i--) {
        snprintf(line, sizeof line, " for s%d in flat)", i);
        add(line);
    }
    add(" }\n");
}

/* Conditions that nest as deep as is allowed, in every way that nests, through a chain of defines. */
static void write_policy(void) {
    strcpy(policy, "policy p timezone \"Asia/Shanghai\" facts { n: number b: optional bool sent: time\n");
    for (int i = 0; i < 60; i++) add("g { ");
    add("deep: number");
    for (int i = 0; i < 60; i++) add(" }");
    add(" l: ");
    for (int i = 0; i < LISTS; i++) add("list of ");
    add("number flat: list of number }\ndefine d0 = n + 1\n");
    for (int i = 1; i < 40; i++) {
        char line[64];
        snprintf(line, sizeof line, "define d%d = -(d%d - 1)\n", i, i - 1);
        add(line);
    }
    add("decide { outcomes yes > no otherwise no }\nrule r { yes when ");
    for (int i = 0; i < 30; i++) add(i % 2 == 0 ? "(n > 1 and " : "(not n > 1 or ");
    add("d39 > 2");
    for (int i = 0; i < 30; i++) add(")");
    add(" because \"{d39}\" }\nrule s { yes when ");
    for (int i = 0; i < 62; i++) add("not ");
    add("n > 1 }\nrule t { yes when 1 < ");
    for (int i = 0; i < 30; i++) add("-(1 - ");
    add("n");
    for (int i = 0; i < 30; i++) add(")");
    add(" and sent within 5 days after sent }\n");
    add("rule u { yes when ");
    for (int i = 0; i < LISTS; i++) {
        char line[64];
        snprintf(line, sizeof line, i == 0 ? "any (e%d in l where " : "any (e%d in e%d where ", i, i - 1);
        add(line);
    }
    add("e29 > n");
    for (int i = 0; i < LISTS; i++) add(")");
    add(" and (");
    for (int i = 0; i < 30; i++) add("if n > 1 then (");
    add("n > 2");
    for (int i = 0; i < 30; i++) add(") else false");
    add(") }\n");
    add_nested_sums();
    strcpy(document, "{\"n\": 2, \"flat\": [1], \"l\": ");
    for (int i = 0; i < LISTS; i++) strcat(document, "[");
    strcat(document, "1, 2");
    for (int i = 0; i < LISTS; i++) strcat(document, "]");
    strcat(document, ", \"sent\": \"2025-03-14T00:00:00Z\", \"more\": ");
    for (int i = 0; i < 62; i++) strcat(document, i % 2 == 0 ? "[" : "{\"a\":");
    strcat(document, "1");
    for (int i = 61; i >= 0; i--) strcat(document, i % 2 == 0 ? "]" : "}");
    strcat(document, "}");
}

static bool ignore(void *context, const char *data, size_t length) {
    (void)context;
    return length == 0 || data != NULL;
}

static void *work(void *out) {
    proviso_engine *engine = new_engine(NULL);
    proviso_program *program = NULL;
    proviso_session *session = NULL;
    proviso_report *report = NULL;
    const proviso_decision *decision = NULL;
    proviso_status *status = out;
    proviso_report_create(&report, NULL);
    *status = proviso_program_compile(&program, engine, PROVISO_TEXT("p"), proviso_text_of(policy), report);
    proviso_report_render(report, true, ignore, NULL);
    if (*status == PROVISO_OK) *status = proviso_session_create(&session, program);
    for (int i = 0; i < 2 && *status == PROVISO_OK; i++) { /* decided, and undecided for want of `n` */
        char *n = strstr(document, "\"n\"");
        if (i == 1) n[1] = 'm';
        *status = proviso_facts_read_json(session, proviso_text_of(document), 0);
        if (*status == PROVISO_OK) *status = proviso_decide(&decision, session);
        if (*status == PROVISO_OK) *status = proviso_decision_render(decision, PROVISO_FORMAT_JSON, ignore, NULL);
        if (*status == PROVISO_OK) *status = proviso_decision_render(decision, PROVISO_FORMAT_TEXT, ignore, NULL);
    }
    proviso_session_destroy(session);
    proviso_program_release(program);
    proviso_report_destroy(report);
    proviso_engine_destroy(engine);
    return NULL;
}

static proviso_status in_a_small_stack(void) {
    pthread_t thread;
    pthread_attr_t attributes;
    proviso_status status = PROVISO_OUT_OF_MEMORY;
    ck_assert_int_eq(pthread_attr_init(&attributes), 0);
    ck_assert_int_eq(pthread_attr_setstacksize(&attributes, STACK), 0);
    ck_assert_int_eq(pthread_create(&thread, &attributes, work, &status), 0);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
    return status;
}

START_TEST(the_deepest_policy_and_document_fit) {
    write_policy();
    proviso_status status = in_a_small_stack();
    if (status != PROVISO_OK) proviso_program_release(compile(policy)); /* says why */
    ck_assert_int_eq(status, PROVISO_OK);
}
END_TEST

START_TEST(brackets_without_end_fit) {
    strcpy(policy, "policy p facts { n: number } decide { outcomes yes > no otherwise no } rule r { yes when ");
    for (int i = 0; i < 10000; i++) add("(");
    ck_assert_int_eq(in_a_small_stack(), PROVISO_POLICY_ERRORS);
}
END_TEST

int main(void) { return RUN_SUITE("small_stack", the_deepest_policy_and_document_fit, brackets_without_end_fit); }
