/* The schema of the facts: groups and fields from all `facts` blocks, their types, paths and JSON keys.
 *
 * The names at the top share the namespace of params and defines; those within a group have the group as their scope,
 * and so have its JSON keys (the address of `key` stands for these). A group is written once: a second one of its name
 * is a clash, like any other. Groups and fields that clash are not in the model. The elements of a list are a root of
 * their own, apart from the document; what a private list holds is private too. Numbers are given at the end, depth
 * first, a group's own fields before its groups. Recursion follows the nesting of groups and lists, which the parser
 * bounds. */
#include "check/check_internal.h"

static void add_fields(pv_checker *c, pv_fact_group *group, pv_group_ends *ends, const pv_field *fields);

static const void *scope_of(const pv_checker *c, const pv_fact_group *group) {
    return group == c->model->root ? (const void *)&c->values : group;
}

static proviso_text path_of(pv_checker *c, const pv_fact_group *group, proviso_text name) {
    if (group == c->model->root) return name;
    proviso_text path = pv_arena_format(c->arena, "%t.%t", group->path, name);
    if (!path.data) c->failed = true;
    return path;
}

const pv_fact *pv_check_list_around(const pv_fact_group *group) {
    while (group->parent) group = group->parent;
    return group->list;
}

static void declare_key(pv_checker *c, const pv_fact_group *group, const pv_field *field) {
    pv_name key = {field->key.present ? field->key.text : field->name.text,
                   field->key.present ? field->key.range : field->name.range};
    const pv_named *earlier = pv_check_find(c, &group->key, key.text);
    if (!earlier) {
        pv_check_add_name(c, &group->key, key, PV_NAMED_KEY);
        return;
    }
    size_t line, column;
    pv_source_position(c->source, earlier->range.begin, &line, &column);
    pv_diagnose(c->source, PV_DIAGNOSTIC_KEY_TWICE, key.range,
                PV_CHECK_FORMAT(c, "the field on line %zu has the same key; write another one after `as`", line),
                "two fields of one group have the JSON key `%t`", key.text);
}

static void add_group(pv_checker *c, pv_fact_group *parent, pv_group_ends *ends, const pv_field *field,
                      pv_named *named) {
    pv_fact_group *group = pv_check_new(c, 1, sizeof *group);
    if (!group) return;
    *group = (pv_fact_group){.name = field->name.text,
                             .key = field->key.present ? field->key.text : field->name.text,
                             .path = path_of(c, parent, field->name.text),
                             .parent = parent,
                             .optional = field->optional};
    named->is.group = group;
    *ends->group = group;
    ends->group = &group->next;
    c->model->group_count++;
    add_fields(c, group, &(pv_group_ends){&group->facts, &group->groups}, field->fields);
}

/* NULL: memory failed. */
static pv_fact *new_fact(pv_checker *c, pv_fact_group *group, pv_group_ends *ends, pv_range range) {
    pv_fact *fact = pv_check_new(c, 1, sizeof *fact);
    if (!fact) return NULL;
    const pv_fact *list = pv_check_list_around(group);
    fact->group = group;
    fact->is_private = list && list->is_private;
    *ends->fact = fact;
    ends->fact = &fact->next_in_group;
    if (++c->model->fact_count == PV_CHECK_FACTS_MOST + 1)
        pv_diagnose(c->source, PV_DIAGNOSTIC_TOO_MANY_FACTS, range, (proviso_text){NULL, 0},
                    "a policy has at most 16,384 facts, and this is one more");
    return fact;
}

/* The elements of a list: records, or facts without a name. */
static void add_elements(pv_checker *c, pv_fact *list, const pv_type_expr *written) {
    pv_fact_group *record = pv_check_new(c, 1, sizeof *record);
    if (!record) return;
    record->path = pv_arena_format(c->arena, "%t[]", list->path);
    if (!record->path.data) c->failed = true;
    record->list = list;
    list->type.record = record;
    c->model->group_count++;
    pv_group_ends ends = {&record->facts, &record->groups};
    if (written->has_fields) {
        add_fields(c, record, &ends, written->fields);
        return;
    }
    pv_fact *element = new_fact(c, record, &ends, written->range);
    if (!element) return;
    element->name = element->key = (proviso_text){"", 0};
    element->path = record->path;
    element->type = pv_check_read_type(c, written->element);
    if (element->type.kind == PV_TYPE_LIST) add_elements(c, element, written->element);
}

static void add_fact(pv_checker *c, pv_fact_group *group, pv_group_ends *ends, const pv_field *field, pv_named *named) {
    pv_fact *fact = new_fact(c, group, ends, field->name.range);
    if (!fact) return;
    named->is.fact = fact;
    fact->name = field->name.text;
    fact->key = field->key.present ? field->key.text : field->name.text;
    fact->path = path_of(c, group, field->name.text);
    fact->type = pv_check_read_type(c, field->type);
    fact->optional = field->optional;
    fact->is_private = fact->is_private || field->is_private;
    if (fact->type.kind == PV_TYPE_LIST) add_elements(c, fact, field->type);
}

/* A value of an enumeration that has neither a blank nor a capital may well be the next one. */
void pv_check_look_for_comma(pv_checker *c, const pv_type_expr *type, pv_string description) {
    while (type->kind == PV_TYPE_LIST && type->element) type = type->element;
    if (type->kind != PV_TYPE_ONE_OF || !description.present) return;
    for (size_t i = 0; i < description.text.length; i++) {
        char at = description.text.data[i];
        if (at == ' ' || at == '\t' || at == '\n' || (at >= 'A' && at <= 'Z')) return;
    }
    pv_diagnose(c->source, PV_DIAGNOSTIC_COMMA_MISSING, description.range,
                PROVISO_TEXT("write a comma before it to make it a value; a description has a blank or a capital"),
                "`%t` is taken as a description, and a comma may be missing", pv_check_quote(c, description.range));
}

static void add_fields(pv_checker *c, pv_fact_group *group, pv_group_ends *ends, const pv_field *fields) {
    for (const pv_field *field = fields; field && !c->failed; field = field->next) {
        if (!field->is_group) pv_check_look_for_comma(c, field->type, field->description);
        pv_named *named =
            pv_check_declare(c, scope_of(c, group), field->name, field->is_group ? PV_NAMED_GROUP : PV_NAMED_FACT);
        if (!named) continue;
        declare_key(c, group, field);
        if (field->is_group)
            add_group(c, group, ends, field, named);
        else
            add_fact(c, group, ends, field, named);
    }
}

static bool has_root(pv_checker *c) {
    if (c->model->root) return true;
    pv_fact_group *root = pv_check_new(c, 1, sizeof *root);
    if (!root) return false;
    c->model->root = root;
    c->model->group_count = 1;
    c->root_ends = (pv_group_ends){&root->facts, &root->groups};
    return true;
}

void pv_check_declare_facts(pv_checker *c, const pv_item *item) {
    if (has_root(c)) add_fields(c, c->model->root, &c->root_ends, item->fields);
}

static void index_group(pv_model *model, pv_fact_group *group) {
    group->index = model->group_count;
    model->groups[model->group_count++] = group;
    for (pv_fact *fact = group->facts; fact; fact = fact->next_in_group) {
        fact->index = model->fact_count;
        model->facts[model->fact_count++] = fact;
    }
    for (pv_fact_group *inner = group->groups; inner; inner = inner->next) index_group(model, inner);
}

void pv_check_index_facts(pv_checker *c) {
    if (!has_root(c)) return;
    pv_model *model = c->model;
    model->groups = pv_check_new(c, model->group_count, sizeof(pv_fact_group *));
    model->facts = pv_check_new(c, model->fact_count, sizeof(pv_fact *));
    if (c->failed) return;
    model->group_count = model->fact_count = 0;
    index_group(model, model->root);
    for (uint32_t i = 0; i < model->fact_count; i++) /* which grows by what the lists hold */
        if (model->facts[i]->type.kind == PV_TYPE_LIST) index_group(model, model->facts[i]->type.record);
}
