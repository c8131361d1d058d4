/* Join: the value of a token, and the words that belong to it.
 *
 * `5 days`, `12.50 CNY`, `10% of`, `money in CNY` and `time in unix seconds` are several words for the scanner, since
 * blanks, line ends and comments may stand between them, and one token for the grammar, which so needs no rule for what
 * may follow a number. A word before a colon is never joined: there it is the name of the next output. */
#include <string.h>

#include "syntax/tokens.h"

static proviso_text slice(pv_parser *parser, pv_range range) { return pv_source_slice(parser->source, range); }

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static bool has_capitals(proviso_text text) {
    for (size_t i = 0; i < text.length; i++)
        if (is_upper(text.data[i])) return true;
    return false;
}

/* ---- currencies and units */

enum { CODE = 3 };

/* The currency of a code in letters of any case. */
static pv_currency find_currency(proviso_text word) {
    char code[CODE];
    if (word.length != CODE) return PV_CURRENCY_ANY;
    for (size_t i = 0; i < CODE; i++) {
        char c = word.data[i];
        code[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return pv_currency_find((proviso_text){code, CODE});
}

static bool is_unit(proviso_text word) {
    pv_span_family family;
    int64_t multiple;
    return pv_span_unit(&family, &multiple, word);
}

static bool is_code(proviso_text word) {
    return word.length == CODE && is_upper(word.data[0]) && is_upper(word.data[1]) && is_upper(word.data[2]);
}

static void report_currency(pv_parser *parser, pv_range range, pv_currency meant) {
    proviso_text hint = {"", 0}, shown = pv_parser_shown(parser, range);
    if (meant != PV_CURRENCY_ANY) hint = pv_parser_format(parser, "did you mean `%t`?", pv_currency_code(meant));
    pv_parser_complain(parser, PV_DIAGNOSTIC_CURRENCY, range, hint, "`%t` is not a currency", shown);
}

/* The currency that stands at a range where only a currency can stand. */
static pv_currency read_currency(pv_parser *parser, pv_range range) {
    proviso_text word = slice(parser, range);
    pv_currency currency = find_currency(word);
    if (currency == PV_CURRENCY_ANY || !is_code(word)) report_currency(parser, range, currency);
    return currency;
}

/* `5 eur`: a word in lower case after a number is a unit, and a currency is not. */
static void report_no_unit(pv_parser *parser, pv_range range, pv_currency meant) {
    pv_parser_complain(parser, PV_DIAGNOSTIC_UNIT, range, (proviso_text){"", 0},
                       "`%t` is not a unit; did you mean the currency `%t`?", slice(parser, range),
                       pv_currency_code(meant));
}

static int set_expr(PV_YYSTYPE *value, pv_expr *expr, int kind) {
    value->expr = expr;
    return kind;
}

static int join_number(pv_parser *parser, pv_range number, PV_YYSTYPE *value, pv_range *range) {
    const pv_token *next = pv_tokens_ahead(parser, 0);
    pv_range word = next->range;
    if (pv_tokens_is_word(next->kind) && pv_tokens_peek(parser, 1) != PV_TOKEN_COLON) {
        bool is_name = next->kind == PV_TOKEN_NAME;
        proviso_text written = slice(parser, word);
        pv_currency currency = find_currency(written);
        if (is_name && is_unit(written)) {
            pv_tokens_take(parser);
            *range = pv_range_join(number, word);
            return set_expr(value, pv_literal_span(parser, number, word), PV_TOKEN_SPAN);
        }
        if (is_name ? is_code(written) || currency != PV_CURRENCY_ANY
                    : is_code(written) && currency != PV_CURRENCY_ANY) {
            pv_tokens_take(parser);
            if (is_code(written))
                read_currency(parser, word);
            else
                report_no_unit(parser, word, currency);
            *range = pv_range_join(number, word);
            return set_expr(value, pv_literal_money(parser, number, word, currency), PV_TOKEN_MONEY);
        }
    }
    return set_expr(value, pv_literal_number(parser, number, PV_PLAIN), PV_TOKEN_NUMBER);
}

/* `EUR 5`: no name has capitals, so it can be nothing else. */
static bool is_currency_first(pv_parser *parser, pv_range word) {
    proviso_text written = slice(parser, word);
    return is_code(written) && find_currency(written) != PV_CURRENCY_ANY &&
           pv_tokens_peek(parser, 0) == PV_TOKEN_NUMBER;
}

static int join_currency_first(pv_parser *parser, pv_range code, PV_YYSTYPE *value, pv_range *range) {
    pv_range number = pv_tokens_take(parser).range;
    proviso_text written = slice(parser, code);
    *range = pv_range_join(code, number);
    pv_parser_complain(parser, PV_DIAGNOSTIC_CURRENCY, *range,
                       pv_parser_format(parser, "write `%t %t`", pv_parser_shown(parser, number), written),
                       "the currency stands behind the amount");
    return set_expr(value, pv_literal_money(parser, number, code, find_currency(written)), PV_TOKEN_MONEY);
}

static int join_percent(pv_parser *parser, pv_range percent, PV_YYSTYPE *value, pv_range *range) {
    value->expr = pv_literal_number(parser, percent, PV_PERCENT);
    if (pv_tokens_peek(parser, 0) != PV_TOKEN_OF) return PV_TOKEN_PERCENT;
    *range = pv_range_join(percent, pv_tokens_take(parser).range);
    return PV_TOKEN_RATE_OF;
}

static int join_money_type(pv_parser *parser, PV_YYSTYPE *value, pv_range *range) {
    if (pv_tokens_peek(parser, 0) != PV_TOKEN_IN || !pv_tokens_is_word(pv_tokens_peek(parser, 1)))
        return PV_TOKEN_MONEY_TYPE;
    pv_tokens_take(parser);
    pv_range code = pv_tokens_take(parser).range;
    *range = pv_range_join(*range, code);
    value->code = read_currency(parser, code);
    return PV_TOKEN_MONEY_IN;
}

static int join_time_type(pv_parser *parser, PV_YYSTYPE *value, pv_range *range) {
    if (pv_tokens_peek(parser, 0) != PV_TOKEN_IN || pv_tokens_peek(parser, 1) != PV_TOKEN_NAME ||
        pv_tokens_peek(parser, 2) != PV_TOKEN_NAME ||
        !pv_text_is(slice(parser, pv_tokens_ahead(parser, 1)->range), "unix"))
        return PV_TOKEN_TIME_TYPE;
    pv_tokens_take(parser);
    pv_tokens_take(parser);
    pv_range unit = pv_tokens_take(parser).range;
    *range = pv_range_join(*range, unit);
    value->code = pv_text_is(slice(parser, unit), "seconds") ? PV_TIME_UNIX_SECONDS : PV_TIME_UNIX_MILLISECONDS;
    if (value->code == PV_TIME_UNIX_MILLISECONDS && !pv_text_is(slice(parser, unit), "milliseconds"))
        pv_parser_complain(parser, PV_DIAGNOSTIC_UNIT, unit, (proviso_text){"", 0},
                           "unix time is counted in `seconds` or `milliseconds`, not in `%t`",
                           pv_parser_shown(parser, unit));
    return PV_TOKEN_TIME_IN;
}

static void check_case(pv_parser *parser, pv_token token) {
    proviso_text word = slice(parser, token.range);
    if (!pv_tokens_is_word(token.kind) || !has_capitals(word)) return;
    pv_parser_complain(parser, PV_DIAGNOSTIC_CAPITALS, token.range, (proviso_text){"", 0}, "`%t` is written `%s`", word,
                       pv_yytoken_name(token.kind));
}

/* `to` may follow `rounded half_up`, and be the name of the next output: then a colon follows. */
static bool is_output_name(pv_parser *parser, int kind) {
    return kind == PV_TOKEN_TO && parser->tokens.item == PV_TOKEN_DECIDE && pv_tokens_peek(parser, 0) == PV_TOKEN_COLON;
}

int pv_tokens_join(pv_parser *parser, pv_token token, PV_YYSTYPE *value, pv_range *range) {
    if (is_output_name(parser, token.kind)) token.kind = PV_TOKEN_NAME;
    switch (token.kind) {
    case PV_TOKEN_NAME:
        if (is_currency_first(parser, token.range)) return join_currency_first(parser, token.range, value, range);
        value->name = pv_literal_name(parser, token.range);
        return token.kind;
    case PV_TOKEN_STRING: value->string = pv_literal_string(parser, &token); return token.kind;
    case PV_TOKEN_NUMBER: return join_number(parser, token.range, value, range);
    case PV_TOKEN_PERCENT: return join_percent(parser, token.range, value, range);
    case PV_TOKEN_DATE: return set_expr(value, pv_literal_date(parser, token.range), token.kind);
    case PV_TOKEN_TIME: return set_expr(value, pv_literal_time(parser, token.range), token.kind);
    default: break;
    }
    check_case(parser, token);
    switch (token.kind) {
    case PV_TOKEN_TRUE:
    case PV_TOKEN_FALSE:
        return set_expr(value, pv_literal_bool(parser, token.range, token.kind == PV_TOKEN_TRUE), token.kind);
    case PV_TOKEN_MONEY_TYPE: return join_money_type(parser, value, range);
    case PV_TOKEN_TIME_TYPE: return join_time_type(parser, value, range);
    default: return token.kind;
    }
}
