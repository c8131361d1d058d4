/* What tests of zones share: the bytes of a pinned TZif file (tz database 2025b). */
#ifndef PV_TESTS_ZONE_FILE_H
#define PV_TESTS_ZONE_FILE_H

#include <stdio.h>

#include "unit.h"

enum { FILE_MOST = 8192 };

typedef struct bytes {
    size_t length;
    char data[FILE_MOST];
} bytes;

static inline bytes file_of(const char *zone) {
    char path[512];
    bytes file = {0};
    snprintf(path, sizeof path, "%s/zones/%s", PROVISO_TEST_DATA, zone);
    FILE *stream = fopen(path, "rb");
    ck_assert_msg(stream, "%s", path);
    file.length = fread(file.data, 1, sizeof file.data, stream);
    fclose(stream);
    return file;
}

#endif
