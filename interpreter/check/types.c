/* The algebra of types: which can be compared, joined, and assigned, and how each is named in a message.
 *
 * A type of the kind PV_TYPE_NONE stands for what an error has already been reported of, and is related to everything.
 * A currency or a family of spans that only the facts will tell is related to every other; the machine finds a mixture.
 * The values of an enumeration are names in a scope of their own, so that one of tens of thousands is found at once. */
#include "check/check_internal.h"

pv_type pv_check_type(pv_type_kind kind) {
    return (pv_type){.kind = kind, .currency = PV_CURRENCY_ANY, .family = PV_SPAN_ANY};
}

/* ---- Types as written ---- */

static void note_values(pv_checker *c, const pv_type_expr *written, const pv_enumeration *enumeration,
                        proviso_text *values) {
    for (uint32_t i = 0; i < written->value_count && !c->failed; i++) {
        const pv_string *value = &written->values[i];
        values[i] = value->text;
        if (pv_check_find(c, enumeration, value->text))
            pv_diagnose(c->source, PV_DIAGNOSTIC_VALUE_TWICE, value->range, PROVISO_TEXT("leave one of them out"),
                        "`%t` is listed twice", pv_check_quote(c, value->range));
        else
            pv_check_add_name(c, enumeration, (pv_name){value->text, value->range}, PV_NAMED_VALUE);
    }
}

static const pv_enumeration *read_values(pv_checker *c, const pv_type_expr *written) {
    pv_enumeration *enumeration = pv_check_new(c, 1, sizeof *enumeration);
    proviso_text *values = pv_check_new(c, written->value_count, sizeof *values);
    if (c->failed) return NULL;
    *enumeration = (pv_enumeration){values, written->value_count};
    note_values(c, written, enumeration, values);
    return enumeration;
}

pv_type pv_check_read_type(pv_checker *c, const pv_type_expr *written) {
    pv_type type = pv_check_type(PV_TYPE_NONE);
    type.kind = written->kind;
    type.whole = written->whole;
    type.currency = written->kind == PV_TYPE_MONEY ? written->currency : PV_CURRENCY_ANY;
    type.form = written->form;
    if (written->kind == PV_TYPE_ONE_OF) type.enumeration = read_values(c, written);
    return type;
}

const pv_fact *pv_check_element_of(const pv_type *list) {
    const pv_fact *first = list->record->facts;
    return first && first->name.length == 0 ? first : NULL;
}

/* ---- Names of types ---- */

static proviso_text describe_one_of(pv_checker *c, const pv_enumeration *enumeration) {
    enum { SHOWN = 4 };
    proviso_text list = {"", 0};
    for (uint32_t i = 0; i < enumeration->count && i < SHOWN; i++)
        list = PV_CHECK_FORMAT(c, "%t%s\"%t\"", list, i > 0 ? ", " : "", enumeration->values[i]);
    return PV_CHECK_FORMAT(c, "one of %t%s", list, enumeration->count > SHOWN ? ", …" : "");
}

static proviso_text describe_list(pv_checker *c, const pv_type *list) {
    static const char *const nouns[] = {
        [PV_TYPE_NONE] = "values", [PV_TYPE_BOOL] = "bools", [PV_TYPE_NUMBER] = "numbers",
        [PV_TYPE_MONEY] = "money", [PV_TYPE_TEXT] = "texts", [PV_TYPE_DATE] = "dates",
        [PV_TYPE_TIME] = "times",  [PV_TYPE_SPAN] = "spans", [PV_TYPE_LIST] = "lists",
    };
    const pv_fact *element = pv_check_element_of(list);
    if (!element) return PROVISO_TEXT("a list of records");
    if (element->type.kind == PV_TYPE_ONE_OF)
        return PV_CHECK_FORMAT(c, "a list of %t", describe_one_of(c, element->type.enumeration));
    return PV_CHECK_FORMAT(c, "a list of %s", nouns[element->type.kind]);
}

proviso_text pv_check_describe(pv_checker *c, const pv_type *type) {
    static const char *const names[] = {
        [PV_TYPE_NONE] = "not known", [PV_TYPE_BOOL] = "a bool", [PV_TYPE_NUMBER] = "a number",
        [PV_TYPE_MONEY] = "money",    [PV_TYPE_TEXT] = "a text", [PV_TYPE_ONE_OF] = "one of",
        [PV_TYPE_DATE] = "a date",    [PV_TYPE_TIME] = "a time", [PV_TYPE_SPAN] = "a span",
    };
    static const char *const families[] = {"a span of days", "a span of months", "a span of hours", "a span"};
    if (type->kind == PV_TYPE_MONEY && type->currency != PV_CURRENCY_ANY)
        return PV_CHECK_FORMAT(c, "money in %t", pv_currency_code(type->currency));
    if (type->kind == PV_TYPE_SPAN) return PV_CHECK_FORMAT(c, "%s", families[type->family]);
    if (type->kind == PV_TYPE_ONE_OF) return describe_one_of(c, type->enumeration);
    if (type->kind == PV_TYPE_LIST) return describe_list(c, type);
    return PV_CHECK_FORMAT(c, "%s", names[type->kind]);
}

/* ---- Relations ---- */

bool pv_check_is_open(const pv_type *type) {
    return (type->kind == PV_TYPE_MONEY && type->currency == PV_CURRENCY_ANY) ||
           (type->kind == PV_TYPE_SPAN && type->family == PV_SPAN_ANY);
}

bool pv_check_has_order(pv_type_kind kind) {
    return kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY || kind == PV_TYPE_DATE || kind == PV_TYPE_TIME ||
           kind == PV_TYPE_SPAN;
}

bool pv_check_is_literal(const pv_expr *expr) {
    if (expr->kind == PV_EXPR_NEGATE) expr = expr->operands.first;
    return expr->kind <= PV_EXPR_SPAN;
}

bool pv_check_has_value(const pv_checker *c, const pv_enumeration *enumeration, proviso_text value) {
    return pv_check_find(c, enumeration, value) != NULL;
}

static bool shares_value(const pv_checker *c, const pv_enumeration *a, const pv_enumeration *b) {
    if (a == b) return true;
    const pv_enumeration *fewer = a->count < b->count ? a : b, *more = fewer == a ? b : a;
    for (uint32_t i = 0; i < fewer->count; i++)
        if (pv_check_has_value(c, more, fewer->values[i])) return true;
    return false;
}

static bool is_text(pv_type_kind kind) { return kind == PV_TYPE_TEXT || kind == PV_TYPE_ONE_OF; }

pv_relation pv_check_relate(const pv_checker *c, const pv_type *a, const pv_type *b) {
    if (a->kind == PV_TYPE_NONE || b->kind == PV_TYPE_NONE) return PV_RELATED;
    if (is_text(a->kind) && is_text(b->kind)) {
        bool both = a->kind == PV_TYPE_ONE_OF && b->kind == PV_TYPE_ONE_OF;
        return both && !shares_value(c, a->enumeration, b->enumeration) ? PV_NO_SHARED_VALUE : PV_RELATED;
    }
    if (a->kind != b->kind) return PV_OTHER_KIND;
    bool currencies = a->currency == b->currency || a->currency == PV_CURRENCY_ANY || b->currency == PV_CURRENCY_ANY;
    if (a->kind == PV_TYPE_MONEY && !currencies) return PV_OTHER_CURRENCY;
    bool families = a->family == b->family || a->family == PV_SPAN_ANY || b->family == PV_SPAN_ANY;
    return a->kind == PV_TYPE_SPAN && !families ? PV_OTHER_FAMILY : PV_RELATED;
}

pv_diagnostic pv_check_code(pv_relation relation, pv_diagnostic other_kind) {
    if (relation == PV_OTHER_CURRENCY) return PV_DIAGNOSTIC_CURRENCIES_DIFFER;
    if (relation == PV_OTHER_FAMILY) return PV_DIAGNOSTIC_FAMILIES_DIFFER;
    return relation == PV_NO_SHARED_VALUE ? PV_DIAGNOSTIC_NO_SHARED_VALUE : other_kind;
}

/* ---- Joins: `x otherwise "none"` has the values of x and one more ---- */

/* NULL: memory failed, or there are so many values by now that what is joined counts as a text. */
static const pv_enumeration *new_union(pv_checker *c, const pv_enumeration *a, const proviso_text *more,
                                       uint32_t more_count) {
    uint64_t most = (uint64_t)a->count + more_count;
    if (most > c->widening_left) return NULL;
    c->widening_left -= (uint32_t)most;
    pv_enumeration *out = pv_check_new(c, 1, sizeof *out);
    proviso_text *values = pv_check_new(c, most, sizeof *values);
    if (c->failed) return NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < most && !c->failed; i++) {
        proviso_text value = i < a->count ? a->values[i] : more[i - a->count];
        if (pv_check_find(c, out, value)) continue;
        values[count++] = value;
        pv_check_add_name(c, out, (pv_name){value, {0, 0}}, PV_NAMED_VALUE);
    }
    *out = (pv_enumeration){values, count};
    return out;
}

/* The same fact with the same word beside it is common: one union serves all. */
static const pv_enumeration *widen(pv_checker *c, const pv_enumeration *a, proviso_text value) {
    if (pv_check_has_value(c, a, value)) return a;
    pv_named *known = pv_check_find(c, &a->count, value);
    if (known) return known->is.enumeration;
    known = pv_check_add_name(c, &a->count, (pv_name){value, {0, 0}}, PV_NAMED_WIDENING);
    if (!known) return NULL;
    return known->is.enumeration = new_union(c, a, &value, 1);
}

/* A literal has one value, its own; a text that is none may have any. */
static bool has_few_values(const pv_expr *expr) {
    return expr->type.kind == PV_TYPE_ONE_OF || expr->kind == PV_EXPR_TEXT;
}

static const pv_enumeration *values_of_literal(pv_checker *c, const pv_expr *literal) {
    pv_enumeration *out = pv_check_new(c, 1, sizeof *out);
    if (!out) return NULL;
    *out = (pv_enumeration){&literal->text, 1};
    pv_check_add_name(c, out, (pv_name){literal->text, literal->range}, PV_NAMED_VALUE);
    return out;
}

/* NULL: as above. */
static const pv_enumeration *values_of_both(pv_checker *c, const pv_expr *a, const pv_expr *b) {
    const pv_enumeration *of_a = a->type.enumeration, *of_b = b->type.enumeration;
    if (a->kind == PV_EXPR_TEXT && b->kind == PV_EXPR_TEXT) of_a = values_of_literal(c, a);
    if (b->kind == PV_EXPR_TEXT) return of_a ? widen(c, of_a, b->text) : NULL;
    if (a->kind == PV_EXPR_TEXT) return widen(c, of_b, a->text);
    return of_a == of_b ? of_a : new_union(c, of_a, of_b->values, of_b->count);
}

static void join_texts(pv_checker *c, pv_type *out, const pv_expr *a, const pv_expr *b) {
    *out = pv_check_type(PV_TYPE_TEXT);
    if (has_few_values(a) && has_few_values(b)) out->enumeration = values_of_both(c, a, b);
    if (out->enumeration) out->kind = PV_TYPE_ONE_OF;
}

pv_relation pv_check_join(pv_checker *c, pv_type *out, const pv_expr *a, const pv_expr *b) {
    if (is_text(a->type.kind) && is_text(b->type.kind)) {
        join_texts(c, out, a, b);
        return PV_RELATED;
    }
    pv_relation relation = pv_check_relate(c, &a->type, &b->type);
    if (relation != PV_RELATED) return relation;
    pv_type joined = a->type;
    joined.whole = a->type.whole && b->type.whole;
    joined.fraction = a->type.fraction || b->type.fraction;
    joined.zero = false;
    if (a->type.currency != b->type.currency) joined.currency = PV_CURRENCY_ANY;
    if (a->type.family != b->type.family) joined.family = PV_SPAN_ANY;
    if (b->type.kind == PV_TYPE_NONE) joined = b->type;
    *out = joined;
    return PV_RELATED;
}

/* ---- What may be set ---- */

static bool has_only_values_of(const pv_checker *c, const pv_enumeration *to, const pv_enumeration *from) {
    for (uint32_t i = 0; to != from && i < from->count; i++)
        if (!pv_check_has_value(c, to, from->values[i])) return false;
    return true;
}

pv_relation pv_check_fits(const pv_checker *c, const pv_type *to, const pv_expr *expr) {
    const pv_type *from = &expr->type;
    if (to->kind != PV_TYPE_ONE_OF || from->kind == PV_TYPE_NONE) return pv_check_relate(c, to, from);
    bool fits = expr->kind == PV_EXPR_TEXT
                    ? pv_check_has_value(c, to->enumeration, expr->text)
                    : from->kind == PV_TYPE_ONE_OF && has_only_values_of(c, to->enumeration, from->enumeration);
    if (fits) return PV_RELATED;
    return expr->kind == PV_EXPR_TEXT || from->kind == PV_TYPE_ONE_OF ? PV_NO_SHARED_VALUE : PV_OTHER_KIND;
}
