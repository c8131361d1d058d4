/* Schema: what a program knows of its facts: groups, fields, JSON keys, types, and the slot of each. Tables of
 * fixed-size rows whose texts are offsets into one block, as the compiled file holds them; verified before anybody
 * reads them. */
#ifndef PV_PROGRAM_SCHEMA_H
#define PV_PROGRAM_SCHEMA_H

#include "base/arena.h"
#include "values/type.h"

typedef struct pv_text_ref {
    uint32_t offset, length; /* into the program's texts */
} pv_text_ref;

enum {
    PV_FIELD_OPTIONAL = 1,
    PV_FIELD_PRIVATE = 2,
    PV_FIELD_WHOLE = 4,    /* number: a fraction is refused */
    PV_FIELD_SYMBOL = 8,   /* text that is compared with constants: look its symbol up when it is read */
    PV_FIELD_PRESENCE = 16 /* a bool without a key, of an optional group: true when the group is there, see templates */
};

typedef struct pv_schema_field {
    pv_text_ref name, key, path;
    uint32_t group;
    uint32_t slot; /* of the value, from that of its root on; money of any currency: slot + 1 is the currency's */
    uint32_t first_value; /* one of: schema.values[first_value, + value_count) are the symbols of its values, as
                             written; list: schema.lists[first_value] */
    uint32_t value_count;
    uint16_t currency; /* money: PV_CURRENCY_ANY, or what it has to be */
    uint8_t kind;      /* pv_type_kind */
    uint8_t form;      /* time: pv_time_form */
    uint8_t flags;     /* PV_FIELD_… */
    uint8_t reserved[3];
} pv_schema_field;

/* Roots come first: row 0 is the document, the others describe the elements of a list each. Groups are sorted breadth
 * first behind them, so that the groups within a group stand side by side. A root is its own parent, and its slots are
 * numbered from 0: they are those of the document, or of a row of the list. A root of elements that are scalars or
 * lists has one field, without name and key. */
typedef struct pv_schema_group {
    pv_text_ref name, key, path;
    uint32_t parent;
    uint32_t first_field, field_count; /* its own fields */
    uint32_t first_group, group_count; /* the groups within it */
    uint32_t first_slot, slot_count;   /* all slots below it, nested groups' too */
    uint32_t first_template; /* schema.templates[first_template, + slot_count): its slots right after it was opened */
    uint32_t optional; /* 0 or 1; one that is missing makes all its fields absent, which its parent's template says */
} pv_schema_group;

/* What a list's elements are; in the order of their roots: lists[i] has root i + 1. Each list is the list of one field,
 * and stands in the document or below a root before its own: no list is within one of its own kind. Paths of what is in
 * an element have `[]` where an element's index goes: "packages[].price"; of the elements of a list of scalars,
 * "tags[]". */
typedef struct pv_schema_list {
    uint32_t field; /* the list */
    uint32_t group; /* the root of its elements; the slots of a row are that root's */
} pv_schema_list;

typedef struct pv_schema {
    const char *texts;
    const pv_schema_group *groups;
    const pv_schema_field *fields;
    const uint32_t *values;       /* symbols */
    const pv_text_ref *symbols;   /* by symbol; [0] is empty: PV_SYMBOL_NONE */
    const uint32_t *symbol_index; /* open addressing by pv_text_hash, 0 is free; symbol_index_size is a power of two */
    const pv_slot *templates;     /* PV_SLOT_UNKNOWN or PV_SLOT_ABSENT; 1 of a group's own PRESENCE */
    const pv_schema_list *lists;
    uint32_t group_count, field_count, value_count, symbol_count, symbol_index_size, template_count, list_count;
    uint32_t slot_count; /* of the document */
} pv_schema;

static inline proviso_text pv_schema_text(const pv_schema *schema, pv_text_ref ref) {
    return (proviso_text){schema->texts + ref.offset, ref.length};
}

/* The root that a group is below, or is. */
static inline uint32_t pv_schema_root(const pv_schema *schema, uint32_t group) {
    while (schema->groups[group].parent != group) group = schema->groups[group].parent;
    return group;
}

/* Slots of a row of a list: its header, then those of the elements' root. */
static inline size_t pv_schema_row_slots(const pv_schema *schema, uint32_t root) {
    return (size_t)schema->groups[root].slot_count + 1;
}

enum { PV_GROUPS_MOST = 16384 };

/* The symbol of a text, or PV_SYMBOL_NONE. */
uint32_t pv_schema_symbol(const pv_schema *schema, proviso_text text);
/* Makes the index of the schema's symbols, which are less than 2^30. PROVISO_OK, PROVISO_OUT_OF_MEMORY, or
 * PROVISO_LIMIT_REACHED: so many of them have one hash that somebody must have sought them. */
proviso_status pv_schema_index_symbols(pv_schema *schema, pv_arena *arena);

#endif
