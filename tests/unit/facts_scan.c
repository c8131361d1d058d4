/* Scanning many bytes at a time finds what scanning each byte finds. Built once for each way of scanning. */
#include "facts/json_number.h"
#include "facts/scan.h"
#include "unit.h"

enum { LENGTH = 100, PADDING = 64 };

static const char *scan_bytewise(const char *at) {
    while (*at != '"' && *at != '\\' && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80) at++;
    return at;
}

START_TEST(every_byte_ends_a_text_or_does_not) {
    char bytes[LENGTH + PADDING] = {0};
    size_t wrong = 0;
    for (size_t place = 0; place < 40; place++) {
        for (int byte = 0; byte < 256; byte++) {
            memset(bytes, 'x', LENGTH);
            bytes[place] = (char)byte;
            bytes[place + 5] = (char)(255 - byte);
            for (size_t begin = 0; begin <= place; begin++)
                wrong += pv_scan_text(bytes + begin) != scan_bytewise(bytes + begin);
        }
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* Sums that carried into the next byte would show here. */
START_TEST(neighbours_do_not_matter) {
    static const unsigned char hard[] = {0x00, 0x01, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x5b, 0x5c,
                                         0x5d, 0x7f, 0x80, 0x81, 0xa2, 0xdc, 0xff, 'a',  '0'};
    uint64_t state = 1;
    size_t wrong = 0;
    for (int round = 0; round < 200000; round++) {
        char bytes[24 + PADDING] = {0};
        size_t plain = next_random(&state) % 24;
        for (size_t i = 0; i < 24; i++) {
            bytes[i] = (char)hard[next_random(&state) % sizeof hard];
            if (i < plain && scan_bytewise(bytes + i) == bytes + i) bytes[i] = 'y';
        }
        wrong += pv_scan_text(bytes) != scan_bytewise(bytes);
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(digits_are_read_up_to_the_first_that_is_none) {
    size_t wrong = 0;
    for (int byte = 0; byte < 256; byte++) {
        for (size_t count = 0; count <= 18; count++) {
            char bytes[LENGTH + PADDING] = "123456789012345678";
            bytes[count] = (char)byte;
            bytes[count + 1] = '/';
            bool digit = byte >= '0' && byte <= '9';
            uint64_t expected = 0, value = 0;
            for (size_t i = 0; i < count + digit; i++) expected = expected * 10 + (uint64_t)(bytes[i] - '0');
            wrong += pv_json_digits(bytes, &value) != bytes + count + digit || value != expected;
        }
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(blanks_are_four_bytes) {
    size_t wrong = 0;
    for (int byte = 0; byte < 256; byte++) {
        const char bytes[] = {' ', '\n', '\t', '\r', (char)byte, 'x', 0};
        bool blank = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
        wrong += pv_scan_blanks(bytes) != bytes + 4 + blank;
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("facts scan", every_byte_ends_a_text_or_does_not, neighbours_do_not_matter,
                     digits_are_read_up_to_the_first_that_is_none, blanks_are_four_bytes);
}
