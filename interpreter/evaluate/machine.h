/* The machine: runs regions of a verified program over a session's registers.
 *
 * Hot runs skip what cannot matter and keep nothing but results. Replay runs a region with its skips ignored, which
 * gives the same values, and leaves every register of the region filled for whoever asks why (see replay.h). */
#ifndef PV_EVALUATE_MACHINE_H
#define PV_EVALUATE_MACHINE_H

#include "evaluate/truth.h"
#include "facts/facts.h"
#include "program/program.h"

typedef struct pv_need {
    uint32_t region, next; /* the next of its needs to look at */
} pv_need;

/* What ended a decision before its end. */
typedef enum pv_machine_limit { PV_WITHIN_LIMITS, PV_LIMIT_STEPS, PV_LIMIT_ELEMENTS, PV_LIMIT_MEMORY } pv_machine_limit;

typedef struct pv_machine {
    const proviso_program *program; /* verified; borrowed */
    pv_slot *registers;             /* facts, constants, memos, frames, words */
    uint64_t budget;                /* steps that may still be taken */
    uint64_t elements_left;
    pv_zone_segment segment; /* of the zone: that of the day that was found last; empty before */
    uint8_t limit;           /* pv_machine_limit: not PV_WITHIN_LIMITS: what is not known stays unknown */
    uint64_t *filled;        /* by region: the round in which its memo was filled */
    pv_need *needs;          /* the stack of prepare, as deep as there are memos and loops in loops */
    size_t need_count;
    pv_arena texts;              /* that the program has made of texts; until new facts */
    pv_slot *denominators;       /* by register, of fractions; NULL where the program has none */
    const pv_elements *elements; /* by list of the schema: the facts reader's */
    uint8_t *classes;            /* by register, where the machine checks itself (checked.h); else NULL */
    uint64_t last_round;
    uint64_t rounds[PV_LOOPS_NESTED + 1]; /* by depth: 0 the set of facts, others the element; never 0, never again */
} pv_machine;

/* Memory comes from the arena, and while it runs from the arena's own source; `elements` are borrowed. false: it
 * failed. */
bool pv_machine_init(pv_machine *machine, const proviso_program *program, pv_arena *arena);
void pv_machine_clear(pv_machine *machine);
/* New facts are in the registers: nothing is known yet, and budgets are whole. */
void pv_machine_begin(pv_machine *machine, uint64_t budget, uint64_t elements);

/* Takes steps (at least one) from the budget, also for work beside the machine's that a program can make long. false:
 * it is used up, now or before. */
static inline bool pv_machine_charge(pv_machine *machine, uint64_t steps) {
    if (__builtin_expect(machine->budget >= steps, 1)) {
        machine->budget -= steps;
        return true;
    }
    machine->budget = 0;
    if (machine->limit == PV_WITHIN_LIMITS) machine->limit = PV_LIMIT_STEPS;
    return false;
}

/* The truth of a condition's region; true for PV_NONE. Unknown where a limit was reached. */
pv_truth pv_machine_condition(pv_machine *machine, uint32_t region);
/* A value of the policy. `*currency` is set for money that is known. */
pv_slot pv_machine_value(pv_machine *machine, const pv_value *value, pv_currency *currency);

/* Runs the region without skips: afterwards every word's register holds its value, until another region runs. false:
 * the budget is used up, and the registers of words hold nothing of the region's. */
bool pv_machine_replay(pv_machine *machine, uint32_t region);
/* The value of a word of the region that was replayed last at its depth: of a link its own test alone. */
pv_truth pv_machine_operand(pv_machine *machine, uint32_t region, uint32_t word);

/* Runs the body; machine.c. */
bool pv_machine_body(pv_machine *machine, uint32_t region, bool replay);

#endif
