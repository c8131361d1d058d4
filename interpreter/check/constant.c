/* Constants: the value of an expression of literals, for what can be said of it before any fact is known.
 *
 * The arithmetic is that of the values layer, as the machine's is. Whatever needs a timezone is no constant, nor is a
 * param, which may be replaced. A part that faults makes the whole no constant, so that a fault is told of once, where
 * it is. */
#include "check/check_internal.h"

static bool add_days(pv_day *day, pv_span span, bool minus) {
    int64_t count = minus ? -pv_span_count(span) : pv_span_count(span);
    if (pv_span_family_of(span) == PV_SPAN_MONTHS) return pv_day_add_months(day, *day, count);
    *day += count;
    return pv_day_in_range(*day);
}

static bool add_elapsed(pv_instant *time, pv_span span, bool minus) {
    enum { SECOND = 1000000000 };
    int64_t seconds = pv_span_count(span), nanoseconds = (int64_t)pv_span_nanoseconds(span);
    int64_t sign = minus ? -1 : 1;
    seconds = pv_instant_seconds(*time) + sign * seconds;
    nanoseconds = (int64_t)pv_instant_nanoseconds(*time) + sign * nanoseconds;
    if (nanoseconds < 0) {
        nanoseconds += SECOND;
        seconds--;
    } else if (nanoseconds >= SECOND) {
        nanoseconds -= SECOND;
        seconds++;
    }
    if (seconds < PV_INSTANT_FIRST_SECOND || seconds > PV_INSTANT_LAST_SECOND) return false;
    *time = pv_instant_of(seconds, (uint64_t)nanoseconds);
    return true;
}

/* One step of a fold; `kind` is of what has been added up so far. */
static pv_constant add(pv_slot *sum, pv_type_kind kind, const pv_expr *operand, pv_slot value) {
    bool minus = operand->minus, fits;
    if (kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY) {
        fits = minus ? pv_number_subtract(sum, *sum, value) : pv_number_add(sum, *sum, value);
    } else if (kind == PV_TYPE_SPAN) {
        fits = minus ? pv_span_subtract(sum, *sum, value) : pv_span_add(sum, *sum, value);
    } else if (kind == PV_TYPE_DATE) {
        pv_day day = (pv_day)*sum;
        fits = add_days(&day, value, minus);
        *sum = day;
    } else if (kind == PV_TYPE_TIME && operand->type.kind == PV_TYPE_SPAN && operand->type.family == PV_SPAN_ELAPSED) {
        fits = add_elapsed(sum, value, minus);
    } else {
        return PV_CONSTANT_NONE;
    }
    return fits ? PV_CONSTANT_VALUE : PV_CONSTANT_FAULT;
}

static pv_constant add_up(pv_slot *out, const pv_expr *expr) {
    const pv_expr *first = expr->operands.first;
    pv_slot sum, value;
    if (pv_check_constant(&sum, first) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    for (const pv_expr *operand = first->next; operand; operand = operand->next) {
        if (pv_check_constant(&value, operand) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
        pv_constant step = add(&sum, first->type.kind, operand, value);
        if (step != PV_CONSTANT_VALUE) return step;
    }
    *out = sum;
    return PV_CONSTANT_VALUE;
}

static pv_constant negate(pv_slot *out, const pv_expr *operand) {
    pv_slot value;
    if (pv_check_constant(&value, operand) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    bool fits = true;
    if (operand->type.kind == PV_TYPE_SPAN)
        fits = pv_span_subtract(out, pv_span_of(pv_span_family_of(value), 0, 0), value);
    else
        *out = -value;
    return fits ? PV_CONSTANT_VALUE : PV_CONSTANT_FAULT;
}

pv_constant pv_check_constant(pv_slot *out, const pv_expr *expr) {
    if (expr->type.kind == PV_TYPE_NONE || expr->type.kind == PV_TYPE_TEXT) return PV_CONSTANT_NONE;
    if (expr->kind == PV_EXPR_SUM) return add_up(out, expr);
    if (expr->kind == PV_EXPR_NEGATE) return negate(out, expr->operands.first);
    if (!pv_check_is_literal(expr)) return PV_CONSTANT_NONE;
    *out = expr->literal;
    return PV_CONSTANT_VALUE;
}
