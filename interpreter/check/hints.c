/* Hints: what its author probably meant by an expression of the wrong type, or by a word of another language.
 *
 * Each answers one mistake that people make: a text for a date, a number without its unit or currency, a time for a
 * day. They read literals and types only, and say nothing where they are not sure. */
#include "check/check_internal.h"

#include <string.h>

static bool parses_as(pv_type_kind kind, proviso_text text) {
    union {
        pv_int128 word;
        pv_day day;
    } value;
    pv_currency currency;
    switch (kind) {
    case PV_TYPE_BOOL: return pv_text_is(text, "true") || pv_text_is(text, "false");
    case PV_TYPE_NUMBER: return pv_number_parse(&value.word, text) == PV_PARSED;
    case PV_TYPE_MONEY: return pv_money_parse(&value.word, &currency, text) == PV_PARSED;
    case PV_TYPE_DATE: return pv_day_parse(&value.day, text) == PV_PARSED;
    case PV_TYPE_TIME: return pv_instant_parse(&value.word, text) == PV_PARSED;
    case PV_TYPE_SPAN: return pv_span_parse(&value.word, text) == PV_PARSED;
    default: return false;
    }
}

static proviso_text instead_of_text(pv_checker *c, const pv_type *wanted, const pv_expr *expr) {
    if (expr->kind != PV_EXPR_TEXT || !parses_as(wanted->kind, expr->text)) return (proviso_text){NULL, 0};
    return PV_CHECK_FORMAT(c, "write `%t` without quotes", expr->text);
}

static proviso_text instead_of_number(pv_checker *c, const pv_type *wanted, const pv_expr *expr) {
    if (!pv_check_is_literal(expr)) return (proviso_text){NULL, 0};
    proviso_text written = pv_check_quote(c, expr->range);
    switch (wanted->kind) {
    case PV_TYPE_MONEY:
        if (wanted->currency != PV_CURRENCY_ANY)
            return PV_CHECK_FORMAT(c, "write `%t %t`", written, pv_currency_code(wanted->currency));
        return PV_CHECK_FORMAT(c, "write its currency too, as in `%t EUR`", written);
    case PV_TYPE_SPAN: return PV_CHECK_FORMAT(c, "write its unit too, as in `%t days`", written);
    case PV_TYPE_TEXT:
    case PV_TYPE_ONE_OF: return PV_CHECK_FORMAT(c, "write `\"%t\"` with quotes", written);
    case PV_TYPE_BOOL: return PROVISO_TEXT("a bool is `true` or `false`");
    default: return (proviso_text){NULL, 0};
    }
}

/* `12.50 CNY` where a number is wanted. */
static proviso_text instead_of_money(pv_checker *c, const pv_expr *expr) {
    size_t length = 0;
    if (expr->kind != PV_EXPR_MONEY) return (proviso_text){NULL, 0};
    while (length < expr->text.length && expr->text.data[length] != ' ') length++;
    return PV_CHECK_FORMAT(c, "write `%t` without its currency", (proviso_text){expr->text.data, length});
}

proviso_text pv_check_instead(pv_checker *c, const pv_type *wanted, const pv_expr *expr) {
    const pv_type *type = &expr->type;
    if (wanted->kind == PV_TYPE_DATE && type->kind == PV_TYPE_TIME)
        return PV_CHECK_FORMAT(c, "write `day(%t)` for the day of the time", pv_check_quote(c, expr->range));
    if (type->kind == PV_TYPE_TEXT) return instead_of_text(c, wanted, expr);
    if (type->kind == PV_TYPE_NUMBER) return instead_of_number(c, wanted, expr);
    if (type->kind == PV_TYPE_MONEY && wanted->kind == PV_TYPE_NUMBER) return instead_of_money(c, expr);
    return (proviso_text){NULL, 0};
}

void pv_check_no_such_value(pv_checker *c, const pv_expr *literal, const pv_type *type, proviso_text of) {
    proviso_text best = {NULL, 0};
    for (uint32_t i = 0; i < type->enumeration->count; i++)
        pv_check_consider(c, &best, literal->text, type->enumeration->values[i]);
    proviso_text hint = best.length > 0 ? PV_CHECK_FORMAT(c, "did you mean `\"%t\"`?", best)
                                        : PV_CHECK_FORMAT(c, "it is %t", pv_check_describe(c, type));
    pv_diagnose(c->source, PV_DIAGNOSTIC_NO_SUCH_VALUE, literal->range, hint, "`%t` is never `%t`", of,
                pv_check_quote(c, literal->range));
}

proviso_text pv_check_instead_of_word(proviso_text word) {
    static const char clock[] = "a policy has no clock: declare the moment as a fact, and let the host say it";
    static const char *const words[][2] = {
        {"now", clock},
        {"today", clock},
        {"current_date", clock},
        {"current_time", clock},
        {"floor", "write `round(x, down)`, which goes toward zero"},
        {"trunc", "write `round(x, down)`"},
        {"ceil", "write `round(x, up)`, which goes away from zero"},
        {"ceiling", "write `round(x, up)`, which goes away from zero"},
        {"len", "write `length(x)`"},
        {"size", "write `length(x)`"},
        {"average", "write `sum (…) / count (…)`"},
        {"avg", "write `sum (…) / count (…)`"},
        {"is_empty", "write `length(x) = 0`"},
        {"is_null", "write `x is absent`"},
        {"coalesce", "write `x otherwise v`"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (pv_text_is(word, words[i][0])) return pv_text(words[i][1], strlen(words[i][1]));
    return (proviso_text){NULL, 0};
}
