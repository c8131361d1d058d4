/* What the rules of grammar/proviso.l call: C that has no place among patterns. `yytext` and `length` are what matched.
 */
#ifndef PV_SYNTAX_SCAN_H
#define PV_SYNTAX_SCAN_H

#include "syntax/parser.h"

/* The token kinds. */
#include "proviso_parser.h"

_Noreturn void pv_scan_give_up(void *flex);

/* Whether the text is that of a placeholder, which stands within a text of the policy. */
bool pv_scan_is_inner(const pv_scanner *scanner);

/* Each sets scanner->token and returns its kind. */
int pv_scan_found(pv_scanner *scanner, int kind, const char *yytext, int length);
int pv_scan_end_of_text(pv_scanner *scanner);
int pv_scan_foreign(pv_scanner *scanner, int kind, const char *here, const char *yytext, int length);
int pv_scan_foreign_word(pv_scanner *scanner, const char *yytext, int length);
int pv_scan_foreign_quotes(pv_scanner *scanner, const char *yytext, int length);
int pv_scan_malformed_number(pv_scanner *scanner, const char *yytext, int length);
int pv_scan_inner_text(pv_scanner *scanner, const char *yytext, int length);
/* PV_TOKEN_END: it is passed over. */
int pv_scan_stray(pv_scanner *scanner, const char *yytext, int length);

/* A number with a word right after it: reports it, and returns the length of the number. */
int pv_scan_glued(pv_scanner *scanner, const char *yytext, int length);

void pv_scan_open_text(pv_scanner *scanner, const char *yytext);
/* `quotes`: bytes of the closing quote, 0 where the line ends without one. */
int pv_scan_close_text(pv_scanner *scanner, const char *yytext, int quotes);
int pv_scan_unclosed_text(pv_scanner *scanner);
void pv_scan_code_point(pv_scanner *scanner, const char *yytext, int length);
void pv_scan_bad_escape(pv_scanner *scanner, const char *yytext, int length);
/* At a line end within a text: whether it was meant to go on in the next line. Reports the one or the other. */
bool pv_scan_text_goes_on(pv_scanner *scanner, const char *yytext);

void pv_scan_bad_byte(pv_scanner *scanner, const char *yytext, int length);
void pv_scan_foreign_comment(pv_scanner *scanner, const char *yytext, int length);

#endif
