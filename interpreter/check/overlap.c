/* Overlap: whether two conditions can hold together, as far as their operands show it one by one.
 *
 * The operands of the top-level `and` that speak of one fact and of literals or params are read as claims: it is one of
 * these values, or none of them, or in this range, or present. Two conditions are disjoint where a claim of one
 * contradicts a claim of the other. So are two windows between the same facts. What is no such claim is passed over:
 * the answer is "disjoint" or "not known to be". The parts looked at are few, and their number in all is bounded. */
#include "check/check_internal.h"

typedef enum pv_claim_kind {
    CLAIM_NOTHING,
    CLAIM_ONE_OF,  /* the values */
    CLAIM_NONE_OF, /* the values */
    CLAIM_RANGE,
    CLAIM_TRUE,
    CLAIM_FALSE,
    CLAIM_PRESENT,
    CLAIM_ABSENT
} pv_claim_kind;

typedef struct pv_claim {
    pv_claim_kind kind;
    const void *of;       /* a fact, or an optional group */
    const pv_fact *since; /* a window: what `of` is counted from, in `direction` */
    pv_direction direction;
    const pv_expr *values; /* `count` of them, by pv_expr.next */
    uint32_t count;
    const pv_expr *low, *high;  /* NULL: no end */
    bool above_low, below_high; /* the end itself is not in the range */
} pv_claim;

enum { OPERANDS_MOST = 8, VALUES_MOST = 32 };

/* ---- Reading claims ---- */

static const pv_fact *fact_of(const pv_expr *expr) {
    return expr->target_kind == PV_TARGET_FACT ? expr->target.fact : NULL;
}

static const void *asked_of(const pv_expr *path) {
    return path->target_kind == PV_TARGET_GROUP ? (const void *)path->target.group : fact_of(path);
}

static bool is_bound(const pv_expr *expr) { return pv_check_is_literal(expr) || expr->target_kind == PV_TARGET_PARAM; }

static pv_compare mirrored(pv_compare op) {
    static const pv_compare mirror[] = {PV_EQUAL, PV_NOT_EQUAL, PV_GREATER, PV_GREATER_EQUAL, PV_LESS, PV_LESS_EQUAL};
    return mirror[op];
}

static pv_claim read_compare(const pv_expr *expr) {
    const pv_expr *a = expr->operands.first, *b = a->next;
    pv_compare op = (pv_compare)expr->op;
    if (is_bound(a)) {
        const pv_expr *swapped = a;
        a = b;
        b = swapped;
        op = mirrored(op);
    }
    pv_claim claim = {.of = fact_of(a)};
    if (!claim.of || !is_bound(b)) return claim;
    claim.kind = op == PV_EQUAL ? CLAIM_ONE_OF : op == PV_NOT_EQUAL ? CLAIM_NONE_OF : CLAIM_RANGE;
    claim.values = b;
    claim.count = 1;
    claim.low = op == PV_GREATER || op == PV_GREATER_EQUAL ? b : NULL;
    claim.high = op == PV_LESS || op == PV_LESS_EQUAL ? b : NULL;
    claim.above_low = op == PV_GREATER;
    claim.below_high = op == PV_LESS;
    return claim;
}

static pv_claim read_in(const pv_expr *expr) {
    const pv_expr *set = expr->operands.first->next;
    pv_claim claim = {.of = fact_of(expr->operands.first)};
    if (!claim.of || set->kind != PV_EXPR_SET || set->operands.count > VALUES_MOST) return claim;
    for (const pv_expr *element = set->operands.first; element; element = element->next)
        if (!is_bound(element)) return claim;
    claim.kind = expr->negated ? CLAIM_NONE_OF : CLAIM_ONE_OF;
    claim.values = set->operands.first;
    claim.count = set->operands.count;
    return claim;
}

static pv_claim read_between(const pv_expr *expr) {
    const pv_expr *x = expr->operands.first, *low = x->next, *high = low->next;
    bool is_range = fact_of(x) && is_bound(low) && is_bound(high);
    return (pv_claim){.kind = is_range ? CLAIM_RANGE : CLAIM_NOTHING, .of = fact_of(x), .low = low, .high = high};
}

static pv_claim read_window(const pv_expr *expr) {
    const pv_expr *a = expr->operands.first, *span = a->next, *b = span->next;
    pv_claim claim = {.of = fact_of(a), .since = fact_of(b), .direction = (pv_direction)expr->direction};
    if (!claim.of || !claim.since || !is_bound(span) || claim.direction == PV_OF) return claim;
    claim.kind = CLAIM_RANGE;
    bool is_low = expr->op == PV_AT_LEAST || expr->op == PV_MORE_THAN;
    claim.low = is_low ? span : NULL;
    claim.high = is_low ? NULL : span;
    claim.above_low = expr->op == PV_MORE_THAN;
    claim.below_high = expr->op == PV_LESS_THAN;
    return claim;
}

static pv_claim read_claim(const pv_expr *expr) {
    switch (expr->kind) {
    case PV_EXPR_PATH: return (pv_claim){.kind = CLAIM_TRUE, .of = fact_of(expr)};
    case PV_EXPR_NOT: return (pv_claim){.kind = CLAIM_FALSE, .of = fact_of(expr->operands.first)};
    case PV_EXPR_IS_PRESENT:
        return (pv_claim){.kind = expr->negated ? CLAIM_ABSENT : CLAIM_PRESENT, .of = asked_of(expr->operands.first)};
    case PV_EXPR_COMPARE: return read_compare(expr);
    case PV_EXPR_IN: return read_in(expr);
    case PV_EXPR_BETWEEN: return read_between(expr);
    case PV_EXPR_WINDOW: return read_window(expr);
    default: return (pv_claim){.kind = CLAIM_NOTHING};
    }
}

/* ---- Comparing bounds ---- */

typedef enum pv_order { ORDER_UNKNOWN, ORDER_LESS, ORDER_SAME, ORDER_GREATER } pv_order;

static pv_order order_of(const pv_expr *a, const pv_expr *b) {
    if (!a || !b) return ORDER_UNKNOWN;
    if (a->kind == PV_EXPR_PATH || b->kind == PV_EXPR_PATH)
        return a->kind == b->kind && a->target.param == b->target.param ? ORDER_SAME : ORDER_UNKNOWN;
    if (a->kind == PV_EXPR_TEXT && b->kind == PV_EXPR_TEXT)
        return pv_text_equal(a->text, b->text) ? ORDER_SAME : ORDER_LESS;
    pv_value x, y;
    if (a->type.kind != b->type.kind || a->type.currency != b->type.currency || a->type.family != b->type.family ||
        pv_check_constant(&x, a) != PV_CONSTANT_VALUE || pv_check_constant(&y, b) != PV_CONSTANT_VALUE)
        return ORDER_UNKNOWN;
    return x.slot == y.slot ? ORDER_SAME : x.slot < y.slot ? ORDER_LESS : ORDER_GREATER;
}

bool pv_check_differ(const pv_expr *a, const pv_expr *b) {
    pv_order order = order_of(a, b);
    bool currencies = a->type.kind == PV_TYPE_MONEY && a->type.currency != b->type.currency;
    return order == ORDER_LESS || order == ORDER_GREATER || currencies;
}

static bool is_below(const pv_expr *high, bool high_is_out, const pv_expr *low, bool low_is_out) {
    pv_order order = order_of(high, low);
    return order == ORDER_LESS || (order == ORDER_SAME && (high_is_out || low_is_out));
}

static bool ranges_disjoint(const pv_claim *a, const pv_claim *b) {
    return is_below(a->high, a->below_high, b->low, b->above_low) ||
           is_below(b->high, b->below_high, a->low, a->above_low);
}

static bool is_outside(const pv_expr *value, const pv_claim *range) {
    return is_below(value, false, range->low, range->above_low) ||
           is_below(range->high, range->below_high, value, false);
}

static bool values_outside(const pv_claim *values, const pv_claim *range) {
    const pv_expr *value = values->values;
    for (uint32_t i = 0; i < values->count; i++, value = value->next)
        if (!is_outside(value, range)) return false;
    return true;
}

static bool is_among(const pv_expr *value, const pv_claim *values) {
    const pv_expr *other = values->values;
    for (uint32_t i = 0; i < values->count; i++, other = other->next)
        if (order_of(value, other) == ORDER_SAME) return true;
    return false;
}

/* `all_in`: whether each of a's values is one of b's; else whether none of them is. */
static bool values_relate(const pv_claim *a, const pv_claim *b, bool all_in) {
    const pv_expr *value = a->values;
    for (uint32_t i = 0; i < a->count; i++, value = value->next) {
        const pv_expr *other = b->values;
        if (all_in && !is_among(value, b)) return false;
        for (uint32_t j = 0; !all_in && j < b->count; j++, other = other->next)
            if (!pv_check_differ(value, other)) return false;
    }
    return true;
}

/* ---- Contradictions ---- */

static bool contradicts(const pv_claim *a, const pv_claim *b) {
    if (!a->of || a->of != b->of || a->since != b->since || (a->since && a->direction != b->direction)) return false;
    if (a->kind > b->kind) {
        const pv_claim *swapped = a;
        a = b;
        b = swapped;
    }
    switch (a->kind) {
    case CLAIM_ONE_OF:
        if (b->kind == CLAIM_ONE_OF) return values_relate(a, b, false);
        if (b->kind == CLAIM_NONE_OF) return values_relate(a, b, true);
        return b->kind == CLAIM_RANGE && values_outside(a, b);
    case CLAIM_RANGE: return b->kind == CLAIM_RANGE && ranges_disjoint(a, b);
    case CLAIM_TRUE: return b->kind == CLAIM_FALSE;
    case CLAIM_PRESENT: return b->kind == CLAIM_ABSENT;
    default: return false;
    }
}

static uint32_t read_claims(pv_claim claims[OPERANDS_MOST], const pv_expr *condition) {
    uint32_t count = 0;
    if (condition && condition->kind != PV_EXPR_AND) claims[count++] = read_claim(condition);
    if (!condition || condition->kind != PV_EXPR_AND) return count;
    for (const pv_expr *at = condition->operands.first; at && count < OPERANDS_MOST; at = at->next)
        claims[count++] = read_claim(at);
    return count;
}

bool pv_check_disjoint(pv_checker *c, const pv_expr *a, const pv_expr *b) {
    pv_claim of_a[OPERANDS_MOST], of_b[OPERANDS_MOST];
    uint32_t a_count = read_claims(of_a, a), b_count = read_claims(of_b, b);
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t j = 0; j < b_count; j++)
            if (!pv_check_may_look(c) || contradicts(&of_a[i], &of_b[j])) return true;
    return false;
}
