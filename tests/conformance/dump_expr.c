/* Types, facts and expressions of the model as JSON.
 *
 * Literals are handed over as they were written, so that who reads the dump has to read them too. Every other
 * expression has its canonical text; of a SUM and a PRODUCT also that of each beginning, which a fault in it is named
 * by. Recursion is bounded by the nesting limit that every tree keeps. */
#include "dump.h"

#include "syntax/syntax.h"

/* ---- Types and facts ---- */

static const char *kind_name(pv_type_kind kind) {
    static const char *const names[] = {
        [PV_TYPE_NONE] = "none", [PV_TYPE_BOOL] = "bool",     [PV_TYPE_NUMBER] = "number", [PV_TYPE_MONEY] = "money",
        [PV_TYPE_TEXT] = "text", [PV_TYPE_ONE_OF] = "one of", [PV_TYPE_DATE] = "date",     [PV_TYPE_TIME] = "time",
        [PV_TYPE_SPAN] = "span", [PV_TYPE_LIST] = "list"};
    return names[kind];
}

static void dump_values(pv_buffer *out, const pv_enumeration *enumeration) {
    dump_key(out, "values");
    for (uint32_t i = 0; i < enumeration->count; i++) {
        pv_buffer_add_char(out, i == 0 ? '[' : ',');
        pv_buffer_add_json_string(out, enumeration->values[i]);
    }
    pv_buffer_add_string(out, enumeration->count == 0 ? "[]" : "]");
}

static void dump_type_members(pv_buffer *out, const pv_type *type) {
    static const char *const families[] = {"days", "months", "elapsed", "any"};
    static const char *const forms[] = {"text", "seconds", "milliseconds"};
    dump_string(out, "kind", kind_name(type->kind));
    dump_true(out, "whole", type->whole);
    dump_true(out, "zero", type->zero);
    dump_true(out, "fraction", type->fraction);
    if (type->kind == PV_TYPE_MONEY && type->currency != PV_CURRENCY_ANY)
        dump_text(out, "currency", pv_currency_code(type->currency));
    if (type->kind == PV_TYPE_SPAN) dump_string(out, "family", families[type->family]);
    if (type->kind == PV_TYPE_TIME) dump_string(out, "form", forms[type->form]);
    if (type->kind == PV_TYPE_ONE_OF && type->enumeration) dump_values(out, type->enumeration);
}

void dump_type(pv_buffer *out, const pv_type *type) {
    pv_buffer_add_char(out, '{');
    dump_type_members(out, type);
    pv_buffer_add_char(out, '}');
}

static void dump_fact(pv_buffer *out, const pv_fact *fact) {
    pv_buffer_add_char(out, '{');
    dump_index(out, "index", fact->index);
    dump_text(out, "name", fact->name);
    dump_text(out, "key", fact->key);
    dump_text(out, "path", fact->path);
    dump_true(out, "optional", fact->optional);
    dump_true(out, "private", fact->is_private);
    dump_key(out, "type");
    pv_buffer_add_char(out, '{');
    dump_type_members(out, &fact->type);
    if (fact->type.kind == PV_TYPE_LIST) {
        dump_key(out, "record");
        dump_group(out, fact->type.record);
    }
    pv_buffer_add_string(out, "}}");
}

void dump_group(pv_buffer *out, const pv_fact_group *group) {
    pv_buffer_add_char(out, '{');
    dump_index(out, "index", group->index);
    dump_text(out, "name", group->name);
    dump_text(out, "key", group->key);
    dump_text(out, "path", group->path);
    dump_true(out, "optional", group->optional);
    dump_key(out, "facts");
    pv_buffer_add_char(out, '[');
    for (const pv_fact *fact = group->facts; fact; fact = fact->next_in_group) {
        if (fact != group->facts) pv_buffer_add_char(out, ',');
        dump_fact(out, fact);
    }
    pv_buffer_add_char(out, ']');
    dump_key(out, "groups");
    pv_buffer_add_char(out, '[');
    for (const pv_fact_group *inner = group->groups; inner; inner = inner->next) {
        if (inner != group->groups) pv_buffer_add_char(out, ',');
        dump_group(out, inner);
    }
    pv_buffer_add_string(out, "]}");
}

/* ---- Expressions ---- */

static const char *expr_kind_name(const pv_expr *expr) {
    static const char *const names[] = {
        [PV_EXPR_BOOL] = "bool",
        [PV_EXPR_NUMBER] = "number",
        [PV_EXPR_MONEY] = "money",
        [PV_EXPR_TEXT] = "text",
        [PV_EXPR_DATE] = "date",
        [PV_EXPR_TIME] = "time",
        [PV_EXPR_SPAN] = "span",
        [PV_EXPR_PATH] = "path",
        [PV_EXPR_CALL] = "call",
        [PV_EXPR_AND] = "and",
        [PV_EXPR_OR] = "or",
        [PV_EXPR_SUM] = "sum",
        [PV_EXPR_PRODUCT] = "product",
        [PV_EXPR_SET] = "set",
        [PV_EXPR_NOT] = "not",
        [PV_EXPR_NEGATE] = "negate",
        [PV_EXPR_PERCENT_OF] = "percent of",
        [PV_EXPR_COMPARE] = "compare",
        [PV_EXPR_IN] = "in",
        [PV_EXPR_BETWEEN] = "between",
        [PV_EXPR_WINDOW] = "window",
        [PV_EXPR_IS_PRESENT] = "is present",
        [PV_EXPR_OTHERWISE] = "otherwise",
        [PV_EXPR_IF] = "if",
        [PV_EXPR_FROM_TO] = "from to",
        [PV_EXPR_QUANTIFIER] = "quantifier",
    };
    return names[expr->kind];
}

static void dump_path(pv_buffer *out, const pv_expr *expr) {
    switch (expr->target_kind) {
    case PV_TARGET_NONE: dump_text(out, "word", expr->names[expr->name_count - 1].text); break; /* a rounding mode */
    case PV_TARGET_FACT: dump_index(out, "fact", expr->target.fact->index); break;
    case PV_TARGET_GROUP: dump_index(out, "group", expr->target.group->index); break;
    case PV_TARGET_PARAM: dump_text(out, "param", expr->target.param->name); break;
    case PV_TARGET_DEFINE: dump_text(out, "define", expr->target.define->name); break;
    }
    if (expr->element) dump_index(out, "element", expr->element->index);
}

/* The text of each beginning of two terms or more. */
static void dump_beginnings(pv_buffer *out, const pv_expr *expr) {
    pv_buffer beginning;
    pv_buffer_init(&beginning, out->memory);
    dump_key(out, "beginnings");
    pv_buffer_add_char(out, '[');
    for (const pv_expr *term = expr->operands.first; term; term = term->next) {
        pv_print_term(&beginning, expr, term);
        if (term == expr->operands.first) continue;
        if (term != expr->operands.first->next) pv_buffer_add_char(out, ',');
        pv_buffer_add_json_string(out, pv_buffer_text(&beginning));
    }
    pv_buffer_add_char(out, ']');
    out->failed = out->failed || beginning.failed;
    pv_buffer_clear(&beginning);
}

static void dump_quantifier(pv_buffer *out, const pv_expr *expr) {
    static const char *const words[] = {"any", "all", "count", "sum", "smallest", "largest"};
    dump_string(out, "quantifier", words[expr->op]);
    dump_index(out, "element", expr->element->index);
    dump_key(out, "list");
    dump_expr(out, expr->list);
    dump_key(out, "where");
    dump_expr(out, expr->where);
}

static void dump_details(pv_buffer *out, const pv_expr *expr) {
    static const char *const compares[] = {"=", "!=", "<", "<=", ">", ">="};
    static const char *const windows[] = {"within", "at least", "more than", "less than"};
    static const char *const directions[] = {"after", "before", "of"};
    switch (expr->kind) {
    case PV_EXPR_BOOL: dump_true(out, "value", expr->literal != 0); break;
    case PV_EXPR_NUMBER:
    case PV_EXPR_MONEY:
    case PV_EXPR_TEXT:
    case PV_EXPR_DATE:
    case PV_EXPR_TIME:
    case PV_EXPR_SPAN: dump_text(out, "literal", expr->text); break;
    case PV_EXPR_PERCENT_OF: dump_text(out, "literal", expr->text); break;
    case PV_EXPR_PATH: dump_path(out, expr); break;
    case PV_EXPR_CALL: dump_text(out, "function", expr->name.text); break;
    case PV_EXPR_SUM:
    case PV_EXPR_PRODUCT: dump_beginnings(out, expr); break;
    case PV_EXPR_COMPARE: dump_string(out, "op", compares[expr->op]); break;
    case PV_EXPR_WINDOW:
        dump_string(out, "window", windows[expr->op]);
        dump_string(out, "direction", directions[expr->direction]);
        break;
    case PV_EXPR_FROM_TO: dump_text(out, "unit", expr->name.text); break;
    case PV_EXPR_QUANTIFIER: dump_quantifier(out, expr); break;
    default: break;
    }
}

void dump_expr(pv_buffer *out, const pv_expr *expr) {
    if (!expr) {
        pv_buffer_add_string(out, "null");
        return;
    }
    pv_buffer text;
    pv_buffer_init(&text, out->memory);
    pv_print_expr(&text, expr);
    pv_buffer_add_char(out, '{');
    dump_string(out, "kind", expr_kind_name(expr));
    dump_text(out, "text", pv_buffer_text(&text));
    dump_key(out, "type");
    dump_type(out, &expr->type);
    dump_true(out, "minus", expr->minus);
    dump_true(out, "negated", expr->negated);
    dump_true(out, "started", expr->started);
    dump_details(out, expr);
    if (expr->operands.first) {
        dump_key(out, "operands");
        pv_buffer_add_char(out, '[');
        for (const pv_expr *operand = expr->operands.first; operand; operand = operand->next) {
            if (operand != expr->operands.first) pv_buffer_add_char(out, ',');
            dump_expr(out, operand);
        }
        pv_buffer_add_char(out, ']');
    }
    pv_buffer_add_char(out, '}');
    out->failed = out->failed || text.failed;
    pv_buffer_clear(&text);
}
