/* Terms: sums and products, folded from the left.
 *
 * Each step is at fault for itself, so its text is that of the terms so far. A number stays
 * one until it is divided or meets a fraction. A heavy sum or product is cut into regions, each of which goes on with
 * what the one before it has kept. */
#include "compile/internal.h"
#include "syntax/syntax.h"

typedef struct pv_partial {
    pv_operand value;
    pv_type_kind kind;
    const pv_expr *next;  /* term */
    pv_text_ref text;     /* of the terms so far; the text of all begins there */
    const uint32_t *ends; /* of the text with each further term */
} pv_partial;

/* Takes one more term into what there is so far. */
typedef void pv_term_fn(pv_builder *b, pv_partial *left, pv_operand right, const pv_expr *term);

/* Writes the text of all, of which each step's is a part from its beginning. */
static pv_partial begin(pv_builder *b, const pv_expr *expr) {
    const pv_expr *first = expr->operands.first;
    uint32_t *ends = pv_arena_array(b->arena, expr->operands.count, sizeof *ends);
    pv_partial left = {
        .kind = first->type.kind, .next = first->next, .text = {(uint32_t)b->texts.length, 0}, .ends = ends};
    uint32_t i = 0;
    if (ends == NULL) b->failed = true;
    for (const pv_expr *term = first; term != NULL && ends != NULL; term = term->next) {
        pv_print_term(&b->texts, expr, term);
        ends[i++] = (uint32_t)b->texts.length - left.text.offset;
    }
    return left;
}

static void set_word(pv_builder *b, pv_partial *left, pv_opcode op, pv_ref a, pv_ref c) {
    left->value.slot = pv_compile_word2(b, op, a, c);
    pv_region_fault_text(b, left->text);
}

/* The same of numbers, in whichever form both are. */
static void set_amount(pv_builder *b, pv_partial *left, pv_operand right, pv_opcode op, pv_opcode of_fractions) {
    bool fraction = left->value.fraction || right.fraction;
    if (fraction) {
        left->value = pv_compile_as_fraction(b, left->value);
        right = pv_compile_as_fraction(b, right);
    }
    set_word(b, left, fraction ? of_fractions : op, left->value.slot, right.slot);
}

/* ---- Sums ---- */

static pv_opcode sum_opcode(pv_type_kind left, bool minus) {
    switch (left) {
    case PV_TYPE_SPAN: return minus ? PV_OP_SUBTRACT_SPANS : PV_OP_ADD_SPANS;
    case PV_TYPE_DATE: return minus ? PV_OP_DATE_MINUS : PV_OP_DATE_PLUS;
    default: return minus ? PV_OP_TIME_MINUS : PV_OP_TIME_PLUS;
    }
}

static void add_term(pv_builder *b, pv_partial *left, pv_operand right, const pv_expr *term) {
    if (left->kind == PV_TYPE_MONEY && pv_compile_same_currency(b, &left->value, right))
        pv_region_fault_text(b, left->text);
    if (left->kind == PV_TYPE_NUMBER || left->kind == PV_TYPE_MONEY) {
        set_amount(b, left, right, term->minus ? PV_OP_SUBTRACT : PV_OP_ADD,
                   term->minus ? PV_OP_SUBTRACT_FRACTIONS : PV_OP_ADD_FRACTIONS);
    } else if (left->kind == PV_TYPE_TIME && term->type.kind == PV_TYPE_TIME) {
        set_word(b, left, PV_OP_TIME_BETWEEN, left->value.slot, right.slot);
        left->kind = PV_TYPE_SPAN;
    } else {
        set_word(b, left, sum_opcode(left->kind, term->minus), left->value.slot, right.slot);
    }
}

/* ---- Products ---- */

/* Makes the amount so far unknown unless an amount by which it is divided is of its currency. */
static void match_currency(pv_builder *b, pv_partial *left, pv_operand right) {
    if (pv_compile_same_currency(b, &left->value, right)) pv_region_fault_text(b, left->text);
}

static void become_number(pv_partial *left) {
    left->kind = PV_TYPE_NUMBER;
    left->value = (pv_operand){left->value.slot, PV_REF_NONE, PV_CURRENCY_ANY, left->value.fraction};
}

static void divide(pv_builder *b, pv_partial *left, pv_operand right, const pv_expr *term) {
    if (left->kind == PV_TYPE_SPAN) {
        set_word(b, left, PV_OP_DIVIDE_SPANS, left->value.slot, right.slot);
        left->value.fraction = true;
        become_number(left);
        return;
    }
    bool ratio = left->kind == PV_TYPE_MONEY && term->type.kind == PV_TYPE_MONEY;
    if (ratio) match_currency(b, left, right);
    left->value = pv_compile_as_fraction(b, left->value);
    set_word(b, left, PV_OP_DIVIDE, left->value.slot, pv_compile_as_fraction(b, right).slot);
    if (ratio) become_number(left);
}

static void multiply(pv_builder *b, pv_partial *left, pv_operand right, const pv_expr *term) {
    pv_type_kind kind = term->type.kind;
    if (left->kind == PV_TYPE_SPAN) {
        set_word(b, left, PV_OP_MULTIPLY_SPAN, left->value.slot, right.slot);
    } else if (kind == PV_TYPE_SPAN) {
        set_word(b, left, PV_OP_MULTIPLY_SPAN, right.slot, left->value.slot);
    } else {
        set_amount(b, left, right, PV_OP_MULTIPLY, PV_OP_MULTIPLY_FRACTIONS);
    }
    if (kind == PV_TYPE_NUMBER) return;
    left->kind = kind;
    left->value.currency = right.currency;
    left->value.fixed = right.fixed;
}

static void take_factor(pv_builder *b, pv_partial *left, pv_operand right, const pv_expr *term) {
    if (term->minus)
        divide(b, left, right, term);
    else
        multiply(b, left, right, term);
}

/* Elapsed time as the number of its seconds. */
static void count_seconds(pv_builder *b, pv_partial *left) {
    pv_ref second = pv_builder_constant(b, PV_CLASS_SPAN, pv_span_of(PV_SPAN_ELAPSED, 1, 0));
    pv_ref nanosecond = pv_builder_constant(b, PV_CLASS_NUMBER, PV_NUMBER_ONE / 1000000000);
    set_word(b, left, PV_OP_DIVIDE_SPANS, left->value.slot, second);
    left->value.slot = pv_region_emit(b, PV_OP_ROUND_FRACTION, left->value.slot, nanosecond,
                                      pv_ref_immediate(PV_ROUND_HALF_EVEN)); /* which it is a multiple of */
    become_number(left);
}

/* What is divided later becomes the number that it will be: of amounts of the divisor's currency, of seconds. */
static void take_factor_only(pv_builder *b, pv_partial *left, pv_operand right, const pv_expr *term) {
    if (!term->minus) {
        multiply(b, left, right, term);
    } else if (term->type.kind == PV_TYPE_MONEY) {
        match_currency(b, left, right);
        become_number(left);
    } else if (left->kind == PV_TYPE_SPAN) {
        count_seconds(b, left);
    }
}

/* ---- Both ---- */

PV_OWN_FRAME static void take_next(pv_builder *b, pv_partial *left, pv_term_fn *take) {
    const pv_expr *term = left->next;
    bool later = take == take_factor_only && term->minus && term->type.kind != PV_TYPE_MONEY;
    pv_operand right = later ? left->value : pv_compile_outlined(b, term);
    left->text.length = *++left->ends;
    take(b, left, right, term);
    left->next = term->next;
}

PV_OWN_FRAME static pv_partial fold(pv_builder *b, const pv_expr *expr, pv_term_fn *take) {
    pv_partial left = begin(b, expr);
    left.value = pv_compile_outlined(b, expr->operands.first);
    while (left.next != NULL && !b->failed) take_next(b, &left, take);
    return left;
}

/* Terms until the region is full or none is left. */
PV_OWN_FRAME static void take_terms(pv_builder *b, pv_partial *left, pv_term_fn *take) {
    while (left->next != NULL && !b->failed && pv_region_words(b) < PV_REGION_WORDS_FULL) take_next(b, left, take);
}

PV_OWN_FRAME static pv_partial long_fold(pv_builder *b, const pv_expr *expr, pv_term_fn *take) {
    pv_partial left = begin(b, expr);
    uint32_t kept = PV_NONE;
    while (left.next != NULL && !pv_builder_failed(b)) {
        pv_draft_region region;
        pv_region_open(b, &region);
        left.value =
            kept == PV_NONE ? pv_compile_outlined(b, expr->operands.first) : pv_region_need(b, kept, left.value.fixed);
        take_terms(b, &left, take);
        kept = pv_region_close(b, left.value, pv_class_of(left.kind));
    }
    left.value = pv_region_need(b, kept, left.value.fixed);
    return left;
}

static pv_operand terms(pv_builder *b, const pv_expr *expr, pv_term_fn *take) {
    bool heavy = pv_compile_weight(b, expr) > PV_WEIGHT_OUTLINED;
    return pv_compile_in_known_currency(expr, (heavy ? long_fold(b, expr, take) : fold(b, expr, take)).value);
}

pv_operand pv_compile_sum(pv_builder *b, const pv_expr *expr) { return terms(b, expr, add_term); }

pv_operand pv_compile_product(pv_builder *b, const pv_expr *expr, bool divisors) {
    return terms(b, expr, divisors ? take_factor : take_factor_only);
}

pv_operand pv_compile_divisors(pv_builder *b, const pv_expr *product, pv_operand value, const pv_expr *whole) {
    const pv_text_ref text = pv_compile_text(b, whole);
    value = pv_compile_as_fraction(b, value);
    for (const pv_expr *term = product->operands.first; term != NULL; term = term->next) {
        if (!term->minus) continue;
        pv_partial divisor = {.value = pv_compile_outlined(b, term), .kind = term->type.kind, .text = text};
        if (divisor.kind == PV_TYPE_SPAN) count_seconds(b, &divisor);
        value.slot = pv_compile_word2(b, PV_OP_DIVIDE_SUM, value.slot, pv_compile_as_fraction(b, divisor.value).slot);
        pv_region_fault_text(b, text);
    }
    return value;
}
