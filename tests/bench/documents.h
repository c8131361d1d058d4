/* The documents that all contestants decide: refund requests for policies/trtc/refund.proviso, made up the same way on
 * every machine. Each carries what the policy declares and about as much that it does not, as the billing system's own
 * messages would; and the same facts as structs, for the contestants who are written by hand. */
#ifndef BENCH_DOCUMENTS_H
#define BENCH_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kind { KIND_MONTHLY, KIND_FEATURE };
enum product { PRODUCT_CALL, PRODUCT_CONFERENCE, PRODUCT_LIVE, PRODUCT_RTC_ENGINE };
enum suspension { SUSPENDED_NOT, SUSPENDED_CONTENT_REVIEW, SUSPENDED_ILLEGAL_ACTIVITY, SUSPENDED_OVERDUE };

/* Amounts in hundredths of CNY. */
struct payment {
    int64_t cash_credits, commission_credits, free_credits, discount, cash_coupon;
};

/* The facts as a program would like them best. */
struct native {
    int64_t submitted_at, purchased_at; /* seconds since 1970 */
    int32_t packages;
    int32_t gifted_minutes_used;
    enum kind kind;
    enum product product;
    enum suspension suspended_for;
    bool abuse_suspected, used;
    struct payment payment;
};

/* The facts as they come out of a message: texts, nothing looked at yet. */
struct strings {
    char submitted_at[40], purchased_at[40];    /* RFC 3339 */
    const char *kind, *product, *suspended_for; /* suspended_for: NULL if not */
    int32_t packages, gifted_minutes_used;
    bool abuse_suspected, used;
    struct payment payment;
};

enum layout {
    LAYOUT_STEADY,  /* every document has the same keys in the same order */
    LAYOUT_DROPPED, /* of the undeclared fields each document lacks 15 %, at random */
    LAYOUT_SHUFFLED /* the keys of every object are in random order */
};

struct document {
    const char *json; /* ended by a zero byte, which `length` does not count */
    size_t length;
    struct native native;
    struct strings strings;
};

struct documents {
    struct document *items;
    size_t count;
    size_t bytes; /* of all JSON */
    char *text;
};

/* The facts of document i are the same in every layout. false: out of memory. */
bool documents_create(struct documents *out, size_t count, enum layout layout);
void documents_destroy(struct documents *documents);

#endif
