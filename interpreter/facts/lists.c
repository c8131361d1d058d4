/* Lists: the rows that elements are read into.
 *
 * All lists of one kind share one growing array of rows, in the order in which they are read. No list stands in one of
 * its own kind, so nothing comes between the rows of one list, and the row that is being read stays where it is while
 * the lists in it grow theirs. The rows are kept from document to document. */
#include "facts/reader.h"

/* All slots of each root as they are when every group is there. Groups come behind those that they are in, roots before
 * all others. */
static bool create_opened(pv_facts *facts) {
    const pv_schema *schema = facts->schema;
    for (uint32_t i = 0; i < schema->group_count; i++) {
        const pv_schema_group *declared = &schema->groups[i];
        pv_group *group = &facts->groups[i];
        if (i <= schema->list_count)
            group->opened = pv_arena_array(&facts->arena, declared->slot_count, sizeof(pv_slot));
        else
            group->opened = facts->groups[declared->parent].opened;
        if (group->opened == NULL) return false;
        if (declared->slot_count > 0)
            memcpy(group->opened + declared->first_slot, schema->templates + declared->first_template,
                   declared->slot_count * sizeof(pv_slot));
    }
    return true;
}

bool pv_lists_create(pv_facts *facts) {
    const pv_schema *schema = facts->schema;
    facts->elements = pv_arena_array(&facts->arena, schema->list_count, sizeof *facts->elements);
    if (facts->elements == NULL || !create_opened(facts)) return false;
    for (uint32_t i = 0; i < schema->list_count; i++) {
        pv_list *list = &facts->lists[i];
        list->rows = &facts->elements[i];
        list->stride = pv_schema_row_slots(schema, i + 1);
        list->slot = schema->fields[schema->lists[i].field].slot;
    }
    return true;
}

void pv_lists_empty(pv_facts *facts) {
    facts->element_count = 0;
    for (uint32_t i = 0; i < facts->schema->list_count; i++) facts->elements[i].count = 0;
}

void pv_lists_release(pv_facts *facts) {
    for (uint32_t i = 0; i < facts->schema->list_count && facts->elements != NULL; i++) {
        pv_elements *rows = &facts->elements[i];
        pv_memory_release(facts->memory, rows->slots, rows->capacity * facts->lists[i].stride * sizeof(pv_slot));
    }
}

bool pv_lists_open(pv_facts *facts, pv_list *list) {
    if (!pv_frames_open(facts, NULL, true)) return false;
    facts->frames[facts->depth - 1].list = list;
    list->outer_slots = facts->slots;
    list->outer_row = facts->row;
    list->first = list->rows->count;
    return true;
}

static bool grow(pv_facts *facts, pv_list *list) {
    pv_elements *rows = list->rows;
    size_t size = list->stride * sizeof(pv_slot), capacity = rows->capacity;
    size_t grown = pv_memory_grown(capacity, capacity + 1, size);
    pv_slot *resized = grown == 0 ? NULL : pv_memory_resize(facts->memory, rows->slots, capacity * size, grown * size);
    if (resized == NULL) {
        facts->status = PROVISO_OUT_OF_MEMORY;
        return false;
    }
    rows->slots = resized;
    rows->capacity = grown;
    return true;
}

bool pv_lists_add(pv_facts *facts, pv_list *list) {
    pv_elements *rows = list->rows;
    if (facts->element_count == PV_READER_ELEMENTS_MOST) {
        facts->status = PROVISO_LIMIT_REACHED;
        return false;
    }
    if (rows->count == rows->capacity && !grow(facts, list)) return false;
    facts->element_count++;
    facts->row = rows->count++;
    pv_slot *row = rows->slots + facts->row * list->stride;
    row[0] = pv_row_header(list->outer_row, facts->row - list->first);
    facts->slots = row + 1;
    memcpy(facts->slots, list->root->opened, (list->stride - 1) * sizeof *row);
    return true;
}

void pv_lists_close(pv_facts *facts, pv_list *list) {
    facts->slots = list->outer_slots;
    facts->row = list->outer_row;
    facts->slots[list->slot] = pv_slot_of_list(list->first, list->rows->count - list->first);
    facts->depth--;
}
