/* syntax: from text to tree, without errors in the text: every literal, form and item; ranges; failing memory. */
#include <stdio.h>

#include "parsed.h"

/* The whole policy of the language's design. */
static const char whole_policy[] =
    "policy trtc_refund \"TRTC Monthly Package Refund Instructions\"\n"
    "version  \"2025-03-14\"\n"
    "timezone \"Asia/Shanghai\"\n"
    "\n"
    "facts {\n"
    "  request {\n"
    "    submitted_at:    time            \"When the ticket was submitted\"\n"
    "    packages:        whole number    \"How many packages the request covers\"\n"
    "    abuse_suspected: bool\n"
    "  }\n"
    "  account {\n"
    "    suspended_for:   optional one of \"content_review\", \"illegal_activity\", \"overdue\"\n"
    "  }\n"
    "  package {\n"
    "    kind:                one of \"monthly_package\", \"feature_package\"\n"
    "    product:             one of \"call\", \"conference\", \"live\", \"rtc_engine\"\n"
    "    purchased_at:        time\n"
    "    used:                bool        \"Whether anything of the package has been used\"\n"
    "    gifted_minutes_used: number\n"
    "    payment {\n"
    "      cash_credits: money  commission_credits: money  free_credits: money\n"
    "      discount: money      cash_coupon: money\n"
    "    }\n"
    "  }\n"
    "}\n"
    "\n"
    "decide {\n"
    "  outcomes  decline > review > refund      # the strongest first\n"
    "  otherwise decline because \"No rule of the refund policy grants this refund.\"\n"
    "  outputs { amount: money  pay_to: text }\n"
    "}\n"
    "\n"
    "param window = 5 days \"How long after the day of purchase a package can be returned\"\n"
    "\n"
    "define credits = package.payment.cash_credits + package.payment.commission_credits\n"
    "               + package.payment.free_credits\n"
    "\n"
    "rule five_day_refund \"Five-Day Unconditional Refund\" {\n"
    "  refund when request.submitted_at within window after package.purchased_at\n"
    "          and request.packages = 1\n"
    "          and not package.used\n"
    "  set amount = credits\n"
    "  set pay_to = \"the original payment path\"\n"
    "  because \"Unused, and returned within {window} of the day of purchase.\"\n"
    "  cite \"Five-Day Unconditional Refund\"\n"
    "}\n"
    "\n"
    "exclude gifted_minutes_used from five_day_refund {\n"
    "  when package.gifted_minutes_used > 0\n"
    "  because \"{package.gifted_minutes_used} minutes of the gifted call duration have been used.\"\n"
    "  cite \"Five-Day Unconditional Refund, Note, item 1\"\n"
    "}\n"
    "\n"
    "exclude suspended_for_content from all {\n"
    "  when account.suspended_for = \"content_review\"\n"
    "  because \"The account is suspended over content review.\"\n"
    "  cite \"Five-Day Unconditional Refund, Note, item 2\"\n"
    "}\n"
    "\n"
    "rule suspected_abuse {\n"
    "  review when request.abuse_suspected\n"
    "  because \"Suspected abuse: a person decides.\"\n"
    "  cite \"Refund Rules\"\n"
    "}\n";

static const pv_item *item_at(const parsed *p, size_t index) {
    const pv_item *item = p->tree.first;
    for (; index > 0; index--) item = item->next;
    return item;
}

/* The expression of the only item, a define. */
static const pv_expr *parse_expr(parsed *p, const char *expression) {
    static char text[4096];
    snprintf(text, sizeof text, "define x = %s", expression);
    parse_clean(p, text);
    ck_assert_ptr_nonnull(p->tree.first);
    ck_assert_int_eq(p->tree.first->kind, PV_ITEM_DEFINE);
    return p->tree.first->expr;
}

#define slice(p, range) pv_source_slice(&(p)->source, range)

/* ---- Items ---- */

START_TEST(the_whole_policy_has_its_items_in_order) {
    static const pv_item_kind kinds[] = {PV_ITEM_POLICY,  PV_ITEM_VERSION, PV_ITEM_TIMEZONE, PV_ITEM_FACTS,
                                         PV_ITEM_DECIDE,  PV_ITEM_PARAM,   PV_ITEM_DEFINE,   PV_ITEM_RULE,
                                         PV_ITEM_EXCLUDE, PV_ITEM_EXCLUDE, PV_ITEM_RULE};
    parsed p;
    parse_clean(&p, whole_policy);
    size_t count = 0;
    for (const pv_item *item = p.tree.first; item; item = item->next, count++) {
        ck_assert_uint_lt(count, sizeof kinds / sizeof *kinds);
        ck_assert_int_eq(item->kind, kinds[count]);
    }
    ck_assert_uint_eq(count, sizeof kinds / sizeof *kinds);
    ck_assert_text(item_at(&p, 0)->name.text, "trtc_refund");
    ck_assert_text(item_at(&p, 0)->text.text, "TRTC Monthly Package Refund Instructions");
    ck_assert_text(item_at(&p, 1)->text.text, "2025-03-14");
    ck_assert_text(item_at(&p, 2)->text.text, "Asia/Shanghai");
    ck_assert_text(item_at(&p, 5)->text.text, "How long after the day of purchase a package can be returned");
    release_parsed(&p);
}
END_TEST

START_TEST(a_rule_has_its_outcome_condition_and_clauses) {
    parsed p;
    parse_clean(&p, whole_policy);
    const pv_item *rule = item_at(&p, 7);
    ck_assert_text(rule->name.text, "five_day_refund");
    ck_assert_text(rule->outcome.text, "refund");
    ck_assert_int_eq(rule->expr->kind, PV_EXPR_AND);
    ck_assert_uint_eq(rule->expr->operands.count, 3);
    const pv_clause *clause = rule->clauses;
    ck_assert_int_eq(clause->kind, PV_CLAUSE_SET);
    ck_assert_text(clause->output.text, "amount");
    clause = clause->next->next;
    ck_assert_int_eq(clause->kind, PV_CLAUSE_BECAUSE);
    ck_assert_text(clause->text.text, "Unused, and returned within {window} of the day of purchase.");
    ck_assert_int_eq(clause->next->kind, PV_CLAUSE_CITE);
    ck_assert_ptr_null(clause->next->next);
    ck_assert_text(slice(&p, clause->next->range), "cite \"Five-Day Unconditional Refund\"");
    release_parsed(&p);
}
END_TEST

START_TEST(an_exclusion_names_its_targets_or_all) {
    parsed p;
    parse_clean(&p, "exclude a \"why\" from b, c { when d }\nexclude e from all { }");
    const pv_item *item = p.tree.first;
    ck_assert(!item->from_all);
    ck_assert_uint_eq(item->targets.count, 2);
    ck_assert_text(item->targets.names[1].text, "c");
    ck_assert_text(item->text.text, "why");
    ck_assert(item->next->from_all);
    ck_assert_uint_eq(item->next->targets.count, 0);
    release_parsed(&p);
}
END_TEST

START_TEST(decide_keeps_its_parts_as_often_as_written) {
    parsed p;
    parse_clean(&p, "decide { outcomes a > b outcomes c\n"
                    "  otherwise a because \"x\" cite \"y\" set o = n otherwise 1\n"
                    "  outputs { o: money in CNY \"about\" otherwise -0.50 CNY rounded half_up  when: text\n"
                    "            days: number otherwise 5 years: span otherwise 3 months }\n"
                    "  otherwise b }");
    static const pv_decide_kind kinds[] = {PV_DECIDE_OUTCOMES, PV_DECIDE_OUTCOMES, PV_DECIDE_OTHERWISE,
                                           PV_DECIDE_OUTPUTS, PV_DECIDE_OTHERWISE};
    const pv_decide_part *part = p.tree.first->parts;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++, part = part->next) {
        ck_assert_ptr_nonnull(part);
        ck_assert_int_eq(part->kind, kinds[i]);
        if (i == 0) ck_assert_uint_eq(part->outcomes.count, 2);
        if (i != 2) continue;
        const pv_clause *set = part->clauses->next->next;
        ck_assert_int_eq(set->expr->kind, PV_EXPR_OTHERWISE);
    }
    ck_assert_ptr_null(part);
    const pv_output_decl *output = p.tree.first->parts->next->next->next->outputs;
    ck_assert_int_eq(output->type->currency, pv_currency_find(text_of("CNY")));
    ck_assert_int_eq(output->otherwise->kind, PV_EXPR_NEGATE);
    ck_assert_text(output->rounded.text, "half_up");
    ck_assert_text(output->description.text, "about");
    ck_assert_text(output->next->name.text, "when");
    ck_assert_text(output->next->next->name.text, "days");
    ck_assert_int_eq(output->next->next->otherwise->kind, PV_EXPR_NUMBER);
    ck_assert_text(output->next->next->next->name.text, "years");
    ck_assert_text(output->next->next->next->otherwise->text, "3 months");
    release_parsed(&p);
}
END_TEST

START_TEST(an_output_is_rounded_to_a_step_and_may_be_called_to) {
    parsed p;
    parse_clean(&p, "decide { outcomes a otherwise a outputs { o: number rounded down to 0.05 to: text\n"
                    "  q: money rounded up to: date r: number rounded half_up to -5 to: bool to : time } }");
    static const struct {
        const char *name, *mode, *step; /* NULL: none */
    } outputs[] = {{"o", "down", "0.05"}, {"to", NULL, NULL}, {"q", "up", NULL}, {"to", NULL, NULL},
                   {"r", "half_up", "5"}, {"to", NULL, NULL}, {"to", NULL, NULL}};
    const pv_output_decl *output = p.tree.first->parts->next->next->outputs;
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++, output = output->next) {
        ck_assert_text(output->name.text, outputs[i].name);
        ck_assert_text(output->rounded.text, outputs[i].mode ? outputs[i].mode : "");
        ck_assert((output->step == NULL) == (outputs[i].step == NULL));
        if (!outputs[i].step) continue;
        bool is_negative = output->step->kind == PV_EXPR_NEGATE;
        ck_assert_text((is_negative ? output->step->operands.first : output->step)->text, outputs[i].step);
    }
    ck_assert_ptr_null(output);
    release_parsed(&p);
}
END_TEST

START_TEST(facts_have_every_type_and_words_as_names) {
    parsed p;
    parse_clean(&p, "facts { g as \"G\" optional { when: bool  rule as \"Rule\": private optional number \"n\"\n"
                    "  a: whole number b: money c: money in EUR d: text e: date f: time\n"
                    "  h: time in unix seconds i: time in unix milliseconds j: span k: one of \"x\", \"y\" \"About\"\n"
                    "  l: list of list of text m: list of { to: date n { o: bool } } } }");
    const pv_field *g = p.tree.first->fields;
    ck_assert(g->is_group && g->optional);
    ck_assert_text(g->key.text, "G");
    static const struct {
        const char *name;
        pv_type_kind kind;
    } expected[] = {{"when", PV_TYPE_BOOL}, {"rule", PV_TYPE_NUMBER}, {"a", PV_TYPE_NUMBER}, {"b", PV_TYPE_MONEY},
                    {"c", PV_TYPE_MONEY},   {"d", PV_TYPE_TEXT},      {"e", PV_TYPE_DATE},   {"f", PV_TYPE_TIME},
                    {"h", PV_TYPE_TIME},    {"i", PV_TYPE_TIME},      {"j", PV_TYPE_SPAN},   {"k", PV_TYPE_ONE_OF},
                    {"l", PV_TYPE_LIST},    {"m", PV_TYPE_LIST}};
    const pv_field *fields[sizeof expected / sizeof *expected], *field = g->fields;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, field = field->next) {
        ck_assert_ptr_nonnull(field);
        ck_assert_text(field->name.text, expected[i].name);
        ck_assert_int_eq(field->type->kind, expected[i].kind);
        fields[i] = field;
    }
    ck_assert_ptr_null(field);
    ck_assert(fields[1]->is_private && fields[1]->optional && !fields[1]->type->whole);
    ck_assert(fields[2]->type->whole);
    ck_assert_int_eq(fields[3]->type->currency, PV_CURRENCY_ANY);
    ck_assert_int_eq(fields[4]->type->currency, pv_currency_find(text_of("EUR")));
    ck_assert_int_eq(fields[8]->type->form, PV_TIME_UNIX_SECONDS);
    ck_assert_int_eq(fields[9]->type->form, PV_TIME_UNIX_MILLISECONDS);
    ck_assert_uint_eq(fields[11]->type->value_count, 2);
    ck_assert_text(fields[11]->description.text, "About");
    ck_assert_int_eq(fields[12]->type->element->element->kind, PV_TYPE_TEXT);
    ck_assert_uint_eq(fields[12]->type->depth, 3);
    ck_assert(fields[13]->type->has_fields && fields[13]->type->fields->next->is_group);
    ck_assert_uint_eq(g->depth, 4);
    release_parsed(&p);
}
END_TEST

START_TEST(an_empty_text_is_an_empty_tree) {
    static const char *const texts[] = {"", " \t\r\n", "# only a comment", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        parsed p;
        parse_clean(&p, texts[i]);
        ck_assert_ptr_null(p.tree.first);
        release_parsed(&p);
    }
    parsed p;
    parse_text(&p, (proviso_text){NULL, 0}, NULL);
    ck_assert_int_eq(p.status, PROVISO_OK);
    release_parsed(&p);
}
END_TEST

START_TEST(line_ends_and_comments_mean_nothing) {
    parsed p;
    parse_clean(&p, "policy # a } comment \"\r\np\r\n\"d\"define x=1 # the end");
    ck_assert_text(p.tree.first->name.text, "p");
    ck_assert_text(p.tree.first->next->name.text, "x");
    release_parsed(&p);
}
END_TEST

START_TEST(ranges_are_those_of_the_text) {
    parsed p;
    const pv_expr *expr = parse_expr(&p, "(a + b) * c.d");
    ck_assert_text(slice(&p, p.tree.first->range), "define x = (a + b) * c.d");
    ck_assert_text(slice(&p, p.tree.first->name.range), "x");
    ck_assert_text(slice(&p, expr->range), "(a + b) * c.d");
    ck_assert_text(slice(&p, expr->operands.first->range), "a + b");
    ck_assert_text(slice(&p, expr->operands.last->names[1].range), "d");
    release_parsed(&p);
}
END_TEST

/* ---- Literals ---- */

static void check_literal(const char *written, pv_expr_kind kind, pv_slot value, const char *text) {
    parsed p;
    const pv_expr *expr = parse_expr(&p, written);
    ck_assert_int_eq(expr->kind, kind);
    ck_assert_msg(expr->literal == value, "the value of `%s`", written);
    ck_assert_text(expr->text, text);
    ck_assert_text(slice(&p, expr->range), written);
    release_parsed(&p);
}

static pv_number number_of(const char *text) {
    pv_number number = 0;
    ck_assert_int_eq(pv_number_parse(&number, text_of(text)), PV_PARSED);
    return number;
}

START_TEST(numbers_have_their_values) {
    check_literal("5", PV_EXPR_NUMBER, number_of("5"), "5");
    check_literal("12.50", PV_EXPR_NUMBER, number_of("12.5"), "12.50");
    check_literal("1_000_000.000_1", PV_EXPR_NUMBER, number_of("1000000.0001"), "1_000_000.000_1");
    check_literal("007", PV_EXPR_NUMBER, number_of("7"), "007");
    check_literal("999999999999999999.999999999999999999", PV_EXPR_NUMBER, PV_NUMBER_END - 1,
                  "999999999999999999.999999999999999999");
    check_literal("10%", PV_EXPR_NUMBER, number_of("0.1"), "10%");
    check_literal("12.5%", PV_EXPR_NUMBER, number_of("0.125"), "12.5%");
    check_literal("0.0000000000000001%", PV_EXPR_NUMBER, 1, "0.0000000000000001%");
    check_literal("true", PV_EXPR_BOOL, 1, "true");
    check_literal("false", PV_EXPR_BOOL, 0, "false");
}
END_TEST

START_TEST(money_joins_a_number_and_a_code) {
    check_literal("12.50 CNY", PV_EXPR_MONEY, number_of("12.5"), "12.50 CNY");
    check_literal("5 \t # which\n ALL", PV_EXPR_MONEY, number_of("5"), "5 ALL");
    parsed p;
    ck_assert_int_eq(parse_expr(&p, "3 JPY")->currency, pv_currency_find(text_of("JPY")));
    release_parsed(&p);
}
END_TEST

START_TEST(spans_join_a_number_and_a_unit) {
    check_literal("5 days", PV_EXPR_SPAN, pv_span_of(PV_SPAN_DAYS, 5, 0), "5 days");
    check_literal("1 day", PV_EXPR_SPAN, pv_span_of(PV_SPAN_DAYS, 1, 0), "1 day");
    check_literal("2 weeks", PV_EXPR_SPAN, pv_span_of(PV_SPAN_DAYS, 14, 0), "2 weeks");
    check_literal("3\nmonths", PV_EXPR_SPAN, pv_span_of(PV_SPAN_MONTHS, 3, 0), "3 months");
    check_literal("1 year", PV_EXPR_SPAN, pv_span_of(PV_SPAN_MONTHS, 12, 0), "1 year");
    check_literal("48 hours", PV_EXPR_SPAN, pv_span_of(PV_SPAN_ELAPSED, 172800, 0), "48 hours");
    check_literal("30 minutes", PV_EXPR_SPAN, pv_span_of(PV_SPAN_ELAPSED, 1800, 0), "30 minutes");
    check_literal("1.5 seconds", PV_EXPR_SPAN, pv_span_of(PV_SPAN_ELAPSED, 1, 500000000), "1.5 seconds");
}
END_TEST

START_TEST(dates_and_times_have_their_values) {
    pv_day day = 0;
    pv_instant instant = 0;
    ck_assert_int_eq(pv_day_parse(&day, text_of("2025-03-14")), PV_PARSED);
    check_literal("2025-03-14", PV_EXPR_DATE, day, "2025-03-14");
    ck_assert_int_eq(pv_instant_parse(&instant, text_of("2025-03-14T08:11:42Z")), PV_PARSED);
    check_literal("2025-03-14T16:11:42+08:00", PV_EXPR_TIME, instant, "2025-03-14T16:11:42+08:00");
    check_literal("2025-03-14T08:11:42Z", PV_EXPR_TIME, instant, "2025-03-14T08:11:42Z");
    check_literal("2025-03-14t07:11:42.000-01:00", PV_EXPR_TIME, instant, "2025-03-14t07:11:42.000-01:00");
}
END_TEST

static void check_text(const char *written, const char *decoded) {
    parsed p;
    const pv_expr *expr = parse_expr(&p, written);
    ck_assert_int_eq(expr->kind, PV_EXPR_TEXT);
    ck_assert_text(expr->text, decoded);
    release_parsed(&p);
}

START_TEST(texts_are_decoded) {
    check_text("\"\"", "");
    check_text("\"a\tb # {c} \xE4\xB8\xAD\"", "a\tb # {c} \xE4\xB8\xAD");
    check_text("\"\\\"\\\\\\n\\t\"", "\"\\\n\t");
    check_text("\"\\u{1F600}\\u{41}\\u{e9}x\"", "\xF0\x9F\x98\x80"
                                                "A\xC3\xA9x");
    check_text("\"\\\\n\"", "\\n");
}
END_TEST

START_TEST(a_text_can_have_65536_bytes) {
    parsed p;
    char *text = malloc(65536 + 32);
    ck_assert_ptr_nonnull(text);
    size_t length = (size_t)sprintf(text, "define x = \"");
    memset(text + length, 'x', 65536);
    text[length + 65536] = '"';
    parse_text(&p, (proviso_text){text, length + 65537}, NULL);
    ck_assert_uint_eq(p.source.errors, 0);
    ck_assert_uint_eq(p.tree.first->expr->text.length, 65536);
    release_parsed(&p);
    free(text);
}
END_TEST

/* ---- Expressions ---- */

START_TEST(a_word_after_a_dot_is_a_name) {
    parsed p;
    const pv_expr *expr = parse_expr(&p, "request . when.rule.otherwise");
    ck_assert_int_eq(expr->kind, PV_EXPR_PATH);
    ck_assert_uint_eq(expr->name_count, 4);
    ck_assert_text(expr->names[1].text, "when");
    ck_assert_text(expr->names[3].text, "otherwise");
    release_parsed(&p);
}
END_TEST

START_TEST(chains_are_flat) {
    parsed p;
    const pv_expr *expr = parse_expr(&p, "(a and (b and c)) and d");
    ck_assert_int_eq(expr->kind, PV_EXPR_AND);
    ck_assert_uint_eq(expr->operands.count, 4);
    ck_assert_uint_eq(expr->depth, 2);
    release_parsed(&p);
    expr = parse_expr(&p, "(a - b) + c - (d - e)");
    ck_assert_int_eq(expr->kind, PV_EXPR_SUM);
    ck_assert_uint_eq(expr->operands.count, 4);
    ck_assert(!expr->operands.first->minus && expr->operands.first->next->minus);
    ck_assert(!expr->operands.first->next->next->minus && expr->operands.last->minus);
    ck_assert_int_eq(expr->operands.last->kind, PV_EXPR_SUM);
    ck_assert_uint_eq(expr->depth, 3);
    release_parsed(&p);
}
END_TEST

START_TEST(quantifiers_know_their_parts) {
    parsed p;
    const pv_expr *expr = parse_expr(&p, "all (p in packages where p.a satisfy p.b)");
    ck_assert_int_eq(expr->kind, PV_EXPR_QUANTIFIER);
    ck_assert_int_eq(expr->op, PV_ALL);
    ck_assert_text(expr->name.text, "p");
    ck_assert_text(slice(&p, expr->list->range), "packages");
    ck_assert_text(slice(&p, expr->where->range), "p.a");
    ck_assert_text(slice(&p, expr->operands.first->range), "p.b");
    release_parsed(&p);
    expr = parse_expr(&p, "count (p in packages)");
    ck_assert_int_eq(expr->op, PV_COUNT);
    ck_assert_ptr_null(expr->where);
    ck_assert_uint_eq(expr->operands.count, 0);
    release_parsed(&p);
    expr = parse_expr(&p, "smallest (p.a * 2 for p in packages where p.b)");
    ck_assert_int_eq(expr->op, PV_SMALLEST);
    ck_assert_text(slice(&p, expr->operands.first->range), "p.a * 2");
    release_parsed(&p);
}
END_TEST

START_TEST(presence_says_what_and_how) {
    static const struct {
        const char *text;
        bool negated, absent;
    } rows[] = {{"a is present", false, false},
                {"a is not present", true, false},
                {"a is absent", true, true},
                {"a is not absent", false, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p;
        const pv_expr *expr = parse_expr(&p, rows[i].text);
        ck_assert_int_eq(expr->kind, PV_EXPR_IS_PRESENT);
        ck_assert(expr->negated == rows[i].negated && expr->absent == rows[i].absent);
        release_parsed(&p);
    }
}
END_TEST

/* ---- Templates ---- */

static const pv_template_part *parse_because(parsed *p, const char *text) {
    static char policy[1024];
    snprintf(policy, sizeof policy, "rule r { o always because \"%s\" }", text);
    parse_clean(p, policy);
    return p->tree.first->clauses->parts;
}

START_TEST(a_template_alternates_texts_and_placeholders) {
    parsed p;
    const pv_template_part *part = parse_because(&p, "a {b.when} {{c}} {window}");
    ck_assert_text(part->text, "a ");
    part = part->next;
    ck_assert_int_eq(part->expr->kind, PV_EXPR_PATH);
    ck_assert_text(slice(&p, part->expr->range), "b.when");
    ck_assert_text(part->next->text, " {c} ");
    ck_assert_text(slice(&p, part->next->next->expr->range), "window");
    ck_assert_ptr_null(part->next->next->next);
    release_parsed(&p);
}
END_TEST

START_TEST(placeholders_point_into_the_text_past_escapes) {
    parsed p;
    const pv_template_part *part = parse_because(&p, "\\u{1F600}\\n\\\"{ f(\\\"}x\\\", -2, 5 days, a.b, 10%, true) }");
    ck_assert_text(part->text, "\xF0\x9F\x98\x80\n\"");
    const pv_expr *call = part->next->expr;
    ck_assert_int_eq(call->kind, PV_EXPR_CALL);
    ck_assert_uint_eq(call->operands.count, 6);
    ck_assert_text(slice(&p, call->range), "f(\\\"}x\\\", -2, 5 days, a.b, 10%, true)");
    ck_assert_text(call->operands.first->text, "}x");
    ck_assert_text(slice(&p, call->operands.first->next->next->range), "5 days");
    release_parsed(&p);
}
END_TEST

START_TEST(a_template_without_placeholders_is_one_text) {
    parsed p;
    const pv_template_part *part = parse_because(&p, "");
    ck_assert_text(part->text, "");
    ck_assert_ptr_null(part->next);
    release_parsed(&p);
    part = parse_because(&p, "\\u{7B}a\\u{7D}");
    ck_assert_text(part->text, "{a}");
    ck_assert_ptr_null(part->next);
    release_parsed(&p);
}
END_TEST

/* ---- Failing memory ---- */

static void fail_each(const char *text) {
    counting_allocator counts = {0};
    proviso_allocator allocator = allocator_of(&counts);
    size_t calls, wrong = 0;
    parsed p;
    parse_text(&p, text_of(text), &allocator);
    ck_assert_int_eq(p.status, PROVISO_OK);
    release_parsed(&p);
    calls = counts.calls;
    for (size_t n = 1; n <= calls; n++) {
        for (int once = 0; once < 2; once++) {
            counts = (counting_allocator){.fail_once = once ? n : 0, .fail_from = once ? 0 : n};
            parse_text(&p, text_of(text), &allocator);
            wrong += p.status != PROVISO_OUT_OF_MEMORY;
            proviso_report_destroy(p.report);
            pv_arena_clear(&p.arena);
            wrong += counts.live != 0;
        }
    }
    ck_assert_uint_gt(calls, 5);
    ck_assert_uint_eq(wrong, 0);
}

START_TEST(every_failing_allocation_is_out_of_memory_and_leaks_nothing) { fail_each(whole_policy); }
END_TEST

START_TEST(failing_memory_while_errors_are_reported_leaks_nothing) {
    fail_each(
        "polcy x\nfacts { submittedAt: boolean, kind one of }\ndefine a = a < b < c\ndefine b = x = \"a\" or \"b\"\n"
        "param c = 5 eur\nparam d = 1_000.5e\nparam e = 2025-3-14\ntable x { y }\n"
        "rule r { o when because \"{a + b} \\u{41} {c}\" becuase \"y\"\nrule s { o always }");
}
END_TEST

/* More blocks than one: of the arena, of the source's marks. */
START_TEST(failing_memory_in_a_long_text_leaks_nothing) {
    static const char line[] = "define a = b + c * d.e and f(1, 2 days, \"x\\ty\")\n";
    static char text[300 * (sizeof line - 1) + 1];
    for (size_t i = 0; i + 1 < sizeof text; i += sizeof line - 1) memcpy(text + i, line, sizeof line - 1);
    fail_each(text);
}
END_TEST

int main(void) {
    return RUN_SUITE(
        "syntax_parse", the_whole_policy_has_its_items_in_order, a_rule_has_its_outcome_condition_and_clauses,
        an_exclusion_names_its_targets_or_all, decide_keeps_its_parts_as_often_as_written,
        an_output_is_rounded_to_a_step_and_may_be_called_to, facts_have_every_type_and_words_as_names,
        an_empty_text_is_an_empty_tree, line_ends_and_comments_mean_nothing, ranges_are_those_of_the_text,
        numbers_have_their_values, money_joins_a_number_and_a_code, spans_join_a_number_and_a_unit,
        dates_and_times_have_their_values, texts_are_decoded, a_text_can_have_65536_bytes, a_word_after_a_dot_is_a_name,
        chains_are_flat, quantifiers_know_their_parts, presence_says_what_and_how,
        a_template_alternates_texts_and_placeholders, placeholders_point_into_the_text_past_escapes,
        a_template_without_placeholders_is_one_text, every_failing_allocation_is_out_of_memory_and_leaks_nothing,
        failing_memory_while_errors_are_reported_leaks_nothing, failing_memory_in_a_long_text_leaks_nothing);
}
