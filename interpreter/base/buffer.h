/* Buffer: bytes that grow. A failed allocation sets `failed` and makes all further calls do nothing, so that a writer
 * checks once, at its end. */
#ifndef PV_BASE_BUFFER_H
#define PV_BASE_BUFFER_H

#include <stdarg.h>
#include <string.h>

#include "base/memory.h"

typedef struct pv_buffer {
    pv_memory *memory;
    char *data;
    size_t length;
    size_t capacity;
    bool failed;
} pv_buffer;

void pv_buffer_init(pv_buffer *buffer, pv_memory *memory);
void pv_buffer_clear(pv_buffer *buffer); /* releases; as after init */
void pv_buffer_reset(pv_buffer *buffer); /* empties, keeps the memory, forgets a failure */

void pv_buffer_add(pv_buffer *buffer, proviso_text text);
/* Inline, so that the length of a literal is known. */
static inline void pv_buffer_add_string(pv_buffer *buffer, const char *zero_ended) {
    pv_buffer_add(buffer, (proviso_text){zero_ended, strlen(zero_ended)});
}
void pv_buffer_add_char(pv_buffer *buffer, char c);
void pv_buffer_add_unsigned(pv_buffer *buffer, uint64_t value);
/* %t a proviso_text, %s a zero-ended string, %zu a size_t, %c a char, %% a percent sign; nothing else. No locale. */
void pv_buffer_format(pv_buffer *buffer, const char *format, ...);
void pv_buffer_vformat(pv_buffer *buffer, const char *format, va_list arguments);
/* A JSON string with its quotes: `" \` and control characters escaped (\n \t \r \b \f, else \u00xx), everything else as
 * it stands. */
void pv_buffer_add_json_string(pv_buffer *buffer, proviso_text text);

proviso_text pv_buffer_text(const pv_buffer *buffer);
/* A proviso_write_fn whose context is a pv_buffer. */
bool pv_buffer_write(void *context, const char *data, size_t length);

#endif
