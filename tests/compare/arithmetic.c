/* Numbers, amounts and spans: read, computed with, written. An expression stands in postfix order; its values are
 * numbers until a division makes a quotient of them, and quotients until they are rounded. */
#include "driver.h"

#include <string.h>

enum { DEPTH_MOST = 32 };

typedef struct value {
    bool is_quotient;
    pv_number number;
    pv_fraction quotient;
} value;

typedef struct stack {
    value values[DEPTH_MOST];
    size_t depth;
} stack;

static void print_number(pv_number n) {
    char text[PV_NUMBER_TEXT];
    print_text(text, pv_number_write(text, n));
}

static void print_money(pv_number amount, pv_currency currency) {
    char text[PV_MONEY_TEXT];
    print_text(text, pv_money_write(text, amount, currency));
}

void answer_number(driver *d, const request *r) {
    (void)d;
    pv_number n;
    if (print_parsed(pv_number_parse(&n, r->rest))) print_number(n);
}

void answer_json_number(driver *d, const request *r) {
    (void)d;
    pv_number n;
    if (print_parsed(pv_number_parse_json_text(&n, r->rest))) print_number(n);
}

static pv_number number_at(const request *r, proviso_text text) {
    pv_number n = 0;
    if (pv_number_parse(&n, text) != PV_PARSED) refuse(r);
    return n;
}

void answer_padded(driver *d, const request *r) {
    (void)d;
    char text[PV_NUMBER_TEXT];
    unsigned digits = (unsigned)integer_at(r, 1);
    print_text(text, pv_number_write_padded(text, number_at(r, word_at(r, 2)), digits));
}

void answer_money(driver *d, const request *r) {
    (void)d;
    pv_number amount;
    pv_currency currency;
    if (print_parsed(pv_money_parse(&amount, &currency, r->rest))) print_money(amount, currency);
}

static pv_fraction quotient_of(value v) { return v.is_quotient ? v.quotient : pv_fraction_of(v.number); }

static value *pop(stack *s, const request *r) {
    if (s->depth == 0) refuse(r);
    return &s->values[--s->depth];
}

static void push(stack *s, const request *r, value v) {
    if (s->depth == DEPTH_MOST) refuse(r);
    s->values[s->depth++] = v;
}

static bool compute_numbers(value *out, char op, pv_number a, pv_number b) {
    switch (op) {
    case '+': return pv_number_add(&out->number, a, b);
    case '-': return pv_number_subtract(&out->number, a, b);
    default: return pv_number_multiply(&out->number, a, b);
    }
}

static bool compute_quotients(value *out, char op, pv_fraction a, pv_fraction b) {
    out->is_quotient = true;
    switch (op) {
    case '+': return pv_fraction_add(&out->quotient, a, b);
    case '-': return pv_fraction_subtract(&out->quotient, a, b);
    case '*': return pv_fraction_multiply(&out->quotient, a, b);
    default: return pv_fraction_divide(&out->quotient, a, b);
    }
}

/* + - * / and ?, which is -1, 0 or 1 for less, equal, more. */
static bool compute(stack *s, const request *r, char op) {
    value b = *pop(s, r), a = *pop(s, r), out = {0};
    bool fits = true;
    if (op == '?') {
        int order = pv_fraction_compare(quotient_of(a), quotient_of(b));
        if (!a.is_quotient && !b.is_quotient) order = (a.number > b.number) - (a.number < b.number);
        out.number = pv_number_from_int((order > 0) - (order < 0));
    } else if (op != '/' && !a.is_quotient && !b.is_quotient) {
        fits = compute_numbers(&out, op, a.number, b.number);
    } else {
        fits = compute_quotients(&out, op, quotient_of(a), quotient_of(b));
    }
    push(s, r, out);
    return fits;
}

/* "half_up:0.01" */
static bool round_top(stack *s, const request *r, proviso_text word) {
    static const char *const modes[] = {"half_even:", "half_up:", "up:", "down:"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        proviso_text mode = pv_text(modes[i], strlen(modes[i]));
        if (!pv_text_starts_with(word, mode)) continue;
        value v = *pop(s, r), out = {0};
        pv_number step = number_at(r, pv_text(word.data + mode.length, word.length - mode.length));
        bool fits = v.is_quotient ? pv_fraction_round(&out.number, v.quotient, step, (pv_rounding_mode)i)
                                  : pv_number_round(&out.number, v.number, step, (pv_rounding_mode)i);
        push(s, r, out);
        return fits;
    }
    refuse(r);
}

static bool apply(stack *s, const request *r, proviso_text word) {
    char first = word.length > 0 ? word.data[0] : ' ';
    if (word.length == 1 && strchr("+-*/?", first)) return compute(s, r, first);
    if (first >= 'a' && first <= 'z') return round_top(s, r, word);
    push(s, r, (value){.number = number_at(r, word)});
    return true;
}

/* Money, where the last word is a currency. */
void answer_evaluate(driver *d, const request *r) {
    (void)d;
    stack s = {.depth = 0};
    pv_currency currency = PV_CURRENCY_ANY;
    for (size_t i = 1; i < r->count; i++) {
        currency = pv_currency_find(r->words[i]);
        if (currency != PV_CURRENCY_ANY) break;
        if (!apply(&s, r, r->words[i])) {
            print("fault");
            return;
        }
    }
    value *v = pop(&s, r);
    if (v->is_quotient)
        print_fraction(v->quotient);
    else if (currency != PV_CURRENCY_ANY)
        print_money(v->number, currency);
    else
        print_number(v->number);
}

static void print_both_forms(pv_span s) {
    char text[PV_SPAN_TEXT];
    print_text(text, pv_span_write(text, s));
    print(" ");
    print_span(s);
}

void answer_span(driver *d, const request *r) {
    (void)d;
    pv_span s;
    if (print_parsed(pv_span_parse(&s, r->rest))) print_both_forms(s);
}

void answer_iso_span(driver *d, const request *r) {
    (void)d;
    pv_span s;
    if (print_parsed(pv_span_parse_iso(&s, r->rest))) print_both_forms(s);
}

void answer_combine_spans(driver *d, const request *r) {
    (void)d;
    char op = word_at(r, 2).data[0];
    pv_span a = span_at(r, 1), out = 0;
    pv_fraction ratio;
    bool fits;
    switch (op) {
    case '+': fits = pv_span_add(&out, a, span_at(r, 3)); break;
    case '-': fits = pv_span_subtract(&out, a, span_at(r, 3)); break;
    case '*': fits = pv_span_multiply(&out, a, number_at(r, word_at(r, 3))); break;
    default: fits = pv_span_divide(&ratio, a, span_at(r, 3)); break;
    }
    if (!fits)
        print("fault");
    else if (op == '/')
        print_fraction(ratio);
    else
        print_span(out);
}
