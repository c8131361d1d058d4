/* Three programs by hand: on enums and seconds, on texts, and on a cJSON tree. They share the policy itself, which the
 * compiler inlines into each; what differs is how the facts are reached. */
#include "byhand.h"

#include <cjson/cJSON.h>
#include <string.h>

enum { SECONDS_A_DAY = 86400, SHANGHAI = 8 * 3600, WINDOW_DAYS = 5 };

/* What the conditions come to. */
struct findings {
    int64_t submitted_at, purchased_at;
    bool single, eligible, used, gift_used, blocked, abuse_suspected;
};

static inline bool in_window(int64_t submitted_at, int64_t purchased_at) {
    int64_t days = (submitted_at + SHANGHAI) / SECONDS_A_DAY - (purchased_at + SHANGHAI) / SECONDS_A_DAY;
    return days >= 0 && days <= WINDOW_DAYS;
}

static inline struct verdict decide(const struct findings *f, const struct payment *payment) {
    struct verdict verdict = {OUTCOME_DECLINE, 0, 0, NULL, NULL};
    if (f->blocked) return verdict;
    if (f->abuse_suspected) {
        verdict.outcome = OUTCOME_REVIEW;
        verdict.ticket_type = "Billing and Refund Issues";
    } else if (f->single && f->eligible && !f->used && !f->gift_used && in_window(f->submitted_at, f->purchased_at)) {
        verdict.outcome = OUTCOME_REFUND;
        verdict.amount = payment->cash_credits + payment->commission_credits + payment->free_credits;
        verdict.not_refunded = payment->discount + payment->cash_coupon;
        verdict.pay_to = "the original payment path";
        verdict.ticket_type = "Billing and Refund Issues";
    }
    return verdict;
}

struct verdict byhand_native(const struct native *facts) {
    struct findings findings = {
        .submitted_at = facts->submitted_at,
        .purchased_at = facts->purchased_at,
        .single = facts->packages == 1,
        .eligible = facts->kind <= KIND_FEATURE && facts->product <= PRODUCT_RTC_ENGINE,
        .used = facts->used,
        .gift_used = facts->gifted_minutes_used > 0,
        .blocked =
            facts->suspended_for == SUSPENDED_CONTENT_REVIEW || facts->suspended_for == SUSPENDED_ILLEGAL_ACTIVITY,
        .abuse_suspected = facts->abuse_suspected,
    };
    return decide(&findings, &facts->payment);
}

static int64_t digits(const char *text, int count) {
    int64_t value = 0;
    for (int i = 0; i < count; i++) value = value * 10 + (text[i] - '0');
    return value;
}

/* Seconds since 1970 of a sound RFC 3339 text; fractions are dropped, since the policy counts days. */
static int64_t seconds_of(const char *text) {
    int64_t year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    year -= month <= 2;
    int64_t era = year / 400, yoe = year - era * 400;
    int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t days = era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
    int64_t seconds =
        days * SECONDS_A_DAY + digits(text + 11, 2) * 3600 + digits(text + 14, 2) * 60 + digits(text + 17, 2);
    text += 19;
    if (*text == '.') do
            text++;
        while (*text >= '0' && *text <= '9');
    if (*text == 'Z') return seconds;
    int64_t offset = digits(text + 1, 2) * 3600 + digits(text + 4, 2) * 60;
    return *text == '-' ? seconds + offset : seconds - offset;
}

static bool is_eligible(const char *kind, const char *product) {
    return (strcmp(kind, "monthly_package") == 0 || strcmp(kind, "feature_package") == 0) &&
           (strcmp(product, "call") == 0 || strcmp(product, "conference") == 0 || strcmp(product, "live") == 0 ||
            strcmp(product, "rtc_engine") == 0);
}

static bool is_blocked(const char *suspended_for) {
    return suspended_for != NULL &&
           (strcmp(suspended_for, "content_review") == 0 || strcmp(suspended_for, "illegal_activity") == 0);
}

struct verdict byhand_strings(const struct strings *facts) {
    struct findings findings = {
        .submitted_at = seconds_of(facts->submitted_at),
        .purchased_at = seconds_of(facts->purchased_at),
        .single = facts->packages == 1,
        .eligible = is_eligible(facts->kind, facts->product),
        .used = facts->used,
        .gift_used = facts->gifted_minutes_used > 0,
        .blocked = is_blocked(facts->suspended_for),
        .abuse_suspected = facts->abuse_suspected,
    };
    return decide(&findings, &facts->payment);
}

static const cJSON *item(const cJSON *object, const char *key) { return cJSON_GetObjectItemCaseSensitive(object, key); }
static const char *text_of(const cJSON *object, const char *key) { return cJSON_GetStringValue(item(object, key)); }
static int int_of(const cJSON *object, const char *key) { return item(object, key)->valueint; }
static bool bool_of(const cJSON *object, const char *key) { return cJSON_IsTrue(item(object, key)) != 0; }

/* Hundredths of "123.45 CNY". */
static int64_t money_of(const cJSON *object, const char *key) {
    int64_t value = 0;
    for (const char *text = text_of(object, key); *text != ' '; text++)
        if (*text != '.') value = value * 10 + (*text - '0');
    return value;
}

bool byhand_cjson(struct verdict *out, const char *json, size_t length) {
    cJSON *root = cJSON_ParseWithLength(json, length);
    if (root == NULL) return false;
    const cJSON *request = item(root, "request"), *package = item(root, "package"), *paid = item(package, "payment");
    struct findings findings = {
        .submitted_at = seconds_of(text_of(request, "submitted_at")),
        .purchased_at = seconds_of(text_of(package, "purchased_at")),
        .single = int_of(request, "packages") == 1,
        .eligible = is_eligible(text_of(package, "kind"), text_of(package, "product")),
        .used = bool_of(package, "used"),
        .gift_used = int_of(package, "gifted_minutes_used") > 0,
        .blocked = is_blocked(text_of(item(root, "account"), "suspended_for")),
        .abuse_suspected = bool_of(request, "abuse_suspected"),
    };
    struct payment payment = {money_of(paid, "cash_credits"), money_of(paid, "commission_credits"),
                              money_of(paid, "free_credits"), money_of(paid, "discount"),
                              money_of(paid, "cash_coupon")};
    *out = decide(&findings, &payment);
    cJSON_Delete(root);
    return true;
}
