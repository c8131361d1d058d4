/* The cases of one suite: decided, and compared with their goldens or written to them. */
#ifndef PV_CLI_CASES_H
#define PV_CLI_CASES_H

#include <proviso/proviso.h>

#include "cli/suite.h"

typedef struct pv_cli_run {
    proviso_engine *engine;
    bool update; /* goldens are written where they differ */
    size_t passed, failed;
} pv_cli_run;

/* Prints what fails and counts it. Returns PV_CLI_DONE, in failure too, or PV_CLI_LIMIT after having said which. */
int pv_cli_run_suite(pv_cli_run *run, const pv_cli_suite *suite);

#endif
