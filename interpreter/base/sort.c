/* Sorting: a heap sort.
 *
 * The C library's qsort has no context and may allocate; this needs neither, and hostile input cannot make it
 * quadratic. Where equal elements must keep an order, the comparison says so. */
#include "base/sort.h"

#include <string.h>

typedef struct pv_sorting {
    char *elements;
    size_t size;
    pv_compare_fn *compare;
    const void *context;
} pv_sorting;

static void swap(const pv_sorting *s, size_t a, size_t b) {
    char held[64];
    memcpy(held, s->elements + a * s->size, s->size);
    memcpy(s->elements + a * s->size, s->elements + b * s->size, s->size);
    memcpy(s->elements + b * s->size, held, s->size);
}

static int compare(const pv_sorting *s, size_t a, size_t b) {
    return s->compare(s->context, s->elements + a * s->size, s->elements + b * s->size);
}

static void sift(const pv_sorting *s, size_t root, size_t count) {
    for (size_t child = 2 * root + 1; child < count; root = child, child = 2 * root + 1) {
        if (child + 1 < count && compare(s, child, child + 1) < 0) child++;
        if (compare(s, root, child) >= 0) return;
        swap(s, root, child);
    }
}

void pv_sort(void *elements, size_t count, size_t size, pv_compare_fn *compare_elements, const void *context) {
    pv_sorting s = {elements, size, compare_elements, context};
    for (size_t i = count / 2; i > 0; i--) sift(&s, i - 1, count);
    for (size_t i = count; i > 1; i--) {
        swap(&s, 0, i - 1);
        sift(&s, 0, i - 1);
    }
}
