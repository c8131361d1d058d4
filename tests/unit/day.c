/* values/day: every day of the years 1 to 9999, against a calendar that counts them one by one. */
#include "values/day.h"

#include "unit.h"

static int days_in(int year, int month) {
    if (month == 2) return year % 400 == 0 ? 29 : year % 100 == 0 ? 28 : year % 4 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void step(pv_civil *civil) {
    if (++civil->day <= days_in(civil->year, civil->month)) return;
    civil->day = 1;
    if (++civil->month <= 12) return;
    civil->month = 1;
    civil->year++;
}

START_TEST(every_day_has_its_number_and_text) {
    pv_civil civil = {1, 1, 1};
    for (pv_day day = PV_DAY_FIRST; day <= PV_DAY_LAST; day++, step(&civil)) {
        pv_day from = 0, parsed = 0;
        char text[PV_DAY_TEXT];
        pv_civil to = pv_day_to_civil(day);
        bool same = pv_day_from_civil(&from, civil) && from == day && to.year == civil.year &&
                    to.month == civil.month && to.day == civil.day && pv_day_write(text, day) == PV_DAY_TEXT &&
                    pv_day_parse(&parsed, (proviso_text){text, PV_DAY_TEXT}) == PV_PARSED && parsed == day;
        if (!same) ck_abort_msg("%d-%d-%d", civil.year, civil.month, civil.day);
    }
    ck_assert_int_eq(civil.year, 10000);
}
END_TEST

START_TEST(days_outside_of_the_range_convert_without_it) {
    ck_assert_int_eq(pv_day_of((pv_civil){0, 12, 31}), PV_DAY_FIRST - 1);
    ck_assert_int_eq(pv_day_of((pv_civil){10000, 1, 1}), PV_DAY_LAST + 1);
    ck_assert_int_eq(pv_day_of((pv_civil){-1, 12, 31}), PV_DAY_FIRST - 367);
    pv_civil before = pv_day_to_civil(PV_DAY_FIRST - 367);
    ck_assert_int_eq(before.year, -1);
    ck_assert_int_eq(before.month, 12);
    ck_assert_int_eq(before.day, 31);
    ck_assert(!pv_day_in_range(PV_DAY_FIRST - 1) && !pv_day_in_range(PV_DAY_LAST + 1));
}
END_TEST

START_TEST(days_that_do_not_exist_are_refused) {
    const pv_civil none[] = {{2023, 2, 29}, {2100, 2, 29}, {1900, 2, 29}, {2024, 2, 30}, {2024, 4, 31},
                             {2024, 13, 1}, {2024, 0, 1},  {2024, 1, 0},  {2024, 1, 32}, {0, 1, 1},
                             {10000, 1, 1}, {2024, -1, 1}, {2024, 1, -1}, {-1, 1, 1},    {2024, 12, 32}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        pv_day day = 77;
        ck_assert(!pv_day_from_civil(&day, none[i]));
        ck_assert_int_eq(day, 77);
    }
    pv_day day;
    ck_assert(pv_day_from_civil(&day, (pv_civil){2000, 2, 29}));
    ck_assert(pv_day_from_civil(&day, (pv_civil){1970, 1, 1}) && day == 0);
}
END_TEST

START_TEST(texts_are_years_months_and_days_in_ten_characters) {
    const char *malformed[] = {"",           "2023-2-3",   "2023-02-3",  "20230203",    "2023/02/03", "2023-02-03 ",
                               "23-02-0003", "+202-01-01", "2023-02-0x", "2023-02-03T", "-001-01-01", "2O23-01-01",
                               "2023-a1-01"};
    pv_day day;
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        ck_assert_msg(pv_day_parse(&day, text_of(malformed[i])) == PV_PARSED_MALFORMED, "%s", malformed[i]);
    const char *none[] = {"2023-02-29", "0000-01-01", "2023-13-01", "2023-00-10", "2023-04-31", "9999-99-99"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(pv_day_parse(&day, text_of(none[i])) == PV_PARSED_OUT_OF_RANGE, "%s", none[i]);
}
END_TEST

/* `months` months on, counted one by one. */
static bool months_on(pv_day *out, pv_civil from, int months) {
    int year = from.year, month = from.month;
    for (; months > 0; months--) month == 12 ? (void)(month = 1, year++) : (void)month++;
    for (; months < 0; months++) month == 1 ? (void)(month = 12, year--) : (void)month--;
    if (year < 1 || year > 9999) return false;
    int last = days_in(year, month);
    return pv_day_from_civil(out, (pv_civil){year, month, from.day < last ? from.day : last});
}

START_TEST(months_are_added_as_on_a_calendar) {
    uint64_t seed = 5;
    for (int i = 0; i < 20000; i++) {
        pv_day day = PV_DAY_FIRST + (pv_day)(next_random(&seed) % (uint64_t)(PV_DAY_LAST - PV_DAY_FIRST + 1));
        if (i % 4 == 0) day = i % 8 ? PV_DAY_FIRST + i : PV_DAY_LAST - i;
        int months = (int)(next_random(&seed) % 2000) - 1000;
        pv_day expected = 0, out = 0;
        bool exists = months_on(&expected, pv_day_to_civil(day), months);
        if (pv_day_add_months(&out, day, months) != exists || out != expected)
            ck_abort_msg("day %" PRId64 " and %d months", day, months);
    }
}
END_TEST

static void expect_months(const char *from, int64_t months, const char *expected) {
    pv_day day = 0, out = 0;
    char text[PV_DAY_TEXT];
    ck_assert_int_eq(pv_day_parse(&day, text_of(from)), PV_PARSED);
    ck_assert_int_eq(pv_day_add_months(&out, day, months), expected != NULL);
    if (expected) ck_assert_text(((proviso_text){text, pv_day_write(text, out)}), expected);
}

START_TEST(a_day_that_a_month_lacks_becomes_its_last) {
    expect_months("2023-01-31", 1, "2023-02-28");
    expect_months("2024-01-31", 1, "2024-02-29");
    expect_months("2024-02-29", 12, "2025-02-28");
    expect_months("2024-02-29", -12, "2023-02-28");
    expect_months("2024-02-29", 48, "2028-02-29");
    expect_months("2025-03-31", -1, "2025-02-28");
    expect_months("2025-01-15", -1, "2024-12-15");
}
END_TEST

START_TEST(months_beyond_the_range_overflow) {
    expect_months("9999-12-31", 1, NULL);
    expect_months("0001-01-31", -1, NULL);
    expect_months("0001-01-31", 9999 * 12 - 1, "9999-12-31");
    expect_months("9999-12-31", 1 - 9999 * 12, "0001-01-31");
    expect_months("2025-01-01", INT64_MAX, NULL);
    expect_months("2025-01-01", INT64_MIN, NULL);
}
END_TEST

START_TEST(seconds_belong_to_days_also_before_1970) {
    ck_assert_int_eq(pv_day_of_seconds(0), 0);
    ck_assert_int_eq(pv_day_of_seconds(86399), 0);
    ck_assert_int_eq(pv_day_of_seconds(86400), 1);
    ck_assert_int_eq(pv_day_of_seconds(-1), -1);
    ck_assert_int_eq(pv_day_of_seconds(-86400), -1);
    ck_assert_int_eq(pv_day_of_seconds(-86401), -2);
}
END_TEST

START_TEST(weekdays_follow_each_other_from_a_known_one) {
    pv_day monday = 0;
    ck_assert(pv_day_from_civil(&monday, (pv_civil){2024, 1, 1})); /* a Monday */
    for (pv_day day = monday; day <= PV_DAY_LAST + 2; day++)
        if (pv_day_weekday(day) != (day - monday) % 7) ck_abort_msg("%" PRId64, day);
    int weekday = 0;
    for (pv_day day = monday - 1; day >= PV_DAY_FIRST - 2; day--) {
        weekday = weekday == 0 ? 6 : weekday - 1;
        if (pv_day_weekday(day) != weekday) ck_abort_msg("%" PRId64, day);
    }
}
END_TEST

START_TEST(a_month_starts_on_its_first_and_ends_on_its_last_day) {
    pv_civil civil = {1, 1, 1};
    for (pv_day day = PV_DAY_FIRST; day <= PV_DAY_LAST; day++, step(&civil)) {
        pv_day start = day - civil.day + 1;
        bool same =
            pv_day_month_start(day) == start && pv_day_month_end(day) == start + days_in(civil.year, civil.month) - 1;
        if (!same) ck_abort_msg("%d-%d-%d", civil.year, civil.month, civil.day);
    }
}
END_TEST

int main(void) {
    return RUN_SUITE("day", every_day_has_its_number_and_text, days_outside_of_the_range_convert_without_it,
                     days_that_do_not_exist_are_refused, texts_are_years_months_and_days_in_ten_characters,
                     months_are_added_as_on_a_calendar, a_day_that_a_month_lacks_becomes_its_last,
                     months_beyond_the_range_overflow, seconds_belong_to_days_also_before_1970,
                     weekdays_follow_each_other_from_a_known_one, a_month_starts_on_its_first_and_ends_on_its_last_day);
}
