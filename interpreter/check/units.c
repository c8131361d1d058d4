/* `whole UNIT from A to B` and `started UNIT from A to B`: how often a unit of time fits.
 *
 * Hours and what is shorter lie between times. A longer unit lies between two dates, or between two times, whose days
 * and clock times are those of the zone, so that the policy needs one. */
#include "check/check_internal.h"

static const char *word_of(const pv_expr *expr) { return expr->started ? "started" : "whole"; }

/* false: reported, or it may be a calendar that a syntax error hid. */
static bool read_unit(pv_checker *c, pv_expr *expr, pv_span_family *family) {
    int64_t multiple;
    proviso_text unit = expr->name.text;
    if (pv_span_unit(family, &multiple, unit)) {
        expr->unit = pv_span_of(*family, multiple, 0);
        return true;
    }
    if (pv_check_is_lost(c, unit)) return false;
    proviso_text hint = pv_check_did_you_mean(c, pv_check_suggest(c, &c->values, unit, 1u << PV_NAMED_UNIT));
    if (hint.length == 0)
        hint = PROVISO_TEXT("a unit is `days`, `weeks`, `months`, `years`, `hours`, `minutes` or `seconds`");
    pv_diagnose(c->source, PV_DIAGNOSTIC_UNIT, expr->name.range, hint, "`%t` is not a unit", unit);
    return false;
}

/* A or B; false: reported, or not known. */
static bool check_moment(pv_checker *c, const pv_expr *expr, const pv_expr *moment, pv_span_family family) {
    pv_type_kind kind = moment->type.kind;
    bool is_elapsed = family == PV_SPAN_ELAPSED;
    if (kind == PV_TYPE_TIME || (kind == PV_TYPE_DATE && !is_elapsed)) return true;
    if (kind == PV_TYPE_NONE) return false;
    proviso_text hint = pv_check_instead(c, &(pv_type){.kind = is_elapsed ? PV_TYPE_TIME : PV_TYPE_DATE}, moment);
    if (kind == PV_TYPE_DATE) hint = PV_CHECK_FORMAT(c, "a date has no time of day: count `%s days`", word_of(expr));
    pv_diagnose(c->source, PV_DIAGNOSTIC_FROM_TO, moment->range, hint,
                is_elapsed ? "`%s %t` lie between times, and `%t` is %t"
                           : "`%s %t` lie between dates or times, and `%t` is %t",
                word_of(expr), expr->name.text, pv_check_quote(c, moment->range), pv_check_describe(c, &moment->type));
    return false;
}

static void report_mixture(pv_checker *c, const pv_expr *expr, const pv_expr *a, const pv_expr *b) {
    const pv_expr *time = a->type.kind == PV_TYPE_TIME ? a : b;
    pv_diagnose(c->source, PV_DIAGNOSTIC_DATE_AND_TIME, pv_range_join(a->range, b->range),
                pv_check_instead(c, &(pv_type){.kind = PV_TYPE_DATE}, time),
                "`%s %t` lie between two dates or two times, and `%t` is %t, `%t` %t", word_of(expr), expr->name.text,
                pv_check_quote(c, a->range), pv_check_describe(c, &a->type), pv_check_quote(c, b->range),
                pv_check_describe(c, &b->type));
}

void pv_check_from_to(pv_checker *c, pv_expr *expr) {
    pv_expr *a = expr->operands.first, *b = a->next;
    pv_span_family family = PV_SPAN_ANY;
    bool has_unit = read_unit(c, expr, &family);
    pv_check_expr(c, a);
    pv_check_expr(c, b);
    if (c->failed) return;
    expr->type = pv_check_type(PV_TYPE_NUMBER);
    expr->type.whole = true;
    if (!has_unit) return;
    bool fits = check_moment(c, expr, a, family);
    if (!check_moment(c, expr, b, family) || !fits) return;
    if (a->type.kind != b->type.kind) {
        report_mixture(c, expr, a, b);
        return;
    }
    if (a->type.kind == PV_TYPE_TIME && family != PV_SPAN_ELAPSED) pv_check_asks_day(c, expr->range);
    pv_check_warn_of_fault(c, expr);
}
