/* The id of a program, computed once, when it is compiled; a compiled file carries it.
 *
 * The hash is libmd's. It names what decided (in a log, in a result); it is no signature, and loading does not check
 * it. */
#include "compile/identify.h"

#include <sha2.h>
#include <string.h>

#include "program/file.h"

proviso_status pv_program_identify(proviso_program *program, pv_memory *scratch) {
    pv_buffer bytes;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    pv_buffer_init(&bytes, scratch);
    pv_program_save_unidentified(&bytes, program);
    bool failed = bytes.failed;
    if (!failed) {
        SHA256Init(&context);
        SHA256Update(&context, (const uint8_t *)bytes.data, bytes.length);
        SHA256Final(digest, &context);
        memcpy(program->id, digest, sizeof program->id);
    }
    pv_buffer_clear(&bytes);
    return failed ? PROVISO_OUT_OF_MEMORY : PROVISO_OK;
}
