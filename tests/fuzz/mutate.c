/* Mutations of compiled files: what a flip of bits hardly ever does, because it has to fit.
 *
 * A member of a row is most often an index, a count or a register, so it is given one: of the same table, of another
 * one, one too many. Every choice comes from the caller's random numbers, so that a case can be made again. */
#include "mutate.h"

#include "program/program.h"

void mutate_bytes(struct image *image, uint64_t *random) {
    if (image->length == 0) return;
    for (size_t n = 1 + random_below(random, 8); n > 0; n--) {
        char *byte = &image->bytes[random_below(random, image->length)];
        *byte = (char)(unsigned char)(*byte ^ (1 + (int)random_below(random, 255)));
    }
}

/* Whether the table of sections can be followed. */
static bool is_sound(const struct image *image) {
    uint64_t end = image_table_end(image);
    for (unsigned i = 0; i < PV_SECTION_COUNT; i++) {
        if (!image_has(image, i)) {
            if (pv_section_get(i)->optional) continue;
            return false;
        }
        uint64_t offset = image_offset(image, i);
        uint64_t bytes = ((uint64_t)image_count(image, i) * pv_section_get(i)->row + 7) & ~7ull;
        if (offset < end || offset > image->length || bytes > image->length - offset) return false;
        end = offset + bytes;
    }
    return true;
}

/* A section with rows, or PV_SECTION_COUNT. Code, regions and what refers to them more often than the rest. */
static unsigned choose_section(const struct image *image, uint64_t *random) {
    static const unsigned favoured[] = {PV_SECTION_CODE,       PV_SECTION_REGIONS, PV_SECTION_RULES,  PV_SECTION_SETS,
                                        PV_SECTION_CONDITIONS, PV_SECTION_FIELDS,  PV_SECTION_GROUPS, PV_SECTION_LOOPS,
                                        PV_SECTION_COPIES,     PV_SECTION_FRAMES};
    for (int tries = 0; tries < 16; tries++) {
        unsigned section = random_below(random, 2) == 0
                               ? favoured[random_below(random, sizeof favoured / sizeof *favoured)]
                               : (unsigned)random_below(random, PV_SECTION_COUNT);
        if (image_count(image, section) > 0) return section;
    }
    return PV_SECTION_COUNT;
}

/* A member of a row of the section: its offset and its size. */
static size_t choose_member(unsigned section, uint64_t *random, unsigned *size) {
    const pv_section *info = pv_section_get(section);
    size_t offsets[64] = {0}, count = 0;
    unsigned sizes[64] = {0};
    const char *member = info->layout;
    for (size_t at = 0; at < info->row && count < 64;) {
        unsigned bytes = *member == 'g' ? 8 : (unsigned)(*member - '0'); /* of 16 bytes either half */
        offsets[count] = at;
        sizes[count++] = bytes;
        at += bytes;
        if (*member == 'g' && at % 16 != 0) continue;
        if (*++member == 0) member = info->layout;
    }
    size_t chosen = random_below(random, count);
    *size = sizes[chosen];
    return offsets[chosen];
}

static uint64_t choose_value(const struct image *image, uint64_t *random, uint64_t now, unsigned size) {
    static const uint64_t notable[] = {0,      1,      2,  UINT64_MAX, 0x7fffffffffffffff, 0x8000000000000000,
                                       0x7fff, 0xfffe, 255};
    unsigned section = (unsigned)random_below(random, PV_SECTION_COUNT), other_size;
    uint32_t count = image_count(image, section);
    switch (random_below(random, 7)) {
    case 0: return notable[random_below(random, sizeof notable / sizeof *notable)];
    case 1: return now + 1;
    case 2: return now - 1;
    case 3: return now ^ (uint64_t)1 << random_below(random, size * 8);
    case 4: return count - random_below(random, 2);
    case 5: return random_below(random, (size_t)count + 1);
    default: break;
    }
    if (count == 0) return next_random(random);
    size_t offset = choose_member(section, random, &other_size);
    return image_get(image, section, (uint32_t)random_below(random, count), offset, other_size);
}

static void change_member(struct image *image, uint64_t *random, unsigned section) {
    unsigned size;
    uint32_t row = (uint32_t)random_below(random, image_count(image, section));
    size_t offset = choose_member(section, random, &size);
    uint64_t now = image_get(image, section, row, offset, size);
    image_put(image, section, row, offset, size, choose_value(image, random, now, size));
}

/* The whole column, or a stretch of it, gets one value, or values that count up. */
static void change_column(struct image *image, uint64_t *random, unsigned section) {
    unsigned size;
    uint32_t count = image_count(image, section), first = (uint32_t)random_below(random, count);
    size_t offset = choose_member(section, random, &size);
    uint64_t value = choose_value(image, random, image_get(image, section, first, offset, size), size);
    uint64_t step = random_below(random, 2);
    uint32_t last = first + (uint32_t)random_below(random, 16);
    for (uint32_t row = first; row < count && row <= last; row++, value += step)
        image_put(image, section, row, offset, size, value);
}

static void change_rows(struct image *image, uint64_t *random, unsigned section) {
    uint32_t count = image_count(image, section);
    size_t size = pv_section_get(section)->row;
    char *a = image_row(image, section, (uint32_t)random_below(random, count));
    char *b = image_row(image, section, (uint32_t)random_below(random, count));
    char held[256];
    if (a == b || size > sizeof held) return;
    memcpy(held, a, size);
    memcpy(a, b, size);
    if (random_below(random, 2) == 0) memcpy(b, held, size);
}

/* More rows, copies of those that are there, or fewer. */
static void change_length(struct image *image, uint64_t *random, unsigned section) {
    uint32_t count = image_count(image, section), more = 1 + (uint32_t)random_below(random, 4);
    if (random_below(random, 3) == 0) {
        image_resize(image, section, count - (more < count ? more : count));
        return;
    }
    if (!image_resize(image, section, count + more)) return;
    for (uint32_t i = 0; i < more; i++) {
        memcpy(image_row(image, section, count + i), image_row(image, section, (uint32_t)random_below(random, count)),
               pv_section_get(section)->row);
    }
}

static void change_table(struct image *image, uint64_t *random, unsigned section) {
    uint32_t count = image_count(image, section);
    static const uint32_t notable[] = {0, 1, UINT32_MAX, 0x80000000, 0x40000000, 0x20000001};
    switch (random_below(random, 4)) {
    case 0: image_set_count(image, section, count + 1); break;
    case 1: image_set_count(image, section, count - 1); break;
    case 2: image_set_count(image, section, notable[random_below(random, sizeof notable / sizeof *notable)]); break;
    default: image_set_offset(image, section, random_below(random, image->length) & ~(size_t)7); break;
    }
}

static void change_word(struct image *image, uint64_t *random) {
    uint32_t count = image_count(image, PV_SECTION_CODE);
    if (count == 0) return;
    uint32_t row = (uint32_t)random_below(random, count), other = (uint32_t)random_below(random, count);
    unsigned operand = 2 * (1 + (unsigned)random_below(random, 3));
    uint64_t value = image_get(image, PV_SECTION_CODE, other, 2 * (1 + random_below(random, 3)), 2);
    switch (random_below(random, 4)) {
    case 0: image_put(image, PV_SECTION_CODE, row, 0, 1, random_below(random, PV_OPCODE_COUNT)); break;
    case 1: image_put(image, PV_SECTION_CODE, row, 1, 1, random_below(random, 6)); break;
    default: image_put(image, PV_SECTION_CODE, row, operand, 2, value + random_below(random, 3) - 1); break;
    }
}

void mutate_structure(struct image *image, uint64_t *random) {
    for (size_t n = 1 + random_below(random, 4); n > 0; n--) {
        unsigned section = is_sound(image) ? choose_section(image, random) : PV_SECTION_COUNT;
        if (section == PV_SECTION_COUNT) {
            mutate_bytes(image, random);
            return;
        }
        switch (random_below(random, 12)) {
        case 0: change_rows(image, random, section); break;
        case 1:
        case 2: change_length(image, random, section); break;
        case 3: change_table(image, random, section); break;
        case 4:
        case 5: change_column(image, random, section); break;
        case 6:
        case 7:
        case 8: change_word(image, random); break;
        default: change_member(image, random, section); break;
        }
    }
}
