/* Build: the constructors that the actions of the grammar call. Each takes its parts and the range that it spans; one
 * that returns a pointer returns NULL where memory failed (then parser->failed is set) or where an error was reported
 * after which the rest of the clause or item is to be skipped. */
#ifndef PV_SYNTAX_BUILD_H
#define PV_SYNTAX_BUILD_H

#include "syntax/parser.h"

/* ---- Lists while they grow. What returns false is as a constructor that returns NULL. */

typedef struct pv_names {
    pv_name *names;
    uint32_t count, capacity;
} pv_names;

typedef struct pv_strings {
    pv_string *strings;
    uint32_t count, capacity;
} pv_strings;

typedef struct pv_field_list {
    pv_field *first, *last;
    uint16_t depth; /* of the deepest field */
} pv_field_list;

typedef struct pv_clause_list {
    pv_clause *first, *last;
} pv_clause_list;

typedef struct pv_output_list {
    pv_output_decl *first, *last;
} pv_output_list;

typedef struct pv_part_list {
    pv_decide_part *first, *last;
} pv_part_list;

bool pv_build_add_name(pv_parser *parser, pv_names *names, pv_name name);
bool pv_build_add_string(pv_parser *parser, pv_strings *strings, pv_string string);
void pv_build_add_field(pv_field_list *list, pv_field *field);
void pv_build_add_clause(pv_clause_list *list, pv_clause *clause); /* NULL: none */
void pv_build_add_output(pv_output_list *list, pv_output_decl *output);
void pv_build_add_part(pv_part_list *list, pv_decide_part *part);
void pv_build_add_item(pv_parser *parser, pv_item *item); /* NULL: none */

static const pv_name pv_no_name = {.text = {"", 0}};
static const pv_string pv_no_string = {.text = {"", 0}};
static const pv_names pv_no_names = {0};
static const pv_strings pv_no_strings = {0};
static const pv_expr_list pv_no_exprs = {0};
static const pv_field_list pv_no_fields = {0};
static const pv_clause_list pv_no_clauses = {0};
static const pv_output_list pv_no_outputs = {0};
static const pv_part_list pv_no_parts = {0};

/* ---- Names: words of the language where names are expected. */

/* Where any word may be a name. */
pv_name pv_build_word(pv_parser *parser, pv_range range);
/* Where it may not: reports it. */
pv_name pv_build_reserved_name(pv_parser *parser, pv_range range);

/* ---- Expressions (build_expr.c). */

pv_expr *pv_build_text(pv_parser *parser, pv_string string);
pv_expr *pv_build_path(pv_parser *parser, pv_range range, pv_names names);
pv_expr *pv_build_call(pv_parser *parser, pv_range range, pv_name name, pv_expr_list arguments);
pv_expr *pv_build_set(pv_parser *parser, pv_range range, pv_expr_list elements);
/* NOT, NEGATE */
pv_expr *pv_build_unary(pv_parser *parser, pv_expr_kind kind, pv_range range, pv_expr *operand);
/* AND, OR, SUM, PRODUCT: `left` grows where it is of that kind. `minus`: subtracted, divided by. */
pv_expr *pv_build_chain(pv_parser *parser, pv_expr_kind kind, pv_range range, pv_expr *left, pv_expr *right,
                        bool minus);
/* An AND or OR to which nothing more will be added (or any other expression, which stays as it is). */
pv_expr *pv_build_complete(pv_parser *parser, pv_expr *expr);
pv_expr *pv_build_percent_of(pv_parser *parser, pv_range range, pv_expr *rate, pv_expr *of);
pv_expr *pv_build_compare(pv_parser *parser, pv_range range, int op, pv_expr *a, pv_expr *b);
pv_expr *pv_build_compare_chain(pv_parser *parser, pv_range range, int first_op, int second_op, pv_expr *a, pv_expr *b,
                                pv_expr *c);
/* `a at least b`, without a direction: its words begin with `first`, `last` is b. `window` is -1 for `at most`. */
pv_expr *pv_build_worded_compare(pv_parser *parser, pv_range first, pv_range last, int window, pv_expr *a, pv_expr *b);
pv_expr *pv_build_in(pv_parser *parser, pv_range range, bool negated, pv_expr *a, pv_expr *b);
pv_expr *pv_build_between(pv_parser *parser, pv_range range, pv_expr *x, pv_expr *a, pv_expr *b);
pv_expr *pv_build_window(pv_parser *parser, pv_range range, int window, int direction, pv_expr *a, pv_expr *span,
                         pv_expr *b);
/* `a at most span before b`, which is no window. */
pv_expr *pv_build_at_most(pv_parser *parser, pv_range range, int direction, pv_expr *a, pv_expr *span, pv_expr *b);
pv_expr *pv_build_present(pv_parser *parser, pv_range range, pv_expr *x, bool negated, bool absent);
pv_expr *pv_build_otherwise(pv_parser *parser, pv_range range, pv_expr *x, pv_expr *value);
pv_expr *pv_build_if(pv_parser *parser, pv_range range, pv_expr *condition, pv_expr *a, pv_expr *b);
pv_expr *pv_build_from_to(pv_parser *parser, pv_range range, bool started, pv_name unit, pv_expr *a, pv_expr *b);
pv_expr *pv_build_quantifier(pv_parser *parser, pv_range range, int quantifier, pv_name name, pv_expr *element,
                             pv_expr *list, pv_expr *where);
/* A number and a word that is no unit. */
pv_expr *pv_build_misspelt_span(pv_parser *parser, pv_expr *number, pv_name unit);
/* An argument or element; `range` is what was read of the list. */
bool pv_build_add_expr(pv_parser *parser, pv_expr_list *list, pv_range range, pv_expr *expr);

/* ---- Types and fields (build_fact.c). */

pv_type_expr *pv_build_type(pv_parser *parser, pv_type_kind kind, pv_range range);
pv_type_expr *pv_build_number_type(pv_parser *parser, pv_range range, bool fraction);
pv_type_expr *pv_build_money_type(pv_parser *parser, pv_range range, pv_currency currency);
pv_type_expr *pv_build_time_type(pv_parser *parser, pv_range range, pv_time_form form);
/* A name where a type is expected: reports it, and takes the type that was meant, or PV_TYPE_NONE. */
pv_type_expr *pv_build_unknown_type(pv_parser *parser, pv_name name);
pv_type_expr *pv_build_one_of(pv_parser *parser, pv_range range, pv_strings values);
pv_type_expr *pv_build_list(pv_parser *parser, pv_range range, pv_type_expr *element);
pv_type_expr *pv_build_records(pv_parser *parser, pv_range range, pv_field_list fields);
pv_field *pv_build_field(pv_parser *parser, pv_string key, bool is_private, bool optional, pv_type_expr *type,
                         pv_string description);
pv_field *pv_build_group(pv_parser *parser, pv_range range, pv_string key, bool optional, pv_field_list fields);
pv_field *pv_build_named_field(pv_field *field, pv_name name);

/* ---- Items and their parts (build_item.c). */

typedef struct pv_rule_head {
    pv_name outcome;
    pv_expr *when;
    bool present; /* false: it could not be read */
} pv_rule_head;

typedef struct pv_targets {
    pv_names names;
    bool all;
} pv_targets;

static const pv_rule_head pv_no_head = {.present = false};

pv_rule_head pv_build_head(pv_name outcome, pv_expr *when);
pv_targets pv_build_targets(pv_names names);
pv_targets pv_build_all_targets(void);

pv_clause *pv_build_set_clause(pv_parser *parser, pv_range range, pv_name output, pv_expr *expr);
pv_clause *pv_build_when_clause(pv_parser *parser, pv_range range, pv_expr *expr);
pv_clause *pv_build_because_clause(pv_parser *parser, pv_range range, pv_string text);
pv_clause *pv_build_cite_clause(pv_parser *parser, pv_range range, pv_string text);

/* `rounded MODE to STEP`; the mode is empty where there is none. */
typedef struct pv_rounding_clause {
    pv_name mode;
    pv_expr *step; /* NULL: none */
} pv_rounding_clause;

static const pv_rounding_clause pv_not_rounded = {.step = NULL};

pv_rounding_clause pv_build_rounding(pv_name mode, pv_expr *step);
pv_output_decl *pv_build_output(pv_parser *parser, pv_name name, pv_type_expr *type, pv_string description,
                                pv_expr *otherwise, pv_rounding_clause rounding);
pv_decide_part *pv_build_outcomes(pv_parser *parser, pv_range range, pv_names names);
pv_decide_part *pv_build_otherwise_part(pv_parser *parser, pv_range range, pv_name outcome, pv_clause_list clauses);
pv_decide_part *pv_build_outputs(pv_parser *parser, pv_range range, pv_output_list outputs);

/* POLICY, VERSION, TIMEZONE */
pv_item *pv_build_item(pv_parser *parser, pv_item_kind kind, pv_range range, pv_name name, pv_string text);
pv_item *pv_build_facts(pv_parser *parser, pv_range range, pv_field_list fields);
pv_item *pv_build_decide(pv_parser *parser, pv_range range, pv_part_list parts);
/* PARAM, DEFINE */
pv_item *pv_build_value_item(pv_parser *parser, pv_item_kind kind, pv_range range, pv_name name, pv_expr *expr,
                             pv_string description);
/* NULL also where the rule's head could not be read. */
pv_item *pv_build_rule(pv_parser *parser, pv_range range, pv_name name, pv_string description, pv_rule_head head,
                       pv_clause_list clauses);
pv_item *pv_build_exclude(pv_parser *parser, pv_range range, pv_name name, pv_string description, pv_targets targets,
                          pv_clause_list clauses);
/* Reports a part of the language that this version lacks. */
void pv_build_later(pv_parser *parser, pv_range range);
void pv_build_later_timezone(pv_parser *parser, pv_range range);

/* ---- Templates (template.c): the parts of a `because`; NULL where memory failed. */
pv_template_part *pv_build_template(pv_parser *parser, pv_string text);

#endif
