/* Instructions on days and the units between moments. As in operations.h. */
#ifndef PV_EVALUATE_DATES_H
#define PV_EVALUATE_DATES_H

#include "evaluate/machine.h"

pv_slot pv_value_day_in_range(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_days_between(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_year(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_month(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_days_in_month(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_month_start(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_month_end(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_weekday(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_whole_of_dates(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_whole_of_times(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_started_of_dates(pv_machine *m, const pv_slot *r, pv_word w);
pv_slot pv_value_started_of_times(pv_machine *m, const pv_slot *r, pv_word w);

#endif
