/* Elements: the names that quantifiers give to the elements of their lists, and the records behind them.
 *
 * A name is known within the parentheses of its quantifier alone, and shadows nothing: it must not be in use. What is
 * in the list is found while names are resolved, before any expression is typed: a list is a path, or a define that is
 * one. The end of a chain of such defines is noted at each of them, so that no chain is walked twice. */
#include "check/check_internal.h"

/* ---- Lists ---- */

/* What a plain path names, without a word where it is nothing. */
static const pv_named *named_by(const pv_checker *c, const pv_expr *expr) {
    if (expr->kind != PV_EXPR_PATH) return NULL;
    const pv_named *named = pv_check_find(c, &c->values, expr->names[0].text);
    uint32_t at = 1;
    for (; named && named->kind == PV_NAMED_GROUP && at < expr->name_count; at++)
        named = pv_check_find(c, named->is.group, expr->names[at].text);
    return at == expr->name_count ? named : NULL;
}

static pv_define_note *next_of(pv_checker *c, const pv_define_note *note) {
    const pv_named *named = named_by(c, note->define->expr);
    return named && named->kind == PV_NAMED_DEFINE ? pv_check_note_of(c, named->is.define) : NULL;
}

static const pv_fact *list_named_by(const pv_checker *c, const pv_expr *expr) {
    const pv_named *named = named_by(c, expr);
    bool is_list = named && named->kind == PV_NAMED_FACT && named->is.fact->type.kind == PV_TYPE_LIST;
    return is_list ? named->is.fact : NULL;
}

static const pv_fact *list_of_define(pv_checker *c, const pv_define *define) {
    pv_define_note *first = pv_check_note_of(c, define), *end = first;
    const pv_fact *list = NULL;
    while (end && !end->list_sought) { /* a cycle ends where it began */
        end->list_sought = true;
        list = list_named_by(c, end->define->expr);
        end = next_of(c, end);
    }
    if (end) list = end->list;
    for (pv_define_note *note = first; note != end; note = next_of(c, note)) note->list = list;
    return list;
}

static pv_fact_group *record_of(pv_checker *c, const pv_expr *list) {
    const pv_fact *fact = NULL;
    if (list->target_kind == PV_TARGET_FACT && list->target.fact->type.kind == PV_TYPE_LIST) fact = list->target.fact;
    if (list->target_kind == PV_TARGET_DEFINE) fact = list_of_define(c, list->target.define);
    return fact ? fact->type.record : NULL;
}

/* ---- Names ---- */

pv_element *pv_check_find_element(const pv_checker *c, proviso_text name) {
    pv_element *element = c->elements;
    while (element && !pv_text_equal(element->name.text, name)) element = element->outer;
    return element;
}

static void check_name(pv_checker *c, pv_name name) {
    const pv_named *named = pv_check_find(c, &c->values, name.text);
    if (named)
        pv_check_report_clash(c, name, named);
    else if (pv_check_find_element(c, name.text))
        pv_diagnose(c->source, PV_DIAGNOSTIC_NAME_TWICE, name.range,
                    PROVISO_TEXT("a quantifier around this one has it already; choose another name"),
                    "the name `%t` is used twice", name.text);
}

void pv_check_enter_element(pv_checker *c, pv_expr *quantifier) {
    pv_element *element = pv_check_new(c, 1, sizeof *element);
    if (!element) return;
    check_name(c, quantifier->name);
    *element = (pv_element){.name = quantifier->name,
                            .record = record_of(c, quantifier->list),
                            .index = c->model->element_count++,
                            .outer = c->elements};
    quantifier->element = element;
    c->elements = element;
    if (!pv_check_find(c, &c->elements, quantifier->name.text))
        pv_check_add_name(c, &c->elements, quantifier->name, PV_NAMED_REFERENCE);
}

bool pv_check_was_element(const pv_checker *c, proviso_text name) { return pv_check_find(c, &c->elements, name); }

/* The first letter of the list's name, or another word that is not in use. */
proviso_text pv_check_name_element(const pv_checker *c, proviso_text list) {
    const proviso_text names[] = {{list.data, 1}, {"x", 1}, {"y", 1}, {"z", 1}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (list.length > 0 && !pv_check_find(c, &c->values, names[i]) && !pv_check_find_element(c, names[i]))
            return names[i];
    return PROVISO_TEXT("element");
}
