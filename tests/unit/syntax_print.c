/* syntax: what is printed of an expression, and that it parses to the same tree. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>

#include "parsed.h"

static bool same(const pv_expr *a, const pv_expr *b);

static bool same_list(const pv_expr *a, const pv_expr *b) {
    for (; a && b; a = a->next, b = b->next)
        if (!same(a, b) || a->minus != b->minus) return false;
    return !a && !b;
}

static bool same_optional(const pv_expr *a, const pv_expr *b) { return a && b ? same(a, b) : !a && !b; }

static bool same_text(proviso_text a, proviso_text b) { return pv_text_equal(a, b); }

static bool same_names(const pv_expr *a, const pv_expr *b) {
    if (a->name_count != b->name_count || !same_text(a->name.text, b->name.text)) return false;
    for (uint32_t i = 0; i < a->name_count; i++)
        if (!same_text(a->names[i].text, b->names[i].text)) return false;
    return true;
}

static bool same(const pv_expr *a, const pv_expr *b) {
    return a->kind == b->kind && a->depth == b->depth && a->percent == b->percent && a->negated == b->negated &&
           a->absent == b->absent && a->started == b->started && a->op == b->op && a->direction == b->direction &&
           a->literal == b->literal && a->currency == b->currency && same_text(a->text, b->text) && same_names(a, b) &&
           a->operands.count == b->operands.count && same_list(a->operands.first, b->operands.first) &&
           same_optional(a->list, b->list) && same_optional(a->where, b->where);
}

static void parse_define(parsed *p, proviso_text expression) {
    pv_memory memory;
    pv_buffer text;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&text, &memory);
    pv_buffer_format(&text, "define x = %t%c", expression, 0);
    char *copy = strdup(text.data); /* the tree borrows from it */
    pv_buffer_clear(&text);
    ck_assert_ptr_nonnull(copy);
    parse_clean(p, copy);
}

static void release_define(parsed *p) {
    char *copy = (char *)(uintptr_t)p->source.text.data;
    release_parsed(p);
    free(copy);
}

/* Prints `written` as `expected` (NULL: as it is), which parses to the same tree. */
static void check(const char *written, const char *expected) {
    parsed first, second;
    pv_memory memory;
    pv_buffer out;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&out, &memory);
    parse_define(&first, text_of(written));
    pv_print_expr(&out, first.tree.first->expr);
    ck_assert_text(pv_buffer_text(&out), expected ? expected : written);
    parse_define(&second, pv_buffer_text(&out));
    ck_assert_msg(same(first.tree.first->expr, second.tree.first->expr), "`%s` is another tree", written);
    release_define(&first);
    release_define(&second);
    pv_buffer_clear(&out);
}

static void check_all(const char *const *expressions, size_t count) {
    for (size_t i = 0; i < count; i++) check(expressions[i], NULL);
}

#define CHECK_ALL(...)                                                                                                 \
    check_all((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

START_TEST(literals_are_printed_as_written) {
    CHECK_ALL("true", "false", "5", "12.50", "1_000_000", "007", "10%", "12.50 CNY", "\"text\"", "2025-03-14",
              "2025-03-14T16:11:42+08:00", "2025-03-14t08:11:42z", "5 days", "1 day", "1.5 seconds");
    check("5   \n days", "5 days");
    check("12.50\tCNY", "12.50 CNY");
}
END_TEST

START_TEST(texts_are_escaped_anew) {
    check("\"a\\\"b\\\\c\\nd\\te\\u{1F600}\\u{1}\\u{7f}\\u{85}\\u{e9}\"",
          "\"a\\\"b\\\\c\\nd\\te\xF0\x9F\x98\x80\\u{1}\\u{7f}\\u{85}\xC3\xA9\"");
    check("\"a\tb\"", "\"a\\tb\"");
    check("\"\"", NULL);
}
END_TEST

START_TEST(every_form_is_printed_as_the_language_writes_it) {
    CHECK_ALL(
        "a", "a.b.when", "f()", "f(1, a.b, \"x\")", "{1, 2, 3}", "not a", "-a", "10% of a", "a = b", "a != b", "a < b",
        "a <= b", "a > b", "a >= b", "a in {\"x\"}", "a not in b", "a between 1 and 2", "a within 5 days after b",
        "a within 5 days before b", "a within 5 days of b", "a at least 5 days after b", "a more than 5 days before b",
        "a less than 48 hours after b", "a is present", "a is not present", "a is absent", "a is not absent",
        "a otherwise b", "if a then b else c", "whole months from a to b", "started days from a to b",
        "any (p in packages where p.used)", "all (p in packages satisfy p.used)",
        "all (p in packages where p.a satisfy p.b)", "count (p in packages)", "count (p in packages where p.a)",
        "sum (p.a for p in packages)", "smallest (p.a for p in packages where p.b)", "largest (p.a for p in packages)");
}
END_TEST

START_TEST(parentheses_stand_where_the_tree_needs_them) {
    CHECK_ALL("(a or b) and c", "a or b and c", "not (a and b)", "not a and b", "not not a", "not a = b", "(not a) = b",
              "(a = b) = c", "a = (b = c)", "(a and b) is present", "(a + b) * c", "a + b * c", "a - (b - c)",
              "a - b - c", "a + (b + c)", "a / (b * c)", "a / b / c", "a * (b / c)", "-(a + b)", "-a * b", "-(a * b)",
              "--a", "a - -b", "10% of (a + b)", "10% of a + b", "10% of a * b", "10% of 5% of a",
              "(10% of a) otherwise b", "-(10% of a)", "10% of -a", "(-a) otherwise b", "-a otherwise b",
              "a otherwise b otherwise c", "(a otherwise b) otherwise c", "(a + b) otherwise c", "a otherwise (b + c)",
              "(if a then b else c) + d", "if if a then b else c then d else e",
              "if a then if b then c else d else if e then f else g", "(if a then b else c) and d",
              "f(if a then b else c)", "{a or b, (a = b) = c}", "whole months from a otherwise b to (c + d)",
              "-whole months from a to b", "(whole months from a to b) otherwise c", "a between b + 1 and c * 2 and d",
              "a between (b between c and d) and e", "a within b + 1 day after c - 2 days", "(a < b) in c",
              "(a is present) is absent", "(a within b of c) within d of e");
}
END_TEST

START_TEST(needless_parentheses_are_dropped) {
    check("((a))", "a");
    check("(a and b) and (c and d)", "a and b and c and d");
    check("(a or b) or c", "a or b or c");
    check("(a + b) - c", "a + b - c");
    check("(a * b) / c", "a * b / c");
    check("(a * b) + c", "a * b + c");
    check("a otherwise (b otherwise c)", "a otherwise b otherwise c");
    check("not (a = b)", "not a = b");
    check("f((a), (b or c))", "f(a, b or c)");
    check("if (a) then (b) else (if c then d else e)", "if a then b else if c then d else e");
    check("-(-a)", "--a");
}
END_TEST

START_TEST(blanks_and_comments_are_dropped) {
    check("a\n  and # why\n not\tb", "a and not b");
    check("f ( a ,b )", "f(a, b)");
    check("a . b", "a.b");
    check("any(p in q where r)", "any (p in q where r)");
}
END_TEST

/* `of` after a percentage would be read as `10% of`. */
START_TEST(a_percentage_before_of_stands_in_parentheses) {
    CHECK_ALL("a within (10%) of b", "a within (b + 10%) of c", "a within (-10%) of b", "a within (10% of 10%) of b",
              "a within 10% after b", "a within (c otherwise 10%) of b", "a within 10% + b of c",
              "a within f(10%) of c", "a within (b = 10%) of c");
}
END_TEST

/* ---- Random trees ---- */

static void add_random(pv_buffer *out, uint64_t *state, unsigned depth);

static void add_random_parts(pv_buffer *out, uint64_t *state, unsigned depth, const char *form) {
    for (; *form; form++) {
        if (*form != '_') {
            pv_buffer_add_char(out, *form);
            continue;
        }
        pv_buffer_add_char(out, '(');
        add_random(out, state, depth);
        pv_buffer_add_char(out, ')');
    }
}

static void add_random(pv_buffer *out, uint64_t *state, unsigned depth) {
    static const char *const leaves[] = {"a",        "b.when", "5",     "10%",       "2 days",
                                         "\"x\\n\"", "true",   "7 EUR", "2025-01-31"};
    static const char *const forms[] = {"_ and _",
                                        "_ or _",
                                        "not _",
                                        "_ + _ - _",
                                        "_ * _ / _",
                                        "-_",
                                        "5% of _",
                                        "_ = _",
                                        "_ in _",
                                        "_ not in _",
                                        "_ between _ and _",
                                        "_ within _ of _",
                                        "_ at least _ before _",
                                        "_ is absent",
                                        "_ otherwise _",
                                        "if _ then _ else _",
                                        "whole days from _ to _",
                                        "{_, _}",
                                        "f(_, _)",
                                        "any (p in _ where _)",
                                        "all (p in _ where _ satisfy _)",
                                        "sum (_ for p in _)"};
    if (depth == 0)
        pv_buffer_add_string(out, leaves[next_random(state) % (sizeof leaves / sizeof *leaves)]);
    else
        add_random_parts(out, state, depth - 1 - (unsigned)(next_random(state) % depth),
                         forms[next_random(state) % (sizeof forms / sizeof *forms)]);
}

/* Fully parenthesised texts: the printer has to find out which of the parentheses the tree needs. */
START_TEST(random_trees_are_the_same_when_printed_and_parsed) {
    uint64_t state = 20250314;
    pv_memory memory;
    pv_buffer text, out;
    size_t different = 0;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&text, &memory);
    pv_buffer_init(&out, &memory);
    for (int i = 0; i < 1500; i++) {
        parsed first, second;
        pv_buffer_reset(&text);
        pv_buffer_reset(&out);
        add_random(&text, &state, 1 + (unsigned)i % 6);
        parse_define(&first, pv_buffer_text(&text));
        pv_print_expr(&out, first.tree.first->expr);
        parse_define(&second, pv_buffer_text(&out));
        different += !same(first.tree.first->expr, second.tree.first->expr) || out.length > text.length;
        release_define(&first);
        release_define(&second);
    }
    ck_assert_uint_eq(different, 0);
    pv_buffer_clear(&text);
    pv_buffer_clear(&out);
}
END_TEST

START_TEST(failing_memory_is_noted_in_the_buffer) {
    parsed p;
    parse_define(&p, text_of("a + \"a text that is longer than what a small buffer holds, so that it has to grow\""));
    for (size_t limit = 1; limit < 64; limit += 31) {
        pv_memory memory;
        pv_buffer out;
        pv_memory_init(&memory, NULL, limit);
        pv_buffer_init(&out, &memory);
        pv_print_expr(&out, p.tree.first->expr);
        ck_assert(out.failed);
        pv_buffer_clear(&out);
    }
    release_define(&p);
}
END_TEST

int main(void) {
    return RUN_SUITE("syntax_print", literals_are_printed_as_written, texts_are_escaped_anew,
                     every_form_is_printed_as_the_language_writes_it, parentheses_stand_where_the_tree_needs_them,
                     needless_parentheses_are_dropped, blanks_and_comments_are_dropped,
                     a_percentage_before_of_stands_in_parentheses, random_trees_are_the_same_when_printed_and_parsed,
                     failing_memory_is_noted_in_the_buffer);
}
