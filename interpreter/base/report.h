/* Report: the problems of a policy, copied into memory of its own so that it outlives the text they speak of. */
#ifndef PV_BASE_REPORT_H
#define PV_BASE_REPORT_H

#include "base/arena.h"

struct proviso_report {
    pv_memory memory;
    pv_arena arena;
    proviso_problem *problems; /* in the order of the file; sorted on adding: by file as added, offset, code */
    size_t count, capacity;
    size_t errors;
    bool failed; /* memory failed while a problem was added */
};

enum { PV_REPORT_MOST = 1000 };

void pv_report_init(proviso_report *report, const proviso_allocator *allocator);
void pv_report_clear(proviso_report *report);
/* Copies all texts. An identical problem (code, offset, message) is kept once. Errors over PV_REPORT_MOST are counted,
 * not kept. */
void pv_report_add(proviso_report *report, const proviso_problem *problem);

#endif
