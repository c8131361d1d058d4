/* What stands behind the public handles that no layer below owns. */
#ifndef PV_API_HANDLES_H
#define PV_API_HANDLES_H

#include "base/buffer.h"

struct proviso_engine {
    proviso_allocator allocator;
    proviso_limits limits; /* each within its bounds */
    proviso_zone_fn load_zone;
    proviso_zone_version_fn zone_version;
    void *zone_context;
};

/* What `make` makes of a program, handed to the caller's write function whole. */
proviso_status pv_api_write_out(const proviso_program *program, proviso_write_fn write, void *context,
                                bool (*make)(pv_buffer *out, const proviso_program *program));

#endif
