/* The id of a program: the SHA-256 of its bytes as a compiled file. */
#ifndef PV_COMPILE_IDENTIFY_H
#define PV_COMPILE_IDENTIFY_H

#include "program/program.h"

/* Sets program->id. PROVISO_OK or PROVISO_OUT_OF_MEMORY. */
proviso_status pv_program_identify(proviso_program *program, pv_memory *scratch);

#endif
