/* The compiled file: a program as bytes. Described byte by byte in FORMAT.md, beside this file. */
#ifndef PV_PROGRAM_FILE_H
#define PV_PROGRAM_FILE_H

#include "base/buffer.h"
#include "program/program.h"

enum { PV_FILE_MAJOR = 1, PV_FILE_MINOR = 1, PV_FILE_HEADER = 64, PV_FILE_ID = 32 };
enum { PV_FILE_MOST = 1 << 30 }; /* bytes; so sums of two indices of rows fit 32 bits */

/* Whether the bytes begin as a compiled file does. No policy text begins so. */
bool pv_file_is(proviso_text bytes);

/* Appends the program. The same program gives the same bytes. A program with replaced params cannot be saved: false.
 * Failures of memory are the buffer's. */
bool pv_program_save(pv_buffer *out, const proviso_program *program);

/* The bytes that the program id is the SHA-256 of: those of the file with the checksum and the id as zeros. Likewise.
 */
bool pv_program_save_unidentified(pv_buffer *out, const proviso_program *program);

/* Reads and verifies. Nothing of `bytes` is kept. PROVISO_OK, PROVISO_OUT_OF_MEMORY, or PROVISO_POLICY_ERRORS: not a
 * compiled file of this version, damaged, or not verified; `*problem` (may be NULL) then says what is wrong, a
 * constant. */
proviso_status pv_program_load(proviso_program **out, proviso_text bytes, const proviso_allocator *allocator,
                               const proviso_limits *limits, const char **problem);

#endif
