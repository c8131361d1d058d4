/* The verifier's part for the schema: groups form a tree, every slot belongs to one field, templates cover their group,
 * the index of symbols can be searched without end checks.
 *
 * The facts reader relies on all of this: it writes slots and copies templates without asking again. */
#include "program/verify_internal.h"

enum {
    FACTS_MOST = 16384,
    DEPTH_MOST = 64,
    KEY_MOST = 65536,            /* as a text */
    PATH_MOST = DEPTH_MOST * 256 /* of names with a point between them */
};

static bool inside(uint32_t first, uint32_t count, uint32_t outer_first, uint32_t outer_count) {
    return first >= outer_first && count <= outer_count && first - outer_first <= outer_count - count;
}

static const char *verify_names(const proviso_program *p, pv_text_ref name, pv_text_ref key, pv_text_ref path) {
    const char *problem = pv_verify_name(p, name);
    if (problem == NULL) problem = pv_verify_text(p, key);
    if (problem == NULL) problem = pv_verify_text(p, path);
    return problem != NULL || (key.length <= KEY_MOST && path.length <= PATH_MOST) ? problem : "a name is too long";
}

static const char *take_slot(pv_verifier *v, uint32_t slot, pv_frame_register what, uint32_t group) {
    const pv_schema_group *around = &v->program->schema.groups[group];
    if (!inside(slot, 1, around->first_slot, around->slot_count)) return "a slot lies outside of its group";
    pv_frame_register *at = &v->slots[v->first_slots[v->roots[group]] + slot];
    if (at->class != PV_CLASS_NONE) return "two fields share a slot";
    *at = what;
    return NULL;
}

/* Whether a group that is there starts with this slot set. */
static bool starts_set(const pv_schema *s, uint32_t group, uint32_t slot) {
    const pv_schema_group *row = &s->groups[group];
    return inside(slot, 1, row->first_slot, row->slot_count) &&
           s->templates[row->first_template + (slot - row->first_slot)] == 1;
}

static bool is_presence(const pv_schema *s, const pv_schema_field *field, uint32_t group) {
    return field->flags == PV_FIELD_PRESENCE && field->kind == PV_TYPE_BOOL && group > s->list_count &&
           s->groups[group].optional == 1 && field->key.length == 0 && starts_set(s, group, field->slot);
}

/* A list names its elements, and they name it. */
static bool is_list(const pv_schema *s, const pv_schema_field *field) {
    return field->first_value < s->list_count && &s->fields[s->lists[field->first_value].field] == field;
}

static const char *verify_field(pv_verifier *v, const pv_schema_field *field, uint32_t group) {
    const pv_schema *s = &v->program->schema;
    const unsigned flags = PV_FIELD_OPTIONAL | PV_FIELD_PRIVATE | PV_FIELD_WHOLE | PV_FIELD_SYMBOL | PV_FIELD_PRESENCE;
    pv_class class = pv_class_of((pv_type_kind)field->kind);
    const unsigned reserved = field->reserved[0] | field->reserved[1] | field->reserved[2];
    if (field->group != group || class == PV_CLASS_NONE || (field->flags & ~flags) != 0 || reserved != 0 ||
        field->form > PV_TIME_UNIX_MILLISECONDS || (field->value_count > 0) != (field->kind == PV_TYPE_ONE_OF))
        return "a field is malformed";
    if ((field->flags & PV_FIELD_PRESENCE) != 0 && !is_presence(s, field, group)) return "a presence is malformed";
    if (field->kind == PV_TYPE_LIST && !is_list(s, field)) return "a list is malformed";
    if (!pv_verify_list(&v->ends.values, field->first_value, field->value_count, s->value_count))
        return "an enumeration is out of range";
    const char *problem = verify_names(v->program, field->name, field->key, field->path);
    pv_frame_register what = {class, field->kind == PV_TYPE_LIST ? field->first_value : 0};
    if (problem == NULL) problem = take_slot(v, field->slot, what, group);
    if (problem != NULL || field->kind != PV_TYPE_MONEY) return problem;
    what.class = PV_CLASS_CURRENCY;
    if (field->currency == PV_CURRENCY_ANY) return take_slot(v, field->slot + 1, what, group);
    return field->currency < pv_currency_count() ? NULL : "a currency is unknown";
}

/* Children lie behind their parent, so that depth and containment follow by induction. Their slots stand in order: to
 * empty all that are missing costs no more than the slots of an element. */
static const char *verify_group(pv_verifier *v, uint32_t index) {
    const pv_schema *s = &v->program->schema;
    const pv_schema_group *group = &s->groups[index];
    const char *problem = verify_names(v->program, group->name, group->key, group->path);
    if (problem != NULL) return problem;
    const pv_schema_group *root = &s->groups[v->roots[index]];
    uint32_t behind = index > s->list_count ? index + 1 : s->list_count + 1;
    if (group->optional > 1 || !inside(group->first_field, group->field_count, 0, s->field_count) ||
        !inside(group->first_group, group->group_count, behind, s->group_count - behind) ||
        !inside(group->first_slot, group->slot_count, root->first_slot, root->slot_count) ||
        !inside(group->first_template, group->slot_count, 0, s->template_count))
        return "a group is out of range";
    uint32_t slots_end = group->first_slot;
    for (uint32_t i = 0; i < group->group_count; i++) {
        const pv_schema_group *child = &s->groups[group->first_group + i];
        if (child->parent != index ||
            !inside(child->first_slot, child->slot_count, group->first_slot, group->slot_count))
            return "a group lies outside of its parent";
        if (child->slot_count > 0 && child->first_slot < slots_end) return "groups share slots";
        if (child->slot_count > 0) slots_end = child->first_slot + child->slot_count;
        if (v->depths[index] == DEPTH_MOST - 1) return "groups nest too deep";
        v->depths[group->first_group + i] = (uint8_t)(v->depths[index] + 1);
        v->roots[group->first_group + i] = v->roots[index];
    }
    for (uint32_t i = 0; i < group->field_count && problem == NULL; i++)
        problem = verify_field(v, &s->fields[group->first_field + i], index);
    return problem;
}

static const char *verify_symbols(const pv_verifier *v) {
    const pv_schema *s = &v->program->schema;
    if (s->symbol_count == 0 || s->symbol_index_size <= s->symbol_count ||
        (s->symbol_index_size & (s->symbol_index_size - 1)) != 0)
        return "the index of symbols is malformed";
    uint32_t used = 0;
    for (uint32_t i = 0; i < s->symbol_index_size; i++) {
        if (s->symbol_index[i] >= s->symbol_count) return "a symbol is out of range";
        used += s->symbol_index[i] != 0;
    }
    if (used >= s->symbol_index_size) return "the index of symbols is full";
    const char *problem = NULL;
    for (uint32_t i = 0; i < s->symbol_count && problem == NULL; i++)
        problem = pv_verify_text(v->program, s->symbols[i]);
    if (problem != NULL) return problem;
    for (uint32_t i = 0; i < s->value_count; i++) {
        if (s->values[i] == PV_SYMBOL_NONE || s->values[i] >= s->symbol_count) return "a symbol is out of range";
    }
    return NULL;
}

/* Rows are reached by their index too, so each has to have been verified as a member of its group. No two groups can
 * have the same one. And all groups can be opened at the cost of reading all templates once. */
static bool every_row_has_its_group(const pv_schema *s) {
    uint64_t fields = 0, groups = (uint64_t)s->list_count + 1, slots = 0;
    for (uint32_t i = 0; i < s->group_count; i++) {
        fields += s->groups[i].field_count;
        groups += s->groups[i].group_count;
        slots += s->groups[i].slot_count;
    }
    return fields == s->field_count && groups == s->group_count && slots <= s->template_count;
}

/* Unknown or absent; that a group is there is known where it has a field for that, and nowhere else. */
static const char *verify_templates(const pv_schema *s) {
    uint32_t set = 0, presences = 0;
    for (uint32_t i = 0; i < s->template_count; i++) {
        set += s->templates[i] == 1;
        if (s->templates[i] != 1 && s->templates[i] != PV_SLOT_UNKNOWN && s->templates[i] != PV_SLOT_ABSENT)
            return "a template is malformed";
    }
    for (uint32_t i = 0; i < s->field_count; i++) presences += (s->fields[i].flags & PV_FIELD_PRESENCE) != 0;
    return set == presences ? NULL : "a template is malformed";
}

/* Roots: the document's, and one of the elements of each list, each within one before it. */
static const char *verify_roots(pv_verifier *v) {
    const pv_schema *s = &v->program->schema;
    uint64_t slots = 0;
    for (uint32_t i = 0; i <= s->list_count; i++) {
        const pv_schema_group *root = &s->groups[i];
        if (root->parent != i || root->first_slot != 0 || root->optional != 0 || root->slot_count > PV_REGISTERS_MOST)
            return "a root is malformed";
        v->roots[i] = i;
        v->first_slots[i] = (uint32_t)slots;
        slots += root->slot_count;
        if (slots > s->template_count) return "a root is malformed";
        if (i > 0 && (s->lists[i - 1].group != i || s->lists[i - 1].field >= s->field_count))
            return "a list is malformed";
    }
    return s->groups[0].slot_count == s->slot_count ? NULL : "the root does not hold all slots";
}

/* Groups are verified in the order of their rows, which is not that of the lists they are in; so how deep elements lie
 * is asked when all groups are known, and lists in lists come in order. */
static const char *verify_depths(pv_verifier *v) {
    const pv_schema *s = &v->program->schema;
    for (uint32_t i = 0; i < s->list_count; i++) {
        const pv_schema_field *field = &s->fields[s->lists[i].field];
        if (field->kind != PV_TYPE_LIST || v->roots[field->group] > i) return "a list is malformed";
        v->list_depths[i + 1] = (uint8_t)(v->list_depths[v->roots[field->group]] + v->depths[field->group] + 1);
        if (v->list_depths[i + 1] >= DEPTH_MOST) return "lists nest too deep";
    }
    for (uint32_t i = 0; i < s->group_count; i++) {
        if (v->list_depths[v->roots[i]] + v->depths[i] >= DEPTH_MOST) return "groups nest too deep";
    }
    return NULL;
}

const char *pv_verify_schema(pv_verifier *v) {
    const pv_schema *s = &v->program->schema;
    if (s->group_count <= s->list_count || s->slot_count > PV_REGISTERS_MOST)
        return "there is no root, or too many slots";
    if (s->field_count > FACTS_MOST + PV_GROUPS_MOST || s->group_count > PV_GROUPS_MOST)
        return "there are too many facts";
    const char *problem = verify_symbols(v);
    if (problem == NULL) problem = verify_roots(v);
    for (uint32_t i = 0; i < s->group_count && problem == NULL; i++) problem = verify_group(v, i);
    if (problem == NULL && !every_row_has_its_group(s)) problem = "a field or a group is in no group";
    if (problem == NULL) problem = verify_templates(s);
    if (problem == NULL) problem = verify_depths(v);
    uint32_t slots = problem == NULL ? v->first_slots[s->list_count] + s->groups[s->list_count].slot_count : 0;
    for (uint32_t i = 0; i < slots && problem == NULL; i++) {
        if (v->slots[i].class == PV_CLASS_NONE) problem = "a slot belongs to no field";
    }
    return problem;
}
