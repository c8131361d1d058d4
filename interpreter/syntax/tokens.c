/* Tokens: what the grammar is pushed, one by one; braces; and where the grammar goes on after an error.
 *
 * Braces are counted here, because the grammar alone cannot see how deep a token stands that it did not expect. Where
 * an item begins although braces are open, or the text ends, the missing braces are made up, so one forgotten brace is
 * one message and the next item is read as an item. What follows an error is skipped up to a token with which the list
 * that takes the error can go on, at the depth of that list.
 *
 * A few tokens are read ahead: some words show only by what follows them that an item begins, or that they belong to
 * the number before them. */
#include "syntax/tokens.h"

#include <string.h>

bool pv_tokens_is_word(int kind) { return kind == PV_TOKEN_NAME || (kind >= PV_TOKEN_TRUE && kind <= PV_TOKEN_TO); }

static bool read_one(pv_parser *parser) {
    pv_tokens *tokens = &parser->tokens;
    pv_token *token = &tokens->ahead[tokens->ahead_count];
    if (parser->failed || !pv_scan_next(&tokens->scanner, token)) {
        parser->failed = true;
        return false;
    }
    if (tokens->read_last == PV_TOKEN_DOT && pv_tokens_is_word(token->kind)) token->kind = PV_TOKEN_NAME;
    tokens->read_last = token->kind;
    tokens->ahead_count++;
    return true;
}

const pv_token *pv_tokens_ahead(pv_parser *parser, unsigned distance) {
    static const pv_token end = {.kind = PV_TOKEN_END};
    while (parser->tokens.ahead_count <= distance)
        if (!read_one(parser)) return &end;
    return &parser->tokens.ahead[distance];
}

int pv_tokens_peek(pv_parser *parser, unsigned distance) { return pv_tokens_ahead(parser, distance)->kind; }

pv_token pv_tokens_take(pv_parser *parser) {
    pv_tokens *tokens = &parser->tokens;
    pv_token token = *pv_tokens_ahead(parser, 0);
    if (tokens->ahead_count == 0) return token;
    tokens->ahead_count--;
    memmove(&tokens->ahead[0], &tokens->ahead[1], tokens->ahead_count * sizeof token);
    return token;
}

static void hand_back(pv_tokens *tokens, pv_token token) {
    memmove(&tokens->ahead[1], &tokens->ahead[0], tokens->ahead_count * sizeof token);
    tokens->ahead[0] = token;
    tokens->ahead_count++;
}

/* ---- braces */

static void open_brace(pv_tokens *tokens, pv_range range) {
    if (tokens->braces == 0) tokens->opened = range.begin;
    tokens->braces++;
    tokens->nesting++;
}

static void close_brace(pv_tokens *tokens) {
    tokens->braces--;
    tokens->nesting--;
}

/* Takes back what a token did to the counts. */
static void uncount(pv_tokens *tokens, pv_token token) {
    switch (token.kind) {
    case PV_TOKEN_OPEN_BRACE: close_brace(tokens); break;
    case PV_TOKEN_CLOSE_BRACE:
        tokens->braces++;
        tokens->nesting++;
        break;
    case PV_TOKEN_OPEN_PAREN: tokens->nesting--; break;
    default: break;
    }
}

static void report_extra_brace(pv_parser *parser, pv_range range) {
    if (!parser->tokens.quiet)
        pv_parser_complain(parser, PV_DIAGNOSTIC_BRACE_EXTRA, range, (proviso_text){"", 0},
                           "`}` closes nothing: no `{` is open");
    parser->tokens.quiet = true;
}

/* Braces were made up, and the grammar took them: they are all that was wrong. */
static void report_missing_brace(pv_parser *parser, const pv_token *next) {
    pv_tokens *tokens = &parser->tokens;
    tokens->closing = false;
    if (tokens->quiet) return;
    size_t line, column;
    pv_source_position(parser->source, tokens->opened, &line, &column);
    proviso_text hint = pv_parser_format(parser, "the `{` of line %zu is not closed", line);
    if (next->kind == PV_TOKEN_END)
        pv_parser_complain(parser, PV_DIAGNOSTIC_BRACE_MISSING, next->range, hint,
                           "`}` is missing at the end of the file");
    else
        pv_parser_complain(parser, PV_DIAGNOSTIC_BRACE_MISSING, next->range, hint, "`}` is missing before `%t`",
                           pv_source_slice(parser->source, next->range));
}

/* ---- where items begin */

static bool is_item_word(int kind) {
    switch (kind) {
    case PV_TOKEN_POLICY:
    case PV_TOKEN_VERSION:
    case PV_TOKEN_TIMEZONE:
    case PV_TOKEN_FACTS:
    case PV_TOKEN_DECIDE:
    case PV_TOKEN_PARAM:
    case PV_TOKEN_DEFINE:
    case PV_TOKEN_RULE:
    case PV_TOKEN_EXCLUDE:
    case PV_TOKEN_ADJUST:
    case PV_TOKEN_CALENDAR:
    case PV_TOKEN_EFFECTIVE:
    case PV_TOKEN_EXTERN:
    case PV_TOKEN_LIBRARY:
    case PV_TOKEN_TABLE:
    case PV_TOKEN_USE: return true;
    default: return false;
    }
}

/* Whether an item begins where braces are open. Words of items can be names there, but then `:` or the like follows. */
static bool begins_item_within(pv_parser *parser) {
    int item = parser->tokens.item;
    switch (pv_tokens_peek(parser, 0)) {
    case PV_TOKEN_POLICY:
    case PV_TOKEN_PARAM:
    case PV_TOKEN_DEFINE:
    case PV_TOKEN_RULE:
    case PV_TOKEN_EXCLUDE:
    case PV_TOKEN_ADJUST:
    case PV_TOKEN_CALENDAR:
    case PV_TOKEN_EXTERN:
    case PV_TOKEN_LIBRARY:
    case PV_TOKEN_TABLE: return pv_tokens_peek(parser, 1) == PV_TOKEN_NAME;
    case PV_TOKEN_VERSION:
    case PV_TOKEN_TIMEZONE:
    case PV_TOKEN_USE: return pv_tokens_peek(parser, 1) == PV_TOKEN_STRING;
    case PV_TOKEN_FACTS: return item != PV_TOKEN_FACTS && pv_tokens_peek(parser, 1) == PV_TOKEN_OPEN_BRACE;
    case PV_TOKEN_DECIDE: /* within facts it may be a group, but no field has the form `outcomes NAME` */
        return pv_tokens_peek(parser, 1) == PV_TOKEN_OPEN_BRACE &&
               (item != PV_TOKEN_FACTS || pv_tokens_peek(parser, 3) == PV_TOKEN_NAME);
    default: return false;
    }
}

static bool begins_item(pv_parser *parser) {
    return parser->tokens.braces > 0 ? begins_item_within(parser) : is_item_word(pv_tokens_peek(parser, 0));
}

static void begin_item(pv_tokens *tokens, int word) {
    tokens->item = word;
    tokens->quiet = false;
    tokens->nesting = 0;
}

bool pv_tokens_names_field(pv_parser *parser) {
    if (parser->tokens.item != PV_TOKEN_FACTS) return false;
    int next = pv_tokens_peek(parser, 0);
    return next == PV_TOKEN_COLON || next == PV_TOKEN_OPEN_BRACE || next == PV_TOKEN_AS;
}

bool pv_tokens_names_type(const pv_parser *parser) {
    int item = parser->tokens.item, before = parser->tokens.before_last;
    return (item == PV_TOKEN_FACTS || item == PV_TOKEN_DECIDE) &&
           (before == PV_TOKEN_COLON || before == PV_TOKEN_OPTIONAL || before == PV_TOKEN_PRIVATE ||
            before == PV_TOKEN_OF);
}

/* ---- to the grammar */

static int make_up_brace(pv_parser *parser, pv_range *range) {
    pv_tokens *tokens = &parser->tokens;
    uint32_t at = pv_tokens_ahead(parser, 0)->range.begin;
    close_brace(tokens);
    tokens->closing = true;
    tokens->before_last = tokens->last.kind;
    tokens->last = (pv_token){.kind = PV_TOKEN_CLOSE_BRACE, .range = {at, at}};
    *range = tokens->last.range;
    return PV_TOKEN_CLOSE_BRACE;
}

/* Counts a bracket. Returns the token's kind, or that of an error that was reported. */
static int count_bracket(pv_parser *parser, pv_token token) {
    pv_tokens *tokens = &parser->tokens;
    switch (token.kind) {
    case PV_TOKEN_OPEN_BRACE: open_brace(tokens, token.range); break;
    case PV_TOKEN_OPEN_PAREN: tokens->nesting++; break;
    case PV_TOKEN_CLOSE_BRACE: close_brace(tokens); return token.kind;
    case PV_TOKEN_CLOSE_PAREN: tokens->nesting -= tokens->nesting > tokens->braces; return token.kind;
    default: return token.kind;
    }
    if (tokens->nesting <= parser->nesting) return token.kind;
    pv_message_too_deep(parser, token.range);
    return PV_TOKEN_PV_YYerror;
}

/* A closing brace for which none is open does not reach the grammar. */
static pv_token take_matching(pv_parser *parser) {
    pv_token token = pv_tokens_take(parser);
    while (token.kind == PV_TOKEN_CLOSE_BRACE && parser->tokens.braces == 0) {
        report_extra_brace(parser, token.range);
        token = pv_tokens_take(parser);
    }
    return token;
}

int pv_tokens_next(pv_parser *parser, PV_YYSTYPE *value, pv_range *range) {
    pv_tokens *tokens = &parser->tokens;
    if (tokens->braces > 0 && (pv_tokens_peek(parser, 0) == PV_TOKEN_END || begins_item_within(parser)))
        return make_up_brace(parser, range);
    if (tokens->closing) report_missing_brace(parser, pv_tokens_ahead(parser, 0));
    pv_token token = take_matching(parser);
    if (tokens->braces == 0 && is_item_word(token.kind)) begin_item(tokens, token.kind);
    tokens->before_last = tokens->last.kind;
    tokens->before_end = tokens->last.range.end;
    tokens->last = token;
    *range = token.range;
    int kind = count_bracket(parser, token);
    return kind == PV_TOKEN_PV_YYerror ? kind : pv_tokens_join(parser, token, value, range);
}

/* ---- after an error */

static bool begins_field(pv_parser *parser) {
    int word = pv_tokens_peek(parser, 0);
    if (!pv_tokens_is_word(word)) return false;
    switch (pv_tokens_peek(parser, 1)) {
    case PV_TOKEN_COLON: return true;
    case PV_TOKEN_OPEN_BRACE: return word != PV_TOKEN_OF && word != PV_TOKEN_OPTIONAL;
    case PV_TOKEN_AS: return pv_tokens_peek(parser, 2) == PV_TOKEN_STRING;
    case PV_TOKEN_OPTIONAL: return pv_tokens_peek(parser, 2) == PV_TOKEN_OPEN_BRACE;
    default: return false;
    }
}

static bool begins_output(pv_parser *parser) {
    int word = pv_tokens_peek(parser, 0);
    return pv_tokens_is_word(word) && word != PV_TOKEN_OTHERWISE && word != PV_TOKEN_ROUNDED &&
           pv_tokens_peek(parser, 1) == PV_TOKEN_COLON;
}

/* Whether a list of that kind can go on with the next token. */
static bool fits(pv_parser *parser, pv_resume where) {
    int kind = pv_tokens_peek(parser, 0);
    switch (where) {
    case PV_RESUME_ITEM: return false; /* items are looked for in any case */
    case PV_RESUME_PART: return kind == PV_TOKEN_OUTCOMES || kind == PV_TOKEN_OTHERWISE || kind == PV_TOKEN_OUTPUTS;
    case PV_RESUME_CLAUSE:
        if (kind == PV_TOKEN_OUTCOMES || kind == PV_TOKEN_OUTPUTS) return parser->tokens.item == PV_TOKEN_DECIDE;
        return kind == PV_TOKEN_SET || kind == PV_TOKEN_WHEN || kind == PV_TOKEN_BECAUSE || kind == PV_TOKEN_CITE;
    case PV_RESUME_FIELD: return begins_field(parser);
    case PV_RESUME_OUTPUT: return begins_output(parser);
    }
    return false;
}

/* How many braces are open in a list of that kind. */
static unsigned depth_of(const pv_tokens *tokens, pv_resume where) {
    switch (where) {
    case PV_RESUME_ITEM: return 0;
    case PV_RESUME_PART:
    case PV_RESUME_CLAUSE: return 1;
    case PV_RESUME_OUTPUT: return 2;
    case PV_RESUME_FIELD: break; /* nothing within a field has braces that an error could leave open */
    }
    return tokens->braces;
}

static void skip_to(pv_parser *parser, pv_resume where, unsigned depth, uint32_t failed) {
    pv_tokens *tokens = &parser->tokens;
    while (pv_tokens_peek(parser, 0) != PV_TOKEN_END) {
        const pv_token *next = pv_tokens_ahead(parser, 0);
        bool closes = next->kind == PV_TOKEN_CLOSE_BRACE;
        /* The word at which the error was found begins an item only where it looks like one: see `from rule { }`. */
        if (next->range.begin == failed ? begins_item_within(parser) : begins_item(parser)) break;
        if (closes && depth > 0 && tokens->braces <= depth) break;
        /* Where the grammar went on and failed at once, it shall not try again. */
        if (tokens->braces == depth && next->range.begin != tokens->resumed && fits(parser, where)) break;
        pv_token token = pv_tokens_take(parser);
        if (token.kind == PV_TOKEN_OPEN_BRACE) open_brace(tokens, token.range);
        if (closes && tokens->braces > 0) close_brace(tokens);
    }
    tokens->resumed = pv_tokens_ahead(parser, 0)->range.begin;
    if (tokens->braces > depth) tokens->braces = depth; /* the grammar has left what the others opened */
    tokens->nesting = tokens->braces;
}

static void skip(pv_parser *parser, pv_resume where, bool again) {
    pv_tokens *tokens = &parser->tokens;
    bool is_made_up = tokens->last.kind == PV_TOKEN_CLOSE_BRACE && tokens->last.range.begin == tokens->last.range.end;
    if (again) {
        uncount(tokens, tokens->last);
        if (!is_made_up && tokens->last.kind != PV_TOKEN_END) hand_back(tokens, tokens->last);
    }
    tokens->quiet = true;
    tokens->closing = false;
    skip_to(parser, where, depth_of(tokens, where), again ? tokens->last.range.begin : UINT32_MAX);
}

void pv_tokens_resume(pv_parser *parser, pv_resume where, bool again) { skip(parser, where, again); }

void pv_tokens_skip_item(pv_parser *parser, bool again) {
    bool was_muted = parser->muted;
    parser->muted = true;
    skip(parser, PV_RESUME_ITEM, again);
    parser->muted = was_muted;
}
