/* Causes: what is missing and what is at fault, as an explanation lists it.
 *
 * Of each kind the first hundred by path or text, each once; the rest is counted. A place at fault is listed once for
 * each element, whoever asked. */
#include "base/sort.h"
#include "decision/explain.h"

static int by_place(const void *machine, const void *a, const void *b) { return pv_place_compare(machine, a, b); }

static int compare_elements(const pv_machine *machine, const pv_place *a, const pv_place *b) {
    if (a->root == 0 || b->root == 0) return (a->root != 0) - (b->root != 0);
    return pv_place_compare(machine, a, b);
}

static int by_text(const void *machine, const void *a, const void *b) {
    const pv_fault *x = a, *y = b;
    int order = pv_text_compare(x->text, y->text);
    if (order == 0) order = compare_elements(machine, &x->at, &y->at);
    if (order == 0) order = pv_text_compare(x->in, y->in);
    if (order != 0) return order;
    /* one text may be at fault in two ways: a value that two outputs take */
    return pv_text_compare(proviso_text_of(x->kind), proviso_text_of(y->kind));
}

static bool is_same_place(const pv_place *a, const pv_place *b) {
    return a->path.offset == b->path.offset && a->root == b->root && a->row == b->row;
}

static bool is_same_fault(const pv_fault *a, const pv_fault *b) {
    return pv_text_equal(a->text, b->text) && is_same_place(&a->at, &b->at);
}

static size_t unique_places(pv_place *places, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !is_same_place(&places[kept - 1], &places[i])) places[kept++] = places[i];
    }
    return kept;
}

static size_t unique_faults(pv_fault *faults, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !is_same_fault(&faults[kept - 1], &faults[i])) faults[kept++] = faults[i];
    }
    return kept;
}

static uint32_t listed(pv_explanation *e, size_t count) {
    if (count <= PV_CAUSES_LISTED) return (uint32_t)count;
    e->more += count - PV_CAUSES_LISTED;
    return PV_CAUSES_LISTED;
}

static bool list_missing(struct proviso_session *s, pv_explanation *e, pv_vector *missing) {
    if (missing->count > 0) pv_sort(missing->data, missing->count, sizeof(pv_place), by_place, &s->machine);
    e->missing_count = listed(e, unique_places(missing->data, missing->count));
    e->missing = pv_arena_array(&s->arena, e->missing_count, sizeof *e->missing);
    bool ok = e->missing != NULL;
    for (uint32_t i = 0; i < e->missing_count && ok; i++)
        ok = pv_explain_path(&e->missing[i], s, pv_vector_at(missing, pv_place, i));
    return ok;
}

static bool list_faults(struct proviso_session *s, pv_explanation *e, pv_vector *faults) {
    if (faults->count > 0) pv_sort(faults->data, faults->count, sizeof(pv_fault), by_text, &s->machine);
    e->fault_count = listed(e, unique_faults(faults->data, faults->count));
    e->faults = pv_arena_array(&s->arena, e->fault_count, sizeof *e->faults);
    bool ok = e->faults != NULL;
    for (uint32_t i = 0; i < e->fault_count && ok; i++) {
        const pv_fault *fault = pv_vector_at(faults, pv_fault, i);
        e->faults[i] = (pv_listed_fault){.in = fault->in, .text = fault->text, .kind = fault->kind};
        if (fault->at.root != 0) ok = pv_explain_path(&e->faults[i].at, s, &fault->at);
    }
    return ok;
}

bool pv_explain_causes(struct proviso_session *s, pv_explanation *e, pv_causes *causes) {
    return list_missing(s, e, &causes->missing) && list_faults(s, e, &causes->faults);
}
