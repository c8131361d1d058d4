/* The checked policy: what the checker makes of a tree, and all that the compiler reads. Everything lives in the tree's
 * arena; every name is resolved (pv_expr.target), every expression typed (pv_expr.type; a SET has none, its elements
 * do).
 */
#ifndef PV_CHECK_MODEL_H
#define PV_CHECK_MODEL_H

#include "syntax/tree.h"

typedef struct pv_fact pv_fact;
typedef struct pv_fact_group pv_fact_group;
typedef struct pv_param pv_param;
typedef struct pv_define pv_define;
typedef struct pv_rule pv_rule;
typedef struct pv_exclusion pv_exclusion;
typedef struct pv_output pv_output;

/* The document and the elements of each list are groups without a parent: roots. A list of scalars, or of lists, has
 * elements of one fact, whose name and key are empty. */
struct pv_fact_group {
    proviso_text name, key; /* empty for a root */
    proviso_text path;      /* "package.payment"; of elements "packages[]", and so for what is in them */
    pv_fact_group *parent;  /* NULL: a root */
    pv_fact *list;          /* the list whose elements a root describes; NULL: another group */
    bool optional;
    pv_fact *facts; /* its own fields, in written order, by pv_fact.next_in_group */
    pv_fact_group *groups, *next;
    uint32_t index; /* in pv_model.groups */
};

/* What a quantifier names. Inside of it, paths that begin with the name have it as pv_expr.element. */
typedef struct pv_element {
    pv_name name;
    pv_fact_group *record; /* NULL: what it is taken from is no list */
    uint32_t index;        /* of all elements of the policy, from 0 */
    struct pv_element *outer;
} pv_element;

struct pv_fact {
    proviso_text name, key, path;
    pv_type type;
    bool optional, is_private;
    pv_fact_group *group;
    pv_fact *next_in_group;
    uint32_t index; /* in pv_model.facts */
};

struct pv_param {
    proviso_text name;
    const pv_expr *value; /* a literal, or a NEGATE of one */
    pv_type type;
    bool not_negative; /* used as the span of a window: other values must not be negative */
    uint32_t index;
};

struct pv_define {
    proviso_text name;
    pv_expr *expr;
    pv_type type;
    uint32_t uses;   /* in expressions and placeholders that are reached; 0: never evaluated */
    bool is_private; /* reads a private fact */
    uint32_t index;  /* in dependency order: it uses only defines of lower index */
};

typedef struct pv_set {
    pv_output *output;
    pv_expr *expr;
    struct pv_set *next;
} pv_set;

struct pv_rule {
    proviso_text name;
    uint32_t outcome; /* rank, 0 is the strongest */
    pv_expr *when;    /* NULL: always */
    pv_set *sets;
    bool has_because;
    pv_template_part *because;
    pv_string cite;
    pv_exclusion **exclusions; /* that name it, its outcome, or `all`; by name */
    uint32_t exclusion_count;
    uint32_t index; /* rules are sorted by outcome rank, then bytewise by name */
};

struct pv_exclusion {
    proviso_text name;
    pv_expr *when; /* NULL: always */
    bool has_because;
    pv_template_part *because;
    pv_string cite;
    uint32_t index; /* bytewise by name */
};

struct pv_output {
    proviso_text name;
    pv_type type;
    pv_expr *otherwise;   /* the default: a literal or a NEGATE of one; NULL: none */
    pv_rounding rounding; /* of every value that it gets, the default included */
    uint32_t index;       /* bytewise by name */
};

typedef struct pv_model {
    proviso_text name, version;
    proviso_text timezone; /* empty: none */
    pv_range timezone_range;
    pv_fact_group *root;
    /* By index: first all of the document, then all of the elements of each list, in the order in which the lists have
     * been met; each root depth-first, a group's own fields before its groups'. */
    pv_fact_group **groups;
    uint32_t group_count;
    pv_fact **facts;
    uint32_t fact_count;
    uint32_t element_count;
    pv_param **params; /* bytewise by name */
    uint32_t param_count;
    pv_define **defines;
    uint32_t define_count;
    proviso_text *outcomes; /* the strongest first */
    uint32_t outcome_count;
    pv_output **outputs;
    uint32_t output_count;
    pv_rule **rules;
    uint32_t rule_count;
    pv_exclusion **exclusions;
    uint32_t exclusion_count;
    /* otherwise */
    uint32_t otherwise_outcome;
    pv_set *otherwise_sets;
    bool otherwise_has_because;
    pv_template_part *otherwise_because;
    pv_string otherwise_cite;
} pv_model;

/* Checks the tree and builds the model in `arena`. All errors are reported through `source`.
 * PROVISO_OK (the model is whole if source->errors is 0) or PROVISO_OUT_OF_MEMORY. */
proviso_status pv_check(pv_model *out, const pv_tree *tree, pv_source *source, pv_arena *arena);

#endif
