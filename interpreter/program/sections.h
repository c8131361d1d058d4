/* Sections of the compiled file: which tables there are, and how their rows are laid out. */
#ifndef PV_PROGRAM_SECTIONS_H
#define PV_PROGRAM_SECTIONS_H

#include "program/program.h"

/* What stands in no table: one row. */
typedef struct pv_policy_row {
    pv_text_ref name, version, zone_name, otherwise_cite;
    uint32_t has_zone;
    uint32_t slot_count, register_constants, region_words;
    uint32_t otherwise_outcome, otherwise_because, otherwise_has_cite, otherwise_first_set, otherwise_set_count;
    int32_t zone_first_offset, zone_tail_standard, zone_tail_dst;
    uint32_t zone_tail_has_dst;
    struct {
        uint32_t kind, month, week, weekday, day;
        int32_t seconds;
    } zone_changes[2]; /* DST begins, DST ends */
} pv_policy_row;

typedef enum pv_section_index {
#define PV_SECTION(id, name, type, layout) PV_SECTION_##name,
#define PV_OPTIONAL_SECTION PV_SECTION
#include "program/sections.def"
#undef PV_OPTIONAL_SECTION
#undef PV_SECTION
    PV_SECTION_COUNT
} pv_section_index;

/* Sections up to this id are in every file; the others are left out where they have no rows. */
enum { PV_SECTION_ALWAYS = 27 };

typedef struct pv_section {
    uint32_t id;
    uint32_t row; /* bytes of a row */
    const char *layout;
    bool optional;
} pv_section;

typedef struct pv_rows {
    void *rows;
    uint32_t count;
} pv_rows;

const pv_section *pv_section_get(unsigned index);

/* Turns rows between the file's order of bytes (little endian) and this machine's. */
void pv_section_swap(const pv_section *section, void *rows, uint32_t count);

#endif
