/* JSON texts: escapes and UTF-8, decoded in place.
 *
 * Most texts are ASCII without escapes: the first scan finds their closing quote and there is nothing to decode. In
 * others the decoded bytes move towards the opening quote; they are never more than those they came from. A quote is
 * put behind them, so that a decoded text ends as one that was not. Ill-formed UTF-8 and escapes end the reading; a
 * lone surrogate or U+0000 is well-formed JSON that no text of ours can hold, which is for the caller to refuse. */
#include "facts/reader.h"
#include "facts/scan.h"

enum { REPLACEMENT = 0xfffd };

static bool is_high_surrogate(uint32_t unit) { return unit >= 0xd800 && unit <= 0xdbff; }
static bool is_low_surrogate(uint32_t unit) { return unit >= 0xdc00 && unit <= 0xdfff; }

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Four hexadecimal digits. Returns the first byte that is none, or NULL. */
static const char *read_unit(const char *at, uint32_t *unit) {
    *unit = 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = hex_value(at[i]);
        if (digit < 0) return at + i;
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return NULL;
}

/* Behind `\u`. */
static const char *read_code_point(pv_facts *facts, const char *at, uint32_t *code_point, uint32_t *unsound) {
    uint32_t high, low;
    const char *wrong = read_unit(at, &high);
    if (wrong != NULL) return pv_refusal_syntax(facts, wrong, "a hexadecimal digit");
    at += 4;
    *code_point = high;
    if (is_high_surrogate(high) && at[0] == '\\' && at[1] == 'u' && read_unit(at + 2, &low) == NULL &&
        is_low_surrogate(low)) {
        *code_point = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        return at + 6;
    }
    if (high == 0 || is_high_surrogate(high) || is_low_surrogate(high)) {
        if (*unsound == PV_TEXT_SOUND) *unsound = high;
        *code_point = REPLACEMENT;
    }
    return at;
}

/* Behind a backslash. */
static const char *read_escape(pv_facts *facts, const char *at, char **write, uint32_t *unsound) {
    static const char written[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (*at == 'u') {
        uint32_t code_point = REPLACEMENT;
        at = read_code_point(facts, at + 1, &code_point, unsound);
        if (at != NULL) *write += pv_utf8_encode(*write, code_point);
        return at;
    }
    const char *found = memchr(written, *at, sizeof written - 1);
    if (found == NULL) return pv_refusal_syntax(facts, at, "an escape, as \\n");
    *(*write)++ = meant[found - written];
    return at + 1;
}

/* Bytes that stand for themselves. */
static void keep(char **write, const char *from, size_t length) {
    if (*write != from) memmove(*write, from, length);
    *write += length;
}

static const char *refuse_byte(pv_facts *facts, const char *at) {
    if (at == facts->end) return pv_refusal_syntax(facts, at, "a closing quote");
    return pv_refusal_syntax(facts, at, (unsigned char)*at < 0x20 ? "an escape, as \\n" : "UTF-8");
}

const char *pv_json_text_read(pv_facts *facts, const char *begin, proviso_text *text, uint32_t *unit) {
    const char *at = pv_scan_text(begin);
    char *write = facts->text + (at - facts->text);
    *unit = PV_TEXT_SOUND;
    while (*at != '"') {
        if (*at == '\\') {
            at = read_escape(facts, at + 1, &write, unit);
            if (at == NULL) return NULL;
        } else {
            size_t length = (unsigned char)*at < 0x20 ? 0 : pv_utf8_sequence(at, (size_t)(facts->end - at));
            if (length == 0) return refuse_byte(facts, at);
            keep(&write, at, length);
            at += length;
        }
        const char *plain = at;
        at = pv_scan_text(at);
        keep(&write, plain, (size_t)(at - plain));
    }
    *text = pv_text(begin, (size_t)(write - begin));
    *write = '"';
    return at + 1;
}
