/* Facts from a cJSON tree, for hosts that hold their messages as trees of libcjson
 * (https://github.com/DaveGamble/cJSON).
 *
 * The function is in a library of its own, libproviso_cjson, which is linked before libproviso or the runtime library.
 * It looks at the fields of the tree's items and calls nothing of libcjson, so that cJSON has to be linked only where
 * the host itself uses it.
 *
 * A text should be read by proviso_facts_read_json instead: that is several times faster than parsing it into a tree,
 * and a tree has lost some of what the text said, for good:
 *   - Numbers are doubles. A whole one is taken where it is within ±(2^53 - 1), and refused beyond ("send it as text").
 *     Any other is taken for the decimal of 15 digits that is nearest to it, so 19.99 is 19.99; only of a number from
 *     10^15 on that had a fraction is something gone that the text still had.
 *   - A text that had \u0000 ends there, as does such a key; what came behind it is not seen.
 *   - libcjson reads some texts that are no JSON (0123, a raw line end in a text, bytes behind the document where the
 *     host does not ask for their absence): nobody can tell afterwards.
 * What a tree still shows is held to the rules of proviso_facts_read_json: keys are compared with their case, and one
 * that stands twice in an object is refused, also where it is not declared; texts and keys must be UTF-8; at most 64
 * objects and arrays are open, the root included. */
#ifndef PROVISO_CJSON_H
#define PROVISO_CJSON_H

#include <proviso/proviso.h>

#ifdef __cplusplus
extern "C" {
#endif

struct cJSON; /* <cjson/cJSON.h> */

/* Replaces the session's facts by those of the tree below `root`; what follows `root` in a list is not looked at. The
 * tree is only read, and all that is needed of it copied: it may be changed or deleted as soon as the call returns.
 * While it runs no other thread may change the tree; any number may read it. Items that libcjson would not parse from
 * a text (raw ones, NaN, those without type, key or text) are refused where they stand. No item may be below itself.
 *
 * Results, refusals and `flags` are those of proviso_facts_read_json, with the same paths and expectations as for the
 * text that the tree was made from; what was found may be spelt otherwise where it is a number, and bytes that are not
 * UTF-8 are named with a path in place of line and column. PROVISO_LIMIT_REACHED: the texts and keys of the tree are
 * more bytes than a document may have, an object has more than 65,536 keys, or the lists have more than 10 million
 * elements; there are no facts then. A tree whose texts are no longer than those before, with no longer lists and no
 * more undeclared keys, allocates nothing. */
PROVISO_API proviso_status proviso_facts_read_cjson(proviso_session *session, const struct cJSON *root, unsigned flags);

#ifdef __cplusplus
}
#endif
#endif
