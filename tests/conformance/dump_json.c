/* Members of JSON objects. A comma stands before each but the first, which the brace before it tells. */
#include "dump.h"

#include <string.h>

void dump_key(pv_buffer *out, const char *name) {
    if (out->length > 0 && out->data[out->length - 1] != '{') pv_buffer_add_char(out, ',');
    pv_buffer_format(out, "\"%s\":", name);
}

void dump_text(pv_buffer *out, const char *name, proviso_text text) {
    dump_key(out, name);
    pv_buffer_add_json_string(out, text);
}

void dump_string(pv_buffer *out, const char *name, const char *text) {
    dump_text(out, name, (proviso_text){text, strlen(text)});
}

void dump_index(pv_buffer *out, const char *name, uint32_t index) {
    dump_key(out, name);
    pv_buffer_add_unsigned(out, index);
}

void dump_true(pv_buffer *out, const char *name, bool value) {
    if (!value) return;
    dump_key(out, name);
    pv_buffer_add_string(out, "true");
}
