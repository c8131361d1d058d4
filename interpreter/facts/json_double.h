/* Doubles, where a host's tree of JSON has them for numbers: as the text of the number that a document would have had.
 */
#ifndef PV_FACTS_JSON_DOUBLE_H
#define PV_FACTS_JSON_DOUBLE_H

#include "base/text.h"

enum { PV_JSON_DOUBLE_MOST = 64 }; /* bytes of such a text, and of what a reader of numbers reads beyond it */

/* Writes a JSON number into `out`: all digits of a whole one below 2^64, else the nearest decimal of 15 digits, which
 * is what the language takes a double for. Infinity is written as 1e999; what is not a number (NaN) has an empty text.
 * `bits`: the double's (IEEE 754 binary64). */
proviso_text pv_json_double_write(char out[PV_JSON_DOUBLE_MOST], uint64_t bits);

#endif
