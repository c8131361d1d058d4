/* The benchmark: the TRTC refund policy, decided by Proviso and by hand, and read from JSON by Proviso and by cJSON, in
 * one run on the same documents. Times on a noisy machine say little, so every figure is also given as a ratio to the
 * first line of its table, measured in turn with it.
 *
 * First all contestants have to agree on every decision and every output; then, in each round, each contestant decides
 * all documents, often enough to fill some milliseconds, and the median over the rounds is printed. Every timed pass is
 * checked too: it folds what was decided into a sum that has to be the same for all.
 *
 *   bench POLICY           1,000 and 50,000 documents
 *   bench POLICY --smoke   100 documents, one short round: do all agree? */
#define _POSIX_C_SOURCE 200809L
#include "byhand.h"
#include "luajit.h"

#include <cjson/cJSON.h>
#include <proviso/proviso.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS_MOST = 15 };

struct bench {
    proviso_text policy;
    char *file; /* the policy compiled */
    size_t file_length;
    struct luajit *lua; /* NULL where the build has no LuaJIT */
    proviso_engine *engine;
    proviso_program *program;
    proviso_session *session;   /* reads every document in turn */
    proviso_session **sessions; /* one a document, its facts read once */
    struct documents documents;
    int rounds;
    int64_t sample_ns; /* the least time of a sample */
};

/* One line of a table. `run` goes once over all documents (or once, if `single`) and returns what it decided. */
struct contestant {
    const char *name;
    uint64_t (*run)(struct bench *bench);
    double goal; /* ns, 0: none; of the first line what it took where the goals were set, which makes them ratios */
    bool single;
};

_Noreturn static void fail(const char *what, const char *why) {
    fprintf(stderr, "bench: %s: %s\n", what, why);
    exit(1);
}

static void need(proviso_status status, const char *what) {
    if (status != PROVISO_OK) fail(what, proviso_status_text(status));
}

/* Of this process's own time: what others do on the machine costs caches, but is not counted. */
static int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* ---- What is folded into a pass's sum --------------------------------------------------------------------------- */

static const char *const outcome_names[] = {"decline", "review", "refund"};

static uint64_t fold(uint64_t sum, char outcome) { return sum * 31 + (unsigned char)outcome; }
static uint64_t fold_verdict(uint64_t sum, const struct verdict *verdict) {
    return fold(sum, outcome_names[verdict->outcome][2]); /* the third letter tells them apart */
}

static uint64_t fold_decision(uint64_t sum, const proviso_decision *decision) {
    proviso_text outcome = proviso_decision_outcome(decision);
    return fold(sum, outcome.length > 2 ? outcome.data[2] : '?');
}

/* ---- The contestants -------------------------------------------------------------------------------------------- */

static uint64_t native_by_hand(struct bench *bench) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bench->documents.count; i++) {
        struct verdict verdict = byhand_native(&bench->documents.items[i].native);
        sum = fold_verdict(sum, &verdict);
    }
    return sum;
}

static uint64_t strings_by_hand(struct bench *bench) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bench->documents.count; i++) {
        struct verdict verdict = byhand_strings(&bench->documents.items[i].strings);
        sum = fold_verdict(sum, &verdict);
    }
    return sum;
}

static uint64_t slots_proviso(struct bench *bench) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bench->documents.count; i++) {
        const proviso_decision *decision;
        need(proviso_decide(&decision, bench->sessions[i]), "decide");
        sum = fold_decision(sum, decision);
    }
    return sum;
}

/* Decides nothing: its sum, 0, is compared with nobody's. */
static uint64_t cjson_parse(struct bench *bench) {
    for (size_t i = 0; i < bench->documents.count; i++) {
        const struct document *document = &bench->documents.items[i];
        cJSON *tree = cJSON_ParseWithLength(document->json, document->length);
        if (tree == NULL) fail("cJSON", "refused a document");
        cJSON_Delete(tree);
    }
    return 0;
}

static uint64_t cjson_by_hand(struct bench *bench) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bench->documents.count; i++) {
        const struct document *document = &bench->documents.items[i];
        struct verdict verdict;
        if (!byhand_cjson(&verdict, document->json, document->length)) fail("cJSON", "refused a document");
        sum = fold_verdict(sum, &verdict);
    }
    return sum;
}

static const proviso_decision *decide_json(proviso_session *session, const struct document *document) {
    const proviso_decision *decision;
    proviso_text json = {document->json, document->length};
    need(proviso_facts_read_json(session, json, 0), "facts");
    need(proviso_decide(&decision, session), "decide");
    return decision;
}

static uint64_t json_proviso(struct bench *bench) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bench->documents.count; i++)
        sum = fold_decision(sum, decide_json(bench->session, &bench->documents.items[i]));
    return sum;
}

static uint64_t json_proviso_outputs(struct bench *bench) {
    static const char *const names[] = {"amount", "not_refunded", "pay_to", "ticket_type"};
    uint64_t sum = 0;
    for (size_t i = 0; i < bench->documents.count; i++) {
        const proviso_decision *decision = decide_json(bench->session, &bench->documents.items[i]);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            proviso_text value;
            proviso_status status = proviso_decision_get_output(&value, decision, proviso_text_of(names[k]));
            if (status != PROVISO_NOT_FOUND) need(status, "output");
        }
        sum = fold_decision(sum, decision);
    }
    return sum;
}

static bool discard(void *context, const char *data, size_t length) {
    (void)data;
    *(size_t *)context += length;
    return true;
}

static uint64_t json_proviso_rendered(struct bench *bench) {
    uint64_t sum = 0;
    for (size_t i = 0; i < bench->documents.count; i++) {
        const proviso_decision *decision = decide_json(bench->session, &bench->documents.items[i]);
        size_t written = 0;
        need(proviso_decision_render(decision, PROVISO_FORMAT_JSON, discard, &written), "render");
        sum = fold_decision(sum, decision);
    }
    return sum;
}

static uint64_t load_policy(struct bench *bench) {
    proviso_program *program;
    need(proviso_program_compile(&program, bench->engine, PROVISO_TEXT("policy"), bench->policy, NULL), "policy");
    proviso_program_release(program);
    return 0;
}

static uint64_t load_compiled(struct bench *bench) {
    proviso_program *program;
    proviso_text file = {bench->file, bench->file_length};
    need(proviso_program_load(&program, bench->engine, PROVISO_TEXT("policy"), file, NULL), "compiled policy");
    proviso_program_release(program);
    return 0;
}

#if defined(BENCH_LUAJIT)
static uint64_t load_lua(struct bench *bench) {
    if (!luajit_load_text(bench->lua)) fail("LuaJIT", "refused its chunk");
    return 0;
}

static uint64_t load_lua_bytecode(struct bench *bench) {
    if (!luajit_load_bytecode(bench->lua)) fail("LuaJIT", "refused its bytecode");
    return 0;
}
#endif

/* ---- Agreement -------------------------------------------------------------------------------------------------- */

static void need_output(const proviso_decision *decision, const char *name, const char *expected) {
    proviso_text value = {"", 0};
    proviso_status status = proviso_decision_get_output(&value, decision, proviso_text_of(name));
    bool same = expected == NULL ? status == PROVISO_NOT_FOUND
                                 : status == PROVISO_OK && value.length == strlen(expected) &&
                                       memcmp(value.data, expected, value.length) == 0;
    if (!same) fail(name, "the contestants give different values");
}

static void need_decision(const proviso_decision *decision, const struct verdict *verdict) {
    proviso_text outcome = proviso_decision_outcome(decision);
    const char *expected = outcome_names[verdict->outcome];
    if (proviso_decision_state(decision) != PROVISO_DECIDED || outcome.length != strlen(expected) ||
        memcmp(outcome.data, expected, outcome.length) != 0)
        fail("outcome", "the contestants decide differently");
    bool refund = verdict->outcome == OUTCOME_REFUND;
    char amount[32], not_refunded[32];
    snprintf(amount, sizeof amount, "%lld.%02lld CNY", (long long)(verdict->amount / 100),
             (long long)(verdict->amount % 100));
    snprintf(not_refunded, sizeof not_refunded, "%lld.%02lld CNY", (long long)(verdict->not_refunded / 100),
             (long long)(verdict->not_refunded % 100));
    need_output(decision, "amount", refund ? amount : NULL);
    need_output(decision, "not_refunded", refund ? not_refunded : NULL);
    need_output(decision, "pay_to", verdict->pay_to);
    need_output(decision, "ticket_type", verdict->ticket_type);
}

static bool equal(const struct verdict *a, const struct verdict *b) {
    return a->outcome == b->outcome && a->amount == b->amount && a->not_refunded == b->not_refunded;
}

/* Also leaves the sessions warm. */
static void need_agreement(struct bench *bench) {
    size_t counts[3] = {0};
    for (size_t i = 0; i < bench->documents.count; i++) {
        const struct document *document = &bench->documents.items[i];
        struct verdict native = byhand_native(&document->native);
        struct verdict strings = byhand_strings(&document->strings);
        struct verdict tree;
        if (!byhand_cjson(&tree, document->json, document->length) || !equal(&native, &strings) ||
            !equal(&native, &tree))
            fail("by hand", "the contestants decide differently");
        need_decision(decide_json(bench->session, document), &native);
        need_decision(decide_json(bench->sessions[i], document), &native);
        counts[native.outcome]++;
    }
    printf("All contestants agree on all %zu decisions (%zu decline, %zu review, %zu refund).\n",
           bench->documents.count, counts[OUTCOME_DECLINE], counts[OUTCOME_REVIEW], counts[OUTCOME_REFUND]);
}

/* ---- Timing ----------------------------------------------------------------------------------------------------- */

/* Nanoseconds of one document (or one run). */
static double sample(struct bench *bench, const struct contestant *contestant, uint64_t *sum) {
    int64_t start = now_ns(), elapsed;
    double runs = 0;
    do {
        *sum = contestant->run(bench);
        runs++;
        elapsed = now_ns() - start;
    } while (elapsed < bench->sample_ns);
    return (double)elapsed / runs / (contestant->single ? 1 : (double)bench->documents.count);
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void run_table(struct bench *bench, const char *title, const struct contestant *contestants, size_t count) {
    double samples[8][ROUNDS_MOST];
    if (count > 8) fail(title, "too many contestants");
    for (int round = 0; round < bench->rounds; round++) {
        uint64_t agreed = 0;
        for (size_t i = 0; i < count; i++) {
            uint64_t sum;
            samples[i][round] = sample(bench, &contestants[i], &sum);
            if (sum == 0) continue; /* it decides nothing */
            if (agreed != 0 && sum != agreed) fail(contestants[i].name, "decides differently while it is timed");
            agreed = sum;
        }
    }
    printf("\n%-56s %10s %8s %8s %8s\n", title, "ns", "ratio", "goal ns", "ratio");
    double first = 0;
    for (size_t i = 0; i < count; i++) {
        qsort(samples[i], (size_t)bench->rounds, sizeof(double), by_value);
        double median = samples[i][bench->rounds / 2];
        if (i == 0) first = median;
        printf("  %-54s %10.1f %8.2f", contestants[i].name, median, median / first);
        if (i > 0 && contestants[i].goal > 0)
            printf(" %8.0f %8.2f", contestants[i].goal, contestants[i].goal / contestants[0].goal);
        printf("\n");
    }
}

/* ---- The run ---------------------------------------------------------------------------------------------------- */

static void create_sessions(struct bench *bench) {
    need(proviso_session_create(&bench->session, bench->program), "session");
    bench->sessions = calloc(bench->documents.count, sizeof(proviso_session *));
    if (bench->sessions == NULL) fail("sessions", "out of memory");
    for (size_t i = 0; i < bench->documents.count; i++)
        need(proviso_session_create(&bench->sessions[i], bench->program), "session");
}

static void destroy_sessions(struct bench *bench) {
    for (size_t i = 0; i < bench->documents.count; i++) proviso_session_destroy(bench->sessions[i]);
    free(bench->sessions);
    proviso_session_destroy(bench->session);
}

static void run_documents(struct bench *bench, size_t count, enum layout layout) {
    static const char *const layouts[] = {"keys in the order of the document before",
                                          "15 % of the undeclared fields dropped", "keys shuffled"};
    bool many = count > 1000;
    double json_goal = layout == LAYOUT_SHUFFLED ? 1000 : layout == LAYOUT_DROPPED || many ? 500 : 400;
    const struct contestant native[] = {
        {"by hand in C, enums and seconds", native_by_hand, many ? 7.8 : 2.0, false},
        {"by hand in C, texts and RFC 3339", strings_by_hand, 0, false},
        {"proviso", slots_proviso, many ? 120 : 25, false},
    };
    const struct contestant json[] = {
        {"cJSON, parse and free, no decision", cjson_parse, 2760, false},
        {"by hand in C on the cJSON tree", cjson_by_hand, 0, false},
        {"proviso, decided", json_proviso, json_goal, false},
        {"proviso, decided, outputs as text", json_proviso_outputs, 0, false},
        {"proviso, decided, rendered as JSON with reasons", json_proviso_rendered, json_goal + 300, false},
    };
    if (!documents_create(&bench->documents, count, layout)) fail("documents", "out of memory");
    create_sessions(bench);
    printf("\n== %zu documents of %zu bytes on average, %s\n", count, bench->documents.bytes / count, layouts[layout]);
    need_agreement(bench);
    if (layout == LAYOUT_STEADY)
        run_table(bench, "Facts in place -> outcome and outputs", native, sizeof native / sizeof *native);
    run_table(bench, "JSON text -> outcome and outputs", json, sizeof json / sizeof *json);
    destroy_sessions(bench);
    documents_destroy(&bench->documents);
}

static bool keep_file(void *context, const char *data, size_t length) {
    struct bench *bench = context;
    char *grown = realloc(bench->file, bench->file_length + length);
    if (grown == NULL) return false;
    memcpy(grown + bench->file_length, data, length);
    bench->file = grown;
    bench->file_length += length;
    return true;
}

static void run_loading(struct bench *bench) {
    const struct contestant contestants[] = {
        {"proviso, from its text", load_policy, 200000, true},
        {"proviso, from its compiled file", load_compiled, 20000, true},
#if defined(BENCH_LUAJIT)
        {"LuaJIT, by hand in Lua, from its text", load_lua, 0, true},
        {"LuaJIT, by hand in Lua, from its bytecode", load_lua_bytecode, 0, true},
#endif
    };
    need(proviso_program_save(bench->program, keep_file, bench), "compiled policy");
#if defined(BENCH_LUAJIT)
    bench->lua = luajit_create(BENCH_LUAJIT);
    if (bench->lua == NULL) fail("LuaJIT", "refused its chunk");
#endif
    printf("\n== The policy itself: %zu bytes of text, %zu bytes compiled (goals: 200,000 and 20,000 ns)\n",
           bench->policy.length, bench->file_length);
    run_table(bench, "Load", contestants, sizeof contestants / sizeof *contestants);
#if defined(BENCH_LUAJIT)
    luajit_destroy(bench->lua);
#endif
    free(bench->file);
}

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) fail(path, "cannot be opened");
    static char text[1 << 20];
    *length = fread(text, 1, sizeof text, file);
    fclose(file);
    return text;
}

int main(int argc, char **argv) {
    bool smoke = argc == 3 && strcmp(argv[2], "--smoke") == 0;
    if (argc < 2 || (argc > 2 && !smoke)) {
        fprintf(stderr, "usage: bench POLICY [--smoke]\n");
        return 2;
    }
    struct bench bench = {.rounds = smoke ? 1 : ROUNDS_MOST, .sample_ns = smoke ? 0 : 5000000};
    bench.policy.data = read_file(argv[1], &bench.policy.length);
    proviso_engine_options options = {
        .size = sizeof options, .load_zone = proviso_system_zones, .zone_version = proviso_system_zone_version};
    need(proviso_engine_create(&bench.engine, &options), "engine");
    need(proviso_program_compile(&bench.program, bench.engine, PROVISO_TEXT("policy"), bench.policy, NULL), argv[1]);

    for (size_t count = smoke ? 100 : 1000; count <= (smoke ? 100 : 50000); count *= 50)
        for (int layout = LAYOUT_STEADY; layout <= LAYOUT_SHUFFLED; layout++)
            run_documents(&bench, count, (enum layout)layout);
    run_loading(&bench);

    proviso_program_release(bench.program);
    proviso_engine_destroy(bench.engine);
    return 0;
}
