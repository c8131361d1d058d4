/* check: lists and optional groups in the model, what quantifiers name, and their types. What is said of mistakes is in
 * golden/diagnostics. */
#include <stdio.h>

#include "checked.h"

static const char facts[] =
    "policy p decide { outcomes no > yes otherwise no }\n"
    "facts { order { items: list of { price: money in EUR  rate: optional number\n"
    "    coupon optional { code: text  until: optional date }  parts: list of { weight: whole number } } }\n"
    "  tags: private list of text  grid: list of list of number  kinds as \"Kinds\": optional list of one of \"a\", "
    "\"b\"\n"
    "  people: list of { name: private text  paid: money  wait: span  on: date } last: number\n"
    "  coupon optional { code: text  shop optional { name: text  at: optional date } } }\n";

static void check_with(checked *c, const char *rest) {
    char text[8192];
    snprintf(text, sizeof text, "%s %s", facts, rest);
    check_string(c, text);
    ck_assert_int_eq(c->status, PROVISO_OK);
}

/* ---- The model ---- */

START_TEST(elements_are_roots_behind_the_document) {
    static const struct {
        const char *path, *list; /* "": none */
        bool has_parent;
    } groups[] = {{"", "", false},
                  {"order", "", true},
                  {"coupon", "", true},
                  {"coupon.shop", "", true},
                  {"tags[]", "tags", false},
                  {"grid[]", "grid", false},
                  {"kinds[]", "kinds", false},
                  {"people[]", "people", false},
                  {"order.items[]", "order.items", false},
                  {"order.items[].coupon", "", true},
                  {"grid[][]", "grid[]", false},
                  {"order.items[].parts[]", "order.items[].parts", false}};
    enum { COUNT = sizeof groups / sizeof *groups };
    checked c;
    check_with(&c, "");
    ck_assert_uint_eq(c.source.errors, 0);
    ck_assert_uint_eq(c.model.group_count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        const pv_fact_group *group = c.model.groups[i];
        ck_assert_text(group->path, groups[i].path);
        ck_assert_uint_eq(group->index, i);
        ck_assert(groups[i].has_parent == (group->parent != NULL));
        ck_assert(!group->list == !*groups[i].list);
        if (!group->list) continue;
        ck_assert_text(group->list->path, groups[i].list);
        ck_assert_ptr_eq(group->list->type.record, group);
        ck_assert_uint_eq(group->name.length + group->key.length, 0);
    }
    ck_assert(c.model.groups[2]->optional && c.model.groups[9]->optional && !c.model.groups[1]->optional);
    release_checked(&c);
}
END_TEST

START_TEST(facts_of_elements_are_numbered_behind_those_of_the_document) {
    static const char *const paths[] = {"tags",
                                        "grid",
                                        "kinds",
                                        "people",
                                        "last",
                                        "order.items",
                                        "coupon.code",
                                        "coupon.shop.name",
                                        "coupon.shop.at",
                                        "tags[]",
                                        "grid[]",
                                        "kinds[]",
                                        "people[].name",
                                        "people[].paid",
                                        "people[].wait",
                                        "people[].on",
                                        "order.items[].price",
                                        "order.items[].rate",
                                        "order.items[].parts",
                                        "order.items[].coupon.code",
                                        "order.items[].coupon.until",
                                        "grid[][]",
                                        "order.items[].parts[].weight"};
    enum { COUNT = sizeof paths / sizeof *paths };
    checked c;
    check_with(&c, "");
    ck_assert_uint_eq(c.model.fact_count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        ck_assert_text(c.model.facts[i]->path, paths[i]);
        ck_assert_uint_eq(c.model.facts[i]->index, i);
    }
    ck_assert_text(c.model.facts[2]->key, "Kinds");
    ck_assert(c.model.facts[2]->optional && !c.model.facts[11]->optional);
    ck_assert_uint_eq(c.model.facts[11]->name.length + c.model.facts[11]->key.length, 0);
    ck_assert_int_eq(c.model.facts[10]->type.kind, PV_TYPE_LIST);
    ck_assert_int_eq(c.model.facts[11]->type.kind, PV_TYPE_ONE_OF);
    ck_assert(c.model.facts[9]->is_private && c.model.facts[12]->is_private && !c.model.facts[13]->is_private);
    ck_assert(c.model.facts[22]->type.whole);
    release_checked(&c);
}
END_TEST

START_TEST(two_elements_of_one_list_are_two) {
    checked c;
    check_with(&c, "rule r { yes when any (i in order.items where any (j in order.items where i.price > j.price)) }"
                   "rule s { no when count (i in grid) > 2 }");
    ck_assert_uint_eq(c.source.errors, 0);
    ck_assert_uint_eq(c.model.element_count, 3);
    const pv_expr *outer = c.model.rules[1]->when, *inner = outer->where;
    ck_assert_text(outer->element->name.text, "i");
    ck_assert_ptr_eq(inner->element->outer, outer->element);
    ck_assert_ptr_eq(inner->element->record, outer->element->record);
    ck_assert_text(outer->element->record->path, "order.items[]");
    const pv_expr *a = inner->where->operands.first, *b = a->next;
    ck_assert_ptr_eq(a->element, outer->element);
    ck_assert_ptr_eq(b->element, inner->element);
    ck_assert_ptr_eq(a->target.fact, b->target.fact);
    ck_assert_ptr_null(outer->list->element);
    release_checked(&c);
}
END_TEST

START_TEST(a_define_may_name_a_list) {
    checked c;
    check_with(&c, "define c = b define b = a define a = order.items define x = y define y = x\n"
                   "rule r { yes when any (i in c where i.price > 0) and all (i in b satisfy i.price > 0)\n"
                   "  and any (z in x where z.q) }");
    char codes[256];
    ck_assert_str_eq(codes_of(&c, codes, sizeof codes), "E0114 "); /* of x and y, of which no more is said */
    const pv_expr *first = c.model.rules[0]->when->operands.first;
    ck_assert_int_eq(first->list->target_kind, PV_TARGET_DEFINE);
    ck_assert_int_eq(first->list->type.kind, PV_TYPE_LIST);
    ck_assert_text(first->element->record->path, "order.items[]");
    ck_assert_ptr_eq(first->next->element->record, first->element->record);
    ck_assert_ptr_null(first->next->next->element->record);
    release_checked(&c);
}
END_TEST

START_TEST(what_reads_a_private_list_is_private) {
    checked c;
    check_with(&c, "define many = length(tags) define some = any (t in tags where t = \"a\")\n"
                   "define named = any (q in people where q.name = \"a\") define paid = count (q in people)\n"
                   "rule r { yes when many > 5 and some and named and paid > 1 }");
    ck_assert_uint_eq(c.source.errors, 0);
    for (uint32_t i = 0; i < c.model.define_count; i++)
        ck_assert(c.model.defines[i]->is_private == !text_equals(c.model.defines[i]->name, "paid"));
    release_checked(&c);
}
END_TEST

START_TEST(a_path_to_an_optional_group_is_its_target) {
    checked c;
    check_with(&c, "rule r { yes when coupon.shop is present and any (i in order.items where i.coupon is absent) }");
    ck_assert_uint_eq(c.source.errors, 0);
    const pv_expr *asked = c.model.rules[0]->when->operands.first->operands.first;
    ck_assert_int_eq(asked->target_kind, PV_TARGET_GROUP);
    ck_assert_text(asked->target.group->path, "coupon.shop");
    ck_assert_ptr_null(asked->element);
    const pv_expr *any = c.model.rules[0]->when->operands.last, *inner = any->where->operands.first;
    ck_assert_int_eq(inner->target_kind, PV_TARGET_GROUP);
    ck_assert_text(inner->target.group->path, "order.items[].coupon");
    ck_assert_ptr_eq(inner->element, any->element);
    release_checked(&c);
}
END_TEST

/* ---- Types ---- */

static pv_type type_of(const char *expression) {
    char text[2048];
    checked c;
    snprintf(text, sizeof text, "define it = %s", expression);
    check_with(&c, text);
    ck_assert_msg(c.source.errors == 0, "%s", expression);
    pv_type type = c.model.defines[0]->type;
    release_checked(&c);
    return type;
}

START_TEST(quantifiers_have_the_types_of_what_they_take) {
    ck_assert_int_eq(type_of("any (x in grid where length(x) > 5)").kind, PV_TYPE_BOOL);
    ck_assert_int_eq(type_of("all (t in tags satisfy t = \"a\")").kind, PV_TYPE_BOOL);
    ck_assert(type_of("count (t in tags)").whole);
    ck_assert(type_of("sum (sum (k.weight for k in i.parts) for i in order.items)").whole);
    ck_assert(!type_of("sum (sum (x for x in row) for row in grid)").whole);
    ck_assert_uint_eq(type_of("sum (i.price for i in order.items)").currency, pv_currency_find(text_of("EUR")));
    ck_assert_uint_eq(type_of("sum (q.paid for q in people) otherwise 0 EUR").currency, PV_CURRENCY_ANY);
    ck_assert_int_eq(type_of("sum (5 days for t in tags)").family, PV_SPAN_DAYS);
    ck_assert_int_eq(type_of("largest (q.on for q in people) otherwise 2025-03-14").kind, PV_TYPE_DATE);
    ck_assert_int_eq(type_of("smallest (q.wait for q in people) otherwise 1 day").kind, PV_TYPE_SPAN);
    ck_assert(type_of("sum (i.price / 3 for i in order.items)").fraction);
    ck_assert(type_of("largest (i.price / (i.rate otherwise 1) for i in order.items) otherwise 0 EUR").fraction);
    ck_assert(!type_of("sum (round(i.price / 3) for i in order.items)").fraction);
}
END_TEST

/* ---- Guards ---- */

static void expect(const char *condition, const char *expected) {
    char text[2048], codes[256];
    checked c;
    snprintf(text, sizeof text, "rule r { yes when last = last and tags is absent or (%s) }", condition);
    check_with(&c, text);
    codes_of(&c, codes, sizeof codes);
    /* the first error is of `tags is absent` */
    ck_assert_msg(strncmp(codes, "E0302 ", 6) == 0 && strcmp(codes + 6, expected) == 0, "`%s` instead of `%s` for %s",
                  codes, expected, condition);
    release_checked(&c);
}

START_TEST(where_guards_what_is_taken) {
    expect("sum (i.rate for i in order.items where i.rate is present) > 5", "");
    expect("any (i in order.items where i.rate > 5 and i.rate is present)", "");
    expect("all (i in order.items where i.rate is present satisfy i.rate > 5)", "");
    expect("all (i in order.items satisfy i.rate is absent or i.rate > 5)", "");
    expect("sum (i.rate otherwise 0 for i in order.items) > 5", "");
    expect("sum (i.rate for i in order.items) > 5", "E0301 ");
    expect("sum (i.rate for i in order.items where i.rate is absent) > 5", "E0301 ");
    expect("any (i in order.items where i.rate is present or i.rate > 5)", "E0301 ");
}
END_TEST

START_TEST(an_element_guards_itself_alone) {
    expect("any (i in order.items where i.rate is present and any (j in order.items where i.rate > 5))", "");
    expect("any (i in order.items where i.rate is present and any (j in order.items where j.rate > 5))", "E0301 ");
    expect("any (i in order.items where any (j in order.items where j.rate is present and i.rate > 5))", "E0301 ");
    expect("any (i in order.items where i.rate is present) and any (i in order.items where i.rate > 5)", "E0301 ");
    expect("kinds is present and any (i in order.items where \"a\" in kinds and i.price > 0)", "");
    expect("any (i in order.items where kinds is present and \"a\" in kinds)", "");
    expect("any (i in order.items where kinds is present) and \"a\" in kinds", "E0301 ");
}
END_TEST

START_TEST(a_group_that_is_present_guards_its_required_fields) {
    expect("coupon is present and length(coupon.code) > 5", "");
    expect("coupon is not absent and length(coupon.code) > 5", "");
    expect("not (coupon is absent) and length(coupon.code) > 5", "");
    expect("coupon is absent or length(coupon.code) > 5", "");
    expect("coupon.code = \"A\" and length(coupon.code) > 5", "");
    expect("(if coupon is present then coupon.code else \"\") = \"A\"", "");
    expect("coupon.shop is present and length(coupon.shop.name) > 5 and length(coupon.code) > 5", "");
    expect("coupon.shop.at is present and coupon.shop.at > 2025-03-14 and length(coupon.shop.name) > 5", "");
    expect("coupon.code != \"A\" and coupon.code in {\"A\"} and (coupon.code otherwise \"\") = \"\"", "");
    expect("coupon.code is present and length(coupon.code) > 5", "");
    expect("any (i in order.items where i.coupon is present and length(i.coupon.code) > 5)", "");
    expect("length(coupon.code) > 5", "E0301 ");
    expect("coupon is present and coupon.shop.at > 2025-03-14", "E0301 ");
    expect("coupon.shop is present and coupon.shop.at > 2025-03-14", "E0301 ");
    expect("coupon is present and length(coupon.shop.name) > 5", "E0301 ");
    expect("coupon is present and any (i in order.items where length(i.coupon.code) > 5)", "E0301 ");
    expect("coupon is present or length(coupon.code) > 5", "E0301 ");
}
END_TEST

int main(void) {
    return RUN_SUITE("check lists", elements_are_roots_behind_the_document,
                     facts_of_elements_are_numbered_behind_those_of_the_document, two_elements_of_one_list_are_two,
                     a_define_may_name_a_list, what_reads_a_private_list_is_private,
                     a_path_to_an_optional_group_is_its_target, quantifiers_have_the_types_of_what_they_take,
                     where_guards_what_is_taken, an_element_guards_itself_alone,
                     a_group_that_is_present_guards_its_required_fields);
}
