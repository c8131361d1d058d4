/* Shown: the facts that a condition read, where it is false.
 *
 * The program knows the fields, by path, with `[]` for the index of an element. Fields of elements are shown element by
 * element, so that all are in the order of their paths; a list is shown itself where it has no elements, or
 * nothing of them was read. Not more than the first twenty are. */
#include "decision/explain.h"

typedef struct pv_shown {
    struct proviso_session *s;
    pv_shown_fact *facts;
    uint32_t count;
    bool failed;
} pv_shown;

/* Some of a condition's fields, side by side, whose paths have the first `root`'s in common. */
typedef struct pv_fields {
    const uint32_t *fields;
    uint32_t count;
    uint32_t root;
    uint64_t row;
    const pv_slot *slots; /* of that element, or of the document */
} pv_fields;

bool pv_explain_path(proviso_text *out, struct proviso_session *s, const pv_place *place) {
    if (place->root == 0) { /* without an index in it, it stands in the program */
        *out = pv_program_text(s->program, place->path);
        return true;
    }
    pv_buffer_reset(&s->text);
    pv_place_write(&s->text, &s->machine, place);
    return pv_session_take_text(out, s);
}

static const pv_schema *schema_of(const pv_shown *shown) { return &shown->s->program->schema; }

static void show(pv_shown *shown, const pv_fields *of, uint32_t field) {
    const pv_schema_field *row = &schema_of(shown)->fields[field];
    pv_shown_fact *fact = &shown->facts[shown->count++];
    pv_place place = {row->path, of->root, of->row};
    *fact = (pv_shown_fact){.field = field, .value = of->slots[row->slot], .currency = row->currency};
    if (row->kind == PV_TYPE_MONEY && row->currency == PV_CURRENCY_ANY && pv_slot_is_value(fact->value))
        fact->currency = (pv_currency)of->slots[row->slot + 1];
    if (!pv_explain_path(&fact->path, shown->s, &place)) shown->failed = true;
}

/* The list of `root` through which a field of a root within it is reached; of its own fields, the field. */
static uint32_t list_towards(const pv_shown *shown, uint32_t field, uint32_t root) {
    const pv_schema *schema = schema_of(shown);
    for (;;) {
        uint32_t own = pv_schema_root(schema, schema->fields[field].group);
        if (own == root) return field;
        field = schema->lists[own - 1].field;
    }
}

static bool has_elements(const pv_shown *shown, const pv_fields *of, uint32_t list) {
    pv_slot value = of->slots[schema_of(shown)->fields[list].slot];
    return pv_slot_is_value(value) && pv_slot_list_count(value) > 0;
}

/* Whether something is shown of the elements of a list. */
static bool reaches_into(const pv_shown *shown, const pv_fields *of, uint32_t list) {
    for (uint32_t i = 0; i < of->count; i++) {
        if (of->fields[i] != list && list_towards(shown, of->fields[i], of->root) == list) return true;
    }
    return false;
}

static void show_fields(pv_shown *shown, const pv_fields *of);

/* The elements of a list, one after the other; `fields` are all that are shown of them. */
static void show_elements(pv_shown *shown, const pv_fields *of, uint32_t list, const uint32_t *fields, uint32_t count) {
    const pv_schema *schema = schema_of(shown);
    const pv_schema_field *row = &schema->fields[list];
    const uint32_t root = row->first_value + 1;
    const size_t stride = pv_schema_row_slots(schema, root);
    const pv_slot value = of->slots[row->slot];
    uint64_t first = pv_slot_list_first(value), end = first + pv_slot_list_count(value);
    for (uint64_t at = first; at < end && shown->count < PV_FACTS_LISTED && !shown->failed; at++) {
        const pv_slot *element = shown->s->machine.elements[root - 1].slots + at * stride;
        if (!pv_machine_charge(&shown->s->machine, (uint64_t)count + 1)) shown->failed = true;
        show_fields(shown, &(pv_fields){fields, count, root, at, element + 1});
    }
}

/* Recursion is as deep as lists nest. */
static void show_fields(pv_shown *shown, const pv_fields *of) {
    uint32_t i = 0;
    while (i < of->count && shown->count < PV_FACTS_LISTED && !shown->failed) {
        uint32_t begin = i++, field = of->fields[begin], list = list_towards(shown, field, of->root);
        if (list != field) {
            while (i < of->count && of->fields[i] != list && list_towards(shown, of->fields[i], of->root) == list) i++;
            if (has_elements(shown, of, list)) show_elements(shown, of, list, of->fields + begin, i - begin);
        } else if (schema_of(shown)->fields[field].kind != PV_TYPE_LIST || !has_elements(shown, of, field) ||
                   !reaches_into(shown, of, field)) {
            show(shown, of, field);
        }
    }
}

bool pv_explain_facts(struct proviso_session *s, pv_false_operand *operand, uint32_t index) {
    const pv_condition *condition = &s->program->conditions[index];
    pv_shown shown = {.s = s, .facts = pv_arena_allocate(&s->arena, PV_FACTS_LISTED * sizeof *shown.facts)};
    if (shown.facts == NULL) return false;
    const uint32_t *fields = s->program->condition_facts + condition->first_fact;
    show_fields(&shown, &(pv_fields){fields, condition->fact_count, 0, 0, s->machine.registers});
    *operand = (pv_false_operand){index, shown.count, shown.facts};
    return !shown.failed;
}
