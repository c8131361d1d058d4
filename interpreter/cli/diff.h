/* What differs between two texts, on standard output: lines with `-` (expected), `+` (actual) or a blank before them.
 */
#ifndef PV_CLI_DIFF_H
#define PV_CLI_DIFF_H

#include <proviso/proviso.h>

/* With three equal lines around each difference, and the number of the first one of them in `expected`. false: out of
 * memory. */
bool pv_cli_print_diff(proviso_text expected, proviso_text actual);
/* The same for two lines of JSON without their line ends: the members of the outer object take a line each, and only
 * those that differ are shown. */
bool pv_cli_print_json_diff(proviso_text expected, proviso_text actual);

#endif
