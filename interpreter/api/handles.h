/* What stands behind the public handles that no layer below owns. */
#ifndef PV_API_HANDLES_H
#define PV_API_HANDLES_H

#include <proviso/proviso.h>

struct proviso_engine {
    proviso_allocator allocator;
    proviso_limits limits; /* each within its bounds */
    proviso_zone_fn load_zone;
    void *zone_context;
};

#endif
