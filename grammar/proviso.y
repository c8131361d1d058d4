/* The grammar of Proviso. LANGUAGE.md beside it is the reference; `interpreter/syntax/` holds the constructors that the
 * actions call and the scanner's other half.
 *
 * Errors. Lists take `error` as an element, and clauses take it after their keyword; the action then has the tokens
 * skipped to where such a list can go on (RESUME), so that one mistake is one message and the next is found as well.
 * bison's own way of dropping tokens until one fits would take the brace that ends a set for the one that ends a rule.
 *
 * Depth. The parser is pushed tokens, so its stack is a block that the caller supplies, of a fixed depth: whatever
 * nests deeper than the language allows cannot reach further than that block. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.prefix {pv_yy}
%define api.token.prefix {PV_TOKEN_}
%define api.location.type {pv_range}
%define parse.error custom
%define parse.lac full
%define parse.lac.es-capacity-initial {PV_STACK_DEPTH}
%expect 0
%locations
%parse-param {pv_parser *parser}

%code requires {
#include "syntax/build.h"
}

%code provides {
/* The name of a token for messages: what is written, or words in plain English, which have a blank in them. */
const char *pv_yytoken_name(int token);
size_t pv_yystack_size(void);
void pv_yystack_init(pv_yypstate *stack);
}

%code {
/* Each of the 64 levels of an expression or of the facts takes fewer than 12 places; the rest is for what they stand
 * in. */
enum { PV_STACK_DEPTH = 1024 };
#define YYINITDEPTH PV_STACK_DEPTH
#define YYMAXDEPTH PV_STACK_DEPTH

/* Nothing grows: the stacks have their full size from the beginning, in the block that pv_yystack_init is given. */
#define YYMALLOC(size) ((void)(size), (void *)NULL)
#define YYFREE(block) ((void)(block))

#define YYLLOC_DEFAULT(current, rhs, count) \
    ((current) = (count) ? (pv_range){YYRHSLOC(rhs, 1).begin, YYRHSLOC(rhs, count).end} \
                         : (pv_range){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})

/* Adds to a list that grows, or gives up: all where memory failed, else what an error was reported of. */
#define ADD(added) \
    do { \
        if (!(added)) { \
            if (parser->failed) YYABORT; \
            YYERROR; \
        } \
    } while (0)
/* The same for a node. */
#define BUILD(target, node) ADD((target) = (node))
/* Goes on after an error. `yychar` tells whether the grammar has already read the next token. */
#define RESUME(where) \
    do { \
        pv_tokens_resume(parser, where, yychar != PV_TOKEN_PV_YYEMPTY); \
        yyclearin; \
        yyerrok; \
    } while (0)
/* The same after a part of the language that this version lacks. */
#define LATER(report) \
    do { \
        report; \
        pv_tokens_skip_item(parser, yychar != PV_TOKEN_PV_YYEMPTY); \
        yyclearin; \
    } while (0)

static void pv_yyerror(const pv_range *range, pv_parser *parser, const char *message);
}

%union {
    bool flag;
    int code;
    pv_name name;
    pv_string string;
    pv_names names;
    pv_strings strings;
    pv_expr *expr;
    pv_expr_list list;
    pv_type_expr *type;
    pv_field *field;
    pv_field_list fields;
    pv_clause *clause;
    pv_clause_list clauses;
    pv_output_decl *output;
    pv_output_list outputs;
    pv_rounding_clause rounding;
    pv_decide_part *part;
    pv_part_list parts;
    pv_item *item;
    pv_rule_head head;
    pv_targets targets;
}

/* From TRUE to TO stand the words of the language, without a gap: tokens.c asks whether a token is one of them. Each
 * has the name under which messages speak of it. */
%token END 0            "the end of the file"
%token BEGIN_POLICY     "the beginning of a policy"
%token BEGIN_EXPR       "the beginning of an expression"

%token <name> NAME      "a name"
%token <string> STRING  "a text"
%token <expr> NUMBER    "a number"
%token <expr> PERCENT   "a percentage"
%token <expr> RATE_OF   "a percentage of"
%token <expr> MONEY     "an amount of money"
%token <expr> SPAN      "a span"
%token <expr> DATE      "a date"
%token <expr> TIME      "a time"
%token <expr> TRUE      "true"
%token <expr> FALSE     "false"

%token POLICY           "policy"
%token VERSION          "version"
%token TIMEZONE         "timezone"
%token FACTS            "facts"
%token DECIDE           "decide"
%token PARAM            "param"
%token DEFINE           "define"
%token RULE             "rule"
%token EXCLUDE          "exclude"

/* Parts of the language that this version lacks. */
%token ADJUST "adjust"  CALENDAR "calendar"  EACH "each"  EFFECTIVE "effective"  EXTERN "extern"  LIBRARY "library"
%token TABLE "table"  TOTAL "total"  USE "use"
%token BY "by"  GIVES "gives"  OTHER "other"  PLUS "plus"  TIMES "times"  UNTIL "until"

%token OUTCOMES         "outcomes"
%token OUTPUTS          "outputs"
%token OTHERWISE        "otherwise"
%token ROUNDED          "rounded"
%token WHEN             "when"
%token ALWAYS           "always"
%token SET              "set"
%token BECAUSE          "because"
%token CITE             "cite"

%token BOOL_TYPE        "bool"
%token NUMBER_TYPE      "number"
%token MONEY_TYPE       "money"
%token <code> MONEY_IN  "money in"
%token TEXT_TYPE        "text"
%token DATE_TYPE        "date"
%token TIME_TYPE        "time"
%token <code> TIME_IN   "time in unix"
%token SPAN_TYPE        "span"
%token WHOLE            "whole"
%token ONE              "one"
%token LIST             "list"
%token OPTIONAL         "optional"
%token PRIVATE          "private"
%token AS               "as"

%token AND "and"  OR "or"  NOT "not"  IN "in"  BETWEEN "between"  WITHIN "within"  AT "at"  LEAST "least"  MOST "most"
%token MORE "more"  LESS "less"  THAN "than"  AFTER "after"  BEFORE "before"  OF "of"  IS "is"  PRESENT "present"
%token ABSENT "absent"  IF "if"  THEN "then"  ELSE "else"  ANY "any"  ALL "all"  COUNT "count"  SUM "sum"
%token SMALLEST "smallest"  LARGEST "largest"  FOR "for"  WHERE "where"  SATISFY "satisfy"  STARTED "started"
%token FROM "from"  TO "to"

%token EQUAL "="  NOT_EQUAL "!="  LESS_THAN "<"  LESS_EQUAL "<="  GREATER_THAN ">"  GREATER_EQUAL ">="  ADDED "+"
%token MINUS "-"  MULTIPLIED "*"  DIVIDED "/"  OPEN_PAREN "("  CLOSE_PAREN ")"  OPEN_BRACE "{"  CLOSE_BRACE "}"
%token COMMA ","  COLON ":"  BAR "|"  TO_LAST ".."  TO_BEFORE "..<"  DOT "."

%type <name> name word output_word
%type <string> description key
%type <names> names ranks path
%type <strings> strings
%type <expr> expr or_expr or_list and_expr and_list not_expr comparison chain sum product rate unary fallback
%type <expr> primary literal negative misspelt_span value call
%type <list> expr_list arguments
%type <code> compare direction window total_of
%type <flag> optionality privacy fraction
%type <type> type scalar
%type <field> field_rest
%type <fields> top_fields fields
%type <clause> clause
%type <clauses> clauses otherwise_clauses
%type <output> output
%type <outputs> outputs
%type <expr> default
%type <rounding> rounding
%type <part> part
%type <parts> parts
%type <item> item
%type <head> head
%type <targets> targets

/* `otherwise` after an expression is the operator, also where the next part of `decide` could begin. */
%precedence VALUE_ENDS
%precedence OTHERWISE

%%

/* What a text is to be is the first token that is pushed: a policy, or (a placeholder of a `because`) one expression.
 * Every list that takes `error` stands after a token that leaves nothing but the list, so that bison begins the list
 * before it looks further, and has where to put an error in the first element. */
text: BEGIN_POLICY items
    | BEGIN_EXPR expr                   { parser->placeholder = $2; }
    ;

items: %empty
    | items item                        { pv_build_add_item(parser, $2); }
    | items error                       { RESUME(PV_RESUME_ITEM); }
    | items later                       { LATER(pv_build_later(parser, @2)); }
    | items TIMEZONE NAME               { LATER(pv_build_later_timezone(parser, @3)); }
    ;

item: POLICY name description           { BUILD($$, pv_build_item(parser, PV_ITEM_POLICY, @$, $2, $3)); }
    | VERSION STRING                    { BUILD($$, pv_build_item(parser, PV_ITEM_VERSION, @$, pv_no_name, $2)); }
    | TIMEZONE STRING                   { BUILD($$, pv_build_item(parser, PV_ITEM_TIMEZONE, @$, pv_no_name, $2)); }
    | FACTS "{" top_fields "}"          { BUILD($$, pv_build_facts(parser, @$, $3)); }
    | DECIDE "{" parts "}"              { BUILD($$, pv_build_decide(parser, @$, $3)); }
    | PARAM name "=" value description  { BUILD($$, pv_build_value_item(parser, PV_ITEM_PARAM, @$, $2, $4, $5)); }
    | DEFINE name "=" expr description  { BUILD($$, pv_build_value_item(parser, PV_ITEM_DEFINE, @$, $2, $4, $5)); }
    | RULE name description "{" head clauses "}"
                                        { $$ = pv_build_rule(parser, @$, $2, $3, $5, $6); }
    | EXCLUDE name description FROM targets "{" clauses "}"
                                        { BUILD($$, pv_build_exclude(parser, @$, $2, $3, $5, $7)); }
    ;

/* What begins an item, or changes one, that belongs to a later version. What follows is skipped unread. */
later: ADJUST | CALENDAR | EFFECTIVE | EXTERN | LIBRARY | TABLE | USE
    | DECIDE EACH
    ;

description: %empty                     { $$ = pv_no_string; }
    | STRING
    ;

/* A declared name. That it is a word of the language is not a syntax error, so that what follows is still read. */
name: NAME
    | reserved                          { $$ = pv_build_reserved_name(parser, @1); }
    ;

names: NAME                             { $$ = pv_no_names; ADD(pv_build_add_name(parser, &$$, $1)); }
    | names "," NAME                    { $$ = $1; ADD(pv_build_add_name(parser, &$$, $3)); }
    ;

/* ---- facts */

/* Only the names within a group may be words of the language: expressions begin with those of the outermost level. */
top_fields: %empty                      { $$ = pv_no_fields; }
    | top_fields name field_rest        { $$ = $1; pv_build_add_field(&$$, pv_build_named_field($3, $2)); }
    | top_fields error                  { $$ = $1; RESUME(PV_RESUME_FIELD); }
    ;

fields: %empty                          { $$ = pv_no_fields; }
    | fields word field_rest            { $$ = $1; pv_build_add_field(&$$, pv_build_named_field($3, $2)); }
    | fields error                      { $$ = $1; RESUME(PV_RESUME_FIELD); }
    ;

field_rest: key ":" privacy optionality type description
                                        { BUILD($$, pv_build_field(parser, $1, $3, $4, $5, $6)); }
    | key "{" fields "}"                { BUILD($$, pv_build_group(parser, @$, $1, false, $3)); }
    | key OPTIONAL "{" fields "}"       { BUILD($$, pv_build_group(parser, @$, $1, true, $4)); }
    ;

key: %empty                             { $$ = pv_no_string; }
    | AS STRING                         { $$ = $2; }
    ;

privacy: %empty                         { $$ = false; }
    | PRIVATE                           { $$ = true; }
    ;

optionality: %empty                     { $$ = false; }
    | OPTIONAL                          { $$ = true; }
    ;

type: scalar
    | ONE OF strings                    { BUILD($$, pv_build_one_of(parser, @$, $3)); }
    | LIST OF type                      { BUILD($$, pv_build_list(parser, @$, $3)); }
    | LIST OF "{" fields "}"            { BUILD($$, pv_build_records(parser, @$, $4)); }
    ;

scalar: BOOL_TYPE                       { BUILD($$, pv_build_type(parser, PV_TYPE_BOOL, @$)); }
    | fraction NUMBER_TYPE              { BUILD($$, pv_build_number_type(parser, @$, $1)); }
    | MONEY_TYPE                        { BUILD($$, pv_build_money_type(parser, @$, PV_CURRENCY_ANY)); }
    | MONEY_IN                          { BUILD($$, pv_build_money_type(parser, @$, (pv_currency)$1)); }
    | TEXT_TYPE                         { BUILD($$, pv_build_type(parser, PV_TYPE_TEXT, @$)); }
    | DATE_TYPE                         { BUILD($$, pv_build_type(parser, PV_TYPE_DATE, @$)); }
    | TIME_TYPE                         { BUILD($$, pv_build_time_type(parser, @$, PV_TIME_RFC3339)); }
    | TIME_IN                           { BUILD($$, pv_build_time_type(parser, @$, (pv_time_form)$1)); }
    | SPAN_TYPE                         { BUILD($$, pv_build_type(parser, PV_TYPE_SPAN, @$)); }
    | NAME                              { BUILD($$, pv_build_unknown_type(parser, $1)); }
    ;

fraction: %empty                        { $$ = true; }
    | WHOLE                             { $$ = false; }
    ;

strings: STRING                         { $$ = pv_no_strings; ADD(pv_build_add_string(parser, &$$, $1)); }
    | strings "," STRING                { $$ = $1; ADD(pv_build_add_string(parser, &$$, $3)); }
    ;

/* ---- decide */

parts: %empty                           { $$ = pv_no_parts; }
    | parts part                        { $$ = $1; pv_build_add_part(&$$, $2); }
    | parts error                       { $$ = $1; RESUME(PV_RESUME_PART); }
    | parts TOTAL                       { $$ = $1; pv_build_later(parser, @2); RESUME(PV_RESUME_PART); }
    ;

part: OUTCOMES ranks                    { BUILD($$, pv_build_outcomes(parser, @$, $2)); }
    | OTHERWISE NAME otherwise_clauses  { BUILD($$, pv_build_otherwise_part(parser, @$, $2, $3)); }
    | OUTPUTS "{" outputs "}"           { BUILD($$, pv_build_outputs(parser, @$, $3)); }
    ;

ranks: NAME                             { $$ = pv_no_names; ADD(pv_build_add_name(parser, &$$, $1)); }
    | ranks ">" NAME                    { $$ = $1; ADD(pv_build_add_name(parser, &$$, $3)); }
    ;

outputs: %empty                         { $$ = pv_no_outputs; }
    | outputs output                    { $$ = $1; pv_build_add_output(&$$, $2); }
    | outputs error                     { $$ = $1; RESUME(PV_RESUME_OUTPUT); }
    ;

output: output_word ":" type description default rounding
                                        { BUILD($$, pv_build_output(parser, $1, $3, $4, $5, $6)); }
    ;

default: %empty                         { $$ = NULL; }
    | OTHERWISE literal                 { $$ = $2; }
    | OTHERWISE negative                { $$ = $2; }
    ;

rounding: %empty                        { $$ = pv_not_rounded; }
    | ROUNDED NAME                      { $$ = pv_build_rounding($2, NULL); }
    | ROUNDED NAME TO literal           { $$ = pv_build_rounding($2, $4); }
    | ROUNDED NAME TO negative          { $$ = pv_build_rounding($2, $4); }
    ;

/* ---- rules and exclusions */

targets: ALL                            { $$ = pv_build_all_targets(); }
    | names                             { $$ = pv_build_targets($1); }
    ;

head: NAME WHEN expr                    { $$ = pv_build_head($1, $3); }
    | NAME ALWAYS                       { $$ = pv_build_head($1, NULL); }
    | error                             { $$ = pv_no_head; RESUME(PV_RESUME_CLAUSE); }
    ;

/* Which clauses an item may have is for its constructor to say: it knows what the author meant. */
clauses: %empty                         { $$ = pv_no_clauses; }
    | clauses clause                    { $$ = $1; pv_build_add_clause(&$$, $2); }
    | clauses error                     { $$ = $1; RESUME(PV_RESUME_CLAUSE); }
    ;

/* Without braces around it the list cannot take `error`: the parts of `decide` would not know whose it is. */
otherwise_clauses: %empty               { $$ = pv_no_clauses; }
    | otherwise_clauses clause          { $$ = $1; pv_build_add_clause(&$$, $2); }
    ;

clause: SET word "=" expr               { BUILD($$, pv_build_set_clause(parser, @$, $2, $4)); }
    | WHEN expr                         { BUILD($$, pv_build_when_clause(parser, @$, $2)); }
    | BECAUSE STRING                    { BUILD($$, pv_build_because_clause(parser, @$, $2)); }
    | CITE STRING                       { BUILD($$, pv_build_cite_clause(parser, @$, $2)); }
    | clause_word error                 { $$ = NULL; RESUME(PV_RESUME_CLAUSE); }
    ;

clause_word: SET | WHEN | BECAUSE | CITE ;

/* ---- expressions, weakest first */

expr: or_expr
    | IF expr THEN expr ELSE expr       { BUILD($$, pv_build_if(parser, @$, $2, $4, $6)); }
    ;

/* `and` and `or` are looked at once they are complete: `x = "a" or "b"` is known by its neighbours. */
or_expr: or_list                        { BUILD($$, pv_build_complete(parser, $1)); } ;
or_list: and_expr
    | or_list OR and_expr               { BUILD($$, pv_build_chain(parser, PV_EXPR_OR, @$, $1, $3, false)); }
    ;
and_expr: and_list                      { BUILD($$, pv_build_complete(parser, $1)); } ;
and_list: not_expr
    | and_list AND not_expr             { BUILD($$, pv_build_chain(parser, PV_EXPR_AND, @$, $1, $3, false)); }
    ;

not_expr: comparison
    | NOT not_expr                      { BUILD($$, pv_build_unary(parser, PV_EXPR_NOT, @$, $2)); }
    ;

comparison: sum
    | sum compare sum                   { BUILD($$, pv_build_compare(parser, @$, $2, $1, $3)); }
    | chain
    | sum IN sum                        { BUILD($$, pv_build_in(parser, @$, false, $1, $3)); }
    | sum NOT IN sum                    { BUILD($$, pv_build_in(parser, @$, true, $1, $4)); }
    | sum BETWEEN sum AND sum           { BUILD($$, pv_build_between(parser, @$, $1, $3, $5)); }
    | sum WITHIN sum direction sum      { BUILD($$, pv_build_window(parser, @$, PV_WITHIN, $4, $1, $3, $5)); }
    | sum WITHIN sum OF sum             { BUILD($$, pv_build_window(parser, @$, PV_WITHIN, PV_OF, $1, $3, $5)); }
    | sum window sum direction sum      { BUILD($$, pv_build_window(parser, @$, $2, $4, $1, $3, $5)); }
    | sum window sum                    { BUILD($$, pv_build_worded_compare(parser, @2, @3, $2, $1, $3)); }
    | sum AT MOST sum direction sum     { BUILD($$, pv_build_at_most(parser, pv_range_join(@2, @3), $5, $1, $4, $6)); }
    | sum AT MOST sum                   { BUILD($$, pv_build_worded_compare(parser, @2, @4, -1, $1, $4)); }
    | sum IS PRESENT                    { BUILD($$, pv_build_present(parser, @$, $1, false, false)); }
    | sum IS NOT PRESENT                { BUILD($$, pv_build_present(parser, @$, $1, true, false)); }
    | sum IS ABSENT                     { BUILD($$, pv_build_present(parser, @$, $1, true, true)); }
    | sum IS NOT ABSENT                 { BUILD($$, pv_build_present(parser, @$, $1, false, true)); }
    ;

/* `a < b < c`: read as a whole, for a message that can suggest what was meant. */
chain: sum compare sum compare sum      { BUILD($$, pv_build_compare_chain(parser, @$, $2, $4, $1, $3, $5)); }
    | chain compare sum
    ;

compare: "="                            { $$ = PV_EQUAL; }
    | "!="                              { $$ = PV_NOT_EQUAL; }
    | "<"                               { $$ = PV_LESS; }
    | "<="                              { $$ = PV_LESS_EQUAL; }
    | ">"                               { $$ = PV_GREATER; }
    | ">="                              { $$ = PV_GREATER_EQUAL; }
    ;

window: AT LEAST                        { $$ = PV_AT_LEAST; }
    | MORE THAN                         { $$ = PV_MORE_THAN; }
    | LESS THAN                         { $$ = PV_LESS_THAN; }
    ;

direction: AFTER                        { $$ = PV_AFTER; }
    | BEFORE                            { $$ = PV_BEFORE; }
    ;

sum: product
    | sum "+" product                   { BUILD($$, pv_build_chain(parser, PV_EXPR_SUM, @$, $1, $3, false)); }
    | sum "-" product                   { BUILD($$, pv_build_chain(parser, PV_EXPR_SUM, @$, $1, $3, true)); }
    ;

product: rate
    | product "*" rate                  { BUILD($$, pv_build_chain(parser, PV_EXPR_PRODUCT, @$, $1, $3, false)); }
    | product "/" rate                  { BUILD($$, pv_build_chain(parser, PV_EXPR_PRODUCT, @$, $1, $3, true)); }
    ;

/* `10% of` is one token: `of` alone would not tell whether a `within S of B` goes on. */
rate: unary
    | RATE_OF rate                      { BUILD($$, pv_build_percent_of(parser, @$, $1, $2)); }
    ;

unary: fallback
    | "-" unary                         { BUILD($$, pv_build_unary(parser, PV_EXPR_NEGATE, @$, $2)); }
    | WHOLE NAME FROM fallback TO fallback
                                        { BUILD($$, pv_build_from_to(parser, @$, false, $2, $4, $6)); }
    | STARTED NAME FROM fallback TO fallback
                                        { BUILD($$, pv_build_from_to(parser, @$, true, $2, $4, $6)); }
    ;

fallback: primary %prec VALUE_ENDS
    | primary OTHERWISE fallback        { BUILD($$, pv_build_otherwise(parser, @$, $1, $3)); }
    ;

primary: literal
    | misspelt_span
    | path                              { BUILD($$, pv_build_path(parser, @$, $1)); }
    | call
    | "(" expr ")"                      { $$ = $2; }
    | "{" expr_list "}"                 { BUILD($$, pv_build_set(parser, @$, $2)); }
    | ANY "(" NAME IN expr WHERE expr ")"
                                        { BUILD($$, pv_build_quantifier(parser, @$, PV_ANY, $3, NULL, $5, $7)); }
    | ALL "(" NAME IN expr SATISFY expr ")"
                                        { BUILD($$, pv_build_quantifier(parser, @$, PV_ALL, $3, $7, $5, NULL)); }
    | ALL "(" NAME IN expr WHERE expr SATISFY expr ")"
                                        { BUILD($$, pv_build_quantifier(parser, @$, PV_ALL, $3, $9, $5, $7)); }
    | COUNT "(" NAME IN expr ")"        { BUILD($$, pv_build_quantifier(parser, @$, PV_COUNT, $3, NULL, $5, NULL)); }
    | COUNT "(" NAME IN expr WHERE expr ")"
                                        { BUILD($$, pv_build_quantifier(parser, @$, PV_COUNT, $3, NULL, $5, $7)); }
    | total_of "(" expr FOR NAME IN expr ")"
                                        { BUILD($$, pv_build_quantifier(parser, @$, $1, $5, $3, $7, NULL)); }
    | total_of "(" expr FOR NAME IN expr WHERE expr ")"
                                        { BUILD($$, pv_build_quantifier(parser, @$, $1, $5, $3, $7, $9)); }
    ;

total_of: SUM                           { $$ = PV_SUM_OF; }
    | SMALLEST                          { $$ = PV_SMALLEST; }
    | LARGEST                           { $$ = PV_LARGEST; }
    ;

/* The scanner hands a word after a dot over as a name, so that `request.when` is a path. */
path: NAME                              { $$ = pv_no_names; ADD(pv_build_add_name(parser, &$$, $1)); }
    | path "." NAME                     { $$ = $1; ADD(pv_build_add_name(parser, &$$, $3)); }
    ;

call: NAME "(" arguments ")"            { BUILD($$, pv_build_call(parser, @$, $1, $3)); } ;

arguments: %empty                       { $$ = pv_no_exprs; }
    | expr_list
    ;

expr_list: expr                         { $$ = pv_no_exprs; ADD(pv_build_add_expr(parser, &$$, @$, $1)); }
    | expr_list "," expr                { $$ = $1; ADD(pv_build_add_expr(parser, &$$, @$, $3)); }
    ;

/* The value of a param. */
value: literal
    | misspelt_span
    | negative
    | "-" misspelt_span                 { BUILD($$, pv_build_unary(parser, PV_EXPR_NEGATE, @$, $2)); }
    ;

negative: "-" literal                   { BUILD($$, pv_build_unary(parser, PV_EXPR_NEGATE, @$, $2)); } ;

literal: NUMBER | PERCENT | MONEY | SPAN | DATE | TIME | TRUE | FALSE
    | STRING                            { BUILD($$, pv_build_text(parser, $1)); }
    ;

/* `5 dayz`. Known units and currencies are joined with their number before they come here. */
misspelt_span: NUMBER NAME              { BUILD($$, pv_build_misspelt_span(parser, $1, $2)); } ;

/* ---- words of the language where they are names */

word: NAME
    | reserved                          { $$ = pv_build_word(parser, @1); }
    ;

/* In `outputs` the words that may follow a type stay what they are; a `to` that is a name comes as one (join.c). */
output_word: NAME
    | reserved_elsewhere                { $$ = pv_build_word(parser, @1); }
    ;

reserved: reserved_elsewhere | OTHERWISE | ROUNDED | TO ;

reserved_elsewhere: POLICY | VERSION | TIMEZONE | FACTS | DECIDE | PARAM | DEFINE | RULE | EXCLUDE
    | ADJUST | CALENDAR | EACH | EFFECTIVE | EXTERN | LIBRARY | TABLE | TOTAL | USE
    | BY | GIVES | OTHER | PLUS | TIMES | UNTIL
    | OUTCOMES | OUTPUTS | WHEN | ALWAYS | SET | BECAUSE | CITE
    | BOOL_TYPE | NUMBER_TYPE | MONEY_TYPE | TEXT_TYPE | DATE_TYPE | TIME_TYPE | SPAN_TYPE
    | WHOLE | ONE | LIST | OPTIONAL | PRIVATE | AS
    | AND | OR | NOT | IN | BETWEEN | WITHIN | AT | LEAST | MOST | MORE | LESS | THAN | AFTER | BEFORE | OF | IS
    | PRESENT | ABSENT | IF | THEN | ELSE | ANY | ALL | COUNT | SUM | SMALLEST | LARGEST | FOR | WHERE | SATISFY
    | STARTED | FROM | TRUE | FALSE
    ;

%%

/* Token kinds and symbol kinds count alike from the first token on; no token has a number of its own choice. */
enum { TOKEN_TO_SYMBOL = (int)YYSYMBOL_BEGIN_POLICY - (int)PV_TOKEN_BEGIN_POLICY };
_Static_assert((int)YYSYMBOL_DOT - (int)PV_TOKEN_DOT == TOKEN_TO_SYMBOL, "tokens and symbols count alike");

static int token_of(yysymbol_kind_t symbol) {
    return symbol == YYSYMBOL_YYEOF ? (int)PV_TOKEN_END : (int)symbol - TOKEN_TO_SYMBOL;
}

const char *pv_yytoken_name(int token) {
    return yysymbol_name(token == PV_TOKEN_END ? YYSYMBOL_YYEOF : (yysymbol_kind_t)(token + TOKEN_TO_SYMBOL));
}

static int yyreport_syntax_error(const yypcontext_t *context, pv_parser *parser) {
    yysymbol_kind_t symbols[YYNTOKENS];
    int expected[YYNTOKENS];
    int count = pv_parser_is_heard(parser) ? yypcontext_expected_tokens(context, symbols, YYNTOKENS) : 0;
    for (int i = 0; i < count; i++) expected[i] = token_of(symbols[i]);
    pv_message_unexpected(parser, *yypcontext_location(context), token_of(yypcontext_token(context)), expected,
                          count > 0 ? (size_t)count : 0);
    return 0;
}

/* With a reporter of our own, bison calls this for one reason: the stack is full. */
static void pv_yyerror(const pv_range *range, pv_parser *parser, const char *message) {
    (void)message;
    pv_message_too_deep(parser, *range);
}

size_t pv_yystack_size(void) { return sizeof(yypstate); }

/* What yypstate_new does, in memory of the caller's. */
void pv_yystack_init(pv_yypstate *stack) {
    stack->yystacksize = YYINITDEPTH;
    stack->yyss = stack->yyssa;
    stack->yyvs = stack->yyvsa;
    stack->yyls = stack->yylsa;
    stack->yyes = stack->yyesa;
    stack->yyes_capacity = PV_STACK_DEPTH;
    yypstate_clear(stack);
}
