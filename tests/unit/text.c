/* base/text: order, UTF-8 against its definition, and suggestions. */
#include "base/text.h"

#include "unit.h"

START_TEST(equality_and_order_are_bytewise) {
    ck_assert(pv_text_equal(text_of("a"), text_of("a")));
    ck_assert(!pv_text_equal(text_of("a"), text_of("b")));
    ck_assert(!pv_text_equal(text_of("a"), text_of("ab")));
    ck_assert(pv_text_equal((proviso_text){NULL, 0}, text_of("")));
    ck_assert(pv_text_is(text_of("rule"), "rule") && !pv_text_is(text_of("rule"), "rul"));
    ck_assert_int_eq(pv_text_compare(text_of("ab"), text_of("ab")), 0);
    ck_assert_int_eq(pv_text_compare((proviso_text){NULL, 0}, text_of("")), 0);
    ck_assert_int_lt(pv_text_compare(text_of("ab"), text_of("abc")), 0);
    ck_assert_int_gt(pv_text_compare(text_of("b"), text_of("abc")), 0);
    ck_assert_int_gt(pv_text_compare(text_of("\xc3\xa9"), text_of("z")), 0);
}
END_TEST

/* Compiled policies hold these numbers: they may not change. */
START_TEST(hashes_are_those_of_fnv_1a) {
    ck_assert_uint_eq(pv_text_hash(text_of("")), 0x811c9dc5);
    ck_assert_uint_eq(pv_text_hash(text_of("a")), 0xe40c292c);
    ck_assert_uint_eq(pv_text_hash(text_of("foobar")), 0xbf9cf968);
}
END_TEST

/* The definition: a sequence is well-formed where it is the shortest encoding of a scalar value. */
START_TEST(every_code_point_is_one_sequence_and_surrogates_are_none) {
    size_t wrong = 0;
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char bytes[4];
        size_t length = pv_utf8_encode(bytes, c);
        bool surrogate = c >= 0xd800 && c <= 0xdfff;
        wrong += pv_utf8_sequence(bytes, length) != (surrogate ? 0 : length);
        wrong += length != (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
        wrong += length > 1 && pv_utf8_sequence(bytes, length - 1) != 0;
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* All sequences of two and three bytes: as many are well-formed as there are code points of that length. */
START_TEST(no_other_bytes_are_well_formed) {
    size_t found[5] = {0};
    for (uint32_t bits = 0; bits < 1u << 24; bits++) {
        const char bytes[3] = {(char)(bits >> 16), (char)(bits >> 8), (char)bits};
        size_t length = pv_utf8_sequence(bytes, 3);
        found[length]++;
    }
    ck_assert_uint_eq(found[1], 0x80u << 16);
    ck_assert_uint_eq(found[2], (0x800u - 0x80) << 8);
    ck_assert_uint_eq(found[3], 0x10000 - 0x800 - 0x800);
    ck_assert_uint_eq(found[4], 0);
    ck_assert_uint_eq(pv_utf8_sequence("\xf4\x90\x80\x80", 4), 0);
    ck_assert_uint_eq(pv_utf8_sequence("\xf0\x8f\xbf\xbf", 4), 0);
    ck_assert_uint_eq(pv_utf8_sequence("\xf5\x80\x80\x80", 4), 0);
}
END_TEST

START_TEST(the_first_ill_formed_byte_is_found_at_every_offset) {
    char text[40];
    for (size_t at = 0; at < sizeof text; at++) {
        memset(text, 'a', sizeof text);
        ck_assert_uint_eq(pv_utf8_valid(text, sizeof text), sizeof text);
        text[at] = '\xff';
        ck_assert_uint_eq(pv_utf8_valid(text, sizeof text), at);
        ck_assert_uint_eq(pv_utf8_valid(text, at), at);
        text[at] = '\xc3';
        ck_assert_uint_eq(pv_utf8_valid(text, sizeof text), at);
        if (at + 1 < sizeof text) {
            text[at + 1] = '\xa9';
            ck_assert_uint_eq(pv_utf8_valid(text, sizeof text), sizeof text);
            ck_assert_uint_eq(pv_utf8_count(text, sizeof text), sizeof text - 1);
        }
    }
}
END_TEST

START_TEST(distance_counts_insertions_deletions_changes_and_swaps) {
    ck_assert_uint_eq(pv_text_distance(text_of(""), text_of("")), 0);
    ck_assert_uint_eq(pv_text_distance(text_of(""), text_of("abc")), 3);
    ck_assert_uint_eq(pv_text_distance(text_of("kitten"), text_of("sitting")), 3);
    ck_assert_uint_eq(pv_text_distance(text_of("refund"), text_of("refudn")), 1);
    ck_assert_uint_eq(pv_text_distance(text_of("ca"), text_of("abc")), 3);
    ck_assert_uint_eq(pv_text_distance(text_of("submited_at"), text_of("submitted_at")), 1);
}
END_TEST

START_TEST(long_texts_are_far_apart) {
    char longest[64], longer[65];
    memset(longest, 'a', sizeof longest);
    memset(longer, 'a', sizeof longer);
    proviso_text a = {longest, sizeof longest}, b = {longer, sizeof longer};
    ck_assert_uint_eq(pv_text_distance(a, a), 0);
    ck_assert_uint_eq(pv_text_distance(a, b), SIZE_MAX);
    ck_assert_uint_eq(pv_text_distance(b, a), SIZE_MAX);
    proviso_text best = {NULL, 0};
    pv_text_suggest(&best, b, b);
    ck_assert_uint_eq(best.length, 0);
}
END_TEST

static proviso_text suggestion(const char *written, const char *const *candidates) {
    proviso_text best = {NULL, 0};
    for (; *candidates; candidates++) pv_text_suggest(&best, text_of(written), text_of(*candidates));
    return best;
}

START_TEST(the_nearest_candidate_is_suggested_whatever_the_order) {
    ck_assert_text(suggestion("refnd", (const char *[]){"review", "refund", "decline", NULL}), "refund");
    ck_assert_text(suggestion("refnd", (const char *[]){"decline", "refund", "review", NULL}), "refund");
    ck_assert_text(suggestion("bat", (const char *[]){"cat", "bar", "rat", NULL}), "bar");
    ck_assert_text(suggestion("bat", (const char *[]){"bar", "cat", "rat", NULL}), "bar");
    ck_assert_text(suggestion("refund", (const char *[]){"refnds", "refun", NULL}), "refun");
    ck_assert_text(suggestion("refund", (const char *[]){"refun", "refnds", NULL}), "refun");
    ck_assert_text(suggestion("package", (const char *[]){"packages", "pack", NULL}), "packages");
}
END_TEST

START_TEST(nothing_far_is_suggested) {
    ck_assert_text(suggestion("amount", (const char *[]){"window", "", "credits", NULL}), "");
    ck_assert_text(suggestion("abcdef", (const char *[]){"abcxyz", NULL}), "");
    ck_assert_text(suggestion("abcdef", (const char *[]){"abcdxy", NULL}), "abcdxy");
    ck_assert_text(suggestion("x", (const char *[]){"y", NULL}), "y");
}
END_TEST

START_TEST(parts_are_found_at_the_beginning_the_end_and_between) {
    const struct {
        const char *text, *part;
        bool contains, starts, ends;
    } rows[] = {{"", "", true, true, true},
                {"abc", "", true, true, true},
                {"", "a", false, false, false},
                {"abc", "abc", true, true, true},
                {"abc", "ab", true, true, false},
                {"abc", "bc", true, false, true},
                {"abc", "b", true, false, false},
                {"abc", "ac", false, false, false},
                {"abc", "abcd", false, false, false},
                {"ab", "abc", false, false, false},
                {"bc", "abc", false, false, false},
                {"abcabd", "abd", true, false, true},
                {"aaaaab", "aab", true, false, true},
                {"ABC", "abc", false, false, false},
                {"gr\303\274n", "\303\274", true, false, false},
                {"\303\274ber", "\303\274", true, true, false},
                {"\303\274", "\303\244", false, false, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        proviso_text text = text_of(rows[i].text), part = text_of(rows[i].part);
        ck_assert_msg(pv_text_contains(text, part) == rows[i].contains, "%s in %s", rows[i].part, rows[i].text);
        ck_assert_msg(pv_text_starts_with(text, part) == rows[i].starts, "%s before %s", rows[i].part, rows[i].text);
        ck_assert_msg(pv_text_ends_with(text, part) == rows[i].ends, "%s after %s", rows[i].part, rows[i].text);
    }
    proviso_text none = {NULL, 0};
    ck_assert(pv_text_contains(none, none) && pv_text_starts_with(none, none) && pv_text_ends_with(none, none));
    ck_assert(!pv_text_contains(none, text_of("a")) && pv_text_ends_with(text_of("a"), none));
}
END_TEST

START_TEST(texts_are_not_zero_ended_when_searched) {
    proviso_text text = {"ab\0cd", 5};
    ck_assert(pv_text_contains(text, (proviso_text){"\0c", 2}) && pv_text_ends_with(text, text_of("cd")));
    ck_assert(!pv_text_contains((proviso_text){"abc", 2}, text_of("bc")));
    ck_assert(!pv_text_ends_with((proviso_text){"abc", 2}, text_of("c")));
}
END_TEST

/* A search that begins anew at each byte compares 2^44 bytes here, and the suite runs out of time. */
START_TEST(a_part_that_nearly_fits_everywhere_is_looked_for_in_linear_time) {
    enum { LENGTH = 1 << 23 };
    char *text = malloc(LENGTH), *part = malloc(LENGTH / 2);
    memset(text, 'a', LENGTH);
    memset(part, 'a', LENGTH / 2);
    part[0] = 'b';
    ck_assert(!pv_text_contains((proviso_text){text, LENGTH}, (proviso_text){part, LENGTH / 2}));
    part[0] = 'a';
    part[LENGTH / 2 - 1] = 'b';
    ck_assert(!pv_text_contains((proviso_text){text, LENGTH}, (proviso_text){part, LENGTH / 2}));
    text[LENGTH - 1] = 'b';
    ck_assert(pv_text_contains((proviso_text){text, LENGTH}, (proviso_text){part, LENGTH / 2}));
    free(text);
    free(part);
}
END_TEST

START_TEST(a_to_z_alone_have_lower_case) {
    const char *text = "AZ az @[`{ \303\234 09";
    char out[64];
    pv_text_lower(out, text_of(text));
    ck_assert_text(((proviso_text){out, strlen(text)}), "az az @[`{ \303\234 09");
    pv_text_lower(out, (proviso_text){NULL, 0});
}
END_TEST

int main(void) {
    return RUN_SUITE("text", equality_and_order_are_bytewise, hashes_are_those_of_fnv_1a,
                     every_code_point_is_one_sequence_and_surrogates_are_none, no_other_bytes_are_well_formed,
                     the_first_ill_formed_byte_is_found_at_every_offset,
                     distance_counts_insertions_deletions_changes_and_swaps, long_texts_are_far_apart,
                     the_nearest_candidate_is_suggested_whatever_the_order, nothing_far_is_suggested,
                     parts_are_found_at_the_beginning_the_end_and_between, texts_are_not_zero_ended_when_searched,
                     a_part_that_nearly_fits_everywhere_is_looked_for_in_linear_time, a_to_z_alone_have_lower_case);
}
