/* The system's time zone database as a proviso_zone_fn: reads /usr/share/zoneinfo/NAME whole, once, when a policy is
 * compiled. The one file of the library that opens files; an engine without this loader never does. */
#include <stdio.h>

#include "values/zone.h"

enum { ZONE_BYTES_MOST = 65536, PATH_BYTES = 320 };

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
