/* The system's time zone database as a proviso_zone_fn: reads /usr/share/zoneinfo/NAME whole, once, when a policy is
 * compiled; and as a proviso_zone_version_fn: where such databases say their version differs by system. The one file of
 * the library that opens files; an engine without these functions never does. */
#include <stdio.h>
#include <string.h>

#include "values/zone.h"

enum { ZONE_BYTES_MOST = 65536, PATH_BYTES = 320, LINE_BYTES = 128 };

bool proviso_system_zones(void *context, proviso_text name, proviso_write_fn write, void *write_context) {
    static const char folder[] = "/usr/share/zoneinfo/";
    char path[PATH_BYTES], bytes[4096];
    size_t length = 0, total = 0, count;
    (void)context;
    if (!pv_zone_name_valid(name) || sizeof folder + name.length > sizeof path) return false;
    for (size_t i = 0; folder[i] != 0; i++) path[length++] = folder[i];
    for (size_t i = 0; i < name.length; i++) path[length++] = name.data[i];
    path[length] = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    bool written = true;
    while (written && total <= ZONE_BYTES_MOST && (count = fread(bytes, 1, sizeof bytes, file)) > 0) {
        total += count;
        written = write(write_context, bytes, count);
    }
    bool whole = ferror(file) == 0 && total <= ZONE_BYTES_MOST;
    fclose(file);
    return written && whole && total > 0;
}

/* The length of a file's first line; 0 where there is none, or it is too long to be a version. */
static size_t read_first_line(const char *path, char line[LINE_BYTES]) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) return 0;
    size_t length = fread(line, 1, LINE_BYTES, file);
    fclose(file);
    const char *end = memchr(line, '\n', length);
    if (end == NULL) return length < LINE_BYTES ? length : 0;
    return (size_t)(end - line);
}

bool proviso_system_zone_version(void *context, proviso_write_fn write, void *write_context) {
    static const struct {
        const char *path, *before; /* what the line begins with */
    } places[] = {
        {"/usr/share/zoneinfo/tzdata.zi", "# version "}, /* the source of the rules, as Debian installs it */
        {"/usr/share/zoneinfo/+VERSION", ""},            /* macOS */
        {"/usr/share/zoneinfo/version", ""},             /* as the database is published */
    };
    char line[LINE_BYTES];
    (void)context;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t length = read_first_line(places[i].path, line), before = strlen(places[i].before);
        if (length > before && memcmp(line, places[i].before, before) == 0)
            return write(write_context, line + before, length - before);
    }
    return false;
}
