/* Decisions, by the section of the language page: outcome, outputs, causes, reasons. Each expected line was written by
 * hand. */
#include <stdio.h>

#include "policy_fixture.h"

#define HEAD                                                                                                           \
    "policy p version \"1\" facts { a: bool b: bool c: bool n: number m: number t: optional text p: optional number "  \
    "x: money y: money secret: private optional text } "

static void expect(const char *policy, const char *facts, const char *decision) {
    proviso_program *program = compile(policy);
    ck_assert_str_eq(decide_json(program, facts), decision);
    proviso_program_release(program);
}

/* ---- Outcome ---- */

static const char *const three = HEAD "decide { outcomes high > middle > low otherwise low }"
                                      "rule h { high when a } rule m { middle when b } rule l { low when c }";

START_TEST(the_strongest_rule_that_holds_decides) {
    expect(
        three, "{\"a\": true, \"b\": true, \"c\": true}",
        "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"high\", \"outputs\": {}, "
        "\"reasons\": "
        "[{\"rule\": \"h\"}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(a_weaker_unknown_rule_does_not_matter) {
    expect(
        three, "{\"a\": true}",
        "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"high\", \"outputs\": {}, "
        "\"reasons\": "
        "[{\"rule\": \"h\"}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(a_stronger_unknown_rule_leaves_it_undecided) {
    expect(three, "{\"b\": true}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": null, \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"high\", \"middle\"], \"missing\": [\"a\"], \"faults\": [], "
           "\"conflicts\": []}");
}
END_TEST

START_TEST(an_unknown_rule_of_the_outcome_of_otherwise_changes_nothing) {
    expect(three, "{\"a\": false, \"b\": false}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"low\", \"outputs\": {}, "
           "\"reasons\": "
           "[{\"otherwise\": true}, {\"rule\": \"h\", \"false\": [{\"text\": \"a\", \"facts\": {\"a\": false}}]}, "
           "{\"rule\": \"m\", "
           "\"false\": [{\"text\": \"b\", \"facts\": {\"b\": false}}]}], \"stopped\": [], \"possible\": [], "
           "\"missing\": [], "
           "\"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(everything_missing_names_every_unknown_rule) {
    expect(three, "{}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": null, \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"high\", \"middle\", \"low\"], \"missing\": [\"a\", \"b\", \"c\"], "
           "\"faults\": [], "
           "\"conflicts\": []}");
}
END_TEST

/* ---- Exclusions ---- */

static const char *const excluded =
    HEAD "decide { outcomes yes > no otherwise no } rule r { yes when a }"
         "exclude e from r { when b because \"B.\" cite \"2\" } exclude f from yes { when n > 1 }";

START_TEST(an_exclusion_stops_a_rule_and_is_the_reason) {
    expect(excluded, "{\"a\": true, \"b\": true, \"n\": 0}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
           "\"reasons\": "
           "[{\"otherwise\": true}, {\"rule\": \"r\", \"excluded_by\": \"e\", \"because\": \"B.\", \"cite\": \"2\"}], "
           "\"stopped\": [], "
           "\"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(an_unknown_exclusion_of_a_true_rule_leaves_it_undecided) {
    expect(
        excluded, "{\"a\": true, \"n\": 0}",
        "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": null, \"outputs\": {}, "
        "\"reasons\": [], "
        "\"stopped\": [], \"possible\": [\"yes\", \"no\"], \"missing\": [\"b\"], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(a_true_exclusion_makes_the_others_irrelevant) {
    expect(excluded, "{\"a\": true, \"n\": 2}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
           "\"reasons\": "
           "[{\"otherwise\": true}, {\"rule\": \"r\", \"excluded_by\": \"f\"}], \"stopped\": [], \"possible\": [], "
           "\"missing\": [], "
           "\"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(stopped_lists_rules_that_would_hold) {
    expect(
        HEAD
        "decide { outcomes yes > no otherwise no } rule r { yes when a } rule q { no always } rule s { yes when not a }"
        "exclude e from yes { when b }",
        "{\"a\": true, \"b\": true}",
        "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
        "\"reasons\": "
        "[{\"rule\": \"q\"}], \"stopped\": [{\"rule\": \"r\", \"excluded_by\": \"e\"}], \"possible\": [], \"missing\": "
        "[], "
        "\"faults\": [], \"conflicts\": []}");
}
END_TEST

/* ---- Outputs ---- */

#define OUTPUTS HEAD "decide { outcomes yes > no otherwise no outputs { amount: number otherwise 1 note: text } } "

START_TEST(outputs_are_set_or_default_or_left_out) {
    expect(OUTPUTS "rule r { yes when a set amount = n + m } rule q { yes when b set note = \"q\" }",
           "{\"a\": true, \"b\": false, \"n\": 1.50, \"m\": 2}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"yes\", \"outputs\": "
           "{\"amount\": 3.5}, "
           "\"reasons\": [{\"rule\": \"r\"}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], "
           "\"conflicts\": []}");
}
END_TEST

START_TEST(an_unknown_value_leaves_the_output_open) {
    expect(OUTPUTS "rule r { yes when a set amount = n + m }", "{\"a\": true, \"n\": 1}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": \"yes\", \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"yes\"], \"missing\": [\"m\"], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(an_unknown_rule_that_sets_the_same_opens_nothing) {
    expect(OUTPUTS "rule r { yes when a set amount = 5 } rule q { yes when b set amount = n }",
           "{\"a\": true, \"n\": 5}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"yes\", \"outputs\": "
           "{\"amount\": 5}, "
           "\"reasons\": [{\"rule\": \"r\"}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], "
           "\"conflicts\": []}");
}
END_TEST

START_TEST(an_unknown_rule_that_sets_another_value_opens_it) {
    expect(OUTPUTS "rule r { yes when a set amount = 5 } rule q { yes when b set amount = n }",
           "{\"a\": true, \"n\": 6}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": \"yes\", \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"yes\"], \"missing\": [\"b\"], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(an_unknown_rule_and_its_unknown_value_are_both_asked) {
    expect(OUTPUTS "rule r { yes when a set amount = 5 } rule q { yes when b set amount = n }", "{\"a\": true}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": \"yes\", \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"yes\"], \"missing\": [\"b\", \"n\"], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(two_unequal_values_are_a_conflict) {
    expect(OUTPUTS "rule r { yes when a set amount = n } rule q { yes when b set amount = m }",
           "{\"a\": true, \"b\": true, \"n\": 5, \"m\": 6}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": \"yes\", \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"yes\"], \"missing\": [], \"faults\": [], \"conflicts\": [{\"output\": "
           "\"amount\", "
           "\"rules\": [\"q\", \"r\"], \"values\": [6, 5]}]}");
}
END_TEST

START_TEST(otherwise_sets_outputs_and_an_unknown_rule_of_its_outcome_may_open_them) {
    const char *policy = HEAD "decide { outcomes yes > no otherwise no set amount = 2 outputs { amount: number } }"
                              "rule r { no when a set amount = n }";
    expect(policy, "{\"n\": 2}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": "
           "{\"amount\": 2}, "
           "\"reasons\": [{\"otherwise\": true}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], "
           "\"conflicts\": []}");
    expect(policy, "{\"n\": 3}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": \"no\", \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"no\"], \"missing\": [\"a\"], \"faults\": [], \"conflicts\": []}");
}
END_TEST

/* ---- Unknowns, absents, faults ---- */

START_TEST(false_and_unknown_is_false_in_either_order) {
    const char *const orders[] = {"a and b", "b and a"};
    for (int i = 0; i < 2; i++) {
        char policy[600];
        strcpy(policy, HEAD "decide { outcomes yes > no otherwise no } rule r { yes when ");
        strcat(policy, orders[i]);
        strcat(policy, " }");
        expect(policy, "{\"a\": false}",
               "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
               "\"reasons\": "
               "[{\"otherwise\": true}, {\"rule\": \"r\", \"false\": [{\"text\": \"a\", \"facts\": {\"a\": false}}]}], "
               "\"stopped\": [], "
               "\"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
    }
}
END_TEST

START_TEST(an_absent_optional_equals_nothing_even_when_the_other_side_is_missing) {
    expect(
        HEAD "decide { outcomes yes > no otherwise no } rule r { yes when p = n } rule q { no when n != p }", "{}",
        "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
        "\"reasons\": "
        "[{\"rule\": \"q\"}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(what_is_absent_equals_nothing_whatever_the_currency_or_family_of_the_other_side) {
    expect("policy p facts { g optional { m: optional money  usd: money in USD  s: optional span  t: span } }"
           "decide { outcomes yes > no otherwise no }"
           "rule q { yes when g.m not in {g.usd} and g.usd != g.m and g.s != g.t and g is present }",
           "{\"g\": {}}",
           "{\"policy\": \"p\", \"version\": null, \"status\": \"decided\", \"outcome\": \"yes\", \"outputs\": {}, "
           "\"reasons\": [{\"rule\": \"q\"}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], "
           "\"conflicts\": []}");
}
END_TEST

START_TEST(a_fault_is_listed_where_it_was_asked) {
    expect(HEAD "decide { outcomes yes > no otherwise no } rule r { yes when x + y > 0 }",
           "{\"x\": \"1 CNY\", \"y\": \"1 USD\"}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": null, \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"yes\", \"no\"], \"missing\": [], \"faults\": [{\"in\": \"r\", \"text\": "
           "\"x + y\", "
           "\"fault\": \"currencies differ\"}], \"conflicts\": []}");
}
END_TEST

START_TEST(a_missing_amount_whose_currency_is_declared_has_no_other_currency) {
    expect("policy p version \"1\" facts { yen: money in JPY m: money }"
           "decide { outcomes yes > no otherwise no } rule r { yes when yen = m } rule q { yes when yen < m + m }"
           "rule s { yes when yen + m > 0 }",
           "{\"m\": \"3 KWD\"}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": null, \"outputs\": {}, "
           "\"reasons\": [], \"stopped\": [], \"possible\": [\"yes\", \"no\"], \"missing\": [\"yen\"], \"faults\": [], "
           "\"conflicts\": []}");
}
END_TEST

START_TEST(a_text_that_is_at_fault_in_two_ways_is_listed_once) {
    expect("policy p facts { m: money } decide { outcomes yes otherwise yes"
           "  outputs { high: money rounded up  low: money in JPY } } rule r { yes always set high = m set low = m }",
           "{\"m\": {\"amount\": \"999999999999999999.9999\", \"currency\": \"KWD\"}}",
           "{\"policy\": \"p\", \"version\": null, \"status\": \"undecided\", \"outcome\": \"yes\", \"outputs\": {}, "
           "\"reasons\": [], \"stopped\": [], \"possible\": [\"yes\"], \"missing\": [], \"faults\": [{\"in\": \"r\", "
           "\"text\": \"m\", \"fault\": \"currencies differ\"}], \"conflicts\": []}");
}
END_TEST

START_TEST(a_fault_in_a_shared_define_is_listed_once) {
    expect(HEAD "define both = n + m decide { outcomes yes > no otherwise no } rule r { yes when both > 1 }"
                "rule q { yes when both > 2 }",
           "{\"n\": \"999999999999999999\", \"m\": 1}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"undecided\", \"outcome\": null, \"outputs\": {}, "
           "\"reasons\": [], "
           "\"stopped\": [], \"possible\": [\"yes\", \"no\"], \"missing\": [], \"faults\": [{\"in\": \"q\", \"text\": "
           "\"n + m\", "
           "\"fault\": \"overflow\"}], \"conflicts\": []}");
}
END_TEST

START_TEST(otherwise_stands_in_for_an_absent_fact_only) {
    const char *policy = HEAD "decide { outcomes yes > no otherwise no } rule r { yes when p otherwise 3 > 2 }";
    expect(
        policy, "{}",
        "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"yes\", \"outputs\": {}, "
        "\"reasons\": "
        "[{\"rule\": \"r\"}], \"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
    expect(policy, "{\"p\": 1}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
           "\"reasons\": "
           "[{\"otherwise\": true}, {\"rule\": \"r\", \"false\": [{\"text\": \"p otherwise 3 > 2\", \"facts\": {\"p\": "
           "1}}]}], "
           "\"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

/* ---- Reasons ---- */

START_TEST(a_private_fact_is_left_out_of_reasons) {
    expect(HEAD "decide { outcomes yes > no otherwise no } rule r { yes when secret = \"x\" or n > 5 }",
           "{\"n\": 1, \"secret\": \"hidden\"}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
           "\"reasons\": "
           "[{\"otherwise\": true}, {\"rule\": \"r\", \"false\": [{\"text\": \"secret = \\\"x\\\" or n > 5\", "
           "\"facts\": {\"n\": 1}}]}], "
           "\"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(a_refusal_tells_no_private_value) {
    expect("policy p facts { born: private date  pin: private money  tags: private list of { n: number }  open: date }"
           "decide { outcomes yes > no otherwise no }"
           "rule r { yes when born = open or pin = 3 EUR or any (t in tags where t.n > 1) }",
           "{\"born\": \"secret\", \"pin\": {\"amount\": \"1234x\", \"currency\": 5}, "
           "\"tags\": [{\"n\": true}, \"hidden\"], \"open\": \"shown\"}",
           "{\"policy\": \"p\", \"version\": null, \"status\": \"refused\", \"refusals\": [{\"path\": \"born\", "
           "\"expected\": "
           "\"a date, as \\\"2025-03-14\\\"\", \"found\": \"a text\"}, {\"path\": \"open\", \"expected\": "
           "\"a date, as \\\"2025-03-14\\\"\", \"found\": \"\\\"shown\\\"\"}, {\"path\": \"pin.amount\", \"expected\": "
           "\"a number\", \"found\": \"a text\"}, {\"path\": \"pin.currency\", \"expected\": "
           "\"a currency, as \\\"CNY\\\"\", \"found\": \"a number\"}, {\"path\": \"tags[0].n\", \"expected\": "
           "\"a number\", \"found\": \"true or false\"}, {\"path\": \"tags[1]\", \"expected\": "
           "\"an object\", \"found\": \"a text\"}]}");
}
END_TEST

START_TEST(facts_are_found_through_defines_and_absent_ones_are_null) {
    expect(HEAD "define low = n < 5 define known = p is present or low decide { outcomes yes > no otherwise no }"
                "rule r { yes when a and not (low or known) and known }",
           "{\"n\": 9, \"a\": true}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"no\", \"outputs\": {}, "
           "\"reasons\": "
           "[{\"otherwise\": true}, {\"rule\": \"r\", \"false\": [{\"text\": \"known\", \"facts\": {\"n\": 9, \"p\": "
           "null}}]}], "
           "\"stopped\": [], \"possible\": [], \"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(templates_print_values_in_canonical_form) {
    expect(HEAD "param window = 14 days decide { outcomes yes > no otherwise no }"
                "rule r { yes always because \"{window}, {n}, {x}, {t}, {m} {{ok}}\" }",
           "{\"n\": 1.250, \"x\": \"1.5 CNY\"}",
           "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"decided\", \"outcome\": \"yes\", \"outputs\": {}, "
           "\"reasons\": "
           "[{\"rule\": \"r\", \"because\": \"14 days, 1.25, 1.50 CNY, (absent), (unknown) {ok}\"}], \"stopped\": [], "
           "\"possible\": [], "
           "\"missing\": [], \"faults\": [], \"conflicts\": []}");
}
END_TEST

START_TEST(at_most_twenty_rules_are_listed_the_nearest_first) {
    char policy[8192];
    strcpy(policy, HEAD "decide { outcomes yes > no otherwise no } exclude e from z { when b } rule z { yes when a }");
    for (int i = 0; i < 24; i++) {
        char rule[120];
        snprintf(rule, sizeof rule, " rule r%02d { yes when not a%s }", i, i < 3 ? " and not b" : "");
        strcat(policy, rule);
    }
    proviso_program *program = compile(policy);
    const char *json = decide_json(program, "{\"a\": true, \"b\": true}");
    ck_assert_ptr_nonnull(strstr(json, "{\"rule\": \"z\", \"excluded_by\": \"e\"}, {\"more\": 5}]"));
    ck_assert_ptr_null(strstr(json, "\"r00\""));
    ck_assert_ptr_nonnull(strstr(json, "\"r03\""));
    ck_assert_ptr_null(strstr(json, "\"r22\""));
    proviso_program_release(program);
}
END_TEST

/* ---- Params ---- */

START_TEST(a_replaced_param_decides_and_is_named) {
    proviso_program *program =
        compile(HEAD "param top = 5 decide { outcomes yes > no otherwise no } rule r { yes when n <= top }");
    proviso_program *other = NULL;
    proviso_param params[] = {{PROVISO_TEXT("top"), PROVISO_TEXT("7")}};
    ck_assert_int_eq(proviso_program_with_params(&other, program, params, 1, NULL), PROVISO_OK);
    proviso_program_release(program);
    ck_assert_str_eq(
        decide_json(other, "{\"n\": 6}"),
        "{\"policy\": \"p\", \"version\": \"1\", \"params\": {\"top\": 7}, \"status\": \"decided\", \"outcome\": "
        "\"yes\", "
        "\"outputs\": {}, \"reasons\": [{\"rule\": \"r\"}], \"stopped\": [], \"possible\": [], \"missing\": [], "
        "\"faults\": [], \"conflicts\": []}");
    proviso_program_release(other);
}
END_TEST

START_TEST(a_param_keeps_its_type_and_range) {
    proviso_program *program =
        compile("policy p timezone \"UTC\" facts { d: date e: date } param w = 5 days param k = 2 param m = 1 CNY "
                "decide { outcomes yes > no otherwise no } rule r { yes when d within w after e }");
    const struct {
        const char *name, *value;
        proviso_status status;
    } rows[] = {
        {"w", "-1 days", PROVISO_WRONG_TYPE}, {"w", "5 hours", PROVISO_WRONG_TYPE}, {"w", "0 days", PROVISO_OK},
        {"w", "5", PROVISO_WRONG_TYPE},       {"k", "2.5", PROVISO_WRONG_TYPE},     {"k", "-3", PROVISO_OK},
        {"m", "1 USD", PROVISO_WRONG_TYPE},   {"m", "2 CNY", PROVISO_OK},           {"z", "1", PROVISO_NOT_FOUND}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        proviso_program *other = NULL;
        proviso_param param = {proviso_text_of(rows[i].name), proviso_text_of(rows[i].value)};
        ck_assert_msg(proviso_program_with_params(&other, program, &param, 1, NULL) == rows[i].status, "%s = %s",
                      rows[i].name, rows[i].value);
        proviso_program_release(other);
    }
    proviso_program_release(program);
}
END_TEST

/* ---- Limits ---- */

START_TEST(a_used_up_budget_is_a_limit_and_never_an_outcome) {
    proviso_engine_options options = {.size = sizeof options, .limits = {.size = sizeof options.limits, .budget = 2}};
    proviso_engine *engine = NULL;
    proviso_program *program = NULL;
    ck_assert_int_eq(proviso_engine_create(&engine, &options), PROVISO_OK);
    ck_assert_int_eq(proviso_program_compile(&program, engine, PROVISO_TEXT("p"), proviso_text_of(three), NULL),
                     PROVISO_OK);
    proviso_engine_destroy(engine);
    ck_assert_str_eq(decide_json(program, "{\"a\": false, \"b\": true, \"c\": true}"),
                     "{\"policy\": \"p\", \"version\": \"1\", \"status\": \"limit\", \"limit\": \"instructions\"}");
    proviso_program_release(program);
}
END_TEST

int main(void) {
    return RUN_SUITE(
        "decision", the_strongest_rule_that_holds_decides, a_weaker_unknown_rule_does_not_matter,
        a_stronger_unknown_rule_leaves_it_undecided, an_unknown_rule_of_the_outcome_of_otherwise_changes_nothing,
        everything_missing_names_every_unknown_rule, an_exclusion_stops_a_rule_and_is_the_reason,
        an_unknown_exclusion_of_a_true_rule_leaves_it_undecided, a_true_exclusion_makes_the_others_irrelevant,
        stopped_lists_rules_that_would_hold, outputs_are_set_or_default_or_left_out,
        an_unknown_value_leaves_the_output_open, an_unknown_rule_that_sets_the_same_opens_nothing,
        an_unknown_rule_that_sets_another_value_opens_it, an_unknown_rule_and_its_unknown_value_are_both_asked,
        two_unequal_values_are_a_conflict, otherwise_sets_outputs_and_an_unknown_rule_of_its_outcome_may_open_them,
        false_and_unknown_is_false_in_either_order,
        an_absent_optional_equals_nothing_even_when_the_other_side_is_missing,
        what_is_absent_equals_nothing_whatever_the_currency_or_family_of_the_other_side,
        a_fault_is_listed_where_it_was_asked, a_missing_amount_whose_currency_is_declared_has_no_other_currency,
        a_text_that_is_at_fault_in_two_ways_is_listed_once, a_fault_in_a_shared_define_is_listed_once,
        otherwise_stands_in_for_an_absent_fact_only, a_private_fact_is_left_out_of_reasons,
        a_refusal_tells_no_private_value, facts_are_found_through_defines_and_absent_ones_are_null,
        templates_print_values_in_canonical_form, at_most_twenty_rules_are_listed_the_nearest_first,
        a_replaced_param_decides_and_is_named, a_param_keeps_its_type_and_range,
        a_used_up_budget_is_a_limit_and_never_an_outcome);
}
