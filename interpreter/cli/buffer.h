/* Texts: bytes that grow, and the lines of a text. A failed allocation sets `failed` and makes all further calls do
 * nothing: ask once, at the end. */
#ifndef PV_CLI_BUFFER_H
#define PV_CLI_BUFFER_H

#include <proviso/proviso.h>

typedef struct pv_cli_buffer {
    char *data; /* NULL as long as nothing was added; {0} is an empty buffer */
    size_t length, capacity;
    bool failed;
} pv_cli_buffer;

/* Room for `size` more bytes behind the last one, which the caller counts; NULL when memory fails. */
char *pv_cli_buffer_reserve(pv_cli_buffer *buffer, size_t size);
void pv_cli_buffer_add(pv_cli_buffer *buffer, proviso_text text);
/* A proviso_write_fn whose context is a buffer. */
bool pv_cli_buffer_write(void *context, const char *data, size_t length);
proviso_text pv_cli_buffer_text(const pv_cli_buffer *buffer);
void pv_cli_buffer_clear(pv_cli_buffer *buffer); /* releases */

bool pv_cli_equal(proviso_text a, proviso_text b);
/* Splits the first line off `rest`: with its line end, which the last line may lack. false: there is none left. */
bool pv_cli_next_line(proviso_text *line, proviso_text *rest);

#endif
