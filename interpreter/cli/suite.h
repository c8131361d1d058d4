/* Suites: a policy NAME.proviso, or compiled NAME.pvc, with its cases in the directory NAME.cases beside it. */
#ifndef PV_CLI_SUITE_H
#define PV_CLI_SUITE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct pv_cli_suite {
    char *policy; /* the path of NAME.proviso, which may not exist, or of NAME.pvc where that was named */
    char *cases;  /* the path of NAME.cases, which may not exist; not both are missing */
    char *only;   /* the one case that is meant, without its ending; NULL: all of them */
} pv_cli_suite;

typedef struct pv_cli_suites {
    pv_cli_suite *items; /* sorted by policy, each once */
    size_t count, capacity;
} pv_cli_suites;

/* Whether a name in NAME.cases is that of facts (.json, .ndjson) or of a decision (.golden). */
bool pv_cli_is_case_file(const char *name);

/* Finds all suites that the paths mean: a directory those in it and below (by NAME.proviso), a policy or a directory of
 * cases itself, a file of cases that one alone. Returns PV_CLI_DONE, or what to exit with after having said what is
 * wrong. Clear `out` in either case. */
int pv_cli_suites_find(pv_cli_suites *out, size_t count, const char *const *paths);
void pv_cli_suites_clear(pv_cli_suites *suites);

#endif
