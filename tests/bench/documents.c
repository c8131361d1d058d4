/* Makes the documents up. Random numbers come from two streams of splitmix64 for each document, one for its facts and
 * one for its layout, so that the layouts differ in nothing but layout. Objects are written inside out: a nested object
 * is a member whose value is its text. Nothing here is timed. */
#include "documents.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_MOST = 2048, MEMBERS_MOST = 16, SCRATCH = 8192 };

struct member {
    const char *key, *value;
    bool declared;
};

struct object {
    struct member members[MEMBERS_MOST];
    size_t count;
};

/* Where the text of one document's parts is put together. */
struct scratch {
    char text[SCRATCH];
    size_t used;
    enum layout layout;
    uint64_t layout_stream;
};

static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static int64_t below(uint64_t *state, int64_t end) { return (int64_t)(next_random(state) % (uint64_t)end); }
static bool chance(uint64_t *state, int64_t percent) { return below(state, 100) < percent; }

__attribute__((format(printf, 2, 3))) static const char *put(struct scratch *scratch, const char *format, ...) {
    char *start = scratch->text + scratch->used;
    va_list args;
    va_start(args, format);
    int length = vsnprintf(start, SCRATCH - scratch->used, format, args);
    va_end(args);
    assert(length >= 0 && (size_t)length < SCRATCH - scratch->used);
    scratch->used += (size_t)length + 1;
    return start;
}

static void add(struct object *object, bool declared, const char *key, const char *value) {
    assert(object->count < MEMBERS_MOST);
    object->members[object->count++] = (struct member){key, value, declared};
}

static const char *write_object(struct scratch *scratch, struct object *object) {
    if (scratch->layout == LAYOUT_SHUFFLED) {
        for (size_t i = object->count; i > 1; i--) {
            size_t j = (size_t)below(&scratch->layout_stream, (int64_t)i);
            struct member member = object->members[i - 1];
            object->members[i - 1] = object->members[j];
            object->members[j] = member;
        }
    }
    char text[DOCUMENT_MOST];
    size_t used = 0;
    for (size_t i = 0; i < object->count; i++) {
        const struct member *member = &object->members[i];
        if (scratch->layout == LAYOUT_DROPPED && !member->declared && chance(&scratch->layout_stream, 15)) continue;
        int length =
            snprintf(text + used, sizeof text - used, "%s\"%s\":%s", used > 0 ? "," : "", member->key, member->value);
        assert(length > 0 && (size_t)length < sizeof text - used);
        used += (size_t)length;
    }
    text[used] = '\0';
    return put(scratch, "{%s}", text);
}

/* Days since 1970 to a date, by Howard Hinnant's algorithm (from 1970 on). */
static void civil_of(int64_t days, int *year, int *month, int *day) {
    int64_t z = days + 719468;
    int64_t era = z / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

static void write_time(char out[static 40], int64_t seconds, uint64_t *stream) {
    static const int offsets[] = {480, 480, 480, 480, 480, 480, 0, -240, 330, 60}; /* minutes */
    int64_t offset = offsets[below(stream, 10)];
    int64_t local = seconds + offset * 60;
    int clock = (int)(local % 86400);
    int year, month, day;
    civil_of(local / 86400, &year, &month, &day);
    char zone[16] = "Z";
    if (offset != 0) {
        int minutes = (int)llabs(offset);
        snprintf(zone, sizeof zone, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60 % 24, minutes % 60);
    }
    char fraction[8] = "";
    if (chance(stream, 20)) snprintf(fraction, sizeof fraction, ".%03d", (int)below(stream, 1000));
    snprintf(out, 40, "%04d-%02d-%02dT%02d:%02d:%02d%s%s", year % 10000, month % 100, day % 100, clock / 3600,
             clock / 60 % 60, clock % 60, fraction, zone);
}

static void make_facts(struct document *document, uint64_t stream) {
    static const char *const kinds[] = {"monthly_package", "feature_package"};
    static const char *const products[] = {"call", "conference", "live", "rtc_engine"};
    static const char *const suspensions[] = {NULL, "content_review", "illegal_activity", "overdue"};
    struct native *n = &document->native;
    n->purchased_at = 1735689600 + below(&stream, 31536000); /* within 2025 */
    n->submitted_at = n->purchased_at + below(&stream, 691200 /* 8 days */);
    n->packages = chance(&stream, 88) ? 1 : (int32_t)(2 + below(&stream, 4));
    n->gifted_minutes_used = chance(&stream, 80) ? 0 : (int32_t)(1 + below(&stream, 600));
    n->kind = (enum kind)below(&stream, 2);
    n->product = (enum product)below(&stream, 4);
    n->suspended_for = chance(&stream, 80) ? SUSPENDED_NOT : (enum suspension)(1 + below(&stream, 3));
    n->abuse_suspected = chance(&stream, 10);
    n->used = chance(&stream, 20);
    n->payment.cash_credits = below(&stream, 100000);
    n->payment.commission_credits = chance(&stream, 50) ? 0 : below(&stream, 10000);
    n->payment.free_credits = chance(&stream, 50) ? 0 : below(&stream, 10000);
    n->payment.discount = chance(&stream, 50) ? 0 : below(&stream, 5000);
    n->payment.cash_coupon = chance(&stream, 70) ? 0 : below(&stream, 5000);

    struct strings *s = &document->strings;
    write_time(s->submitted_at, n->submitted_at, &stream);
    write_time(s->purchased_at, n->purchased_at, &stream);
    s->kind = kinds[n->kind];
    s->product = products[n->product];
    s->suspended_for = suspensions[n->suspended_for];
    s->packages = n->packages;
    s->gifted_minutes_used = n->gifted_minutes_used;
    s->abuse_suspected = n->abuse_suspected;
    s->used = n->used;
    s->payment = n->payment;
}

static const char *boolean(bool value) { return value ? "true" : "false"; }
static const char *quoted(struct scratch *scratch, const char *text) { return put(scratch, "\"%s\"", text); }
static const char *number(struct scratch *scratch, int64_t value) { return put(scratch, "%lld", (long long)value); }

static const char *money(struct scratch *scratch, int64_t hundredths) {
    return put(scratch, "\"%lld.%02lld CNY\"", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

static const char *write_request(struct scratch *scratch, const struct strings *s, uint64_t *stream) {
    static const char *const comments[] = {
        "bought by mistake",
        "\xe4\xb9\xb0\xe9\x94\x99\xe4\xba\x86\xef\xbc\x8c\xe8\xaf\xb7\xe9\x80\x80\xe6\xac\xbe",
        "we need \\\"Live\\\", not this one; please return the money to the way it was paid\\n\\nthanks",
        "",
        "The project was cancelled before we had integrated anything.",
    };
    struct object request = {.count = 0};
    add(&request, false, "id", put(scratch, "\"req-%016llx\"", (unsigned long long)next_random(stream)));
    add(&request, true, "submitted_at", quoted(scratch, s->submitted_at));
    add(&request, true, "packages", number(scratch, s->packages));
    add(&request, false, "channel", quoted(scratch, chance(stream, 70) ? "console" : "support_chat"));
    add(&request, false, "agent", "\"console/4.18.2 (X11; Linux x86_64)\"");
    add(&request, true, "abuse_suspected", boolean(s->abuse_suspected));
    add(&request, false, "comment", quoted(scratch, comments[below(stream, 5)]));
    return write_object(scratch, &request);
}

static const char *write_account(struct scratch *scratch, const struct strings *s, uint64_t *stream) {
    struct object account = {.count = 0};
    add(&account, false, "uin", put(scratch, "\"1000%08d\"", (int)below(stream, 100000000)));
    add(&account, false, "type", quoted(scratch, chance(stream, 60) ? "enterprise" : "individual"));
    add(&account, true, "suspended_for", s->suspended_for != NULL ? quoted(scratch, s->suspended_for) : "null");
    add(&account, false, "tags", chance(stream, 50) ? "[\"vip\",\"since_2019\"]" : "[]");
    return write_object(scratch, &account);
}

static const char *write_payment(struct scratch *scratch, const struct strings *s, uint64_t *stream) {
    struct object payment = {.count = 0};
    add(&payment, false, "order_id", put(scratch, "\"2025%012llu\"", (unsigned long long)below(stream, 1000000000000)));
    add(&payment, true, "cash_credits", money(scratch, s->payment.cash_credits));
    add(&payment, true, "commission_credits", money(scratch, s->payment.commission_credits));
    add(&payment, true, "free_credits", money(scratch, s->payment.free_credits));
    add(&payment, true, "discount", money(scratch, s->payment.discount));
    add(&payment, true, "cash_coupon", money(scratch, s->payment.cash_coupon));
    add(&payment, false, "tax_rate", chance(stream, 50) ? "0.06" : "6.0e-2");
    return write_object(scratch, &payment);
}

static const char *write_package(struct scratch *scratch, const struct strings *s, uint64_t *stream) {
    struct object package = {.count = 0};
    add(&package, false, "sku", put(scratch, "\"sv_trtc_pkg_%lld\"", (long long)below(stream, 100000)));
    add(&package, true, "kind", quoted(scratch, s->kind));
    add(&package, true, "product", quoted(scratch, s->product));
    add(&package, false, "sdk_app_id", number(scratch, 1400000000 + below(stream, 100000000)));
    add(&package, true, "purchased_at", quoted(scratch, s->purchased_at));
    add(&package, false, "region", quoted(scratch, chance(stream, 50) ? "gz" : "singapore"));
    add(&package, false, "auto_renew", boolean(chance(stream, 50)));
    add(&package, true, "used", boolean(s->used));
    add(&package, true, "gifted_minutes_used", number(scratch, s->gifted_minutes_used));
    add(&package, false, "quota",
        put(scratch, "{\"minutes\":%lld,\"left\":[%lld,null,-1.5]}", (long long)below(stream, 100000),
            (long long)below(stream, 100000)));
    add(&package, true, "payment", write_payment(scratch, s, stream));
    return write_object(scratch, &package);
}

static const char *write_document(struct scratch *scratch, const struct strings *s, uint64_t stream) {
    struct object root = {.count = 0};
    add(&root, false, "schema", "\"billing.refund_request/3\"");
    add(&root, true, "request", write_request(scratch, s, &stream));
    add(&root, true, "account", write_account(scratch, s, &stream));
    add(&root, true, "package", write_package(scratch, s, &stream));
    add(&root, false, "trace_id", put(scratch, "\"%016llx\"", (unsigned long long)next_random(&stream)));
    return write_object(scratch, &root);
}

bool documents_create(struct documents *out, size_t count, enum layout layout) {
    struct documents made = {
        .items = calloc(count, sizeof *made.items), .count = count, .text = malloc(count * DOCUMENT_MOST)};
    if (made.items == NULL || made.text == NULL) {
        documents_destroy(&made);
        return false;
    }
    char *end = made.text;
    for (size_t i = 0; i < count; i++) {
        struct document *document = &made.items[i];
        uint64_t seed = i;
        make_facts(document, next_random(&seed));
        struct scratch scratch = {.used = 0, .layout = layout, .layout_stream = next_random(&seed)};
        const char *json = write_document(&scratch, &document->strings, next_random(&seed));
        document->length = strlen(json);
        assert(document->length < DOCUMENT_MOST);
        memcpy(end, json, document->length + 1);
        document->json = end;
        end += document->length + 1;
        made.bytes += document->length;
    }
    *out = made;
    return true;
}

void documents_destroy(struct documents *documents) {
    free(documents->items);
    free(documents->text);
}
