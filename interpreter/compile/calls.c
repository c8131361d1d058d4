/* Calls: functions, rounding, and the units from one moment to another.
 *
 * Most functions are one instruction of the operands as they are; those are rows of a table. */
#include "compile/internal.h"

/* ---- Rounding ---- */

static pv_ref step_of(pv_builder *b, pv_operand value, const pv_rounding *rounding) {
    if (!rounding->by_minor_unit) return pv_builder_constant(b, PV_CLASS_NUMBER, rounding->step);
    return pv_compile_word1(b, PV_OP_MINOR_UNIT, pv_compile_currency(b, value));
}

/* A step of a currency is for amounts of that currency alone. */
static pv_operand in_currency(pv_builder *b, pv_operand value, pv_currency currency, const pv_expr *whole) {
    pv_operand step = {PV_REF_NONE, PV_REF_NONE, currency, false};
    if (currency == PV_CURRENCY_ANY) return value;
    if (pv_compile_same_currency(b, &value, step)) pv_compile_fault(b, whole);
    value.currency = PV_REF_NONE;
    value.fixed = currency;
    return value;
}

pv_operand pv_compile_rounded(pv_builder *b, pv_operand value, const pv_rounding *rounding, const pv_expr *whole) {
    value = in_currency(b, value, rounding->currency, whole);
    pv_ref step = step_of(b, value, rounding);
    value.slot = pv_region_emit(b, value.fraction ? PV_OP_ROUND_FRACTION : PV_OP_ROUND, value.slot, step,
                                pv_ref_immediate(rounding->mode));
    pv_compile_fault(b, whole);
    value.fraction = false;
    return value;
}

/* ---- The lesser, the greater ---- */

/* Two values that are to be compared: of one currency, of one family, both fractions or none. `0` is zero of any
 * currency, and takes the other's. */
static void match(pv_builder *b, pv_operand *x, pv_operand *y, const pv_expr *expr, const pv_expr *term) {
    bool checked = false;
    if (expr->type.kind == PV_TYPE_MONEY && term->type.kind == PV_TYPE_MONEY) {
        if (x->currency == PV_REF_NONE && x->fixed == PV_CURRENCY_ANY) {
            x->currency = y->currency;
            x->fixed = y->fixed;
        }
        checked = pv_compile_same_currency(b, y, *x);
    } else if (expr->type.kind == PV_TYPE_SPAN) {
        y->slot = pv_compile_word2(b, PV_OP_SAME_FAMILY, y->slot, x->slot);
        checked = true;
    }
    if (checked) pv_compile_fault(b, expr);
    if (x->fraction == y->fraction) return;
    *x = pv_compile_as_fraction(b, *x);
    *y = pv_compile_as_fraction(b, *y);
}

PV_OWN_FRAME static pv_operand extreme(pv_builder *b, const pv_expr *expr, pv_opcode op, pv_opcode of_fractions) {
    const pv_expr *first = expr->operands.first;
    pv_operand value = pv_compile_outlined(b, first);
    for (const pv_expr *term = first->next; term != NULL && !b->failed; term = term->next) {
        pv_operand other = pv_compile_outlined(b, term);
        match(b, &value, &other, expr, term);
        value.slot = pv_compile_word2(b, value.fraction ? of_fractions : op, value.slot, other.slot);
    }
    return pv_compile_in_known_currency(expr, value);
}

/* ---- One instruction ---- */

static pv_operand absolute(pv_builder *b, const pv_expr *expr) {
    pv_operand value = pv_compile_value(b, expr->operands.first);
    pv_opcode op = expr->type.kind == PV_TYPE_SPAN ? PV_OP_ABSOLUTE_SPAN : PV_OP_ABSOLUTE;
    value.slot = pv_compile_word1(b, value.fraction ? PV_OP_ABSOLUTE_FRACTION : op, value.slot);
    pv_compile_fault(b, expr);
    return value;
}

/* Seven texts side by side, which `weekday` chooses from. */
static uint32_t week(pv_builder *b) {
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    if (b->week != PV_NONE) return b->week;
    for (int i = 0; i < 7; i++) {
        uint32_t symbol = pv_builder_symbol(b, proviso_text_of(days[i]));
        pv_ref name = pv_builder_own_constant(b, PV_CLASS_TEXT, pv_slot_of_text((proviso_text){0}, symbol));
        if (i == 0) b->week = pv_ref_index(name);
    }
    return b->week;
}

static pv_operand weekday(pv_builder *b, const pv_expr *expr) {
    pv_ref day = pv_compile_value(b, expr->operands.first).slot;
    uint32_t monday = week(b);
    return pv_operand_of(
        pv_region_emit(b, PV_OP_WEEKDAY, day, pv_ref_immediate(monday & 0xffff), pv_ref_immediate(monday >> 16)));
}

static pv_operand day(pv_builder *b, const pv_expr *expr) {
    pv_ref day = pv_compile_word1(b, PV_OP_DAY, pv_compile_value(b, expr->operands.first).slot);
    day = pv_compile_word1(b, PV_OP_DAY_IN_RANGE, day);
    pv_compile_fault(b, expr);
    return pv_operand_of(day);
}

static pv_operand length(pv_builder *b, const pv_expr *expr) {
    const pv_expr *of = expr->operands.first;
    if (of->type.kind != PV_TYPE_LIST)
        return pv_operand_of(pv_compile_word1(b, PV_OP_LENGTH, pv_compile_value(b, of).slot));
    return pv_operand_of(pv_compile_word1(b, PV_OP_LIST_LENGTH, pv_compile_fact(b, pv_compile_list_path(of)).slot));
}

static pv_opcode opcode_of(pv_function function) {
    static const pv_opcode opcodes[] = {
        [PV_FUNCTION_CONTAINS] = PV_OP_CONTAINS,
        [PV_FUNCTION_DAYS_BETWEEN] = PV_OP_DAYS_BETWEEN,
        [PV_FUNCTION_DAYS_IN_MONTH] = PV_OP_DAYS_IN_MONTH,
        [PV_FUNCTION_ENDS_WITH] = PV_OP_ENDS_WITH,
        [PV_FUNCTION_LOWER] = PV_OP_LOWER,
        [PV_FUNCTION_MONTH] = PV_OP_MONTH,
        [PV_FUNCTION_MONTH_END] = PV_OP_MONTH_END,
        [PV_FUNCTION_MONTH_START] = PV_OP_MONTH_START,
        [PV_FUNCTION_STARTS_WITH] = PV_OP_STARTS_WITH,
        [PV_FUNCTION_YEAR] = PV_OP_YEAR,
    };
    return opcodes[function];
}

static pv_operand plain(pv_builder *b, const pv_expr *expr) {
    const pv_expr *first = expr->operands.first;
    pv_ref a = pv_compile_value(b, first).slot;
    pv_ref c = first->next == NULL ? PV_REF_NONE : pv_compile_value(b, first->next).slot;
    return pv_operand_of(pv_compile_word2(b, opcode_of((pv_function)expr->function), a, c));
}

PV_OWN_FRAME pv_operand pv_compile_call(pv_builder *b, const pv_expr *expr) {
    switch ((pv_function)expr->function) {
    case PV_FUNCTION_ABS: return absolute(b, expr);
    case PV_FUNCTION_DAY: return day(b, expr);
    case PV_FUNCTION_LENGTH: return length(b, expr);
    case PV_FUNCTION_MAX: return extreme(b, expr, PV_OP_MAXIMUM, PV_OP_MAXIMUM_FRACTION);
    case PV_FUNCTION_MIN: return extreme(b, expr, PV_OP_MINIMUM, PV_OP_MINIMUM_FRACTION);
    case PV_FUNCTION_ROUND:
        return pv_compile_rounded(b, pv_compile_value(b, expr->operands.first), &expr->rounding, expr);
    case PV_FUNCTION_WEEKDAY: return weekday(b, expr);
    default: return plain(b, expr);
    }
}

PV_OWN_FRAME pv_operand pv_compile_from_to(pv_builder *b, const pv_expr *expr) {
    const pv_expr *from = expr->operands.first, *to = from->next;
    bool dates = from->type.kind == PV_TYPE_DATE;
    pv_ref a = pv_compile_value(b, from).slot;
    pv_ref unit = pv_builder_constant(b, PV_CLASS_SPAN, expr->unit), c = pv_compile_value(b, to).slot;
    pv_opcode whole = dates ? PV_OP_WHOLE_OF_DATES : PV_OP_WHOLE_OF_TIMES;
    pv_opcode started = dates ? PV_OP_STARTED_OF_DATES : PV_OP_STARTED_OF_TIMES;
    pv_operand out = pv_operand_of(pv_region_emit(b, expr->started ? started : whole, a, unit, c));
    pv_compile_fault(b, expr);
    return out;
}
