/* Growing bytes on the C library's heap, and the lines of a text. */
#include "cli/buffer.h"

#include <stdlib.h>
#include <string.h>

char *pv_cli_buffer_reserve(pv_cli_buffer *buffer, size_t size) {
    if (buffer->failed || size > SIZE_MAX / 4 - buffer->length) goto failed;
    if (buffer->data == NULL || buffer->capacity - buffer->length < size) {
        size_t capacity = (buffer->length + size) * 2;
        if (capacity < 256) capacity = 256;
        char *data = realloc(buffer->data, capacity);
        if (data == NULL) goto failed;
        buffer->data = data;
        buffer->capacity = capacity;
    }
    return buffer->data + buffer->length;
failed:
    buffer->failed = true;
    return NULL;
}

void pv_cli_buffer_add(pv_cli_buffer *buffer, proviso_text text) {
    char *room = pv_cli_buffer_reserve(buffer, text.length);
    if (room == NULL || text.length == 0) return;
    memcpy(room, text.data, text.length);
    buffer->length += text.length;
}

bool pv_cli_buffer_write(void *context, const char *data, size_t length) {
    pv_cli_buffer *buffer = context;
    pv_cli_buffer_add(buffer, (proviso_text){data, length});
    return !buffer->failed;
}

proviso_text pv_cli_buffer_text(const pv_cli_buffer *buffer) { return (proviso_text){buffer->data, buffer->length}; }

void pv_cli_buffer_clear(pv_cli_buffer *buffer) {
    free(buffer->data);
    *buffer = (pv_cli_buffer){0};
}

bool pv_cli_equal(proviso_text a, proviso_text b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool pv_cli_next_line(proviso_text *line, proviso_text *rest) {
    if (rest->length == 0) return false;
    const char *end = memchr(rest->data, '\n', rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->data) + 1;
    *line = (proviso_text){rest->data, length};
    *rest = (proviso_text){rest->data + length, rest->length - length};
    return true;
}
