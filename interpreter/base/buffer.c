/* Buffer: bytes that grow, and the formatting of messages.
 *
 * Invariants: length <= capacity; data is NULL exactly where capacity is 0; once `failed` is set the contents stay as
 * they were before the addition that failed. The formatter knows the few directives that messages need and is
 * independent of the locale; how values are printed is decided in values/canonical.c. */
#include "base/buffer.h"

#include "base/checked.h"

void pv_buffer_init(pv_buffer *buffer, pv_memory *memory) { *buffer = (pv_buffer){.memory = memory}; }

void pv_buffer_clear(pv_buffer *buffer) {
    pv_memory_release(buffer->memory, buffer->data, buffer->capacity);
    pv_buffer_init(buffer, buffer->memory);
}

void pv_buffer_reset(pv_buffer *buffer) {
    buffer->length = 0;
    buffer->failed = false;
}

static bool grow(pv_buffer *buffer, size_t more) {
    enum { SMALLEST = 64 };
    size_t needed;
    if (buffer->failed) return false;
    buffer->failed = true;
    if (!pv_checked_add(&needed, buffer->length, more)) return false;
    size_t capacity = pv_memory_grown(buffer->capacity, needed < SMALLEST ? SMALLEST : needed, 1);
    if (capacity == 0) return false;
    char *data = pv_memory_resize(buffer->memory, buffer->data, buffer->capacity, capacity);
    if (!data) return false;
    buffer->data = data;
    buffer->capacity = capacity;
    buffer->failed = false;
    return true;
}

static inline bool make_room(pv_buffer *buffer, size_t more) {
    return (!buffer->failed && buffer->capacity - buffer->length >= more) || grow(buffer, more);
}

void pv_buffer_add(pv_buffer *buffer, proviso_text text) {
    if (text.length == 0 || !make_room(buffer, text.length)) return;
    memcpy(buffer->data + buffer->length, text.data, text.length);
    buffer->length += text.length;
}

void pv_buffer_add_char(pv_buffer *buffer, char c) {
    if (make_room(buffer, 1)) buffer->data[buffer->length++] = c;
}

void pv_buffer_add_unsigned(pv_buffer *buffer, uint64_t value) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    pv_buffer_add(buffer, (proviso_text){digits + at, sizeof digits - at});
}

void pv_buffer_format(pv_buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    pv_buffer_vformat(buffer, format, arguments);
    va_end(arguments);
}

void pv_buffer_vformat(pv_buffer *buffer, const char *format, va_list arguments) {
    const char *percent;
    for (; (percent = strchr(format, '%')) && percent[1]; format = percent + 2) {
        pv_buffer_add(buffer, (proviso_text){format, (size_t)(percent - format)});
        switch (percent[1]) {
        case 't': pv_buffer_add(buffer, va_arg(arguments, proviso_text)); break;
        case 's': pv_buffer_add_string(buffer, va_arg(arguments, const char *)); break;
        case 'c': pv_buffer_add_char(buffer, (char)va_arg(arguments, int)); break;
        case 'z': /* always followed by `u` */
            pv_buffer_add_unsigned(buffer, va_arg(arguments, size_t));
            percent++;
            break;
        default: pv_buffer_add_char(buffer, '%'); break;
        }
    }
    pv_buffer_add_string(buffer, format);
}

/* What a byte becomes in a JSON string: 0 itself, 'u' a \u00xx, else the letter after the backslash. */
static char json_escape(unsigned char byte) {
    switch (byte) {
    case '"': return '"';
    case '\\': return '\\';
    case '\n': return 'n';
    case '\t': return 't';
    case '\r': return 'r';
    case '\b': return 'b';
    case '\f': return 'f';
    default: return byte < 0x20 ? 'u' : 0;
    }
}

static void add_json_escape(pv_buffer *buffer, unsigned char byte, char letter) {
    static const char hex[] = "0123456789abcdef";
    pv_buffer_add_char(buffer, '\\');
    pv_buffer_add_char(buffer, letter);
    if (letter != 'u') return;
    pv_buffer_add_string(buffer, "00");
    pv_buffer_add_char(buffer, hex[byte >> 4]);
    pv_buffer_add_char(buffer, hex[byte & 15]);
}

/* Not zero where one of eight bytes is `"`, `\\` or a control character. Those that follow such a byte, or have their
 * highest bit set, may be taken for one. */
static uint64_t any_escaped(uint64_t bytes) {
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t quote = bytes ^ each * '"', backslash = bytes ^ each * '\\';
    uint64_t low = (bytes - each * 0x20) | (quote - each) | (backslash - each);
    return low & ~bytes & each * 0x80;
}

/* The first byte from `at` on that does not stand as it is, or the text's end. */
static size_t plain_end(proviso_text text, size_t at) {
    uint64_t bytes;
    for (; text.length - at >= sizeof bytes; at += sizeof bytes) {
        memcpy(&bytes, text.data + at, sizeof bytes);
        if (any_escaped(bytes)) break;
    }
    while (at < text.length && json_escape((unsigned char)text.data[at]) == 0) at++;
    return at;
}

void pv_buffer_add_json_string(pv_buffer *buffer, proviso_text text) {
    pv_buffer_add_char(buffer, '"');
    for (size_t at = 0; at < text.length;) {
        size_t end = plain_end(text, at);
        pv_buffer_add(buffer, (proviso_text){text.data + at, end - at});
        if (end < text.length) {
            unsigned char byte = (unsigned char)text.data[end++];
            add_json_escape(buffer, byte, json_escape(byte));
        }
        at = end;
    }
    pv_buffer_add_char(buffer, '"');
}

proviso_text pv_buffer_text(const pv_buffer *buffer) {
    return (proviso_text){buffer->data ? buffer->data : "", buffer->length};
}

bool pv_buffer_write(void *context, const char *data, size_t length) {
    pv_buffer *buffer = context;
    pv_buffer_add(buffer, (proviso_text){data, length});
    return !buffer->failed;
}
