/* Messages of syntax errors: what was expected, in the words of somebody who writes policies.
 *
 * The grammar tells which tokens could stand there, often dozens. Those that make up a thing with a name of its own (an
 * expression, a type, an operator) become that name; words of parts that this version lacks, and clauses that the item
 * does not have, are left out; of what remains at most four are told. Mistakes that many make get a hint. */
#include <string.h>

#include "syntax/tokens.h"

static const proviso_text no_hint = {"", 0};

typedef struct pv_expected {
    pv_parser *parser;
    bool tokens[PV_TOKEN_DOT + 1]; /* by kind */
} pv_expected;

static bool has(const pv_expected *expected, int token) { return expected->tokens[token]; }

static void remove_all(pv_expected *expected, const int *tokens, size_t count) {
    for (size_t i = 0; i < count; i++) expected->tokens[tokens[i]] = false;
}

#define REMOVE(expected, ...)                                                                                          \
    remove_all(expected, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

static size_t count_of(const pv_expected *expected) {
    size_t count = 0;
    for (int i = 0; i <= PV_TOKEN_DOT; i++) count += expected->tokens[i];
    return count;
}

/* ---- things that have a name */

/* Words as names: of a field or an output. */
static const char *take_words(pv_expected *expected) {
    if (!has(expected, PV_TOKEN_NAME) || !has(expected, PV_TOKEN_POLICY) || !has(expected, PV_TOKEN_THAN)) return NULL;
    expected->tokens[PV_TOKEN_NAME] = false;
    for (int i = PV_TOKEN_TRUE; i <= PV_TOKEN_TO; i++) expected->tokens[i] = false;
    return "a name";
}

static const char *take_items(pv_expected *expected) {
    if (!has(expected, PV_TOKEN_POLICY) || !has(expected, PV_TOKEN_RULE)) return NULL;
    REMOVE(expected, PV_TOKEN_POLICY, PV_TOKEN_VERSION, PV_TOKEN_TIMEZONE, PV_TOKEN_FACTS, PV_TOKEN_DECIDE,
           PV_TOKEN_PARAM, PV_TOKEN_DEFINE, PV_TOKEN_RULE, PV_TOKEN_EXCLUDE);
    REMOVE(expected, PV_TOKEN_STRING, PV_TOKEN_NAME);
    return count_of(expected) > 1 ? "a declaration"
                                  : "a declaration (`policy`, `facts`, `decide`, `define`, `param`, `rule`, `exclude`)";
}

static const char *take_type(pv_expected *expected) {
    if (!has(expected, PV_TOKEN_BOOL_TYPE)) return NULL;
    for (int i = PV_TOKEN_BOOL_TYPE; i <= PV_TOKEN_PRIVATE; i++) expected->tokens[i] = false;
    expected->tokens[PV_TOKEN_NAME] = false;
    return "a type";
}

/* What an expression begins with; a single literal where no parenthesis can stand. */
static const char *take_expression(pv_expected *expected) {
    if (!has(expected, PV_TOKEN_NUMBER)) return NULL;
    bool is_value = !has(expected, PV_TOKEN_OPEN_PAREN);
    REMOVE(expected, PV_TOKEN_NAME, PV_TOKEN_STRING, PV_TOKEN_NUMBER, PV_TOKEN_PERCENT, PV_TOKEN_RATE_OF,
           PV_TOKEN_MONEY, PV_TOKEN_SPAN, PV_TOKEN_DATE, PV_TOKEN_TIME, PV_TOKEN_TRUE, PV_TOKEN_FALSE,
           PV_TOKEN_OPEN_PAREN, PV_TOKEN_OPEN_BRACE, PV_TOKEN_MINUS, PV_TOKEN_NOT, PV_TOKEN_IF, PV_TOKEN_ANY,
           PV_TOKEN_ALL, PV_TOKEN_COUNT, PV_TOKEN_SUM, PV_TOKEN_SMALLEST, PV_TOKEN_LARGEST, PV_TOKEN_WHOLE,
           PV_TOKEN_STARTED);
    return is_value ? "a value" : "an expression";
}

static const char *take_operator(pv_expected *expected) {
    if (!has(expected, PV_TOKEN_ADDED) && !(has(expected, PV_TOKEN_AND) && has(expected, PV_TOKEN_OR))) return NULL;
    for (int i = PV_TOKEN_AND; i <= PV_TOKEN_IS; i++) expected->tokens[i] = false;
    for (int i = PV_TOKEN_EQUAL; i <= PV_TOKEN_DIVIDED; i++) expected->tokens[i] = false;
    REMOVE(expected, PV_TOKEN_OTHERWISE, PV_TOKEN_DOT, PV_TOKEN_OPEN_PAREN, PV_TOKEN_NAME);
    return "an operator";
}

static const char *take_clause(pv_expected *expected) {
    unsigned count = 0u + has(expected, PV_TOKEN_SET) + has(expected, PV_TOKEN_WHEN) + has(expected, PV_TOKEN_CITE);
    if (count < 2) return NULL;
    REMOVE(expected, PV_TOKEN_SET, PV_TOKEN_WHEN, PV_TOKEN_BECAUSE, PV_TOKEN_CITE);
    switch (expected->parser->tokens.item) {
    case PV_TOKEN_EXCLUDE: return "a clause (`when`, `because`, `cite`)";
    default: return "a clause (`set`, `because`, `cite`)";
    }
}

/* What may stand between a field's name and its colon is not what was forgotten. */
static void forget_before_colon(pv_expected *expected) {
    if (has(expected, PV_TOKEN_COLON)) REMOVE(expected, PV_TOKEN_AS, PV_TOKEN_OPTIONAL);
}

static void forget_later_parts(pv_expected *expected) {
    if (has(expected, PV_TOKEN_OTHER)) return; /* then they are names */
    for (int i = PV_TOKEN_ADJUST; i <= PV_TOKEN_UNTIL; i++) expected->tokens[i] = false;
}

/* ---- the list */

enum { TOLD_MOST = 4 };

typedef struct pv_told {
    const char *names[TOLD_MOST];
    size_t count;
} pv_told;

static void tell(pv_told *told, const char *name) {
    if (name && told->count < TOLD_MOST) told->names[told->count++] = name;
}

static bool is_phrase(const char *name) {
    for (; *name; name++)
        if (*name == ' ') return true;
    return false;
}

static pv_told told_of(pv_expected *expected) {
    pv_told told = {.count = 0};
    tell(&told, take_words(expected));
    forget_later_parts(expected);
    forget_before_colon(expected);
    tell(&told, take_items(expected));
    tell(&told, take_type(expected));
    tell(&told, take_expression(expected));
    tell(&told, take_operator(expected));
    tell(&told, take_clause(expected));
    for (int i = 0; i <= PV_TOKEN_DOT; i++)
        if (has(expected, i) && i != PV_TOKEN_END) tell(&told, pv_yytoken_name(i));
    if (told.count == 0) tell(&told, pv_yytoken_name(PV_TOKEN_END));
    return told;
}

/* "an expression, `(` or `}`" */
static proviso_text list_of(pv_parser *parser, const pv_told *told) {
    proviso_text list = no_hint;
    for (size_t i = 0; i < told->count; i++) {
        const char *before = i == 0 ? "" : i + 1 == told->count ? " or " : ", ";
        list =
            pv_parser_format(parser, is_phrase(told->names[i]) ? "%t%s%s" : "%t%s`%s`", list, before, told->names[i]);
    }
    return list;
}

/* ---- hints */

static bool is_word_of_language(int token) { return token >= PV_TOKEN_TRUE && token <= PV_TOKEN_TO; }

/* The word that was meant by a misspelt one, of those that could stand there. */
static proviso_text near_word(const pv_expected *expected, proviso_text written) {
    proviso_text best = no_hint;
    if (written.length < 2) return best; /* the name of an element, more likely than `in` */
    for (int i = PV_TOKEN_POLICY; i <= PV_TOKEN_TO; i++) {
        const char *word = pv_yytoken_name(i);
        if (has(expected, i) && !is_phrase(word)) pv_text_suggest(&best, written, pv_text(word, strlen(word)));
    }
    return best;
}

static bool wants_only(const pv_expected *expected, int token) {
    return has(expected, token) && count_of(expected) == 1;
}

static bool is_scalar(int token) { return token >= PV_TOKEN_NAME && token <= PV_TOKEN_FALSE; }

static bool is_call_of_text(proviso_text word) {
    return pv_text_is(word, "contains") || pv_text_is(word, "starts_with") || pv_text_is(word, "ends_with");
}

static proviso_text hint_of_place(const pv_expected *expected, int found, proviso_text written) {
    pv_parser *parser = expected->parser;
    if (parser->tokens.before_last == PV_TOKEN_ROUNDED) return PROVISO_TEXT("as in `rounded half_up`");
    if (parser->tokens.before_last == PV_TOKEN_IS) return PROVISO_TEXT("to compare, write `=` or `in`");
    if (wants_only(expected, PV_TOKEN_STRING) && is_scalar(found))
        return pv_parser_format(parser, "write `\"%t\"`", written);
    if (has(expected, PV_TOKEN_EQUAL) && found == PV_TOKEN_COLON) return PROVISO_TEXT("write `=`");
    if (has(expected, PV_TOKEN_COLON) && found == PV_TOKEN_EQUAL) return PROVISO_TEXT("write `:`");
    if (has(expected, PV_TOKEN_POLICY) && has(expected, PV_TOKEN_END) && found == PV_TOKEN_NAME &&
        pv_tokens_peek(parser, 0) == PV_TOKEN_EQUAL)
        return pv_parser_format(parser, "write `define %t = …`", written);
    bool wants_any_word = has(expected, PV_TOKEN_THEN) && has(expected, PV_TOKEN_ELSE);
    if (wants_only(expected, PV_TOKEN_FROM) || (has(expected, PV_TOKEN_TO) && !wants_any_word))
        return PROVISO_TEXT("as in `whole days from a to b`");
    if ((has(expected, PV_TOKEN_THEN) || has(expected, PV_TOKEN_ELSE)) && !wants_any_word)
        return PROVISO_TEXT("as in `if … then … else …`, which has both branches");
    if (has(expected, PV_TOKEN_ADDED) && is_call_of_text(written))
        return pv_parser_format(parser, "`%t` is a function: write `%t(text, part)`, or `x in list` of a list", written,
                                written);
    if (has(expected, PV_TOKEN_OUTCOMES) && has(expected, PV_TOKEN_GREATER_THAN) && found == PV_TOKEN_COMMA)
        return PROVISO_TEXT("outcomes are ranked with `>`, the strongest first");
    if (parser->tokens.item == PV_TOKEN_PARAM && has(expected, PV_TOKEN_NUMBER))
        return PROVISO_TEXT("a `param` is a literal; an expression is a `define`");
    return no_hint;
}

static proviso_text hint_of(const pv_expected *expected, pv_range range, int found, proviso_text written) {
    pv_parser *parser = expected->parser;
    proviso_text near = found == PV_TOKEN_NAME ? near_word(expected, written) : no_hint;
    if (near.length > 0) return pv_parser_format(parser, "did you mean `%t`?", near);
    proviso_text hint = pv_message_of_quantifier(parser, range, found, expected->tokens);
    if (hint.length == 0) hint = hint_of_place(expected, found, written);
    if (hint.length > 0) return hint;
    switch (found) {
    case PV_TOKEN_COMMA:
        if (parser->tokens.before_last == PV_TOKEN_NUMBER && parser->tokens.before_end == range.begin &&
            pv_tokens_ahead(parser, 0)->range.begin == range.end && pv_tokens_peek(parser, 0) == PV_TOKEN_NUMBER)
            return PROVISO_TEXT("a number has no commas: write `1_000` or `1000`");
        return PROVISO_TEXT("commas stand only between the values of a list and of a call");
    case PV_TOKEN_IF: return PROVISO_TEXT("within an expression `if … then … else …` stands in parentheses");
    case PV_TOKEN_RATE_OF: return PROVISO_TEXT("here `10% of …` stands in parentheses");
    case PV_TOKEN_BAR: return PROVISO_TEXT("write `or`");
    case PV_TOKEN_FROM:
        if (!has(expected, PV_TOKEN_ADDED)) break;
        return PROVISO_TEXT("write `whole days from … to …`, or `started days from … to …`");
    default: break;
    }
    if (is_word_of_language(found) && has(expected, PV_TOKEN_NAME) && !has(expected, PV_TOKEN_ADDED) &&
        !parser->tokens.closing)
        return pv_parser_format(parser, "`%t` is a word of the language, and no name", written);
    return no_hint;
}

/* ---- errors */

static void complain(pv_expected *expected, pv_range range, int found) {
    pv_parser *parser = expected->parser;
    proviso_text written = pv_parser_shown(parser, range);
    bool wants_name = wants_only(expected, PV_TOKEN_NAME);
    if (wants_name && parser->tokens.item == PV_TOKEN_RULE && parser->tokens.before_last == PV_TOKEN_OPEN_BRACE) {
        pv_parser_complain(parser, PV_DIAGNOSTIC_SYNTAX, range,
                           PROVISO_TEXT("write `OUTCOME when CONDITION` or `OUTCOME always`"),
                           "a rule begins with the outcome that it gives, not with `%t`", written);
        return;
    }
    if (is_word_of_language(found) && wants_name) {
        pv_parser_complain(parser, PV_DIAGNOSTIC_KEYWORD, range, no_hint,
                           "`%t` is a word of the language; choose another name", written);
        return;
    }
    proviso_text hint = hint_of(expected, range, found, written);
    pv_told told = told_of(expected);
    proviso_text list = list_of(parser, &told);
    if (found == PV_TOKEN_END)
        pv_parser_complain(parser, PV_DIAGNOSTIC_SYNTAX, range, hint, "expected %t, found the end of the file", list);
    else
        pv_parser_complain(parser, PV_DIAGNOSTIC_SYNTAX, range, hint, "expected %t, found `%t`", list, written);
}

/* Whether something was reported of that very token, or of what stands between it and the one before. */
static bool was_reported(const pv_parser *parser, pv_range range) {
    return parser->complained <= range.begin && parser->complained >= parser->tokens.before_end;
}

void pv_message_unexpected(pv_parser *parser, pv_range range, int found, const int *expected, size_t count) {
    if (parser->tokens.closing) { /* a brace that was made up: what stands there is what comes next */
        const pv_token *next = pv_tokens_ahead(parser, 0);
        range = next->range;
        found = next->kind;
    }
    if (!parser->muted && was_reported(parser, range)) return;
    pv_expected all = {.parser = parser};
    for (size_t i = 0; i < count; i++) all.tokens[expected[i]] = true;
    complain(&all, range, found);
}

void pv_message_too_deep(pv_parser *parser, pv_range range) {
    size_t limit = parser->nesting;
    pv_parser_complain(parser, PV_DIAGNOSTIC_NESTING, range, no_hint, "nested more than %zu deep", limit);
}
