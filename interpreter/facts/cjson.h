/* Facts from a tree of libcjson. It is no part of the runtime: hosts that want it link libproviso_cjson. */
#ifndef PV_FACTS_CJSON_H
#define PV_FACTS_CJSON_H

#include "facts/facts.h"

struct cJSON;

/* As pv_facts_read_json of the document that the tree was made from, as far as the tree still has it
 * (proviso/cjson.h says what it has not). Nothing of it is kept. PROVISO_LIMIT_REACHED: its texts and keys are more
 * bytes than a document may have, an object has more than 65,536 keys, or the lists have too many elements. */
proviso_status pv_facts_read_cjson(pv_facts *facts, const struct cJSON *root, bool strict);

#endif
