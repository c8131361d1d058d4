/* Instructions that go through a list: for each element the body of a loop runs, and its results are folded into one.
 *
 * Also the steps themselves, for replay, which goes through the elements once more to find why a result is unknown. */
#ifndef PV_EVALUATE_FOLD_H
#define PV_EVALUATE_FOLD_H

#include "evaluate/machine.h"

pv_slot pv_value_list_length(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_any(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_all(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_count(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_sum(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_sum_spans(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_smallest(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_largest(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_smallest_span(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_largest_span(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_one_currency(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_fraction_op_smallest(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_largest(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);

/* The elements of a known list, one after the other. */
typedef struct pv_steps {
    pv_machine *m;
    const pv_loop *loop;
    uint64_t row, end; /* the next row, and the one behind the last */
    bool replay;       /* bodies run without skips, and every register of theirs holds its value */
} pv_steps;

/* `list` is the value of the list, `index` the loop; what the body takes from the region around is taken here. */
pv_steps pv_steps_of(pv_machine *machine, pv_slot list, uint32_t index, bool replay);
/* Puts the next element into the frame and runs the body. false: there is none, or a limit was reached. */
bool pv_steps_next(pv_steps *steps);
/* Whether the element's condition holds; true where the loop has none. */
pv_truth pv_steps_admits(const pv_steps *steps);

/* What makes the result of a word that goes through a known list unknown where no element does. */
const char *pv_fold_fault(pv_machine *machine, pv_word word);

#endif
