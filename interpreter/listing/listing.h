/* Listings: a program as text for people. What they look like may change between versions; nothing reads them back. */
#ifndef PV_LISTING_LISTING_H
#define PV_LISTING_LISTING_H

#include "base/buffer.h"
#include "program/program.h"

/* These append to `out` and return true; failures of memory are the buffer's. The program is a verified one. */

/* All that the program consists of. */
bool pv_program_disassemble(pv_buffer *out, const proviso_program *program);
/* What its user has to know. */
bool pv_program_describe(pv_buffer *out, const proviso_program *program);

#endif
