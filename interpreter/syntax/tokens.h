/* Tokens: from the scanner's words to what the grammar is pushed. */
#ifndef PV_SYNTAX_TOKENS_H
#define PV_SYNTAX_TOKENS_H

#include "syntax/parser.h"

/* The token kinds and the type of their values. */
#include "proviso_parser.h"

/* The next token, with its value and range. Where memory fails, parser->failed is set. */
int pv_tokens_next(pv_parser *parser, PV_YYSTYPE *value, pv_range *range);

/* ---- Between tokens.c and join.c. */

/* The token that stands `distance` after the last one that was taken; PV_TOKEN_END where memory failed. */
const pv_token *pv_tokens_ahead(pv_parser *parser, unsigned distance);
pv_token pv_tokens_take(pv_parser *parser);
/* A name, or a word of the language. */
bool pv_tokens_is_word(int kind);
/* The value of a token that was taken, and of those that belong to it, which are taken too. Returns its kind. */
int pv_tokens_join(pv_parser *parser, pv_token token, PV_YYSTYPE *value, pv_range *range);

#endif
