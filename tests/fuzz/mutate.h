/* Mutations of compiled files. */
#ifndef PV_TESTS_MUTATE_H
#define PV_TESTS_MUTATE_H

#include "image.h"

/* xorshift64*; `state` is never 0. */
static inline uint64_t next_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}
static inline size_t random_below(uint64_t *state, size_t most) {
    return most == 0 ? 0 : (size_t)(next_random(state) >> 11) % most;
}

/* A change or a few of single bytes, anywhere. */
void mutate_bytes(struct image *image, uint64_t *random);

/* A change or a few as the sections of the file suggest: members of rows get values that mean something, rows are
 * swapped, copied, added and taken away, counts and offsets altered, words of code rewritten. Of bytes that are no
 * compiled file, as mutate_bytes. The file is not sealed. */
void mutate_structure(struct image *image, uint64_t *random);

#endif
