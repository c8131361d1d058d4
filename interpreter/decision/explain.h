/* Explanation: why a decision is what it is. */
#ifndef PV_DECISION_EXPLAIN_H
#define PV_DECISION_EXPLAIN_H

#include "decision/session.h"

typedef enum pv_reason_kind {
    PV_REASON_RULE,      /* it holds */
    PV_REASON_OTHERWISE, /* nothing else holds */
    PV_REASON_FALSE,     /* a rule does not hold: operands of its condition are false */
    PV_REASON_EXCLUDED,  /* a rule is stopped by an exclusion */
    PV_REASON_MORE       /* so many rules are not listed */
} pv_reason_kind;

/* A fact that a false operand read: of the document, or of an element. */
typedef struct pv_shown_fact {
    proviso_text path;
    uint32_t field; /* of the schema; a list is shown where it has no elements, or is not known */
    pv_slot value;
    pv_currency currency;
} pv_shown_fact;

typedef struct pv_false_operand {
    uint32_t condition; /* program.conditions */
    uint32_t fact_count;
    const pv_shown_fact *facts; /* by path, at most PV_FACTS_LISTED */
} pv_false_operand;

/* Texts are borrowed from the program or from the session's arena. */
typedef struct pv_reason {
    pv_reason_kind kind;
    proviso_text rule, exclusion;
    bool has_because, has_cite;
    proviso_text because, cite;
    const pv_false_operand *operands; /* FALSE: in written order */
    uint32_t operand_count;
    size_t more; /* MORE */
} pv_reason;

typedef struct pv_contribution {
    proviso_text rule;
    pv_slot value; /* unknown where it is */
    pv_currency currency;
} pv_contribution;

typedef struct pv_conflict {
    uint32_t output;
    pv_contribution *contributions; /* by rule */
    uint32_t count;
} pv_conflict;

typedef struct pv_listed_fault {
    proviso_text in, text, at; /* at: the path of an element, or empty */
    const char *kind;
} pv_listed_fault;

typedef struct pv_explanation {
    uint32_t *possible; /* ranks, the strongest first */
    uint32_t possible_count;
    proviso_text *missing; /* paths, in their order */
    uint32_t missing_count;
    pv_listed_fault *faults; /* by text, and by element */
    uint32_t fault_count;
    size_t more; /* missing and faults that are not listed */
    pv_conflict *conflicts;
    uint32_t conflict_count;
    pv_reason *reasons, *stopped;
    uint32_t reason_count, stopped_count;
} pv_explanation;

enum { PV_CAUSES_LISTED = 100, PV_RULES_LISTED = 20, PV_FACTS_LISTED = 20, PV_EXPLAIN_BUDGETS = 8 };

/* The explanation of the session's decision (decided or undecided), worked out at the first call; it lives as long as
 * the decision. PROVISO_OK, PROVISO_OUT_OF_MEMORY, or PROVISO_LIMIT_REACHED: it takes more than PV_EXPLAIN_BUDGETS
 * times the budget of a decision. */
proviso_status pv_explain(const pv_explanation **out, struct proviso_session *session);

/* reasons.c: fills reasons and stopped; false: memory failed. */
bool pv_explain_reasons(struct proviso_session *session, pv_explanation *explanation);
/* shown.c: a path in the session's arena or in the program. false: memory failed. */
bool pv_explain_path(proviso_text *out, struct proviso_session *session, const pv_place *place);
/* shown.c: the facts that a condition reads, in the session's arena. false: memory failed. */
bool pv_explain_facts(struct proviso_session *session, pv_false_operand *operand, uint32_t condition);
/* causes.c: sorts what was found and lists the first of it; false: memory failed. */
bool pv_explain_causes(struct proviso_session *session, pv_explanation *explanation, pv_causes *causes);

#endif
