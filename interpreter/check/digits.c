/* Digits: amounts of money that can have more of them than their currency has, in outputs that are not rounded.
 *
 * What is calculated decides, never what a fact may happen to hold: a product with what is not known to be whole, a
 * quotient, a percentage, a literal. A plain fact and a sum of facts are as exact as the facts are. What a define can
 * have is noted when it is typed, so that nothing is followed twice. There is one warning an output. */
#include "check/check_internal.h"

static bool is_multiple(pv_number amount, pv_currency currency) {
    return currency == PV_CURRENCY_ANY || amount % pv_check_minor_unit(currency) == 0;
}

static bool product_has_more(pv_checker *c, const pv_expr *product) {
    for (const pv_expr *operand = product->operands.first; operand; operand = operand->next) {
        bool is_money = operand->type.kind == PV_TYPE_MONEY;
        if (operand->minus || (is_money ? pv_check_has_more_digits(c, operand) : !operand->type.whole)) return true;
    }
    return false;
}

static bool target_has_more(pv_checker *c, const pv_expr *path) {
    if (path->target_kind == PV_TARGET_PARAM) return pv_check_has_more_digits(c, path->target.param->value);
    return path->target_kind == PV_TARGET_DEFINE && pv_check_note_of(c, path->target.define)->has_more_digits;
}

/* Whether any operand can that is money; of `if` the branches are. */
static bool operand_has_more(pv_checker *c, const pv_expr *expr) {
    bool found = false;
    for (const pv_expr *operand = expr->operands.first; operand && !found; operand = operand->next)
        found = pv_check_has_more_digits(c, operand);
    return found;
}

bool pv_check_has_more_digits(pv_checker *c, const pv_expr *expr) {
    if (expr->type.kind != PV_TYPE_MONEY) return false;
    switch (expr->kind) {
    case PV_EXPR_MONEY: return !is_multiple(expr->literal, expr->currency);
    case PV_EXPR_PATH: return target_has_more(c, expr);
    case PV_EXPR_PRODUCT: return product_has_more(c, expr);
    case PV_EXPR_PERCENT_OF: return true;
    case PV_EXPR_CALL:
        if (expr->function != PV_FUNCTION_ROUND) return operand_has_more(c, expr);
        return !expr->rounding.by_minor_unit && !is_multiple(expr->rounding.step, expr->type.currency);
    default: return operand_has_more(c, expr);
    }
}

static void look_at(pv_checker *c, bool *warned, const pv_output *output, const pv_expr *value) {
    bool is_exact = output->type.kind == PV_TYPE_MONEY && !output->rounding.present;
    if (!is_exact || warned[output->index] || !pv_check_has_more_digits(c, value)) return;
    warned[output->index] = true;
    pv_diagnose(c->source, PV_DIAGNOSTIC_NOT_ROUNDED, value->range,
                PROVISO_TEXT("write `round(…)`, or declare the output as `rounded half_up`, for instance"),
                "`%t` can have more digits than its currency has, and is not rounded", output->name);
}

static void look_at_sets(pv_checker *c, bool *warned, const pv_set *sets) {
    for (const pv_set *set = sets; set; set = set->next) look_at(c, warned, set->output, set->expr);
}

void pv_check_warn_of_digits(pv_checker *c) {
    const pv_model *model = c->model;
    bool *warned = pv_check_scratch(c, model->output_count, sizeof *warned);
    if (!warned) return;
    for (uint32_t i = 0; i < model->output_count; i++)
        if (model->outputs[i]->otherwise) look_at(c, warned, model->outputs[i], model->outputs[i]->otherwise);
    look_at_sets(c, warned, model->otherwise_sets);
    for (uint32_t i = 0; i < model->rule_count && !c->failed; i++) look_at_sets(c, warned, model->rules[i]->sets);
}
