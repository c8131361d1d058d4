/* Calls: the arguments and the results of the functions that functions.def lists.
 *
 * A row says all there is to know of a function but for two: `min` and `max` need arguments that compare with each
 * other, and `round` has a file of its own. A call with the wrong number of arguments has the function's type all the
 * same, where that does not depend on them. */
#include "check/check_internal.h"

typedef enum pv_parameter {
    PARAMETER_TEXT,
    PARAMETER_MEASURED, /* a text or a list */
    PARAMETER_DATE,
    PARAMETER_TIME,
    PARAMETER_AMOUNT, /* what has a sign */
    PARAMETER_ORDERED,
    PARAMETER_ROUNDED
} pv_parameter;

typedef enum pv_result { RESULT_SAME, RESULT_BOOL, RESULT_WHOLE, RESULT_TEXT, RESULT_DATE, RESULT_WEEKDAY } pv_result;

typedef struct pv_function_row {
    const char *name;
    uint32_t least, most;
    pv_parameter parameter;
    pv_result result;
    const char *example;
} pv_function_row;

enum { MANY = UINT16_MAX };

static const pv_function_row rows[] = {
#define PV_CHECK_FUNCTION(NAME, name, least, most, parameter, result, example)                                         \
    [PV_FUNCTION_##NAME] = {name, least, most, PARAMETER_##parameter, RESULT_##result, example},
#include "check/functions.def"
#undef PV_CHECK_FUNCTION
};

/* ---- Arguments ---- */

static bool takes(pv_parameter parameter, const pv_type *type) {
    pv_type_kind kind = type->kind;
    switch (parameter) {
    case PARAMETER_TEXT: return kind == PV_TYPE_TEXT || kind == PV_TYPE_ONE_OF;
    case PARAMETER_MEASURED: return kind == PV_TYPE_TEXT || kind == PV_TYPE_ONE_OF || kind == PV_TYPE_LIST;
    case PARAMETER_DATE: return kind == PV_TYPE_DATE;
    case PARAMETER_TIME: return kind == PV_TYPE_TIME;
    case PARAMETER_AMOUNT: return kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY || kind == PV_TYPE_SPAN;
    case PARAMETER_ORDERED: return pv_check_has_order(kind);
    case PARAMETER_ROUNDED: return kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY;
    }
    return false;
}

static const char *noun_of(pv_parameter parameter) {
    static const char *const nouns[] = {
        [PARAMETER_TEXT] = "a text",
        [PARAMETER_MEASURED] = "a text or a list",
        [PARAMETER_DATE] = "a date",
        [PARAMETER_TIME] = "a time",
        [PARAMETER_AMOUNT] = "a number, money or a span",
        [PARAMETER_ORDERED] = "what has an order: numbers, money, dates, times or spans",
        [PARAMETER_ROUNDED] = "a number or money",
    };
    return nouns[parameter];
}

static pv_type_kind kind_of(pv_parameter parameter) {
    static const pv_type_kind kinds[] = {
        [PARAMETER_TEXT] = PV_TYPE_TEXT,    [PARAMETER_MEASURED] = PV_TYPE_TEXT, [PARAMETER_DATE] = PV_TYPE_DATE,
        [PARAMETER_TIME] = PV_TYPE_TIME,    [PARAMETER_AMOUNT] = PV_TYPE_NONE,   [PARAMETER_ORDERED] = PV_TYPE_NONE,
        [PARAMETER_ROUNDED] = PV_TYPE_NONE,
    };
    return kinds[parameter];
}

static proviso_text hint_of(pv_checker *c, const pv_expr *call, const pv_expr *argument) {
    proviso_text quoted = pv_check_quote(c, argument->range);
    pv_parameter parameter = rows[call->function].parameter;
    if (parameter == PARAMETER_TIME && argument->type.kind == PV_TYPE_DATE)
        return PV_CHECK_FORMAT(c, "it is a day already: write `%t` alone", quoted);
    if (call->function == PV_FUNCTION_CONTAINS && argument->type.kind == PV_TYPE_LIST && argument->next)
        return PV_CHECK_FORMAT(c, "write `%t in %t`", pv_check_quote(c, argument->next->range), quoted);
    if (argument->type.kind == PV_TYPE_LIST && parameter == PARAMETER_ORDERED)
        return PV_CHECK_FORMAT(c, "write `%s (x for x in %t)`",
                               call->function == PV_FUNCTION_MIN ? "smallest" : "largest", quoted);
    return pv_check_instead(c, &(pv_type){.kind = kind_of(parameter)}, argument);
}

/* false: reported, or not known. */
static bool check_argument(pv_checker *c, const pv_expr *call, pv_expr *argument) {
    const pv_function_row *row = &rows[call->function];
    pv_check_operand(c, argument);
    if (argument->type.kind == PV_TYPE_NONE) return false;
    if (takes(row->parameter, &argument->type)) return true;
    pv_diagnose(c->source, PV_DIAGNOSTIC_ARGUMENT, argument->range, hint_of(c, call, argument),
                "`%s` takes %s, and `%t` is %t", row->name, noun_of(row->parameter), pv_check_quote(c, argument->range),
                pv_check_describe(c, &argument->type));
    return false;
}

static bool check_arguments(pv_checker *c, const pv_expr *call) {
    bool fit = true, said = false, alike = rows[call->function].parameter == PARAMETER_ORDERED;
    for (pv_expr *argument = call->operands.first; argument && !c->failed; argument = argument->next) {
        if (said && alike) { /* texts, for instance, which are one mistake */
            pv_check_operand(c, argument);
            continue;
        }
        bool fits = check_argument(c, call, argument);
        said |= !fits && argument->type.kind != PV_TYPE_NONE;
        fit &= fits;
    }
    return fit;
}

/* How many there are; false: reported. */
static bool check_count(pv_checker *c, const pv_expr *call) {
    const pv_function_row *row = &rows[call->function];
    size_t count = call->operands.count, least = row->least, most = row->most;
    if (count >= least && count <= most) return true;
    proviso_text hint = PV_CHECK_FORMAT(c, "as in `%s`", row->example), takes_count = PV_CHECK_FORMAT(c, "%zu", least);
    if (most == MANY) takes_count = PV_CHECK_FORMAT(c, "%zu or more", least);
    if (most != MANY && most > least) takes_count = PV_CHECK_FORMAT(c, "%zu to %zu", least, most);
    if (most == MANY && count == 1)
        hint = PV_CHECK_FORMAT(c, "the %s of a list is written `%s (x for x in list)`",
                               call->function == PV_FUNCTION_MIN ? "smallest" : "largest",
                               call->function == PV_FUNCTION_MIN ? "smallest" : "largest");
    pv_diagnose(c->source, PV_DIAGNOSTIC_ARGUMENT_COUNT, call->range, hint, "`%s` takes %t value%s, and here %s %zu",
                row->name, takes_count, least == 1 && most == 1 ? "" : "s", count == 1 ? "is" : "are", count);
    return false;
}

/* ---- Results ---- */

/* The type of `min` and `max`, and whether the arguments compare: each with the one that tells most of the currency or
 * the family. */
static void check_ordered(pv_checker *c, pv_expr *call) {
    const pv_expr *first = call->operands.first, *most = first;
    bool whole = true, fraction = false;
    for (const pv_expr *argument = first; argument; argument = argument->next) {
        bool is_first = argument == first;
        if (!is_first && !pv_check_compares(c, most, argument, true, pv_range_join(most->range, argument->range)))
            return;
        whole &= argument->type.whole;
        fraction |= argument->type.fraction;
        bool tells_more = pv_check_is_open(&most->type) && !pv_check_is_open(&argument->type) && !argument->type.zero;
        if (most->type.zero || tells_more) most = argument;
    }
    call->type = most->type;
    call->type.whole = whole;
    call->type.fraction = fraction;
    call->type.zero = false;
}

void pv_check_functions_init(pv_checker *c) {
    static const proviso_text days[] = {{"monday", 6}, {"tuesday", 7},  {"wednesday", 9}, {"thursday", 8},
                                        {"friday", 6}, {"saturday", 8}, {"sunday", 6}};
    enum { COUNT = sizeof days / sizeof *days };
    pv_enumeration *enumeration = pv_check_new(c, 1, sizeof *enumeration);
    if (!enumeration) return;
    *enumeration = (pv_enumeration){days, COUNT};
    for (size_t i = 0; i < COUNT && !c->failed; i++)
        pv_check_add_name(c, enumeration, (pv_name){days[i], {0, 0}}, PV_NAMED_VALUE);
    c->weekdays = enumeration;
}

static pv_type type_of_result(const pv_checker *c, pv_result result) {
    pv_type type = pv_check_type(PV_TYPE_NONE);
    switch (result) {
    case RESULT_SAME: break;
    case RESULT_BOOL: type.kind = PV_TYPE_BOOL; break;
    case RESULT_TEXT: type.kind = PV_TYPE_TEXT; break;
    case RESULT_DATE: type.kind = PV_TYPE_DATE; break;
    case RESULT_WEEKDAY:
        type.kind = PV_TYPE_ONE_OF;
        type.enumeration = c->weekdays;
        break;
    case RESULT_WHOLE:
        type.kind = PV_TYPE_NUMBER;
        type.whole = true;
        break;
    }
    return type;
}

void pv_check_call(pv_checker *c, pv_expr *expr) {
    const pv_named *named = pv_check_find(c, &c->values, expr->name.text);
    if (!named || named->kind != PV_NAMED_FUNCTION) { /* reported when it was resolved */
        for (pv_expr *argument = expr->operands.first; argument; argument = argument->next)
            pv_check_operand(c, argument);
        return;
    }
    expr->function = (uint8_t)named->is.function;
    expr->type = type_of_result(c, rows[expr->function].result);
    pv_expr *first = expr->operands.first;
    if (!first) { /* every function takes something */
        check_count(c, expr);
        return;
    }
    bool is_round = expr->function == PV_FUNCTION_ROUND;
    bool fit = is_round ? check_argument(c, expr, first) : check_arguments(c, expr);
    bool may_be_list = rows[expr->function].parameter == PARAMETER_ORDERED && expr->operands.count == 1;
    if (c->failed || (may_be_list && !fit) || !check_count(c, expr) || !fit) return;
    if (is_round) {
        pv_check_round(c, expr);
        return;
    }
    if (rows[expr->function].parameter == PARAMETER_TIME) pv_check_asks_day(c, expr->range);
    if (rows[expr->function].result == RESULT_SAME) check_ordered(c, expr);
}
