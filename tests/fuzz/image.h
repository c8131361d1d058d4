/* Images: the bytes of a compiled file as somebody with an editor sees them. Rows are changed, added and taken away,
 * and the file is made to look untouched again: its length and its checksum are right. Nothing here is verified. */
#ifndef PV_TESTS_IMAGE_H
#define PV_TESTS_IMAGE_H

#include "program/file_internal.h"

struct image {
    char *bytes; /* begins as a compiled file does */
    size_t length, capacity;
};

/* Copies a file; free() its bytes. `room`: by how many bytes it may grow. false: memory failed. */
bool image_create(struct image *image, const char *bytes, size_t length, size_t room);

/* Where the table of sections ends; where the file is too short for it, no later than the file. */
size_t image_table_end(const struct image *image);
/* An optional section may not be there: then it has no rows, and nothing else may be asked of it. */
bool image_has(const struct image *image, unsigned section);
uint64_t image_offset(const struct image *image, unsigned section);
uint32_t image_count(const struct image *image, unsigned section);
void image_set_count(struct image *image, unsigned section, uint32_t count); /* as the table says it, no more */
void image_set_offset(struct image *image, unsigned section, uint64_t offset);
char *image_row(const struct image *image, unsigned section, uint32_t row);

/* Members of rows are little endian, `size` bytes at `offset` of the row. */
uint64_t image_get(const struct image *image, unsigned section, uint32_t row, size_t offset, unsigned size);
void image_put(struct image *image, unsigned section, uint32_t row, size_t offset, unsigned size, uint64_t value);
#define IMAGE_PUT(image, section, row, type, member, value)                                                            \
    image_put(image, section, row, offsetof(type, member), sizeof(((type *)0)->member), value)
#define IMAGE_GET(image, section, row, type, member)                                                                   \
    image_get(image, section, row, offsetof(type, member), sizeof(((type *)0)->member))

/* Gives the section so many rows: the first ones stay, new ones are zero. Sections behind it move. false: no room. */
bool image_resize(struct image *image, unsigned section, uint32_t count);

/* Makes the checksum right, and the length where it can be. */
void image_seal(struct image *image);

#endif
