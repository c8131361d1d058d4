/* check: the model that comes out: numbers, orders, references; the same for every order of the file. */
#include <stdio.h>

#include "checked.h"

static const char policy[] =
    "policy trip \"Trips\" version \"7\" timezone \"Asia/Shanghai\"\n"
    "facts { zone: text  buyer as \"theBuyer\" { name: private text  age: optional whole number }\n"
    "  sale { on as \"date\": date  price { net: money in CNY  tax: money in CNY } } back: time in unix seconds }\n"
    "param window = 5 days  param a_limit = 18\n"
    "define gross = net_sum + sale.price.tax  define net_sum = sale.price.net + sale.price.net\n"
    "define idle = idle_too + 1  define idle_too = a_limit + 1  define who = buyer.name\n"
    "decide { outcomes decline > review > refund  otherwise decline set note = \"none\" because \"No.\" cite \"1\"\n"
    "  outputs { note: text otherwise \"-\"  amount: money in CNY } }\n"
    "rule zulu { refund when back within window after sale.on set amount = gross because \"{gross} of {gross}\" }\n"
    "rule alpha { refund always set amount = 0 CNY cite \"2\" }\n"
    "rule mike { review when buyer.age is present and buyer.age < a_limit }\n"
    "rule lima { decline when zone = \"x\" or who = \"y\" }\n"
    "exclude bravo from all { when zone = \"b\" }\n"
    "exclude yankee from refund, zulu { when zone = \"y\" because \"Y.\" }\n"
    "exclude charlie from alpha, mike { when zone = \"c\" }\n";

static void setup(checked *c) {
    check_string(c, policy);
    ck_assert_int_eq(c->status, PROVISO_OK);
    ck_assert_uint_eq(c->source.errors, 0);
}

START_TEST(facts_are_numbered_depth_first_own_fields_before_groups) {
    static const char *const paths[] = {"zone",    "back",           "buyer.name",    "buyer.age",
                                        "sale.on", "sale.price.net", "sale.price.tax"};
    static const char *const groups[] = {"", "buyer", "sale", "sale.price"};
    checked c;
    setup(&c);
    ck_assert_uint_eq(c.model.fact_count, 7);
    for (uint32_t i = 0; i < 7; i++) {
        ck_assert_text(c.model.facts[i]->path, paths[i]);
        ck_assert_uint_eq(c.model.facts[i]->index, i);
    }
    ck_assert_uint_eq(c.model.group_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        ck_assert_text(c.model.groups[i]->path, groups[i]);
        ck_assert_uint_eq(c.model.groups[i]->index, i);
    }
    ck_assert_ptr_eq(c.model.root, c.model.groups[0]);
    ck_assert_ptr_eq(c.model.groups[3]->parent, c.model.groups[2]);
    ck_assert_ptr_eq(c.model.facts[5]->group, c.model.groups[3]);
    ck_assert_text(c.model.groups[1]->key, "theBuyer");
    ck_assert_text(c.model.facts[4]->key, "date");
    ck_assert(c.model.facts[2]->is_private && !c.model.facts[2]->optional);
    ck_assert(!c.model.facts[3]->is_private && c.model.facts[3]->optional && c.model.facts[3]->type.whole);
    ck_assert_int_eq(c.model.facts[1]->type.form, PV_TIME_UNIX_SECONDS);
    release_checked(&c);
}
END_TEST

START_TEST(rules_stand_by_rank_then_name_and_the_rest_by_name) {
    static const char *const rules[] = {"lima", "mike", "alpha", "zulu"};
    static const uint32_t ranks[] = {0, 1, 2, 2};
    checked c;
    setup(&c);
    ck_assert_uint_eq(c.model.rule_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        ck_assert_text(c.model.rules[i]->name, rules[i]);
        ck_assert_uint_eq(c.model.rules[i]->outcome, ranks[i]);
        ck_assert_uint_eq(c.model.rules[i]->index, i);
    }
    ck_assert_uint_eq(c.model.outcome_count, 3);
    ck_assert_text(c.model.outcomes[0], "decline");
    ck_assert_text(c.model.params[0]->name, "a_limit");
    ck_assert_text(c.model.params[1]->name, "window");
    ck_assert_uint_eq(c.model.params[1]->index, 1);
    ck_assert_text(c.model.outputs[0]->name, "amount");
    ck_assert_ptr_null(c.model.outputs[0]->otherwise);
    ck_assert_ptr_nonnull(c.model.outputs[1]->otherwise);
    ck_assert_text(c.model.exclusions[0]->name, "bravo");
    ck_assert_text(c.model.exclusions[2]->name, "yankee");
    ck_assert_uint_eq(c.model.exclusions[2]->index, 2);
    release_checked(&c);
}
END_TEST

static const char *exclusions_of(const pv_rule *rule, char out[64]) {
    size_t length = 0;
    for (uint32_t i = 0; i < rule->exclusion_count; i++) {
        memcpy(out + length, rule->exclusions[i]->name.data, rule->exclusions[i]->name.length);
        length += rule->exclusions[i]->name.length;
        out[length++] = ' ';
    }
    out[length] = '\0';
    return out;
}

START_TEST(a_rule_has_all_its_exclusions_once_by_name) {
    char names[64];
    checked c;
    setup(&c);
    ck_assert_str_eq(exclusions_of(c.model.rules[0], names), ""); /* of the outcome of otherwise */
    ck_assert_str_eq(exclusions_of(c.model.rules[1], names), "bravo charlie ");
    ck_assert_str_eq(exclusions_of(c.model.rules[2], names), "bravo charlie yankee ");
    ck_assert_str_eq(exclusions_of(c.model.rules[3], names), "bravo yankee ");
    release_checked(&c);
}
END_TEST

START_TEST(defines_follow_what_they_read_and_count_their_uses) {
    static const struct {
        const char *name;
        uint32_t uses;
        bool is_private;
    } expected[] = {
        {"net_sum", 3, false}, {"gross", 3, false}, {"idle_too", 0, false}, {"idle", 0, false}, {"who", 1, true}};
    checked c;
    setup(&c);
    ck_assert_uint_eq(c.model.define_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        const pv_define *define = c.model.defines[i];
        ck_assert_text(define->name, expected[i].name);
        ck_assert_uint_eq(define->index, i);
        ck_assert_uint_eq(define->uses, i == 0 ? 1 : expected[i].uses);
        ck_assert(define->is_private == expected[i].is_private);
    }
    release_checked(&c);
}
END_TEST

START_TEST(otherwise_and_bodies_are_as_written) {
    checked c;
    setup(&c);
    ck_assert_uint_eq(c.model.otherwise_outcome, 0);
    ck_assert(c.model.otherwise_has_because && c.model.otherwise_cite.present);
    ck_assert_ptr_eq(c.model.otherwise_sets->output, c.model.outputs[1]);
    ck_assert_ptr_null(c.model.otherwise_sets->next);
    const pv_rule *alpha = c.model.rules[2];
    ck_assert(!alpha->when && !alpha->has_because && alpha->cite.present);
    ck_assert_ptr_eq(alpha->sets->output, c.model.outputs[0]);
    ck_assert_text(c.model.name, "trip");
    ck_assert_text(c.model.version, "7");
    ck_assert_text(c.model.timezone, "Asia/Shanghai");
    release_checked(&c);
}
END_TEST

START_TEST(placeholders_are_resolved_and_typed) {
    checked c;
    setup(&c);
    const pv_template_part *part = c.model.rules[3]->because;
    while (part && !part->expr) part = part->next;
    ck_assert_ptr_nonnull(part);
    ck_assert_int_eq(part->expr->target_kind, PV_TARGET_DEFINE);
    ck_assert_text(part->expr->target.define->name, "gross");
    ck_assert_int_eq(part->expr->type.kind, PV_TYPE_MONEY);
    release_checked(&c);
}
END_TEST

/* ---- Order never matters ---- */

static void append_names(pv_buffer *out, const pv_model *model) {
    for (uint32_t i = 0; i < model->rule_count; i++)
        pv_buffer_format(out, "%t %zu\n", model->rules[i]->name, (size_t)model->rules[i]->exclusion_count);
    for (uint32_t i = 0; i < model->define_count; i++)
        pv_buffer_format(out, "%t %zu\n", model->defines[i]->name, (size_t)model->defines[i]->uses);
    for (uint32_t i = 0; i < model->exclusion_count; i++) pv_buffer_format(out, "%t\n", model->exclusions[i]->name);
    for (uint32_t i = 0; i < model->output_count; i++) pv_buffer_format(out, "%t\n", model->outputs[i]->name);
    for (uint32_t i = 0; i < model->param_count; i++) pv_buffer_format(out, "%t\n", model->params[i]->name);
}

START_TEST(moving_declarations_changes_nothing) {
    static const char *const items[] = {"policy p\n",
                                        "decide { outcomes no > yes otherwise no outputs { b: number a: number } }\n",
                                        "define x = y + z\n",
                                        "define y = z + 1\n",
                                        "define z = l + 1\n",
                                        "param l = 5\n",
                                        "param k = 6\n",
                                        "rule q { yes when x > k set a = 1 set b = 1 }\n",
                                        "rule m { no when y > k set b = 1 set a = 1 }\n",
                                        "exclude f from q { when z > 1 }\n",
                                        "exclude e from yes, m { when x > 1 }\n"};
    enum { COUNT = sizeof items / sizeof *items };
    pv_memory memory;
    pv_memory_init(&memory, NULL, 0);
    pv_buffer first, now;
    pv_buffer_init(&first, &memory);
    pv_buffer_init(&now, &memory);
    for (size_t shift = 0; shift < COUNT; shift++) {
        char text[2048] = "";
        for (size_t i = 0; i < COUNT; i++) strcat(text, items[(i * 7 + shift) % COUNT]);
        checked c;
        check_string(&c, text);
        ck_assert_uint_eq(c.source.errors, 0);
        pv_buffer_reset(&now);
        append_names(shift == 0 ? &first : &now, &c.model);
        ck_assert(shift == 0 || pv_text_equal(pv_buffer_text(&first), pv_buffer_text(&now)));
        release_checked(&c);
    }
    pv_buffer_clear(&first);
    pv_buffer_clear(&now);
}
END_TEST

START_TEST(several_blocks_of_facts_are_one) {
    checked c;
    check_string(&c,
                 "policy p facts { a: bool g { b: bool } } facts { d: bool h { e: bool } } decide { outcomes no > yes "
                 "otherwise no } rule r { yes when a and g.b and d and h.e }");
    ck_assert_uint_eq(c.source.errors, 0);
    ck_assert_uint_eq(c.model.fact_count, 4);
    ck_assert_text(c.model.facts[1]->path, "d");
    ck_assert_text(c.model.facts[3]->path, "h.e");
    release_checked(&c);
}
END_TEST

/* ---- Failing memory ---- */

/* Parses `text`, then lets the n-th allocation of the check fail (and all after it where `for_good`), for every n. How
 * often the check did not say so, or said so without cause, or left memory behind. */
static size_t count_unreported_failures(const char *text, bool for_good) {
    size_t wrong = 0;
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        counting_allocator counts = {0};
        proviso_allocator allocator = allocator_of(&counts);
        checked c;
        parse_text(&c, text_of(text), &allocator);
        ck_assert_int_eq(c.status, PROVISO_OK);
        size_t nth = counts.calls + n;
        counts.fail_once = nth;
        if (for_good) counts.fail_from = nth;
        c.status = pv_check(&c.model, &c.tree, &c.source, &c.arena);
        failed = counts.calls >= nth;
        wrong += (c.status == PROVISO_OUT_OF_MEMORY) != failed;
        release_checked(&c);
        wrong += counts.live != 0;
    }
    return wrong;
}

START_TEST(every_failed_allocation_is_reported_and_leaks_nothing) {
    ck_assert_uint_eq(count_unreported_failures(policy, false), 0);
    ck_assert_uint_eq(count_unreported_failures(policy, true), 0);
}
END_TEST

START_TEST(failed_memory_in_a_policy_of_lists_is_reported) {
    static const char lists[] =
        "policy p timezone \"UTC\" facts { l: list of { a: optional number c optional { d: text } m: list of money }\n"
        "  k: one of \"a\", \"b\" on: date }\n"
        "define same = l define either = if on > 2025-03-14 then k else \"none\"\n"
        "decide { outcomes no > yes otherwise no outputs { o: money in EUR rounded up to 0.05 EUR } }\n"
        "rule r { yes when any (p in same where p.a is present and p.a > 5 and (p.c is absent or length(p.c.d) > 5))\n"
        "  and (sum (largest (x for x in p.m) otherwise 5 EUR for p in l) otherwise 5 EUR) > 5 EUR\n"
        "  and weekday(on) = \"monday\" and (if on > 2025-03-14 then \"a\" else \"b\") != either\n"
        "  set o = max(5 EUR, 10% of 5 EUR / 3) because \"{length(l)} and {month(on)}\" }";
    ck_assert_codes(lists, "");
    ck_assert_uint_eq(count_unreported_failures(lists, false), 0);
    ck_assert_uint_eq(count_unreported_failures(lists, true), 0);
}
END_TEST

START_TEST(failed_memory_while_mistakes_in_lists_are_reported_is_reported) {
    static const char mistakes[] =
        "policy p facts { l: list of { a: optional number } k: one of \"a\", \"b\" on: date t: list of text n: number "
        "}\n"
        "define d = t otherwise 5 decide { outcomes no > yes otherwise no outputs { o: money rounded upp } }\n"
        "rule r { yes when any (p in l where p.b > 5) and l.a > 5 and t = \"a\" and any (n in l where n.a > 5)\n"
        "  and sum (p.a / p.a for p in l where p.a is present) > 5 and largest (p.a for p in l) > 5 and 5 in t\n"
        "  and n * on > 5 and min(n) > 5 and month(n) > 5 and round(n, half_upp) > 5 and any (p in n where p) and a > "
        "5\n"
        "  and (whole dayz from on to n) > 5 and (if n > 5 then n else on) > 5 and p > 5 and now() > 5\n"
        "  because \"{t}\" }";
    ck_assert_uint_eq(count_unreported_failures(mistakes, false), 0);
    ck_assert_uint_eq(count_unreported_failures(mistakes, true), 0);
}
END_TEST

START_TEST(failed_memory_while_mistakes_are_reported_is_reported) {
    static const char mistakes[] =
        "policy p facts { age: optional number kind: one of \"a\", \"b\" } define x = y + 1 define y = x + 1\n"
        "decide { outcomes no > yes otherwise on } rule r { yes when aeg > \"18\" and kind = \"c\" and age > 5 }\n"
        "exclude e from rr { when kind + 1 = 5 days }";
    ck_assert_uint_eq(count_unreported_failures(mistakes, false), 0);
    ck_assert_uint_eq(count_unreported_failures(mistakes, true), 0);
}
END_TEST

int main(void) {
    return RUN_SUITE("check model", facts_are_numbered_depth_first_own_fields_before_groups,
                     rules_stand_by_rank_then_name_and_the_rest_by_name, a_rule_has_all_its_exclusions_once_by_name,
                     defines_follow_what_they_read_and_count_their_uses, otherwise_and_bodies_are_as_written,
                     placeholders_are_resolved_and_typed, moving_declarations_changes_nothing,
                     several_blocks_of_facts_are_one, every_failed_allocation_is_reported_and_leaks_nothing,
                     failed_memory_in_a_policy_of_lists_is_reported,
                     failed_memory_while_mistakes_in_lists_are_reported_is_reported,
                     failed_memory_while_mistakes_are_reported_is_reported);
}
