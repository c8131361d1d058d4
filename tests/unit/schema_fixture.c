/* Builds the tables of a schema from rows: roots, then groups breadth first, slots depth first with a group's own
 * fields before those of the groups within it, templates as the compiler writes them. Memory that fails ends the test.
 */
#include "schema_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS_MOST = 1 << 20, VALUES_MOST = 4096, SYMBOLS_MOST = 1024, INDEX_SIZE = 4096 };

struct fixture_tables {
    pv_schema_group *groups;
    pv_schema_field *fields;
    pv_slot *templates;
    pv_schema_list *lists;
    char texts[TEXTS_MOST];
    size_t texts_length;
    uint32_t values[VALUES_MOST];
    pv_text_ref symbols[SYMBOLS_MOST];
    uint32_t index[INDEX_SIZE];
};

static proviso_text text_of(const char *zero_ended) { return pv_text(zero_ended, strlen(zero_ended)); }

static pv_text_ref add_text(struct fixture_tables *t, const char *text, size_t length) {
    if (t->texts_length + length > TEXTS_MOST) abort();
    pv_text_ref ref = {(uint32_t)t->texts_length, (uint32_t)length};
    memcpy(t->texts + t->texts_length, text, length);
    t->texts_length += length;
    return ref;
}

static uint32_t add_symbol(pv_schema *s, struct fixture_tables *t, const char *text, size_t length) {
    uint32_t found = pv_schema_symbol(s, pv_text(text, length));
    if (found != PV_SYMBOL_NONE) return found;
    if (s->symbol_count == SYMBOLS_MOST) abort();
    uint32_t symbol = s->symbol_count++;
    t->symbols[symbol] = add_text(t, text, length);
    uint32_t at = pv_text_hash(pv_text(text, length)) & (INDEX_SIZE - 1);
    while (t->index[at] != 0) at = (at + 1) & (INDEX_SIZE - 1);
    t->index[at] = symbol;
    return symbol;
}

/* Each of "a,b" becomes a symbol, and a value where `values`. */
static void add_symbols(pv_schema *s, struct fixture_tables *t, const char *list, bool values) {
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        uint32_t symbol = add_symbol(s, t, list, length);
        if (values && s->value_count == VALUES_MOST) abort();
        if (values) t->values[s->value_count++] = symbol;
        list += length + (list[length] == ',');
    }
}

static proviso_text name_of(const char *path) {
    const char *point = strrchr(path, '.');
    return text_of(point != NULL ? point + 1 : path);
}

/* The path is of the elements of a list. */
static bool is_element(const char *path) {
    size_t length = strlen(path);
    return length > 1 && strcmp(path + length - 2, "[]") == 0;
}

static bool is_in(const char *path, const char *group) {
    size_t length = strlen(group);
    proviso_text name = name_of(path);
    if (is_element(path)) return strcmp(path, group) == 0;
    if (length == 0) return name.data == path;
    return strncmp(path, group, length) == 0 && name.data == path + length + 1;
}

/* The root of the elements of the list at a path. */
static bool is_root_of(const struct fixture_tables *t, const pv_schema_group *root, const char *path) {
    return strlen(path) + 2 == root->path.length && memcmp(t->texts + root->path.offset, path, strlen(path)) == 0;
}

static void add_field(pv_schema *s, struct fixture_tables *t, const fixture_row *row, uint32_t group) {
    bool nameless = is_element(row->path) || (row->flags & PV_FIELD_PRESENCE) != 0;
    proviso_text name = nameless ? pv_text("", 0) : name_of(row->path);
    proviso_text key = row->key != NULL ? text_of(row->key) : name;
    pv_schema_field *field = &t->fields[s->field_count++];
    *field = (pv_schema_field){.name = add_text(t, name.data, name.length),
                               .key = add_text(t, key.data, key.length),
                               .path = add_text(t, row->path, strlen(row->path)),
                               .group = group,
                               .first_value = s->value_count,
                               .currency = PV_CURRENCY_ANY,
                               .kind = (uint8_t)row->kind,
                               .form = (uint8_t)row->form,
                               .flags = (uint8_t)row->flags};
    if (row->currency != NULL) field->currency = pv_currency_find(text_of(row->currency));
    if (row->values != NULL) add_symbols(s, t, row->values, true);
    field->value_count = s->value_count - field->first_value;
    for (uint32_t i = 0; row->kind == PV_TYPE_LIST && i < s->list_count; i++) {
        if (!is_root_of(t, &t->groups[t->lists[i].group], row->path)) continue;
        field->first_value = i;
        t->lists[i].field = s->field_count - 1;
    }
}

static void add_group(pv_schema *s, struct fixture_tables *t, const fixture_row *row, uint32_t parent) {
    proviso_text name = name_of(row->path), key = row->key != NULL ? text_of(row->key) : name;
    t->groups[s->group_count++] = (pv_schema_group){.name = add_text(t, name.data, name.length),
                                                    .key = add_text(t, key.data, key.length),
                                                    .path = add_text(t, row->path, strlen(row->path)),
                                                    .parent = parent,
                                                    .optional = (row->flags & PV_FIELD_OPTIONAL) != 0};
}

static void add_root(pv_schema *s, struct fixture_tables *t, const char *path) {
    t->groups[s->group_count] = (pv_schema_group){.path = add_text(t, path, strlen(path)), .parent = s->group_count};
    s->group_count++;
}

/* The document's, and one for the elements of each list. */
static void add_roots(pv_schema *s, struct fixture_tables *t, const fixture_row *rows, size_t count) {
    add_root(s, t, "");
    for (size_t i = 0; i < count; i++) {
        if (rows[i].kind != PV_TYPE_LIST) continue;
        char path[1024];
        if (snprintf(path, sizeof path, "%s[]", rows[i].path) >= (int)sizeof path) abort();
        t->lists[s->list_count++] = (pv_schema_list){.group = s->group_count};
        add_root(s, t, path);
    }
}

/* The group's own fields and the groups within it. */
static void add_content(pv_schema *s, struct fixture_tables *t, uint32_t group, const fixture_row *rows, size_t count) {
    t->groups[group].first_field = s->field_count;
    t->groups[group].first_group = s->group_count;
    char path[1024] = "";
    memcpy(path, t->texts + t->groups[group].path.offset, t->groups[group].path.length);
    for (size_t i = 0; i < count; i++) {
        bool is_itself = rows[i].kind == FIXTURE_GROUP && strcmp(rows[i].path, path) == 0;
        if (is_itself && (rows[i].flags & PV_FIELD_PRESENCE) != 0)
            add_field(s, t, &(fixture_row){path, PV_TYPE_BOOL, .flags = PV_FIELD_PRESENCE}, group);
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_in(rows[i].path, path)) continue;
        if (rows[i].kind == FIXTURE_GROUP)
            add_group(s, t, &rows[i], group);
        else
            add_field(s, t, &rows[i], group);
    }
    t->groups[group].field_count = s->field_count - t->groups[group].first_field;
    t->groups[group].group_count = s->group_count - t->groups[group].first_group;
}

/* Slots of the group and of all below it. */
static void place(pv_schema *s, struct fixture_tables *t, pv_schema_group *group) {
    group->first_slot = s->slot_count;
    for (uint32_t i = 0; i < group->field_count; i++) {
        pv_schema_field *field = &t->fields[group->first_field + i];
        field->slot = s->slot_count;
        s->slot_count += field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY ? 2 : 1;
    }
    for (uint32_t i = 0; i < group->group_count; i++) place(s, t, &t->groups[group->first_group + i]);
    group->slot_count = s->slot_count - group->first_slot;
}

/* Right after the group was opened. */
static void write_template(pv_schema *s, struct fixture_tables *t, pv_schema_group *group) {
    group->first_template = s->template_count;
    pv_slot *slots = t->templates + s->template_count - group->first_slot;
    for (uint32_t i = 0; i < group->slot_count; i++) slots[group->first_slot + i] = PV_SLOT_UNKNOWN;
    for (uint32_t i = 0; i < group->field_count; i++) {
        const pv_schema_field *field = &t->fields[group->first_field + i];
        if ((field->flags & PV_FIELD_PRESENCE) != 0) slots[field->slot] = 1;
        if ((field->flags & PV_FIELD_OPTIONAL) == 0) continue;
        slots[field->slot] = PV_SLOT_ABSENT;
        if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY) slots[field->slot + 1] = PV_SLOT_ABSENT;
    }
    for (uint32_t i = 0; i < group->group_count; i++) {
        const pv_schema_group *inner = &t->groups[group->first_group + i];
        for (uint32_t slot = 0; inner->optional && slot < inner->slot_count; slot++)
            slots[inner->first_slot + slot] = PV_SLOT_ABSENT;
    }
    s->template_count += group->slot_count;
}

static void *array(size_t count, size_t size) {
    void *block = calloc(count + 1, size);
    if (block == NULL) abort();
    return block;
}

void fixture_init(schema_fixture *out, const fixture_row *rows, size_t count, const char *constants) {
    struct fixture_tables *t = array(1, sizeof *t);
    pv_schema *s = &out->schema;
    t->groups = array(2 * count + 1, sizeof *t->groups);
    t->lists = array(count, sizeof *t->lists);
    t->fields = array(2 * count, sizeof *t->fields);
    *s = (pv_schema){.texts = t->texts,
                     .groups = t->groups,
                     .fields = t->fields,
                     .lists = t->lists,
                     .values = t->values,
                     .symbols = t->symbols,
                     .symbol_index = t->index,
                     .symbol_index_size = INDEX_SIZE,
                     .symbol_count = 1};
    if (constants != NULL) add_symbols(s, t, constants, false);
    add_roots(s, t, rows, count);
    for (uint32_t group = 0; group < s->group_count; group++) add_content(s, t, group, rows, count);
    size_t slots = 0;
    for (uint32_t root = s->list_count + 1; root > 0; root--) { /* the document last, whose slots are counted */
        s->slot_count = 0;
        place(s, t, &t->groups[root - 1]);
    }
    for (uint32_t group = 0; group < s->group_count; group++) slots += t->groups[group].slot_count;
    t->templates = array(slots, sizeof *t->templates);
    s->templates = t->templates;
    for (uint32_t group = 0; group < s->group_count; group++) write_template(s, t, &t->groups[group]);
    out->slots = array(s->slot_count, sizeof *out->slots);
    out->tables = t;
    pv_memory_init(&out->memory, NULL, 0);
}

void fixture_clear(schema_fixture *fixture) {
    free(fixture->tables->groups);
    free(fixture->tables->fields);
    free(fixture->tables->templates);
    free(fixture->tables->lists);
    free(fixture->tables);
    free(fixture->slots);
}

const pv_schema_field *fixture_field(const schema_fixture *fixture, const char *path) {
    for (uint32_t i = 0; i < fixture->schema.field_count; i++) {
        const pv_schema_field *field = &fixture->schema.fields[i];
        if (pv_text_is(pv_schema_text(&fixture->schema, field->path), path)) return field;
    }
    abort();
}

pv_slot fixture_slot(const schema_fixture *fixture, const char *path) {
    return fixture->slots[fixture_field(fixture, path)->slot];
}
