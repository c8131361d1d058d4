/* The tree of a policy, as written. Nodes live in an arena and borrow names from the source text. The grammar's actions
 * only call the constructors of syntax/build.h; the checker fills in the fields marked [check]. */
#ifndef PV_SYNTAX_TREE_H
#define PV_SYNTAX_TREE_H

#include "source/source.h"
#include "values/type.h"

typedef struct pv_name {
    proviso_text text;
    pv_range range;
} pv_name;

/* A string literal: decoded, and where it stands. `present` is false for one that was left out. */
typedef struct pv_string {
    proviso_text text;
    pv_range range;
    bool present;
} pv_string;

typedef struct pv_expr pv_expr;

typedef struct pv_expr_list {
    pv_expr *first, *last; /* linked by pv_expr.next, in written order */
    uint32_t count;
} pv_expr_list;

typedef enum pv_expr_kind {
    /* literals; the value is in `literal` */
    PV_EXPR_BOOL,
    PV_EXPR_NUMBER, /* `percent` is true for 10% */
    PV_EXPR_MONEY,
    PV_EXPR_TEXT, /* `text` */
    PV_EXPR_DATE,
    PV_EXPR_TIME,
    PV_EXPR_SPAN, /* `text`: the span as written, for printing */
    /* names */
    PV_EXPR_PATH, /* `names`, at least one: `window`, `request.packages` */
    PV_EXPR_CALL, /* `name`, `operands` are the arguments */
    /* n-ary, flat: 65,535 operands are no deeper than two */
    PV_EXPR_AND, /* two operands or more, none of them an AND */
    PV_EXPR_OR,
    PV_EXPR_SUM,     /* left to right; an operand with `minus` is subtracted (never the first) */
    PV_EXPR_PRODUCT, /* left to right; an operand with `minus` divides */
    PV_EXPR_SET,     /* { a, b } */
    /* others, operands in written order */
    PV_EXPR_NOT,
    PV_EXPR_NEGATE,
    PV_EXPR_PERCENT_OF, /* `literal` is the rate, `text` as written; operand X */
    PV_EXPR_COMPARE,    /* `op`; A, B */
    PV_EXPR_IN,         /* A, B; `negated` */
    PV_EXPR_BETWEEN,    /* X, A, B */
    PV_EXPR_WINDOW,     /* `window`, `direction`; A, S, B */
    PV_EXPR_IS_PRESENT, /* X; `negated` for `is not present` and `is absent`; `absent` tells how it was written */
    PV_EXPR_OTHERWISE,  /* X, V */
    PV_EXPR_IF,         /* C, A, B */
    PV_EXPR_FROM_TO,    /* `started` or whole; `name` is the unit; A, B */
    PV_EXPR_QUANTIFIER  /* `quantifier`, `name` the element; operands by role in `element`, `list`, `where` */
} pv_expr_kind;

typedef enum pv_compare { PV_EQUAL, PV_NOT_EQUAL, PV_LESS, PV_LESS_EQUAL, PV_GREATER, PV_GREATER_EQUAL } pv_compare;
typedef enum pv_window { PV_WITHIN, PV_AT_LEAST, PV_MORE_THAN, PV_LESS_THAN } pv_window;
typedef enum pv_direction { PV_AFTER, PV_BEFORE, PV_OF } pv_direction;
typedef enum pv_quantifier { PV_ANY, PV_ALL, PV_COUNT, PV_SUM_OF, PV_SMALLEST, PV_LARGEST } pv_quantifier;

/* [check] The type of an expression. */
typedef struct pv_enumeration {
    const proviso_text *values; /* in written order */
    uint32_t count;
} pv_enumeration;

typedef struct pv_type {
    pv_type_kind kind;
    bool whole;                        /* number: known to be whole */
    bool zero;                         /* number: the literal 0, which stands for zero of any currency in comparisons */
    bool fraction;                     /* number, money: a quotient or computed from one, kept exact until rounded */
    pv_currency currency;              /* money: PV_CURRENCY_ANY where known only at run time */
    pv_span_family family;             /* span: PV_SPAN_ANY where known only at run time */
    pv_time_form form;                 /* time, in facts */
    const pv_enumeration *enumeration; /* one of */
    struct pv_fact_group *record;      /* list: its elements; see pv_fact_group */
} pv_type;

/* [check] How a number is rounded: to a multiple of `step`, or of the minor unit of whatever currency it turns out to
 * have. A step in a currency makes that the currency of the result; an operand whose type does not tell its own may
 * turn out to have another, a fault. */
typedef struct pv_rounding {
    bool present;
    bool by_minor_unit;   /* of a currency known only at run time; else by `step` */
    uint8_t mode;         /* pv_rounding_mode */
    pv_currency currency; /* of a step that was written, which the value has to have; else PV_CURRENCY_ANY */
    pv_slot step;         /* a number above 0 */
} pv_rounding;

/* [check] The functions that a CALL names. */
typedef enum pv_function {
    PV_FUNCTION_NONE,
    PV_FUNCTION_ABS, /* of a number, money or a span */
    PV_FUNCTION_CONTAINS,
    PV_FUNCTION_DAY,
    PV_FUNCTION_DAYS_BETWEEN,
    PV_FUNCTION_DAYS_IN_MONTH,
    PV_FUNCTION_ENDS_WITH,
    PV_FUNCTION_LENGTH, /* of a text or a list */
    PV_FUNCTION_LOWER,
    PV_FUNCTION_MAX, /* two or more of one ordered type; where that is money, an operand of type.zero is 0 of it */
    PV_FUNCTION_MIN,
    PV_FUNCTION_MONTH,
    PV_FUNCTION_MONTH_END,
    PV_FUNCTION_MONTH_START,
    PV_FUNCTION_ROUND, /* `rounding`; the first operand alone is compiled */
    PV_FUNCTION_STARTS_WITH,
    PV_FUNCTION_WEEKDAY,
    PV_FUNCTION_YEAR
} pv_function;

/* [check] What a path or the name of a placeholder stands for. */
typedef enum pv_target_kind {
    PV_TARGET_NONE,
    PV_TARGET_FACT,  /* of the document, or (then `element` is set) of an element */
    PV_TARGET_GROUP, /* the same; in `is present` of an optional group */
    PV_TARGET_PARAM,
    PV_TARGET_DEFINE
} pv_target_kind;

struct pv_expr {
    pv_expr_kind kind;
    pv_range range; /* without outer parentheses */
    pv_expr *next;  /* in the list of its parent */
    uint16_t depth; /* 1 for a leaf */
    bool minus;     /* in its parent's SUM or PRODUCT */
    bool percent, negated, absent, started;
    uint8_t op; /* pv_compare, pv_window or pv_quantifier */
    uint8_t direction;
    pv_slot literal;      /* numbers, days, instants, spans, bool */
    pv_currency currency; /* of a MONEY literal */
    proviso_text text;    /* TEXT: decoded; NUMBER, SPAN, MONEY, TIME, DATE: as written */
    pv_name name;
    const pv_name *names; /* PATH */
    uint32_t name_count;
    pv_expr_list operands;
    pv_expr *list,
        *where; /* QUANTIFIER; `operands.first` is the element expression or the `satisfy` part; may be NULL */
    /* [check] */
    pv_type type;
    pv_target_kind target_kind;
    union {
        struct pv_fact *fact;
        struct pv_fact_group *group;
        struct pv_param *param;
        struct pv_define *define;
    } target;
    struct pv_element *element; /* PATH: the element whose fact or group it is; QUANTIFIER: the one that it names */
    uint8_t function;           /* CALL: pv_function */
    pv_rounding rounding;       /* CALL of `round` */
    pv_slot unit;               /* FROM_TO: a span of one unit */
};

/* A `because`: literal texts and placeholders in turn. */
typedef struct pv_template_part {
    proviso_text text; /* where expr is NULL */
    pv_expr *expr;     /* a PATH or a CALL */
    struct pv_template_part *next;
} pv_template_part;

typedef struct pv_type_expr {
    pv_type_kind kind; /* LIST: `element` or `fields`; NONE: an error was reported */
    pv_range range;
    bool whole;
    pv_currency currency;
    pv_time_form form;
    const pv_string *values; /* one of */
    uint32_t value_count;
    struct pv_type_expr *element;
    struct pv_field *fields;
    bool has_fields;
    uint16_t depth; /* 1 for a scalar; never beyond the nesting limit */
} pv_type_expr;

/* A field or a group of `facts`. */
typedef struct pv_field {
    pv_name name;
    pv_string key; /* `as "…"` */
    bool optional, is_private;
    bool is_group;
    struct pv_field *fields; /* of a group */
    pv_type_expr *type;      /* of a field */
    pv_string description;
    uint16_t depth; /* of the type; of a group one more than that of its deepest field */
    struct pv_field *next;
} pv_field;

typedef enum pv_clause_kind { PV_CLAUSE_SET, PV_CLAUSE_WHEN, PV_CLAUSE_BECAUSE, PV_CLAUSE_CITE } pv_clause_kind;

typedef struct pv_clause {
    pv_clause_kind kind;
    pv_range range;
    pv_name output;          /* SET */
    pv_expr *expr;           /* SET, WHEN */
    pv_string text;          /* BECAUSE, CITE */
    pv_template_part *parts; /* BECAUSE */
    struct pv_clause *next;
} pv_clause;

typedef struct pv_output_decl {
    pv_name name;
    pv_type_expr *type;
    pv_string description;
    pv_expr *otherwise; /* a literal, perhaps negated; NULL: none */
    pv_name rounded;    /* empty: none */
    pv_expr *step;      /* of `rounded MODE to STEP`; NULL: none */
    struct pv_output_decl *next;
} pv_output_decl;

typedef struct pv_name_list {
    const pv_name *names;
    uint32_t count;
} pv_name_list;

typedef enum pv_item_kind {
    PV_ITEM_POLICY,   /* name, description */
    PV_ITEM_VERSION,  /* text */
    PV_ITEM_TIMEZONE, /* text */
    PV_ITEM_FACTS,    /* fields */
    PV_ITEM_DECIDE,   /* parts, in written order and as often as written, for the checker to complain of */
    PV_ITEM_PARAM,    /* name, expr, description */
    PV_ITEM_DEFINE,   /* name, expr, description */
    PV_ITEM_RULE,     /* name, description, outcome, when (NULL: always), clauses */
    PV_ITEM_EXCLUDE   /* name, description, from_all or targets, clauses */
} pv_item_kind;

typedef enum pv_decide_kind { PV_DECIDE_OUTCOMES, PV_DECIDE_OTHERWISE, PV_DECIDE_OUTPUTS } pv_decide_kind;

typedef struct pv_decide_part {
    pv_decide_kind kind;
    pv_range range;
    pv_name_list outcomes; /* OUTCOMES, the strongest first */
    pv_name outcome;       /* OTHERWISE */
    pv_clause *clauses;    /* OTHERWISE: set, because, cite */
    pv_output_decl *outputs;
    struct pv_decide_part *next;
} pv_decide_part;

typedef struct pv_item {
    pv_item_kind kind;
    pv_range range; /* the whole item */
    pv_name name;
    pv_string text; /* VERSION, TIMEZONE; the description of others */
    pv_field *fields;
    pv_decide_part *parts;
    pv_expr *expr;
    pv_name outcome;
    bool from_all;
    pv_name_list targets;
    pv_clause *clauses;
    struct pv_item *next;
} pv_item;

typedef struct pv_tree {
    pv_item *first, *last;
} pv_tree;

#endif
