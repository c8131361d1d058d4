/* Compile: a checked policy becomes a program. The only layer that knows both the tree and the machine. */
#ifndef PV_COMPILE_COMPILE_H
#define PV_COMPILE_COMPILE_H

#include "check/model.h"
#include "program/program.h"

typedef struct pv_zone_loader {
    proviso_zone_fn load;            /* NULL: only UTC */
    proviso_zone_version_fn version; /* NULL: not known */
    void *context;
} pv_zone_loader;

/* `scratch` holds what only compiling needs. The program is verified. PROVISO_POLICY_ERRORS: a limit or an unknown
 * zone, reported through `source`. */
proviso_status pv_compile(proviso_program **out, const pv_model *model, pv_source *source, pv_arena *scratch,
                          const pv_zone_loader *zones, const proviso_allocator *allocator,
                          const proviso_limits *limits);

#endif
