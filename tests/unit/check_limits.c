/* check: the largest policies, and hostile ones. Their limits are errors, their time and their stack are bounded. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "checked.h"

#define BEGIN "policy p decide { outcomes no > yes otherwise no }\n"

/* A text made of pieces, which may show `i` and the number after it. */
typedef struct long_text {
    pv_memory memory;
    pv_buffer buffer;
} long_text;

static void add(long_text *text, const char *format, size_t i) {
    pv_buffer_format(&text->buffer, format, i, i + 1);
    ck_assert(!text->buffer.failed);
}

static void repeat(long_text *text, const char *first, const char *format, size_t count, const char *last) {
    pv_memory_init(&text->memory, NULL, 0);
    pv_buffer_init(&text->buffer, &text->memory);
    add(text, first, 0);
    for (size_t i = 0; i < count; i++) add(text, format, i);
    add(text, last, 0);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Checks and releases. The bound on time is generous (sanitizers, busy machines), yet no quadratic pass keeps it. */
static void expect(long_text *text, size_t errors, const char *first_codes) {
    enum { SECONDS_MOST = 20 };
    checked c;
    char codes[1024];
    double started = now();
    check_text(&c, pv_buffer_text(&text->buffer));
    ck_assert_msg(now() - started < SECONDS_MOST, "%.1f s", now() - started);
    ck_assert_int_eq(c.status, PROVISO_OK);
    codes_of(&c, codes, sizeof codes);
    ck_assert_msg(strncmp(codes, first_codes, strlen(first_codes)) == 0, "`%.80s`", codes);
    ck_assert_uint_eq(c.source.errors, errors);
    release_checked(&c);
    pv_buffer_clear(&text->buffer);
}

START_TEST(as_many_rules_as_are_allowed_check) {
    long_text text;
    repeat(&text, BEGIN "facts { a_fact: number }\n", "rule rule_%zu { yes when a_fact = %zu }\n", 65535, "");
    expect(&text, 0, "");
}
END_TEST

START_TEST(more_rules_are_one_error) {
    long_text text;
    repeat(&text, BEGIN, "rule rule_%zu { yes always }\n", 65540, "");
    expect(&text, 1, "E0509 ");
}
END_TEST

START_TEST(as_many_facts_as_are_allowed_check) {
    long_text text;
    repeat(&text, BEGIN "facts { g {", "fact_%zu: bool\n", 16384, "} }");
    expect(&text, 0, "W0004 ");
}
END_TEST

START_TEST(more_facts_are_one_error) {
    long_text text;
    repeat(&text, BEGIN "facts {", "fact_%zu: bool\n", 16400, "}");
    expect(&text, 1, "E0508 ");
}
END_TEST

START_TEST(an_enumeration_of_tens_of_thousands_is_searched_at_once) {
    long_text text;
    repeat(&text, BEGIN "facts { kind: one of \"last\"", ", \"value_%zu\"", 60000, "}\n");
    for (size_t i = 0; i < 60000; i++) add(&text, "rule rule_%zu { yes when kind = \"value_%zu\" }\n", i);
    expect(&text, 1, "E0206 ");
}
END_TEST

START_TEST(exclusions_from_all_rules_share_their_lists) {
    long_text text;
    repeat(&text, BEGIN "facts { b: bool }\n", "rule rule_%zu { yes always }\n", 60000, "");
    for (size_t i = 0; i < 20000; i++) add(&text, "exclude exclusion_%zu from all { when b }\n", i);
    expect(&text, 0, "");
}
END_TEST

START_TEST(nothing_but_misspelt_names_takes_bounded_time) {
    long_text text;
    repeat(&text, BEGIN "facts { g {", "fact_number_%zu: bool\n", 16384, "} }\n");
    for (size_t i = 0; i < 30000; i++) add(&text, "rule rule_%zu { yes when g.fact_nubmer_%zu }\n", i);
    expect(&text, 30000, "E0102 E0102 ");
}
END_TEST

START_TEST(nothing_but_undeclared_names_takes_bounded_time) {
    long_text text;
    repeat(&text, BEGIN "facts { g {", "fact_number_%zu: bool\n", 16384, "} }\n");
    for (size_t i = 0; i < 30000; i++) add(&text, "rule rule_%zu { yes when fact_nubmer_%zu }\n", i);
    expect(&text, 30000, "E0101 E0101 ");
}
END_TEST

START_TEST(wide_conditions_with_guards_are_linear) {
    long_text text;
    repeat(&text, BEGIN "facts { n: optional number }\nrule r { yes when n is present", " and n > %zu", 60000, " }");
    expect(&text, 0, "");
}
END_TEST

START_TEST(wide_products_and_calls_are_linear) {
    long_text text;
    repeat(&text, BEGIN "facts { n: number }\nrule r { yes when n", " * n", 65534, " > 5 }");
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { n: number }\nrule r { yes when n / 2", " / 2", 65533, " > 5 }");
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { n: number }\nrule r { yes when max(n", ", %zu", 65533, ") > 5 }");
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { n: text }\nrule r { yes when max(n", ", \"%zu\"", 65533, ") > 5 }");
    expect(&text, 1, "E0224 ");
    repeat(&text, BEGIN "facts { n: number }\nrule r { yes when 1 = 1", " or n / 0 > %zu", 60000, " }");
    expect(&text, 0, "W0003 ");
}
END_TEST

START_TEST(as_many_quantifiers_as_fit_are_linear) {
    long_text text;
    repeat(&text, BEGIN "facts { l: list of { a: optional number } }\nrule r { yes when 1 = 1",
           " and any (p in l where p.a is present and p.a > %zu)", 60000, " }");
    expect(&text, 0, "");
    repeat(&text,
           BEGIN "facts { l: list of { a: optional number } }\nrule r { yes when any (p in l where p.a is present",
           " and p.a > %zu", 60000, ") }");
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { l: list of { a: number } }\ndefine d_50000 = l\n", "define d_%zu = d_%zu\n", 50000,
           "");
    for (size_t i = 0; i < 50000; i++) add(&text, "rule rule_%zu { yes when any (p in d_%zu where p.a > 5) }\n", i);
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { l: list of {", " field_number_%zu: bool", 16000, "} }\nrule r { yes when 1 = 2");
    for (size_t i = 0; i < 30000; i++) add(&text, " or any (p in l where p.field_nubmer_%zu)", i);
    add(&text, " }", 0);
    expect(&text, 30000, "E0102 E0102 ");
}
END_TEST

START_TEST(more_values_joined_than_are_kept_are_texts) {
    long_text text;
    repeat(&text, BEGIN "facts { kind: one of \"last\"", ", \"value_%zu\"", 20000, "  b: bool }\n");
    for (size_t i = 0; i < 20000; i++)
        add(&text, "rule rule_%zu { yes when (if b then kind else \"other_%zu\") = \"last\" }\n", i);
    expect(&text, 0, "");
}
END_TEST

START_TEST(more_facts_of_elements_are_one_error) {
    long_text text;
    repeat(&text, BEGIN "facts { l: list of {", "fact_%zu: bool\n", 16400, "} }");
    expect(&text, 1, "E0508 ");
    repeat(&text, BEGIN "facts { ", "fact_%zu: list of bool\n", 8192, "}");
    expect(&text, 0, "W0004 ");
    repeat(&text, BEGIN "facts { ", "fact_%zu: list of bool\n", 8193, "}");
    expect(&text, 1, "E0508 ");
}
END_TEST

/* ---- Deep ones, on the stack that the library promises to need at most ---- */

static void *check_deep_ones(void *unused) {
    (void)unused;
    long_text text;
    repeat(&text, BEGIN "define d_50000 = 1 rule r { yes when d_0 > 5 }\n", "define d_%zu = d_%zu + 1\n", 50000, "");
    expect(&text, 0, "");
    repeat(&text, BEGIN "rule r { yes when d_0 > 5 }\n", "define d_%zu = d_%zu + 1\n", 50000, "define d_50000 = d_0");
    expect(&text, 1, "E0114 ");
    repeat(&text, BEGIN "facts { b: bool } rule r { yes when ", "not (b or ", 30, "b");
    for (size_t i = 0; i < 30; i++) add(&text, ")", i);
    add(&text, " }", 0);
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { l: list of { a: number } } rule r { yes when ", "any (p_%zu in l where ", 30, "p_0.a");
    add(&text, " > p_29.a", 0);
    for (size_t i = 0; i < 30; i++) add(&text, ")", i);
    add(&text, " }", 0);
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { b: bool n: number } rule r { yes when (", "if b then %zu else (", 30, "n");
    for (size_t i = 0; i < 31; i++) add(&text, ")", i);
    add(&text, " > 5 }", 0);
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { l: list of { a: number } } rule r { yes when 1 < ", "1 / sum (p_%zu.a / (", 20, "1");
    for (size_t i = 20; i > 0; i--) add(&text, ") for p_%zu in l)", i - 1);
    add(&text, " }", 0);
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { n: number } rule r { yes when ", "(1 / (", 30, "n");
    for (size_t i = 0; i < 30; i++) add(&text, "))", i);
    add(&text, " > 5 }", 0);
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { l: ", "list of ", 62, "number } rule r { yes when length(l) > 5 }");
    expect(&text, 0, "");
    repeat(&text, BEGIN "facts { ", "l: list of { ", 60, "n: text");
    for (size_t i = 0; i < 60; i++) add(&text, " }", i);
    add(&text, " } rule r { yes when length(l) > 5 }", 0);
    expect(&text, 0, "W0004 ");
    repeat(&text, BEGIN "facts { ", "g { ", 60, "n: text");
    for (size_t i = 0; i < 60; i++) add(&text, " }", i);
    add(&text, " } rule r { yes when g", 0);
    for (size_t i = 1; i < 60; i++) add(&text, ".g", i);
    add(&text, ".n = 5 }", 0);
    expect(&text, 1, "E0201 ");
    return NULL;
}

START_TEST(deep_policies_fit_a_small_stack) {
    enum { STACK = 64 * 1024, SANITIZED = 16 };
    pthread_attr_t attributes;
    pthread_t thread;
    ck_assert_int_eq(pthread_attr_init(&attributes), 0);
#if defined(__SANITIZE_ADDRESS__)
    ck_assert_int_eq(pthread_attr_setstacksize(&attributes, (size_t)STACK * SANITIZED), 0);
#else
    ck_assert_int_eq(pthread_attr_setstacksize(&attributes, STACK), 0);
#endif
    ck_assert_int_eq(pthread_create(&thread, &attributes, check_deep_ones, NULL), 0);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    ck_assert_int_eq(pthread_attr_destroy(&attributes), 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("check limits", as_many_rules_as_are_allowed_check, more_rules_are_one_error,
                     as_many_facts_as_are_allowed_check, more_facts_are_one_error,
                     an_enumeration_of_tens_of_thousands_is_searched_at_once,
                     exclusions_from_all_rules_share_their_lists, nothing_but_misspelt_names_takes_bounded_time,
                     nothing_but_undeclared_names_takes_bounded_time, wide_conditions_with_guards_are_linear,
                     wide_products_and_calls_are_linear, as_many_quantifiers_as_fit_are_linear,
                     more_values_joined_than_are_kept_are_texts, more_facts_of_elements_are_one_error,
                     deep_policies_fit_a_small_stack);
}
