/* Amounts: the instructions on fractions, rounding, and products of spans.
 *
 * A fraction's numerator is in its register and its denominator beside it, in lowest terms, so that two are equal where
 * both halves are. What is not known has no denominator. */
#include "evaluate/amounts.h"

static bool known1(const pv_slot *r, pv_word w) { return pv_slot_is_value(r[pv_word_a(w)]); }
static bool known2(const pv_slot *r, pv_word w) { return known1(r, w) && pv_slot_is_value(r[pv_word_b(w)]); }

static pv_fraction fraction_in(const pv_machine *m, unsigned reg) {
    return (pv_fraction){m->registers[reg], m->denominators[reg]};
}

static pv_slot put(pv_fraction f, pv_slot *denominator) {
    *denominator = f.q;
    return f.p;
}

/* ---- Rounding ---- */

pv_slot pv_value_round(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_number out;
    (void)m;
    if (!known2(r, w) || r[pv_word_b(w)] <= 0) return PV_SLOT_UNKNOWN;
    bool fits = pv_number_round(&out, r[pv_word_a(w)], r[pv_word_b(w)], (pv_rounding_mode)pv_word_c(w));
    return fits ? out : PV_SLOT_UNKNOWN;
}

pv_slot pv_value_round_fraction(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_number out;
    if (!known2(r, w) || r[pv_word_b(w)] <= 0) return PV_SLOT_UNKNOWN;
    bool fits = pv_fraction_round(&out, fraction_in(m, pv_word_a(w)), r[pv_word_b(w)], (pv_rounding_mode)pv_word_c(w));
    return fits ? out : PV_SLOT_UNKNOWN;
}

pv_slot pv_value_whole_fraction(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_number out;
    if (!known1(r, w) || !pv_fraction_whole(&out, fraction_in(m, pv_word_a(w)))) return PV_SLOT_UNKNOWN;
    return out;
}

pv_slot pv_value_minor_unit(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    if (!known1(r, w)) return PV_SLOT_UNKNOWN;
    pv_number unit = PV_NUMBER_ONE;
    for (unsigned digits = pv_currency_digits((pv_currency)r[pv_word_a(w)]); digits > 0; digits--) unit /= 10;
    return unit;
}

/* ---- Spans ---- */

pv_slot pv_value_multiply_span(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_span out;
    (void)m;
    if (!known2(r, w) || !pv_span_multiply(&out, r[pv_word_a(w)], r[pv_word_b(w)])) return PV_SLOT_UNKNOWN;
    return out;
}

pv_slot pv_value_is_elapsed(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    return known1(r, w) ? pv_span_family_of(r[pv_word_a(w)]) == PV_SPAN_ELAPSED : PV_SLOT_UNKNOWN;
}

pv_slot pv_value_calendar_span(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)m;
    pv_slot span = r[pv_word_a(w)];
    bool asked = pv_slot_is_value(r[pv_word_b(w)]) && pv_slot_is_value(r[pv_word_c(w)]) && pv_slot_is_value(span);
    return asked && pv_span_family_of(span) == PV_SPAN_ELAPSED ? PV_SLOT_UNKNOWN : span;
}

pv_slot pv_value_absolute_span(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_span out;
    (void)m;
    if (!known1(r, w)) return PV_SLOT_UNKNOWN;
    pv_span span = r[pv_word_a(w)];
    if (pv_span_count(span) >= 0) return span;
    return pv_span_subtract(&out, pv_span_of(pv_span_family_of(span), 0, 0), span) ? out : PV_SLOT_UNKNOWN;
}

pv_slot pv_fraction_op_divide_spans(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    pv_fraction out;
    (void)m;
    if (!known2(r, w) || !pv_span_divide(&out, r[pv_word_a(w)], r[pv_word_b(w)])) return PV_SLOT_UNKNOWN;
    return put(out, denominator);
}

/* ---- Fractions ---- */

pv_slot pv_fraction_op_of(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    (void)m;
    if (!known1(r, w)) return r[pv_word_a(w)]; /* absent stays absent */
    return put(pv_fraction_of(r[pv_word_a(w)]), denominator);
}

/* The greatest common divisor of two numbers of 120 bits takes as long as so many other words. */
enum { FRACTION_STEPS = 16 };

static pv_slot compute(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator,
                       bool (*operation)(pv_fraction *, pv_fraction, pv_fraction)) {
    pv_fraction out;
    if (!known2(r, w) || !pv_machine_charge(m, FRACTION_STEPS) ||
        !operation(&out, fraction_in(m, pv_word_a(w)), fraction_in(m, pv_word_b(w))))
        return PV_SLOT_UNKNOWN;
    return put(out, denominator);
}

pv_slot pv_fraction_op_divide(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    return compute(m, r, w, denominator, pv_fraction_divide);
}
pv_slot pv_fraction_op_divide_sum(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    if (pv_slot_is_absent(r[pv_word_a(w)])) return PV_SLOT_ABSENT; /* the sum of nothing, whatever it is divided by */
    return compute(m, r, w, denominator, pv_fraction_divide);
}
pv_slot pv_fraction_op_add(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    return compute(m, r, w, denominator, pv_fraction_add);
}
pv_slot pv_fraction_op_subtract(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    return compute(m, r, w, denominator, pv_fraction_subtract);
}
pv_slot pv_fraction_op_multiply(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    return compute(m, r, w, denominator, pv_fraction_multiply);
}

pv_slot pv_fraction_op_negate(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    pv_fraction f = fraction_in(m, pv_word_a(w));
    return known1(r, w) ? put((pv_fraction){-f.p, f.q}, denominator) : PV_SLOT_UNKNOWN;
}

pv_slot pv_fraction_op_absolute(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    pv_fraction f = fraction_in(m, pv_word_a(w));
    return known1(r, w) ? put((pv_fraction){f.p < 0 ? -f.p : f.p, f.q}, denominator) : PV_SLOT_UNKNOWN;
}

/* Takes a register over. What is chosen is absent only where a guard has failed. */
static pv_slot take(const pv_machine *m, unsigned reg, pv_slot *denominator) {
    return pv_slot_is_value(m->registers[reg]) ? put(fraction_in(m, reg), denominator) : PV_SLOT_UNKNOWN;
}

pv_slot pv_fraction_op_minimum(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    if (!known2(r, w)) return PV_SLOT_UNKNOWN;
    bool first = pv_fraction_compare(fraction_in(m, pv_word_a(w)), fraction_in(m, pv_word_b(w))) <= 0;
    return take(m, first ? pv_word_a(w) : pv_word_b(w), denominator);
}

pv_slot pv_fraction_op_maximum(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    if (!known2(r, w)) return PV_SLOT_UNKNOWN;
    bool first = pv_fraction_compare(fraction_in(m, pv_word_a(w)), fraction_in(m, pv_word_b(w))) >= 0;
    return take(m, first ? pv_word_a(w) : pv_word_b(w), denominator);
}

pv_slot pv_fraction_op_select(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    unsigned b = pv_word_b(w), c = pv_word_c(w);
    pv_truth chosen = pv_truth_from(r[pv_word_a(w)]);
    if (chosen != PV_UNKNOWN) return take(m, chosen == PV_TRUE ? b : c, denominator);
    bool equal = pv_slot_is_value(r[b]) && r[b] == r[c] && m->denominators[b] == m->denominators[c];
    return equal ? take(m, b, denominator) : PV_SLOT_UNKNOWN;
}

pv_slot pv_fraction_op_otherwise(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    return take(m, pv_slot_is_absent(r[pv_word_a(w)]) ? pv_word_b(w) : pv_word_a(w), denominator);
}

pv_slot pv_fraction_op_same_currency(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    pv_slot b = r[pv_word_b(w)], c = r[pv_word_c(w)];
    if (pv_slot_is_absent(r[pv_word_a(w)])) return PV_SLOT_ABSENT;
    if (!pv_slot_is_value(b) || !pv_slot_is_value(c) || b != c) return PV_SLOT_UNKNOWN;
    return take(m, pv_word_a(w), denominator);
}

pv_slot pv_value_compare_fractions(pv_machine *m, const pv_slot *r, pv_word w) {
    if (pv_slot_is_absent(r[pv_word_a(w)]) || pv_slot_is_absent(r[pv_word_b(w)])) return PV_SLOT_ABSENT;
    if (!known2(r, w)) return PV_SLOT_UNKNOWN;
    int order = pv_fraction_compare(fraction_in(m, pv_word_a(w)), fraction_in(m, pv_word_b(w)));
    return pv_number_from_int(order < 0 ? -1 : order > 0);
}
