/* What each instruction computes: one small total function a row of opcodes.def. Tests give a truth, without the chain
 * that they are a link of; values give a slot, unknown where an operand is unknown or the formula cannot be computed (a
 * fault).
 *
 * Inline because the machine's loop is made of them; replay asks them one at a time. */
#ifndef PV_EVALUATE_OPERATIONS_H
#define PV_EVALUATE_OPERATIONS_H

#include <string.h>

#include "evaluate/amounts.h"
#include "evaluate/dates.h"
#include "evaluate/fold.h"
#include "evaluate/moments.h"
#include "evaluate/texts.h"
#include "values/shift.h"

#define PV_A(w) (r[pv_word_a(w)])
#define PV_B(w) (r[pv_word_b(w)])
#define PV_C(w) (r[pv_word_c(w)])

static inline pv_truth pv_truth_of(bool b) { return b ? PV_TRUE : PV_FALSE; }
static inline pv_truth pv_truth_not(pv_truth t) { return t == PV_UNKNOWN ? t : (pv_truth)(1 - t); }

/* One branch for both. */
static inline bool pv_both_known(pv_slot a, pv_slot b) {
    return ((int)pv_slot_is_value(a) & (int)pv_slot_is_value(b)) != 0;
}

/* ---- Links ---- */

static inline pv_truth pv_test_is(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    return pv_truth_from(PV_B(w));
}
static inline pv_truth pv_test_not(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    return pv_truth_not(pv_truth_from(PV_B(w)));
}

/* Texts of facts may be long, and are compared as often as the program likes. */
static inline bool pv_same_text(pv_machine *m, pv_slot b, pv_slot c) {
    enum { BYTES_A_STEP = 64 };
    proviso_text x = pv_slot_text(b), y = pv_slot_text(c);
    if (x.length != y.length) return false;
    if (x.length >= BYTES_A_STEP) pv_machine_charge(m, x.length / BYTES_A_STEP);
    return pv_text_equal(x, y);
}

/* What is absent equals nothing, whatever stands on the other side. */
#define PV_TEST_VALUES(name, expression, when_absent)                                                                  \
    static inline pv_truth pv_test_##name(pv_machine *m, const pv_slot *r, pv_word w) {                                \
        (void)m;                                                                                                       \
        pv_slot b = PV_B(w), c = PV_C(w);                                                                              \
        if (__builtin_expect(pv_both_known(b, c), 1)) return pv_truth_of(expression);                                  \
        return pv_slot_is_absent(b) || pv_slot_is_absent(c) ? (when_absent) : PV_UNKNOWN;                              \
    }
PV_TEST_VALUES(equal, b == c, PV_FALSE)
PV_TEST_VALUES(not_equal, b != c, PV_TRUE)
PV_TEST_VALUES(less, b < c, PV_UNKNOWN)
PV_TEST_VALUES(less_equal, b <= c, PV_UNKNOWN)
PV_TEST_VALUES(symbol, pv_slot_symbol(b) == pv_slot_symbol(c), PV_FALSE)
PV_TEST_VALUES(not_symbol, pv_slot_symbol(b) != pv_slot_symbol(c), PV_TRUE)
PV_TEST_VALUES(text, pv_same_text(m, b, c), PV_FALSE)
PV_TEST_VALUES(not_text, !pv_same_text(m, b, c), PV_TRUE)
#undef PV_TEST_VALUES

static inline pv_truth pv_test_present(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    return pv_slot_is_unknown(PV_B(w)) ? PV_UNKNOWN : pv_truth_of(!pv_slot_is_absent(PV_B(w)));
}
static inline pv_truth pv_test_absent(pv_machine *m, const pv_slot *r, pv_word w) {
    return pv_truth_not(pv_test_present(m, r, w));
}

/* ---- Windows ---- */

#define PV_WINDOW(name, window)                                                                                        \
    static inline pv_slot pv_value_##name(pv_machine *m, const pv_slot *r, pv_word w) {                                \
        (void)m;                                                                                                       \
        return pv_slot_of_truth(pv_window_test(window, PV_A(w), PV_B(w), PV_C(w)));                                    \
    }

/* The window of most policies, so known days take a short way: days are small, and a difference of two cannot overflow
 * even a half of a slot. */
static inline pv_slot pv_value_within_after(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    pv_slot a = PV_A(w), span = PV_B(w), b = PV_C(w);
    bool known = pv_both_known(a, b) && pv_slot_high(span) >= 0;
    if (__builtin_expect(known && pv_span_family_of(span) == PV_SPAN_DAYS, 1))
        return (int64_t)a >= (int64_t)b && (int64_t)a - (int64_t)b <= pv_span_count(span);
    return pv_slot_of_truth(pv_window_test(PV_WINDOW_WITHIN_AFTER, a, span, b));
}
PV_WINDOW(within_before, PV_WINDOW_WITHIN_BEFORE)
PV_WINDOW(within_of, PV_WINDOW_WITHIN_OF)
PV_WINDOW(at_least_after, PV_WINDOW_AT_LEAST_AFTER)
PV_WINDOW(at_least_before, PV_WINDOW_AT_LEAST_BEFORE)
PV_WINDOW(more_than_after, PV_WINDOW_MORE_THAN_AFTER)
PV_WINDOW(more_than_before, PV_WINDOW_MORE_THAN_BEFORE)
PV_WINDOW(less_than_after, PV_WINDOW_LESS_THAN_AFTER)
PV_WINDOW(less_than_before, PV_WINDOW_LESS_THAN_BEFORE)
#undef PV_WINDOW

/* ---- Values ---- */

#define PV_VALUE1(name) static inline pv_slot pv_value_##name(pv_machine *m, const pv_slot *r, pv_word w)

/* The times of one decision, and those of the next, mostly lie between the same two changes of the clock. */
PV_VALUE1(day) {
    if (!pv_slot_is_value(PV_A(w))) return PV_SLOT_UNKNOWN;
    int64_t seconds = pv_instant_seconds(PV_A(w));
    if (seconds < m->segment.from || seconds >= m->segment.end)
        m->segment = pv_zone_segment_at(&m->program->zone, seconds);
    return pv_day_of_seconds(seconds + m->segment.offset);
}
PV_VALUE1(negate) {
    (void)m;
    return pv_slot_is_value(PV_A(w)) ? -PV_A(w) : PV_SLOT_UNKNOWN;
}
PV_VALUE1(whole) {
    (void)m;
    return pv_slot_is_value(PV_A(w)) && pv_number_is_whole(PV_A(w)) ? PV_A(w) : PV_SLOT_UNKNOWN;
}
PV_VALUE1(negate_span) {
    (void)m;
    pv_span zero, out;
    if (!pv_slot_is_value(PV_A(w))) return PV_SLOT_UNKNOWN;
    zero = pv_span_of(pv_span_family_of(PV_A(w)), 0, 0);
    return pv_span_subtract(&out, zero, PV_A(w)) ? out : PV_SLOT_UNKNOWN;
}
/* What is absent is compared as that, whatever the other side is. */
PV_VALUE1(same_currency) {
    (void)m;
    if (pv_slot_is_absent(PV_A(w))) return PV_A(w);
    if (!pv_slot_is_value(PV_B(w)) || !pv_slot_is_value(PV_C(w))) return PV_SLOT_UNKNOWN;
    return PV_B(w) == PV_C(w) ? PV_A(w) : PV_SLOT_UNKNOWN;
}
PV_VALUE1(currency_of) {
    (void)m;
    return pv_slot_is_value(PV_A(w)) ? PV_B(w) : PV_SLOT_UNKNOWN;
}
PV_VALUE1(same_family) {
    (void)m;
    if (pv_slot_is_absent(PV_A(w))) return PV_A(w);
    if (!pv_slot_is_value(PV_A(w)) || !pv_slot_is_value(PV_B(w))) return PV_SLOT_UNKNOWN;
    return pv_span_family_of(PV_A(w)) == pv_span_family_of(PV_B(w)) ? PV_A(w) : PV_SLOT_UNKNOWN;
}
/* What is chosen is absent only where a guard has failed. */
static inline pv_slot pv_present(pv_slot chosen) { return pv_slot_is_value(chosen) ? chosen : PV_SLOT_UNKNOWN; }

PV_VALUE1(otherwise) {
    (void)m;
    return pv_present(pv_slot_is_absent(PV_A(w)) ? PV_B(w) : PV_A(w));
}
PV_VALUE1(absolute) {
    (void)m;
    if (!pv_slot_is_value(PV_A(w))) return PV_SLOT_UNKNOWN;
    return PV_A(w) < 0 ? -PV_A(w) : PV_A(w);
}
PV_VALUE1(load) {
    (void)r;
    return m->program->constants[pv_word_b(w) | (uint32_t)pv_word_c(w) << 16];
}

/* Which of two a condition chooses; either where it does not matter. */
#define PV_SELECT(name, equal)                                                                                         \
    PV_VALUE1(name) {                                                                                                  \
        (void)m;                                                                                                       \
        pv_truth chosen = pv_truth_from(PV_A(w));                                                                      \
        pv_slot b = PV_B(w), c = PV_C(w);                                                                              \
        if (chosen != PV_UNKNOWN) return pv_present(chosen == PV_TRUE ? b : c);                                        \
        return pv_both_known(b, c) && (equal) ? b : PV_SLOT_UNKNOWN;                                                   \
    }
PV_SELECT(select, b == c)
PV_SELECT(select_text, pv_same_text(m, b, c))
#undef PV_SELECT

PV_VALUE1(time_between) {
    (void)m;
    return pv_both_known(PV_A(w), PV_B(w)) ? pv_instant_difference(PV_A(w), PV_B(w)) : PV_SLOT_UNKNOWN;
}

static inline bool pv_shifted_date(pv_slot *out, pv_slot day, pv_slot span, int sign) {
    pv_day moved;
    if (!pv_day_shift(&moved, (pv_day)day, span, sign)) return false;
    *out = moved;
    return true;
}

/* Of two known operands; `compute` returns false where it is at fault. */
#define PV_VALUE2(name, compute)                                                                                       \
    PV_VALUE1(name) {                                                                                                  \
        (void)m;                                                                                                       \
        pv_slot a = PV_A(w), b = PV_B(w), out;                                                                         \
        if (!pv_slot_is_value(a) || !pv_slot_is_value(b)) return PV_SLOT_UNKNOWN;                                      \
        return (compute) ? out : PV_SLOT_UNKNOWN;                                                                      \
    }
PV_VALUE2(add, pv_number_add(&out, a, b))
PV_VALUE2(subtract, pv_number_subtract(&out, a, b))
PV_VALUE2(multiply, pv_number_multiply(&out, a, b))
PV_VALUE2(minimum, (out = a < b ? a : b, true))
PV_VALUE2(maximum, (out = a > b ? a : b, true))
PV_VALUE2(add_spans, pv_span_add(&out, a, b))
PV_VALUE2(subtract_spans, pv_span_subtract(&out, a, b))
PV_VALUE2(date_plus, pv_shifted_date(&out, a, b, 1))
PV_VALUE2(date_minus, pv_shifted_date(&out, a, b, -1))
PV_VALUE2(time_plus, pv_instant_shift(&out, a, b, 1, &m->program->zone))
PV_VALUE2(time_minus, pv_instant_shift(&out, a, b, -1, &m->program->zone))
#undef PV_VALUE2
#undef PV_VALUE1

#endif
