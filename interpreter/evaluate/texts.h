/* Instructions on texts. As in operations.h; they charge the budget by what they read. */
#ifndef PV_EVALUATE_TEXTS_H
#define PV_EVALUATE_TEXTS_H

#include "evaluate/machine.h"

pv_slot pv_value_lower(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_length(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_starts_with(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_ends_with(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_contains(pv_machine *m, const pv_slot *r, pv_word w);

#endif
