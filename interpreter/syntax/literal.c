/* Literals: from what is written to a node with its value.
 *
 * The types' own parsers in values/ decide what is a number, a day, an instant, a span; what they refuse is reported
 * here with what to write instead, and some value takes its place, so that the error is the only one. A literal keeps
 * its text as written, for the printer; only blanks and comments within it become one blank. */
#include <string.h>

#include "syntax/build.h"

static const proviso_text no_hint = {"", 0};

enum { NAME_MOST = 255, TEXT_MOST = 65536 };

static pv_expr *make(pv_parser *parser, pv_expr_kind kind, pv_range range, proviso_text text) {
    pv_expr *expr = pv_parser_allocate(parser, 1, sizeof *expr);
    if (!expr) return NULL;
    expr->kind = kind;
    expr->range = range;
    expr->text = text;
    expr->depth = 1;
    return expr;
}

/* ---- numbers, money, spans */

/* Digits as pv_number_parse takes them: without `_` and `%`. */
static proviso_text plain_digits(pv_parser *parser, proviso_text written) {
    if (written.length > 0 && written.data[written.length - 1] == '%') written.length--;
    if (!memchr(written.data, '_', written.length)) return written;
    char *digits = pv_parser_allocate(parser, written.length, 1);
    size_t length = 0;
    for (size_t i = 0; digits && i < written.length; i++)
        if (written.data[i] != '_') digits[length++] = written.data[i];
    return (proviso_text){digits, length};
}

/* What the scanner found malformed was reported by it. */
static pv_number read_number(pv_parser *parser, pv_range range, pv_number_form form) {
    pv_number number = PV_NUMBER_ONE;
    proviso_text digits = plain_digits(parser, pv_source_slice(parser->source, range));
    pv_parsed parsed = parser->failed ? PV_PARSED_MALFORMED : pv_number_parse(&number, digits);
    if (parsed == PV_PARSED && form == PV_PERCENT) {
        if (number % 100 != 0) parsed = PV_PARSED_OUT_OF_RANGE;
        number /= 100;
    }
    if (parsed == PV_PARSED) return number;
    if (parsed == PV_PARSED_OUT_OF_RANGE)
        pv_parser_complain(parser, PV_DIAGNOSTIC_DIGITS, range, no_hint,
                           form == PV_PERCENT
                               ? "a percentage can have at most 18 digits before the point and 16 after it"
                               : "a number can have at most 18 digits before the point and 18 after it");
    return PV_NUMBER_ONE;
}

pv_expr *pv_literal_number(pv_parser *parser, pv_range range, pv_number_form form) {
    pv_expr *expr = make(parser, PV_EXPR_NUMBER, range, pv_source_slice(parser->source, range));
    if (!expr) return NULL;
    expr->percent = form == PV_PERCENT;
    expr->literal = read_number(parser, range, form);
    return parser->failed ? NULL : expr;
}

/* A number and a word with one blank between them. */
static proviso_text two_words(pv_parser *parser, pv_range number, proviso_text word, pv_range word_range) {
    proviso_text written = pv_source_slice(parser->source, pv_range_join(number, word_range));
    proviso_text digits = pv_source_slice(parser->source, number);
    if (written.length == digits.length + 1 + word.length && written.data[digits.length] == ' ' &&
        memcmp(written.data + digits.length + 1, word.data, word.length) == 0)
        return written;
    char *text = pv_parser_allocate(parser, digits.length + 1 + word.length, 1);
    if (!text) return no_hint;
    memcpy(text, digits.data, digits.length);
    text[digits.length] = ' ';
    memcpy(text + digits.length + 1, word.data, word.length);
    return (proviso_text){text, digits.length + 1 + word.length};
}

pv_expr *pv_literal_money(pv_parser *parser, pv_range number, pv_range code, pv_currency currency) {
    proviso_text word =
        currency == PV_CURRENCY_ANY ? pv_source_slice(parser->source, code) : pv_currency_code(currency);
    pv_expr *expr = make(parser, PV_EXPR_MONEY, pv_range_join(number, code), two_words(parser, number, word, code));
    if (!expr) return NULL;
    expr->currency = currency;
    expr->literal = read_number(parser, number, PV_PLAIN);
    return parser->failed ? NULL : expr;
}

static void report_span(pv_parser *parser, pv_range range, pv_number count, proviso_text unit) {
    pv_span_family family;
    int64_t multiple;
    bool is_elapsed = pv_span_unit(&family, &multiple, unit) && family == PV_SPAN_ELAPSED;
    if (!is_elapsed && !pv_number_is_whole(count))
        pv_parser_complain(parser, PV_DIAGNOSTIC_SPAN_RANGE, range, no_hint,
                           "days, weeks, months and years are counted in whole numbers");
    else
        pv_parser_complain(parser, PV_DIAGNOSTIC_SPAN_RANGE, range, no_hint, "`%t` is beyond what a span can hold",
                           pv_parser_shown(parser, range));
}

pv_expr *pv_literal_span(pv_parser *parser, pv_range number, pv_range unit) {
    proviso_text word = pv_literal_lowered(parser, unit);
    pv_expr *expr = make(parser, PV_EXPR_SPAN, pv_range_join(number, unit), two_words(parser, number, word, unit));
    if (!expr) return NULL;
    size_t errors = parser->source->errors + parser->hushed;
    pv_number count = read_number(parser, number, PV_PLAIN);
    bool is_number = errors == parser->source->errors + parser->hushed;
    pv_span span = pv_span_of(PV_SPAN_DAYS, 1, 0);
    if (!pv_span_from_units(&span, count, word) && is_number) report_span(parser, expr->range, count, word);
    expr->literal = span;
    return parser->failed ? NULL : expr;
}

/* ---- dates and times */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Reads at most `most` digits and what follows them. */
static bool read_part(proviso_text *rest, size_t most, char after, unsigned *out) {
    size_t length = 0;
    for (*out = 0; length < rest->length && is_digit(rest->data[length]) && length < most; length++)
        *out = *out * 10 + (unsigned)(rest->data[length] - '0');
    bool fits = length > 0 && (after ? length < rest->length && rest->data[length] == after : length == rest->length);
    if (fits) *rest = (proviso_text){rest->data + length + (after != 0), rest->length - length - (after != 0)};
    return fits;
}

/* `2025-3-14` is meant as `2025-03-14`. */
static proviso_text padded_date(pv_parser *parser, proviso_text written) {
    unsigned year, month, day;
    if (written.length < 4 || written.data[4] != '-' || !read_part(&written, 4, '-', &year) ||
        !read_part(&written, 2, '-', &month) || !read_part(&written, 2, 0, &day))
        return no_hint;
    char text[PV_DAY_TEXT];
    pv_day date;
    if (!pv_day_from_civil(&date, (pv_civil){(int)year, (int)month, (int)day})) return no_hint;
    return pv_parser_format(parser, "write `%t`", (proviso_text){text, pv_day_write(text, date)});
}

pv_expr *pv_literal_date(pv_parser *parser, pv_range range) {
    proviso_text written = pv_source_slice(parser->source, range);
    pv_expr *expr = make(parser, PV_EXPR_DATE, range, written);
    if (!expr) return NULL;
    pv_day day = 0;
    switch (pv_day_parse(&day, written)) {
    case PV_PARSED: break;
    case PV_PARSED_MALFORMED:
        pv_parser_complain(parser, PV_DIAGNOSTIC_DATE_FORM, range, padded_date(parser, written),
                           "`%t` is not a date: a date is written 2025-03-14", pv_parser_shown(parser, range));
        break;
    case PV_PARSED_OUT_OF_RANGE:
        pv_parser_complain(parser, PV_DIAGNOSTIC_DATE_RANGE, range, no_hint, "`%t` is not a day of the calendar",
                           written);
        break;
    }
    expr->literal = day;
    return parser->failed ? NULL : expr;
}

/* What stands after the `T` of a time says nothing of an offset. */
static bool lacks_offset(proviso_text written) {
    size_t at = 0;
    while (at < written.length && (is_digit(written.data[at]) || written.data[at] == '-')) at++;
    if (at == written.length || (written.data[at] | 0x20) != 't') return false;
    for (at++; at < written.length; at++)
        if (!is_digit(written.data[at]) && written.data[at] != ':' && written.data[at] != '.') return false;
    return true;
}

static void report_time(pv_parser *parser, pv_range range, pv_parsed parsed) {
    proviso_text written = pv_source_slice(parser->source, range), shown = pv_parser_shown(parser, range);
    if (parsed == PV_PARSED_OUT_OF_RANGE)
        pv_parser_complain(parser, PV_DIAGNOSTIC_TIME_RANGE, range, no_hint, "`%t` is not a time of the calendar",
                           shown);
    else if (lacks_offset(written))
        pv_parser_complain(parser, PV_DIAGNOSTIC_TIME_FORM, range,
                           pv_parser_format(parser, "write `%t+08:00`, or `%tZ` for UTC", shown, shown),
                           "`%t` lacks its offset from UTC", shown);
    else
        pv_parser_complain(parser, PV_DIAGNOSTIC_TIME_FORM, range, no_hint,
                           "`%t` is not a time: a time is written 2025-03-14T16:11:42+08:00", shown);
}

pv_expr *pv_literal_time(pv_parser *parser, pv_range range) {
    proviso_text written = pv_source_slice(parser->source, range);
    pv_expr *expr = make(parser, PV_EXPR_TIME, range, written);
    if (!expr) return NULL;
    pv_instant instant = 0;
    pv_parsed parsed = pv_instant_parse(&instant, written);
    if (parsed != PV_PARSED) report_time(parser, range, parsed);
    expr->literal = instant;
    return parser->failed ? NULL : expr;
}

pv_expr *pv_literal_bool(pv_parser *parser, pv_range range, bool value) {
    pv_expr *expr = make(parser, PV_EXPR_BOOL, range, value ? PROVISO_TEXT("true") : PROVISO_TEXT("false"));
    if (expr) expr->literal = value;
    return expr;
}

/* ---- texts */

static size_t hex_value(const char *digits, size_t length, uint32_t *out) {
    size_t at = 0;
    for (*out = 0; at < length && digits[at] != '}'; at++) {
        char c = digits[at];
        *out = *out << 4 | (c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10));
    }
    return at;
}

/* One escape at the beginning of `text`: writes what it stands for, returns the bytes it takes. What the scanner
 * reported stands for the character after the backslash, or for nothing. */
static size_t decode_escape(proviso_text text, char out[4], size_t *written) {
    *written = text.length > 1;
    if (text.length < 2) return text.length;
    char letter = text.data[1];
    out[0] = letter;
    if (letter == 'n') out[0] = '\n';
    if (letter == 't') out[0] = '\t';
    if (letter != 'u' || text.length < 4 || text.data[2] != '{') return 2;
    uint32_t code_point;
    size_t digits = hex_value(text.data + 3, text.length - 3, &code_point);
    if (3 + digits == text.length || digits == 0 || digits > 6) return 2;
    bool is_character = code_point != 0 && code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
    *written = is_character ? pv_utf8_encode(out, code_point) : 0;
    return 3 + digits + 1;
}

/* Decodes into `out`, or only counts where it is NULL. */
static size_t decode(proviso_text text, bool braces, char *out) {
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        char bytes[4] = {text.data[at]};
        size_t written = 1, taken = 1;
        if (text.data[at] == '\\')
            taken = decode_escape((proviso_text){text.data + at, text.length - at}, bytes, &written);
        else if (braces && (text.data[at] == '{' || text.data[at] == '}'))
            taken = 2;
        if (out) memcpy(out + length, bytes, written);
        length += written;
        at += taken;
    }
    return length;
}

proviso_text pv_literal_decode(pv_parser *parser, pv_range content, bool braces) {
    proviso_text raw = pv_source_slice(parser->source, content);
    size_t length = decode(raw, braces, NULL);
    if (length > TEXT_MOST) return (proviso_text){NULL, length};
    char *text = pv_parser_allocate(parser, length + 1, 1);
    if (!text) return no_hint;
    decode(raw, braces, text);
    return (proviso_text){text, length};
}

pv_string pv_literal_string(pv_parser *parser, const pv_token *token) {
    pv_string string = {pv_source_slice(parser->source, token->content), token->range, true};
    if (token->escaped) string.text = pv_literal_decode(parser, token->content, false);
    if (string.text.length <= TEXT_MOST) return string;
    pv_range quote = {token->range.begin, token->range.begin + 1};
    pv_parser_complain(parser, PV_DIAGNOSTIC_TEXT_LENGTH, quote, no_hint, "a text can have at most 65,536 bytes");
    return (pv_string){no_hint, quote, true};
}

/* ---- names */

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static bool has_capitals(proviso_text text) {
    for (size_t i = 0; i < text.length; i++)
        if (is_upper(text.data[i])) return true;
    return false;
}

/* In lower case, with a `_` where a capital begins a new word. */
static proviso_text lowered(pv_parser *parser, proviso_text text) {
    char *out = pv_parser_allocate(parser, text.length * 2, 1);
    size_t length = 0;
    for (size_t i = 0; out && i < text.length; i++) {
        char c = text.data[i];
        bool begins_word = is_upper(c) && i > 0 && !is_upper(text.data[i - 1]) && text.data[i - 1] != '_';
        if (begins_word) out[length++] = '_';
        out[length++] = is_upper(c) ? (char)(c - 'A' + 'a') : c;
    }
    return (proviso_text){out ? out : "", length};
}

proviso_text pv_literal_lowered(pv_parser *parser, pv_range range) {
    proviso_text text = pv_source_slice(parser->source, range);
    return has_capitals(text) ? lowered(parser, text) : text;
}

static void report_capitals(pv_parser *parser, pv_range range, proviso_text lower) {
    if (pv_tokens_names_type(parser)) return; /* no type has this name, which says more */
    proviso_text shown = pv_parser_shown(parser, range);
    proviso_text hint = pv_tokens_names_field(parser) ? pv_parser_format(parser, "write `%t as \"%t\"`", lower, shown)
                                                      : pv_parser_format(parser, "write `%t`", lower);
    pv_parser_complain(parser, PV_DIAGNOSTIC_CAPITALS, range, hint, "`%t` has capitals, which names do not have",
                       shown);
}

pv_name pv_literal_name(pv_parser *parser, pv_range range) {
    pv_name name = {pv_source_slice(parser->source, range), range};
    if (name.text.length > NAME_MOST) {
        name.text.length = NAME_MOST;
        pv_parser_complain(parser, PV_DIAGNOSTIC_NAME_LENGTH, range, no_hint, "a name can have at most 255 bytes");
    }
    if (!has_capitals(name.text)) return name;
    name.text = lowered(parser, name.text);
    report_capitals(parser, range, name.text);
    return name;
}
