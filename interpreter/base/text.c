/* Texts: comparison, search, hashing, UTF-8 (RFC 3629), and the choice of a suggestion for a misspelt name.
 *
 * All of it works on bytes and is the same on every machine: hashes are part of compiled policies, and the order of
 * texts is part of decisions. Nothing allocates; the edit distance keeps three short rows on the stack, hence its bound
 * on the lengths. */
#define _GNU_SOURCE /* memmem, of POSIX since 2024 */
#include "base/text.h"

#include <string.h>

bool pv_text_equal(proviso_text a, proviso_text b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool pv_text_is(proviso_text a, const char *zero_ended) {
    return pv_text_equal(a, (proviso_text){zero_ended, strlen(zero_ended)});
}

int pv_text_compare(proviso_text a, proviso_text b) {
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.data, b.data, common);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* memmem takes linear time, however often the text nearly holds the part. */
bool pv_text_contains(proviso_text text, proviso_text part) {
    return part.length == 0 || (part.length <= text.length && memmem(text.data, text.length, part.data, part.length));
}

bool pv_text_starts_with(proviso_text text, proviso_text part) {
    return part.length <= text.length && pv_text_equal(pv_text(text.data, part.length), part);
}

bool pv_text_ends_with(proviso_text text, proviso_text part) {
    if (part.length == 0) return true;
    return part.length <= text.length &&
           pv_text_equal(pv_text(text.data + (text.length - part.length), part.length), part);
}

void pv_text_lower(char *out, proviso_text text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
}

/* FNV-1a: short keys, and no dependence on the byte order. */
uint32_t pv_text_hash(proviso_text text) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.length; i++) hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
    return hash;
}

/* RFC 3629 section 4: the second byte's range excludes overlong forms, surrogates and what is beyond U+10FFFF. */
size_t pv_utf8_sequence(const char *data, size_t length) {
    const unsigned char *bytes = (const unsigned char *)data;
    unsigned char lead = bytes[0], low = 0x80, high = 0xbf;
    if (lead < 0x80) return 1;
    if (lead < 0xc2 || lead > 0xf4) return 0;
    size_t expected = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length < expected) return 0;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
    if (bytes[1] < low || bytes[1] > high) return 0;
    for (size_t i = 2; i < expected; i++)
        if ((bytes[i] & 0xc0) != 0x80) return 0;
    return expected;
}

size_t pv_utf8_valid(const char *data, size_t length) {
    size_t at = 0;
    while (at < length) {
        uint64_t eight;
        if (length - at >= sizeof eight) {
            memcpy(&eight, data + at, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        size_t sequence = pv_utf8_sequence(data + at, length - at);
        if (sequence == 0) return at;
        at += sequence;
    }
    return length;
}

size_t pv_utf8_count(const char *data, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)data[i] & 0xc0) != 0x80;
    return count;
}

size_t pv_utf8_encode(char out[4], uint32_t code_point) {
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3f));
        code_point >>= 6;
    }
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    out[0] = (char)(lead[length] | code_point);
    return length;
}

enum { DISTANCE_LONGEST = 64 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

size_t pv_text_distance(proviso_text a, proviso_text b) {
    if (a.length > DISTANCE_LONGEST || b.length > DISTANCE_LONGEST) return SIZE_MAX;
    size_t rows[3][DISTANCE_LONGEST + 1] = {{0}};
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.length; j++) row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            bool same = a.data[i - 1] == b.data[j - 1];
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
            bool swapped = i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1];
            if (swapped) row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[b.length];
}

void pv_text_suggest(proviso_text *best, proviso_text written, proviso_text candidate) {
    size_t longer = written.length > candidate.length ? written.length : candidate.length;
    size_t most = longer / 3 > 1 ? longer / 3 : 1;
    size_t distance = pv_text_distance(written, candidate);
    if (distance > most) return;
    if (best->length != 0) {
        size_t best_distance = pv_text_distance(written, *best);
        if (best_distance < distance) return;
        if (best_distance == distance && pv_text_compare(*best, candidate) <= 0) return;
    }
    *best = candidate;
}
