/* That no skip changes a value: `and` and `or` hand on what decides them without running the rest, and replay, which
 * finds causes, runs every word. */
#ifndef CONFORMANCE_REGIONS_H
#define CONFORMANCE_REGIONS_H

#include <proviso/proviso.h>

/* Runs every region of the session's program both ways on the facts that it has; but those of bodies, which their loops
 * run. Whether each comes to the same value. What the session decided is forgotten. */
bool regions_agree(proviso_session *session);

#endif
