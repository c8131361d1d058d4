/* Images of compiled files. See image.h. */
#include "image.h"

#include <stdlib.h>

bool image_create(struct image *image, const char *bytes, size_t length, size_t room) {
    *image = (struct image){malloc(length + room), length, length + room};
    if (image->bytes == NULL) return false;
    memcpy(image->bytes, bytes, length);
    return true;
}

/* NULL: the table has none. */
static char *entry(const struct image *image, unsigned section) {
    uint32_t id = pv_section_get(section)->id;
    for (char *at = image->bytes + PV_FILE_HEADER; at < image->bytes + image_table_end(image); at += PV_ENTRY_BYTES) {
        if (pv_get(at, 4) == id) return at;
    }
    return NULL;
}

size_t image_table_end(const struct image *image) {
    if (image->length < PV_FILE_HEADER) return PV_FILE_HEADER;
    uint64_t most = (image->length - PV_FILE_HEADER) / PV_ENTRY_BYTES;
    uint64_t sections = pv_get(image->bytes + PV_AT_SECTIONS, 4);
    return PV_FILE_HEADER + (size_t)(sections < most ? sections : most) * PV_ENTRY_BYTES;
}

bool image_has(const struct image *image, unsigned section) { return entry(image, section) != NULL; }

uint64_t image_offset(const struct image *image, unsigned section) { return pv_get(entry(image, section) + 16, 8); }

uint32_t image_count(const struct image *image, unsigned section) {
    const char *at = entry(image, section);
    return at == NULL ? 0 : (uint32_t)pv_get(at + 8, 4);
}

void image_set_count(struct image *image, unsigned section, uint32_t count) {
    pv_put(entry(image, section) + 8, 4, count);
}

void image_set_offset(struct image *image, unsigned section, uint64_t offset) {
    pv_put(entry(image, section) + 16, 8, offset);
}

char *image_row(const struct image *image, unsigned section, uint32_t row) {
    return image->bytes + image_offset(image, section) + (size_t)row * pv_section_get(section)->row;
}

uint64_t image_get(const struct image *image, unsigned section, uint32_t row, size_t offset, unsigned size) {
    return pv_get(image_row(image, section, row) + offset, size);
}

void image_put(struct image *image, unsigned section, uint32_t row, size_t offset, unsigned size, uint64_t value) {
    pv_put(image_row(image, section, row) + offset, size, value);
}

static size_t aligned(size_t n) { return (n + 7) & ~(size_t)7; }

bool image_resize(struct image *image, unsigned section, uint32_t count) {
    size_t row = pv_section_get(section)->row, old = image_count(image, section) * row, new = count *row;
    size_t begin = image_offset(image, section), end = begin + aligned(old), new_end = begin + aligned(new);
    if (image->length - end + new_end > image->capacity) return false;
    memmove(image->bytes + new_end, image->bytes + end, image->length - end);
    size_t kept = old < new ? old : new;
    memset(image->bytes + begin + kept, 0, new_end - begin - kept);
    image->length = image->length - end + new_end;
    image_set_count(image, section, count);
    for (unsigned i = section + 1; i < PV_SECTION_COUNT; i++) {
        if (image_has(image, i)) image_set_offset(image, i, image_offset(image, i) - end + new_end);
    }
    return true;
}

void image_seal(struct image *image) {
    if (image->length < PV_FILE_HEADER) return;
    pv_put(image->bytes + PV_AT_LENGTH, 8, image->length);
    size_t whole = image->length - image->length % 8;
    pv_put(image->bytes + PV_AT_CHECKSUM, 4, pv_checksum(image->bytes, whole));
}
