/* Scan: runs flex over a text, and does what its rules cannot say in patterns: texts and bytes.
 *
 * flex writes into what it reads, so it gets a copy of its own; ranges are offsets in the policy's text, and everything
 * that is kept borrows from that text, never from the copy. The few hundred bytes that flex allocates come from the
 * beginning of the copy's block: that never fails, and nothing is left behind when a run ends early. Should flex give
 * up all the same, it calls its fatal handler, which must not return: the jump ends in the function below that called
 * flex, so no frame but flex's own is ever left that way. Words and signs of other languages are in foreign.c. */
#include "syntax/scan.h"

#include <string.h>

#include "proviso_scanner.h"

/* ---- flex's memory */

enum { FLEX_MEMORY = 512, ALIGNMENT = 16 };

static pv_scanner *scanner_of(void *flex) { return pv_flex_get_extra(flex); }

void *pv_flex_alloc(yy_size_t size, void *flex) {
    pv_scanner *scanner = scanner_of(flex);
    if (size > FLEX_MEMORY - scanner->used) return NULL;
    char *block = scanner->block + scanner->used;
    scanner->used += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return block;
}

/* Nothing that flex has needs to grow while it scans a single buffer. */
void *pv_flex_realloc(void *block, yy_size_t size, void *flex) { return block ? NULL : pv_flex_alloc(size, flex); }

void pv_flex_free(void *block, void *flex) {
    (void)block;
    (void)flex;
}

_Noreturn void pv_scan_give_up(void *flex) { longjmp(scanner_of(flex)->escape, 1); }

/* ---- one run */

static bool copy_text(pv_scanner *scanner, proviso_text text) {
    scanner->block_size = FLEX_MEMORY + text.length + 2;
    scanner->block = pv_memory_allocate(scanner->parser->arena->memory, scanner->block_size);
    if (!scanner->block) return false;
    scanner->copy = scanner->block + FLEX_MEMORY;
    memcpy(scanner->copy, text.data, text.length);
    memset(scanner->copy + text.length, 0, 2);
    return true;
}

static uint32_t end_of(const pv_scanner *scanner) {
    return scanner->base + (uint32_t)(scanner->block_size - FLEX_MEMORY - 2);
}

static bool start_flex(pv_scanner *scanner) {
    if (setjmp(scanner->escape)) return false;
    return pv_flex_lex_init_extra(scanner, &scanner->flex) == 0 &&
           pv_flex__scan_buffer(scanner->copy, scanner->block_size - FLEX_MEMORY, scanner->flex) != NULL;
}

bool pv_scan_begin(pv_scanner *scanner, pv_parser *parser, pv_range range) {
    *scanner = (pv_scanner){.parser = parser, .base = range.begin, .bad_end = UINT32_MAX};
    bool began = copy_text(scanner, pv_source_slice(parser->source, range)) && start_flex(scanner);
    if (!began) parser->failed = true;
    return began;
}

void pv_scan_end(pv_scanner *scanner) {
    pv_memory_release(scanner->parser->arena->memory, scanner->block, scanner->block_size);
    scanner->block = NULL;
}

bool pv_scan_next(pv_scanner *scanner, pv_token *out) {
    if (!scanner->ended) {
        if (setjmp(scanner->escape)) return false;
        scanner->ended = pv_flex_lex(scanner->flex) == PV_TOKEN_END;
    }
    *out = scanner->token;
    return true;
}

/* ---- what the rules call */

bool pv_scan_is_inner(const pv_scanner *scanner) { return scanner->parser->is_placeholder; }

static uint32_t offset_of(const pv_scanner *scanner, const char *yytext) {
    return scanner->base + (uint32_t)(yytext - scanner->copy);
}

static pv_range range_of(const pv_scanner *scanner, const char *yytext, int length) {
    uint32_t begin = offset_of(scanner, yytext);
    return (pv_range){begin, begin + (uint32_t)length};
}

int pv_scan_found(pv_scanner *scanner, int kind, const char *yytext, int length) {
    scanner->token = (pv_token){.kind = kind, .range = range_of(scanner, yytext, length)};
    return kind;
}

int pv_scan_end_of_text(pv_scanner *scanner) {
    uint32_t end = end_of(scanner);
    scanner->token = (pv_token){.kind = PV_TOKEN_END, .range = {end, end}};
    return PV_TOKEN_END;
}

void pv_scan_open_text(pv_scanner *scanner, const char *yytext) {
    uint32_t begin = offset_of(scanner, yytext);
    scanner->token = (pv_token){.kind = PV_TOKEN_STRING, .range = {begin, begin}, .content = {begin + 1, begin + 1}};
    scanner->lines = false;
}

static int close_text_at(pv_scanner *scanner, uint32_t content_end, uint32_t end) {
    scanner->token.content.end = content_end;
    scanner->token.range.end = end;
    return PV_TOKEN_STRING;
}

int pv_scan_close_text(pv_scanner *scanner, const char *yytext, int quotes) {
    uint32_t end = offset_of(scanner, yytext);
    return close_text_at(scanner, end, end + (uint32_t)quotes);
}

static void report_open_text(pv_scanner *scanner) {
    uint32_t begin = scanner->token.range.begin;
    pv_parser_complain(scanner->parser, PV_DIAGNOSTIC_TEXT_OPEN, (pv_range){begin, begin + 1}, (proviso_text){"", 0},
                       "this text has no closing quote");
}

int pv_scan_unclosed_text(pv_scanner *scanner) {
    uint32_t end = end_of(scanner);
    if (!scanner->lines) report_open_text(scanner);
    return close_text_at(scanner, end, end);
}

int pv_scan_inner_text(pv_scanner *scanner, const char *yytext, int length) {
    enum { QUOTE = 2 /* \" */ };
    pv_scan_found(scanner, PV_TOKEN_STRING, yytext, length);
    scanner->token.content = (pv_range){scanner->token.range.begin + QUOTE, scanner->token.range.end - QUOTE};
    return PV_TOKEN_STRING;
}

/* The quotes of the first line from `at` on that has any: an odd number of them closes what an earlier line opened. */
static bool next_quotes_are_odd(proviso_text text, size_t at) {
    size_t quotes = 0;
    for (; at < text.length; at++) {
        if (text.data[at] == '\n' && quotes > 0) break;
        if (text.data[at] == '\\')
            at++;
        else if (text.data[at] == '"')
            quotes++;
    }
    return quotes % 2 == 1;
}

bool pv_scan_text_goes_on(pv_scanner *scanner, const char *yytext) {
    if (scanner->lines) return true;
    uint32_t end = offset_of(scanner, yytext);
    scanner->lines = next_quotes_are_odd(scanner->parser->source->text, end + 1);
    if (scanner->lines)
        pv_parser_complain(scanner->parser, PV_DIAGNOSTIC_TEXT_LINES, (pv_range){scanner->token.range.begin, end},
                           PROVISO_TEXT("write `\\n` where a line ends"), "a text ends on the line on which it begins");
    else
        report_open_text(scanner);
    return scanner->lines;
}

static unsigned digit_of(char c) { return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10); }

void pv_scan_code_point(pv_scanner *scanner, const char *yytext, int length) {
    uint32_t code_point = 0;
    for (int i = 3; i < length - 1; i++) code_point = code_point << 4 | digit_of(yytext[i]);
    scanner->token.escaped = true;
    if (code_point != 0 && code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF)) return;
    pv_range range = range_of(scanner, yytext, length);
    pv_parser_complain(scanner->parser, PV_DIAGNOSTIC_TEXT_ESCAPE, range, (proviso_text){"", 0},
                       "`%t` stands for no character", pv_source_slice(scanner->parser->source, range));
}

void pv_scan_bad_escape(pv_scanner *scanner, const char *yytext, int length) {
    pv_range range = range_of(scanner, yytext, length);
    scanner->token.escaped = true;
    if (length == 1) return; /* the text ends here, or a byte follows that no text has: either is reported */
    pv_parser_complain(scanner->parser, PV_DIAGNOSTIC_TEXT_ESCAPE, range,
                       PROVISO_TEXT("a text knows `\\\"` `\\\\` `\\n` `\\t` and `\\u{1F600}`"),
                       "`%t` is not an escape of the language", pv_source_slice(scanner->parser->source, range));
}

static void report_byte(pv_scanner *scanner, pv_range range, unsigned char byte) {
    static const char hex[] = "0123456789ABCDEF";
    char digits[2] = {hex[byte >> 4], hex[byte & 15]};
    proviso_text code = {digits, sizeof digits}, hint = {"", 0};
    if (byte == '\r') hint = PROVISO_TEXT("a line ends with LF or CR LF");
    if (byte >= 0x80) hint = PROVISO_TEXT("save the file as UTF-8");
    pv_parser_complain(scanner->parser, PV_DIAGNOSTIC_BYTE, range, hint,
                       byte < 0x80 ? "byte 0x%t is not allowed in a policy" : "byte 0x%t is not UTF-8 here", code);
}

/* One byte that is none, or the two of a C1 control character. A run of them is one problem. */
void pv_scan_bad_byte(pv_scanner *scanner, const char *yytext, int length) {
    pv_range range = range_of(scanner, yytext, length);
    bool is_run = range.begin == scanner->bad_end;
    scanner->bad_end = range.end;
    if (is_run) return;
    if (length == 1) {
        report_byte(scanner, range, (unsigned char)yytext[0]);
    } else {
        unsigned char last = (unsigned char)yytext[1];
        pv_parser_complain(scanner->parser, PV_DIAGNOSTIC_BYTE, range, (proviso_text){"", 0},
                           "the control character U+00%c%c is not allowed in a policy", '0' + (last >> 4),
                           "0123456789ABCDEF"[last & 15]);
    }
}
