/* Rounding: the arguments of `round`, and what they have in common with the `rounded` of an output.
 *
 * A step is a positive literal of the type that is rounded; without one it is 1, or the minor unit of the currency,
 * which for money of a currency that only the facts will tell is found at run time. The modes are words, not values:
 * they are told from a misspelt fact by their place alone. */
#include "check/check_internal.h"

static bool is_mode(pv_rounding_mode *mode, proviso_text word) {
    static const char *const words[] = {
        [PV_ROUND_HALF_EVEN] = "half_even",
        [PV_ROUND_HALF_UP] = "half_up",
        [PV_ROUND_UP] = "up",
        [PV_ROUND_DOWN] = "down",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!pv_text_is(word, words[i])) continue;
        *mode = (pv_rounding_mode)i;
        return true;
    }
    return false;
}

bool pv_check_is_mode(const pv_checker *c, const pv_expr *call, const pv_expr *argument) {
    if (call->kind != PV_EXPR_CALL || !pv_text_is(call->name.text, "round")) return false;
    if (argument == call->operands.first || argument->kind != PV_EXPR_PATH || argument->name_count != 1) return false;
    const pv_named *named = pv_check_find(c, &c->values, argument->names[0].text);
    return !named || named->kind == PV_NAMED_MODE;
}

static bool read_mode(pv_checker *c, pv_rounding *rounding, pv_name name) {
    pv_rounding_mode mode;
    if (is_mode(&mode, name.text)) {
        rounding->mode = (uint8_t)mode;
        return true;
    }
    proviso_text hint = pv_check_did_you_mean(c, pv_check_suggest(c, &c->values, name.text, 1u << PV_NAMED_MODE));
    if (hint.length == 0)
        hint = PROVISO_TEXT("it is `half_even`, `half_up`, `up` (away from zero) or `down` (toward zero)");
    pv_diagnose(c->source, PV_DIAGNOSTIC_ROUNDING, name.range, hint, "`%t` is not a rounding mode", name.text);
    return false;
}

pv_number pv_check_minor_unit(pv_currency currency) {
    pv_number unit = PV_NUMBER_ONE;
    for (unsigned i = pv_currency_digits(currency); i > 0; i--) unit /= 10;
    return unit;
}

/* Where none is written. */
static pv_number natural_step(const pv_type *type) {
    bool by_currency = type->kind == PV_TYPE_MONEY && type->currency != PV_CURRENCY_ANY;
    return by_currency ? pv_check_minor_unit(type->currency) : PV_NUMBER_ONE;
}

static bool read_step(pv_checker *c, pv_rounding *rounding, const pv_type *type, const pv_expr *step) {
    proviso_text quoted = pv_check_quote(c, step->range);
    pv_relation relation = pv_check_relate(c, type, &step->type);
    if (relation != PV_RELATED) {
        pv_diagnose(c->source, pv_check_code(relation, PV_DIAGNOSTIC_ROUNDING), step->range,
                    pv_check_instead(c, type, step), "%t cannot be rounded to a multiple of `%t` (%t)",
                    pv_check_describe(c, type), quoted, pv_check_describe(c, &step->type));
        return false;
    }
    if (step->kind == PV_EXPR_NEGATE || step->literal == 0) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_ROUNDING, step->range, (proviso_text){NULL, 0},
                    "a step is above 0, and `%t` is not", quoted);
        return false;
    }
    rounding->step = step->literal;
    rounding->currency = step->type.currency;
    rounding->by_minor_unit = false;
    return true;
}

static pv_rounding rounding_of(const pv_type *type) {
    return (pv_rounding){.present = true,
                         .by_minor_unit = type->kind == PV_TYPE_MONEY && type->currency == PV_CURRENCY_ANY,
                         .mode = PV_ROUND_HALF_EVEN,
                         .currency = PV_CURRENCY_ANY,
                         .step = natural_step(type)};
}

/* ---- round(x, step, mode) ---- */

typedef enum pv_word_of_round { WORD_STEP, WORD_MODE, WORD_REPORTED } pv_word_of_round;

static pv_word_of_round read_word(pv_checker *c, const pv_expr *call, const pv_expr *argument) {
    if (pv_check_is_literal(argument)) return WORD_STEP;
    if (pv_check_is_mode(c, call, argument)) return WORD_MODE;
    if (argument->kind != PV_EXPR_PATH || argument->target_kind != PV_TARGET_NONE)
        pv_diagnose(c->source, PV_DIAGNOSTIC_ROUNDING, argument->range,
                    PROVISO_TEXT("as in `round(x, 0.05)`, `round(x, down)` or `round(x, 0.05, down)`"),
                    "`round` takes a literal as its step, then a mode, and `%t` is neither",
                    pv_check_quote(c, argument->range));
    return WORD_REPORTED;
}

static void report_words(pv_checker *c, const pv_expr *first, const pv_expr *second, bool is_twice) {
    proviso_text hint = {NULL, 0};
    if (!is_twice)
        hint = PV_CHECK_FORMAT(c, "write `%t, %t`", pv_check_quote(c, second->range), pv_check_quote(c, first->range));
    pv_diagnose(c->source, PV_DIAGNOSTIC_ROUNDING, pv_range_join(first->range, second->range), hint,
                is_twice ? "`round` takes one step and one mode" : "`round` takes the step first, then the mode");
}

static bool read_words(pv_checker *c, pv_expr *call, const pv_type *type, pv_expr *first) {
    pv_expr *second = first->next;
    pv_word_of_round word = read_word(c, call, first);
    pv_word_of_round second_word = second ? read_word(c, call, second) : WORD_MODE;
    if (word == WORD_REPORTED || second_word == WORD_REPORTED) return false;
    if (second && (word != WORD_STEP || second_word != WORD_MODE)) {
        report_words(c, first, second, word == second_word);
        return false;
    }
    if (word == WORD_MODE) return read_mode(c, &call->rounding, first->names[0]);
    pv_check_expr(c, first);
    return !c->failed && read_step(c, &call->rounding, type, first) &&
           (!second || read_mode(c, &call->rounding, second->names[0]));
}

void pv_check_round(pv_checker *c, pv_expr *call) {
    const pv_type *type = &call->operands.first->type;
    pv_expr *step = call->operands.first->next;
    call->rounding = rounding_of(type);
    if (step && !read_words(c, call, type, step)) return;
    call->type = pv_check_type(type->kind);
    call->type.whole = type->kind == PV_TYPE_NUMBER && pv_number_is_whole(call->rounding.step);
    call->type.currency = type->currency == PV_CURRENCY_ANY ? call->rounding.currency : type->currency;
    pv_check_warn_of_fault(c, call);
}

/* ---- rounded MODE to STEP ---- */

/* The step of an output; false: reported. */
static bool read_output_step(pv_checker *c, pv_rounding *rounding, const pv_output *output, pv_expr *step) {
    pv_check_expr(c, step);
    if (c->failed || !read_step(c, rounding, &output->type, step)) return false;
    if (!output->type.whole || pv_number_is_whole(rounding->step)) return true;
    pv_diagnose(c->source, PV_DIAGNOSTIC_ROUNDING, step->range, (proviso_text){NULL, 0},
                "`%t` is a whole number, and a multiple of `%t` may be none", output->name,
                pv_check_quote(c, step->range));
    return false;
}

void pv_check_rounded(pv_checker *c, pv_output *output, const pv_output_decl *decl) {
    const pv_type *type = &output->type;
    if (type->kind == PV_TYPE_NONE) return;
    if (type->kind != PV_TYPE_NUMBER && type->kind != PV_TYPE_MONEY) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_ROUNDING, decl->rounded.range, (proviso_text){NULL, 0},
                    "only a number or money is `rounded`, and `%t` is %t", output->name, pv_check_describe(c, type));
        return;
    }
    pv_rounding rounding = rounding_of(type);
    bool fits = read_mode(c, &rounding, decl->rounded);
    if (decl->step) fits &= read_output_step(c, &rounding, output, decl->step);
    if (fits) output->rounding = rounding;
}
