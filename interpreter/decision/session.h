/* Session: what one thread needs to decide, and the decision itself. Deciding keeps only the outcome, the outputs and
 * which rules held or are unknown; everything that explains them is worked out when it is first asked for (explain.h).
 */
#ifndef PV_DECISION_SESSION_H
#define PV_DECISION_SESSION_H

#include "base/buffer.h"
#include "evaluate/machine.h"
#include "evaluate/replay.h"
#include "facts/facts.h"

typedef enum pv_output_state {
    PV_OUTPUT_NONE, /* nothing sets it */
    PV_OUTPUT_SET,
    PV_OUTPUT_OPEN,    /* not known yet */
    PV_OUTPUT_CONFLICT /* set to two values */
} pv_output_state;

typedef struct pv_output_value {
    pv_slot value;
    pv_currency currency;
    uint8_t state; /* pv_output_state, of what was decided */
    bool is_set;   /* by a winning rule or by otherwise, not by its default */
} pv_output_value;

/* The truth of an exclusion, which is found when the first rule asks for it. */
typedef struct pv_known_exclusion {
    uint64_t round; /* the machine's, in which it was found */
    pv_truth truth;
} pv_known_exclusion;

struct pv_explanation;

struct proviso_decision {
    struct proviso_session *session;
    proviso_state state;
    uint32_t outcome;                   /* rank, or PV_NONE: not settled */
    bool by_rules;                      /* the outcome comes from rules that hold */
    uint8_t limit;                      /* pv_machine_limit: the one that was reached */
    struct pv_explanation *explanation; /* NULL until asked for; in session->arena */
};

struct proviso_session {
    pv_memory memory;
    pv_arena lasting; /* as long as the session is bound to its program */
    proviso_program *program;
    pv_facts *facts;
    pv_arena arena; /* as long as the decision */
    proviso_decision decision;
    bool refused; /* the facts that were read last */
    uint32_t held_count, unknown_count;
    uint32_t *held, *unknown; /* rules, in the program's order */
    pv_output_value *outputs;
    pv_known_exclusion *exclusions;
    pv_machine machine;
    pv_origins origins; /* for pv_causes_init */
    pv_buffer text;     /* that is being written: it keeps its memory for the next one */
};

proviso_status pv_session_create(struct proviso_session **out, proviso_program *program);
void pv_session_destroy(struct proviso_session *session);
proviso_status pv_session_read_json(struct proviso_session *session, proviso_text json, bool strict);

/* A copy of session->text, as long as the decision. false: memory failed, now or while it was written. */
bool pv_session_take_text(proviso_text *out, struct proviso_session *session);

/* Decides by the facts in the slots. The decision is session->decision. PROVISO_OK or PROVISO_OUT_OF_MEMORY: there is
 * no decision then. */
proviso_status pv_session_decide(struct proviso_session *session);

pv_truth pv_session_exclusion(struct proviso_session *session, uint32_t exclusion);
/* The value of an output or placeholder of one kind equals another. Both are known. */
bool pv_values_equal(pv_type_kind kind, pv_slot a, pv_currency currency_a, pv_slot b, pv_currency currency_b);
/* The rules that are unknown and have this outcome, from `*at` on; NULL: no more. */
const pv_program_rule *pv_session_next_unknown(const struct proviso_session *session, uint32_t outcome, uint32_t *at);
/* Whether a rule that is unknown, of the outcome that is settled, could give the output another value: its own, or, if
 * it has none and `otherwise` decides, the default. */
bool pv_session_opens(struct proviso_session *session, const pv_program_rule *rule, uint32_t output);

#endif
