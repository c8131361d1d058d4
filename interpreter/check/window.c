/* Windows: `A within S after B` and its kin.
 *
 * The family of S says how A and B are looked at: by days (and months) each is a date or a time that counts as its day
 * in the zone, so that a time needs the policy to have one; by elapsed time both are times. A window is never of
 * negative length: a literal is checked here, a param too and whatever replaces it, everything else by the machine. */
#include "check/check_internal.h"

static const char *word_of(const pv_expr *window) {
    static const char *const words[] = {"within", "at least", "more than", "less than"};
    return words[window->op];
}

static bool check_length(pv_checker *c, const pv_expr *window, const pv_expr *span) {
    if (span->type.kind == PV_TYPE_SPAN) return true;
    if (span->type.kind == PV_TYPE_NONE) return false;
    proviso_text hint = pv_check_instead(c, &(pv_type){.kind = PV_TYPE_SPAN, .family = PV_SPAN_ANY}, span);
    if (hint.length == 0) hint = PROVISO_TEXT("as in `within 5 days after`, `at least 48 hours before`");
    pv_diagnose(c->source, PV_DIAGNOSTIC_WINDOW_LENGTH, span->range, hint, "`%s` needs a span, and `%t` is %t",
                word_of(window), pv_check_quote(c, span->range), pv_check_describe(c, &span->type));
    return false;
}

static void check_sign(pv_checker *c, const pv_expr *span) {
    const pv_expr *value = span;
    if (span->target_kind == PV_TARGET_PARAM) {
        span->target.param->not_negative = true;
        value = span->target.param->value;
    }
    pv_value length;
    if (pv_check_constant(&length, value) != PV_CONSTANT_VALUE || pv_span_count(length.slot) >= 0) return;
    proviso_text quoted = pv_check_quote(c, span->range);
    proviso_text hint = PROVISO_TEXT("choose `before` or `after`, and a span that is not negative");
    if (value == span)
        pv_diagnose(c->source, PV_DIAGNOSTIC_WINDOW_NEGATIVE, span->range, hint, "a window cannot be `%t` long",
                    quoted);
    else
        pv_diagnose(c->source, PV_DIAGNOSTIC_WINDOW_NEGATIVE, span->range, hint,
                    "a window cannot be `%t` long, which is `%t`", quoted, pv_check_quote(c, value->range));
}

/* A or B. */
static void check_moment(pv_checker *c, const pv_expr *window, const pv_expr *moment, pv_span_family family) {
    pv_type_kind kind = moment->type.kind;
    if (kind == PV_TYPE_NONE) return;
    if (kind == PV_TYPE_TIME) {
        if (family != PV_SPAN_ELAPSED) pv_check_asks_day(c, window->range);
        return;
    }
    if (kind == PV_TYPE_DATE && family != PV_SPAN_ELAPSED) return;
    proviso_text hint = pv_check_instead(c, &(pv_type){.kind = PV_TYPE_DATE}, moment);
    if (kind == PV_TYPE_DATE) hint = PROVISO_TEXT("count in days, or compare times");
    pv_diagnose(c->source, PV_DIAGNOSTIC_WINDOW_MOMENT, moment->range, hint,
                family == PV_SPAN_ELAPSED ? "a window of hours lies between times, and `%t` is %t"
                                          : "a window lies between dates or times, and `%t` is %t",
                pv_check_quote(c, moment->range), pv_check_describe(c, &moment->type));
}

void pv_check_window(pv_checker *c, pv_expr *expr) {
    pv_expr *a = expr->operands.first, *span = a->next, *b = span->next;
    expr->type = pv_check_type(PV_TYPE_BOOL);
    for (pv_expr *operand = a; operand; operand = operand->next) pv_check_expr(c, operand);
    if (c->failed || !check_length(c, expr, span)) return;
    check_sign(c, span);
    check_moment(c, expr, a, span->type.family);
    check_moment(c, expr, b, span->type.family);
}
