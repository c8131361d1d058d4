/* Sorting with a context: in place, no memory, no recursion, n log n on any input. Not stable. */
#ifndef PV_BASE_SORT_H
#define PV_BASE_SORT_H

#include <stddef.h>

typedef int pv_compare_fn(const void *context, const void *a, const void *b);

/* size at most 64 bytes */
void pv_sort(void *elements, size_t count, size_t size, pv_compare_fn *compare, const void *context);

#endif
