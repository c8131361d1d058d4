/* What the parts of the parser share: one run over one text. Seen by syntax/ and the grammar alone. */
#ifndef PV_SYNTAX_PARSER_H
#define PV_SYNTAX_PARSER_H

#include <setjmp.h>

#include "syntax/syntax.h"

typedef struct pv_parser pv_parser;

/* ---- What the scanner hands over: a word of the text, without a value. */
typedef struct pv_token {
    int kind; /* of pv_yytokentype; PV_TOKEN_END at the end, again and again */
    pv_range range;
    pv_range content; /* a text: what stands between its quotes */
    bool escaped;     /* a text: the content holds escapes */
} pv_token;

typedef struct pv_scanner {
    pv_parser *parser;
    void *flex;              /* its own state, in the block */
    char *block;             /* what flex allocates, then what it reads: a copy with two zero bytes after it */
    size_t block_size, used; /* all of it; what flex has taken of its part */
    char *copy;
    uint32_t base;    /* offset of the copy in the text */
    pv_token token;   /* the one that is being read */
    bool lines;       /* the text that is being read has line ends, which was reported */
    uint32_t bad_end; /* end of the last byte that was reported, so that a run of them is one problem */
    bool indexed;     /* a `[` was reported that tries to reach an element; its `]` needs no other report */
    bool ended;
    jmp_buf escape; /* out of flex, when it gives up; never further than scan.c */
} pv_scanner;

/* ---- What stands between scanner and grammar: tokens read ahead, joined, and skipped after an error. */
enum { PV_TOKENS_AHEAD = 4, PV_NESTING_MOST = 64 };

typedef struct pv_tokens {
    pv_scanner scanner;
    pv_token ahead[PV_TOKENS_AHEAD + 1]; /* one more for the token that is handed back */
    unsigned ahead_count;
    int read_last;            /* kind of the last token that was read: after a dot every word is a name */
    pv_token last;            /* the one that the grammar has now */
    int before_last;          /* kind of the one before */
    uint32_t before_end;      /* and its end */
    unsigned braces, nesting; /* open braces; open braces and parentheses */
    uint32_t opened;          /* offset of the first open brace */
    int item;                 /* the keyword that began the item */
    bool quiet;               /* this item had an error: braces that do not match need no other */
    bool closing;             /* braces that the text lacks are being made up; not reported yet */
    uint32_t resumed;         /* where the grammar went on after its last error */
} pv_tokens;

struct pv_parser {
    pv_source *source;
    pv_arena *arena;
    unsigned nesting; /* the limit */
    pv_tree *tree;
    pv_tokens tokens;
    struct pv_yypstate *stack;       /* of the grammar */
    struct pv_yypstate *inner_stack; /* of the grammar for a placeholder; NULL until there is one */
    bool is_placeholder;             /* the text is that of a placeholder, which stands within a text */
    pv_expr *placeholder;            /* what it was */
    uint32_t complained;             /* where the last problem begins */
    bool muted;                      /* problems are counted, not reported */
    size_t hushed;
    bool failed; /* memory failed */
};

/* ---- parse.c */
void pv_parser_complain(pv_parser *parser, pv_diagnostic which, pv_range range, proviso_text hint, const char *format,
                        ...);
/* Whether anybody would read one more problem: messages that cost something are not made otherwise. */
bool pv_parser_is_heard(const pv_parser *parser);
/* A text in the arena; empty where nobody would read it. */
proviso_text pv_parser_format(pv_parser *parser, const char *format, ...);
/* Memory of the tree, cleared; NULL, and parser->failed is set, when there is none. */
void *pv_parser_allocate(pv_parser *parser, size_t count, size_t size);
/* What stands at a range, shortened so that it fits into a message. */
proviso_text pv_parser_shown(pv_parser *parser, pv_range range);
/* Parses what a placeholder holds; NULL where it is no expression, without a word, or memory failed. */
pv_expr *pv_parser_read_placeholder(pv_parser *parser, pv_range range);

/* ---- scan.c */
bool pv_scan_begin(pv_scanner *scanner, pv_parser *parser, pv_range range);
void pv_scan_end(pv_scanner *scanner);
/* The next token; false when memory failed. */
bool pv_scan_next(pv_scanner *scanner, pv_token *out);

/* ---- tokens.c */
typedef enum pv_resume {
    PV_RESUME_ITEM,
    PV_RESUME_PART,
    PV_RESUME_CLAUSE,
    PV_RESUME_FIELD,
    PV_RESUME_OUTPUT
} pv_resume;

/* After an error: skips to where the grammar can go on. `again`: the grammar has read one token too far. */
void pv_tokens_resume(pv_parser *parser, pv_resume where, bool again);
/* The same to the next item, without a word about what stands before it. */
void pv_tokens_skip_item(pv_parser *parser, bool again);
/* The kind of the token that stands `distance` after the last one. */
int pv_tokens_peek(pv_parser *parser, unsigned distance);
/* Whether the last token stands where a field of `facts` gets its name; where a type does. */
bool pv_tokens_names_field(pv_parser *parser);
bool pv_tokens_names_type(const pv_parser *parser);

/* ---- literal.c: nodes of literals; NULL when memory failed. A literal that is none is reported and has some value. */
typedef enum pv_number_form { PV_PLAIN, PV_PERCENT } pv_number_form;

pv_expr *pv_literal_number(pv_parser *parser, pv_range range, pv_number_form form);
pv_expr *pv_literal_money(pv_parser *parser, pv_range number, pv_range code, pv_currency currency);
pv_expr *pv_literal_span(pv_parser *parser, pv_range number, pv_range unit);
pv_expr *pv_literal_date(pv_parser *parser, pv_range range);
pv_expr *pv_literal_time(pv_parser *parser, pv_range range);
pv_expr *pv_literal_bool(pv_parser *parser, pv_range range, bool value);
pv_string pv_literal_string(pv_parser *parser, const pv_token *token);
/* The name of a token NAME: in lower case, at most 255 bytes. */
pv_name pv_literal_name(pv_parser *parser, pv_range range);
/* What stands at a range, in lower case. */
proviso_text pv_literal_lowered(pv_parser *parser, pv_range range);
/* Decodes the escapes of a text's content; `braces`: of a template, where `{{` is a brace. Longer than a text can be:
 * only its length. */
proviso_text pv_literal_decode(pv_parser *parser, pv_range content, bool braces);

/* ---- message.c */
/* A syntax error: what stands there, and the kinds of all tokens that could. */
void pv_message_unexpected(pv_parser *parser, pv_range range, int found, const int *expected, size_t count);
void pv_message_too_deep(pv_parser *parser, pv_range range);

/* ---- message_quantifier.c */
/* What was meant by a question to a list; empty: the error is of another kind. `expected`: by kind of token. */
proviso_text pv_message_of_quantifier(pv_parser *parser, pv_range range, int found, const bool *expected);

#endif
