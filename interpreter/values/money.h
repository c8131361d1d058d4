/* Currencies (ISO 4217) and amounts of money. An amount is a pv_number in major units. */
#ifndef PV_VALUES_MONEY_H
#define PV_VALUES_MONEY_H

#include "values/number.h"

/* An index into currencies.def, whose rows are PV_CURRENCY(CODE, digits of the minor unit), sorted by code: all active
 * ISO 4217 codes with a minor unit. */
typedef uint16_t pv_currency;
enum { PV_CURRENCY_ANY = 0xffff }; /* known only at run time; no currency */

pv_currency pv_currency_find(proviso_text code); /* PV_CURRENCY_ANY where there is none */
proviso_text pv_currency_code(pv_currency currency);
unsigned pv_currency_digits(pv_currency currency);
size_t pv_currency_count(void);

/* "12.50 CNY", "-3 JPY": a number as pv_number_parse takes it, one blank, a code. */
pv_parsed pv_money_parse(pv_number *amount, pv_currency *currency, proviso_text text);
/* "12.50 CNY": the minor unit's digits or more. */
enum { PV_MONEY_TEXT = PV_NUMBER_TEXT + 4 };
size_t pv_money_write(char out[PV_MONEY_TEXT], pv_number amount, pv_currency currency);

#endif
