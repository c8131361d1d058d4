/* The public function that reads facts from a cJSON tree; it is in a library of its own, libproviso_cjson. */
#include <proviso/cjson.h>

#include "decision/session.h"
#include "facts/cjson.h"

proviso_status proviso_facts_read_cjson(proviso_session *session, const struct cJSON *root, unsigned flags) {
    if (session == NULL || root == NULL || (flags & ~(unsigned)PROVISO_STRICT) != 0) return PROVISO_INVALID_ARGUMENT;
    pv_arena_reset(&session->arena);
    session->decision.explanation = NULL;
    proviso_status status = pv_facts_read_cjson(session->facts, root, (flags & (unsigned)PROVISO_STRICT) != 0);
    session->refused = status == PROVISO_FACTS_REFUSED;
    return status;
}
