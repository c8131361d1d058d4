/* Money: the table of currencies, and amounts as text.
 *
 * A currency is its index in currencies.def, which is sorted by code, so codes are found by bisection. Which
 * arithmetic is allowed between amounts is decided by the checker and the machine. */
#include "values/money.h"

#include <string.h>

enum { CODE_LENGTH = 3 };

typedef struct row {
    char code[CODE_LENGTH + 1];
    unsigned char digits;
} row;

static const row rows[] = {
#define PV_CURRENCY(code, digits) {#code, digits},
#include "values/currencies.def"
#undef PV_CURRENCY
};

size_t pv_currency_count(void) { return sizeof rows / sizeof rows[0]; }

pv_currency pv_currency_find(proviso_text code) {
    if (code.length != CODE_LENGTH) return PV_CURRENCY_ANY;
    size_t low = 0, high = pv_currency_count();
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(code.data, rows[middle].code, CODE_LENGTH);
        if (order == 0) return (pv_currency)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return PV_CURRENCY_ANY;
}

proviso_text pv_currency_code(pv_currency currency) {
    if (currency >= pv_currency_count()) return (proviso_text){"", 0};
    return (proviso_text){rows[currency].code, CODE_LENGTH};
}

unsigned pv_currency_digits(pv_currency currency) { return currency < pv_currency_count() ? rows[currency].digits : 0; }

pv_parsed pv_money_parse(pv_number *amount, pv_currency *currency, proviso_text text) {
    if (text.length <= CODE_LENGTH + 1) return PV_PARSED_MALFORMED;
    size_t blank = text.length - CODE_LENGTH - 1;
    pv_currency found = pv_currency_find(pv_text(text.data + blank + 1, CODE_LENGTH));
    if (text.data[blank] != ' ' || found == PV_CURRENCY_ANY) return PV_PARSED_MALFORMED;
    pv_parsed parsed = pv_number_parse(amount, pv_text(text.data, blank));
    if (parsed == PV_PARSED) *currency = found;
    return parsed;
}

size_t pv_money_write(char out[PV_MONEY_TEXT], pv_number amount, pv_currency currency) {
    size_t length = pv_number_write_padded(out, amount, pv_currency_digits(currency));
    proviso_text code = pv_currency_code(currency);
    if (code.length == 0) return length;
    out[length++] = ' ';
    memcpy(out + length, code.data, code.length);
    return length + code.length;
}
