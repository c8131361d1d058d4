/* Optional groups: the slot that says whether a group is there, through all that a group can be in. */
#include "facts_fixture.h"

enum { OPTIONAL = PV_FIELD_OPTIONAL, PRESENCE = PV_FIELD_OPTIONAL | PV_FIELD_PRESENCE };

static const fixture_row rows[] = {
    {.path = "used", .kind = PV_TYPE_BOOL},
    {.path = "coupon", .flags = PRESENCE},
    {.path = "coupon.code", .kind = PV_TYPE_TEXT},
    {.path = "coupon.shop", .kind = PV_TYPE_TEXT, .flags = OPTIONAL},
    {.path = "coupon.issuer", .flags = PRESENCE},
    {.path = "coupon.issuer.name", .kind = PV_TYPE_TEXT},
    {.path = "coupon.terms"},
    {.path = "coupon.terms.gift", .flags = PRESENCE},
    {.path = "coupon.terms.gift.left", .kind = PV_TYPE_NUMBER},
    {.path = "request"},
    {.path = "request.agent", .flags = PRESENCE},
    {.path = "request.agent.id", .kind = PV_TYPE_NUMBER},
    {.path = "empty", .flags = PRESENCE},
    {.path = "items", .kind = PV_TYPE_LIST, .flags = OPTIONAL},
    {.path = "items[].kind", .kind = PV_TYPE_NUMBER},
    {.path = "items[].gift", .flags = PRESENCE},
    {.path = "items[].gift.left", .kind = PV_TYPE_NUMBER},
    {.path = "items[].gift.card", .flags = PRESENCE},
    {.path = "items[].gift.card.id", .kind = PV_TYPE_NUMBER},
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, NULL); }
static void teardown(void) { reader_clear(&facts); }

/* `expected`: the coupon, then request.agent and the empty group. */
static void check(const char *json, const char *expected) {
    ck_assert_str_eq(read_facts(&facts, json), "ok");
    const char *all = facts_of(&facts), *coupon = strstr(all, "coupon: ");
    ck_assert_ptr_nonnull(coupon);
    ck_assert_str_eq(coupon, expected);
}

#define NO_COUPON                                                                                                      \
    "coupon: {present: (absent), code: (absent), shop: (absent), issuer: {present: (absent), name: (absent)}, "        \
    "terms: {gift: {present: (absent), left: (absent)}}}, "
#define NO_REQUEST "request: {agent: {present: (unknown), id: (unknown)}}, empty: {present: (absent)}}"

START_TEST(a_missing_group_is_absent_with_all_below_it) {
    check("{}", NO_COUPON NO_REQUEST);
    check("{\"coupon\":null,\"request\":null,\"empty\":null}", NO_COUPON NO_REQUEST);
}
END_TEST

START_TEST(a_group_that_is_there_is_present) {
    check("{\"coupon\":{},\"request\":{},\"empty\":{}}",
          "coupon: {present: true, code: (unknown), shop: (absent), issuer: {present: (absent), name: (absent)}, "
          "terms: {gift: {present: (unknown), left: (unknown)}}}, "
          "request: {agent: {present: (absent), id: (absent)}}, empty: {present: true}}");
    check("{\"empty\":{\"x\":1},\"request\":{\"agent\":{}},\"coupon\":{\"terms\":{},\"issuer\":{},\"code\":\"c\"}}",
          "coupon: {present: true, code: c, shop: (absent), issuer: {present: true, name: (unknown)}, "
          "terms: {gift: {present: (absent), left: (absent)}}}, "
          "request: {agent: {present: true, id: (unknown)}}, empty: {present: true}}");
}
END_TEST

START_TEST(a_null_group_within_one_that_is_there_is_absent) {
    check("{\"coupon\":{\"issuer\":null,\"terms\":{\"gift\":null}},\"request\":{\"agent\":null}}",
          "coupon: {present: true, code: (unknown), shop: (absent), issuer: {present: (absent), name: (absent)}, "
          "terms: {gift: {present: (absent), left: (absent)}}}, "
          "request: {agent: {present: (absent), id: (absent)}}, empty: {present: (absent)}}");
    check("{\"coupon\":{\"terms\":null}}",
          "coupon: {present: true, code: (unknown), shop: (absent), issuer: {present: (absent), name: (absent)}, "
          "terms: {gift: {present: (unknown), left: (unknown)}}}, " NO_REQUEST);
    check("{\"coupon\":{\"terms\":{\"gift\":{\"left\":3}}}}",
          "coupon: {present: true, code: (unknown), shop: (absent), issuer: {present: (absent), name: (absent)}, "
          "terms: {gift: {present: true, left: 3}}}, " NO_REQUEST);
}
END_TEST

START_TEST(presence_is_not_left_to_the_next_document) {
    check("{\"coupon\":{\"issuer\":{\"name\":\"i\"},\"terms\":{\"gift\":{\"left\":3}}},\"empty\":{}}",
          "coupon: {present: true, code: (unknown), shop: (absent), issuer: {present: true, name: i}, "
          "terms: {gift: {present: true, left: 3}}}, request: {agent: {present: (unknown), id: (unknown)}}, "
          "empty: {present: true}}");
    check("{}", NO_COUPON NO_REQUEST);
    pv_facts_reset(facts.facts);
    ck_assert(pv_slot_is_absent(fixture_slot(&facts.schema, "coupon")));
    ck_assert(pv_slot_is_unknown(fixture_slot(&facts.schema, "request.agent")));
}
END_TEST

START_TEST(presence_is_no_key) {
    ck_assert_str_eq(read_strictly(&facts, "{\"coupon\":{\"\":true}}"), "coupon.: a declared fact, found \"\"");
    check("{\"coupon\":{\"\":false}}",
          "coupon: {present: true, code: (unknown), shop: (absent), issuer: {present: (absent), name: (absent)}, "
          "terms: {gift: {present: (unknown), left: (unknown)}}}, " NO_REQUEST);
}
END_TEST

START_TEST(each_element_has_its_own) {
    ck_assert_str_eq(read_facts(&facts, "{\"items\":[{},{\"gift\":{\"left\":1}},{\"gift\":null,\"kind\":2},"
                                        "{\"gift\":{\"card\":{}}},{\"gift\":{\"card\":null}}]}"),
                     "ok");
    ck_assert_str_eq(
        value_of(&facts, "items"),
        "[{kind: (unknown), gift: {present: (absent), left: (absent), card: {present: (absent), id: (absent)}}}, "
        "{kind: (unknown), gift: {present: true, left: 1, card: {present: (absent), id: (absent)}}}, "
        "{kind: 2, gift: {present: (absent), left: (absent), card: {present: (absent), id: (absent)}}}, "
        "{kind: (unknown), gift: {present: true, left: (unknown), card: {present: true, id: (unknown)}}}, "
        "{kind: (unknown), gift: {present: true, left: (unknown), card: {present: (absent), id: (absent)}}}]");
}
END_TEST

int main(void) {
    return RUN_FACTS_SUITE("facts presence", setup, teardown, a_missing_group_is_absent_with_all_below_it,
                           a_group_that_is_there_is_present, a_null_group_within_one_that_is_there_is_absent,
                           presence_is_not_left_to_the_next_document, presence_is_no_key, each_element_has_its_own);
}
