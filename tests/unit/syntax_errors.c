/* syntax: what is said of a text with errors: place, code, words, hint; and that one mistake is one message. */
#include <stdio.h>

#include "parsed.h"

typedef struct row {
    proviso_text text;
    const char *problems; /* "LINE:COLUMN CODE MESSAGE (HINT)" each, and a line end */
} row;

#define ROW(text, problems)                                                                                            \
    { {text, sizeof(text) - 1}, problems }

static void list_problems(const parsed *p, pv_buffer *out) {
    for (size_t i = 0; i < proviso_report_count(p->report); i++) {
        proviso_problem problem;
        ck_assert_int_eq(proviso_report_get(&problem, p->report, i), PROVISO_OK);
        pv_buffer_format(out, "%zu:%zu %t %t", problem.line, problem.column, problem.code, problem.message);
        if (problem.hint.length > 0) pv_buffer_format(out, " (%t)", problem.hint);
        pv_buffer_add_char(out, '\n');
    }
}

static void check(const row *expected) {
    parsed p;
    pv_memory memory;
    pv_buffer out;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&out, &memory);
    parse_text(&p, expected->text, NULL);
    ck_assert_int_eq(p.status, PROVISO_OK);
    list_problems(&p, &out);
    ck_assert_msg(text_equals(pv_buffer_text(&out), expected->problems), "of `%.*s` it is said\n%.*sinstead of\n%s",
                  (int)expected->text.length, expected->text.data, (int)out.length, out.data, expected->problems);
    ck_assert_uint_eq(p.source.errors, proviso_report_count(p.report));
    pv_buffer_clear(&out);
    release_parsed(&p);
}

static void check_all(const row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) check(&rows[i]);
}

#define CHECK_ALL(...) check_all((const row[]){__VA_ARGS__}, sizeof((const row[]){__VA_ARGS__}) / sizeof(row))

START_TEST(what_begins_no_item_is_an_error) {
    CHECK_ALL(ROW("x", "1:1 E0001 expected a declaration (`policy`, `facts`, `decide`, `define`, `param`, `rule`, "
                       "`exclude`), found `x`\n"),
              ROW("polcy p", "1:1 E0001 expected a declaration (`policy`, `facts`, `decide`, `define`, `param`, "
                             "`rule`, `exclude`), found `polcy` (did you mean `policy`?)\n"),
              ROW("5 5 5", "1:1 E0001 expected a declaration (`policy`, `facts`, `decide`, `define`, `param`, `rule`, "
                           "`exclude`), found `5`\n"),
              ROW("\"text\"", "1:1 E0001 expected a declaration (`policy`, `facts`, `decide`, `define`, `param`, "
                              "`rule`, `exclude`), found `\"text\"`\n"),
              ROW("} policy p", "1:1 E0022 `}` closes nothing: no `{` is open\n"),
              ROW("policy p }", "1:10 E0022 `}` closes nothing: no `{` is open\n"),
              ROW("x = 5", "1:1 E0001 expected a declaration (`policy`, `facts`, `decide`, `define`, `param`, `rule`, "
                           "`exclude`), found `x` (write `define x = …`)\n"));
}
END_TEST

START_TEST(words_of_the_language_are_no_names) {
    CHECK_ALL(
        ROW("rule when { o always }", "1:6 E0011 `when` is a word of the language; choose another name\n"),
        ROW("define all = 1", "1:8 E0011 `all` is a word of the language; choose another name\n"),
        ROW("facts { rule: bool }", "1:9 E0011 `rule` is a word of the language; choose another name\n"),
        ROW("policy p version when", "1:18 E0001 expected a text, found `when`\n"),
        ROW("exclude e from rule { }",
            "1:16 E0001 expected a name or `all`, found `rule` (`rule` is a word of the language, and no name)\n"),
        ROW("decide { outcomes a > set }", "1:23 E0011 `set` is a word of the language; choose another name\n"),
        ROW("define x = any (in in y where z)", "1:17 E0011 `in` is a word of the language; choose another name\n"));
}
END_TEST

START_TEST(capitals_and_other_letters_are_no_names) {
    CHECK_ALL(
        ROW("define Refund = 1", "1:8 E0010 `Refund` has capitals, which names do not have (write `refund`)\n"),
        ROW("define x = barBaz + USD", "1:12 E0010 `barBaz` has capitals, which names do not have (write `bar_baz`)\n"
                                       "1:21 E0010 `USD` has capitals, which names do not have (write `usd`)\n"),
        ROW("facts { submittedAt: time g { ISO: bool } }",
            "1:9 E0010 `submittedAt` has capitals, which names do not have (write `submitted_at as \"submittedAt\"`)\n"
            "1:31 E0010 `ISO` has capitals, which names do not have (write `iso as \"ISO\"`)\n"),
        ROW("facts { Account { a: bool } }",
            "1:9 E0010 `Account` has capitals, which names do not have (write `account as \"Account\"`)\n"),
        ROW("define x = größe", "1:12 E0003 `größe` is not a name (names are written with a-z, 0-9 and `_`)\n"),
        ROW("define x = a AND b", "1:14 E0010 `AND` is written `and`\n"),
        ROW("RULE r { o Always }", "1:1 E0010 `RULE` is written `rule`\n"
                                   "1:12 E0010 `Always` is written `always`\n"),
        ROW("define x = 5 Days", "1:14 E0010 `Days` has capitals, which names do not have (write `days`)\n"),
        ROW("define 中 = 1", "1:8 E0003 `中` is not a name (names are written with a-z, 0-9 and `_`)\n"));
}
END_TEST

START_TEST(bytes_that_no_policy_has_are_named) {
    CHECK_ALL(ROW("define x = \000 1", "1:12 E0002 byte 0x00 is not allowed in a policy\n"),
              ROW("# \000\000\000 comment\n\001", "1:3 E0002 byte 0x00 is not allowed in a policy\n"
                                                  "2:1 E0002 byte 0x01 is not allowed in a policy\n"),
              ROW("define x = \377", "1:12 E0002 byte 0xFF is not UTF-8 here (save the file as UTF-8)\n"),
              ROW("define x = \"a\300\200b\"", "1:14 E0002 byte 0xC0 is not UTF-8 here (save the file as UTF-8)\n"),
              ROW("define x = \"a\007\"", "1:14 E0002 byte 0x07 is not allowed in a policy\n"),
              ROW("define x = \355\240\200 1", "1:12 E0002 byte 0xED is not UTF-8 here (save the file as UTF-8)\n"),
              ROW("policy p\015", "1:9 E0002 byte 0x0D is not allowed in a policy (a line ends with LF or CR LF)\n"),
              ROW("define x = a\302\205", "1:13 E0002 the control character U+0085 is not allowed in a policy\n"),
              ROW("define x\377 = y", "1:9 E0002 byte 0xFF is not UTF-8 here (save the file as UTF-8)\n"),
              ROW("\177", "1:1 E0002 byte 0x7F is not allowed in a policy\n"));
}
END_TEST

START_TEST(characters_of_no_meaning_are_named) {
    CHECK_ALL(
        ROW("define x = a;", "1:13 E0003 `;` is not part of the language (leave it out: nothing separates clauses)\n"),
        ROW("define x = a @ b", "1:14 E0003 `@` is not part of the language\n"),
        ROW("define x = packages[0].price",
            "1:20 E0003 `[` is not part of the language (`any`, `all`, `count` and `sum` reach a list's elements)\n"),
        ROW("define x = y in [\"a\", \"b\"]", "1:17 E0003 `[` is not part of the language (write `{`)\n"
                                              "1:26 E0003 `]` is not part of the language (write `}`)\n"),
        ROW("define x = a\302\240+ b", "1:13 E0003 this blank is not part of the language (write a plain blank)\n"),
        ROW("define x = a ≥ b", "1:14 E0003 `≥` is not part of the language (write `>=`)\n"),
        ROW("define x = a − b", "1:14 E0003 `−` is not part of the language (write `-`)\n"),
        ROW("define x = y in ｛1， 2｝", "1:17 E0003 `｛` is not part of the language (write `{`)\n"
                                         "1:19 E0003 `，` is not part of the language (write `,`)\n"
                                         "1:22 E0003 `｝` is not part of the language (write `}`)\n"),
        ROW("define x = 5 %",
            "1:14 E0003 `%` is not part of the language (a percent sign stands right after its number: `10%`)\n"),
        ROW("define x = €", "1:12 E0003 `€` is not part of the language\n"));
}
END_TEST

START_TEST(operators_of_other_languages_are_named) {
    CHECK_ALL(ROW("define x = a == b && !c || d", "1:14 E0004 `==` is not part of the language (write `=`)\n"
                                                  "1:19 E0004 `&&` is not part of the language (write `and`)\n"
                                                  "1:22 E0004 `!` is not part of the language (write `not`)\n"
                                                  "1:25 E0004 `||` is not part of the language (write `or`)\n"),
              ROW("define x = a <> b", "1:14 E0004 `<>` is not part of the language (write `!=`)\n"),
              ROW("define x = a => b or c =< d", "1:14 E0004 `=>` is not part of the language (write `>=`)\n"
                                                 "1:24 E0004 `=<` is not part of the language (write `<=`)\n"),
              ROW("define x = a !== b", "1:14 E0004 `!==` is not part of the language (write `!=`)\n"),
              ROW("define x = a | b", "1:14 E0001 expected a declaration or an operator, found `|` (write `or`)\n"));
}
END_TEST

START_TEST(comments_of_other_languages_are_named) {
    CHECK_ALL(
        ROW("// a } comment\npolicy p", "1:1 E0005 `//` is not part of the language: a comment begins with `#`\n"),
        ROW("/* a\n } b */ policy p", "1:1 E0005 `/*` is not part of the language: a comment begins with `#`\n"),
        ROW("policy p /* open", "1:10 E0005 `/*` is not part of the language: a comment begins with `#`\n"));
}
END_TEST

START_TEST(quotes_of_other_kinds_are_named) {
    CHECK_ALL(
        ROW("define x = “abc”", "1:12 E0006 a text stands in double quotes (write a straight `\"` on both sides)\n"),
        ROW("define x = ‘abc’", "1:12 E0006 a text stands in double quotes (write a straight `\"` on both sides)\n"),
        ROW("define x = 'abc'", "1:12 E0006 a text stands in double quotes (write a straight `\"` on both sides)\n"),
        ROW("define x = “abc\"", "1:12 E0006 a text stands in double quotes (write a straight `\"` on both sides)\n"),
        ROW("define x = 'abc",
            "1:12 E0003 `'` is not part of the language (a text stands between two `\"`, on one line)\n"),
        ROW("define x = “abc\ndefine y = 1",
            "1:12 E0003 `“` is not part of the language (a text stands between two `\"`, on one line)\n"));
}
END_TEST

START_TEST(texts_end_where_they_should) {
    CHECK_ALL(ROW("define x = \"abc", "1:12 E0007 this text has no closing quote\n"),
              ROW("define x = \"abc\ndefine y = \"d\"", "1:12 E0007 this text has no closing quote\n"),
              ROW("define x = \"abc\n def\" define y = 1 2",
                  "1:12 E0008 a text ends on the line on which it begins (write `\\n` where a line ends)\n"
                  "2:20 E0001 expected a declaration or an operator, found `2`\n"),
              ROW("rule r { o always because \"abc\n\n\" cite \"x\" }",
                  "1:27 E0008 a text ends on the line on which it begins (write `\\n` where a line ends)\n"),
              ROW("define x = \"a\\q\"", "1:14 E0009 `\\q` is not an escape of the language (a text knows `\\\"` "
                                         "`\\\\` `\\n` `\\t` and `\\u{1F600}`)\n"),
              ROW("define x = \"\\u{110000}\\u{D800}\\u{0}\"", "1:13 E0009 `\\u{110000}` stands for no character\n"
                                                               "1:23 E0009 `\\u{D800}` stands for no character\n"
                                                               "1:31 E0009 `\\u{0}` stands for no character\n"),
              ROW("define x = \"\\u12\"", "1:13 E0009 `\\u` is not an escape of the language (a text knows `\\\"` "
                                          "`\\\\` `\\n` `\\t` and `\\u{1F600}`)\n"),
              ROW("define x = \"\\", "1:12 E0007 this text has no closing quote\n"));
}
END_TEST

START_TEST(numbers_are_plain_decimals) {
    CHECK_ALL(ROW("param x = 1e5", "1:11 E0013 `1e5` is not a number: there are no exponents (write all its digits)\n"),
              ROW("param x = .5", "1:11 E0013 `.5` is not a number (write `0.5`)\n"),
              ROW("param x = 1.2.3", "1:11 E0013 `1.2.3` is not a number\n"),
              ROW("param x = 1234567890123456789",
                  "1:11 E0505 a number can have at most 18 digits before the point and 18 after it\n"),
              ROW("param x = 0.1234567890123456789",
                  "1:11 E0505 a number can have at most 18 digits before the point and 18 after it\n"),
              ROW("param x = 0.00000000000000001%",
                  "1:11 E0505 a percentage can have at most 18 digits before the point and 16 after it\n"),
              ROW("param x = 5.", "1:12 E0001 expected a declaration (`policy`, `facts`, `decide`, `define`, `param`, "
                                  "`rule`, `exclude`), found `.`\n"),
              ROW("param x = 1__0", "1:11 E0013 `1__0` is not a number (a `_` stands between two digits)\n"),
              ROW("param x = 7days", "1:11 E0012 `7days` lacks a blank after the number (write `7 days`)\n"),
              ROW("param x = 3working_days",
                  "1:11 E0012 `3working_days` lacks a blank after the number (write `3 working_days`)\n"),
              ROW("define x = 5and y", "1:12 E0012 `5and` lacks a blank after the number (write `5 and`)\n"),
              ROW("param x = 12CNY", "1:11 E0012 `12CNY` lacks a blank after the number (write `12 CNY`)\n"));
}
END_TEST

START_TEST(units_and_currencies_are_known) {
    CHECK_ALL(
        ROW("param x = 5 eur", "1:13 E0014 `eur` is not a unit; did you mean the currency `EUR`?\n"),
        ROW("param x = 5 Eur", "1:13 E0014 `Eur` is not a unit; did you mean the currency `EUR`?\n"),
        ROW("param x = 5 dayz", "1:13 E0014 `dayz` is not a unit (did you mean `days`?)\n"),
        ROW("param x = 5 working_days", "1:13 E0014 `working_days` is not a unit\n"),
        ROW("param x = 5 XYZ", "1:13 E0015 `XYZ` is not a currency\n"),
        ROW("facts { a: money in cny b: money in XYZ c: money in }",
            "1:21 E0015 `cny` is not a currency (did you mean `CNY`?)\n"
            "1:37 E0015 `XYZ` is not a currency\n"
            "1:50 E0011 `in` is a word of the language; choose another name\n"
            "1:53 E0001 expected `{` or `:`, found `}`\n"),
        ROW("facts { a: time in unix weeks }",
            "1:25 E0014 unix time is counted in `seconds` or `milliseconds`, not in `weeks`\n"),
        ROW("param x = 1.5 days", "1:11 E0020 days, weeks, months and years are counted in whole numbers\n"),
        ROW("param x = 2000000000000000 hours", "1:11 E0020 `2000000000000000 hours` is beyond what a span can hold\n"),
        ROW("param x = 0.0000000001 seconds", "1:11 E0020 `0.0000000001 seconds` is beyond what a span can hold\n"),
        ROW("param x = - 5 dayz", "1:15 E0014 `dayz` is not a unit (did you mean `days`?)\n"));
}
END_TEST

START_TEST(dates_and_times_are_whole) {
    CHECK_ALL(
        ROW("param x = 2025-3-14",
            "1:11 E0016 `2025-3-14` is not a date: a date is written 2025-03-14 (write `2025-03-14`)\n"),
        ROW("param x = 2023-02-29", "1:11 E0017 `2023-02-29` is not a day of the calendar\n"),
        ROW("param x = 14-03-2025", "1:11 E0016 `14-03-2025` is not a date: a date is written 2025-03-14\n"),
        ROW("param x = 2025-03-14-1", "1:11 E0016 `2025-03-14-1` is not a date: a date is written 2025-03-14\n"),
        ROW("param x = 2025-03-14T16:11:42", "1:11 E0018 `2025-03-14T16:11:42` lacks its offset from UTC (write "
                                             "`2025-03-14T16:11:42+08:00`, or `2025-03-14T16:11:42Z` for UTC)\n"),
        ROW("param x = 2025-03-14T16:11:42CET",
            "1:11 E0018 `2025-03-14T16:11:42CET` is not a time: a time is written 2025-03-14T16:11:42+08:00\n"),
        ROW("param x = 2023-02-29T00:00:00Z", "1:11 E0019 `2023-02-29T00:00:00Z` is not a time of the calendar\n"),
        ROW("version 2025-03-14", "1:9 E0001 expected a text, found `2025-03-14` (write `\"2025-03-14\"`)\n"));
}
END_TEST

START_TEST(braces_that_are_missing_are_found) {
    CHECK_ALL(ROW("rule r { o always\nrule s { o always }",
                  "2:1 E0021 `}` is missing before `rule` (the `{` of line 1 is not closed)\n"),
              ROW("facts { a { b: bool\ndecide { outcomes a }",
                  "2:1 E0021 `}` is missing before `decide` (the `{` of line 1 is not closed)\n"),
              ROW("decide { outcomes a\nparam x = 1\ndefine y = 2 3",
                  "2:1 E0021 `}` is missing before `param` (the `{` of line 1 is not closed)\n"
                  "3:14 E0001 expected a declaration or an operator, found `3`\n"),
              ROW("define x = {1, 2\ndefine y = 1",
                  "2:1 E0021 `}` is missing before `define` (the `{` of line 1 is not closed)\n"),
              ROW("rule r { o when", "1:16 E0001 expected an expression, found the end of the file\n"),
              ROW("rule r { o when (a\nrule s { o 1 }", "2:1 E0001 expected an operator or `)`, found `rule`\n"
                                                        "2:12 E0001 expected `when` or `always`, found `1`\n"),
              ROW("facts { a: bool } }\n}", "1:19 E0022 `}` closes nothing: no `{` is open\n"),
              ROW("rule r o when a }\ndefine x =", "1:8 E0001 expected a text or `{`, found `o`\n"
                                                   "2:11 E0001 expected an expression, found the end of the file\n"),
              ROW("facts { a { b: bool }\n\nfacts { c: bool }",
                  "3:1 E0011 `facts` is a word of the language; choose another name\n"
                  "3:18 E0021 `}` is missing at the end of the file (the `{` of line 1 is not closed)\n"));
}
END_TEST

START_TEST(comparisons_do_not_chain) {
    CHECK_ALL(ROW("define x = a < b < c",
                  "1:12 E0023 comparisons do not chain (write `b between a and c`, which includes both ends)\n"),
              ROW("define x = a >= b > c",
                  "1:12 E0023 comparisons do not chain (write `b between c and a`, which includes both ends)\n"),
              ROW("define x = a = b = c", "1:12 E0023 comparisons do not chain (join two comparisons with `and`)\n"),
              ROW("define x = a < b < c < d",
                  "1:12 E0023 comparisons do not chain (write `b between a and c`, which includes both ends)\n"));
}
END_TEST

START_TEST(values_are_no_conditions) {
    CHECK_ALL(ROW("define x = y = \"a\" or \"b\" or \"c\"",
                  "1:23 E0024 `\"b\"` is not a condition (write `y in {\"a\", \"b\", \"c\"}`)\n"),
              ROW("define x = y != 1 and 2 or z", "1:23 E0024 `2` is not a condition (write `y not in {1, 2}`)\n"),
              ROW("define x = y != \"a\" or \"b\"", "1:24 E0024 `\"b\"` is not a condition\n"),
              ROW("define x = y = \"a\" or z or \"b\"", ""),
              ROW("define x = (y = 1 or 2 or 3 or 4 or 5 or 6 or 7)",
                  "1:22 E0024 `2` is not a condition (write `y in {1, 2, 3, 4, 5, …}`)\n"));
}
END_TEST

START_TEST(windows_have_a_direction) {
    CHECK_ALL(ROW("define x = a at most 5 days before b",
                  "1:14 E0025 `at most` is not a window (write `a within 5 days before b`)\n"),
              ROW("define x = a at most 5 days after b",
                  "1:14 E0025 `at most` is not a window (write `a within 5 days after b`)\n"),
              ROW("define x = a at least 5",
                  "1:14 E0025 `at least` wants a span and `after` or `before` (to compare two values, write `>=`)\n"),
              ROW("define x = a at most 5",
                  "1:14 E0025 `at most` wants a span and `after` or `before` (to compare two values, write `<=`)\n"),
              ROW("define x = a more than 5",
                  "1:14 E0025 `more than` wants a span and `after` or `before` (to compare two values, write `>`)\n"),
              ROW("define x = a less than 5",
                  "1:14 E0025 `less than` wants a span and `after` or `before` (to compare two values, write `<`)\n"));
}
END_TEST

START_TEST(clauses_stand_where_they_belong) {
    CHECK_ALL(ROW("exclude e from all { set a = 1 when b }", "1:22 E0026 an exclusion sets nothing\n"),
              ROW("rule r { o when a when b set c = 1 }",
                  "1:19 E0026 a rule has one condition, which follows its outcome (join conditions with `and`)\n"),
              ROW("decide { otherwise a when b cite \"c\" }",
                  "1:22 E0026 `otherwise` has no condition (it is given where no rule holds)\n"),
              ROW("rule r { when a }", "1:10 E0001 a rule begins with the outcome that it gives, not with `when` "
                                       "(write `OUTCOME when CONDITION` or `OUTCOME always`)\n"),
              ROW("rule r { \"x\" }", "1:10 E0001 a rule begins with the outcome that it gives, not with `\"x\"` "
                                      "(write `OUTCOME when CONDITION` or `OUTCOME always`)\n"),
              ROW("rule r { o a }", "1:12 E0001 expected `when` or `always`, found `a`\n"));
}
END_TEST

START_TEST(placeholders_are_short) {
    CHECK_ALL(ROW("rule r { o always because \"{a + b} {x.y} {}\" }",
                  "1:28 E0027 `{a + b}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; write "
                  "a `define` for anything longer, and `{{` for a brace)\n"
                  "1:42 E0027 `{}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; write a "
                  "`define` for anything longer, and `{{` for a brace)\n"),
              ROW("rule r { o always because \"{a\" }",
                  "1:28 E0027 `{` begins a placeholder that is not closed (a brace in a text is written `{{`)\n"),
              ROW("rule r { o always because \"a}\" }",
                  "1:29 E0027 `}` closes no placeholder (a brace in a text is written `}}`)\n"),
              ROW("rule r { o always because \"{f(a, b.c, -5)} {f(a + 1)} {g(f(a))}\" }",
                  "1:44 E0027 `{f(a + 1)}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; "
                  "write a `define` for anything longer, and `{{` for a brace)\n"
                  "1:55 E0027 `{g(f(a))}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; "
                  "write a `define` for anything longer, and `{{` for a brace)\n"),
              ROW("rule r { o always because \"{a b}{5}{Foo}\" }",
                  "1:28 E0027 `{a b}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; write a "
                  "`define` for anything longer, and `{{` for a brace)\n"
                  "1:33 E0027 `{5}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; write a "
                  "`define` for anything longer, and `{{` for a brace)\n"
                  "1:36 E0027 `{Foo}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; write a "
                  "`define` for anything longer, and `{{` for a brace)\n"),
              ROW("rule r { o always because \"{a # b} {\\\"x\\\"} {f(\\\"x)}\" }",
                  "1:28 E0027 `{a # b}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; write "
                  "a `define` for anything longer, and `{{` for a brace)\n"
                  "1:36 E0027 `{\\\"x\\\"}` cannot stand in a text (a placeholder holds a path, a name or `name(…)`; "
                  "write a `define` for anything longer, and `{{` for a brace)\n"
                  "1:44 E0027 `{` begins a placeholder that is not closed (a brace in a text is written `{{`)\n"));
}
END_TEST

START_TEST(later_parts_are_one_error_each) {
    CHECK_ALL(ROW("table fee(a: whole number) gives number { a | fee\n < 3 | 100% ; 7days }\ndefine x =",
                  "1:1 E0028 `table` is not part of this version of the language\n"
                  "3:11 E0001 expected an expression, found the end of the file\n"),
              ROW("adjust r of a { less 15% of b when c }\ncalendar w \"x\" { weekend saturday }\nuse \"f\"",
                  "1:1 E0028 `adjust` is not part of this version of the language\n"
                  "2:1 E0028 `calendar` is not part of this version of the language\n"
                  "3:1 E0028 `use` is not part of this version of the language\n"),
              ROW("extern f(number): number\nlibrary l\neffective from 2025-03-14 until 2026-01-01 by a.b",
                  "1:1 E0028 `extern` is not part of this version of the language\n"
                  "2:1 E0028 `library` is not part of this version of the language\n"
                  "3:1 E0028 `effective` is not part of this version of the language\n"),
              ROW("decide each item in order.items { outcomes a total b = sum c }",
                  "1:1 E0028 `decide each` is not part of this version of the language\n"),
              ROW("decide { outcomes a total b = sum c otherwise }",
                  "1:21 E0028 `total` is not part of this version of the language\n"
                  "1:47 E0001 expected a name, found `}`\n"),
              ROW("timezone listing.zone version \"1\"",
                  "1:10 E0028 a timezone from the facts is not part of this version of the language (write its name as "
                  "a text: `\"Asia/Shanghai\"`)\n"));
}
END_TEST

START_TEST(types_have_their_names) {
    CHECK_ALL(ROW("facts { a: boolean b: Integer c: strng d: foo e: list of string }",
                  "1:12 E0029 `boolean` is not a type (write `bool`)\n"
                  "1:23 E0029 `Integer` is not a type (write `whole number`)\n"
                  "1:34 E0029 `strng` is not a type (write `text`)\n"
                  "1:43 E0029 `foo` is not a type\n"
                  "1:58 E0029 `string` is not a type (write `text`)\n"),
              ROW("facts { a: b: bool }", "1:12 E0029 `b` is not a type\n"
                                          "1:13 E0001 expected a name, a text or `}`, found `:`\n"),
              ROW("decide { outputs { a: list of text b: list of { c: bool } d: bol } }",
                  "1:23 E0029 an output cannot be a list\n"
                  "1:39 E0029 an output cannot be a list\n"
                  "1:62 E0029 `bol` is not a type (write `bool`)\n"),
              ROW("facts { a: }", "1:12 E0001 expected a type, found `}`\n"));
}
END_TEST

START_TEST(recovery_finds_the_next_field_clause_and_part) {
    CHECK_ALL(ROW("facts { a bool b: bool c = text d { e: 5 f: text g } h: }",
                  "1:11 E0001 expected `{` or `:`, found `bool`\n"
                  "1:26 E0001 expected `{` or `:`, found `=` (write `:`)\n"
                  "1:40 E0001 expected a type, found `5`\n"
                  "1:52 E0001 expected `{` or `:`, found `}`\n"
                  "1:57 E0001 expected a type, found `}`\n"),
              ROW("rule r { o when a b set c = 1 2 because 5 cite x set d = {1 2} set e = }",
                  "1:19 E0001 expected an operator, a clause (`set`, `because`, `cite`) or `}`, found `b`\n"
                  "1:31 E0001 expected an operator, a clause (`set`, `because`, `cite`) or `}`, found `2`\n"
                  "1:41 E0001 expected a text, found `5` (write `\"5\"`)\n"
                  "1:48 E0001 expected a text, found `x` (write `\"x\"`)\n"
                  "1:61 E0001 expected an operator, `}` or `,`, found `2`\n"
                  "1:72 E0001 expected an expression, found `}`\n"),
              ROW("decide { outcomes a, b otherwise { } outputs { a b: c d: text otherwise x e: text rounded } foo }",
                  "1:20 E0001 expected `outcomes`, `outputs`, `otherwise` or `>`, found `,` (outcomes are ranked with "
                  "`>`, the strongest first)\n"
                  "1:34 E0001 expected a name, found `{`\n"
                  "1:50 E0001 expected `:`, found `b`\n"
                  "1:53 E0029 `c` is not a type\n"
                  "1:73 E0001 expected a value, found `x`\n"
                  "1:91 E0001 expected a name, found `}` (as in `rounded half_up`)\n"
                  "1:93 E0001 expected `outcomes`, `outputs`, `otherwise` or `}`, found `foo`\n"),
              ROW("facts { a: bool, b: text, }", "1:16 E0001 expected a name, a text or `}`, found `,` (commas stand "
                                                 "only between the values of a list and of a call)\n"
                                                 "1:25 E0001 expected a name, a text or `}`, found `,` (commas stand "
                                                 "only between the values of a list and of a call)\n"),
              ROW("rule r { o when x becuase \"y\" cite \"z\" }",
                  "1:19 E0001 expected an operator, a clause (`set`, `because`, `cite`) or `}`, found `becuase` (did "
                  "you mean `because`?)\n"),
              ROW("define x = 1 2\nparam y = z\nrule r { }",
                  "1:14 E0001 expected a declaration or an operator, found `2`\n"
                  "2:11 E0001 expected a value, found `z` (a `param` is a literal; an expression is a `define`)\n"
                  "3:10 E0001 a rule begins with the outcome that it gives, not with `}` (write `OUTCOME when "
                  "CONDITION` or `OUTCOME always`)\n"),
              ROW("exclude e { }", "1:11 E0001 expected a text or `from`, found `{`\n"),
              ROW("exclude e from { } define x = 5 +",
                  "1:16 E0001 expected a name or `all`, found `{`\n"
                  "1:34 E0001 expected an expression, found the end of the file\n"));
}
END_TEST

START_TEST(what_is_expected_is_told) {
    CHECK_ALL(
        ROW("define x = a + if b then c else d", "1:16 E0001 expected an expression, found `if` (within an expression "
                                                 "`if … then … else …` stands in parentheses)\n"),
        ROW("define x = a is \"b\"",
            "1:17 E0001 expected `not`, `present` or `absent`, found `\"b\"` (to compare, write `=` or `in`)\n"),
        ROW("define x = {1, }", "1:16 E0001 expected an expression, found `}`\n"),
        ROW("define x = (a", "1:14 E0001 expected an operator or `)`, found the end of the file\n"),
        ROW("define x = f(1 2)", "1:16 E0001 expected an operator, `)` or `,`, found `2`\n"),
        ROW("define x = -10% of a",
            "1:13 E0001 expected an expression, found `10% of` (here `10% of …` stands in parentheses)\n"),
        ROW("param x: 5", "1:8 E0001 expected `=`, found `:` (write `=`)\n"),
        ROW("param x = a",
            "1:11 E0001 expected a value, found `a` (a `param` is a literal; an expression is a `define`)\n"),
        ROW("facts { a = bool }", "1:11 E0001 expected `{` or `:`, found `=` (write `:`)\n"),
        ROW("define x = any (p in q)", "1:23 E0001 expected an operator or `where`, found `)` "
                                       "(write `any (x in list where …)`)\n"),
        ROW("define x = if a then b", "1:23 E0001 expected an operator or `else`, found the end of the file (as in "
                                      "`if … then … else …`, which has both branches)\n"),
        ROW("version 5", "1:9 E0001 expected a text, found `5` (write `\"5\"`)\n"),
        ROW("define", "1:7 E0001 expected a name, found the end of the file\n"),
        ROW("define x = a.5", "1:13 E0013 `.5` is not a number (write `0.5`)\n"),
        ROW("rule r { o when a, b }", "1:18 E0001 expected an operator, a clause (`set`, `because`, `cite`) or `}`, "
                                      "found `,` (commas stand only between the values of a list and of a call)\n"),
        ROW("define x = count(q)", "1:19 E0001 expected `in`, found `)` (`count (x in list)` counts elements; "
                                   "`length(q)` is how many there are)\n"));
}
END_TEST

int main(void) {
    return RUN_SUITE("syntax_errors", what_begins_no_item_is_an_error, words_of_the_language_are_no_names,
                     capitals_and_other_letters_are_no_names, bytes_that_no_policy_has_are_named,
                     characters_of_no_meaning_are_named, operators_of_other_languages_are_named,
                     comments_of_other_languages_are_named, quotes_of_other_kinds_are_named,
                     texts_end_where_they_should, numbers_are_plain_decimals, units_and_currencies_are_known,
                     dates_and_times_are_whole, braces_that_are_missing_are_found, comparisons_do_not_chain,
                     values_are_no_conditions, windows_have_a_direction, clauses_stand_where_they_belong,
                     placeholders_are_short, later_parts_are_one_error_each, types_have_their_names,
                     recovery_finds_the_next_field_clause_and_part, what_is_expected_is_told);
}
