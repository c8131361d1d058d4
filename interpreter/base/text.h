/* Texts: comparison, search and UTF-8. Nothing here allocates. */
#ifndef PV_BASE_TEXT_H
#define PV_BASE_TEXT_H

#include <proviso/proviso.h>

static inline proviso_text pv_text(const char *data, size_t length) { return (proviso_text){data, length}; }

bool pv_text_equal(proviso_text a, proviso_text b);
bool pv_text_is(proviso_text a, const char *zero_ended);
/* Bytewise, a shorter one first where it is a prefix: < 0, 0, > 0. */
int pv_text_compare(proviso_text a, proviso_text b);
/* Bytewise, which for well-formed texts is by code points. An empty part is in every text. */
bool pv_text_contains(proviso_text text, proviso_text part);
bool pv_text_starts_with(proviso_text text, proviso_text part);
bool pv_text_ends_with(proviso_text text, proviso_text part);
/* Writes the text with A to Z in lower case, all else as it is, to `out`, which has its length. */
void pv_text_lower(char *out, proviso_text text);
uint32_t pv_text_hash(proviso_text text);

/* The length in bytes (1 to 4) of the well-formed UTF-8 sequence at `data`, which has `length` > 0 bytes; 0 where it is
 * ill-formed (RFC 3629). */
size_t pv_utf8_sequence(const char *data, size_t length);
/* The offset of the first ill-formed byte, or `length`. */
size_t pv_utf8_valid(const char *data, size_t length);
size_t pv_utf8_count(const char *data, size_t length); /* code points of a well-formed text */
/* Writes a code point (not a surrogate, at most 0x10FFFF) to `out`; returns its length. */
size_t pv_utf8_encode(char out[4], uint32_t code_point);

/* Edit distance with transpositions (optimal string alignment), for suggestions; texts over 64 bytes count as far
 * apart. */
size_t pv_text_distance(proviso_text a, proviso_text b);
/* Keeps the better of `*best` and `candidate` as a suggestion for `written`; start with an empty best. A candidate
 * counts when its distance is at most a third of the longer length (at least 1); the nearer one wins, then the one that
 * sorts first. */
void pv_text_suggest(proviso_text *best, proviso_text written, proviso_text candidate);

#endif
