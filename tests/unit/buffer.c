/* base/buffer: growth, formatting, JSON strings, and the failure that sticks. */
#include "base/buffer.h"

#include "unit.h"

static pv_memory memory;
static pv_buffer buffer;

static void begin(void) {
    pv_memory_init(&memory, NULL, 0);
    pv_buffer_init(&buffer, &memory);
}

static void end(void) {
    pv_buffer_clear(&buffer);
    ck_assert_uint_eq(memory.used, 0);
}

START_TEST(additions_stand_one_after_the_other) {
    begin();
    ck_assert_text(pv_buffer_text(&buffer), "");
    pv_buffer_add(&buffer, (proviso_text){NULL, 0});
    pv_buffer_add(&buffer, text_of("ab"));
    pv_buffer_add_char(&buffer, 'c');
    pv_buffer_add_string(&buffer, "de");
    ck_assert(pv_buffer_write(&buffer, "fg", 2));
    ck_assert_text(pv_buffer_text(&buffer), "abcdefg");
    pv_buffer_reset(&buffer);
    ck_assert_text(pv_buffer_text(&buffer), "");
    end();
}
END_TEST

START_TEST(unsigned_numbers_to_the_largest) {
    begin();
    pv_buffer_add_unsigned(&buffer, 0);
    pv_buffer_add_char(&buffer, ' ');
    pv_buffer_add_unsigned(&buffer, 1000);
    pv_buffer_add_char(&buffer, ' ');
    pv_buffer_add_unsigned(&buffer, UINT64_MAX);
    ck_assert_text(pv_buffer_text(&buffer), "0 1000 18446744073709551615");
    end();
}
END_TEST

START_TEST(long_contents_survive_growth) {
    begin();
    for (int i = 0; i < 100000; i++) pv_buffer_add_char(&buffer, (char)('a' + i % 26));
    ck_assert_uint_eq(buffer.length, 100000);
    int wrong = 0;
    for (int i = 0; i < 100000; i++) wrong += buffer.data[i] != 'a' + i % 26;
    ck_assert_int_eq(wrong, 0);
    end();
}
END_TEST

START_TEST(formats_replace_their_directives) {
    begin();
    pv_buffer_format(&buffer, "%t, %s%c %zu%%", text_of("text"), "string", '!', (size_t)12);
    ck_assert_text(pv_buffer_text(&buffer), "text, string! 12%");
    pv_buffer_reset(&buffer);
    pv_buffer_format(&buffer, "%zu%zu|%t|", (size_t)1, SIZE_MAX, (proviso_text){NULL, 0});
    ck_assert_text(pv_buffer_text(&buffer), "118446744073709551615||");
    pv_buffer_reset(&buffer);
    pv_buffer_format(&buffer, "at the end %");
    ck_assert_text(pv_buffer_text(&buffer), "at the end %");
    end();
}
END_TEST

START_TEST(json_strings_escape_what_json_forbids) {
    begin();
    pv_buffer_add_json_string(&buffer, text_of("a\"b\\c\n\t\r\b\f\x01\x1f/\x7f\u00e9\U0001F600"));
    ck_assert_text(pv_buffer_text(&buffer), "\"a\\\"b\\\\c\\n\\t\\r\\b\\f\\u0001\\u001f/\x7f\u00e9\U0001F600\"");
    pv_buffer_reset(&buffer);
    pv_buffer_add_json_string(&buffer, (proviso_text){"\0", 1});
    pv_buffer_add_json_string(&buffer, (proviso_text){NULL, 0});
    ck_assert_text(pv_buffer_text(&buffer), "\"\\u0000\"\"\"");
    end();
}
END_TEST

START_TEST(a_failed_addition_sticks_until_the_reset) {
    begin();
    memory.limit = 100;
    for (int i = 0; i < 200; i++) pv_buffer_add_char(&buffer, 'x');
    ck_assert(buffer.failed);
    size_t length = buffer.length;
    pv_buffer_add_char(&buffer, 'x');
    ck_assert(!pv_buffer_write(&buffer, "x", 1));
    ck_assert_uint_eq(buffer.length, length);
    pv_buffer_reset(&buffer);
    pv_buffer_add_string(&buffer, "usable");
    ck_assert(!buffer.failed);
    ck_assert_text(pv_buffer_text(&buffer), "usable");
    end();
}
END_TEST

START_TEST(lengths_that_would_wrap_fail) {
    begin();
    pv_buffer_add_char(&buffer, 'x');
    pv_buffer_add(&buffer, (proviso_text){"", SIZE_MAX});
    ck_assert(buffer.failed);
    ck_assert_text(pv_buffer_text(&buffer), "x");
    end();
}
END_TEST

int main(void) {
    return RUN_SUITE("buffer", additions_stand_one_after_the_other, unsigned_numbers_to_the_largest,
                     long_contents_survive_growth, formats_replace_their_directives,
                     json_strings_escape_what_json_forbids, a_failed_addition_sticks_until_the_reset,
                     lengths_that_would_wrap_fail);
}
