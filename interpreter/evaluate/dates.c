/* Dates: the instructions that take a day apart, and those that count units from one moment to another.
 *
 * The calendar is that of values/day.h, the shifting of moments that of values/shift.h. A unit is a span of the
 * program's constants; one that is not above zero, or of elapsed time between dates, comes from no policy and is
 * unknown. */
#include "evaluate/dates.h"

#include "values/shift.h"

static pv_slot whole(int64_t n) { return pv_number_from_int(n); }

pv_slot pv_value_day_in_range(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    pv_slot a = r[pv_word_a(w)];
    return pv_slot_is_value(a) && pv_day_in_range((pv_day)a) ? a : PV_SLOT_UNKNOWN;
}

pv_slot pv_value_days_between(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    pv_slot a = r[pv_word_a(w)], b = r[pv_word_b(w)];
    return pv_slot_is_value(a) && pv_slot_is_value(b) ? whole((int64_t)(b - a)) : PV_SLOT_UNKNOWN;
}

/* Of one day that is known. */
#define PV_OF_DAY(name, formula)                                                                                       \
    pv_slot pv_value_##name(pv_machine *m, const pv_slot *r, pv_word w) {                                              \
        (void)m;                                                                                                       \
        if (!pv_slot_is_value(r[pv_word_a(w)])) return PV_SLOT_UNKNOWN;                                                \
        pv_day day = (pv_day)r[pv_word_a(w)];                                                                          \
        pv_civil civil = pv_day_to_civil(day);                                                                         \
        (void)civil;                                                                                                   \
        return (formula);                                                                                              \
    }
PV_OF_DAY(year, whole(civil.year))
PV_OF_DAY(month, whole(civil.month))
PV_OF_DAY(days_in_month, whole(pv_day_month_length(civil.year, civil.month)))
PV_OF_DAY(month_start, pv_day_month_start(day))
PV_OF_DAY(month_end, pv_day_month_end(day))
#undef PV_OF_DAY

pv_slot pv_value_weekday(pv_machine *m, const pv_slot *r, pv_word w) {
    if (!pv_slot_is_value(r[pv_word_a(w)])) return PV_SLOT_UNKNOWN;
    uint32_t monday = pv_word_b(w) | (uint32_t)pv_word_c(w) << 16;
    return m->program->constants[monday + (uint32_t)pv_day_weekday((pv_day)r[pv_word_a(w)])];
}

/* ---- Units ---- */

static bool is_unit(pv_slot unit) { return pv_slot_is_value(unit) && pv_span_count(unit) > 0; }

static pv_slot units_of_dates(const pv_slot *r, pv_word w, bool started) {
    pv_slot a = r[pv_word_a(w)], unit = r[pv_word_b(w)], b = r[pv_word_c(w)];
    int64_t n;
    bool left_over;
    if (!pv_slot_is_value(a) || !pv_slot_is_value(b) || !is_unit(unit)) return PV_SLOT_UNKNOWN;
    if (pv_span_family_of(unit) == PV_SPAN_ELAPSED) return PV_SLOT_UNKNOWN;
    if (!pv_day_units(&n, &left_over, (pv_day)a, (pv_day)b, unit)) return PV_SLOT_UNKNOWN;
    return whole(n + (started && left_over));
}

static pv_slot units_of_times(const pv_machine *m, const pv_slot *r, pv_word w, bool started) {
    pv_slot a = r[pv_word_a(w)], unit = r[pv_word_b(w)], b = r[pv_word_c(w)];
    int64_t n;
    bool left_over;
    if (!pv_slot_is_value(a) || !pv_slot_is_value(b) || !is_unit(unit)) return PV_SLOT_UNKNOWN;
    if (!pv_instant_units(&n, &left_over, a, b, unit, &m->program->zone)) return PV_SLOT_UNKNOWN;
    return whole(n + (started && left_over));
}

pv_slot pv_value_whole_of_dates(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    return units_of_dates(r, w, false);
}
pv_slot pv_value_started_of_dates(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    return units_of_dates(r, w, true);
}
pv_slot pv_value_whole_of_times(pv_machine *m, const pv_slot *r, pv_word w) { return units_of_times(m, r, w, false); }
pv_slot pv_value_started_of_times(pv_machine *m, const pv_slot *r, pv_word w) { return units_of_times(m, r, w, true); }
