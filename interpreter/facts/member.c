/* One member of a JSON object, found without reading the object into anything: how the envelopes of a case file are
 * opened, whose facts then go to the reader of facts.
 *
 * What stands around the wanted value is held to RFC 8259 and to the reader's own bounds: well-formed UTF-8, no lone
 * surrogate, no U+0000, at most PV_MEMBER_DEPTH open objects and arrays. The wanted value is only delimited: what is
 * wrong inside of it is for whoever reads it to say. Nothing allocates, and nothing recurses: open objects and arrays
 * are bits of one word. The reader's scanner does not serve here: it decodes in place and reads beyond the end, which
 * only a copy of the text allows. */
#include <string.h>

#include "base/text.h"

enum { PV_MEMBER_DEPTH = 64 };

typedef struct scan {
    const char *at, *end;
} scan;

/* A string that is being decoded, against the text it is compared with. */
typedef struct match {
    proviso_text rest; /* what is still to come */
    bool equal;        /* so far */
} match;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void skip_blanks(scan *in) {
    while (in->at < in->end && is_blank(*in->at)) in->at++;
}

static bool take(scan *in, char c) {
    bool there = in->at < in->end && *in->at == c;
    if (there) in->at++;
    return there;
}

static bool take_after_blanks(scan *in, char c) {
    skip_blanks(in);
    return take(in, c);
}

static void compare(match *against, const char *bytes, size_t length) {
    proviso_text *rest = &against->rest;
    against->equal = against->equal && length <= rest->length && memcmp(bytes, rest->data, length) == 0;
    if (against->equal) *rest = pv_text(rest->data + length, rest->length - length);
}

static bool read_hex(uint32_t *out, scan *in) {
    *out = 0;
    if (in->end - in->at < 4) return false;
    for (const char *last = in->at + 4; in->at < last; in->at++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *digit = memchr(digits, *in->at, sizeof digits - 1);
        if (digit == NULL) return false;
        *out = *out << 4 | (uint32_t)((digit - digits) & 15);
    }
    return true;
}

/* After `\u`. A high surrogate has to be followed by the escape of a low one. */
static bool read_code_point(uint32_t *out, scan *in) {
    if (!read_hex(out, in) || *out == 0) return false;
    if (*out < 0xd800 || *out > 0xdfff) return true;
    uint32_t low;
    if (*out > 0xdbff || !take(in, '\\') || !take(in, 'u') || !read_hex(&low, in)) return false;
    if (low < 0xdc00 || low > 0xdfff) return false;
    *out = 0x10000 + ((*out - 0xd800) << 10 | (low - 0xdc00));
    return true;
}

/* After `\`. */
static bool read_escape(scan *in, match *against) {
    static const char written[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    if (take(in, 'u')) {
        uint32_t code_point;
        char bytes[4];
        if (!read_code_point(&code_point, in)) return false;
        compare(against, bytes, pv_utf8_encode(bytes, code_point));
        return true;
    }
    const char *escape = in->at < in->end ? memchr(written, *in->at, sizeof written - 1) : NULL;
    if (escape == NULL) return false;
    in->at++;
    compare(against, &meant[escape - written], 1);
    return true;
}

static bool read_string(scan *in, match *against) {
    if (!take(in, '"')) return false;
    while (!take(in, '"')) {
        if (take(in, '\\')) {
            if (!read_escape(in, against)) return false;
            continue;
        }
        if (in->at == in->end || (unsigned char)*in->at < 0x20) return false;
        size_t length = pv_utf8_sequence(in->at, (size_t)(in->end - in->at));
        if (length == 0) return false;
        compare(against, in->at, length);
        in->at += length;
    }
    return true;
}

/* A name and its colon. */
static bool read_key(scan *in, proviso_text key, bool *equal) {
    match against = {key, true};
    skip_blanks(in);
    if (!read_string(in, &against)) return false;
    *equal = against.equal && against.rest.length == 0;
    return take_after_blanks(in, ':');
}

static bool take_digits(scan *in) {
    const char *begin = in->at;
    while (in->at < in->end && is_digit(*in->at)) in->at++;
    return in->at > begin;
}

static bool read_number(scan *in) {
    take(in, '-');
    if (!take(in, '0') && !take_digits(in)) return false;
    if (take(in, '.') && !take_digits(in)) return false;
    if (!take(in, 'e') && !take(in, 'E')) return true;
    if (!take(in, '+')) take(in, '-');
    return take_digits(in);
}

static bool read_word(scan *in, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(in->end - in->at) < length || memcmp(in->at, word, length) != 0) return false;
    in->at += length;
    return true;
}

static bool read_scalar(scan *in) {
    match nothing = {{NULL, 0}, false};
    if (in->at == in->end) return false;
    if (*in->at == '"') return read_string(in, &nothing);
    if (*in->at == '-' || is_digit(*in->at)) return read_number(in);
    return read_word(in, "true") || read_word(in, "false") || read_word(in, "null");
}

/* Whether a member's value, blanks around it allowed, is JSON. */
static bool is_json(proviso_text value) {
    scan in = {value.data, value.data + value.length};
    unsigned depth = 1;   /* the object whose member it is */
    uint64_t objects = 0; /* one bit each of the open ones but that, the innermost lowest: an object, not an array */
    bool ignored;
    for (;;) {
        skip_blanks(&in);
        bool object = take(&in, '{');
        if (object || take(&in, '[')) {
            if (depth == PV_MEMBER_DEPTH) return false;
            if (!take_after_blanks(&in, object ? '}' : ']')) {
                depth++;
                objects = objects << 1 | object;
                if (object && !read_key(&in, PROVISO_TEXT(""), &ignored)) return false;
                continue;
            }
        } else if (!read_scalar(&in)) {
            return false;
        }
        for (; depth > 1 && take_after_blanks(&in, (objects & 1) != 0 ? '}' : ']'); depth--) objects >>= 1;
        skip_blanks(&in);
        if (depth == 1) return in.at == in.end;
        if (!take(&in, ',')) return false;
        if ((objects & 1) != 0 && !read_key(&in, PROVISO_TEXT(""), &ignored)) return false;
    }
}

/* The value that begins here, up to the comma or brace after it. Brackets are counted and strings passed over; that
 * suffices to find the end of anything that is JSON. */
static bool delimit(proviso_text *out, scan *in) {
    skip_blanks(in);
    const char *begin = in->at, *end = begin;
    size_t depth = 0;
    bool quoted = false;
    for (; in->at < in->end; in->at++) {
        char c = *in->at;
        if (c == '"') {
            quoted = !quoted;
        } else if (quoted) {
            if (c == '\\' && in->at + 1 < in->end) in->at++;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']' || c == ',') {
            if (depth == 0) break;
            if (c != ',') depth--;
        }
        if (!is_blank(c)) end = in->at + 1;
    }
    *out = pv_text(begin, (size_t)(end - begin));
    return end > begin && in->at < in->end;
}

static bool find_member(proviso_text *out, scan *in, proviso_text key) {
    *out = pv_text(NULL, 0);
    if (!take_after_blanks(in, '{')) return false;
    do {
        proviso_text value;
        bool wanted;
        if (!read_key(in, key, &wanted) || !delimit(&value, in)) return false;
        if (wanted && out->data != NULL) return false;
        if (!wanted && !is_json(value)) return false;
        if (wanted) *out = value;
    } while (take(in, ','));
    if (!take(in, '}')) return false;
    skip_blanks(in);
    return in->at == in->end && out->data != NULL;
}

proviso_status proviso_json_member(proviso_text *out, proviso_text json, proviso_text key) {
    if (out == NULL || (json.data == NULL && json.length > 0) || (key.data == NULL && key.length > 0))
        return PROVISO_INVALID_ARGUMENT;
    if (json.length == 0) return PROVISO_NOT_FOUND;
    scan in = {json.data, json.data + json.length};
    proviso_text found;
    if (!find_member(&found, &in, key)) return PROVISO_NOT_FOUND;
    *out = found;
    return PROVISO_OK;
}
