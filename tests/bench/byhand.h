/* policies/trtc/refund.proviso written by hand in C: what a team would write without a policy language, as a measure.
 * It does the same work on sound facts; it validates nothing, explains nothing, and knows Shanghai as UTC+8. */
#ifndef BENCH_BYHAND_H
#define BENCH_BYHAND_H

#include "documents.h"

enum outcome { OUTCOME_DECLINE, OUTCOME_REVIEW, OUTCOME_REFUND };

struct verdict {
    enum outcome outcome;
    int64_t amount, not_refunded;     /* hundredths of CNY; set for a refund */
    const char *pay_to, *ticket_type; /* NULL where not set */
};

struct verdict byhand_native(const struct native *facts);
struct verdict byhand_strings(const struct strings *facts);
/* Parses with cJSON, decides on the tree, frees it. false: cJSON refused the text. */
bool byhand_cjson(struct verdict *out, const char *json, size_t length);

#endif
