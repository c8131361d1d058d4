/* Lists where a value is needed, or beside one: what is asked of them, and what their authors probably meant. */
#include "check/check_internal.h"

/* The last name of a path to a list. */
static proviso_text name_of(const pv_expr *path) { return path->names[path->name_count - 1].text; }

static proviso_text letter_of(pv_checker *c, const pv_expr *list) { return pv_check_name_element(c, name_of(list)); }

/* "any (p in packages where p.used …)" */
static proviso_text question_of(pv_checker *c, const pv_expr *list) {
    proviso_text p = letter_of(c, list), written = pv_check_quote(c, list->range);
    const pv_fact *first = list->type.record->facts;
    if (!first || first->name.length == 0) return PV_CHECK_FORMAT(c, "any (%t in %t where %t …)", p, written, p);
    return PV_CHECK_FORMAT(c, "any (%t in %t where %t.%t …)", p, written, p, first->name);
}

void pv_check_report_list(pv_checker *c, pv_expr *path) {
    pv_diagnose(c->source, PV_DIAGNOSTIC_LIST, path->range,
                PV_CHECK_FORMAT(c, "ask its elements, as in `%t`, or how many there are, as in `length(%t)`",
                                question_of(c, path), pv_check_quote(c, path->range)),
                "`%t` is a list, not a value", pv_check_quote(c, path->range));
    path->type = pv_check_type(PV_TYPE_NONE);
}

void pv_check_report_list_otherwise(pv_checker *c, pv_expr *path) {
    proviso_text quoted = pv_check_quote(c, path->range);
    pv_diagnose(c->source, PV_DIAGNOSTIC_LIST, path->range,
                PV_CHECK_FORMAT(c, "guard it with `%t is present and …`", quoted),
                "nothing can stand in for the list `%t`", quoted);
    path->type = pv_check_type(PV_TYPE_NONE);
}

/* How a value is compared with the elements of a list. */
static proviso_text hint_of_equality(pv_checker *c, bool negated, const pv_expr *list, const pv_expr *other) {
    if (other->type.kind == PV_TYPE_LIST)
        return PV_CHECK_FORMAT(c, "lists are not compared; ask the elements, as in `%t`", question_of(c, list));
    if (!pv_check_element_of(&list->type))
        return PV_CHECK_FORMAT(c, "ask its elements, as in `%t`", question_of(c, list));
    return PV_CHECK_FORMAT(c, "write `%t %s %t`", pv_check_quote(c, other->range), negated ? "not in" : "in",
                           pv_check_quote(c, list->range));
}

void pv_check_report_list_compared(pv_checker *c, const pv_expr *comparison, pv_expr *list, const pv_expr *other) {
    bool negated = comparison->op == PV_NOT_EQUAL;
    pv_diagnose(c->source, PV_DIAGNOSTIC_LIST, list->range, hint_of_equality(c, negated, list, other),
                "`%s` compares with one value, and `%t` is %t", negated ? "!=" : "=", pv_check_quote(c, list->range),
                pv_check_describe(c, &list->type));
}

static void report_unlike(pv_checker *c, pv_relation relation, const pv_expr *x, const pv_expr *list,
                          const pv_type *element) {
    bool is_moment = (x->type.kind == PV_TYPE_DATE && element->kind == PV_TYPE_TIME) ||
                     (x->type.kind == PV_TYPE_TIME && element->kind == PV_TYPE_DATE);
    pv_diagnose(c->source, pv_check_code(relation, is_moment ? PV_DIAGNOSTIC_DATE_AND_TIME : PV_DIAGNOSTIC_COMPARISON),
                pv_range_join(x->range, list->range), pv_check_instead(c, element, x),
                "`%t` (%t) is never in `%t` (%t)", pv_check_quote(c, x->range), pv_check_describe(c, &x->type),
                pv_check_quote(c, list->range), pv_check_describe(c, &list->type));
}

void pv_check_in_list(pv_checker *c, const pv_expr *in, const pv_expr *x, const pv_expr *list) {
    const pv_fact *element = pv_check_element_of(&list->type);
    if (!element || element->type.kind == PV_TYPE_LIST) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_A_SET, list->range,
                    PV_CHECK_FORMAT(c, "ask its elements, as in `%t`", question_of(c, list)),
                    "`%s` needs a set or a list of values, and `%t` is %t", in->negated ? "not in" : "in",
                    pv_check_quote(c, list->range), pv_check_describe(c, &list->type));
        return;
    }
    const pv_type *type = &element->type;
    if (x->kind == PV_EXPR_TEXT && type->kind == PV_TYPE_ONE_OF) {
        if (!pv_check_has_value(c, type->enumeration, x->text))
            pv_check_no_such_value(c, x, type, pv_check_quote(c, list->range));
        return;
    }
    pv_relation relation = pv_check_relate(c, &x->type, type);
    if (relation != PV_RELATED) report_unlike(c, relation, x, list, type);
}
