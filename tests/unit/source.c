/* source: positions, excerpts, the making of diagnostics, and how a report looks. */
#include "source/source.h"

#include "unit.h"

typedef struct sourced {
    pv_memory memory;
    pv_arena arena;
    proviso_report *report;
    pv_source source;
    pv_buffer out;
} sourced;

static void open_source(sourced *s, proviso_text text, const proviso_allocator *allocator) {
    pv_memory_init(&s->memory, allocator, 0);
    pv_arena_init(&s->arena, &s->memory);
    pv_buffer_init(&s->out, &s->memory);
    ck_assert_int_eq(proviso_report_create(&s->report, NULL), PROVISO_OK);
    pv_source_init(&s->source, text_of("p.proviso"), text, s->report, &s->arena);
}

static void open_string(sourced *s, const char *text) { open_source(s, text_of(text), NULL); }

static void close_source(sourced *s) {
    pv_buffer_clear(&s->out);
    proviso_report_destroy(s->report);
    pv_arena_clear(&s->arena);
}

static void diagnose(sourced *s, uint32_t begin, uint32_t end) {
    pv_diagnose(&s->source, PV_DIAGNOSTIC_SYNTAX, (pv_range){begin, end}, text_of("a hint"), "a %s of `%t`", "message",
                pv_source_slice(&s->source, (pv_range){begin, end}));
}

static proviso_problem problem_at(const sourced *s, size_t index) {
    proviso_problem problem;
    ck_assert_int_eq(proviso_report_get(&problem, s->report, index), PROVISO_OK);
    return problem;
}

/* ---- Positions ---- */

static size_t wrong_positions(const sourced *s, proviso_text text) {
    size_t line = 1, column = 1, wrong = 0;
    for (uint32_t i = 0; i <= text.length; i++) {
        size_t found_line, found_column;
        pv_source_position(&s->source, i, &found_line, &found_column);
        wrong += found_line != line || found_column != column;
        if (i == text.length) break;
        column += ((unsigned char)text.data[i] & 0xC0) != 0x80;
        if (text.data[i] == '\n') line++, column = 1;
    }
    return wrong;
}

START_TEST(positions_count_lines_and_characters) {
    sourced s;
    const char *text = "a\n\n\xC3\xA9x\r\n\xE4\xB8\xAD\xF0\x9F\x98\x80y\t z\n\xFF\x80";
    open_string(&s, text);
    ck_assert_uint_eq(wrong_positions(&s, text_of(text)), 0);
    close_source(&s);
}
END_TEST

/* More than a block long, with long lines and sequences across the bounds of blocks. */
START_TEST(positions_in_a_long_text_are_those_of_a_count) {
    static char text[20000];
    uint64_t state = 7;
    for (size_t i = 0; i < sizeof text; i++) {
        uint64_t random = next_random(&state) % 400;
        text[i] = random == 0 ? '\n' : random < 100 ? (char)(0x80 + random % 64) : (char)('a' + random % 26);
    }
    sourced s;
    open_source(&s, (proviso_text){text, sizeof text}, NULL);
    ck_assert_uint_eq(wrong_positions(&s, (proviso_text){text, sizeof text}), 0);
    close_source(&s);
}
END_TEST

START_TEST(a_position_beyond_the_end_is_that_of_the_end) {
    sourced s;
    size_t line, column;
    open_string(&s, "ab\nc");
    pv_source_position(&s.source, 100, &line, &column);
    ck_assert_uint_eq(line, 2);
    ck_assert_uint_eq(column, 2);
    close_source(&s);
}
END_TEST

START_TEST(slices_and_joined_ranges) {
    sourced s;
    open_string(&s, "abcdef");
    ck_assert_text(pv_source_slice(&s.source, (pv_range){1, 3}), "bc");
    pv_range joined = pv_range_join((pv_range){4, 5}, (pv_range){1, 3});
    ck_assert_text(pv_source_slice(&s.source, joined), "bcde");
    close_source(&s);
}
END_TEST

/* ---- Diagnostics ---- */

START_TEST(a_diagnostic_has_its_code_place_line_and_hint) {
    sourced s;
    open_string(&s, "first\r\n  a\xC3\xA9z here\r\nlast");
    diagnose(&s, 9, 13);
    proviso_problem problem = problem_at(&s, 0);
    ck_assert_text(problem.code, "E0001");
    ck_assert_int_eq(problem.severity, PROVISO_ERROR);
    ck_assert_text(problem.message, "a message of `a\xC3\xA9z`");
    ck_assert_text(problem.hint, "a hint");
    ck_assert_text(problem.file, "p.proviso");
    ck_assert_text(problem.excerpt, "  a\xC3\xA9z here");
    ck_assert_uint_eq(problem.line, 2);
    ck_assert_uint_eq(problem.column, 3);
    ck_assert_uint_eq(problem.width, 3);
    ck_assert_uint_eq(problem.offset, 9);
    ck_assert_uint_eq(problem.length, 4);
    ck_assert_uint_eq(s.source.errors, 1);
    close_source(&s);
}
END_TEST

START_TEST(width_is_what_stands_on_the_line) {
    sourced s;
    open_string(&s, "abc\ndef");
    diagnose(&s, 1, 6);
    diagnose(&s, 3, 3);
    diagnose(&s, 7, 7);
    ck_assert_uint_eq(problem_at(&s, 0).width, 2);
    ck_assert_uint_eq(problem_at(&s, 0).length, 5);
    ck_assert_uint_eq(problem_at(&s, 1).width, 1);
    ck_assert_uint_eq(problem_at(&s, 2).width, 1);
    ck_assert_text(problem_at(&s, 2).excerpt, "def");
    close_source(&s);
}
END_TEST

START_TEST(without_a_report_errors_are_counted) {
    sourced s;
    open_string(&s, "abc");
    s.source.report = NULL;
    diagnose(&s, 0, 1);
    diagnose(&s, 0, 1);
    ck_assert_uint_eq(s.source.errors, 2);
    ck_assert_uint_eq(proviso_report_count(s.report), 0);
    close_source(&s);
}
END_TEST

START_TEST(a_full_report_still_counts_errors) {
    sourced s;
    static char text[2048];
    memset(text, 'x', sizeof text);
    open_source(&s, (proviso_text){text, sizeof text}, NULL);
    for (uint32_t i = 0; i < 1500; i++) diagnose(&s, i, i + 1);
    ck_assert_uint_eq(s.source.errors, 1500);
    ck_assert_uint_eq(proviso_report_count(s.report), 1000);
    ck_assert_uint_eq(proviso_report_errors(s.report), 1500);
    close_source(&s);
}
END_TEST

/* A line of any length costs a report at most 4 KiB. */
START_TEST(a_long_line_is_cut_and_one_beyond_it_left_out) {
    sourced s;
    static char text[10000];
    memset(text, 'x', sizeof text);
    open_source(&s, (proviso_text){text, sizeof text}, NULL);
    diagnose(&s, 4000, 4200);
    diagnose(&s, 9000, 9001);
    ck_assert_uint_eq(problem_at(&s, 0).excerpt.length, 4096);
    ck_assert_uint_eq(problem_at(&s, 0).width, 96);
    ck_assert_uint_eq(problem_at(&s, 1).excerpt.length, 0);
    ck_assert_uint_eq(problem_at(&s, 1).column, 9001);
    close_source(&s);
}
END_TEST

START_TEST(failing_memory_is_noted_and_leaks_nothing) {
    static char text[10000];
    memset(text, 'x', sizeof text);
    for (size_t n = 1; n <= 2; n++) {
        counting_allocator counts = {.fail_once = n};
        proviso_allocator allocator = allocator_of(&counts);
        sourced s;
        open_source(&s, (proviso_text){text, sizeof text}, &allocator);
        diagnose(&s, 5000, 5001);
        ck_assert(s.source.failed);
        size_t line, column;
        pv_source_position(&s.source, 5000, &line, &column);
        ck_assert_uint_eq(column, 5001);
        close_source(&s);
        ck_assert_uint_eq(counts.live, 0);
    }
}
END_TEST

/* ---- Rendering ---- */

static void check_rendered(sourced *s, bool colour, const char *expected) {
    ck_assert_int_eq(proviso_report_render(s->report, colour, pv_buffer_write, &s->out), PROVISO_OK);
    ck_assert_text(pv_buffer_text(&s->out), expected);
    close_source(s);
}

START_TEST(a_problem_is_its_place_its_line_a_caret_and_a_hint) {
    sourced s;
    open_string(&s, "policy p\nrule when {\n");
    diagnose(&s, 14, 18);
    check_rendered(&s, false,
                   "p.proviso:2:6: error[E0001]: a message of `when`\n"
                   "   2 | rule when {\n"
                   "     |      ^~~~\n"
                   "     hint: a hint\n");
}
END_TEST

START_TEST(colours_are_escapes) {
    sourced s;
    open_string(&s, "ab");
    diagnose(&s, 0, 2);
    check_rendered(&s, true,
                   "\x1b[1mp.proviso:1:1: \x1b[1;31merror[E0001]:\x1b[0m a message of `ab`\n"
                   "\x1b[34m   1 |\x1b[0m ab\n"
                   "\x1b[34m     |\x1b[0m \x1b[1;31m^~\x1b[0m\n"
                   "     \x1b[36mhint:\x1b[0m a hint\n");
}
END_TEST

START_TEST(tabs_and_wide_characters_keep_the_caret_in_place) {
    sourced s;
    open_string(&s, "\ta\xE4\xB8\xAD"
                    "e\xCC\x81 \xE4\xB8\xAD\xE6\x96\x87 x");
    diagnose(&s, 9, 15);
    check_rendered(&s, false,
                   "p.proviso:1:7: error[E0001]: a message of `\xE4\xB8\xAD\xE6\x96\x87`\n"
                   "   1 | \ta\xE4\xB8\xAD"
                   "e\xCC\x81 \xE4\xB8\xAD\xE6\x96\x87 x\n"
                   "     | \t     ^~~~\n"
                   "     hint: a hint\n");
}
END_TEST

/* An escape, a C1 control character, a right-to-left override, a byte that is no UTF-8. */
START_TEST(what_commands_a_terminal_is_made_harmless) {
    sourced s;
    open_string(&s, "\x1b[2J\xC2\x9B\xE2\x80\xAE\xFFx\x7F");
    diagnose(&s, 10, 11);
    check_rendered(&s, false,
                   "p.proviso:1:8: error[E0001]: a message of `x`\n"
                   "   1 | \xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx\xEF\xBF\xBD\n"
                   "     |        ^\n"
                   "     hint: a hint\n");
}
END_TEST

START_TEST(long_lines_are_cut_around_what_is_meant) {
    sourced s;
    static char text[501], shown[161];
    memset(text, 'a', 500);
    memset(shown, 'a', 160);
    text[300] = shown[60] = 'X';
    open_string(&s, text);
    diagnose(&s, 300, 301);
    char expected[1024];
    pv_buffer line;
    pv_buffer_init(&line, &s.memory);
    pv_buffer_format(&line, "p.proviso:1:301: error[E0001]: a message of `X`\n   1 | ...%s...\n     | %s^\n%s%c", shown,
                     "                                                               ", "     hint: a hint\n", 0);
    memcpy(expected, line.data, line.length);
    pv_buffer_clear(&line);
    check_rendered(&s, false, expected);
}
END_TEST

START_TEST(a_line_without_end_is_not_shown) {
    sourced s;
    static char text[9001];
    memset(text, 'a', 9000);
    open_string(&s, text);
    diagnose(&s, 8000, 8001);
    check_rendered(&s, false, "p.proviso:1:8001: error[E0001]: a message of `a`\n     hint: a hint\n");
}
END_TEST

START_TEST(problems_of_a_whole_file_and_warnings_have_no_line) {
    sourced s;
    open_string(&s, "");
    proviso_problem problem = {.severity = PROVISO_WARNING,
                               .code = text_of("W0001"),
                               .message = text_of("of all"),
                               .file = text_of("p\x1b.proviso")};
    pv_report_add(s.report, &problem);
    check_rendered(&s, false, "p\xEF\xBF\xBD.proviso: warning[W0001]: of all\n");
}
END_TEST

START_TEST(line_numbers_widen_the_gutter) {
    sourced s;
    static char text[12002];
    memset(text, '\n', 12000);
    text[12000] = 'x';
    open_string(&s, text);
    diagnose(&s, 12000, 12001);
    check_rendered(&s, false,
                   "p.proviso:12001:1: error[E0001]: a message of `x`\n"
                   "12001 | x\n"
                   "      | ^\n"
                   "      hint: a hint\n");
}
END_TEST

static bool fail_writing(void *context, const char *data, size_t length) {
    size_t *left = context;
    (void)data;
    (void)length;
    return (*left)-- > 1;
}

START_TEST(a_failing_write_ends_the_rendering) {
    sourced s;
    open_string(&s, "ab");
    for (uint32_t i = 0; i < 100; i++)
        pv_diagnose(&s.source, PV_DIAGNOSTIC_BYTE, (pv_range){0, 1}, text_of(""), "number %zu", (size_t)i);
    size_t left = 3;
    ck_assert_int_eq(proviso_report_render(s.report, false, fail_writing, &left), PROVISO_WRITE_FAILED);
    ck_assert_uint_eq(left, 0);
    close_source(&s);
}
END_TEST

START_TEST(rendering_wants_a_report_and_a_writer) {
    sourced s;
    open_string(&s, "");
    ck_assert_int_eq(proviso_report_render(NULL, false, pv_buffer_write, &s.out), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_report_render(s.report, false, NULL, NULL), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_report_render(s.report, false, pv_buffer_write, &s.out), PROVISO_OK);
    ck_assert_uint_eq(s.out.length, 0);
    close_source(&s);
}
END_TEST

int main(void) {
    return RUN_SUITE("source", positions_count_lines_and_characters, positions_in_a_long_text_are_those_of_a_count,
                     a_position_beyond_the_end_is_that_of_the_end, slices_and_joined_ranges,
                     a_diagnostic_has_its_code_place_line_and_hint, width_is_what_stands_on_the_line,
                     without_a_report_errors_are_counted, a_full_report_still_counts_errors,
                     a_long_line_is_cut_and_one_beyond_it_left_out, failing_memory_is_noted_and_leaks_nothing,
                     a_problem_is_its_place_its_line_a_caret_and_a_hint, colours_are_escapes,
                     tabs_and_wide_characters_keep_the_caret_in_place, what_commands_a_terminal_is_made_harmless,
                     long_lines_are_cut_around_what_is_meant, a_line_without_end_is_not_shown,
                     problems_of_a_whole_file_and_warnings_have_no_line, line_numbers_widen_the_gutter,
                     a_failing_write_ends_the_rendering, rendering_wants_a_report_and_a_writer);
}
