/* The public functions that show a program to people; the runtime does without. */
#include "listing/listing.h"

#include "api/handles.h"

proviso_status proviso_program_disassemble(const proviso_program *program, proviso_write_fn write, void *context) {
    return pv_api_write_out(program, write, context, pv_program_disassemble);
}

proviso_status proviso_program_describe(const proviso_program *program, proviso_write_fn write, void *context) {
    return pv_api_write_out(program, write, context, pv_program_describe);
}
