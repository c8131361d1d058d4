/* "did you mean": the nearest of some names to what was written. */
#ifndef PV_CLI_SUGGEST_H
#define PV_CLI_SUGGEST_H

#include <proviso/proviso.h>

enum { PV_CLI_SUGGEST_MOST = 32 }; /* bytes; longer names are never suggested, and nothing for longer words */

typedef struct pv_cli_suggestion {
    const char *written;
    size_t length;
    size_t distance; /* of the best; more than may be suggested as long as there is none */
    char text[PV_CLI_SUGGEST_MOST + sizeof "; did you mean ``?"]; /* empty as long as there is none */
} pv_cli_suggestion;

pv_cli_suggestion pv_cli_suggest(const char *written, size_t length);
/* Keeps `prefix` and `name`, as one word, where that is nearer than what was seen so far. */
void pv_cli_suggest_one(pv_cli_suggestion *suggestion, const char *prefix, proviso_text name);
/* "; did you mean `name`?", or "". Borrowed from the suggestion. */
const char *pv_cli_suggestion_text(const pv_cli_suggestion *suggestion);

#endif
