/* Constants: the value of an expression of literals, for what can be said of it before any fact is known.
 *
 * The arithmetic is that of the values layer, as the machine's is: numbers until something is divided, fractions from
 * there on. Whatever needs a timezone is no constant, nor is a param, which may be replaced; nor are texts. A part that
 * faults makes the whole no constant, so that a fault is told of once, where it is. Every part is looked at once a
 * call. */
#include "check/check_internal.h"

#include "values/shift.h"

static pv_value value_of(pv_slot slot) { return (pv_value){.slot = slot}; }

static pv_constant fault_unless(bool fits) { return fits ? PV_CONSTANT_VALUE : PV_CONSTANT_OVERFLOW; }

/* ---- Numbers and fractions ---- */

static bool is_amount(pv_type_kind kind) { return kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY; }

static pv_fraction fraction_of(const pv_value *value) {
    return value->is_fraction ? value->fraction : pv_fraction_of(value->slot);
}

typedef bool pv_number_operation(pv_number *, pv_number, pv_number);
typedef bool pv_fraction_operation(pv_fraction *, pv_fraction, pv_fraction);

static bool add_numbers(pv_number *out, pv_number a, pv_number b) { return pv_number_add(out, a, b); }
static bool subtract_numbers(pv_number *out, pv_number a, pv_number b) { return pv_number_subtract(out, a, b); }

static bool calculate(pv_value *a, const pv_value *b, pv_number_operation *of_numbers,
                      pv_fraction_operation *of_fractions) {
    if (!a->is_fraction && !b->is_fraction) return of_numbers(&a->slot, a->slot, b->slot);
    *a = (pv_value){.fraction = fraction_of(a), .is_fraction = true};
    return of_fractions(&a->fraction, a->fraction, fraction_of(b));
}

static int compare(pv_type_kind kind, const pv_value *a, const pv_value *b) {
    if (is_amount(kind)) return pv_fraction_compare(fraction_of(a), fraction_of(b));
    return a->slot < b->slot ? -1 : a->slot > b->slot;
}

/* ---- Sums ---- */

/* One step of a fold; `*kind` is of what has been added up so far. */
static pv_constant add(pv_value *sum, pv_type_kind *kind, const pv_expr *operand, const pv_value *value) {
    bool minus = operand->minus;
    int sign = minus ? -1 : 1;
    switch (*kind) {
    case PV_TYPE_NUMBER:
    case PV_TYPE_MONEY:
        return fault_unless(minus ? calculate(sum, value, subtract_numbers, pv_fraction_subtract)
                                  : calculate(sum, value, add_numbers, pv_fraction_add));
    case PV_TYPE_SPAN:
        return fault_unless(minus ? pv_span_subtract(&sum->slot, sum->slot, value->slot)
                                  : pv_span_add(&sum->slot, sum->slot, value->slot));
    case PV_TYPE_DATE: {
        pv_day day = (pv_day)sum->slot;
        bool fits = pv_day_shift(&day, day, value->slot, sign);
        sum->slot = day;
        return fault_unless(fits);
    }
    case PV_TYPE_TIME:
        if (operand->type.kind == PV_TYPE_TIME) {
            *kind = PV_TYPE_SPAN;
            sum->slot = pv_instant_difference(sum->slot, value->slot);
            return PV_CONSTANT_VALUE;
        }
        if (operand->type.family != PV_SPAN_ELAPSED) return PV_CONSTANT_NONE;
        return fault_unless(pv_instant_shift(&sum->slot, sum->slot, value->slot, sign, NULL));
    default: return PV_CONSTANT_NONE;
    }
}

static pv_constant add_up(pv_value *out, const pv_expr *expr) {
    const pv_expr *first = expr->operands.first;
    pv_type_kind kind = first->type.kind;
    pv_value value;
    if (pv_check_constant(out, first) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    for (const pv_expr *operand = first->next; operand; operand = operand->next) {
        if (pv_check_constant(&value, operand) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
        pv_constant step = add(out, &kind, operand, &value);
        if (step != PV_CONSTANT_VALUE) return step;
    }
    return PV_CONSTANT_VALUE;
}

static pv_constant negate(pv_value *out, const pv_expr *operand) {
    if (pv_check_constant(out, operand) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    if (operand->type.kind == PV_TYPE_SPAN)
        return fault_unless(pv_span_subtract(&out->slot, pv_span_of(pv_span_family_of(out->slot), 0, 0), out->slot));
    out->slot = -out->slot;
    out->fraction.p = -out->fraction.p;
    return PV_CONSTANT_VALUE;
}

/* ---- Products ---- */

static bool is_zero(const pv_expr *divisor, const pv_value *value) {
    if (divisor->type.kind == PV_TYPE_SPAN)
        return pv_span_count(value->slot) == 0 && pv_span_nanoseconds(value->slot) == 0;
    return value->is_fraction ? value->fraction.p == 0 : value->slot == 0;
}

static bool divide(pv_value *a, const pv_value *b, bool are_spans) {
    pv_fraction quotient;
    bool fits = are_spans ? pv_span_divide(&quotient, a->slot, b->slot)
                          : pv_fraction_divide(&quotient, fraction_of(a), fraction_of(b));
    *a = (pv_value){.fraction = quotient, .is_fraction = true};
    return fits;
}

/* One step of a fold, as above. */
static bool multiply(pv_value *product, pv_type_kind *kind, const pv_expr *operand, const pv_value *value) {
    bool are_spans = *kind == PV_TYPE_SPAN && operand->type.kind == PV_TYPE_SPAN;
    if (operand->minus) {
        if (*kind == operand->type.kind) *kind = PV_TYPE_NUMBER;
        return divide(product, value, are_spans);
    }
    if (*kind == PV_TYPE_SPAN) return pv_span_multiply(&product->slot, product->slot, value->slot);
    if (operand->type.kind != PV_TYPE_NUMBER) *kind = operand->type.kind;
    if (*kind == PV_TYPE_SPAN) return pv_span_multiply(&product->slot, value->slot, product->slot);
    return calculate(product, value, pv_number_multiply, pv_fraction_multiply);
}

/* Dividing by zero is a fault whatever is divided. */
static pv_constant multiply_all(pv_value *out, const pv_expr *expr) {
    const pv_expr *first = expr->operands.first;
    pv_type_kind kind = first->type.kind;
    pv_constant so_far = pv_check_constant(out, first) == PV_CONSTANT_VALUE ? PV_CONSTANT_VALUE : PV_CONSTANT_NONE;
    for (const pv_expr *operand = first->next; operand; operand = operand->next) {
        pv_value value;
        bool known = pv_check_constant(&value, operand) == PV_CONSTANT_VALUE;
        if (known && operand->minus && is_zero(operand, &value)) return PV_CONSTANT_DIVISION;
        if (!known && so_far == PV_CONSTANT_VALUE) so_far = PV_CONSTANT_NONE;
        if (so_far == PV_CONSTANT_VALUE && !multiply(out, &kind, operand, &value)) so_far = PV_CONSTANT_OVERFLOW;
    }
    return so_far;
}

static pv_constant take_percent(pv_value *out, const pv_expr *expr) {
    pv_value rate = value_of(expr->literal);
    if (pv_check_constant(out, expr->operands.first) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    return fault_unless(calculate(out, &rate, pv_number_multiply, pv_fraction_multiply));
}

/* ---- Functions ---- */

static pv_constant take_extreme(pv_value *out, const pv_expr *call) {
    const pv_expr *first = call->operands.first;
    bool is_min = call->function == PV_FUNCTION_MIN;
    pv_value value;
    if (pv_check_constant(out, first) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    for (const pv_expr *argument = first->next; argument; argument = argument->next) {
        if (pv_check_constant(&value, argument) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
        int order = compare(call->type.kind, &value, out);
        if (is_min ? order < 0 : order > 0) *out = value;
    }
    return PV_CONSTANT_VALUE;
}

static pv_constant take_absolute(pv_value *out, const pv_expr *argument) {
    if (pv_check_constant(out, argument) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    bool is_negative = out->is_fraction ? out->fraction.p < 0 : out->slot < 0;
    return is_negative ? negate(out, argument) : PV_CONSTANT_VALUE;
}

static pv_constant round_value(pv_value *out, const pv_expr *call) {
    const pv_rounding *rounding = &call->rounding;
    pv_number rounded;
    if (rounding->by_minor_unit || pv_check_constant(out, call->operands.first) != PV_CONSTANT_VALUE)
        return PV_CONSTANT_NONE;
    bool fits = pv_fraction_round(&rounded, fraction_of(out), rounding->step, (pv_rounding_mode)rounding->mode);
    *out = value_of(rounded);
    return fault_unless(fits);
}

static pv_constant ask_day(pv_value *out, const pv_expr *call) {
    if (pv_check_constant(out, call->operands.first) != PV_CONSTANT_VALUE) return PV_CONSTANT_NONE;
    pv_day day = (pv_day)out->slot;
    pv_civil civil = pv_day_to_civil(day);
    switch (call->function) {
    case PV_FUNCTION_YEAR: *out = value_of(pv_number_from_int(civil.year)); break;
    case PV_FUNCTION_MONTH: *out = value_of(pv_number_from_int(civil.month)); break;
    case PV_FUNCTION_MONTH_START: *out = value_of(pv_day_month_start(day)); break;
    case PV_FUNCTION_MONTH_END: *out = value_of(pv_day_month_end(day)); break;
    default: *out = value_of(pv_number_from_int(pv_day_month_length(civil.year, civil.month))); break;
    }
    return PV_CONSTANT_VALUE;
}

static pv_constant count_days(pv_value *out, const pv_expr *call) {
    pv_value to;
    if (pv_check_constant(out, call->operands.first) != PV_CONSTANT_VALUE ||
        pv_check_constant(&to, call->operands.last) != PV_CONSTANT_VALUE)
        return PV_CONSTANT_NONE;
    *out = value_of(pv_number_from_int((int64_t)(to.slot - out->slot)));
    return PV_CONSTANT_VALUE;
}

static pv_constant call_function(pv_value *out, const pv_expr *call) {
    switch (call->function) {
    case PV_FUNCTION_MIN:
    case PV_FUNCTION_MAX: return take_extreme(out, call);
    case PV_FUNCTION_ABS: return take_absolute(out, call->operands.first);
    case PV_FUNCTION_ROUND: return round_value(out, call);
    case PV_FUNCTION_DAYS_BETWEEN: return count_days(out, call);
    case PV_FUNCTION_YEAR:
    case PV_FUNCTION_MONTH:
    case PV_FUNCTION_MONTH_START:
    case PV_FUNCTION_MONTH_END:
    case PV_FUNCTION_DAYS_IN_MONTH: return ask_day(out, call);
    default: return PV_CONSTANT_NONE;
    }
}

static pv_constant count_units(pv_value *out, const pv_expr *expr) {
    const pv_expr *a = expr->operands.first, *b = a->next;
    bool are_days = a->type.kind == PV_TYPE_DATE, left_over;
    pv_value from, to;
    int64_t count;
    if (!are_days && pv_span_family_of(expr->unit) != PV_SPAN_ELAPSED) return PV_CONSTANT_NONE;
    if (pv_check_constant(&from, a) != PV_CONSTANT_VALUE || pv_check_constant(&to, b) != PV_CONSTANT_VALUE)
        return PV_CONSTANT_NONE;
    if (to.slot < from.slot) return PV_CONSTANT_BACKWARD;
    if (!(are_days ? pv_day_units(&count, &left_over, (pv_day)from.slot, (pv_day)to.slot, expr->unit)
                   : pv_instant_units(&count, &left_over, from.slot, to.slot, expr->unit, NULL)))
        return PV_CONSTANT_OVERFLOW;
    *out = value_of(pv_number_from_int(count + (expr->started && left_over)));
    return PV_CONSTANT_VALUE;
}

/* ---- All of them ---- */

pv_constant pv_check_constant(pv_value *out, const pv_expr *expr) {
    if (expr->type.kind == PV_TYPE_NONE || expr->type.kind == PV_TYPE_TEXT) return PV_CONSTANT_NONE;
    switch (expr->kind) {
    case PV_EXPR_SUM: return add_up(out, expr);
    case PV_EXPR_PRODUCT: return multiply_all(out, expr);
    case PV_EXPR_NEGATE: return negate(out, expr->operands.first);
    case PV_EXPR_PERCENT_OF: return take_percent(out, expr);
    case PV_EXPR_CALL: return call_function(out, expr);
    case PV_EXPR_FROM_TO: return count_units(out, expr);
    default: break;
    }
    if (!pv_check_is_literal(expr)) return PV_CONSTANT_NONE;
    *out = value_of(expr->literal);
    return PV_CONSTANT_VALUE;
}

void pv_check_warn_of_fault(pv_checker *c, const pv_expr *expr) {
    static const char *const formats[] = {
        [PV_CONSTANT_OVERFLOW] = "`%t` always overflows, so that nothing can be decided by it",
        [PV_CONSTANT_DIVISION] = "`%t` always divides by zero, so that nothing can be decided by it",
        [PV_CONSTANT_BACKWARD] = "`%t` always ends before it begins, so that nothing can be decided by it",
    };
    pv_value value;
    pv_constant constant = pv_check_constant(&value, expr);
    if (constant > PV_CONSTANT_VALUE)
        pv_diagnose(c->source, PV_DIAGNOSTIC_CONSTANT_FAULT, expr->range, (proviso_text){NULL, 0}, formats[constant],
                    pv_check_quote(c, expr->range));
}
