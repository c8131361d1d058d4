/* The machine and its verifier: a run with skips gives what a run without them gives, and a program whose code was
 * changed is refused or stays within bounds (run under the sanitizers). */
#include <stdio.h>

#include "decision/session.h"
#include "policy_fixture.h"

static const char *const policy =
    "policy p timezone \"Asia/Shanghai\"\n"
    "facts { a: bool b: bool c: optional bool n: number m: number k: optional number t: text u: optional text\n"
    "  sent: time bought: time d: date x: money y: money z: optional money kind: one of \"p\", \"q\", \"r\" s: span }\n"
    "param w = 5 days\n"
    "define added = n + m  define paid = x + y  define much = added > 3 or paid > 5 CNY\n"
    "decide { outcomes first > second > third otherwise third outputs { amount: number  pay: money  note: text } }\n"
    "rule r1 { first when a and (b or n > 2) and not (c is absent or m < 1) and t in {\"p\", \"q\", \"zz\"}\n"
    "  set amount = added }\n"
    "rule r2 { second when much and sent within w after bought and kind not in {\"p\"} and k is present and k > 1\n"
    "  set pay = paid }\n"
    "rule r3 { second when n between m and 5 and sent within 48 hours before bought set note = u otherwise t }\n"
    "rule r4 { third when z = x or z = 0 CNY or d within 2 months of 2025-03-14 or u = t or u != \"zz\" }\n"
    "exclude e1 from r1, second { when a and not much }\n"
    "exclude e2 from all { when t = \"never\" or b and added - n > 2 and x < y }\n";

static uint64_t random_state = 4711;

static const char *one_of(const char *const *list, size_t count) { return list[next_random(&random_state) % count]; }

#define ONE_OF(...) one_of((const char *[]){__VA_ARGS__}, sizeof((const char *[]){__VA_ARGS__}) / sizeof(const char *))

static void random_document(char out[1024]) {
    size_t length = (size_t)snprintf(out, 1024, "{\"extra\": 1");
    const struct {
        const char *key, *value;
    } members[] = {{"a", ONE_OF("true", "false")},
                   {"b", ONE_OF("true", "false")},
                   {"c", ONE_OF("true", "false")},
                   {"n", ONE_OF("0", "2", "5", "\"999999999999999999\"")},
                   {"m", ONE_OF("0", "2", "5.5", "\"999999999999999999\"")},
                   {"k", ONE_OF("0", "2")},
                   {"t", ONE_OF("\"p\"", "\"zz\"", "\"never\"", "\"other\"")},
                   {"u", ONE_OF("\"p\"", "\"zz\"", "\"other\"")},
                   {"sent", ONE_OF("\"2025-03-14T00:00:00Z\"", "\"2025-03-20T00:00:00+08:00\"")},
                   {"bought", ONE_OF("\"2025-03-14T00:00:00Z\"", "\"2025-03-16T00:00:00+08:00\"")},
                   {"d", ONE_OF("\"2025-02-14\"", "\"2024-02-29\"")},
                   {"x", ONE_OF("\"1 CNY\"", "\"9 CNY\"", "\"1 USD\"")},
                   {"y", ONE_OF("\"1 CNY\"", "\"9 CNY\"", "\"1 USD\"")},
                   {"z", ONE_OF("\"1 CNY\"", "\"0 USD\"")},
                   {"kind", ONE_OF("\"p\"", "\"q\"")},
                   {"s", ONE_OF("\"P5D\"", "\"PT48H\"")}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (next_random(&random_state) % 4 == 0) continue;
        length += (size_t)snprintf(out + length, 1024 - length, ", \"%s\": %s", members[i].key, members[i].value);
    }
    snprintf(out + length, 1024 - length, "}");
}

static bool same_result(proviso_session *session, uint32_t region) {
    pv_machine *m = &session->machine;
    const pv_region *row = &session->program->regions[region];
    pv_machine_begin(m, UINT64_MAX, UINT64_MAX);
    pv_value value = {.region = region, .slot = row->result, .currency = row->currency, .fixed_currency = 0};
    pv_currency hot_currency = 0;
    pv_slot hot = pv_machine_value(m, &value, &hot_currency);
    pv_machine_replay(m, region);
    pv_slot cold = m->registers[row->result];
    if (pv_slot_is_unknown(hot) || pv_slot_is_unknown(cold)) return pv_slot_is_unknown(hot) && pv_slot_is_unknown(cold);
    return hot == cold &&
           (row->currency == PV_REGISTER_NONE || hot_currency == (pv_currency)m->registers[row->currency]);
}

/* Loops: bodies with links of their own, loops in loops, what they take from around them, and memos in bodies. */
static const char *const lists =
    "policy p facts { n: number m: number k: optional number t: text\n"
    "  l: list of { a: number b: optional number s: text p: money q: list of number } r: optional list of text }\n"
    "define big = n * 2 + m\n"
    "decide { outcomes first > second > third otherwise third outputs { amount: number  pay: money } }\n"
    "rule r1 { first when any (x in l where x.a > n and (x.b is absent or x.b < big / 3) and x.s != t)\n"
    "  or all (x in l where x.a > m satisfy any (y in x.q where y + x.a > big and not y = m))\n"
    "  set amount = sum (x.a / big for x in l) }\n"
    "rule r2 { second when count (x in l where x.s in {\"p\", \"q\"} or x.a between n and m) > 1 and (r is present and "
    "t in r or k = "
    "n)\n"
    "  set pay = smallest (x.p for x in l where x.a != n) otherwise 1 CNY }\n"
    "rule r3 { second when largest (sum (y / 3 for y in x.q) for x in l) otherwise 0 > n\n"
    "  and any (x in l where any (z in l where z.a > x.a + n and z.s = x.s)) set pay = sum (x.p for x in l) otherwise "
    "2 CNY }\n"
    "exclude e1 from r1 { when (if n > m then n in {1, 2} else all (x in l satisfy x.a < n)) }\n";

static size_t random_list(char *out, size_t size) {
    size_t length = (size_t)snprintf(out, size, ", \"l\": [");
    size_t count = next_random(&random_state) % 4;
    for (size_t i = 0; i < count; i++) {
        length += (size_t)snprintf(out + length, size - length, "%s{\"q\": [%s]", i == 0 ? "" : ", ",
                                   ONE_OF("", "1", "2, 5", "\"999999999999999999\", 0"));
        const char *const members[] = {ONE_OF(", \"a\": 0", ", \"a\": 5", ", \"a\": \"999999999999999999\"", ""),
                                       ONE_OF(", \"b\": 1", ", \"b\": null", ""),
                                       ONE_OF(", \"s\": \"p\"", ", \"s\": \"other\"", ""),
                                       ONE_OF(", \"p\": \"1 CNY\"", ", \"p\": \"2 USD\"", "")};
        for (size_t k = 0; k < sizeof members / sizeof *members; k++)
            length += (size_t)snprintf(out + length, size - length, "%s", members[k]);
        length += (size_t)snprintf(out + length, size - length, "}");
    }
    return length + (size_t)snprintf(out + length, size - length, "]");
}

static void random_lists(char out[1024]) {
    size_t length = (size_t)snprintf(
        out, 1024, "{\"extra\": 1%s%s%s%s%s", ONE_OF(", \"n\": 0", ", \"n\": 1", ", \"n\": \"999999999999999999\"", ""),
        ONE_OF(", \"m\": 0", ", \"m\": 5", ""), ONE_OF(", \"k\": 1", ""),
        ONE_OF(", \"t\": \"p\"", ", \"t\": \"q\"", ""), ONE_OF(", \"r\": [\"p\"]", ", \"r\": []", ""));
    if (next_random(&random_state) % 8 != 0) length += random_list(out + length, 1024 - length);
    snprintf(out + length, 1024 - length, "}");
}

START_TEST(every_skip_is_optional_in_loops_too) {
    proviso_program *program = compile(lists);
    proviso_session *session = NULL;
    size_t wrong = 0;
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    ck_assert_uint_gt(program->loop_count, 10);
    ck_assert_uint_gt(program->frame_count, program->loop_count);
    for (int i = 0; i < 20000; i++) {
        char facts[1024];
        random_lists(facts);
        ck_assert_int_eq(proviso_facts_read_json(session, proviso_text_of(facts), 0), PROVISO_OK);
        for (uint32_t region = 0; region < program->region_count; region++)
            wrong += program->regions[region].loop == 0 && !same_result(session, region);
    }
    ck_assert_uint_eq(wrong, 0);
    proviso_session_destroy(session);
    proviso_program_release(program);
}
END_TEST

START_TEST(every_skip_is_optional) {
    proviso_program *program = compile(policy);
    proviso_session *session = NULL;
    size_t skips = 0, wrong = 0;
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    for (uint32_t i = 0; i < program->code_count; i++) skips += pv_word_skip(program->code[i]) != 0;
    ck_assert_uint_gt(skips, 10);
    for (int i = 0; i < 20000; i++) {
        char facts[1024];
        random_document(facts);
        ck_assert_int_eq(proviso_facts_read_json(session, proviso_text_of(facts), 0), PROVISO_OK);
        for (uint32_t region = 0; region < program->region_count; region++) wrong += !same_result(session, region);
    }
    ck_assert_uint_eq(wrong, 0);
    proviso_session_destroy(session);
    proviso_program_release(program);
}
END_TEST

START_TEST(what_the_compiler_makes_is_verified) {
    proviso_program *program = compile(policy);
    pv_memory memory;
    const char *problem = "";
    pv_memory_init(&memory, NULL, 0);
    ck_assert_int_eq(pv_program_verify(program, &memory, &problem), PROVISO_OK);
    ck_assert_ptr_null(problem);
    ck_assert_uint_eq(memory.used, 0);
    proviso_program_release(program);
}
END_TEST

static bool drop(void *context, const char *data, size_t length) {
    (void)context;
    return length == 0 || data != NULL;
}

static void decide_all(proviso_program *program, void (*make)(char[1024])) {
    proviso_session *session = NULL;
    const proviso_decision *decision = NULL;
    char facts[1024];
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    for (int i = 0; i < 4; i++) {
        make(facts);
        proviso_status status = proviso_facts_read_json(session, proviso_text_of(facts), 0);
        ck_assert(status == PROVISO_OK || status == PROVISO_FACTS_REFUSED); /* a schema may have been changed */
        ck_assert_int_eq(proviso_decide(&decision, session), PROVISO_OK);
        ck_assert_int_eq(proviso_decision_render(decision, PROVISO_FORMAT_JSON, drop, NULL), PROVISO_OK);
    }
    proviso_session_destroy(session);
}

static void change_code(const char *text, void (*make)(char[1024])) {
    proviso_program *program = compile(text);
    pv_memory memory;
    size_t refused = 0, accepted = 0;
    pv_memory_init(&memory, NULL, 0);
    pv_word *code = (pv_word *)(uintptr_t)program->code;
    for (uint32_t word = 0; word < program->code_count; word++) {
        for (int bit = 0; bit < 64; bit++) {
            code[word] ^= (pv_word)1 << bit;
            if (pv_program_verify(program, &memory, NULL) == PROVISO_OK) {
                decide_all(program, make);
                accepted++;
            } else {
                refused++;
            }
            code[word] ^= (pv_word)1 << bit;
        }
    }
    ck_assert_uint_gt(refused, accepted);
    ck_assert_uint_gt(accepted, 0);
    proviso_program_release(program);
}

START_TEST(changed_code_is_refused_or_stays_within_bounds) {
    change_code(policy, random_document);
    change_code(lists, random_lists);
}
END_TEST

/* Each bit of a table in turn. */
static void change_rows(proviso_program *program, const void *rows, size_t size, void (*make)(char[1024])) {
    pv_memory memory;
    size_t refused = 0;
    pv_memory_init(&memory, NULL, 0);
    unsigned char *bytes = (unsigned char *)(uintptr_t)rows;
    for (size_t at = 0; at < size; at++) {
        for (int bit = 0; bit < 8; bit++) {
            bytes[at] ^= (unsigned char)(1u << bit);
            if (pv_program_verify(program, &memory, NULL) == PROVISO_OK)
                decide_all(program, make);
            else
                refused++;
            bytes[at] ^= (unsigned char)(1u << bit);
        }
    }
    ck_assert_uint_gt(refused, 0);
}

START_TEST(changed_regions_are_refused_or_stay_within_bounds) {
    proviso_program *program = compile(policy);
    change_rows(program, program->regions, program->region_count * sizeof(pv_region), random_document);
    proviso_program_release(program);
}
END_TEST

START_TEST(changed_loops_are_refused_or_stay_within_bounds) {
    proviso_program *program = compile(lists);
    const pv_schema *schema = &program->schema;
    change_rows(program, program->regions, program->region_count * sizeof(pv_region), random_lists);
    change_rows(program, program->loops, program->loop_count * sizeof(pv_loop), random_lists);
    change_rows(program, program->copies, program->copy_count * sizeof(pv_copy), random_lists);
    change_rows(program, program->frames, program->frame_count * sizeof(pv_frame_register), random_lists);
    change_rows(program, schema->lists, schema->list_count * sizeof(pv_schema_list), random_lists);
    change_rows(program, schema->groups, schema->group_count * sizeof(pv_schema_group), random_lists);
    change_rows(program, schema->fields, schema->field_count * sizeof(pv_schema_field), random_lists);
    proviso_program_release(program);
}
END_TEST

START_TEST(a_long_chain_of_links_skips_in_stages) {
    size_t size = 1 << 20, length = 0;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    length += (size_t)snprintf(
        text, size, "policy p facts { n: number } decide { outcomes yes > no otherwise no } rule r { yes when n != 0");
    for (int i = 1; i < 20000; i++) length += (size_t)snprintf(text + length, size - length, " and n != %d", i);
    length += (size_t)snprintf(text + length, size - length, " }");
    proviso_program *program = compile_text((proviso_text){text, length});
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{\"n\": 20000}"), "\"outcome\": \"yes\""));
    const char *last = decide_json(program, "{\"n\": 19999}");
    ck_assert_ptr_nonnull(strstr(last, "\"false\": [{\"text\": \"n != 19999\", \"facts\": {\"n\": 19999}}]"));
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{\"n\": 0}"), "\"text\": \"n != 0\""));
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{}"), "\"missing\": [\"n\"]"));
    proviso_program_release(program);
    free(text);
}
END_TEST

START_TEST(a_sum_of_the_most_terms_is_exact) {
    size_t size = 1 << 20, length = 0;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    length += (size_t)snprintf(text, size,
                               "policy p facts { n: number } decide { outcomes yes > no otherwise no outputs { result: "
                               "number } } rule r { yes always set result = n");
    for (int i = 1; i < 65535; i++) length += (size_t)snprintf(text + length, size - length, " + n");
    length += (size_t)snprintf(text + length, size - length, " }");
    proviso_program *program = compile_text((proviso_text){text, length});
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{\"n\": 0.01}"), "\"result\": 655.35"));
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{}"), "\"missing\": [\"n\"]"));
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{\"n\": \"99999999999999999\"}"), "\"fault\": \"overflow\""));
    proviso_program_release(program);
    free(text);
}
END_TEST

/* At half past four UTC it is half past eleven of the day before in New York's winter, half past midnight in its
 * summer: one session meets both, in one decision and from one to the next. */
START_TEST(the_day_of_each_time_is_by_its_own_offset) {
    proviso_program *program = compile("policy p timezone \"America/New_York\" facts { t: time u: time } decide {\n"
                                       "  outcomes yes otherwise yes set a = day(t) set b = day(u)\n"
                                       "  outputs { a: date b: date } }");
    const struct {
        const char *facts, *a, *b;
    } rows[] = {{"{\"t\": \"2025-01-15T04:30:00Z\", \"u\": \"2025-07-15T04:30:00Z\"}", "2025-01-14", "2025-07-15"},
                {"{\"t\": \"2025-01-15T04:30:00Z\", \"u\": \"2025-01-16T04:30:00Z\"}", "2025-01-14", "2025-01-15"},
                {"{\"t\": \"2045-07-15T04:30:00Z\", \"u\": \"2045-01-15T04:30:00Z\"}", "2045-07-15", "2045-01-14"},
                {"{\"t\": \"1800-01-15T04:30:00Z\", \"u\": \"9999-07-15T04:30:00Z\"}", "1800-01-14", "9999-07-15"}};
    proviso_session *session = NULL;
    ck_assert_int_eq(proviso_session_create(&session, program), PROVISO_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const proviso_decision *decision = NULL;
        proviso_text a, b;
        ck_assert_int_eq(proviso_facts_read_json(session, proviso_text_of(rows[i].facts), 0), PROVISO_OK);
        ck_assert_int_eq(proviso_decide(&decision, session), PROVISO_OK);
        ck_assert_int_eq(proviso_decision_get_output(&a, decision, PROVISO_TEXT("a")), PROVISO_OK);
        ck_assert_int_eq(proviso_decision_get_output(&b, decision, PROVISO_TEXT("b")), PROVISO_OK);
        ck_assert_msg(pv_text_equal(a, proviso_text_of(rows[i].a)) && pv_text_equal(b, proviso_text_of(rows[i].b)),
                      "%s", rows[i].facts);
    }
    proviso_session_destroy(session);
    proviso_program_release(program);
}
END_TEST

START_TEST(a_long_chain_of_defines_needs_no_stack) {
    size_t size = 1 << 20, length = 0;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    length += (size_t)snprintf(text, size, "policy p facts { n: number } define d0 = n + 1\n");
    for (int i = 1; i < 8000; i++)
        length += (size_t)snprintf(text + length, size - length, "define d%d = d%d + 1\n", i, i - 1);
    length += (size_t)snprintf(text + length, size - length,
                               "decide { outcomes yes > no otherwise no } rule r { yes when d7999 = 8001 }");
    proviso_program *program = compile_text((proviso_text){text, length});
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{\"n\": 1}"), "\"outcome\": \"yes\""));
    ck_assert_ptr_nonnull(strstr(decide_json(program, "{}"), "\"missing\": [\"n\"]"));
    proviso_program_release(program);
    free(text);
}
END_TEST

int main(void) {
    return RUN_SUITE("machine", every_skip_is_optional, every_skip_is_optional_in_loops_too,
                     what_the_compiler_makes_is_verified, changed_code_is_refused_or_stays_within_bounds,
                     changed_regions_are_refused_or_stay_within_bounds, changed_loops_are_refused_or_stay_within_bounds,
                     a_long_chain_of_links_skips_in_stages, a_sum_of_the_most_terms_is_exact,
                     the_day_of_each_time_is_by_its_own_offset, a_long_chain_of_defines_needs_no_stack);
}
