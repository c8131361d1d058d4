/* Resolution: what each name in an expression stands for, and what its author meant by one that stands for nothing.
 *
 * A path begins with a fact, a group, a param or a define, or with the element of a quantifier around it; below a group
 * or a record each part is a name of that group. What a define reads is noted here, once for each time, for the order
 * of defines and the counts of their uses. Of types only those of facts are known. */
#include "check/check_internal.h"

enum {
    READABLE = 1u << PV_NAMED_FACT | 1u << PV_NAMED_GROUP | 1u << PV_NAMED_PARAM | 1u << PV_NAMED_DEFINE,
    WITHIN_GROUP = 1u << PV_NAMED_FACT | 1u << PV_NAMED_GROUP
};

static proviso_text written_path(pv_checker *c, const pv_expr *path) { return pv_check_quote(c, path->range); }

/* ---- What is not declared ---- */

static bool is_below(const pv_fact *fact, proviso_text path) {
    if (fact->path.length <= path.length) return false;
    const char *end = fact->path.data + fact->path.length - path.length;
    return end[-1] == '.' && pv_text_equal((proviso_text){end, path.length}, path);
}

/* The first fact from `*at` on that has this path below some group; NULL: none. */
static const pv_fact *find_below(pv_checker *c, uint32_t *at, proviso_text path) {
    while (*at < c->model->fact_count && pv_check_may_look(c)) {
        const pv_fact *fact = c->model->facts[(*at)++];
        if (is_below(fact, path)) return fact;
    }
    return NULL;
}

/* How to reach a field of the elements of a list. */
static proviso_text hint_of_quantifier(pv_checker *c, proviso_text list, proviso_text name, proviso_text field,
                                       pv_type_kind kind) {
    proviso_text p = pv_check_name_element(c, name);
    if (kind == PV_TYPE_BOOL)
        return PV_CHECK_FORMAT(c, "ask each element, as in `any (%t in %t where %t.%t)`", p, list, p, field);
    if (kind == PV_TYPE_NUMBER || kind == PV_TYPE_MONEY)
        return PV_CHECK_FORMAT(c,
                               "ask each element, as in `any (%t in %t where %t.%t > …)` or `sum (%t.%t for %t in %t)`",
                               p, list, p, field, p, field, p, list);
    return PV_CHECK_FORMAT(c, "ask each element, as in `any (%t in %t where %t.%t = …)`", p, list, p, field);
}

/* A field of an element without the element's name, or with a wrong one; empty where there is none. */
static proviso_text hint_of_elements(pv_checker *c, const pv_expr *path) {
    proviso_text field = path->names[path->name_count > 1 ? 1 : 0].text;
    for (const pv_element *element = c->elements; element; element = element->outer)
        if (element->record && pv_check_find(c, element->record, field))
            return PV_CHECK_FORMAT(c, "did you mean `%t.%t`?", element->name.text, field);
    return (proviso_text){NULL, 0};
}

/* A field that was written without its group, or with another; empty where there is none. */
static proviso_text hint_of_groups(pv_checker *c, proviso_text path) {
    uint32_t at = 0;
    const pv_fact *first = find_below(c, &at, path), *second = first ? find_below(c, &at, path) : NULL;
    if (!first) return (proviso_text){NULL, 0};
    const pv_fact *list = pv_check_list_around(first->group);
    if (list && pv_check_list_around(list->group))
        return PV_CHECK_FORMAT(c, "it is a field of the elements of `%t`", list->path);
    if (list) return hint_of_quantifier(c, list->path, list->name, path, first->type.kind);
    if (!second || pv_check_list_around(second->group)) return pv_check_did_you_mean(c, first->path);
    return PV_CHECK_FORMAT(c, "did you mean `%t` or `%t`?", first->path, second->path);
}

/* An enumeration's value that was written without its quotes. */
static bool is_value(pv_checker *c, proviso_text name) {
    for (const pv_named *named = c->names.first; named && pv_check_may_look(c); named = named->next)
        if (named->kind == PV_NAMED_VALUE && pv_text_equal(named->name, name)) return true;
    return false;
}

/* A name that only another namespace has; true: reported. */
static bool is_of_another_namespace(pv_checker *c, pv_name name) {
    const pv_named *named = pv_check_find(c, &c->outputs, name.text);
    if (!named) named = pv_check_find(c, &c->clauses, name.text);
    if (!named) return false;
    pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_READABLE, name.range,
                PROVISO_TEXT("an expression reads facts, params and defines"), "`%t` is %s, which has no value here",
                name.text, pv_check_noun(named->kind));
    return true;
}

/* The surest guess first: a field without its group, a value without its quotes, a near name. */
static void report_undeclared(pv_checker *c, const pv_expr *path) {
    pv_name name = path->names[0];
    if (pv_check_is_lost(c, name.text)) return;
    proviso_text hint = hint_of_elements(c, path);
    if (hint.length == 0 && pv_check_was_element(c, name.text))
        hint = PV_CHECK_FORMAT(c, "an element is known only within the parentheses that name it");
    if (hint.length == 0) hint = hint_of_groups(c, pv_source_slice(c->source, path->range));
    if (hint.length == 0 && is_of_another_namespace(c, name)) return;
    if (hint.length == 0 && path->name_count == 1 && is_value(c, name.text))
        hint = PV_CHECK_FORMAT(c, "write `\"%t\"` with quotes", name.text);
    if (hint.length == 0) hint = pv_check_did_you_mean(c, pv_check_suggest(c, &c->values, name.text, READABLE));
    if (hint.length == 0) hint = pv_check_instead_of_word(name.text);
    if (hint.length == 0) hint = PROVISO_TEXT("declare it in `facts`, or as a `param` or a `define`");
    pv_diagnose(c->source, PV_DIAGNOSTIC_UNDECLARED, name.range, hint, "`%t` is not declared", name.text);
}

/* The first `count` names of a path, as written. */
static proviso_text beginning_of(pv_checker *c, const pv_expr *path, uint32_t count) {
    return pv_check_quote(c, pv_range_join(path->names[0].range, path->names[count - 1].range));
}

/* `package.usde`: part `at` of the path is not in the group. */
static void report_no_such_field(pv_checker *c, const pv_expr *path, uint32_t at, const pv_fact_group *group) {
    pv_name name = path->names[at];
    if (pv_check_is_lost(c, name.text)) return;
    proviso_text before = beginning_of(c, path, at), best = pv_check_suggest(c, group, name.text, WITHIN_GROUP);
    proviso_text hint =
        best.length > 0 ? PV_CHECK_FORMAT(c, "did you mean `%t.%t`?", before, best) : hint_of_groups(c, name.text);
    pv_diagnose(c->source, PV_DIAGNOSTIC_NO_FIELD, name.range, hint, "`%t` has no field `%t`", before, name.text);
}

/* ---- What is declared, but is no value ---- */

static void report_group(pv_checker *c, const pv_expr *path, const pv_fact_group *group) {
    proviso_text written = written_path(c, path), hint = {NULL, 0};
    if (group->facts) hint = PV_CHECK_FORMAT(c, "name one of its fields, as `%t.%t`", written, group->facts->name);
    pv_diagnose(c->source, PV_DIAGNOSTIC_GROUP, path->range, hint, "`%t` is a group of facts, not a value", written);
}

static void report_word(pv_checker *c, const pv_expr *path, const pv_named *named) {
    proviso_text hint = {NULL, 0};
    if (named->kind == PV_NAMED_FUNCTION) hint = PV_CHECK_FORMAT(c, "a function is called, as `%t(…)`", named->name);
    if (named->kind == PV_NAMED_UNIT)
        hint = PV_CHECK_FORMAT(c, "a unit stands behind a number, as `5 %t`", named->name);
    pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_READABLE, path->range, hint, "`%t` is %s, which has no value here",
                named->name, pv_check_noun(named->kind));
}

/* `packages.price`: a list has no fields, its elements have. */
static void report_field_of_list(pv_checker *c, const pv_expr *path, uint32_t at, const pv_fact *list) {
    proviso_text before = beginning_of(c, path, at), hint = {NULL, 0};
    proviso_text name = path->names[at].text, best = pv_check_suggest(c, list->type.record, name, 1u << PV_NAMED_FACT);
    const pv_named *field = pv_check_find(c, list->type.record, name);
    if (!field && best.length > 0) field = pv_check_find(c, list->type.record, best);
    if (field && field->kind == PV_NAMED_FACT)
        hint = hint_of_quantifier(c, before, list->name, field->name, field->is.fact->type.kind);
    pv_diagnose(c->source, PV_DIAGNOSTIC_NO_FIELDS, path->names[at].range, hint, "`%t` is a list and has no fields",
                before);
}

static void report_no_fields(pv_checker *c, const pv_expr *path, uint32_t at, const pv_named *named) {
    if (named->kind == PV_NAMED_FACT && named->is.fact->type.kind == PV_TYPE_LIST)
        report_field_of_list(c, path, at, named->is.fact);
    else
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_FIELDS, path->names[at].range, (proviso_text){NULL, 0},
                    "`%t` is %s and has no fields", beginning_of(c, path, at), pv_check_noun(named->kind));
}

static void report_record(pv_checker *c, const pv_expr *path, const pv_fact_group *record) {
    proviso_text written = written_path(c, path), hint = {NULL, 0};
    if (record->facts) hint = PV_CHECK_FORMAT(c, "name one of its fields, as `%t.%t`", written, record->facts->name);
    pv_diagnose(c->source, PV_DIAGNOSTIC_GROUP, path->range, hint, "`%t` is an element with fields, not a value",
                written);
}

/* ---- Paths ---- */

static void note_fact(pv_checker *c, pv_expr *path, pv_fact *fact) {
    path->target_kind = PV_TARGET_FACT;
    path->target.fact = fact;
    if (c->reader && fact->is_private) c->reader->reads_private = true;
}

static void note_define(pv_checker *c, pv_expr *path, pv_define *define) {
    path->target_kind = PV_TARGET_DEFINE;
    path->target.define = define;
    if (!c->reader) {
        define->uses++;
        return;
    }
    pv_reference *reference = pv_check_scratch(c, 1, sizeof *reference);
    if (!reference) return;
    reference->to = define;
    if (c->reader->last_reference)
        c->reader->last_reference->next = reference;
    else
        c->reader->references = reference;
    c->reader->last_reference = reference;
}

static void settle(pv_checker *c, pv_expr *path, pv_named *named, pv_element *element, bool may_be_group) {
    named->used = true;
    path->element = element;
    switch (named->kind) {
    case PV_NAMED_FACT: note_fact(c, path, named->is.fact); break;
    case PV_NAMED_DEFINE: note_define(c, path, named->is.define); break;
    case PV_NAMED_PARAM:
        path->target_kind = PV_TARGET_PARAM;
        path->target.param = named->is.param;
        break;
    case PV_NAMED_GROUP:
        if (!may_be_group) {
            report_group(c, path, named->is.group);
            break;
        }
        path->target_kind = PV_TARGET_GROUP;
        path->target.group = named->is.group;
        break;
    default: report_word(c, path, named); break;
    }
}

/* Follows the names of a path from `at` on; NULL: a group lacks one, which is reported. */
static pv_named *follow(pv_checker *c, const pv_expr *path, uint32_t *at, pv_named *named) {
    for (; *at < path->name_count && named->kind == PV_NAMED_GROUP; (*at)++) {
        const pv_fact_group *group = named->is.group;
        named = pv_check_find(c, group, path->names[*at].text);
        if (!named) {
            report_no_such_field(c, path, *at, group);
            return NULL;
        }
    }
    return named;
}

static void resolve_from(pv_checker *c, pv_expr *path, uint32_t at, pv_named *named, pv_element *element,
                         bool may_be_group) {
    named = follow(c, path, &at, named);
    if (named && at < path->name_count)
        report_no_fields(c, path, at, named);
    else if (named)
        settle(c, path, named, element, may_be_group);
}

/* A path that begins with an element. Of what is no list nothing more is said. */
static void resolve_element(pv_checker *c, pv_expr *path, pv_element *element, bool may_be_group) {
    pv_fact_group *record = element->record;
    if (!record) return;
    pv_fact *scalar = record->facts && record->facts->name.length == 0 ? record->facts : NULL;
    if (path->name_count == 1 && scalar) {
        note_fact(c, path, scalar);
        path->element = element;
    } else if (path->name_count == 1) {
        report_record(c, path, record);
    } else if (scalar) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_FIELDS, path->names[1].range, (proviso_text){NULL, 0},
                    "`%t` is an element of a list and has no fields", element->name.text);
    } else {
        pv_named root = {.kind = PV_NAMED_GROUP, .is.group = record};
        resolve_from(c, path, 1, &root, element, may_be_group);
    }
}

static void resolve_path(pv_checker *c, pv_expr *path, bool may_be_group) {
    path->target_kind = PV_TARGET_NONE;
    pv_element *element = pv_check_find_element(c, path->names[0].text);
    pv_named *named = element ? NULL : pv_check_find(c, &c->values, path->names[0].text);
    if (element)
        resolve_element(c, path, element, may_be_group);
    else if (named)
        resolve_from(c, path, 1, named, NULL, may_be_group);
    else
        report_undeclared(c, path);
}

/* ---- Expressions ---- */

static void resolve_function(pv_checker *c, pv_name name) {
    const pv_named *named = pv_check_find(c, &c->values, name.text);
    if (named && named->kind == PV_NAMED_FUNCTION) return;
    if (named) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_FUNCTION, name.range, (proviso_text){NULL, 0},
                    "`%t` is %s and cannot be called", name.text, pv_check_noun(named->kind));
        return;
    }
    proviso_text hint = pv_check_instead_of_word(name.text);
    if (hint.length == 0)
        hint = pv_check_did_you_mean(c, pv_check_suggest(c, &c->values, name.text, 1u << PV_NAMED_FUNCTION));
    pv_diagnose(c->source, PV_DIAGNOSTIC_NO_FUNCTION, name.range, hint, "no function is called `%t`", name.text);
}

static void resolve_operands(pv_checker *c, const pv_expr *expr) {
    for (pv_expr *operand = expr->operands.first; operand && !c->failed; operand = operand->next)
        if (!pv_check_is_mode(c, expr, operand)) pv_check_resolve(c, operand);
}

static void resolve_quantifier(pv_checker *c, pv_expr *expr) {
    pv_element *outer = c->elements;
    pv_check_resolve(c, expr->list);
    pv_check_enter_element(c, expr);
    resolve_operands(c, expr);
    if (expr->where && !c->failed) pv_check_resolve(c, expr->where);
    c->elements = outer;
}

void pv_check_resolve(pv_checker *c, pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_PATH: resolve_path(c, expr, false); return;
    case PV_EXPR_QUANTIFIER: resolve_quantifier(c, expr); return;
    case PV_EXPR_IS_PRESENT:
        if (expr->operands.first->kind == PV_EXPR_PATH) {
            resolve_path(c, expr->operands.first, true);
            return;
        }
        break;
    case PV_EXPR_CALL: resolve_function(c, expr->name); break;
    default: break;
    }
    resolve_operands(c, expr);
}

void pv_check_resolve_clauses(pv_checker *c, const pv_clause *clauses) {
    for (const pv_clause *clause = clauses; clause && !c->failed; clause = clause->next) {
        if (clause->expr) pv_check_resolve(c, clause->expr);
        for (pv_template_part *part = clause->parts; part && !c->failed; part = part->next)
            if (part->expr) pv_check_resolve(c, part->expr);
    }
}
