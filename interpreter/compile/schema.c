/* Schema: groups and facts laid out in slots and tables.
 *
 * Each root, the document and the elements of each list, has slots of its own. They go depth first, what says that an
 * optional group is there, then a group's own fields, then its groups', so that all that lies below a group is
 * contiguous. Rows of groups: all roots, then breadth first, so that the groups within one stand side by side. A
 * group's template says how its slots look right after it was opened: an optional field absent, a required one unknown,
 * a group within it unknown, an optional group's fields absent, and that it is there itself. */
#include <string.h>

#include "compile/internal.h"

static uint32_t width(const pv_type *type) {
    return type->kind == PV_TYPE_MONEY && type->currency == PV_CURRENCY_ANY ? 2 : 1;
}

static bool allocate_slots(pv_builder *b) {
    const pv_model *model = b->model;
    b->fact_slots = pv_arena_array(b->arena, model->fact_count, sizeof *b->fact_slots);
    b->symbolic = pv_arena_array(b->arena, model->fact_count, 1);
    b->lists = pv_arena_array(b->arena, model->fact_count, sizeof *b->lists);
    b->presence_slots = pv_arena_array(b->arena, model->group_count, sizeof *b->presence_slots);
    b->presence_rows = pv_arena_array(b->arena, model->group_count, sizeof *b->presence_rows);
    b->presences_before = pv_arena_array(b->arena, (size_t)model->group_count + 1, sizeof *b->presences_before);
    return b->fact_slots != NULL && b->symbolic != NULL && b->lists != NULL && b->presence_slots != NULL &&
           b->presence_rows != NULL && b->presences_before != NULL;
}

/* Groups are indexed root by root, each depth first (pv_model.groups), and that is the order of slots. */
void pv_compile_slots(pv_builder *b) {
    const pv_model *model = b->model;
    uint32_t slot = 0, lists = 0, facts = 0;
    if (!allocate_slots(b)) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < model->group_count; i++) {
        const pv_fact_group *group = model->groups[i];
        if (group->list != NULL) {
            b->lists[group->list->index] = lists++;
            slot = 0;
        }
        b->presences_before[i + 1] = b->presences_before[i] + group->optional;
        if (group->optional) {
            b->presence_slots[i] = slot++;
            b->presence_rows[i] = facts + b->presences_before[i];
        }
        for (const pv_fact *fact = group->facts; fact != NULL; fact = fact->next_in_group) {
            b->fact_slots[fact->index] = slot;
            slot += width(&fact->type);
            facts++;
        }
        if (lists == 0) b->slot_count = slot;
    }
}

uint32_t pv_compile_fact_row(const pv_builder *b, const pv_fact *fact) {
    return fact->index + b->presences_before[fact->group->index + 1];
}

uint32_t pv_compile_presence_row(const pv_builder *b, const pv_fact_group *group) {
    return b->presence_rows[group->index];
}

uint32_t pv_compile_field_count(const pv_builder *b) {
    return b->model->fact_count + b->presences_before[b->model->group_count];
}

typedef struct pv_layout {
    pv_builder *b;
    pv_arena *arena;                                    /* the program's */
    const pv_fact_group **order;                        /* as rows */
    uint32_t *rows;                                     /* by group index: its row */
    uint32_t *first_slot, *slot_count, *first_template; /* by group index */
    pv_schema_group *groups;
    pv_schema_field *fields;
    pv_schema_list *lists;
    uint32_t list_count;
    pv_slot *templates;
    pv_vector values; /* uint32_t: symbols of enumerations */
} pv_layout;

/* Slots below each group: children come after their parent in model.groups and are added up backwards. */
static void measure(pv_layout *l) {
    const pv_model *model = l->b->model;
    for (uint32_t i = model->group_count; i > 0; i--) {
        const pv_fact_group *group = model->groups[i - 1];
        uint32_t first = UINT32_MAX;
        if (group->optional) {
            first = l->b->presence_slots[i - 1];
            l->slot_count[i - 1] = 1;
        }
        for (const pv_fact *fact = group->facts; fact != NULL; fact = fact->next_in_group) {
            if (l->b->fact_slots[fact->index] < first) first = l->b->fact_slots[fact->index];
            l->slot_count[i - 1] += width(&fact->type);
        }
        for (const pv_fact_group *child = group->groups; child != NULL; child = child->next) {
            l->slot_count[i - 1] += l->slot_count[child->index];
            if (l->slot_count[child->index] > 0 && l->first_slot[child->index] < first)
                first = l->first_slot[child->index];
        }
        l->first_slot[i - 1] = first == UINT32_MAX ? 0 : first;
    }
    /* a group without slots stands where its parent begins, so that it lies within it */
    for (uint32_t i = 1; i < model->group_count; i++) {
        const pv_fact_group *group = model->groups[i];
        if (l->slot_count[i] == 0 && group->parent != NULL) l->first_slot[i] = l->first_slot[group->parent->index];
    }
}

static void order_groups(pv_layout *l) {
    const pv_model *model = l->b->model;
    uint32_t count = 0;
    for (uint32_t i = 0; i < model->group_count; i++) {
        if (model->groups[i]->parent == NULL) l->order[count++] = model->groups[i];
    }
    l->list_count = count - 1;
    for (uint32_t row = 0; row < count; row++) {
        l->rows[l->order[row]->index] = row;
        l->groups[row].first_group = count;
        for (const pv_fact_group *child = l->order[row]->groups; child != NULL; child = child->next) {
            l->order[count++] = child;
            l->groups[row].group_count++;
        }
    }
}

static void fill(pv_slot *slots, uint32_t count, pv_slot value) {
    for (uint32_t i = 0; i < count; i++) slots[i] = value;
}

static uint32_t write_template(pv_layout *l, const pv_fact_group *group, uint32_t at) {
    pv_slot *slots = l->templates + at;
    uint32_t first = l->first_slot[group->index];
    fill(slots, l->slot_count[group->index], PV_SLOT_UNKNOWN);
    if (group->optional) slots[l->b->presence_slots[group->index] - first] = 1;
    for (const pv_fact *fact = group->facts; fact != NULL; fact = fact->next_in_group) {
        if (fact->optional) fill(slots + (l->b->fact_slots[fact->index] - first), width(&fact->type), PV_SLOT_ABSENT);
    }
    for (const pv_fact_group *child = group->groups; child != NULL; child = child->next) {
        if (child->optional)
            fill(slots + (l->first_slot[child->index] - first), l->slot_count[child->index], PV_SLOT_ABSENT);
    }
    return at + l->slot_count[group->index];
}

static void write_field(pv_layout *l, pv_schema_field *field, const pv_fact *fact, uint32_t group) {
    pv_builder *b = l->b;
    *field = (pv_schema_field){.name = pv_builder_text(b, fact->name),
                               .key = pv_builder_text(b, fact->key),
                               .path = pv_builder_text(b, fact->path),
                               .group = group,
                               .slot = b->fact_slots[fact->index],
                               .first_value = (uint32_t)l->values.count,
                               .currency = fact->type.currency,
                               .kind = (uint8_t)fact->type.kind,
                               .form = (uint8_t)fact->type.form};
    field->flags =
        (uint8_t)((fact->optional ? PV_FIELD_OPTIONAL : 0) | (fact->is_private ? PV_FIELD_PRIVATE : 0) |
                  (fact->type.whole ? PV_FIELD_WHOLE : 0) | (b->symbolic[fact->index] ? PV_FIELD_SYMBOL : 0));
    if (fact->type.kind != PV_TYPE_MONEY) field->currency = PV_CURRENCY_ANY;
    if (fact->type.kind == PV_TYPE_LIST) {
        field->first_value = b->lists[fact->index];
        l->lists[field->first_value] = (pv_schema_list){pv_compile_fact_row(b, fact), field->first_value + 1};
    }
    if (fact->type.kind != PV_TYPE_ONE_OF) return;
    field->value_count = fact->type.enumeration->count;
    for (uint32_t i = 0; i < field->value_count; i++) {
        uint32_t symbol = pv_builder_symbol(b, fact->type.enumeration->values[i]);
        pv_vector_push(&l->values, &symbol);
    }
}

static void write_presence(pv_layout *l, const pv_fact_group *group, uint32_t row) {
    pv_builder *b = l->b;
    l->fields[pv_compile_presence_row(b, group)] = (pv_schema_field){.path = pv_builder_text(b, group->path),
                                                                     .group = row,
                                                                     .slot = b->presence_slots[group->index],
                                                                     .first_value = (uint32_t)l->values.count,
                                                                     .currency = PV_CURRENCY_ANY,
                                                                     .kind = PV_TYPE_BOOL,
                                                                     .flags = PV_FIELD_PRESENCE};
}

static void write_groups(pv_layout *l) {
    pv_builder *b = l->b;
    for (uint32_t row = 0; row < b->model->group_count; row++) {
        const pv_fact_group *group = l->order[row];
        pv_schema_group *out = &l->groups[row];
        out->name = pv_builder_text(b, group->name);
        out->key = pv_builder_text(b, group->key);
        out->path = pv_builder_text(b, group->path);
        out->parent = group->parent == NULL ? row : l->rows[group->parent->index];
        out->first_slot = l->first_slot[group->index];
        out->slot_count = l->slot_count[group->index];
        out->first_template = l->first_template[group->index];
        out->optional = group->optional;
        /* a group's own fields are contiguous in the order of pv_model.facts, which is that of the rows */
        if (group->facts != NULL) out->first_field = pv_compile_fact_row(b, group->facts);
        if (group->optional) {
            out->first_field = pv_compile_presence_row(b, group);
            write_presence(l, group, row);
            out->field_count++;
        }
        for (const pv_fact *fact = group->facts; fact != NULL; fact = fact->next_in_group) {
            write_field(l, &l->fields[pv_compile_fact_row(b, fact)], fact, row);
            out->field_count++;
        }
    }
}

static uint32_t template_slots(const pv_layout *l) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < l->b->model->group_count; i++) total += l->slot_count[i];
    return total > UINT32_MAX ? UINT32_MAX : (uint32_t)total;
}

static bool allocate(pv_layout *l) {
    const pv_model *model = l->b->model;
    l->order = pv_arena_array(l->b->arena, model->group_count, sizeof *l->order);
    l->rows = pv_arena_array(l->b->arena, model->group_count, sizeof *l->rows);
    l->first_slot = pv_arena_array(l->b->arena, model->group_count, sizeof *l->first_slot);
    l->slot_count = pv_arena_array(l->b->arena, model->group_count, sizeof *l->slot_count);
    l->first_template = pv_arena_array(l->b->arena, model->group_count, sizeof *l->first_template);
    l->groups = pv_arena_array(l->arena, model->group_count, sizeof *l->groups);
    l->fields = pv_arena_array(l->arena, pv_compile_field_count(l->b), sizeof *l->fields);
    l->lists = pv_arena_array(l->arena, model->group_count, sizeof *l->lists);
    if (l->order == NULL || l->rows == NULL || l->first_slot == NULL || l->slot_count == NULL ||
        l->first_template == NULL || l->groups == NULL || l->fields == NULL || l->lists == NULL)
        return false;
    measure(l);
    l->templates = pv_arena_array(l->arena, template_slots(l), sizeof *l->templates);
    return l->templates != NULL;
}

proviso_status pv_compile_schema(pv_builder *b, proviso_program *program) {
    pv_layout l = {.b = b, .arena = &program->arena};
    proviso_status status = PROVISO_OUT_OF_MEMORY;
    pv_vector_init(&l.values, b->memory, sizeof(uint32_t));
    if (!allocate(&l)) goto done;
    order_groups(&l);
    uint32_t at = 0;
    for (uint32_t i = 0; i < b->model->group_count; i++) {
        l.first_template[i] = at;
        at = write_template(&l, b->model->groups[i], at);
    }
    write_groups(&l);
    uint32_t *values = pv_arena_array(&program->arena, l.values.count, sizeof *values);
    if (values == NULL || l.values.failed || pv_builder_failed(b)) goto done;
    if (l.values.count > 0) memcpy(values, l.values.data, l.values.count * sizeof *values);
    pv_schema *schema = &program->schema;
    schema->groups = l.groups;
    schema->fields = l.fields;
    schema->values = values;
    schema->templates = l.templates;
    schema->lists = l.lists;
    schema->list_count = l.list_count;
    schema->group_count = b->model->group_count;
    schema->field_count = pv_compile_field_count(b);
    schema->value_count = (uint32_t)l.values.count;
    schema->template_count = at;
    schema->slot_count = b->slot_count;
    status = PROVISO_OK;
done:
    pv_vector_clear(&l.values);
    return status;
}
