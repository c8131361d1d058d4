/* Instructions on amounts: fractions, rounding, products of spans. As in operations.h: total, unknown where an operand
 * is unknown or the formula cannot be computed. Those that give a fraction return its numerator and set `*denominator`.
 */
#ifndef PV_EVALUATE_AMOUNTS_H
#define PV_EVALUATE_AMOUNTS_H

#include "evaluate/machine.h"

pv_slot pv_value_round(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_minor_unit(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_multiply_span(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_is_elapsed(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_calendar_span(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_absolute_span(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_compare_fractions(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_round_fraction(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_whole_fraction(pv_machine *m, const pv_slot *r, pv_word w);

pv_slot pv_fraction_op_of(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_divide(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_divide_sum(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_divide_spans(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_add(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_subtract(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_multiply(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_negate(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_absolute(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_minimum(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_maximum(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_select(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_same_currency(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);
pv_slot pv_fraction_op_otherwise(pv_machine *m, const pv_slot *r, pv_word w, pv_slot *denominator);

#endif
