/* Folds: what `any`, `all`, `count`, `sum`, `smallest` and `largest` make of a list, element by element.
 *
 * A fold is unknown where an element makes it so: by an unknown condition, or by an unknown value where the condition
 * is not false (of `any` and `all`: unless another element decides). Then the elements behind it no longer matter here,
 * but for `any` and `all`; replay asks all of them for causes. Values are folded in the order of the list, so that a
 * sum is at fault in the same place on every machine. */
#include "evaluate/fold.h"

#include <string.h>

#include "evaluate/checked.h"

/* ---- Steps ---- */

static void copy_register(pv_machine *m, unsigned target, unsigned source) {
    m->registers[target] = m->registers[source];
    if (m->denominators != NULL) m->denominators[target] = m->denominators[source];
}

pv_steps pv_steps_of(pv_machine *m, pv_slot list, uint32_t index, bool replay) {
    const pv_loop *loop = &m->program->loops[index];
    const pv_copy *captures = m->program->copies + loop->first_copy + loop->slot_count;
    if (loop->capture_count > 0) pv_machine_charge(m, loop->capture_count); /* where that fails there is no next step */
    for (uint32_t i = 0; i < loop->capture_count; i++) copy_register(m, captures[i].target, captures[i].source);
    uint64_t first = pv_slot_list_first(list);
    pv_checked_list(m, loop, list);
    return (pv_steps){m, loop, first, first + pv_slot_list_count(list), replay};
}

bool pv_steps_next(pv_steps *s) {
    pv_machine *m = s->m;
    const pv_loop *loop = s->loop;
    if (s->row == s->end || m->limit != PV_WITHIN_LIMITS) return false;
    if (!pv_machine_charge(m, (uint64_t)loop->slot_count + 1)) return false;
    if (m->elements_left == 0) {
        m->limit = PV_LIMIT_ELEMENTS;
        return false;
    }
    m->elements_left--;
    m->rounds[loop->depth] = ++m->last_round;
    const size_t stride = pv_schema_row_slots(&m->program->schema, loop->list + 1);
    const pv_slot *element = m->elements[loop->list].slots + s->row * stride + 1;
    const pv_copy *copies = m->program->copies + loop->first_copy;
    for (uint32_t i = 0; i < loop->slot_count; i++) m->registers[copies[i].target] = element[copies[i].source];
    s->row++;
    return pv_machine_body(m, loop->region, s->replay);
}

pv_truth pv_steps_admits(const pv_steps *s) {
    return s->loop->where == PV_REGISTER_NONE ? PV_TRUE : pv_truth_from(s->m->registers[s->loop->where]);
}

static const pv_region *body_of(const pv_steps *s) { return &s->m->program->regions[s->loop->region]; }
static pv_slot result_of(const pv_steps *s) { return s->m->registers[body_of(s)->result]; }
static bool is_finished(const pv_steps *s) { return s->row == s->end && s->m->limit == PV_WITHIN_LIMITS; }

pv_slot pv_value_list_length(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_slot list = r[pv_word_a(w)];
    (void)m;
    return pv_slot_is_value(list) ? pv_number_from_int((int64_t)pv_slot_list_count(list)) : PV_SLOT_UNKNOWN;
}

/* ---- Truths ---- */

/* `deciding`: the truth of an element that settles it. */
static pv_slot fold_truths(pv_machine *m, pv_slot list, uint32_t loop, pv_truth deciding) {
    if (!pv_slot_is_value(list)) return PV_SLOT_UNKNOWN;
    pv_steps steps = pv_steps_of(m, list, loop, false);
    bool unknown = false;
    while (pv_steps_next(&steps)) {
        pv_truth truth = pv_truth_from(result_of(&steps));
        if (truth == deciding) return deciding;
        unknown = unknown || truth == PV_UNKNOWN;
    }
    return unknown || !is_finished(&steps) ? PV_SLOT_UNKNOWN : (pv_slot)(1 - (int)deciding);
}

pv_slot pv_value_any(pv_machine *m, const pv_slot *r, pv_word w) {
    return fold_truths(m, r[pv_word_a(w)], pv_word_b(w), PV_TRUE);
}

pv_slot pv_value_all(pv_machine *m, const pv_slot *r, pv_word w) {
    return fold_truths(m, r[pv_word_a(w)], pv_word_b(w), PV_FALSE);
}

pv_slot pv_value_count(pv_machine *m, const pv_slot *r, pv_word w) {
    if (!pv_slot_is_value(r[pv_word_a(w)])) return PV_SLOT_UNKNOWN;
    pv_steps steps = pv_steps_of(m, r[pv_word_a(w)], pv_word_b(w), false);
    int64_t count = 0;
    while (pv_steps_next(&steps)) {
        pv_truth truth = pv_truth_from(result_of(&steps));
        if (truth == PV_UNKNOWN) return PV_SLOT_UNKNOWN;
        count += truth == PV_TRUE;
    }
    return is_finished(&steps) ? pv_number_from_int(count) : PV_SLOT_UNKNOWN;
}

/* ---- Values ---- */

typedef struct pv_fold {
    pv_slot value, denominator; /* of the elements so far */
    pv_slot currency;           /* of all of them; absent where it is fixed, or there is none yet */
    bool any;
    const char *fault;
} pv_fold;

/* Takes one more value into the fold; false: it is at fault. */
typedef bool pv_fold_fn(pv_fold *fold, pv_slot value, pv_slot denominator);

static bool fail(pv_fold *fold, const char *fault) {
    fold->fault = fault;
    return false;
}

static bool add_number(pv_fold *fold, pv_slot value, pv_slot denominator) {
    (void)denominator;
    return pv_number_add(&fold->value, fold->value, value) || fail(fold, "overflow");
}

static bool same_family(pv_fold *fold, pv_slot value) {
    if (!fold->any || pv_span_family_of(fold->value) == pv_span_family_of(value)) return true;
    return fail(fold, "span families differ");
}

static bool add_span(pv_fold *fold, pv_slot value, pv_slot denominator) {
    (void)denominator;
    if (!fold->any) fold->value = pv_span_of(pv_span_family_of(value), 0, 0);
    if (!same_family(fold, value)) return false;
    return pv_span_add(&fold->value, fold->value, value) || fail(fold, "overflow");
}

static bool keep_smallest(pv_fold *fold, pv_slot value, pv_slot denominator) {
    (void)denominator;
    if (!fold->any || value < fold->value) fold->value = value;
    return true;
}

static bool keep_largest(pv_fold *fold, pv_slot value, pv_slot denominator) {
    (void)denominator;
    if (!fold->any || value > fold->value) fold->value = value;
    return true;
}

static bool keep_smallest_span(pv_fold *fold, pv_slot value, pv_slot denominator) {
    return same_family(fold, value) && keep_smallest(fold, value, denominator);
}

static bool keep_largest_span(pv_fold *fold, pv_slot value, pv_slot denominator) {
    return same_family(fold, value) && keep_largest(fold, value, denominator);
}

static bool keep_fraction(pv_fold *fold, pv_slot value, pv_slot denominator, int sign) {
    pv_fraction now = {fold->value, fold->denominator}, next = {value, denominator};
    if (fold->any && pv_fraction_compare(next, now) * sign <= 0) return true;
    fold->value = value;
    fold->denominator = denominator;
    return true;
}

static bool keep_smallest_fraction(pv_fold *fold, pv_slot value, pv_slot denominator) {
    return keep_fraction(fold, value, denominator, -1);
}

static bool keep_largest_fraction(pv_fold *fold, pv_slot value, pv_slot denominator) {
    return keep_fraction(fold, value, denominator, 1);
}

static bool same_currency(pv_fold *fold, const pv_steps *steps) {
    uint16_t reg = body_of(steps)->currency;
    if (reg == PV_REGISTER_NONE) return true;
    pv_slot currency = steps->m->registers[reg];
    if (!fold->any) fold->currency = currency;
    return fold->currency == currency || fail(fold, "currencies differ");
}

/* false: it is unknown. */
static bool fold_values(pv_fold *fold, pv_machine *m, pv_word w, pv_fold_fn *take) {
    pv_slot list = m->registers[pv_word_a(w)];
    *fold = (pv_fold){.value = PV_SLOT_ABSENT, .denominator = PV_SLOT_ABSENT, .currency = PV_SLOT_ABSENT};
    if (take == add_number) fold->value = 0;
    if (!pv_slot_is_value(list)) return false;
    pv_steps steps = pv_steps_of(m, list, pv_word_b(w), false);
    while (pv_steps_next(&steps)) {
        pv_truth admitted = pv_steps_admits(&steps);
        if (admitted == PV_FALSE) continue;
        uint16_t reg = body_of(&steps)->result;
        pv_slot value = m->registers[reg];
        if (admitted == PV_UNKNOWN || !pv_slot_is_value(value)) return false;
        pv_slot denominator = m->denominators != NULL ? m->denominators[reg] : 0;
        if (!same_currency(fold, &steps) || !take(fold, value, denominator)) return false;
        fold->any = true;
    }
    return is_finished(&steps);
}

/* The sum of nothing is zero where it is known of what. */
static bool is_nothing(const pv_machine *m, pv_word w, const pv_fold *fold) {
    return !fold->any && m->program->regions[m->program->loops[pv_word_b(w)].region].currency != PV_REGISTER_NONE;
}

pv_slot pv_value_sum(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_fold fold;
    (void)r;
    if (!fold_values(&fold, m, w, add_number)) return PV_SLOT_UNKNOWN;
    return is_nothing(m, w, &fold) ? PV_SLOT_ABSENT : fold.value;
}

static pv_slot folded(pv_machine *m, pv_word w, pv_fold_fn *take) {
    pv_fold fold;
    return fold_values(&fold, m, w, take) ? fold.value : PV_SLOT_UNKNOWN;
}

pv_slot pv_value_sum_spans(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)r;
    return folded(m, w, add_span);
}
pv_slot pv_value_smallest(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)r;
    return folded(m, w, keep_smallest);
}
pv_slot pv_value_largest(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)r;
    return folded(m, w, keep_largest);
}

pv_slot pv_value_smallest_span(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)r;
    return folded(m, w, keep_smallest_span);
}
pv_slot pv_value_largest_span(pv_machine *m, const pv_slot *r, pv_word w) {
    (void)r;
    return folded(m, w, keep_largest_span);
}

static pv_slot folded_fraction(pv_machine *m, pv_word w, pv_fold_fn *take, pv_slot *denominator) {
    pv_fold fold;
    if (!fold_values(&fold, m, w, take)) return PV_SLOT_UNKNOWN;
    *denominator = fold.denominator;
    return fold.value;
}

pv_slot pv_fraction_op_smallest(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    (void)r;
    return folded_fraction(m, w, keep_smallest_fraction, denominator);
}
pv_slot pv_fraction_op_largest(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator) {
    (void)r;
    return folded_fraction(m, w, keep_largest_fraction, denominator);
}

static bool ignore(pv_fold *fold, pv_slot value, pv_slot denominator) {
    (void)fold;
    (void)value;
    (void)denominator;
    return true;
}

pv_slot pv_value_one_currency(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_fold fold;
    (void)r;
    return fold_values(&fold, m, w, ignore) ? fold.currency : PV_SLOT_UNKNOWN;
}

/* ---- Faults ---- */

const char *pv_fold_fault(pv_machine *m, pv_word w) {
    pv_fold fold = {.fault = NULL};
    pv_fold_fn *take = ignore;
    fold_values(&fold, m, w, ignore);
    if (fold.fault != NULL) return fold.fault; /* currencies, before anything is added */
    if (pv_word_op(w) == PV_OP_SUM) take = add_number;
    if (pv_word_op(w) == PV_OP_SUM_SPANS) take = add_span;
    if (pv_word_op(w) == PV_OP_SMALLEST_SPAN || pv_word_op(w) == PV_OP_LARGEST_SPAN) take = keep_smallest_span;
    fold_values(&fold, m, w, take);
    return fold.fault != NULL ? fold.fault : "overflow";
}
