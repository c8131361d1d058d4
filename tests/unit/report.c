/* base/report: order, duplicates, the bound on what is kept, and failing memory. */
#include "base/report.h"

#include <stdio.h>

#include "unit.h"

static proviso_problem problem_at(const char *file, size_t offset, const char *code, const char *message) {
    return (proviso_problem){.severity = code[0] == 'W' ? PROVISO_WARNING : PROVISO_ERROR,
                             .code = text_of(code),
                             .message = text_of(message),
                             .hint = text_of("a hint"),
                             .file = text_of(file),
                             .excerpt = text_of("a line"),
                             .line = 1,
                             .column = offset + 1,
                             .width = 1,
                             .offset = offset,
                             .length = 1};
}

static void add(proviso_report *report, const char *file, size_t offset, const char *code, const char *message) {
    proviso_problem problem = problem_at(file, offset, code, message);
    pv_report_add(report, &problem);
}

static proviso_report *create(void) {
    proviso_report *report = NULL;
    ck_assert_int_eq(proviso_report_create(&report, NULL), PROVISO_OK);
    return report;
}

static proviso_problem get(const proviso_report *report, size_t index) {
    proviso_problem problem;
    ck_assert_int_eq(proviso_report_get(&problem, report, index), PROVISO_OK);
    return problem;
}

START_TEST(problems_stand_in_the_order_of_the_file) {
    proviso_report *report = create();
    add(report, "f", 30, "E0201", "third");
    add(report, "f", 10, "W0001", "second by code");
    add(report, "f", 10, "E0101", "first");
    add(report, "f", 10, "W0001", "as it came");
    const char *expected[] = {"first", "second by code", "as it came", "third"};
    ck_assert_uint_eq(proviso_report_count(report), 4);
    ck_assert_uint_eq(proviso_report_errors(report), 2);
    for (size_t i = 0; i < 4; i++) ck_assert_text(get(report, i).message, expected[i]);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(files_stand_in_the_order_in_which_they_came) {
    proviso_report *report = create();
    add(report, "z", 5, "E1", "z5");
    add(report, "a", 1, "E1", "a1");
    add(report, "z", 0, "E1", "z0");
    add(report, "a", 0, "E1", "a0");
    const char *expected[] = {"z0", "z5", "a0", "a1"};
    for (size_t i = 0; i < 4; i++) ck_assert_text(get(report, i).message, expected[i]);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(an_identical_problem_is_kept_and_counted_once) {
    proviso_report *report = create();
    add(report, "f", 1, "E1", "message");
    add(report, "f", 1, "E1", "another");
    add(report, "f", 1, "E1", "message");
    ck_assert_uint_eq(proviso_report_count(report), 2);
    ck_assert_uint_eq(proviso_report_errors(report), 2);
    add(report, "f", 2, "E1", "message");
    add(report, "f", 1, "E2", "message");
    add(report, "g", 1, "E1", "message");
    ck_assert_uint_eq(proviso_report_count(report), 5);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(texts_are_copies) {
    proviso_report *report = create();
    char message[] = "message", line[] = "a line";
    proviso_problem problem = problem_at("f", 0, "E1", message);
    problem.excerpt = text_of(line);
    problem.hint = (proviso_text){NULL, 0};
    pv_report_add(report, &problem);
    message[0] = line[0] = 'X';
    ck_assert_text(get(report, 0).message, "message");
    ck_assert_text(get(report, 0).excerpt, "a line");
    ck_assert_text(get(report, 0).file, "f");
    ck_assert_uint_eq(get(report, 0).hint.length, 0);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(errors_beyond_the_most_are_counted_not_kept) {
    proviso_report *report = create();
    for (size_t i = 0; i < PV_REPORT_MOST + 50; i++) add(report, "f", i, "E1", "message");
    add(report, "f", 5000, "W1", "a warning");
    ck_assert_uint_eq(proviso_report_count(report), PV_REPORT_MOST);
    ck_assert_uint_eq(proviso_report_errors(report), PV_REPORT_MOST + 50);
    ck_assert_uint_eq(get(report, PV_REPORT_MOST - 1).offset, PV_REPORT_MOST - 1);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(an_error_takes_the_place_of_a_warning) {
    proviso_report *report = create();
    for (size_t i = 0; i < PV_REPORT_MOST; i++) add(report, "f", i + 1, "W1", "a warning");
    add(report, "f", 0, "E1", "message");
    ck_assert_uint_eq(proviso_report_count(report), PV_REPORT_MOST);
    ck_assert_uint_eq(proviso_report_errors(report), 1);
    ck_assert_int_eq(get(report, 0).severity, PROVISO_ERROR);
    ck_assert_uint_eq(get(report, PV_REPORT_MOST - 1).offset, PV_REPORT_MOST - 1);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(a_cleared_report_is_empty_and_usable) {
    proviso_report *report = create();
    add(report, "f", 1, "E1", "message");
    proviso_report_clear(report);
    ck_assert_uint_eq(proviso_report_count(report), 0);
    ck_assert_uint_eq(proviso_report_errors(report), 0);
    ck_assert_uint_eq(report->memory.used, 0);
    add(report, "f", 1, "E1", "message");
    ck_assert_uint_eq(proviso_report_count(report), 1);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(the_line_that_many_problems_point_at_is_kept_once) {
    proviso_report *report = create();
    char line[10001];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    for (size_t i = 0; i < 500; i++) {
        proviso_problem problem = problem_at("f", i, "E1", "message");
        problem.excerpt = text_of(line);
        pv_report_add(report, &problem);
    }
    ck_assert_uint_lt(report->memory.used, 500000);
    ck_assert_text(get(report, 499).excerpt, line);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(misuse_is_told) {
    proviso_report *report = create();
    proviso_problem problem;
    ck_assert_int_eq(proviso_report_create(NULL, NULL), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_report_get(NULL, report, 0), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_report_get(&problem, NULL, 0), PROVISO_INVALID_ARGUMENT);
    ck_assert_int_eq(proviso_report_get(&problem, report, 0), PROVISO_NOT_FOUND);
    ck_assert_uint_eq(proviso_report_count(NULL), 0);
    ck_assert_uint_eq(proviso_report_errors(NULL), 0);
    proviso_report_clear(NULL);
    proviso_report_destroy(NULL);
    proviso_report_destroy(report);
}
END_TEST

START_TEST(every_failed_allocation_is_told_and_leaks_nothing) {
    for (size_t n = 1;; n++) {
        counting_allocator counts = {.fail_once = n};
        proviso_allocator allocator = allocator_of(&counts);
        proviso_report *report = NULL;
        proviso_status status = proviso_report_create(&report, &allocator);
        ck_assert_int_eq(status, n == 1 ? PROVISO_OUT_OF_MEMORY : PROVISO_OK);
        if (status != PROVISO_OK) continue;
        for (size_t i = 0; i < 100; i++) add(report, "f", 100 - i, "E1", "message");
        bool failed = n <= counts.calls;
        ck_assert(report->failed == failed);
        ck_assert_uint_eq(proviso_report_count(report), failed ? 99 : 100);
        ck_assert_uint_eq(proviso_report_errors(report), 100);
        proviso_report_destroy(report);
        ck_assert_uint_eq(counts.live, 0);
        if (!failed) break;
    }
}
END_TEST

int main(void) {
    return RUN_SUITE("report", problems_stand_in_the_order_of_the_file, files_stand_in_the_order_in_which_they_came,
                     an_identical_problem_is_kept_and_counted_once, texts_are_copies,
                     errors_beyond_the_most_are_counted_not_kept, an_error_takes_the_place_of_a_warning,
                     a_cleared_report_is_empty_and_usable, the_line_that_many_problems_point_at_is_kept_once,
                     misuse_is_told, every_failed_allocation_is_told_and_leaks_nothing);
}
