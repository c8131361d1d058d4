/* Whichever allocation fails, once or from then on: compiling, deciding and rendering return out of memory or do their
 * work, leak nothing, and leave what they were called on usable. */
#include <stdio.h>

#include "policy_fixture.h"

static const char *const policy =
    "policy p version \"1\" timezone \"Asia/Shanghai\"\n"
    "facts { sent: time  bought: time  g { a: bool  kind: one of \"x\", \"y\"  note: optional text  price: money  fee: "
    "money } l: list of { name: text  n: number  q: list of number } }\n"
    "param window = 5 days  define credits = g.price + g.fee  define much = credits > 10 CNY\n"
    "decide { outcomes no > yes otherwise no because \"{credits}\" outputs { amount: money  words: text otherwise "
    "\"none\" } }\n"
    "rule r { yes when sent within window after bought and g.kind in {\"x\", \"y\"} and (much or g.note = \"n\") set "
    "amount = credits\n"
    "  because \"{window} {g.note}\" cite \"1\" }\n"
    "exclude e from all { when g.a and much because \"{credits}\" }\n"
    "rule s { no when any (x in l where lower(x.name) = \"zz\" or x.n / 3 > sum (y for y in x.q)) because "
    "\"{g.price}\" }\n";

static const char *const documents[] = {
    "{\"sent\":\"2025-03-05T00:00:00Z\",\"bought\":\"2025-03-01T00:00:00Z\",\"g\":{\"a\":false,\"kind\":\"x\","
    "\"price\":"
    "\"9 CNY\",\"fee\":\"2 CNY\"}}",
    "{\"sent\":\"2025-03-05T00:00:00Z\",\"bought\":\"2025-03-01T00:00:00Z\",\"g\":{\"a\":true,\"kind\":\"x\",\"price\":"
    "\"9 "
    "CNY\",\"fee\":\"2 USD\"}}",
    "{\"g\":{\"a\":true,\"kind\":\"y\",\"price\":\"9 CNY\",\"fee\":\"2 CNY\",\"note\":\"n\\u0041\"}}",
    "{\"l\":[{\"name\":\"Aa\",\"n\":1,\"q\":[1,2]},{\"name\":\"BB\",\"q\":[]},{}]}",
    "{\"sent\":3,\"g\":{\"kind\":\"q\",\"a\":1,\"a\":2}}"};

static bool ignore(void *context, const char *data, size_t length) {
    size_t *total = context;
    *total += length;
    return data != NULL;
}

static bool expected(proviso_status status) { return status == PROVISO_OK || status == PROVISO_OUT_OF_MEMORY; }

/* All that a host does, in order, as far as memory lets it. Returns whether all of it was done. */
static bool everything(counting_allocator *counter) {
    proviso_engine *engine = NULL;
    proviso_program *program = NULL, *other = NULL;
    proviso_session *session = NULL;
    proviso_report *report = NULL;
    proviso_engine_options options = {
        .size = sizeof options, .allocator = allocator_of(counter), .load_zone = pinned_zones};
    proviso_param param = {PROVISO_TEXT("window"), PROVISO_TEXT("7 days")};
    size_t total = 0;
    bool done = true;
    proviso_status status = proviso_engine_create(&engine, &options);
    ck_assert(expected(status));
    if (status == PROVISO_OK) status = proviso_report_create(&report, &options.allocator);
    if (status == PROVISO_OK)
        status = proviso_program_compile(&program, engine, PROVISO_TEXT("p"), proviso_text_of(policy), report);
    ck_assert(expected(status));
    if (status == PROVISO_OK) status = proviso_program_with_params(&other, program, &param, 1, NULL);
    ck_assert(expected(status));
    if (status == PROVISO_OK) status = proviso_session_create(&session, other);
    ck_assert(expected(status));
    for (size_t i = 0; session != NULL && i < sizeof documents / sizeof *documents; i++) {
        const proviso_decision *decision = NULL;
        status = proviso_facts_read_json(session, proviso_text_of(documents[i]), PROVISO_STRICT);
        ck_assert(expected(status) || status == PROVISO_FACTS_REFUSED);
        done = done && status != PROVISO_OUT_OF_MEMORY;
        status = proviso_decide(&decision, session);
        ck_assert(expected(status));
        done = done && status == PROVISO_OK;
        if (status != PROVISO_OK) continue;
        status = proviso_decision_render(decision, PROVISO_FORMAT_JSON, ignore, &total);
        ck_assert(expected(status));
        done = done && status == PROVISO_OK;
        status = proviso_decision_render(decision, PROVISO_FORMAT_TEXT, ignore, &total);
        ck_assert(expected(status));
        done = done && status == PROVISO_OK;
    }
    done = done && session != NULL;
    proviso_session_destroy(session);
    proviso_program_release(other);
    proviso_program_release(program);
    proviso_report_destroy(report);
    proviso_engine_destroy(engine);
    return done;
}

static void each_allocation(bool from_then_on) {
    bool done = false;
    size_t n = 1;
    for (; !done; n++) {
        counting_allocator counter = {0};
        if (from_then_on)
            counter.fail_from = n;
        else
            counter.fail_once = n;
        done = everything(&counter);
        ck_assert_msg(counter.live == 0, "%zu bytes are left after failure %zu", counter.live, n);
        if (counter.calls < n) break;
        ck_assert_msg(!done, "allocation %zu failed and nobody noticed", n);
    }
    ck_assert_uint_gt(n, 50);
}

START_TEST(each_allocation_fails_once) { each_allocation(false); }
END_TEST

START_TEST(memory_is_gone_from_each_allocation_on) { each_allocation(true); }
END_TEST

START_TEST(policies_with_errors_leak_nothing_either) {
    const char *const broken[] = {
        "", "policy", "policy p rule r { yes when }",
        "policy p facts { a: bool } decide { outcomes x otherwise x } rule r { y when b and \"x\" > 3 }"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        for (size_t n = 1;; n++) {
            counting_allocator counter = {.fail_once = n};
            proviso_engine *engine = NULL;
            proviso_report *report = NULL;
            proviso_program *program = NULL;
            proviso_engine_options options = {.size = sizeof options, .allocator = allocator_of(&counter)};
            proviso_status status = proviso_engine_create(&engine, &options);
            if (status == PROVISO_OK) status = proviso_report_create(&report, &options.allocator);
            if (status == PROVISO_OK)
                status =
                    proviso_program_compile(&program, engine, PROVISO_TEXT("p"), proviso_text_of(broken[i]), report);
            ck_assert(status == PROVISO_OUT_OF_MEMORY || status == PROVISO_POLICY_ERRORS);
            ck_assert_ptr_null(program);
            proviso_report_destroy(report);
            proviso_engine_destroy(engine);
            ck_assert_uint_eq(counter.live, 0);
            if (counter.calls < n) break;
        }
    }
}
END_TEST

START_TEST(a_second_document_of_the_same_size_allocates_nothing) {
    counting_allocator counter = {0};
    proviso_engine *engine = new_engine(&counter);
    proviso_program *program = NULL;
    proviso_session *session = NULL;
    const proviso_decision *decision = NULL;
    ck_assert_int_eq(proviso_program_compile(&program, engine, PROVISO_TEXT("p"), proviso_text_of(policy), NULL),
                     PROVISO_OK);
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    size_t calls = 0;
    for (int i = 0; i < 10; i++) {
        if (i == 1) calls = counter.calls;
        ck_assert_int_eq(proviso_facts_read_json(session, proviso_text_of(documents[0]), 0), PROVISO_OK);
        ck_assert_int_eq(proviso_decide(&decision, session), PROVISO_OK);
    }
    ck_assert_uint_eq(counter.calls, calls);
    proviso_session_destroy(session);
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    ck_assert_uint_eq(counter.live, 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("failing_memory", each_allocation_fails_once, memory_is_gone_from_each_allocation_on,
                     policies_with_errors_leak_nothing_either, a_second_document_of_the_same_size_allocates_nothing);
}
