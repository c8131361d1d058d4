/* Params with other values: a new program that shares every table of the old one but its constants and params.
 *
 * A param is a constant with a register of its own that nothing was folded into, so that replacing it is all there is
 * to do; what the checker relied on (its type, its currency, its family, that it is whole, that it is not negative) is
 * kept in its flags and asked of the new value. Values are written as in a policy, texts without quotes. */
#include <string.h>

#include "program/program.h"

/* A text value has no symbol unless the program has one for it: a comparison with a constant goes by symbols. */
static bool read_text(pv_slot *out, proviso_program *program, proviso_text value) {
    uint32_t symbol = pv_schema_symbol(&program->schema, value);
    proviso_text copy = symbol != PV_SYMBOL_NONE ? pv_schema_text(&program->schema, program->schema.symbols[symbol])
                                                 : pv_arena_copy(&program->arena, value);
    *out = pv_slot_of_text(copy, symbol);
    return copy.data != NULL;
}

static bool read_number(pv_slot *out, const pv_program_param *param, proviso_text value) {
    bool percent = value.length > 0 && value.data[value.length - 1] == '%';
    if (percent) value.length--;
    pv_number number;
    if (pv_number_parse(&number, value) != PV_PARSED) return false;
    if (percent && number % 100 != 0) return false;
    *out = percent ? number / 100 : number;
    return (param->flags & PV_PARAM_WHOLE) == 0 || pv_number_is_whole(*out);
}

/* false: not of the param's type, or not in its range. */
static bool read_value(pv_slot *out, const pv_program_param *param, proviso_text value) {
    pv_currency currency = PV_CURRENCY_ANY;
    pv_day day;
    switch ((pv_type_kind)param->kind) {
    case PV_TYPE_BOOL: *out = pv_text_is(value, "true"); return *out != 0 || pv_text_is(value, "false");
    case PV_TYPE_NUMBER: return read_number(out, param, value);
    case PV_TYPE_MONEY: return pv_money_parse(out, &currency, value) == PV_PARSED && currency == param->currency;
    case PV_TYPE_DATE:
        if (pv_day_parse(&day, value) != PV_PARSED) return false;
        *out = day;
        return true;
    case PV_TYPE_TIME: return pv_instant_parse(out, value) == PV_PARSED;
    case PV_TYPE_SPAN:
        return pv_span_parse(out, value) == PV_PARSED && pv_span_family_of(*out) == (pv_span_family)param->family &&
               ((param->flags & PV_PARAM_NOT_NEGATIVE) == 0 || pv_span_count(*out) >= 0);
    case PV_TYPE_TEXT:
    case PV_TYPE_ONE_OF:
    case PV_TYPE_NONE:
    case PV_TYPE_LIST: break;
    }
    return false;
}

static proviso_status replace(proviso_program *program, pv_slot *constants, pv_program_param *params,
                              const proviso_param *given) {
    const pv_program_param *found = pv_program_param_find(program, given->name);
    if (found == NULL) return PROVISO_NOT_FOUND;
    pv_program_param *param = &params[found - program->params];
    pv_slot *constant = &constants[param->slot - program->schema.slot_count];
    if (param->kind == PV_TYPE_TEXT) {
        if (pv_utf8_valid(given->value.data, given->value.length) != given->value.length) return PROVISO_WRONG_TYPE;
        if (given->value.length > UINT16_MAX + (size_t)1) return PROVISO_WRONG_TYPE;
        if (!read_text(constant, program, given->value)) return PROVISO_OUT_OF_MEMORY;
    } else {
        pv_slot value;
        if (!read_value(&value, param, given->value)) return PROVISO_WRONG_TYPE;
        *constant = value;
    }
    param->flags |= PV_PARAM_REPLACED;
    return PROVISO_OK;
}

static void share(proviso_program *out, const proviso_program *base) {
    pv_memory memory = out->memory;
    *out = *base;
    out->memory = memory;
    atomic_init(&out->references, 1);
    pv_arena_init(&out->arena, &out->memory);
    out->base = pv_program_retain((proviso_program *)(uintptr_t)base);
}

proviso_status pv_program_with_params(proviso_program **out, const proviso_program *base, const proviso_param *params,
                                      size_t count, size_t *problem) {
    proviso_program *program;
    proviso_status status = pv_program_create(&program, &base->memory.allocator, &base->limits);
    if (status != PROVISO_OK) return status;
    share(program, base);
    status = PROVISO_OUT_OF_MEMORY;
    pv_slot *constants = pv_arena_array(&program->arena, base->constant_count, sizeof *constants);
    pv_program_param *rows = pv_arena_array(&program->arena, base->param_count, sizeof *rows);
    if (constants == NULL || rows == NULL) goto done;
    if (base->constant_count > 0) memcpy(constants, base->constants, base->constant_count * sizeof *constants);
    if (base->param_count > 0) memcpy(rows, base->params, base->param_count * sizeof *rows);
    status = PROVISO_OK;
    for (size_t i = 0; i < count && status == PROVISO_OK; i++) {
        status = replace(program, constants, rows, &params[i]);
        if (status != PROVISO_OK && status != PROVISO_OUT_OF_MEMORY && problem != NULL) *problem = i;
    }
    program->constants = constants;
    program->params = rows;
done:
    if (status == PROVISO_OK)
        *out = program;
    else
        pv_program_release(program);
    return status;
}

proviso_text pv_program_param_expects(const pv_program_param *param) {
    switch ((pv_type_kind)param->kind) {
    case PV_TYPE_BOOL: return PROVISO_TEXT("`true` or `false`");
    case PV_TYPE_NUMBER:
        return (param->flags & PV_PARAM_WHOLE) != 0 ? PROVISO_TEXT("a whole number, as `5`")
                                                    : PROVISO_TEXT("a number, as `12.5` or `10%`");
    case PV_TYPE_MONEY: return PROVISO_TEXT("an amount in the param's currency, as `12.50 CNY`");
    case PV_TYPE_DATE: return PROVISO_TEXT("a date, as `2025-03-14`");
    case PV_TYPE_TIME: return PROVISO_TEXT("a time with an offset, as `2025-03-14T16:11:42+08:00`");
    case PV_TYPE_TEXT: return PROVISO_TEXT("a text of at most 64 KiB of UTF-8");
    case PV_TYPE_SPAN:
        switch ((pv_span_family)param->family) {
        case PV_SPAN_DAYS: return PROVISO_TEXT("a span of days, as `5 days`");
        case PV_SPAN_MONTHS: return PROVISO_TEXT("a span of months, as `3 months`");
        default: return PROVISO_TEXT("a span of elapsed time, as `48 hours`");
        }
    case PV_TYPE_ONE_OF:
    case PV_TYPE_NONE:
    case PV_TYPE_LIST: break;
    }
    return PROVISO_TEXT("");
}
