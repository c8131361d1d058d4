/* Place: paths with the indexes of elements in them.
 *
 * An element's row names the element that its list is in, so all indexes of a path are found by going outward. Lists
 * nest at most as deep as documents do. */
#include "evaluate/place.h"

enum { NESTED_MOST = 64 };

pv_place pv_place_of_field(const proviso_program *p, uint32_t field, uint64_t row) {
    const pv_schema_field *f = &p->schema.fields[field];
    return (pv_place){f->path, pv_schema_root(&p->schema, f->group), row};
}

pv_place pv_place_of_element(const proviso_program *p, uint32_t root, uint64_t row) {
    return (pv_place){p->schema.groups[root].path, root, row};
}

/* The indexes of all elements on the way, the innermost first; their number. */
static uint32_t find_indexes(const pv_machine *m, const pv_place *place, uint64_t indexes[NESTED_MOST]) {
    const pv_schema *schema = &m->program->schema;
    uint32_t root = place->root, count = 0;
    uint64_t row = place->row;
    while (root != 0 && count < NESTED_MOST) {
        size_t stride = pv_schema_row_slots(schema, root);
        pv_slot header = m->elements[root - 1].slots[row * stride];
        indexes[count++] = pv_row_index(header);
        row = pv_row_outer(header);
        root = pv_schema_root(schema, schema->fields[schema->lists[root - 1].field].group);
    }
    return count;
}

static bool is_index(proviso_text path, size_t at) {
    return path.data[at] == '[' && at + 1 < path.length && path.data[at + 1] == ']';
}

/* Where two paths are alike up to an index, both are in lists of one kind. */
int pv_place_compare(const pv_machine *m, const pv_place *a, const pv_place *b) {
    proviso_text x = pv_program_text(m->program, a->path), y = pv_program_text(m->program, b->path);
    uint64_t x_indexes[NESTED_MOST], y_indexes[NESTED_MOST];
    uint32_t x_left = find_indexes(m, a, x_indexes), y_left = find_indexes(m, b, y_indexes);
    for (size_t at = 0; at < x.length && at < y.length && x.data[at] == y.data[at]; at++) {
        if (x_left == 0 || y_left == 0 || !is_index(x, at)) continue;
        uint64_t i = x_indexes[--x_left], j = y_indexes[--y_left];
        if (i != j) return i < j ? -1 : 1;
    }
    return pv_text_compare(x, y);
}

void pv_place_write(pv_buffer *out, const pv_machine *m, const pv_place *place) {
    proviso_text path = pv_program_text(m->program, place->path);
    uint64_t indexes[NESTED_MOST];
    uint32_t left = find_indexes(m, place, indexes);
    size_t begin = 0;
    for (size_t at = 0; at < path.length; at++) {
        if (left == 0 || !is_index(path, at)) continue;
        pv_buffer_add(out, pv_text(path.data + begin, at + 1 - begin));
        pv_buffer_add_unsigned(out, indexes[--left]);
        begin = at + 1;
    }
    pv_buffer_add(out, pv_text(path.data + begin, path.length - begin));
}
