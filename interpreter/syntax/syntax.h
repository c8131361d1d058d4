/* Syntax: text to tree, and tree to text. */
#ifndef PV_SYNTAX_SYNTAX_H
#define PV_SYNTAX_SYNTAX_H

#include "syntax/tree.h"

/* Parses the whole text. All errors of the text are reported; the tree then holds what could be read, for the checker
 * to find more. The tree lives in `arena` and borrows from source->text. `nesting`: the limit, at most 64. PROVISO_OK
 * (the tree is there; look at source->errors) or PROVISO_OUT_OF_MEMORY. */
proviso_status pv_syntax_parse(pv_tree *out, pv_source *source, pv_arena *arena, unsigned nesting);

/* Writes an expression as the formatter prints it, on one line, with no more parentheses than needed and literals as
 * they were written. Parsing what is printed gives the same tree. */
void pv_print_expr(pv_buffer *out, const pv_expr *expr);
/* A term of a SUM or PRODUCT, with the operator before it unless it is the first: all terms in turn give what
 * pv_print_expr writes. */
void pv_print_term(pv_buffer *out, const pv_expr *expr, const pv_expr *term);

#endif
