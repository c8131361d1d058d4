/* Foreign: words and signs that other languages have, and keyboards and word processors make.
 *
 * Each is reported with what Proviso writes instead, and then taken for just that, so that one slip is one message and
 * what follows is read as it was meant. Those that stand for nothing are passed over. */
#include <string.h>

#include "syntax/scan.h"

static const proviso_text no_hint = {"", 0};

static void complain(pv_scanner *scanner, pv_diagnostic which, proviso_text hint, const char *format) {
    proviso_text shown = pv_parser_shown(scanner->parser, scanner->token.range);
    pv_parser_complain(scanner->parser, which, scanner->token.range, hint, format, shown);
}

static void suggest(pv_scanner *scanner, pv_diagnostic which, const char *instead) {
    proviso_text hint = *instead ? pv_parser_format(scanner->parser, "write `%s`", instead) : no_hint;
    complain(scanner, which, hint, "`%t` is not part of the language");
}

int pv_scan_foreign(pv_scanner *scanner, int kind, const char *here, const char *yytext, int length) {
    pv_scan_found(scanner, kind, yytext, length);
    suggest(scanner, PV_DIAGNOSTIC_OPERATOR, here);
    return kind;
}

int pv_scan_foreign_word(pv_scanner *scanner, const char *yytext, int length) {
    pv_scan_found(scanner, PV_TOKEN_NAME, yytext, length);
    complain(scanner, PV_DIAGNOSTIC_CHARACTER, PROVISO_TEXT("names are written with a-z, 0-9 and `_`"),
             "`%t` is not a name");
    return PV_TOKEN_NAME;
}

/* Bytes of the quote that a text begins with: one of ASCII, or three. */
static uint32_t quote_length(char first) { return (unsigned char)first < 0x80 ? 1 : 3; }

int pv_scan_foreign_quotes(pv_scanner *scanner, const char *yytext, int length) {
    pv_scan_found(scanner, PV_TOKEN_STRING, yytext, length);
    pv_range *content = &scanner->token.content;
    content->begin = scanner->token.range.begin + quote_length(yytext[0]);
    char last = yytext[length - 1];
    content->end = scanner->token.range.end - (last == '"' || last == '\'' ? 1 : 3);
    scanner->token.escaped = memchr(yytext, '\\', (size_t)length) != NULL;
    pv_parser_complain(scanner->parser, PV_DIAGNOSTIC_QUOTES, scanner->token.range,
                       PROVISO_TEXT("write a straight `\"` on both sides"), "a text stands in double quotes");
    return PV_TOKEN_STRING;
}

/* `14.03.2025`: three groups of digits, one of them a year. */
static bool is_dotted_date(const char *text, int length) {
    int dots = 0, digits = 0, years = 0;
    for (int i = 0; i <= length; i++) {
        bool ends = i == length || text[i] == '.';
        if (!ends) {
            digits++;
            continue;
        }
        if (digits != 4 && digits != 2 && digits != 1) return false;
        years += digits == 4;
        dots += i < length;
        digits = 0;
    }
    return dots == 2 && years == 1;
}

int pv_scan_malformed_number(pv_scanner *scanner, const char *yytext, int length) {
    if (is_dotted_date(yytext, length)) return pv_scan_found(scanner, PV_TOKEN_DATE, yytext, length);
    pv_scan_found(scanner, PV_TOKEN_NUMBER, yytext, length);
    proviso_text hint = no_hint;
    if (yytext[0] == '.') {
        proviso_text shown = pv_parser_shown(scanner->parser, scanner->token.range);
        hint = pv_parser_format(scanner->parser, "write `0%t`", shown);
    }
    complain(scanner, PV_DIAGNOSTIC_NUMBER_FORM, hint, "`%t` is not a number");
    return PV_TOKEN_NUMBER;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int digits_length(const char *text, int length) {
    int at = 0;
    while (at < length && (is_digit(text[at]) || (text[at] == '_' && at + 1 < length && is_digit(text[at + 1])))) at++;
    return at;
}

/* The length of what the pattern NUMBER matches at the beginning of a text that goes on as a word. */
static int number_length(const char *text, int length) {
    int whole = digits_length(text, length);
    bool has_fraction = whole + 1 < length && text[whole] == '.';
    return has_fraction ? whole + 1 + digits_length(text + whole + 1, length - whole - 1) : whole;
}

static bool is_exponent(const char *word, int length) {
    if (length < 2 || (word[0] | 0x20) != 'e') return false;
    for (int i = 1; i < length; i++)
        if (!is_digit(word[i])) return false;
    return true;
}

int pv_scan_glued(pv_scanner *scanner, const char *yytext, int length) {
    int digits = number_length(yytext, length);
    pv_scan_found(scanner, PV_TOKEN_NUMBER, yytext, length);
    if (is_exponent(yytext + digits, length - digits)) {
        complain(scanner, PV_DIAGNOSTIC_NUMBER_FORM, PROVISO_TEXT("write all its digits"),
                 "`%t` is not a number: there are no exponents");
        return length;
    }
    if (yytext[digits] == '_') {
        complain(scanner, PV_DIAGNOSTIC_NUMBER_FORM, PROVISO_TEXT("a `_` stands between two digits"),
                 "`%t` is not a number");
        return length;
    }
    pv_range range = scanner->token.range, number = {range.begin, range.begin + (uint32_t)digits};
    proviso_text hint = pv_parser_format(scanner->parser, "write `%t %t`", pv_parser_shown(scanner->parser, number),
                                         pv_parser_shown(scanner->parser, (pv_range){number.end, range.end}));
    complain(scanner, PV_DIAGNOSTIC_GLUED, hint, "`%t` lacks a blank after the number");
    return digits;
}

void pv_scan_foreign_comment(pv_scanner *scanner, const char *yytext, int length) {
    pv_scan_found(scanner, PV_TOKEN_END, yytext, length);
    complain(scanner, PV_DIAGNOSTIC_COMMENT, no_hint, "`%t` is not part of the language: a comment begins with `#`");
}

/* ---- single characters */

typedef struct pv_stray {
    const char *written;
    const char *instead; /* empty: nothing */
    int kind;            /* PV_TOKEN_END: it is passed over */
} pv_stray;

static const pv_stray strays[] = {
    {";", "", PV_TOKEN_END},
    {"?", "", PV_TOKEN_PV_YYerror}, /* `c ? a : b` cannot be read any further */
    {"[", "{", PV_TOKEN_OPEN_BRACE},
    {"]", "}", PV_TOKEN_CLOSE_BRACE},
    {"\xC2\xA0", " ", PV_TOKEN_END},                /* no-break space */
    {"\xE3\x80\x80", " ", PV_TOKEN_END},            /* ideographic space */
    {"\xE2\x89\xA0", "!=", PV_TOKEN_NOT_EQUAL},     /* not equal to */
    {"\xE2\x89\xA4", "<=", PV_TOKEN_LESS_EQUAL},    /* less-than or equal to */
    {"\xE2\x89\xA5", ">=", PV_TOKEN_GREATER_EQUAL}, /* greater-than or equal to */
    {"\xE2\x88\x92", "-", PV_TOKEN_MINUS},          /* minus sign */
    {"\xE2\x80\x93", "-", PV_TOKEN_MINUS},          /* en dash */
    {"\xC3\x97", "*", PV_TOKEN_MULTIPLIED},         /* multiplication sign */
    {"\xC3\xB7", "/", PV_TOKEN_DIVIDED},            /* division sign */
    {"\xEF\xBC\x88", "(", PV_TOKEN_OPEN_PAREN},     /* fullwidth forms, as Chinese and Japanese keyboards make them */
    {"\xEF\xBC\x89", ")", PV_TOKEN_CLOSE_PAREN},
    {"\xEF\xBD\x9B", "{", PV_TOKEN_OPEN_BRACE},
    {"\xEF\xBD\x9D", "}", PV_TOKEN_CLOSE_BRACE},
    {"\xEF\xBC\x8C", ",", PV_TOKEN_COMMA},
    {"\xEF\xBC\x9A", ":", PV_TOKEN_COLON},
    {"\xEF\xBC\x9D", "=", PV_TOKEN_EQUAL},
    {"\xEF\xBC\x9C", "<", PV_TOKEN_LESS_THAN},
    {"\xEF\xBC\x9E", ">", PV_TOKEN_GREATER_THAN},
    {"\xEF\xBC\x9B", "", PV_TOKEN_END},
};

static const pv_stray *find_stray(proviso_text written) {
    for (size_t i = 0; i < sizeof strays / sizeof *strays; i++)
        if (pv_text_is(written, strays[i].written)) return &strays[i];
    return NULL;
}

static bool is_byte_order_mark(const pv_scanner *scanner, proviso_text written) {
    return scanner->token.range.begin == 0 && pv_text_is(written, "\xEF\xBB\xBF");
}

/* One of U+2018 to U+201F, or an apostrophe, that begins no text. */
static bool is_quote(proviso_text written) {
    return written.data[0] == '\'' ||
           (written.length == 3 && memcmp(written.data, "\xE2\x80", 2) == 0 && (unsigned char)written.data[2] >= 0x98 &&
            (unsigned char)written.data[2] <= 0x9F);
}

static proviso_text hint_for(proviso_text written) {
    if (is_quote(written)) return PROVISO_TEXT("a text stands between two `\"`, on one line");
    if (pv_text_is(written, ";")) return PROVISO_TEXT("leave it out: nothing separates clauses");
    if (pv_text_is(written, "%")) return PROVISO_TEXT("a percent sign stands right after its number: `10%`");
    if (pv_text_is(written, "?")) return PROVISO_TEXT("write `if … then … else …`");
    if (pv_text_is(written, "^")) return PROVISO_TEXT("there are no powers: write `x * x`");
    if (pv_text_is(written, "\"")) return PROVISO_TEXT("within a placeholder a quote is written `\\\"`");
    return no_hint;
}

int pv_scan_stray(pv_scanner *scanner, const char *yytext, int length) {
    int before = scanner->token.kind;
    uint32_t before_end = scanner->token.range.end;
    pv_scan_found(scanner, PV_TOKEN_END, yytext, length);
    proviso_text written = {yytext, (size_t)length};
    if (is_byte_order_mark(scanner, written)) return PV_TOKEN_END;
    if (yytext[0] == '[' && before == PV_TOKEN_NAME && before_end == scanner->token.range.begin) {
        complain(scanner, PV_DIAGNOSTIC_CHARACTER,
                 PROVISO_TEXT("`any`, `all`, `count` and `sum` reach a list's elements"),
                 "`%t` is not part of the language");
        scanner->indexed = true;
        return scanner->token.kind = PV_TOKEN_PV_YYerror;
    }
    if (yytext[0] == ']' && scanner->indexed) {
        scanner->indexed = false;
        return PV_TOKEN_END;
    }
    const pv_stray *stray = find_stray(written);
    if (stray && stray->instead[0] == ' ')
        complain(scanner, PV_DIAGNOSTIC_CHARACTER, PROVISO_TEXT("write a plain blank"),
                 "this blank is not part of the language");
    else if (stray && *stray->instead)
        suggest(scanner, PV_DIAGNOSTIC_CHARACTER, stray->instead);
    else
        complain(scanner, PV_DIAGNOSTIC_CHARACTER, hint_for(written), "`%t` is not part of the language");
    return scanner->token.kind = stray ? stray->kind : PV_TOKEN_END;
}
