/* What the files of the checker share: its state, the names it knows, and one function or a few of each concern. */
#ifndef PV_CHECK_CHECK_INTERNAL_H
#define PV_CHECK_CHECK_INTERNAL_H

#include "check/model.h"

enum {
    PV_CHECK_RULES_MOST = 65535,
    PV_CHECK_FACTS_MOST = 16384,
    PV_CHECK_LEVELS = 65, /* the document, and quantifiers within each other, which nest 64 deep */
    PV_CHECK_EFFORT =
        20000000, /* for suggestions, in all: bounds the time that a policy of nothing but mistakes takes */
    PV_CHECK_WIDENED_MOST = 1000000 /* values of choices that are joined from others, in all: bounds their memory */
};

/* ---- names.c ---- */

typedef enum pv_named_kind {
    PV_NAMED_FACT,
    PV_NAMED_GROUP,
    PV_NAMED_PARAM,
    PV_NAMED_DEFINE,
    PV_NAMED_FUNCTION,
    PV_NAMED_UNIT,
    PV_NAMED_MODE,
    PV_NAMED_RULE,
    PV_NAMED_EXCLUSION,
    PV_NAMED_OUTCOME,
    PV_NAMED_OUTPUT,
    PV_NAMED_KEY,       /* the JSON key of a field */
    PV_NAMED_VALUE,     /* of an enumeration */
    PV_NAMED_WIDENING,  /* an enumeration and one value more */
    PV_NAMED_REFERENCE, /* what a list of targets or of clauses has named already */
    PV_NAMED_LOST       /* what a syntax error may have hidden */
} pv_named_kind;

typedef struct pv_named {
    const void *scope;
    proviso_text name;
    uint32_t hash;
    pv_named_kind kind;
    bool used; /* by an expression or a placeholder */
    pv_range range;
    union {
        pv_fact *fact;
        pv_fact_group *group;
        pv_param *param;
        pv_define *define;
        pv_rule *rule;
        pv_exclusion *exclusion;
        pv_output *output;
        uint32_t outcome; /* its rank */
        const pv_enumeration *enumeration;
        pv_function function;
    } is;
    struct pv_named *next; /* as declared */
    struct pv_named *next_in_bucket;
} pv_named;

typedef struct pv_name_map {
    pv_named **buckets;
    uint32_t bucket_count, count;
    pv_named *first, *last;
} pv_name_map;

/* ---- What the checker knows of a declaration besides its model ---- */

typedef struct pv_reference {
    pv_define *to;
    struct pv_reference *next;
} pv_reference;

typedef struct pv_define_note {
    pv_define *define;
    const pv_item *item;
    pv_reference *references, *last_reference; /* the defines that it reads, once for each time */
    bool reads_private;
    bool has_more_digits;     /* see digits.c; known once it is typed */
    bool list_sought;         /* `list` is known */
    const pv_fact *list;      /* that the define is a plain name of; NULL: it is none */
    bool open, done;          /* while they are put in order: on the way, behind */
    uint32_t depth;           /* on the way: how many are before it */
    const pv_reference *next; /* to follow */
} pv_define_note;

typedef struct pv_rule_note {
    pv_rule *rule;
    const pv_item *item;
    bool has_outcome; /* declared, so that rule->outcome is its rank */
} pv_rule_note;

typedef struct pv_exclusion_note {
    pv_exclusion *exclusion;
    const pv_item *item;
} pv_exclusion_note;

/* The ends of the lists of a group, where the next field goes. */
typedef struct pv_group_ends {
    pv_fact **fact;
    pv_fact_group **group;
} pv_group_ends;

/* What an expression belongs to, for the hints on how to guard what it reads. */
typedef enum pv_check_place {
    PV_PLACE_CONDITION,
    PV_PLACE_DEFINE, /* no guard reaches it */
    PV_PLACE_TEXT    /* of a `because`, which has no operators */
} pv_check_place;

typedef struct pv_checker {
    pv_model *model;
    const pv_tree *tree;
    pv_source *source;
    pv_arena *arena;  /* of the model */
    pv_arena scratch; /* of what only the checker needs */
    bool failed;      /* memory; every pass then ends soon */
    bool partial;     /* the parser found errors: what is not declared may have been lost */

    pv_name_map names;
    uint32_t effort_left;                /* of PV_CHECK_EFFORT */
    uint32_t widening_left;              /* of PV_CHECK_WIDENED_MOST */
    char values, clauses, outputs, lost; /* their addresses are the scopes of the three namespaces and of lost words */

    pv_group_ends root_ends;
    pv_param **params;
    uint32_t param_count;
    pv_define_note *defines; /* by pv_define.index while checking: as declared */
    uint32_t define_count;
    pv_rule_note *rules;
    uint32_t rule_count;
    pv_exclusion_note *exclusions;
    uint32_t exclusion_count;
    pv_output **output_list;
    uint32_t output_count;
    const pv_item *decide;
    const pv_decide_part *outcomes, *otherwise;

    pv_define_note *reader; /* the define whose expression is being resolved; NULL: another one */
    pv_element *elements; /* of the quantifiers around what is being resolved; its address is the scope of all names */
    uint32_t *guards[PV_CHECK_LEVELS]; /* see presence.c; NULL: none yet */
    pv_check_place place;              /* of the expression that is being typed */
    const pv_enumeration *weekdays;    /* what `weekday(d)` gives */
    bool asks_day;                     /* `day_asked` is set */
    pv_range day_asked;                /* the first place that asks for the day of a time */
} pv_checker;

/* ---- check.c: memory, and texts of messages ---- */

void *pv_check_new(pv_checker *c, size_t count, size_t size);     /* of the model, cleared; NULL when memory fails */
void *pv_check_scratch(pv_checker *c, size_t count, size_t size); /* until the end of the check, cleared */
/* Passes on what pv_arena_format made in the scratch arena; notes when it failed. */
proviso_text pv_check_text(pv_checker *c, proviso_text formatted);
#define PV_CHECK_FORMAT(c, ...) pv_check_text(c, pv_arena_format(&(c)->scratch, __VA_ARGS__))
/* The source of an expression, short enough to stand in a message. */
proviso_text pv_check_quote(pv_checker *c, pv_range range);
/* The first `count` bytes of a range: to point at a keyword, not at all that it begins. */
pv_range pv_check_head(pv_range range, uint32_t count);

/* ---- names.c ---- */

void pv_check_names_init(pv_checker *c);
pv_named *pv_check_find(const pv_checker *c, const void *scope, proviso_text name);
/* Adds without a look at clashes. NULL when memory fails. */
pv_named *pv_check_add_name(pv_checker *c, const void *scope, pv_name name, pv_named_kind kind);
void pv_check_report_clash(pv_checker *c, pv_name name, const pv_named *earlier);
/* Reports a clash. NULL: it clashes, or memory failed. */
pv_named *pv_check_declare(pv_checker *c, const void *scope, pv_name name, pv_named_kind kind);
const char *pv_check_noun(pv_named_kind kind); /* "a param" */
/* Whether there is effort left to look at one more name. */
bool pv_check_may_look(pv_checker *c);
/* Keeps the better of `*best` and `candidate`. */
void pv_check_consider(pv_checker *c, proviso_text *best, proviso_text written, proviso_text candidate);
/* The nearest name of a scope whose kind's bit (1 << kind) is in `kinds`; empty: none. */
proviso_text pv_check_suggest(pv_checker *c, const void *scope, proviso_text written, unsigned kinds);
/* "did you mean `best`?"; empty for none. */
proviso_text pv_check_did_you_mean(pv_checker *c, proviso_text best);
/* Whether a name that is not declared may have been lost in a syntax error; then nothing is to be said of it. */
bool pv_check_is_lost(const pv_checker *c, proviso_text name);

/* A key to sort by, and what it stands for. */
typedef struct pv_sort_key {
    uint32_t rank;
    proviso_text name;
    void *item;
} pv_sort_key;

void pv_check_sort(pv_sort_key *keys, size_t count); /* by rank, then bytewise by name */

/* ---- lost.c ---- */

void pv_check_collect_lost(pv_checker *c);

/* ---- facts.c ---- */

void pv_check_declare_facts(pv_checker *c, const pv_item *item);
void pv_check_index_facts(pv_checker *c);
/* The list in whose elements a group is; NULL: it is in the document. */
const pv_fact *pv_check_list_around(const pv_fact_group *group);
/* Warns of a description that is likely to be one more value of `one of`. */
void pv_check_look_for_comma(pv_checker *c, const pv_type_expr *type, pv_string description);

/* ---- resolve.c: what each name in an expression stands for ---- */

void pv_check_resolve(pv_checker *c, pv_expr *expr);
void pv_check_resolve_clauses(pv_checker *c, const pv_clause *clauses);

/* ---- elements.c: what quantifiers name ---- */

/* Gives a quantifier its element, which is the innermost one from then on. */
void pv_check_enter_element(pv_checker *c, pv_expr *quantifier);
/* The innermost element of that name; NULL: there is none here. */
pv_element *pv_check_find_element(const pv_checker *c, proviso_text name);
/* Whether some quantifier has named its element so, though perhaps not here. */
bool pv_check_was_element(const pv_checker *c, proviso_text name);
/* A short name that an element of the list could have. */
proviso_text pv_check_name_element(const pv_checker *c, proviso_text list);

/* ---- types.c ---- */

pv_type pv_check_type(pv_type_kind kind); /* of which nothing more is known */

typedef enum pv_relation {
    PV_RELATED,
    PV_OTHER_KIND,
    PV_OTHER_CURRENCY,
    PV_OTHER_FAMILY,
    PV_NO_SHARED_VALUE
} pv_relation;

pv_type pv_check_read_type(pv_checker *c, const pv_type_expr *written);
/* "money in CNY", "a span of days", "one of "a", "b"". */
proviso_text pv_check_describe(pv_checker *c, const pv_type *type);
/* The one fact that each element of a list is; NULL: they are records. */
const pv_fact *pv_check_element_of(const pv_type *list);
bool pv_check_has_order(pv_type_kind kind);
/* Whether only the facts tell its currency, or its family. */
bool pv_check_is_open(const pv_type *type);
bool pv_check_is_literal(const pv_expr *expr); /* negated ones too */
/* Whether values of both can be compared. What is not known is related to everything. */
pv_relation pv_check_relate(const pv_checker *c, const pv_type *a, const pv_type *b);
bool pv_check_has_value(const pv_checker *c, const pv_enumeration *enumeration, proviso_text value);
/* What may be either of two values: `x otherwise v`, the branches of `if`. `*out` is untouched where they are not
 * related. */
pv_relation pv_check_join(pv_checker *c, pv_type *out, const pv_expr *a, const pv_expr *b);
/* Whether a value may become one of type `to`. */
pv_relation pv_check_fits(const pv_checker *c, const pv_type *to, const pv_expr *expr);
/* What to write instead of `expr` where `wanted` is needed; may be empty. */
proviso_text pv_check_instead(pv_checker *c, const pv_type *wanted, const pv_expr *expr);
pv_diagnostic pv_check_code(pv_relation relation, pv_diagnostic other_kind);
/* Reports a literal that an enumeration does not have. */
void pv_check_no_such_value(pv_checker *c, const pv_expr *literal, const pv_type *type, proviso_text of);

/* ---- expr.c: sets pv_expr.type and says what is wrong ---- */

void pv_check_expr(pv_checker *c, pv_expr *expr);
/* The same where a list may stand as well; a bare optional is reported. */
void pv_check_operand(pv_checker *c, pv_expr *expr);
/* Types an expression and reports one that is no condition; `where` is the word that asks for it. */
void pv_check_condition(pv_checker *c, pv_expr *expr, const char *where);
/* Notes that the day of a time is asked for, which needs a timezone. */
void pv_check_asks_day(pv_checker *c, pv_range range);

/* ---- sum.c, product.c ---- */

/* What is folded from the left, so far: its type, and where it is written. */
typedef struct pv_running {
    pv_type type;
    pv_range range;
} pv_running;

void pv_check_sum(pv_checker *c, pv_expr *expr);
void pv_check_negate(pv_checker *c, pv_expr *expr);
void pv_check_product(pv_checker *c, pv_expr *expr);
void pv_check_percent_of(pv_checker *c, pv_expr *expr);

/* ---- branch.c, units.c ---- */

void pv_check_if(pv_checker *c, pv_expr *expr);
void pv_check_from_to(pv_checker *c, pv_expr *expr); /* `whole days from a to b` */

/* ---- quantifier.c, lists.c ---- */

void pv_check_quantifier(pv_checker *c, pv_expr *expr);
/* The same before an `otherwise`, which only those need that may have nothing to answer. */
void pv_check_total(pv_checker *c, pv_expr *expr);
/* Reports a list where a value is needed, and takes its type away. */
void pv_check_report_list(pv_checker *c, pv_expr *path);
void pv_check_report_list_otherwise(pv_checker *c, pv_expr *path); /* `list otherwise …` */
/* `x = list` */
void pv_check_report_list_compared(pv_checker *c, const pv_expr *comparison, pv_expr *list, const pv_expr *other);
/* `x in list` */
void pv_check_in_list(pv_checker *c, const pv_expr *in, const pv_expr *x, const pv_expr *list);

/* ---- functions.c, round.c ---- */

void pv_check_functions_init(pv_checker *c);
void pv_check_call(pv_checker *c, pv_expr *expr);
/* What to write for a function, or a name, that other languages have; empty: not known. */
proviso_text pv_check_instead_of_word(proviso_text word);
void pv_check_round(pv_checker *c, pv_expr *call);
pv_number pv_check_minor_unit(pv_currency currency);
/* `rounded MODE to STEP` */
void pv_check_rounded(pv_checker *c, pv_output *output, const pv_output_decl *decl);
/* Whether an argument of `round` is its mode, as far as its place and its form tell. */
bool pv_check_is_mode(const pv_checker *c, const pv_expr *call, const pv_expr *argument);

/* ---- compare.c, window.c ---- */

/* Whether values of two typed expressions can be compared; false: reported. `zero_of_money`: the literal 0 stands for
 * zero of any currency. */
bool pv_check_compares(pv_checker *c, const pv_expr *a, const pv_expr *b, bool zero_of_money, pv_range range);
/* Reports an operand of `op` that has no order; true: it has one, or is not known. */
bool pv_check_is_ordered(pv_checker *c, const pv_expr *operand, const char *op);
void pv_check_compare(pv_checker *c, pv_expr *expr);
void pv_check_in(pv_checker *c, pv_expr *expr);
void pv_check_between(pv_checker *c, pv_expr *expr);
void pv_check_window(pv_checker *c, pv_expr *expr);

/* ---- presence.c: optional facts ---- */

/* Types an operand that may be an absent fact, or a list; true: nothing guards it. */
bool pv_check_maybe_absent(pv_checker *c, pv_expr *expr);
void pv_check_report_absent(pv_checker *c, const pv_expr *path);
/* Adds (or takes away) what a condition says of presence where it holds, or where it does not. */
void pv_check_guard(pv_checker *c, const pv_expr *condition, bool holds, bool add);
void pv_check_is_present(pv_checker *c, pv_expr *expr);
void pv_check_otherwise(pv_checker *c, pv_expr *expr);

/* ---- constant.c ---- */

typedef enum pv_constant {
    PV_CONSTANT_NONE, /* it is none, or one of its parts faults */
    PV_CONSTANT_VALUE,
    PV_CONSTANT_OVERFLOW, /* from here on: it faults */
    PV_CONSTANT_DIVISION, /* by zero */
    PV_CONSTANT_BACKWARD  /* `whole days from a to b`, and b is before a */
} pv_constant;

typedef struct pv_value {
    pv_slot slot;
    pv_fraction fraction; /* instead of the slot where `is_fraction` */
    bool is_fraction;
} pv_value;

/* The value of an expression of literals, once it is typed. */
pv_constant pv_check_constant(pv_value *out, const pv_expr *expr);
void pv_check_warn_of_fault(pv_checker *c, const pv_expr *expr);

/* ---- defines.c ---- */

void pv_check_declare_define(pv_checker *c, const pv_item *item);
pv_define_note *pv_check_note_of(pv_checker *c, const pv_define *define);
void pv_check_defines(pv_checker *c);
void pv_check_declare_param(pv_checker *c, const pv_item *item);

/* ---- decide.c ---- */

void pv_check_declare_decide(pv_checker *c, const pv_item *item);
void pv_check_decide(pv_checker *c);

/* ---- rules.c ---- */

/* The clauses of a rule, an exclusion or `otherwise`, in their places. */
typedef struct pv_body {
    pv_expr *when;
    pv_set *sets;
    bool has_because;
    pv_template_part *because;
    pv_string cite;
} pv_body;

void pv_check_declare_rule(pv_checker *c, const pv_item *item);
void pv_check_rules(pv_checker *c);
/* Sorts the clauses and checks them, guarded by `when`, which was checked, or by the clause that is one. */
pv_body pv_check_body(pv_checker *c, const pv_clause *clauses, pv_expr *when);
/* Types a value and reports one that does not fit its output. */
void pv_check_assign(pv_checker *c, const pv_output *output, pv_expr *expr);
/* NULL: not declared, which is reported. */
const pv_named *pv_check_outcome(pv_checker *c, pv_name name);

/* ---- exclusions.c ---- */

void pv_check_declare_exclusion(pv_checker *c, const pv_item *item);
void pv_check_exclusions(pv_checker *c);

/* ---- overlap.c ---- */

/* Whether it can be seen that two literals (or params) differ. */
bool pv_check_differ(const pv_expr *a, const pv_expr *b);
/* Whether two conditions never hold together, as far as can be seen; NULL always holds. */
bool pv_check_disjoint(pv_checker *c, const pv_expr *a, const pv_expr *b);

/* ---- digits.c ---- */

/* Whether a typed expression is money that can have more digits than its currency's minor unit. */
bool pv_check_has_more_digits(pv_checker *c, const pv_expr *expr);
void pv_check_warn_of_digits(pv_checker *c);

/* ---- warnings.c ---- */

void pv_check_warn(pv_checker *c);

#endif
