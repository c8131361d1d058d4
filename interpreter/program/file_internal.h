/* What saving and loading share. */
#ifndef PV_PROGRAM_FILE_INTERNAL_H
#define PV_PROGRAM_FILE_INTERNAL_H

#include <string.h>

#include "program/file.h"
#include "program/sections.h"

enum {
    PV_ENTRY_BYTES = 24, /* of the table of sections: id, flags, count of rows, bytes of a row; offset */
    PV_ENTRY_REQUIRED = 1,
    PV_AT_MAJOR = 8,
    PV_AT_MINOR = 10,
    PV_AT_SECTIONS = 12,
    PV_AT_LENGTH = 16,
    PV_AT_FEATURES = 24,
    PV_AT_CHECKSUM = 28,
    PV_AT_ID = 32
};

static inline uint64_t pv_get(const char *bytes, unsigned count) {
    uint64_t value = 0;
    for (unsigned i = count; i > 0; i--) value = value << 8 | (unsigned char)bytes[i - 1];
    return value;
}

static inline void pv_put(char *bytes, unsigned count, uint64_t value) {
    for (unsigned i = 0; i < count; i++) bytes[i] = (char)(unsigned char)(value >> (8 * i));
}

/* Over the whole file, its length a multiple of 8, with the checksum itself as if it were zero. A change of one word is
 * missed about once in 2^32 times. */
static inline uint32_t pv_checksum(const char *bytes, size_t length) {
    uint64_t sum = length;
    for (size_t at = 0; at < length; at += 8) {
        uint64_t word = pv_get(bytes + at, 8);
        if (at == PV_AT_FEATURES) word &= UINT32_MAX;
        sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        sum ^= sum >> 29;
    }
    return (uint32_t)(sum ^ sum >> 32);
}

extern const char pv_file_magic[8];

#endif
