/* syntax: texts that are too deep, too long, or nothing but noise: each is one clear error, in bounded time and memory,
 * and what follows it is still read. Also what just fits, and the stack that it takes. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "parsed.h"

typedef struct long_text {
    pv_memory memory;
    pv_buffer buffer;
} long_text;

static void begin(long_text *text) {
    pv_memory_init(&text->memory, NULL, 0);
    pv_buffer_init(&text->buffer, &text->memory);
}

static void repeat(long_text *text, const char *again, size_t count) {
    for (size_t i = 0; i < count; i++) pv_buffer_add_string(&text->buffer, again);
    ck_assert(!text->buffer.failed);
}

static proviso_problem problem_at(const parsed *p, size_t index) {
    proviso_problem problem;
    ck_assert_int_eq(proviso_report_get(&problem, p->report, index), PROVISO_OK);
    return problem;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The bound on time is generous (sanitizers, busy machines), yet no quadratic pass keeps it. */
static void parse_in_time(parsed *p, const long_text *text) {
    enum { SECONDS_MOST = 20 };
    double started = now();
    parse_text(p, pv_buffer_text(&text->buffer), NULL);
    ck_assert_int_eq(p->status, PROVISO_OK);
    ck_assert_msg(now() - started < SECONDS_MOST, "%.1f s", now() - started);
}

/* `first`, `again` many times, `last`: one error of that code (NULL: none); the item after it is in the tree. */
static void check_one(const char *first, const char *again, size_t count, const char *last, const char *code) {
    long_text text;
    parsed p;
    begin(&text);
    repeat(&text, first, 1);
    repeat(&text, again, count);
    repeat(&text, last, 1);
    repeat(&text, "\npolicy last\n", 1);
    parse_in_time(&p, &text);
    ck_assert_msg(p.source.errors == (code ? 1 : 0), "%zu errors in %zu times `%s`", p.source.errors, count, again);
    if (code) ck_assert_text(problem_at(&p, 0).code, code);
    ck_assert_ptr_nonnull(p.tree.last);
    ck_assert_text(p.tree.last->name.text, "last");
    release_parsed(&p);
    pv_buffer_clear(&text.buffer);
}

START_TEST(what_nests_too_deep_is_one_error) {
    static const struct {
        const char *first, *again, *last;
    } rows[] = {{"define x = ", "(", ""},
                {"define x = ", "not ", "a"},
                {"define x = ", "-", "a"},
                {"define x = ", "{", ""},
                {"define x = ", "10% of ", "a"},
                {"define x = ", "f(", ""},
                {"define x = ", "a otherwise ", "b"},
                {"define x = ", "if a then b else ", "c"},
                {"define x = ", "any (a in ", "b"},
                {"rule r { o when ", "(", " set a = 1 because \"b\" }"},
                {"rule r { o always set a = ", "not ", "b cite \"c\" }"},
                {"facts { ", "a { ", ""},
                {"facts { a: ", "list of ", "text b: bool }"},
                {"facts { ", "a: list of { ", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_one(rows[i].first, rows[i].again, 65, rows[i].last, "E0501");
        check_one(rows[i].first, rows[i].again, 200, rows[i].last, "E0501");
        check_one(rows[i].first, rows[i].again, 10000, rows[i].last, "E0501");
    }
    check_one("define x = ", "if ", 10000, "c", "E0501");
}
END_TEST

START_TEST(too_deep_says_the_limit) {
    parsed p;
    pv_memory memory;
    pv_arena arena;
    parse_string(&p, "define x = ((((((1))))))");
    ck_assert_uint_eq(p.source.errors, 0);
    pv_memory_init(&memory, NULL, 0);
    pv_arena_init(&arena, &memory);
    ck_assert_int_eq(pv_syntax_parse(&p.tree, &p.source, &arena, 5), PROVISO_OK);
    ck_assert_text(problem_at(&p, 0).message, "nested more than 5 deep");
    ck_assert_uint_eq(problem_at(&p, 0).column, 17);
    pv_arena_clear(&arena);
    release_parsed(&p);
}
END_TEST

START_TEST(lists_and_groups_count_together) {
    long_text text;
    parsed p;
    begin(&text);
    repeat(&text, "facts { ", 1);
    repeat(&text, "a: list of list of { ", 33);
    repeat(&text, "b: bool", 1);
    repeat(&text, " }", 34);
    parse_in_time(&p, &text);
    ck_assert_text(problem_at(&p, 0).code, "E0501");
    ck_assert_uint_eq(p.source.errors, 1);
    release_parsed(&p);
    pv_buffer_clear(&text.buffer);
}
END_TEST

START_TEST(too_many_operands_are_one_error) {
    check_one("define x = a", " + b", 65535, "", "E0502");
    check_one("define x = a", " - b", 200000, "", "E0502");
    check_one("define x = a", " * b", 65535, "", "E0502");
    check_one("define x = a", " and b", 65535, "", "E0502");
    check_one("define x = a", " or b", 65535, "", "E0502");
    check_one("define x = {a", ", b", 200000, "}", "E0502");
    check_one("define x = f(a", ", b", 65535, ")", "E0502");
}
END_TEST

START_TEST(names_and_texts_have_a_length) {
    check_one("define ", "a", 256, " = 1", "E0503");
    check_one("define ", "0123456789abcdef", 0, "x = 1", NULL);
    check_one("define a", "0123456789abcdef", 1 << 16, " = 1", "E0503");
    check_one("define x = \"", "0123456789abcdef", 4097, "\"", "E0504");
    check_one("define x = \"", "\\u{1F600}", 20000, "\"", "E0504");
    check_one("rule r { o always because \"", "{a}", 30000, "\" }", "E0504");
    check_one("define x = ", "1", 1 << 20, "", "E0505");
    check_one("define x = 1", "_1", 1 << 20, "", "E0505");
    check_one("define x = 0", "00000000", 1 << 16, ".5", NULL);
}
END_TEST

START_TEST(a_name_that_is_too_long_is_cut) {
    long_text text;
    parsed p;
    begin(&text);
    repeat(&text, "define ", 1);
    repeat(&text, "a", 1 << 20);
    repeat(&text, " = 1", 1);
    parse_in_time(&p, &text);
    ck_assert_uint_eq(p.tree.first->name.text.length, 255);
    ck_assert_uint_eq(problem_at(&p, 0).excerpt.length, 4096);
    release_parsed(&p);
    pv_buffer_clear(&text.buffer);
}
END_TEST

START_TEST(a_text_of_more_than_16_mib_is_refused) {
    long_text text;
    parsed p;
    begin(&text);
    repeat(&text, "#23456789abcdef\n", 1 << 20);
    parse_in_time(&p, &text);
    ck_assert_uint_eq(p.source.errors, 0);
    release_parsed(&p);
    repeat(&text, "\n", 1);
    parse_in_time(&p, &text);
    ck_assert_text(problem_at(&p, 0).code, "E0506");
    ck_assert_ptr_null(p.tree.first);
    release_parsed(&p);
    pv_buffer_clear(&text.buffer);
}
END_TEST

/* Noise: any number of errors, but bounded time and memory, and the report keeps its bound. */
START_TEST(noise_is_read_in_linear_time) {
    static const struct {
        const char *first, *again;
        size_t count;
    } rows[] = {{"#", "x", 1 << 21},
                {"", ";", 1 << 18},
                {"", "/* ", 1 << 18},
                {"define x = ", "\"", 1 << 18},
                {"define x = ", "' \xE2\x80\x9C ", 1 << 16},
                {"define x = ", "1-1 ", 1 << 18},
                {"define x = ", "1-1-", 1 << 18},
                {"define x = ", "\\\"", 1 << 17},
                {"define x = ", "\"\n\n", 1 << 17},
                {"define x = a", " < b", 1 << 16},
                {"", "rule a { x }\n", 1 << 15},
                {"", "facts { a { b: bool\n", 1 << 14},
                {"", "}", 1 << 18},
                {"", "decide { total ", 1 << 14},
                {"", "table a ", 1 << 17},
                {"", "define x = 5 dayz ", 1 << 15},
                {"rule r { o always because \"", "{", 65001},
                {"rule r { o always because \"", "{a ", 20000},
                {"rule r { o always because \"", "\\\"", 30000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        long_text text;
        parsed p;
        begin(&text);
        repeat(&text, rows[i].first, 1);
        repeat(&text, rows[i].again, rows[i].count);
        parse_in_time(&p, &text);
        ck_assert_uint_le(proviso_report_count(p.report), 1000);
        ck_assert_uint_lt(p.memory.used, (size_t)64 << 20);
        release_parsed(&p);
        pv_buffer_clear(&text.buffer);
    }
}
END_TEST

/* flex would match a token again from its beginning at each NUL. */
START_TEST(nul_bytes_are_read_in_linear_time) {
    enum { LENGTH = 1 << 20 };
    static const char *const firsts[] = {"", "#", "define x = \"", "/*", "define x = a"};
    char *bytes = calloc(1, LENGTH);
    ck_assert_ptr_nonnull(bytes);
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        parsed p;
        memset(bytes, 0, 64);
        memcpy(bytes, firsts[i], strlen(firsts[i]));
        double started = now();
        parse_text(&p, (proviso_text){bytes, LENGTH}, NULL);
        ck_assert_msg(now() - started < 20, "%.1f s", now() - started);
        ck_assert_uint_le(p.source.errors, 3); /* the bytes; that a text is not closed, and too long */
        ck_assert_uint_ge(p.source.errors, 1);
        release_parsed(&p);
    }
    free(bytes);
}
END_TEST

START_TEST(random_bytes_and_words_are_survived) {
    static const char *const words[] = {
        "policy",    "facts",    "decide",     "rule",      "exclude", "define",  "param",  "when",   "set",
        "because",   "cite",     "{",          "}",         "(",       ")",       "\"a\"",  "\"",     "name",
        "5",         "days",     "CNY",        "from",      "all",     "in",      "=",      ":",      ",",
        "otherwise", "outcomes", "outputs",    "optional",  "one of",  "list of", ".",      "-",      "and",
        "or",        "not",      "if",         "then",      "else",    "any",     "where",  "within", "after",
        "table",     "each",     "total",      "[",         "]",       "\n",      "# x\n",  "\xFF",   "10%",
        "of",        "text",     "2025-03-14", "\"{a} {\"", "is",      "at most", "always", ">",      "timezone"};
    uint64_t state = 42;
    for (int i = 0; i < 3000; i++) {
        char text[512];
        parsed p;
        size_t length = 0;
        while (length < 400 && next_random(&state) % 60 != 0) {
            uint64_t random = next_random(&state);
            if (random % 50 == 0)
                text[length++] = (char)(random >> 32);
            else
                length += (size_t)sprintf(text + length, "%s ", words[random / 64 % (sizeof words / sizeof *words)]);
        }
        parse_text(&p, (proviso_text){text, length}, NULL);
        if (p.status != PROVISO_OK || p.source.errors < proviso_report_count(p.report)) ck_abort();
        release_parsed(&p);
    }
}
END_TEST

/* ---- What just fits ---- */

static proviso_text text_between(long_text *text, const char *first, const char *again, size_t count,
                                 const char *last) {
    begin(text);
    repeat(text, first, 1);
    repeat(text, again, count);
    repeat(text, last, 1);
    return pv_buffer_text(&text->buffer);
}

static void check_fits(const char *first, const char *again, size_t count, const char *last, unsigned depth) {
    long_text text;
    parsed p;
    parse_text(&p, text_between(&text, first, again, count, last), NULL);
    ck_assert_int_eq(p.status, PROVISO_OK);
    ck_assert_msg(p.source.errors == 0, "%zu times `%s`", count, again);
    ck_assert_uint_eq(p.tree.last->expr->depth, depth);
    release_parsed(&p);
    pv_buffer_clear(&text.buffer);
}

START_TEST(what_is_64_deep_fits) {
    check_fits("define x = ", "not ", 63, "a", 64);
    check_fits("define x = ", "-", 63, "a", 64);
    check_fits("define x = ", "10% of ", 63, "a", 64);
    check_fits("define x = ", "a otherwise ", 63, "a", 64);
    check_fits("define x = ", "if a then b else ", 63, "c", 64);
    check_fits("define x = ((((", "((((((((((", 6, "a))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))",
               1);
}
END_TEST

START_TEST(the_widest_stack_of_the_grammar_fits) {
    /* At each of six levels everything that can be pending is. */
    static const char level[] = "a or b and not c = d + e * 10% of -f otherwise (if g then ";
    long_text text;
    parsed p;
    text_between(&text, "rule r { o when ", level, 6, "i");
    repeat(&text, " else h)", 6);
    repeat(&text, " }", 1);
    parse_text(&p, pv_buffer_text(&text.buffer), NULL);
    ck_assert_uint_eq(p.source.errors, 0);
    ck_assert_uint_gt(p.tree.first->expr->depth, 50);
    release_parsed(&p);
    pv_buffer_clear(&text.buffer);
}
END_TEST

START_TEST(deep_quantifiers_fit) {
    long_text text;
    parsed p;
    text_between(&text, "define x = ", "all (a in b where ", 62, "c");
    repeat(&text, " satisfy e)", 62);
    parse_text(&p, pv_buffer_text(&text.buffer), NULL);
    ck_assert_uint_eq(p.source.errors, 0);
    ck_assert_uint_eq(p.tree.first->expr->depth, 63);
    release_parsed(&p);
    pv_buffer_clear(&text.buffer);
}
END_TEST

START_TEST(as_many_operands_as_are_allowed_fit) {
    check_fits("define x = a", " + b", 65534, "", 2);
    check_fits("define x = a", " and b", 65534, "", 2);
    check_fits("define x = {1", ", 2", 65534, "}", 2);
}
END_TEST

START_TEST(long_names_paths_and_comments_fit) {
    check_fits("define x = ", "a", 255, "", 1);
    check_fits("define x = a", ".b", 100000, "", 1);
    check_fits("#", "0123456789abcdef", 1 << 16, "\ndefine x = a", 1);
    check_fits("define x = a", "\n", 1 << 20, "", 1);
}
END_TEST

/* ---- A small stack ---- */

/* With AddressSanitizer frames are many times as large. */
#if defined(__SANITIZE_ADDRESS__)
enum { STACK = 1 << 20 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { STACK = 1 << 20 };
#else
enum { STACK = 64 << 10 };
#endif
#else
enum { STACK = 64 << 10 };
#endif

static void *parse_worst_cases(void *unused) {
    (void)unused;
    static const struct {
        const char *first, *again;
        size_t count;
        const char *last;
    } rows[] = {{"define x = ", "(", 10000, ""},
                {"define x = ", "not ", 10000, "a"},
                {"define x = ", "if a then b else ", 10000, "c"},
                {"define x = a", " + b", 200000, ""},
                {"facts {", " a {", 10000, ""},
                {"rule r { o always because \"", "{f(a, 2)}", 5000, "\" }"},
                {"define x = \"", "\\u{41}", 100000, "\""},
                {"", "rule ;", 2000, ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        long_text text;
        parsed p;
        parse_text(&p, text_between(&text, rows[i].first, rows[i].again, rows[i].count, rows[i].last), NULL);
        ck_assert_int_eq(p.status, PROVISO_OK);
        release_parsed(&p);
        pv_buffer_clear(&text.buffer);
    }
    return NULL;
}

START_TEST(every_text_parses_within_64_kib_of_stack) {
    pthread_attr_t attributes;
    pthread_t thread;
    ck_assert_int_eq(pthread_attr_init(&attributes), 0);
    ck_assert_int_eq(pthread_attr_setstacksize(&attributes, STACK), 0);
    ck_assert_int_eq(pthread_create(&thread, &attributes, parse_worst_cases, NULL), 0);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
}
END_TEST

int main(void) {
    return RUN_SUITE("syntax_limits", what_nests_too_deep_is_one_error, too_deep_says_the_limit,
                     lists_and_groups_count_together, too_many_operands_are_one_error, names_and_texts_have_a_length,
                     a_name_that_is_too_long_is_cut, a_text_of_more_than_16_mib_is_refused,
                     noise_is_read_in_linear_time, nul_bytes_are_read_in_linear_time,
                     random_bytes_and_words_are_survived, what_is_64_deep_fits, the_widest_stack_of_the_grammar_fits,
                     deep_quantifiers_fit, as_many_operands_as_are_allowed_fit, long_names_paths_and_comments_fit,
                     every_text_parses_within_64_kib_of_stack);
}
