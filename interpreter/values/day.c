/* Days of the proleptic Gregorian calendar.
 *
 * The conversions count in years that begin on the first of March, so that the leap day is a year's last, and in eras
 * of 400 years, which all have 146,097 days (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). They are
 * exact for every day a pv_civil can name; the bounds of the language, years 1 to 9999, are held by the callers that
 * return a bool. */
#include "values/day.h"

#include "values/digits.h"

enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, EPOCH = 719468 /* days from 0000-03-01 to 1970-01-01 */ };

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int pv_day_month_length(int year, int month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

pv_day pv_day_of(pv_civil civil) {
    int64_t year = civil.year - (civil.month <= 2);
    int64_t era = (year >= 0 ? year : year - (YEARS_IN_ERA - 1)) / YEARS_IN_ERA;
    int64_t year_of_era = year - era * YEARS_IN_ERA;
    int64_t month = (civil.month + 9) % 12; /* March is 0 */
    int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - EPOCH;
}

pv_civil pv_day_to_civil(pv_day day) {
    int64_t z = day + EPOCH;
    int64_t era = (z >= 0 ? z : z - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
    int64_t day_of_era = z - era * DAYS_IN_ERA;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_IN_ERA - 1)) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    pv_civil civil;
    civil.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    civil.month = (int)(month < 10 ? month + 3 : month - 9);
    civil.year = (int)(year_of_era + era * YEARS_IN_ERA + (civil.month <= 2));
    return civil;
}

bool pv_day_from_civil(pv_day *out, pv_civil civil) {
    if (civil.year < 1 || civil.year > 9999 || civil.month < 1 || civil.month > 12 || civil.day < 1) return false;
    if (civil.day > pv_day_month_length(civil.year, civil.month)) return false;
    *out = pv_day_of(civil);
    return true;
}

bool pv_day_add_months(pv_day *out, pv_day day, int64_t months) {
    enum { MONTHS_MOST = 9999 * 12 };
    if (months < -MONTHS_MOST || months > MONTHS_MOST) return false;
    pv_civil civil = pv_day_to_civil(day);
    int month = civil.year * 12 + civil.month - 1 + (int)months;
    civil.year = month / 12;
    if (month < 12 || civil.year > 9999) return false;
    civil.month = month % 12 + 1;
    int last = pv_day_month_length(civil.year, civil.month);
    if (civil.day > last) civil.day = last;
    *out = pv_day_of(civil);
    return true;
}

/* 1970-01-01 was a Thursday. */
int pv_day_weekday(pv_day day) { return (int)(((day + 3) % 7 + 7) % 7); }

pv_day pv_day_month_start(pv_day day) { return day - pv_day_to_civil(day).day + 1; }

pv_day pv_day_month_end(pv_day day) {
    pv_civil civil = pv_day_to_civil(day);
    return day - civil.day + pv_day_month_length(civil.year, civil.month);
}

pv_parsed pv_day_parse(pv_day *out, proviso_text text) {
    const char *at = text.data;
    if (text.length != PV_DAY_TEXT || at[4] != '-' || at[7] != '-') return PV_PARSED_MALFORMED;
    if (pv_digits_end(at, at + 4) != at + 4 || pv_digits_end(at + 5, at + 7) != at + 7 ||
        pv_digits_end(at + 8, at + 10) != at + 10)
        return PV_PARSED_MALFORMED;
    pv_civil civil = {(int)pv_digits_value(at, at + 4), (int)pv_digits_value(at + 5, at + 7),
                      (int)pv_digits_value(at + 8, at + 10)};
    return pv_day_from_civil(out, civil) ? PV_PARSED : PV_PARSED_OUT_OF_RANGE;
}

size_t pv_day_write(char out[PV_DAY_TEXT], pv_day day) {
    pv_civil civil = pv_day_to_civil(day);
    char *at = pv_digits_write_fixed(out, (uint64_t)civil.year, 4);
    *at++ = '-';
    at = pv_digits_write_fixed(at, (uint64_t)civil.month, 2);
    *at++ = '-';
    pv_digits_write_fixed(at, (uint64_t)civil.day, 2);
    return PV_DAY_TEXT;
}
