/* Sections: the layout of rows, and their order of bytes.
 *
 * Rows are structs of fixed-size members without padding (asserted here), so that on a little-endian machine a table is
 * its section. */
#include "program/sections.h"

#include <string.h>

#define PV_SECTION(id, name, type, layout) {id, sizeof(type), layout, false},
#define PV_OPTIONAL_SECTION(id, name, type, layout) {id, sizeof(type), layout, true},
static const pv_section sections[] = {
#include "program/sections.def"
};
#undef PV_OPTIONAL_SECTION
#undef PV_SECTION

_Static_assert(sizeof(pv_policy_row) == 33 * 4, "no padding");
_Static_assert(sizeof(pv_schema_group) == 15 * 4, "no padding");
_Static_assert(sizeof(pv_schema_field) == 48, "no padding");
_Static_assert(sizeof(pv_region) == 24, "no padding");
_Static_assert(sizeof(pv_program_output) == 24, "no padding");
_Static_assert(sizeof(pv_program_rule) == 14 * 4, "no padding");
_Static_assert(sizeof(pv_program_exclusion) == 7 * 4, "no padding");
_Static_assert(sizeof(pv_program_set) == 16, "no padding");
_Static_assert(sizeof(pv_condition) == 24, "no padding");
_Static_assert(sizeof(pv_program_part) == 20, "no padding");
_Static_assert(sizeof(pv_program_param) == 16, "no padding");
_Static_assert(sizeof(pv_loop) == 24, "no padding");
_Static_assert(sizeof(pv_copy) == 4, "no padding");

const pv_section *pv_section_get(unsigned index) { return &sections[index]; }

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
static void reverse(unsigned char *bytes, size_t count) {
    for (size_t i = 0; i < count / 2; i++) {
        unsigned char held = bytes[i];
        bytes[i] = bytes[count - 1 - i];
        bytes[count - 1 - i] = held;
    }
}

void pv_section_swap(const pv_section *section, void *rows, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        unsigned char *row = (unsigned char *)rows + (size_t)i * section->row;
        const char *member = section->layout;
        for (size_t at = 0; at < section->row;) {
            size_t size = *member == 'g' ? 16 : (size_t)(*member - '0');
            reverse(row + at, size);
            at += size;
            if (*++member == 0) member = section->layout;
        }
    }
}
#else
void pv_section_swap(const pv_section *section, void *rows, uint32_t count) {
    (void)section;
    (void)rows;
    (void)count;
}
#endif
